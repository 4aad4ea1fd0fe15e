"""Rows written straight as XML are what XlsxWriter would have written: cell for cell, look for look."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lzxl.cells import Area, Body, Formula, Link, Out, Sheet, Style, WorkbookOut
from lzxl.excel import write_rows
from lzxl.excel.read import Reader
from lzxl.excel.write import MOST_CHARACTERS, render

WRAPPED = Style(wrap=True, border=True)
LINK = Style(ink="0563C1", underline=True)
HEAD: dict[tuple[int, int], Out] = {(1, 1): "一", (1, 2): "二", (1, 3): "三"}
Row = tuple[float, Sequence[Out]]

AWKWARD: tuple[Out, ...] = (
    "普通文字",
    "| 竖线 |",
    "|",
    " ",
    " 前后有空格 ",
    "两\n行",
    "<b>&amp;\"'",
    "\x01\x0b\ufffe",
    "\r\n\r",
    "<r>像标记</r>",
    "=1+1",
    "007",
    "𠀀" * 3,
    "",
    None,
    0,
    -1.5,
    1e15,
    Decimal("0.1"),
    date(1900, 1, 1),
    date(1900, 3, 1),
    date(1899, 12, 31),
    date(2026, 9, 1),
    datetime(2026, 9, 1, 8, 30),
    Link("internal:'甲'!A1", "去甲<表>"),
    Link("external:收件/一.xlsx", "一"),
)

ESCAPES = ("_x000D_ 和 _x41_", "_x005F_x000D_", "__x0041_x0041_")  # openpyxl undoes these in shared strings only


def as_body(rows: Sequence[Row]) -> Sheet:
    return Sheet("甲", HEAD, column_styles={1: WRAPPED}, widths={1: 20.0}, body=Body(2, rows, LINK))


def as_cells(rows: Sequence[Row]) -> Sheet:
    cells = {(row, at): value for row, (_, values) in enumerate(rows, 2) for at, value in enumerate(values, 1)}
    full = {cell: value for cell, value in cells.items() if value not in (None, "")}
    looks = {cell: LINK for cell, value in full.items() if isinstance(value, Link)}
    heights = {row: height for row, (height, _) in enumerate(rows, 2)}
    return replace(as_body(rows), cells=HEAD | full, styles=looks, heights=heights, body=None)


def seen(sheet: Sheet) -> tuple[object, ...]:
    page = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([sheet])))).worksheets[0]
    cells = [
        (cell.coordinate, cell.value, cell.data_type, cell.number_format, cell.font.u, cell.alignment.wrap_text)
        + ((cell.hyperlink.target, cell.hyperlink.location) if cell.hyperlink else ())
        for row in page.iter_rows()
        for cell in row
    ]
    return cells, {row: page.row_dimensions[row].height for row in range(1, page.max_row + 1)}, page.dimensions


def test_every_kind_of_value_is_written_as_xlsxwriter_writes_it() -> None:
    rows = [(15.0 + 3 * at, (value, "旁边", value)) for at, value in enumerate(AWKWARD)]
    assert seen(as_body(rows)) == seen(as_cells(rows))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(10, 400), st.lists(st.sampled_from(AWKWARD) | st.text(max_size=20), min_size=3, max_size=3))
    )
)
def test_any_rows_are_written_as_xlsxwriter_writes_them(rows: list[Row]) -> None:
    rows = [*rows, (15.0, ("末", "行", 1))]
    assert seen(as_body(rows)) == seen(as_cells(rows))


def test_both_are_read_the_same_by_our_own_reader() -> None:
    kinds = [value for value in AWKWARD if not isinstance(value, Link)]
    rows = [(20.0, (value, "旁边")) for value in [*kinds, *ESCAPES]]
    with Reader() as reader:
        books = [reader.read(render(WorkbookOut([sheet])), "甲.xlsx") for sheet in (as_body(rows), as_cells(rows))]
    assert books[0][0] is not None
    assert books[0] == books[1]


def test_a_table_may_stand_over_rows_made_while_they_are_written() -> None:
    rows = [(15.0, (f"第{number}行", number, None)) for number in range(1, 4)]
    sheet = replace(as_body(rows), table=(Area(1, 1, 4, 3), "lzxl_rows"))
    page = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([sheet])))).worksheets[0]
    assert page.tables["lzxl_rows"].ref == "A1:C4"
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [[*values] for _, values in rows]


def test_a_link_that_excel_would_not_open_stays_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_rows, "MOST_LINKS", 2)
    rows = [(15.0, (Link("internal:'甲'!A1", "近"), Link("external:" + "x" * 3000, "远")))] * 4
    page = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([as_body(rows)])))).worksheets[0]
    assert [[bool(cell.hyperlink) for cell in row] for row in page["A2:B5"]] == [[True, False]] * 2 + [
        [False, False]
    ] * 2
    assert [[cell.value for cell in row] for row in page["A2:B5"]] == [["近", "远"]] * 4


@pytest.mark.parametrize("value", ["长" * (MOST_CHARACTERS + 1), Formula("1+1", 2)])
def test_what_a_row_cannot_hold_is_refused(value: Out) -> None:
    with pytest.raises((ValueError, TypeError)):
        render(WorkbookOut([as_body([(15.0, (value,))])]))
