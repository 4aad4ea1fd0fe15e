"""名册.xlsx as an office gets it: three lists that the roster's reader takes back as they were poured in."""

import io
from datetime import date

import openpyxl
from laid_out import block_of

from lzxl.cells import Sheet, WorkbookOut
from lzxl.excel.write import render
from lzxl.forms.parse import parse
from lzxl.forms.registry import ROSTER
from lzxl.forms.roster import PEOPLE, SETTINGS, UNITS
from lzxl.forms.roster_layout import FIRST_ROW, HEADING_ROW, roster_workbook, settings_rows
from lzxl.law.figures import FIGURES

UNIT = {
    "id": "U01",
    "name": "样例一社",
    "short_name": "一社",
    "kind": "基层社",
    "head": "P001",
    "aliases": ("甲", "乙"),
}
PERSON = {"id": "P001", "name": "张样例", "unit": "U01", "post": "社主任", "rank": "中层", "key_post": "是"}


def sheets(workbook: WorkbookOut) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in workbook.sheets}


def test_three_sheets_with_headings_in_one_of_the_first_five_rows() -> None:
    workbook = roster_workbook()
    assert [sheet.name for sheet in workbook.sheets] == ["单位", "人员", "参数"]
    assert HEADING_ROW <= 5
    for form, sheet in zip(ROSTER, workbook.sheets, strict=True):
        shown = [sheet.cells[HEADING_ROW, at] for at in range(1, len(form.columns) + 1)]
        assert shown == [column.heading for column in form.columns]


def test_what_is_poured_in_is_read_back() -> None:
    made = sheets(roster_workbook({"一级起点": 18}, [UNIT], [PERSON], {"一级起点": date(2026, 3, 1)}))
    for form, poured in ((UNITS, UNIT), (PEOPLE, PERSON)):
        table, findings = parse(form, block_of(made[form.sheet]))
        assert findings == []
        (row,) = table.rows
        assert {field: row.values[field] for field in poured} == poured
    table, findings = parse(SETTINGS, block_of(made["参数"]))
    assert findings == []
    items = {row.values["item"]: row.values for row in table.rows}
    assert list(items) == list(FIGURES)
    assert (items["一级起点"]["value"], items["一级起点"]["adopted"]) == (18, date(2026, 3, 1))
    assert items["二级起点"]["value"] is None and items["二级起点"]["adopted"] is None


def test_every_figure_has_a_row_with_default_and_source() -> None:
    rows = settings_rows({"扣分项目Z01": 2})
    assert [row["item"] for row in rows] == [*FIGURES, "扣分项目Z01"]
    for row in rows[:-1]:
        figure = FIGURES[str(row["item"])]
        assert (row["default"], row["source"]) == (figure.default, figure.source)
        assert figure.clause in str(row["remark"])


def test_lists_for_kinds_ranks_units_and_yes_or_no() -> None:
    workbook = roster_workbook()
    made = sheets(workbook)
    assert [rule.source for rule in made["单位"].drop_downs] == ["词表_单位类别"]
    assert {rule.source for rule in made["人员"].drop_downs} == {"词表_职级", "词表_是否", "'单位'!$A$4:$A$1003"}
    assert list(workbook.lists["词表_单位类别"]) == ["市社领导", "机关科室", "基层社", "公司", "市场"]
    yes_no = {rule.area.top for rule in made["参数"].drop_downs}
    wanted = {row for row, figure in enumerate(FIGURES.values(), FIRST_ROW) if figure.kind == "yes_no"}
    assert yes_no == wanted and wanted


def test_ids_and_days_of_the_year_stay_text() -> None:
    page = openpyxl.load_workbook(io.BytesIO(render(roster_workbook(units=[{**UNIT, "id": "001"}]))))
    assert (page["单位"].cell(FIRST_ROW, 1).value, page["单位"].cell(FIRST_ROW, 1).data_type) == ("001", "s")
    row = FIRST_ROW + list(FIGURES).index("岗位承诺表截止")
    assert page["参数"].cell(row, 2).number_format == "@"
    assert page["参数"].cell(row, 3).value == "09-20"
