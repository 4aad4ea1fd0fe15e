"""A unit gets only its own people's data, whatever came under its name: every verb that writes to units, every file of it.

What the sample office cannot have is here: files sent under another unit's head, and files named after another unit's person.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import ZipFile

import openpyxl
import pytest
from made_office import (
    FOURTH,
    TODAY,
    make_office,
    send_ledger,
    send_position,
    send_unit_table,
    set_head,
    told,
    type_in,
    with_another_unit,
)

from lzxl.paper import pdf
from lzxl.report import Report
from lzxl.workflow.folder import distribute
from lzxl.workflow.holiday import remind_before
from lzxl.workflow.remind import remind
from lzxl.workflow.send_back import send_back
from lzxl.workflow.warn import warn
from lzxl.workflow.writeback import writeback

FOLDERS = ("退回", "往来/回执", "往来/催报", "往来/下发", "预警/邮寄", "预警/节前提醒 国庆", "下发", "下发/写回")
OWN = {"U01": ("乙科长", "丙副科长"), "U02": ("丁社长",)}
STRANGE = {"U01": ("丁社长",), "U02": ("乙科长", "丙副科长")}
NUMBERS = {"U01": "P4", "U02": "P[23]"}
U01, U02 = "U01 样例科", "U02 样例社"


def texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield all text of a file with its name: heads and attachments of a draft, every part of a document or workbook."""
    yield f"{name} name", PurePosixPath(name).name
    match PurePosixPath(name).suffix:
        case ".eml":
            mail = message_from_bytes(data, policy=default)
            body = mail.get_body()
            yield f"{name} head", " ".join(map(str, mail.values()))
            yield f"{name} body", body.get_content() if body else ""
            for part in mail.iter_attachments():
                yield from texts(f"{name}/{part.get_filename()}", part.get_payload(decode=True))  # type: ignore[arg-type]
        case ".docx" | ".xlsx":
            with ZipFile(BytesIO(data)) as package:
                yield from (
                    (f"{name}/{one}", package.read(one).decode("utf-8", "replace")) for one in package.namelist()
                )
        case _:
            yield name, data.decode("utf-8-sig")


def to_units(root: Path) -> dict[str, str]:
    """Return all that was written for units: text by where it stands."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for unit in (U01, U02):
            for path in sorted((root / folder / unit).rglob("*")):
                if path.is_file():
                    found |= texts(path.relative_to(root).as_posix(), path.read_bytes())
    return found


def strange(found: Mapping[str, str]) -> dict[str, list[str]]:
    """Return where another unit's person is named, or numbered (not in a sheet, whose cells are called P4 too)."""
    seen = {}
    for where, text in found.items():
        unit = next(part.split(" ")[0] for part in where.split("/") if part in (U01, U02))
        names = [name for name in STRANGE[unit] if name in text]
        names += [] if "/xl/" in where else re.findall(rf"(?<![A-Za-z0-9-]){NUMBERS[unit]}(?![0-9])", text)
        seen |= {where: names} if names else {}
    return seen


def own_rows(path: Path, mark: str, broken: bool = False) -> None:
    """U01's own table, in which a cell is empty where ``broken``."""
    path.parent.mkdir(exist_ok=True)
    send_position(path, "10-20" if broken else "10-09", {"P2": f"甲{mark}", "P3": "丙"})
    if broken:
        book = openpyxl.load_workbook(path)
        book["岗位承诺表"]["I8"] = None
        book.save(path)


def send_all(inbox: Path) -> None:
    """Put into 收件 all that must not be told on: wrong heads, other people's names in names of files and in rows."""
    send_ledger(inbox / "台账.xlsx", "04-01", {1: "12"}, "与丁社长一起违规报销")
    own_rows(inbox / "样例科" / "丁社长和乙科长.xlsx", "丁")
    own_rows(inbox / "样例科" / "P4、P2.xlsx", "戊")
    own_rows(inbox / "样例科" / "丁 社长(乙科长转).xlsx", "己", broken=True)
    send_position(inbox / "样例社" / "丁社长流水.xlsx", "10-10", {"P3": "庚"})  # U01's own, in U02's folder
    (inbox / "样例科" / "丁社长.xlsx").write_bytes(b"")  # nobody can read it
    send_position(inbox / "丁社长报来的表.xlsx", "10-08", {"P4": "甲"}, [FOURTH])  # U02's person under U01's head
    (inbox / "又一份.xlsx").write_bytes((inbox / "丁社长报来的表.xlsx").read_bytes())
    own_rows(inbox / "样例科" / "丙副科长.xlsx", "辛", broken=True)
    set_head(inbox / "样例科" / "丙副科长.xlsx", "U02", "样例社")
    send_unit_table(
        inbox / "单位表.xlsx", "10-08", "丁社长、出纳", promiser="某某"
    )  # nothing says so but whom it names
    for name, day in {"坏单位表": "10-09", "更早的坏单位表": "10-07"}.items():  # the earlier one is replaced
        send_unit_table(inbox / f"{name}.xlsx", day, "出纳", text="", promiser="丁社长")
        (inbox / f"又一份{name}.xlsx").write_bytes((inbox / f"{name}.xlsx").read_bytes())


