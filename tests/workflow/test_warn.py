"""``lzxl warn`` on a small office: drafts without a number, numbers never given twice, issued papers never written over."""

from collections.abc import Mapping
from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from made_office import PEOPLE, TODAY, UNITS, YEAR, make_office, send_ledger, snapshot, told, type_in

from lzxl.excel.write import render
from lzxl.forms.roster_layout import roster_workbook
from lzxl.report import Report
from lzxl.workflow.holiday import remind_before
from lzxl.workflow.warn import warn

pytestmark = pytest.mark.usefixtures("without_libreoffice")

NOTICE = "YJ2026-A-P3 A级 丙副科长.docx"
ISSUED = "廉防办〔2026〕1号 A级 丙副科长.docx"
SIGNED = {("签发人", 1): "甲主任", ("发出日期", 1): date(2026, 11, 1)}


def run(root: Path) -> Report:
    return warn(root, year=None, today=TODAY)


def texts(path: Path) -> list[str]:
    """Return all that a document says, paragraphs and cells."""
    document = Document(BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def files(root: Path, folder: str) -> list[str]:
    return sorted(path.name for path in (root / "预警" / folder).glob("*"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office in which one account has reached A."""
    return make_office(tmp_path / "本社")


def issue(root: Path, values: Mapping[tuple[str, int], object] = SIGNED) -> Report:
    """Run, sign and date the notice in the master, run again."""
    run(root)
    type_in(root, dict(values), "预警登记")
    return run(root)


def set_figure(root: Path, values: Mapping[str, object]) -> None:
    """Set figures of 参数, leaving units and people as they are."""
    people = openpyxl.load_workbook(root / "名册.xlsx")
    sheet = people["参数"]
    row = next(cells for cells in sheet.iter_rows() if "项目" in [cell.value for cell in cells])
    at = {cell.value: cell.column for cell in row}
    for cells in sheet.iter_rows(min_row=row[0].row + 1):
        name = cells[at["项目"] - 1].value
        if name in values:
            sheet.cell(cells[0].row, at["值"], values[name])
    people.save(root / "名册.xlsx")


def test_a_draft_has_no_number_and_no_day(office: Path) -> None:
    report = run(office)
    assert files(office, "待签发") == [NOTICE]
    said = texts(office / "预警" / "待签发" / NOTICE)
    assert "廉防办〔2026〕\u3000号" in said
    assert f"{YEAR}年\u3000\u3000月\u3000\u3000日" in said
    assert "待签发 1 份(A级 1 份)" in report.sentence
    assert files(office, "已签发") == []


def test_a_notice_says_all_that_the_one_it_is_about_must_know(office: Path) -> None:
    run(office)
    said = "\n".join(texts(office / "预警" / "待签发" / NOTICE)).replace("\uff08", "(").replace("\uff09", ")")
    for words in (
        "丙副科长(样例科副科长)",
        "虞合委〔2011〕14号二(五)",
        "累计12分,剩余0分,达到A级(红色)预警起点9分(试行参数),属过错预警(事后)".replace(",", "\uff0c"),
        "■ A级(红色)",
        "K2026-U01-001",
        "样例事由1",
        "发出之日起30日内(日历日\uff0c试行参数)",
        "在收到之日起15日内(日历日\uff0c试行参数)书面陈述、申辩",
        "送达回执",
        "签收日期",
    ):
        assert words in said, words


def test_signed_and_dated_it_has_a_number_and_stands_apart(office: Path) -> None:
    report = issue(office)
    assert (files(office, "待签发"), files(office, "已签发")) == ([], [ISSUED])
    said = texts(office / "预警" / "已签发" / ISSUED)
    assert "廉防办〔2026〕1号" in said
    assert "2026年11月1日" in said
    assert "签发人\uff1a甲主任" in said
    assert "已签发 1 份" in report.sentence


@pytest.mark.parametrize("heading", ["签发人", "发出日期"])
def test_one_of_both_is_not_enough(office: Path, heading: str) -> None:
    issue(office, {(heading, 1): SIGNED[heading, 1]})
    assert (files(office, "待签发"), files(office, "已签发")) == ([NOTICE], [])


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ({"发出日期": date(2026, 11, 1)}, ("G150", "L4", "没有签发人")),
        ({"签发人": "甲主任", "发出日期": date(2026, 2, 28)}, ("G151", "M4", "发出日期早于触发日期")),
        ({"签发人": "甲主任", "发出日期": date(2026, 11, 3)}, ("G152", "M4", "发出日期在今天以后")),
    ],
)
def test_what_cannot_be_issued_burns_no_number(
    office: Path, entered: Mapping[str, object], expected: tuple[str, str, str]
) -> None:
    code, cell, words = expected
    report = issue(office, {(heading, 1): value for heading, value in entered.items()})
    assert [found[:2] for found in told(report, "G150", "G151", "G152")] == [(code, f"汇总册.xlsx 预警登记 {cell}")]
    assert "待签发 1 份(A级 1 份)" in report.sentence
    assert f"还不能给文号:YJ2026-A-P3 {words}" in report.sentence
    assert (files(office, "待签发"), files(office, "已签发")) == ([NOTICE], [])
    type_in(office, dict(SIGNED), "预警登记")
    assert told(run(office), "G150", "G151", "G152") == []
    assert files(office, "已签发") == [ISSUED]


def test_a_number_once_given_stands_whatever_becomes_of_the_day(office: Path) -> None:
    issue(office)
    type_in(office, {("发出日期", 1): None}, "预警登记")
    report = run(office)
    assert (files(office, "待签发"), files(office, "已签发")) == ([], [ISSUED])
    assert "已签发 1 份" in report.sentence


def test_accepted_before_it_was_issued(office: Path) -> None:
    report = issue(office, {**SIGNED, ("验收结果", 1): "合格", ("验收日期", 1): date(2026, 10, 31)})
    assert [code for code, *_ in told(report, "G153")] == ["G153"]
    assert files(office, "已签发") == [ISSUED]


def test_running_twice_changes_nothing(office: Path) -> None:
    issue(office)
    before = kept(office)
    run(office)
    assert kept(office) == before


def kept(root: Path) -> dict[Path, bytes]:
    """Return every file but the cache, which may remember the master as it was read and as it was written."""
    return {path: data for path, data in snapshot(root).items() if "缓存" not in path.parts}


def test_a_number_is_kept_and_none_is_given_twice(office: Path) -> None:
    issue(office)
    set_figure(office, {"机关代字": "新代字"})
    run(office)
    assert files(office, "已签发") == [ISSUED]
    send_ledger(office / "收件" / "台账2.xlsx", "04-02", {1: "1"})  # what carried the notice is corrected
    report = run(office)
    assert "已撤回 1 份:YJ2026-A-P3" in report.sentence
    assert "廉防办〔2026〕1号" in "".join(texts(office / "预警" / "撤回" / ISSUED))


def test_what_was_issued_is_never_written_over(office: Path) -> None:
    issue(office)
    before = (office / "预警" / "已签发" / ISSUED).read_bytes()
    send_ledger(office / "收件" / "台账2.xlsx", "04-02", {1: "10", 2: "0.5"})
    report = run(office)
    changed = ISSUED.replace(".docx", "(更改2).docx")
    assert files(office, "已签发") == sorted([ISSUED, changed])
    assert (office / "预警" / "已签发" / ISSUED).read_bytes() == before
    assert [f.code for f in report.findings if f.code.startswith("M15")] == ["M150"]
    again = run(office)
    assert files(office, "已签发") == sorted([ISSUED, changed])
    assert [f.code for f in again.findings if f.code.startswith("M15")] == []


def message(root: Path) -> tuple[str, list[str | None]]:
    """Return text and attachments of the draft to U01."""
    mail = message_from_bytes((root / "预警" / "邮寄" / "U01 样例科" / "草稿.eml").read_bytes(), policy=default)
    body = mail.get_body()
    assert body
    return body.get_content(), [part.get_filename() for part in mail.iter_attachments()]


def test_what_is_mailed_only_asks_to_collect(office: Path) -> None:
    issue(office)
    text, attached = message(office)
    assert attached == []
    assert "1件廉政文书\uff08廉防办〔2026〕1号\uff09" in text
    assert "丙副科长" not in text


def test_what_is_settled_needs_no_mail_any_more(office: Path) -> None:
    issue(office)
    type_in(office, {("验收结果", 1): "合格"}, "预警登记")
    run(office)
    assert files(office, "邮寄") == []
    assert files(office, "已签发") == [ISSUED]


def test_the_notice_itself_is_mailed_only_where_the_office_has_said_so(office: Path) -> None:
    issue(office)
    set_figure(office, {"邮寄预警通知": "是"})
    run(office)
    assert message(office)[1] == [ISSUED]


def test_the_warning_sheet_lies_beside(office: Path) -> None:
    run(office)
    assert openpyxl.load_workbook(office / "预警" / "预警表.xlsx").sheetnames


def test_adopted_figures_are_said_to_be_the_offices_own(office: Path) -> None:
    adopted = {name: date(2026, 1, 5) for name in ("A级起点", "A级处置预案", "A级整改天数", "陈述申辩天数")}
    book = roster_workbook({"年度": YEAR}, UNITS, PEOPLE, adopted=adopted)
    (office / "名册.xlsx").write_bytes(render(book))
    run(office)
    said = "".join(texts(office / "预警" / "待签发" / NOTICE))
    assert said.count("本社规定") == 4
    assert "试行参数" not in said


def test_before_a_holiday_one_text_goes_to_all_with_a_list_to_sign(office: Path) -> None:
    report = remind_before(office, "元旦春节", year=None, today=TODAY)
    folder = office / "预警" / "节前提醒 元旦春节"
    assert "发 2 个单位" in report.sentence
    assert {path.name for path in folder.iterdir()} == {"U00 示例社领导", "U01 样例科", "节前提醒.docx", "签收表.docx"}
    said = texts(folder / "签收表.docx")
    assert {"示例社领导", "样例科", "甲主任", "乙科长"} <= set(said)
    assert "甲主任" not in (folder / "U01 样例科" / "正文.txt").read_text("utf-8-sig")
    assert "元旦春节" in (folder / "U01 样例科" / "正文.txt").read_text("utf-8-sig")
    before = snapshot(office)
    remind_before(office, "元旦春节", year=None, today=TODAY)
    assert snapshot(office) == before
