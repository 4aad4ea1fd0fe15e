"""How cells look besides what xlwings sets."""

from typing import Any

import xlwings as xw

from lzxl.area import Area
from lzxl.excel.platform.program import Program, behind, keywords

_NOTE_WIDTH, _NOTE_HEIGHT = 6000, 500  # hundredths of a millimetre
_SINGLE = 2  # Excel's number of a single underline


def underline(area: xw.Range) -> None:
    """Underline the text of an area."""
    program, _ = behind(area.sheet)
    if program is Program.WINDOWS:
        area.api.Font.Underline = _SINGLE
    elif program is Program.MAC:
        area.api.font_object.underline.set(keywords().underline_style_single)
    else:
        area.api.CharUnderline = 1


def indent(area: xw.Range, steps: int) -> None:
    """Move the text of an area in from its edge, by steps of about a character."""
    program, _ = behind(area.sheet)
    if program is Program.WINDOWS:
        area.api.IndentLevel = steps
    elif program is Program.MAC:
        area.api.indent_level.set(steps)
    else:
        area.api.ParaIndent = steps * 353  # a tenth of an inch and a bit, in hundredths of a millimetre


def fit_note(area: xw.Range) -> None:
    """Make the box of a cell's note as large as its text; in Calc it grows downwards from a width that it is given."""
    program, _ = behind(area.sheet)
    if program is Program.WINDOWS:
        area.api.Comment.Shape.TextFrame.AutoSize = True
        area.api.Comment.Visible = False
    elif program is Program.CALC:
        from lzxl.calc.bridge import struct

        box = area.api.getCellByPosition(0, 0).getAnnotation().getAnnotationShape()
        box.setSize(struct("awt.Size", Width=_NOTE_WIDTH, Height=_NOTE_HEIGHT))


def fold(area: xw.Range, level: int) -> None:
    """Group whole columns ``level`` deep, so that they can be folded away."""
    program, _ = behind(area.sheet)
    if program is Program.CALC:
        from lzxl.calc.bridge import enum

        for _ in range(level):
            area.sheet.api.group(area.api.RangeAddress, enum("table.TableOrientation", "COLUMNS"))
        return
    for _ in range(level):
        area.group(by="columns")


def show_filter(area: xw.Range) -> None:
    """Put the filter's buttons on the first row of an area; a filter that was elsewhere on the sheet goes."""
    program, api = behind(area.sheet)
    if program is Program.WINDOWS:
        if api.AutoFilterMode:
            api.AutoFilterMode = False
        area.api.AutoFilter(1)
    elif program is Program.MAC:
        if api.autofilter_mode.get():
            api.autofilter_mode.set(False)
        area.api.autofilter_range(field=1)
    else:
        _filter_in_calc(area)


def _filter_in_calc(area: xw.Range) -> None:
    """In Calc the filter of a sheet belongs to its unnamed database range."""
    document, where = area.sheet.book.api, area.api.RangeAddress
    unnamed = document.getPropertyValue("UnnamedDatabaseRanges")
    number = where.Sheet
    unnamed.setByTable(where)
    unnamed.getByTable(number).AutoFilter = True


def shown_parts(area: xw.Range) -> list[Area]:
    """Return the parts of an area whose rows and columns are not hidden."""
    program, _ = behind(area.sheet)
    if program is Program.CALC:
        found = area.api.queryVisibleCells().getRangeAddresses()
        return [Area(one.StartRow + 1, one.StartColumn + 1, one.EndRow + 1, one.EndColumn + 1) for one in found]
    parts: Any = area.get_special_cells("visible")
    return [
        Area(part.row, part.column, part.row + part.shape[0] - 1, part.column + part.shape[1] - 1) for part in parts
    ]


def count_charts(page: xw.Sheet) -> int:
    """Return how many charts lie on a sheet."""
    program, api = behind(page)
    return int(api.getCharts().getCount()) if program is Program.CALC else len(page.charts)
