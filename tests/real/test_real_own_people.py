"""A unit gets only its own people's data: every letter, draft and attachment to it is tried against all other people's names.

On the sample office, where tables name people of other units by mistake and rows were copied from other units.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lettered import Lettered

from lzxl.excel.read import Reader
from lzxl.sample.people import MEMBERS
from lzxl.sample.units import SAMPLE_UNITS

pytestmark = [pytest.mark.slow, pytest.mark.office]

EXAMPLE = "张样例"  # whom every blank table takes for an example
FOLDERS = {
    "退回": 8,
    "往来/回执": 20,
    "往来/催报": 10,
    "往来/下发": 25,
    "预警/邮寄": 8,
    "预警/节前提醒 国庆": 25,
    "下发": 25,
}


@dataclass(frozen=True)
class Letters:
    """All that was written for units: by folder and unit the texts, each with where it stands."""

    root: Path
    texts: dict[tuple[str, str], dict[str, str]]


def text_of(name: str, data: bytes, places: Path) -> Iterator[tuple[str, str]]:
    """Yield all text of a file with its name, of what is in it too."""
    suffix = Path(name).suffix
    yield f"{name} name", Path(name).stem
    if suffix == ".eml":
        mail = message_from_bytes(data, policy=default)
        body = mail.get_body()
        yield f"{name} head", " ".join(map(str, mail.values()))
        yield f"{name} body", body.get_content() if body else ""
        for part in mail.iter_attachments():
            inner = part.get_filename() or ""
            yield from text_of(f"{name}/{inner}", part.get_payload(decode=True), places)  # type: ignore[arg-type]
    elif suffix == ".pdf":
        path = places / "x.pdf"
        path.write_bytes(data)
        for what, command in (("", ["pdftotext", "-raw", path, "-"]), (" about", ["pdfinfo", path])):
            told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            yield f"{name}{what}", told.stdout
    elif suffix in (".docx", ".xlsx"):  # every part as it stands: comments, hidden sheets, properties too
        with ZipFile(BytesIO(data)) as package:
            parts = (package.read(part).decode("utf-8", "replace") for part in package.namelist())
            yield name, "\n".join(parts)
    else:
        yield name, data.decode("utf-8-sig")


@pytest.fixture(scope="module")
def letters(lettered: Lettered, tmp_path_factory: pytest.TempPathFactory) -> Letters:
    home, root = tmp_path_factory.mktemp("读"), lettered.root
    texts = {
        (folder, unit.name.split(" ")[0]): dict(
            found for path in sorted(unit.iterdir()) for found in text_of(path.name, path.read_bytes(), home)
        )
        for folder in FOLDERS
        for unit in (root / folder).iterdir()
        if unit.is_dir()
    }
    return Letters(root, texts)


@pytest.fixture(scope="module")
def typed(letters: Letters) -> dict[str, str]:
    """What each unit has itself written, by unit id: the workbooks in its folder of 收件."""
    found = dict.fromkeys([*SAMPLE_UNITS, "单位不明"], "")
    short = {unit.short_name: unit.id for unit in SAMPLE_UNITS.values()}
    with Reader() as reader:
        for path in sorted((letters.root / "收件").rglob("*.xlsx")):
            book, _ = reader.read(path.read_bytes(), path.name)
            words = "".join(str(cell) for block in book.blocks for row in block.rows for cell in row) if book else ""
            found["单位不明"] += words
            if path.parent.name in short:
                found[short[path.parent.name]] += words
    return found


def others(unit: str, typed: str) -> list[str]:
    """Return the names that a unit must not see: of other units' people whom it has not named itself, longest first."""
    own = {member.name for member in MEMBERS.values() if member.home.id == unit}
    names = {member.name for member in MEMBERS.values()} - own
    return sorted((name for name in names if name not in typed), key=len, reverse=True)


def strange(text: str, unit: str, typed: str) -> list[str]:
    """Return the names in a text that the unit must not see; a name within a longer own one is none."""
    own = sorted((member.name for member in MEMBERS.values() if member.home.id == unit), key=len, reverse=True)
    for name in (EXAMPLE, *own):
        text = text.replace(name, "")
    return [name for name in others(unit, typed) if name in text]


def test_there_is_something_to_try(letters: Letters) -> None:
    found = {folder: sum(one == folder for one, _ in letters.texts) for folder in FOLDERS}
    assert {folder: n for folder, n in found.items() if n < FOLDERS[folder]} == {}
    kinds = {Path(name).suffix for texts in letters.texts.values() for name in texts}
    assert {".pdf", ".docx", ".xlsx", ".txt"} <= kinds


def test_no_letter_names_another_units_people(letters: Letters, typed: dict[str, str]) -> None:
    seen = {
        f"{folder}/{unit}/{name}": found
        for (folder, unit), texts in letters.texts.items()
        for name, text in texts.items()
        if (found := strange(text, unit, typed.get(unit, "")))
    }
    assert seen == {}


def test_the_test_finds_a_name_where_there_is_one(letters: Letters, typed: dict[str, str]) -> None:
    """Own people are named in what comes back; to any other unit those names would be strange."""
    (text,) = (text for name, text in letters.texts["退回", "U10"].items() if name == "岗位承诺表(请改正).xlsx")
    assert strange(text, "U10", typed["U10"]) == []
    assert strange(text, "U09", typed["U09"]) != []


def test_reminders_collecting_and_holiday_texts_name_nobody(letters: Letters) -> None:
    names = sorted({member.name for member in MEMBERS.values()}, key=len, reverse=True)
    for folder in ("往来/催报", "预警/节前提醒 国庆"):
        for (where, _), texts in letters.texts.items():
            if where == folder:
                assert [name for text in texts.values() for name in names if name in text] == []
    group = (letters.root / "往来" / "催报" / "群发文字.txt").read_text("utf-8-sig")
    assert [name for name in names if name in group] == []
