"""``lzxl remind`` and ``lzxl account`` on a small office: only what is due or overdue; candidates, never verdicts."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from made_office import make_office, send_ledger, snapshot, type_in

from lzxl.mail.draft import read_draft
from lzxl.report import Report
from lzxl.workflow.account import account
from lzxl.workflow.remind import remind
from lzxl.workflow.warn import warn

pytestmark = pytest.mark.usefixtures("without_libreoffice")

NAMES = ("甲主任", "乙科长", "丙副科长")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """U01 has sent its position table, but neither its unit table nor its flow chart; U00 nothing."""
    return make_office(tmp_path / "本社")


def run(root: Path, day: date) -> Report:
    return remind(root, year=None, today=day)


def text(root: Path, unit: str = "U01 样例科") -> str:
    """Return a letter with half-width marks."""
    found = (root / "往来" / "催报" / unit / "正文.txt").read_text("utf-8-sig")
    return found.replace("\uff1a", ":").replace("\uff1b", ";")


def group(root: Path) -> str:
    return (root / "往来" / "催报" / "群发文字.txt").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("day", "units", "said", "not_said"),
    [
        (date(2026, 9, 12), [], "", ""),
        (date(2026, 9, 13), ["U00 示例社领导", "U01 样例科"], "情况:还有7天", "职权流程图"),
        (date(2026, 9, 20), ["U00 示例社领导", "U01 样例科"], "情况:今天到期", "逾期"),
        (date(2026, 9, 21), ["U00 示例社领导", "U01 样例科"], "情况:已逾期1天", "职权流程图"),
        (date(2026, 10, 14), ["U00 示例社领导", "U01 样例科"], "材料:职权流程图;应报:1;已报:0;还差:1", ""),
    ],
)
def test_only_what_is_due_or_overdue(office: Path, day: date, units: list[str], said: str, not_said: str) -> None:
    report = run(office, day)
    folder = office / "往来" / "催报"
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == units
    if units:
        assert said in text(office)
        assert not not_said or not_said not in text(office)
        assert "虞合委〔2011〕14号" in text(office)
    else:
        assert report.sentence.startswith("没有要催的")


def test_a_draft_says_of_which_day_it_is(office: Path) -> None:
    for day in (date(2026, 9, 20), date(2026, 9, 21)):
        run(office, day)
        assert read_draft((office / "往来" / "催报" / "U01 样例科" / "草稿.eml").read_bytes()).day == day.isoformat()


def test_lines_for_a_chat_have_units_and_counts_but_no_names(office: Path) -> None:
    run(office, date(2026, 9, 25))
    lines = group(office).splitlines()
    assert len(lines) == 3
    assert "应报5份\uff0c已报2份" in lines[0]
    assert lines[2].startswith("【催报】样例科\uff1a单位承诺表差1份")
    assert not [name for name in NAMES if name in group(office)]


def test_rectification_is_counted_without_saying_whose(office: Path) -> None:
    warn(office, year=None, today=date(2026, 11, 2))
    type_in(office, {("签发人", 1): "甲主任", ("发出日期", 1): date(2026, 11, 1)}, "预警登记")
    run(office, date(2026, 11, 20))
    assert "整改事项" not in text(office)
    run(office, date(2026, 11, 26))
    assert "整改期限:2026年12月1日;件数:1;情况:还有5天" in text(office)
    run(office, date(2026, 12, 3))
    assert "情况:已逾期2天" in text(office)
    assert "丙副科长" not in text(office) + group(office)
    assert "整改1件\uff0812月1日截止\uff0c已逾期2天\uff09" in group(office)


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2026, 12, 31)])
def test_what_cannot_have_been_issued_is_nothing_to_rectify(office: Path, day: date) -> None:
    """A day before the entry that it rests on, or after today: it has no number, and nobody has got it."""
    warn(office, year=None, today=date(2026, 11, 2))
    type_in(office, {("签发人", 1): "甲主任", ("发出日期", 1): day}, "预警登记")
    run(office, date(2026, 11, 20))
    assert "整改" not in text(office) + group(office)


def test_running_twice_changes_nothing(office: Path) -> None:
    run(office, date(2026, 9, 25))
    before = snapshot(office)
    run(office, date(2026, 9, 25))
    assert snapshot(office) == before


def words(root: Path, name: str) -> str:
    document = Document(BytesIO((root / "预警" / "追究" / f"{name}.docx").read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_who_does_not_rectify_is_proposed_to_the_leading_group(office: Path) -> None:
    warn(office, year=None, today=date(2026, 11, 2))
    type_in(office, {("签发人", 1): "甲主任", ("发出日期", 1): date(2026, 11, 1)}, "预警登记")
    report = account(office, year=None, today=date(2026, 12, 3))
    assert "线索 1 条(只是线索和建议,不是结论):建议书 1 份、提请问责函 0 份" in report.sentence
    said = words(office, "责任追究建议书-丙副科长")
    for part in (
        "情形二",
        "不是结论",
        "由领导小组核实后决定",
        "整改期限2026-12-01已过",
        "二\uff08六\uff09",
        "陈述申辩",
    ):
        assert part in said, part
    assert not [verdict for verdict in ("应当问责", "应予处分", "构成违纪", "认定") if verdict in said]
    type_in(office, {("问责结果", 1): "批评教育"}, "责任追究")
    report = account(office, year=None, today=date(2026, 12, 3))
    assert list((office / "预警" / "追究").glob("*")) == []
    assert "没有要提请研究的线索(1 条已填问责结果)" in report.sentence


def test_leaders_are_put_to_the_commission(office: Path) -> None:
    send_ledger(office / "收件" / "台账2.xlsx", "04-03", {3: "1"})
    import openpyxl

    path = office / "收件" / "台账2.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["扣分台账"]
    row, at = next(
        (cells[0].row, {cell.value: cell.column for cell in cells})
        for cells in sheet.iter_rows()
        if "查处机关" in [cell.value for cell in cells]
    )
    sheet.cell(row + 1, at["查处机关"], "检察机关")
    sheet.cell(row + 1, at["性质恶劣"], "是")
    book.save(path)
    account(office, year=None, today=date(2026, 11, 2))
    assert sorted(one.name for one in (office / "预警" / "追究").glob("*.docx")) == [
        "提请问责函-甲主任.docx",
        "责任追究建议书-乙科长.docx",
    ]
    assert "@" not in words(office, "提请问责函-甲主任")
    assert "市纪委\uff1a" in words(office, "提请问责函-甲主任")
