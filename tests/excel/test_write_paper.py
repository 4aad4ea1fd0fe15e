"""What paper needs of the writer: page breaks, heights that stay, black lines on single sides, the number of the first page."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lzxl.cells import Margins, PrintSetup, Sheet, Style, VAlign, WorkbookOut
from lzxl.excel.write import render
from lzxl.excel.write_traits import MOST_BREAKS

CELL = Style(sides="LB", valign=VAlign.TOP, indent=2)


def written(**setup: object) -> object:
    """Return the sheet as openpyxl reads it back."""
    sheet = Sheet(
        "纸",
        {(1, 1): "一", (2, 1): "二"},
        {(1, 1): CELL},
        heights={1: 40.5},
        fixed_heights=True,
        print_setup=PrintSetup(**setup),  # type: ignore[arg-type]
    )
    return load_workbook(BytesIO(render(WorkbookOut([sheet])))).active


def test_breaks_margins_and_the_first_page() -> None:
    sheet = written(breaks=(1, 7), first_page=3, margins=Margins(1, 0.5, 0.6, 0.7))
    assert [one.id for one in sheet.row_breaks.brk] == [1, 7]  # type: ignore[attr-defined]
    assert (sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber) == (3, True)  # type: ignore[attr-defined]
    margins = sheet.page_margins  # type: ignore[attr-defined]
    assert (margins.left, margins.right, margins.top, margins.bottom) == (1, 0.5, 0.6, 0.7)


def test_a_sheet_without_them_stays_as_it_was() -> None:
    sheet = written()
    assert not sheet.row_breaks.brk  # type: ignore[attr-defined]
    assert sheet.page_setup.firstPageNumber is None  # type: ignore[attr-defined]
    assert sheet.page_margins.left == 0.4  # type: ignore[attr-defined]


def test_heights_stay_and_lines_are_on_their_sides() -> None:
    sheet = written()
    assert sheet.row_dimensions[1].height == 40.5  # type: ignore[attr-defined]
    assert sheet.row_dimensions[1].customHeight  # type: ignore[attr-defined]
    cell = sheet["A1"]  # type: ignore[index]
    lines = (cell.border.left.style, cell.border.right.style, cell.border.top.style, cell.border.bottom.style)
    assert lines == ("thin", None, None, "thin")
    assert (cell.alignment.vertical, cell.alignment.indent) == ("top", 2)


def test_more_breaks_than_excel_takes_are_refused_not_left_out() -> None:
    with pytest.raises(ValueError, match="page breaks"):
        written(breaks=tuple(range(1, MOST_BREAKS + 2)))
