"""Sheets on the screen: the same :class:`~lzxl.cells.Sheet` that the writer of files takes, set on an open workbook.

Only xlwings' portable interface and :mod:`lzxl.excel.platform`, so that the same code runs on Excel and on Calc. What both
renderers set and what comes with the file alone is said in :data:`lzxl.traits.RENDERED`.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import xlwings as xw

from lzxl.cells import Area, Cell, Link, Sheet, WorkbookOut, column_letters
from lzxl.excel.live_areas import address, columns_address, spans
from lzxl.excel.live_looks import set_looks
from lzxl.excel.live_read import read_open, read_sheet, read_values
from lzxl.excel.live_rules import set_colours, set_input, set_lists
from lzxl.excel.live_values import rows_of
from lzxl.excel.platform import looks
from lzxl.excel.platform import page as pages
from lzxl.excel.platform.document import remove_links
from lzxl.excel.platform.protection import protect

__all__ = [
    "MOST_LINKS",
    "add_sheet",
    "find_sheet",
    "read_open",
    "read_sheet",
    "read_values",
    "render_on",
    "renew",
    "update",
]

MOST_LINKS = 500  # on a sheet: each is a call; the file has them all
_ROWS_AT_ONCE = 20_000
_TABLE_STYLE = "TableStyleLight1"


def find_sheet(book: xw.Book, name: str) -> xw.Sheet | None:
    """Return the sheet of this name, None where there is none."""
    return next((page for page in book.sheets if page.name == name), None)


def add_sheet(book: xw.Book, name: str, before: str = "") -> xw.Sheet:
    """Return a new sheet of this name: before the one named, else at the end."""
    if before:
        return book.sheets.add(name, before=book.sheets[before])
    return book.sheets.add(name, after=book.sheets[len(book.sheets) - 1])


def render_on(page: xw.Sheet, sheet: Sheet, lists: WorkbookOut | None = None) -> None:
    """Set every trait of ``sheet`` on an empty page; ``lists``: the workbook whose lists its drop-downs take."""
    if lists:
        set_lists(page.book, lists.lists, [one.source for one in sheet.drop_downs])
    set_looks(page, sheet)
    _sizes(page, sheet)
    whole = _write(page, sheet, (0, 0))
    for area in sheet.merges:
        page.range(address(area)).merge()
    set_links(page, sheet)
    area = _over(sheet, whole)
    set_colours(page, sheet, area)
    set_input(page, sheet, area)
    set_notes(page, sheet)
    _table(page, sheet)
    _page(page, sheet)


def renew(page: xw.Sheet, sheet: Sheet) -> xw.Sheet:
    """Return a new page with ``sheet`` on it in the place of ``page``, which goes: for small sheets of our own."""
    book, name = page.book, page.name
    page.name = f"{name} "[:31] if len(name) < 31 else name[:-1]
    new = book.sheets.add(name, before=page)
    page.delete()
    render_on(new, sheet)
    return new


def update(page: xw.Sheet, sheet: Sheet, old: Cell) -> None:
    """Bring a page that has the looks of ``sheet`` up to date: values, colours, table, print area; in few calls.

    Rules of input stay: they reach below the rows. Colours are put in the place of those that were there.

    ``old``: the last row and column with something in them. What is no longer there is emptied with the same write, so
    that the page is never half old and half new.
    """
    whole = _write(page, sheet, old, jump=True)
    if _has_links(sheet):
        remove_links(page.range(address(whole)))
    set_colours(page, sheet, whole)
    _table(page, sheet)
    if sheet.print_setup.area:
        page.page_setup.print_area = _fixed(sheet.print_setup.area)
    if not sheet.fixed_heights:
        first = sheet.freeze[0] if sheet.freeze else 1
        page.range((first, 1), (max(whole.bottom, first), 1)).rows.autofit()


# ---------------------------------------------------------------- cells


def _write(page: xw.Sheet, sheet: Sheet, old: Cell, *, jump: bool = False) -> Area:
    """Write all values in as few rectangles as go, empty ones over what stood there before (as far as ``old``)."""
    rows = rows_of(sheet, jump=jump)
    top, bottom, right = 1, 0, old[1]
    while block := list(islice(rows, _ROWS_AT_ONCE)):
        bottom = top + len(block) - 1
        right = max(right, *map(len, block))
        if len(block) < _ROWS_AT_ONCE:
            block += [[]] * (old[0] - bottom)
        wide = [row + [None] * (right - len(row)) for row in block]
        page.range((top, 1), (top + len(wide) - 1, right)).value = wide
        top += len(wide)
    return Area(1, 1, max(bottom, 1), max(right, 1))


def _sizes(page: xw.Sheet, sheet: Sheet) -> None:
    for first, last, width in spans(sheet.widths):
        page.range(columns_address(first, last)).column_width = width
    for first, last, height in spans(dict(_heights(sheet))):
        page.range(f"{first}:{last}").row_height = height
    for first, last, _ in spans(dict.fromkeys(sheet.hidden_columns, True)):
        page.range(columns_address(first, last)).columns.hidden = True
    for first, last, level in spans(sheet.levels):
        looks.fold(page.range(columns_address(first, last)), level)


def _heights(sheet: Sheet) -> Iterator[tuple[int, float]]:
    yield from sheet.heights.items()
    if sheet.body:
        yield from ((row, height) for row, (height, _) in enumerate(sheet.body.rows, sheet.body.first))


def set_links(page: xw.Sheet, sheet: Sheet) -> None:
    """Make the links of a sheet jump, the first :data:`MOST_LINKS` of them."""
    found = [(cell, value) for cell, value in sorted(_linked(sheet)) if isinstance(value, Link)]
    for cell, link in found[:MOST_LINKS]:
        kind, _, target = link.target.partition(":")
        page.range(cell).add_hyperlink(f"#{target}" if kind == "internal" else target, link.text, link.text)


def _has_links(sheet: Sheet) -> bool:
    return bool(sheet.body and sheet.body.link) or any(True for _ in _linked(sheet))


def _linked(sheet: Sheet) -> Iterator[tuple[Cell, Any]]:
    yield from ((cell, value) for cell, value in sheet.cells.items() if isinstance(value, Link))


def set_notes(page: xw.Sheet, sheet: Sheet) -> None:
    """Put the sheet's notes on its cells; a note that was there keeps its text, ours comes after it."""
    for cell, text in sheet.notes.items():
        page.range(cell).add_note(text)
        looks.fit_note(page.range(cell))


