"""The master's sheets: order, headings, kinds of values, colours from the decisions' declarations, links, limits."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from laid_out import block_of

from lzxl.area import MOST_CHARACTERS
from lzxl.cells import Link, Sheet, WorkbookOut
from lzxl.excel.write import render
from lzxl.forms.form import Column, Form, Kind, Owner
from lzxl.forms.layout import column_number
from lzxl.forms.master import MasterContent, master
from lzxl.forms.master_intake import COVERAGE, FINDINGS, RECEIVED
from lzxl.forms.master_layout import (
    FIRST_ROW,
    HEADING_ROW,
    MOST_ROWS,
    TooLongTextError,
    TooManyRowsError,
    in_header,
    sheet,
)
from lzxl.forms.master_links import to_row
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.forms.master_rows import Rows
from lzxl.forms.master_warning import ACCOUNTS, LEDGER_REGISTER, NOTICES
from lzxl.forms.overview import HeldBack, Numbers
from lzxl.forms.parse import parse
from lzxl.forms.registry import MASTER
from lzxl.law.level import LEVELS
from lzxl.law.scope import UNIT_KINDS
from lzxl.law.warning import GRADES

NUMBERS = Numbers(
    office="示例县供销合作社 R&D",
    year=2026,
    latest=date(2026, 11, 5),
    levels={kind: {"一级": 1, "二级": 2, "三级": 3} for kind in UNIT_KINDS},
    grades={kind: {"A": 0, "B": 1, "C": 0, "D": 2} for kind in UNIT_KINDS},
    coverage=[("机关科室", "岗位承诺表", 10, 8), ("基层社", "岗位承诺表", 10, 10)],
    statuses={"已汇总": 20, "退回": 2},
    severities={"错误": 5},
    held=HeldBack(2, 17, 3),
)
ACCOUNT = {
    "year": 2026,
    "subject_kind": "个人",
    "unit_id": "001",
    "unit_name": "样例一社",
    "person_id": "P001",
    "person_name": "张样例",
    "total": Decimal("6.5"),
    "left": Decimal("5.5"),
    "grade": "B",
    "colour": "黄",
}
ENTRY = {
    "number": "KF2026-0001",
    "day": date(2026, 3, 12),
    "subject_kind": "个人",
    "unit_id": "001",
    "reason": "=1+1 未询价下单",
    "points": Decimal("1.5"),
    "status": "有效",
    "recognition": "认定",
    "recognised_on": date(2026, 4, 1),
}


def rules(page: Sheet, field: str, form: Form) -> dict[str, Any]:
    at = next(n for n, column in enumerate(form.columns, 1) if column.field == field)
    return {r.formula: r.style for r in page.colours if r.area.left <= at <= r.area.right}


# ---------------------------------------------------------------- the whole


def test_sheets_stand_in_the_order_of_the_contract() -> None:
    order = [
        "总览",
        "岗位风险登记册",
        "单位风险登记册",
        "扣分台账",
        "预警名单",
        "预警登记",
        "责任追究",
        "报送情况",
        "收文登记",
        "问题清单",
    ]
    assert [page.name for page in master(MasterContent(NUMBERS, {})).sheets] == order
    with_void = master(MasterContent(NUMBERS, {"已失效记录": [{"sheet": "预警登记", "value": "一级"}]}))
    assert [page.name for page in with_void.sheets] == [*order, "已失效记录"]


@pytest.mark.parametrize("form", MASTER, ids=lambda form: form.name)
def test_headings_stand_as_declared_with_nothing_but_data_below(form: Form) -> None:
    page = sheet(form, [])
    assert HEADING_ROW <= 5
    assert [page.cells[HEADING_ROW, at] for at in range(1, len(form.columns) + 1)] == [c.heading for c in form.columns]
    assert max(row for row, _ in page.cells) == HEADING_ROW and not page.merges
    assert page.filter is not None and page.table is None


@pytest.mark.parametrize(("form", "row"), [(ACCOUNTS, ACCOUNT), (LEDGER_REGISTER, ENTRY)])
def test_rows_are_read_back_as_they_were(form: Form, row: dict[str, Any]) -> None:
    table, findings = parse(form, block_of(sheet(form, [row, {**row, "number": "x"}])))
    assert findings == [] and len(table.rows) == 2
    assert {field: table.rows[0].values[field] for field in row} == row


def test_kinds_of_values_in_the_file() -> None:
    page = openpyxl.load_workbook(io.BytesIO(render(master(MasterContent(NUMBERS, {"扣分台账": [ENTRY]})))))["扣分台账"]
    assert page.tables and page.freeze_panes and page.print_title_rows == "$2:$3"
    values = {page.cell(HEADING_ROW, at).value: page.cell(FIRST_ROW, at) for at in range(1, page.max_column + 1)}
    assert (values["发生日期"].value, values["发生日期"].number_format) == (datetime(2026, 3, 12), "yyyy-mm-dd")
    assert (values["扣分"].value, values["扣分"].data_type) == (1.5, "n")
    assert (values["单位编号"].value, values["单位编号"].data_type) == ("001", "s")
    assert (values["事由"].value, values["事由"].data_type) == ("=1+1 未询价下单", "s")
    assert values["人员编号"].value is None


def test_the_same_content_gives_the_same_bytes() -> None:
    content = MasterContent(NUMBERS, {"扣分台账": [ENTRY], "预警名单": [ACCOUNT]})
    assert render(master(content)) == render(master(content))


def test_a_name_in_the_page_header_is_no_code() -> None:
    header = master(MasterContent(NUMBERS, {})).sheets[1].print_setup.header
    assert header == "&L示例县供销合作社 R&&D 2026 年度&R岗位廉政风险登记册"


# ---------------------------------------------------------------- office columns


@pytest.mark.parametrize("form", MASTER, ids=lambda form: form.name)
def test_office_columns_are_tinted_and_named_in_the_legend(form: Form) -> None:
    page = sheet(form, [])
    for at, column in enumerate(form.columns, 1):
        tinted = page.styles[HEADING_ROW, at].fill == "FFE699"
        assert tinted == (column.owner is Owner.OFFICE)
        assert column.owner is not Owner.OFFICE or column.heading in str(page.cells[2, 1])


def test_office_choices_have_lists_and_computed_columns_none() -> None:
    made = master(MasterContent(NUMBERS, {}))
    register = made.sheets[1]
    assert [rule.title for rule in register.drop_downs] == ["甄别结果", "评估等级"]
    assert list(made.lists["词表_等级"]) == list(LEVELS)
    assert [rule.title for rule in sheet(NOTICES, []).limits if rule.kind == "date"] == ["发出日期", "验收日期"]


# ---------------------------------------------------------------- colours


def test_every_grade_colours_its_row_in_the_colours_of_the_law() -> None:
    page = sheet(ACCOUNTS, [ACCOUNT])
    named, whole = column_number(ACCOUNTS, "grade"), (1, len(ACCOUNTS.columns))
    for grade in GRADES.values():
        formula = f'$I{FIRST_ROW}="{grade.letter}"'
        strong, shade = (rule for rule in page.colours if rule.formula == formula)  # the stronger one comes first
        assert (strong.area.left, strong.style.fill, strong.style.ink) == (named, grade.fill, grade.ink)
        assert (shade.area.left, shade.area.right) == whole
        assert shade.style.fill not in (None, grade.fill)


@pytest.mark.parametrize("field", ["self_level", "proposed_level", "assessed_level"])
def test_every_level_has_its_own_colour(field: str) -> None:
    found = rules(sheet(POSITION_REGISTER, []), field, POSITION_REGISTER)
    coloured = {word: style.fill for word in LEVELS for formula, style in found.items() if f'="{word}"' in formula}
    assert list(coloured) == list(LEVELS) and len(set(coloured.values())) == len(LEVELS)


def test_severities_and_coverage_are_coloured() -> None:
    assert len([f for f in rules(sheet(FINDINGS, []), "severity", FINDINGS) if '="' in f]) == 3
    coverage = master(MasterContent(NUMBERS, {})).sheets[7]
    assert any("<1" in rule.formula for rule in coverage.colours)


# ---------------------------------------------------------------- links, limits


def test_files_are_linked_where_the_path_is_safe_and_the_text_stays() -> None:
    files = ["一社/台账.xlsx", "a.zip/台账.xlsx", "一社/#1.xlsx", "=1+1.xlsx"]
    links = {file: f"收件/{file}" for file in files if ".zip/" not in file}
    page = sheet(RECEIVED, [{"serial": n, "file": file} for n, file in enumerate(files, 1)], links=links)
    shown = [page.cells[row, 3] for row in range(FIRST_ROW, FIRST_ROW + 4)]
    assert [getattr(value, "text", value) for value in shown] == files
    assert [isinstance(value, Link) for value in shown] == [True, False, False, True]
    read = openpyxl.load_workbook(
        io.BytesIO(render(master(MasterContent(NUMBERS, {"收文登记": [{"file": files[3]}]}, links))))
    )
    assert (read["收文登记"]["C4"].value, read["收文登记"]["C4"].data_type) == ("=1+1.xlsx", "s")


@pytest.mark.parametrize(
    ("file", "place", "target"),
    [
        ("一社/表.xlsx", ("岗位承诺表", "I9"), "external:收件/一社/表.xlsx#'岗位承诺表'!I9"),
        ("一社/表.xlsx", ("表'1", "第7行"), "external:收件/一社/表.xlsx#'表''1'!A7"),
        ("一社/表.xlsx", ("表1", "AB列"), "external:收件/一社/表.xlsx#'表1'!AB1"),
        ("一社/表.xlsx", ("表#1", "I9"), None),
        ("一社/表.xlsx", (None, None), None),
        ("a.zip/表.xlsx", ("岗位承诺表", "I9"), None),
    ],
)
def test_a_finding_leads_to_the_very_cell(file: str, place: tuple[str, str], target: str | None) -> None:
    row = {"severity": "错误", "file": file, "sheet": place[0], "cell": place[1], "jump": to_row("扣分台账", 9, "K1")}
    page = sheet(FINDINGS, [row], links={"一社/表.xlsx": "收件/一社/表.xlsx"})
    found = {column.field: page.cells.get((FIRST_ROW, at)) for at, column in enumerate(FINDINGS.columns, 1)}
    assert getattr(found["cell"], "target", None) == target
    assert getattr(found["cell"], "text", found["cell"]) == place[1]
    assert found["jump"] == Link("internal:'扣分台账'!A9", "K1")


# ---------------------------------------------------------------- paper


@pytest.mark.parametrize("form", MASTER, ids=lambda form: form.name)
def test_a_printed_page_can_be_read(form: Form) -> None:
    setup = sheet(form, [], office="示例县供销合作社").print_setup
    assert setup.area is not None and setup.title_rows == (2, 3)
    width = sum(column.width * 5.25 + 3.75 for column in form.columns[: setup.area.right])
    paper = (11.69 if setup.landscape else 8.27) - setup.margins.left - setup.margins.right
    assert paper * 72 / width > 0.6  # 11 points become 6.6 or more
    left_out = form.columns[setup.area.right :]
    assert all(column.group and column.heading in str(sheet(form, []).cells[2, 1]) for column in left_out)
    assert "示例县供销合作社" in setup.header and "&P" in setup.footer and "&N" in setup.footer


def test_groups_and_icons() -> None:
    register, coverage = sheet(POSITION_REGISTER, []), sheet(COVERAGE, [])
    grouped = {POSITION_REGISTER.columns[at - 1].heading for at in register.levels}
    assert grouped == {"查找方式", "风险大小", "危害程度", "发生频率", "提示", "来源"}
    assert {NOTICES.columns[at - 1].heading for at in sheet(NOTICES, []).levels} == {"触发日期", "触发累计"}
    assert [icons.area.left for icons in coverage.icons] == [7] and not register.icons


# ---------------------------------------------------------------- many rows


@pytest.mark.parametrize(("held", "table", "is_table"), [(9, 9, True), (2, 9, True), (2, 2, False)])
def test_many_rows_are_written_one_by_one_and_read_the_same(
    monkeypatch: pytest.MonkeyPatch, held: int, table: int, is_table: bool
) -> None:
    monkeypatch.setattr("lzxl.forms.master_layout.MOST_HELD", held)
    monkeypatch.setattr("lzxl.forms.master_layout.MOST_TABLE_ROWS", table)
    rows = Rows(range(5), lambda n: {**ENTRY, "number": f"K{n}", "reason": "" if n else "<r>&</r>"})
    page = sheet(LEDGER_REGISTER, rows)
    assert (page.body is not None, page.table is not None, page.filter is None) == (held < 5, is_table, is_table)
    written = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([page]))))["扣分台账"]
    assert [written.cell(FIRST_ROW + n, 1).value for n in range(5)] == [f"K{n}" for n in range(5)]
    assert [written.cell(FIRST_ROW + n, 8).value for n in range(2)] == ["<r>&</r>", None]
    assert (written["B4"].value, written["B4"].number_format) == (datetime(2026, 3, 12), "yyyy-mm-dd")
    assert written["K4"].value == 1.5 and bool(written.tables) is is_table
    assert is_table or written.auto_filter.ref == "A3:R8"
    assert render(WorkbookOut([page])) == render(WorkbookOut([page]))


def test_a_text_of_ours_that_no_cell_can_hold_says_what_is_left_out() -> None:
    page = sheet(RECEIVED, [{"serial": 1, "remark": "说" * 40_000}])
    text = page.cells[FIRST_ROW, 9]
    assert isinstance(text, str) and len(text) == MOST_CHARACTERS
    assert text.endswith("(共 40000 字,单元格放不下,以下略)")


@pytest.mark.parametrize(("text", "fits"), [("字" * 32_767, True), ("𠮷" * 16_383, True), ("𠮷" * 16_384, False)])
def test_a_text_of_the_office_is_never_cut(text: str, fits: bool) -> None:
    rows = [ENTRY, {**ENTRY, "number": "K2", "recognition": text}]
    at = [column.field for column in LEDGER_REGISTER.columns].index("recognition") + 1
    if fits:
        assert sheet(LEDGER_REGISTER, rows).cells[FIRST_ROW + 1, at] == text
        return
    with pytest.raises(TooLongTextError, match="第 5 行“认定结果”有 32768 个字符"):
        sheet(LEDGER_REGISTER, rows)


def test_more_rows_than_excel_holds_are_refused_in_words() -> None:
    class Many(list[Any]):
        def __len__(self) -> int:
            return MOST_ROWS + 1

    with pytest.raises(TooManyRowsError, match="超过 Excel 一张工作表的容量"):
        sheet(ACCOUNTS, Many())


def test_a_toy_table_is_laid_out_like_any_other() -> None:
    columns = (Column("a", "甲", Kind.DATE, owner=Owner.COMPUTED), Column("b", "乙", owner=Owner.OFFICE))
    toy = Form("玩具", "玩具", "玩具表", "二(五)", columns)
    made = master(MasterContent(NUMBERS, {"玩具": [{"a": date(2026, 1, 1), "b": "话"}]}), [toy])
    assert [page.name for page in made.sheets] == ["总览", "玩具"]
    assert made.sheets[1].cells[FIRST_ROW, 2] == "话"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("示例县&样例社", "示例县&&样例社"),
        ("样" * 99 + "&社", "样" * 99),
        ("样" * 98 + "&社", "样" * 98 + "&&"),
        ("&" * 70, "&" * 100),
    ],
)
def test_a_header_is_cut_between_its_characters(text: str, shown: str) -> None:
    assert in_header(text) == shown
