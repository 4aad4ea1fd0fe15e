"""What the screen's renderer reckons before it calls a spreadsheet program: rectangles, values as they are typed and read."""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl import cells
from lzxl.cells import Area, CellError, Formula, Link, NoResult, Sheet, Style
from lzxl.excel.live_areas import address, bounds, rectangles, spans
from lzxl.excel.live_rules import _RELATIVE_COLUMN
from lzxl.excel.live_session import Call, call_of
from lzxl.excel.live_values import guarded, is_formula, jumping, ragged, received, rows_of, shown
from lzxl.traits import RENDERED, By

NOUNS = ("Sheet", "Style", "ColourRule", "DropDown", "Limits", "PrintSetup", "Protection")


def test_every_trait_says_who_renders_it() -> None:
    """A new field of a declaration has to be put on one side or the other."""
    traits = {f"{noun}.{field.name}" for noun in NOUNS for field in fields(getattr(cells, noun))}
    assert set(RENDERED) == traits
    assert RENDERED["Sheet.charts"] is By.FILE
    assert RENDERED["Sheet.colours"] is By.BOTH


CELLS = st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 12)), st.sampled_from("abc"), max_size=60)


@given(CELLS)
def test_rectangles_cover_every_cell_once_with_its_own_kind(found: dict[tuple[int, int], str]) -> None:
    covered = [
        ((row, column), kind)
        for area, kind in rectangles(found)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]
    assert sorted(covered) == sorted(found.items())


def test_a_block_of_equal_cells_is_one_rectangle() -> None:
    block = {(row, column): "x" for row in range(4, 5004) for column in range(1, 27)}
    assert rectangles(block) == [(Area(4, 1, 5003, 26), "x")]


def test_runs_of_equal_numbers() -> None:
    assert list(spans({1: "a", 2: "a", 3: "b", 5: "b", 6: "b"})) == [(1, 2, "a"), (3, 3, "b"), (5, 6, "b")]
    assert list(spans({})) == []


def test_addresses() -> None:
    assert address(Area(4, 1, 9, 27)) == "A4:AA9"
    assert address(Area(4, 3, 4, 3)) == "C4"
    assert bounds([]) is None
    assert bounds([(2, 7), (5, 1)]) == Area(1, 1, 5, 7)


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("汉字", "汉字"),
        ("007", "'007"),
        ("2026-01-05", "'2026-01-05"),
        ("3月1日", "'3月1日"),
        ("=1+1", "'=1+1"),
        ("-", "'-"),
        ("@mail", "'@mail"),
        ("TRUE", "'TRUE"),
        ("'单引号", "''单引号"),
        ("#N/A", "'#N/A"),
        ("采购部门负责人未按第 12 条办理" * 6, "采购部门负责人未按第 12 条办理" * 6),  # too long to be a number
        (Decimal("1.5"), 1.5),
        (date(2026, 3, 1), datetime(2026, 3, 1)),
        (date(1899, 3, 1), "'1899-03-01"),
        (Formula("A1+1", 2), "=A1+1"),
        (Link("internal:'表'!A1", "C7"), "'C7"),
        ("", None),
        (None, None),
        (True, True),
    ],
)
def test_what_is_typed_stays_what_it_is(value: cells.Out, typed: object) -> None:
    assert shown(value) == typed


def test_a_text_cell_takes_digits_as_they_are() -> None:
    assert guarded("007", as_text=True) == "007"
    assert guarded("'x", as_text=True) == "''x"


def test_links_as_formulas() -> None:
    link = Link("internal:'岗位甲'!A5", '格"7"')
    assert jumping(link) == '=HYPERLINK("#\'岗位甲\'!A5","格""7""")'
    assert jumping(Link("external:收件/" + "长" * 300 + ".xlsx", "C7")) == "'C7"


@pytest.mark.parametrize(
    ("value", "formula", "raw"),
    [
        (3.0, "", 3),
        (3.5, "", 3.5),
        (True, "", True),
        ("#REF!", "=甲!A1", CellError("#REF!")),
        ("说明", "", "说明"),
        ("", "", None),
        (datetime(2026, 3, 1), "", date(2026, 3, 1)),
        (datetime(2026, 3, 1, 8), "", datetime(2026, 3, 1, 8)),
        (5.0, "=[别的.xlsx]表1!A1", NoResult("[别的.xlsx]表1!A1", external=True)),
        (5.0, "='C:\\报送\\[别的.xlsx]表1'!A1", NoResult("'C:\\报送\\[别的.xlsx]表1'!A1", external=True)),
        (5.0, "=表1[扣分]", 5),
    ],
)
def test_what_is_read_is_what_a_reader_of_files_gives(value: object, formula: str, raw: object) -> None:
    found = received(value, formula)
    assert (found, type(found)) == (raw, type(raw))


def test_a_text_that_begins_like_a_formula_is_none() -> None:
    assert is_formula(2.0, "=1+1")
    assert not is_formula("=1+1", "=1+1")
    assert not is_formula(2.0, 2.0)


def test_rows_end_where_their_content_does() -> None:
    assert ragged([["a", None], [None, None], ["b", "c"], [None, None]]) == (("a",), (), ("b", "c"))


def test_rows_of_a_sheet_are_rectangular_and_know_text_columns() -> None:
    sheet = Sheet("表", {(1, 1): "标题", (2, 2): "007", (2, 3): "008"}, column_styles={2: Style(number_format="@")})
    assert list(rows_of(sheet)) == [["标题", None, None], [None, "007", "'008"]]


@pytest.mark.parametrize(
    ("formula", "relative"),
    [('$M4="一级"', False), ("COUNTA($A4:$Z4)>0", False), ('M4=""', True), ("AND(ISNUMBER($K4),$K4<1)", False)],
)
def test_formulas_that_follow_their_column_are_known(formula: str, relative: bool) -> None:
    assert bool(_RELATIVE_COLUMN.search(formula)) is relative


def test_who_called_is_read_whatever_the_workbook_is_called() -> None:
    arguments = ["--wb=C:\\报送\\a=b 销售.xlsx", "--from_xl=1", "--app=C:\\EXCEL.EXE", "--hwnd=4711"]
    assert call_of(arguments) == Call("C:\\报送\\a=b 销售.xlsx", 4711)
    assert call_of([]) == Call()
    assert call_of(["-c", "--hwnd="]) == Call()