# ---------------------------------------------------------------- what lies over the cells


def _over(sheet: Sheet, whole: Area) -> Area:
    """Return the rectangle that covers all cells and all rules."""
    areas = [whole, *(one.area for group in (sheet.colours, sheet.drop_downs, sheet.limits) for one in group)]
    return Area(1, 1, max(area.bottom for area in areas), max(area.right for area in areas))


def _table(page: xw.Sheet, sheet: Sheet) -> None:
    """Give the sheet's table (or the filter of a plain range) its size; other tables of ours on the page go."""
    if sheet.table is None:
        if sheet.filter:
            looks.show_filter(page.range(address(sheet.filter)))
        return
    area, name = sheet.table
    cells = page.range(address(area))
    try:
        found = page.tables[name]
    except Exception:  # each program has an error of its own for what is not there
        page.tables.add(cells, name=name, table_style_name=_TABLE_STYLE)
    else:
        found.resize(cells)


def _page(page: xw.Sheet, sheet: Sheet) -> None:
    """Set what is seen of a page and how it is printed; protection last, as nothing can be set behind it."""
    if sheet.freeze and page.visible:
        pages.freeze(page, sheet.freeze)
    pages.set_print(page, sheet.print_setup)
    if sheet.print_setup.area:
        page.page_setup.print_area = _fixed(sheet.print_setup.area)
    if sheet.print_setup.breaks:
        pages.set_breaks(page, sheet.print_setup.breaks)
    pages.show_sheet(page, sheet)
    if sheet.protection:
        protect(page)


def _fixed(area: Area) -> str:
    return f"${column_letters(area.left)}${area.top}:${column_letters(area.right)}${area.bottom}"
