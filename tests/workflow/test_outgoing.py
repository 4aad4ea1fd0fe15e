"""Messages written into folders: exactly those of this run, nothing edited lost, the same again changes nothing."""

from pathlib import Path

import pytest

from lzxl.law.scope import UNIT_KINDS
from lzxl.mail.outgoing import Attachment, Outgoing, Sender
from lzxl.model import Roster, Unit
from lzxl.office.paths import Office
from lzxl.workflow.folder import init
from lzxl.workflow.outgoing import belongs, write_outgoing

KIND = next(iter(UNIT_KINDS.values()))
ROSTER = Roster({one: Unit(one, name, KIND) for one, name in {"U01": "样例科", "U02": "样例/社"}.items()})
SENDER = Sender("示例社", "office@example.com")


def message(unit: str, text: str = "请改正。") -> Outgoing:
    return Outgoing("退回", unit, ("unit@example.com",), "退回", text, (Attachment("标注.xlsx", b"PK"),))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    init(tmp_path / "office", name="示例社", year=2026)
    return Office.open(tmp_path / "office")


def below(office: Office) -> dict[str, bytes]:
    return {
        path.relative_to(office.root).as_posix(): path.read_bytes()
        for path in (office.root / "退回").rglob("*")
        if path.is_file()
    }


def write(office: Office, *messages: Outgoing) -> list[str]:
    return [finding.code for finding in write_outgoing(office, "退回", messages, ROSTER, SENDER).findings]


def test_one_folder_a_unit_with_all_that_is_needed(office: Office) -> None:
    written = write_outgoing(office, "退回", [message("U01"), message("U02"), message("U01", "又")], ROSTER, SENDER)
    assert [path.name for path in written.folders] == ["U01 样例科", "U02 样例_社", "U01 样例科(2)"]
    assert all(
        {file.name for file in path.iterdir()} == {"草稿.eml", "正文.txt", "收件人.txt", "主题.txt", "标注.xlsx"}
        for path in written.folders
    )
    assert all(belongs(path.name, unit) for path, unit in zip(written.folders, ("U01", "U02", "U01"), strict=True))
    assert not belongs("U011 样例科", "U01")


def test_the_same_again_changes_nothing(office: Office) -> None:
    assert write(office, message("U01"), message("U02")) == []
    before, journal = below(office), office.journal.read_bytes()
    assert write(office, message("U01"), message("U02")) == []
    assert (below(office), office.journal.read_bytes()) == (before, journal)


def test_what_is_no_longer_needed_goes_away(office: Office) -> None:
    write(office, message("U01"), message("U02"))
    own = office.root / "退回" / "U02 样例_社" / "我的笔记.docx"
    own.write_bytes(b"mine")
    assert write(office) == []
    assert list(below(office)) == ["退回/U02 样例_社/我的笔记.docx"]
    assert write(office, message("U01")) == []
    assert "退回/U01 样例科/草稿.eml" in below(office)


def test_what_was_edited_stays_while_nothing_changes_and_is_put_aside_when_it_does(office: Office) -> None:
    write(office, message("U01"))
    text = office.root / "退回" / "U01 样例科" / "正文.txt"
    text.write_bytes("我改过".encode())
    assert write(office, message("U01")) == []
    assert text.read_bytes() == "我改过".encode()
    assert write(office, message("U01", "新的内容")) == ["M140"]
    assert text.read_bytes().decode("utf-8-sig") == "新的内容\r\n"
    assert text.with_stem("正文(改过)").read_bytes() == "我改过".encode()
    assert write(office, message("U01", "新的内容")) == []


def test_what_was_edited_and_is_no_longer_needed_is_left_and_told(office: Office) -> None:
    write(office, message("U01"))
    draft = office.root / "退回" / "U01 样例科" / "草稿.eml"
    draft.write_bytes(draft.read_bytes() + b" edited")
    assert write(office) == ["M141"]
    assert list(below(office)) == ["退回/U01 样例科/草稿.eml"]
    assert write(office) == []
