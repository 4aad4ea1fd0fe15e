"""Edits do to a sheet what people do to a template."""

from dataclasses import replace

from lzxl.cells import Area, ColourRule, Formula, PrintSetup, Sheet, Style, WorkbookOut
from lzxl.forms.unit import UNIT_TABLE
from lzxl.sample.edits import (
    Head,
    InsertRows,
    InYear,
    Keep,
    Put,
    Rename,
    Typed,
    apply_sheet,
    apply_typed,
    heading_columns,
)

HEADINGS = {(3, place): column.heading for place, column in enumerate(UNIT_TABLE.columns, 1)}
SHEET = Sheet(
    UNIT_TABLE.sheet,
    {(1, 1): "标题", (2, 1): Formula("COUNTBLANK($A$4:$A$9)&LOG10(100)"), **HEADINGS, (4, 1): 1, (5, 1): 2},
    colours=(ColourRule(Area(4, 1, 9, 2), '$A4=""', Style()),),
    merges=(Area(1, 1, 1, 5),),
    print_setup=PrintSetup(title_rows=(3, 3)),
)


def edited(*edits) -> Sheet:
    return apply_sheet(WorkbookOut((Sheet("说明", {}), SHEET)), UNIT_TABLE, edits).sheets[1]


def test_inserting_above_the_headings_moves_all_below() -> None:
    sheet = edited(InsertRows(0, 2))
    assert sheet.cells[1, 1] == "标题"
    assert sheet.cells[2, 1] == Formula("COUNTBLANK($A$6:$A$11)&LOG10(100)")
    assert sheet.cells[5, 1] == "序号"
    assert (3, 1) not in sheet.cells
    assert sheet.colours[0] == ColourRule(Area(6, 1, 11, 2), '$A6=""', Style())
    assert sheet.print_setup.title_rows == (5, 5)
    assert sheet.merges == [Area(1, 1, 1, 5)]


def test_inserting_within_the_data() -> None:
    sheet = edited(InsertRows(2))
    assert [sheet.cells.get((row, 1)) for row in range(3, 7)] == ["序号", 1, None, 2]


def test_renaming_keeps_the_rest() -> None:
    assert edited(Rename("Sheet1")) == replace(SHEET, name="Sheet1")


def test_columns_are_found_by_heading() -> None:
    assert heading_columns(SHEET, UNIT_TABLE)["text"] == [c.field for c in UNIT_TABLE.columns].index("text") + 1


def test_values_are_typed_over() -> None:
    before = Typed({"year": 2026}, [{"serial": 1, "text": "甲"}, {"serial": 2, "text": "乙"}], 2026)
    after = apply_typed(before, (Put(1, "text", "丙"), Head({"year": InYear(-1)}), Keep((2, 1))))
    assert after == Typed({"year": 2025}, [{"serial": 1, "text": "乙"}, {"serial": 2, "text": "丙"}], 2026)
    assert before.rows[0]["text"] == "甲"
