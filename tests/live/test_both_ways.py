"""Every sheet rendered both ways, into a file and on the screen: all that both must do is the same in the saved workbook."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lzxl.cells import Sheet, WorkbookOut
from lzxl.excel import live
from lzxl.excel.live_session import Screen
from lzxl.excel.write import render

pytestmark = pytest.mark.office


def traits_of(page: Worksheet) -> dict[str, Any]:
    """Return all traits of a saved sheet that both renderers must set, by what they are called in RENDERED."""
    cells = [cell for row in page.iter_rows() for cell in row]
    return {
        "Sheet.cells": {cell.coordinate: cell.value for cell in cells if cell.value is not None},
        "Sheet.styles": {cell.coordinate: look for cell in cells if (look := look_of(cell)) != PLAIN},
        "Sheet.widths": {letters: round(one.width, 1) for letters, one in page.column_dimensions.items() if one.width},
        "Sheet.heights": {row: round(one.height) for row, one in page.row_dimensions.items() if one.height},
        "Sheet.merges": {str(area) for area in page.merged_cells.ranges},
        "Sheet.colours": list(colours_of(page)),
        "Sheet.drop_downs": dict(input_of(page)),
        "Sheet.notes": {cell.coordinate: cell.comment.text for cell in cells if cell.comment},
        "Sheet.freeze": page.freeze_panes,
        "Sheet.table": {name: table.ref for name, table in page.tables.items()},
        "Sheet.filter": page.auto_filter.ref,
        "Sheet.protection": page.protection.sheet,
        "Sheet.visibility": page.sheet_state,
        "Sheet.hidden_columns": {letters for letters, one in page.column_dimensions.items() if one.hidden},
        "Sheet.levels": {
            letters: one.outlineLevel for letters, one in page.column_dimensions.items() if one.outlineLevel
        },
        "PrintSetup": (
            page.page_setup.orientation,
            page.page_setup.paperSize,
            page.page_setup.fitToHeight,
            page.print_title_rows,
            page.print_area,
            [one.id for one in page.row_breaks.brk],
        ),
        "links": {
            cell.coordinate: (cell.hyperlink.location, cell.hyperlink.target) for cell in cells if cell.hyperlink
        },
    }


def look_of(cell: Cell) -> tuple[Any, ...]:
    """Return how a cell looks."""
    font, fill, align, border = cell.font, cell.fill, cell.alignment, cell.border
    sides = tuple(
        (side.style, side.color.rgb if side.color else None)
        for side in (border.left, border.right, border.top, border.bottom)
    )
    return (
        (font.sz, bool(font.b), bool(font.i), font.u, font.color.rgb if font.color else None),
        fill.fgColor.rgb if fill.fill_type else None,
        (align.horizontal, align.vertical, bool(align.wrap_text), round(align.indent or 0)),
        sides,
        cell.number_format,
        cell.protection.locked,
    )


def fonts_of(page: Worksheet) -> dict[str, str]:
    """Return the font of each cell with something in it; Calc itself does not keep those of Chinese text from a file."""
    return {cell.coordinate: cell.font.name for row in page.iter_rows() for cell in row if cell.value is not None}


PLAIN = look_of(Workbook().active["A1"])  # type: ignore[index]


def colours_of(page: Worksheet) -> Iterator[tuple[Any, ...]]:
    """Yield the conditional formats from the first to the last."""
    rules = [(rule.priority, str(of.sqref), rule) for of in page.conditional_formatting for rule in of.rules]
    for _, area, rule in sorted(rules, key=lambda one: one[0]):
        look = rule.dxf
        yield (
            area,
            rule.type,
            tuple(rule.formula),
            look and look.fill and look.fill.bgColor.rgb,
            look and look.font and (look.font.color and look.font.color.rgb, look.font.b),
            look and look.border and look.border.top and look.border.top.style,
        )


def input_of(page: Worksheet) -> Iterator[tuple[str, Any]]:
    """Yield the rules of input by area."""
    for rule in page.data_validations.dataValidation:
        yield (
            str(rule.sqref),
            (
                rule.type,
                rule.operator,
                rule.formula1,
                rule.formula2,
                (rule.promptTitle, rule.prompt) if rule.showInputMessage else None,
                (rule.errorStyle, rule.errorTitle, rule.error) if rule.showErrorMessage else None,
            ),
        )


def file_way(screen: Screen, workbook: WorkbookOut, target: Path) -> Mapping[str, Worksheet]:
    """Return what Calc makes of the file as it is written."""
    source = target.with_suffix(".made.xlsx")
    source.write_bytes(render(workbook))
    book = screen.app.books.open(source)
    book.save(target)
    book.close()
    return sheets_of(target)


def screen_way(screen: Screen, workbook: WorkbookOut, target: Path) -> Mapping[str, Worksheet]:
    """Return what the screen's renderer makes of empty sheets."""
    source = target.with_suffix(".made.xlsx")
    empty = [Sheet(sheet.name, {}) for sheet in workbook.sheets]
    source.write_bytes(render(WorkbookOut(empty, workbook.lists)))
    book = screen.app.books.open(source)
    for sheet in workbook.sheets:
        live.render_on(book.sheets[sheet.name], sheet, workbook)
    book.save(target)
    book.close()
    return sheets_of(target)


def sheets_of(path: Path) -> Mapping[str, Worksheet]:
    book = load_workbook(BytesIO(path.read_bytes()))
    return {page.title: page for page in book.worksheets}