class Written(NamedTuple):
    """The office with all that was written, the texts for units by where they stand, and what the verbs said."""

    root: Path
    texts: dict[str, str]
    said: dict[str, Report]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Run every verb that writes to units, the notice of U01's person signed, mailing switched on."""
    root = make_office(tmp_path_factory.mktemp("own") / "本社")
    with_another_unit(root, 邮寄预警通知="是")
    send_all(root / "收件")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf, "find_soffice", lambda: None)
        said = {"drafted": warn(root, year=None, today=TODAY)}
        type_in(root, {("签发人", 1): "甲主任", ("发出日期", 1): date(2026, 11, 1)}, "预警登记")
        type_in(root, {("评估等级", 1): "三级", ("评估等级", 3): "三级"})
        type_in(root, {("评估等级", 1): "三级"}, "单位风险登记册")
        for verb in (send_back, remind, warn, writeback):
            said[verb.__name__] = verb(root, year=None, today=TODAY)
        distribute(root, year=None, today=TODAY, letters=True)
        remind_before(root, "国庆", year=None, today=TODAY)
    return Written(root, to_units(root), said)


def test_no_file_to_a_unit_names_another_units_people(written: Written) -> None:
    assert [folder for folder in FOLDERS if not any(where.startswith(folder) for where in written.texts)] == []
    assert strange(written.texts) == {}
    group = (written.root / "往来" / "催报" / "群发文字.txt").read_text("utf-8-sig")
    assert [name for names in STRANGE.values() for name in names if name in group] == []


def test_the_test_finds_a_name_where_there_is_one(written: Written) -> None:
    named = {
        where.replace(U01, U02): text for where, text in written.texts.items() if U01 in where and "乙科长" in text
    }
    assert {PurePosixPath(where.split(" ")[-1]).suffix for where in named} >= {".txt", ".xml"}
    assert strange(named).keys() == named.keys()


def test_the_list_to_sign_stays_in_the_office(written: Written) -> None:
    home = written.root / "预警" / "节前提醒 国庆"
    assert sorted(path.name for path in home.glob("*.docx")) == ["签收表.docx", "节前提醒.docx"]
    assert [where for where in written.texts if "签收表" in where] == []


def letter(written: Written, folder: str, unit: str = U01) -> str:
    """Return the text of a letter, ``""`` where there is none; with half-width marks."""
    text = written.texts.get(f"{folder}/{unit}/正文.txt", "")
    return text.replace("\uff1a", ":").replace("\uff1b", ";")


def test_what_may_be_anothers_is_in_no_receipt_and_is_told_on_the_screen(written: Written) -> None:
    receipts = letter(written, "往来/回执") + letter(written, "往来/回执", U02)
    held = {
        "丁社长报来的表.xlsx": "样例科",
        "又一份.xlsx": "样例科",  # the same once more
        "样例科/丙副科长.xlsx": "样例社",
        "坏单位表.xlsx": "样例科",
        "又一份坏单位表.xlsx": "样例科",
        "更早的坏单位表.xlsx": "样例科",
        "又一份更早的坏单位表.xlsx": "样例科",
    }
    assert {
        where: message.split("“")[1].split("”")[0] for _, where, message in told(written.said["send_back"], "M142")
    } == held
    assert [name for name in held if PurePosixPath(name).name in receipts] == []
    assert "表中有别的单位的人员" in told(written.said["send_back"], "M142")[0][2]


def test_receipts_name_files_without_other_units_people(written: Written) -> None:
    said = letter(written, "往来/回执")
    assert "文件:×××和乙科长.xlsx;种类:岗位承诺表" in said
    assert "文件:×××、P2.xlsx" in said
    assert "文件:×××.xlsx;种类:—" in said
    assert "文件:\uff08名称从略\uff09;种类:岗位承诺表" in said  # it counts for the unit, and lay in another's folder
    assert "流水" not in said


def test_return_letters_and_copies_are_named_so_too(written: Written) -> None:
    assert "报送文件“×××(乙科长转).xlsx”" in letter(written, "退回")
    assert (written.root / "退回" / U01 / "×××(乙科长转)(请改正).xlsx").is_file()
    assert {path.name for path in (written.root / "退回").iterdir()} == {U01, "单位不明"}


def test_nobody_is_reminded_of_what_nobody_was_given_back(written: Written) -> None:
    assert "此前退回的1份材料" in letter(written, "往来/催报")
    assert "退回" not in letter(written, "往来/催报", U02)
    assert "丁" not in (written.root / "往来" / "催报" / "群发文字.txt").read_text("utf-8-sig")


def test_a_table_that_may_be_anothers_is_not_written_back(written: Written) -> None:
    refused = sorted(where for _, where, _ in told(written.said["writeback"], "M111"))
    assert refused == ["单位表.xlsx", "样例社/丁社长流水.xlsx"]
    (back,) = (path.name for path in (written.root / "下发" / "写回" / U01).iterdir())
    assert back in ("×××和乙科长(写回).xlsx", "×××、P2(写回).xlsx")


def test_a_notice_says_that_a_name_was_left_out(written: Written) -> None:
    told_of = [message.split(" ")[0] for _, _, message in told(written.said["drafted"], "M152")]
    assert told_of == ["YJ2026-A-P3"]
    assert "与×××一起违规报销1" in "".join(text for where, text in written.texts.items() if "预警/邮寄" in where)
