"""What was issued is what is kept and mailed: no setting makes another document or another mail, only another entry does."""

from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from made_office import PEOPLE, TODAY, UNITS, make_office, send_ledger, told, type_in

from lzxl.excel.write import render
from lzxl.forms.roster_layout import roster_workbook
from lzxl.report import Report
from lzxl.workflow.warn import warn

pytestmark = pytest.mark.usefixtures("without_libreoffice")

ISSUED = "廉防办〔2026〕1号 A级 丙副科长.docx"
ADDRESS = "unit@example.com"


def run(root: Path) -> Report:
    return warn(root, year=None, today=TODAY)


def sign(root: Path, record: int = 1) -> None:
    """Sign and date a notice in the master."""
    type_in(root, {("签发人", record): "甲主任", ("发出日期", record): date(2026, 11, 1)}, "预警登记")


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """An office that has issued one notice, which it mails."""
    root = make_office(tmp_path / "本社")
    settle(root)
    run(root)
    sign(root)
    run(root)
    return root


def settle(root: Path, *, phone: str = "", adopted: tuple[str, ...] = (), mail: str = "") -> None:
    """Write 名册 with these settings."""
    units = [UNITS[0], {**UNITS[1], "mail": mail}]
    settings = {"年度": 2026, "邮寄预警通知": "是", "联系电话": phone}
    days = dict.fromkeys(adopted, date(2026, 1, 5))
    (root / "名册.xlsx").write_bytes(render(roster_workbook(settings, units, PEOPLE, adopted=days)))


def kept(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "预警" / "已签发").iterdir()}


def mails(root: Path) -> dict[str, EmailMessage]:
    """Return the drafts by Message-ID."""
    drafts = [
        message_from_bytes(path.read_bytes(), policy=default) for path in (root / "预警" / "邮寄").glob("*/草稿.eml")
    ]
    return {str(mail["Message-ID"]): mail for mail in drafts}


def test_no_setting_makes_another_document_or_another_mail(issued: Path) -> None:
    before, sent = kept(issued), set(mails(issued))
    settle(
        issued,
        phone="0000-12345",
        adopted=("A级起点", "A级处置预案", "A级整改天数", "陈述申辩天数"),
        mail=ADDRESS,
    )
    report = run(issued)
    assert kept(issued) == before
    assert told(report, "M150") == []
    assert set(mails(issued)) == sent
    (mail,) = mails(issued).values()
    assert mail["To"] == ADDRESS
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == ISSUED
    assert attached.get_content() == before[ISSUED]


def test_what_is_mailed_is_the_document_that_went_out(issued: Path) -> None:
    before = kept(issued)[ISSUED]
    send_ledger(issued / "收件" / "台账2.xlsx", "04-02", {1: "10", 2: "0.5"})
    report = run(issued)
    assert len(told(report, "M150")) == 1
    (mail,) = mails(issued).values()
    assert [part.get_content() for part in mail.iter_attachments()] == [before]
    assert "".join(path.name for path in (issued / "预警" / "已签发").glob("*更改2*"))


def test_a_change_that_was_thrown_away_does_not_come_again(issued: Path) -> None:
    send_ledger(issued / "收件" / "台账2.xlsx", "04-02", {1: "10", 2: "0.5"})
    run(issued)
    (issued / "预警" / "已签发" / ISSUED.replace(".docx", "(更改2).docx")).unlink()
    assert told(run(issued), "M150") == []
    assert list(kept(issued)) == [ISSUED]


def test_a_document_that_is_gone_is_told_and_not_written_anew(issued: Path) -> None:
    document = kept(issued)[ISSUED]
    (issued / "预警" / "已签发" / ISSUED).unlink()
    report = run(issued)
    assert [found[:2] for found in told(report, "M151")] == [("M151", f"预警/已签发/{ISSUED}")]
    assert (kept(issued), mails(issued)) == ({}, {})
    (issued / "预警" / "已签发" / ISSUED).write_bytes(document)
    assert told(run(issued), "M151") == []
    assert len(mails(issued)) == 1


def test_one_mail_for_each_notice_whatever_becomes_of_the_other(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    send_ledger(root / "收件" / "台账.xlsx", "04-01", {1: "4", 2: "8"})
    settle(root)
    run(root)
    sign(root, 1)
    run(root)
    first = set(mails(root))
    sign(root, 2)
    run(root)
    both = set(mails(root))
    assert (len(first), len(both)) == (1, 2)
    assert first < both
    type_in(root, {("验收结果", 1): "合格"}, "预警登记")
    run(root)
    assert set(mails(root)) == both - first
    grades = [row[2] for row in openpyxl.load_workbook(root / "汇总册.xlsx")["预警登记"].iter_rows(4, values_only=True)]
    assert grades[1] == "A"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {("发出日期", 1): date(2026, 11, 2)},
            "发出日期签发以后有人改过:已签发的文书(廉防办〔2026〕1号)上是“2026-11-01”",
        ),
        ({("发出日期", 1): ""}, "上是“2026-11-01”,汇总册里现在是“空着”"),
        ({("签发人", 1): "乙科长"}, "上是“甲主任”,汇总册里现在是“乙科长”"),
        ({("签发人", 1): "甲主任"}, ""),
    ],
)
def test_who_signed_and_when_changed_afterwards_is_told(
    issued: Path, typed: dict[tuple[str, int], object], said: str
) -> None:
    before = kept(issued)
    type_in(issued, typed, "预警登记")
    found = told(run(issued), "M153")
    assert [said in message for _, _, message in found] == [True] * bool(said)
    assert kept(issued) == before
