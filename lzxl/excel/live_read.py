"""An open workbook as a :class:`~lzxl.cells.Book`, so that the same line runs on it: whole rectangles, few calls."""

from collections.abc import Callable, Iterator
from typing import Any

import xlwings as xw

from lzxl.cells import Area, Block, Book, Cell, Raw, Visibility
from lzxl.excel.live_areas import address
from lzxl.excel.live_values import is_formula, ragged, received
from lzxl.excel.platform.document import custom_properties
from lzxl.excel.platform.looks import shown_parts
from lzxl.excel.platform.protection import is_protected
from lzxl.excel.remarks import look_over
from lzxl.excel.sheet import area_of
from lzxl.findings import Finding
from lzxl.forms.own_sheets import OWN_SHEETS

_FAR = 60_000  # rows: a used area that reaches further is looked at again, formats alone may make it


def read_open(book: xw.Book) -> tuple[Book, list[Finding]]:
    """Return the workbook as it stands on the screen, saved or not, and what a person should know of it.

    Of the sheets that are our own in every template the values will do.
    """
    blocks = tuple(
        read_sheet(page) if page.name in OWN_SHEETS else _whole_block(book.name, page) for page in book.sheets
    )
    kind = book.name.rpartition(".")[2].lower()
    return look_over(Book(book.name, kind, blocks, custom_properties(book)))


def read_values(book: xw.Book) -> Book:
    """Return only the values of all sheets: what is needed of a master."""
    return Book(book.name, "xlsx", tuple(read_sheet(page) for page in book.sheets))


def read_sheet(page: xw.Sheet) -> Block:
    """Return only the values of a sheet."""
    bottom, right = extent(page)
    return Block(page.book.name, page.name, ragged(_values(page, bottom, right)))


def extent(page: xw.Sheet) -> Cell:
    """Return the last used row and column of a sheet."""
    used = area_of(page.used_range.address.replace("$", ""))
    bottom, right = used.bottom, used.right
    if bottom > _FAR:
        bottom = max((page.range((bottom, column)).end("up").row for column in range(1, right + 1)), default=1)
    return bottom, right


def _values(page: xw.Sheet, bottom: int, right: int) -> list[list[Raw]]:
    area = page.range((1, 1), (bottom, right))
    return [[received(value) for value in row] for row in _read(area)]


def _read(area: xw.Range) -> list[list[Any]]:
    found: list[list[Any]] = area.options(ndim=2, err_to_str=True).value
    return found


def _whole_block(file: str, page: xw.Sheet) -> Block:
    """Return a sheet with its formulas, merged and hidden parts, notes and protection."""
    bottom, right = extent(page)
    area = page.range((1, 1), (bottom, right))
    values, formulas = _read(area), _formulas(area)
    rows = [
        [received(value, formula if is_formula(value, formula) else "") for value, formula in zip(*pair, strict=True)]
        for pair in zip(values, formulas, strict=True)
    ]
    computed = {
        (row, column)
        for row, pair in enumerate(zip(values, formulas, strict=True), 1)
        for column, (value, formula) in enumerate(zip(*pair, strict=True), 1)
        if is_formula(value, formula)
    }
    hidden_rows, hidden_columns = _hidden(area, bottom, right)
    return Block(
        file,
        page.name,
        ragged(rows),
        merged=tuple(_merged(page, Area(1, 1, bottom, right))),
        visibility=Visibility.VISIBLE if page.visible else Visibility.HIDDEN,
        formulas=frozenset(computed),
        notes=notes_of(page),
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
        protected=is_protected(page),
    )


def _formulas(area: xw.Range) -> list[list[Any]]:
    """Return what stands in each cell as it would be typed; xlwings gives one row, one column, one cell in other shapes."""
    found: Any = area.formula
    height, width = area.shape
    if not isinstance(found, list | tuple):
        return [[found]]
    if not isinstance(found[0], list | tuple):
        return [list(found)] if height == 1 else [[one] for one in found]
    return [list(row) for row in found] if width else []


def notes_of(page: xw.Sheet) -> dict[Cell, str]:
    """Return the notes of a sheet by cell."""
    return {(place.row, place.column): note.text for note in page.notes if (place := note.location)}


# ---------------------------------------------------------------- what differs from cell to cell


def _merged(page: xw.Sheet, area: Area) -> Iterator[Area]:
    """Yield the merged areas: parts without any are left after one look at them."""
    found: dict[Area, None] = {}
    for cell in _halved(area, lambda part: page.range(address(part)).merge_cells):
        row, column = cell
        if not any(known.top <= row <= known.bottom and known.left <= column <= known.right for known in found):
            whole = page.range(cell).merge_area
            height, width = whole.shape
            found[Area(whole.row, whole.column, whole.row + height - 1, whole.column + width - 1)] = None
    yield from found


def _halved(area: Area, told: Callable[[Area], bool | None]) -> Iterator[Cell]:
    """Yield the cells of ``area`` for which ``told`` holds; it answers None for an area where only some do."""
    answer = told(area)
    if answer is False:
        return
    top, left, bottom, right = area
    if answer or (top == bottom and left == right):
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return
    for part in _halves(area):
        yield from _halved(part, told)


def _halves(area: Area) -> tuple[Area, Area]:
    top, left, bottom, right = area
    if right - left >= bottom - top:
        middle = (left + right) // 2
        return Area(top, left, bottom, middle), Area(top, middle + 1, bottom, right)
    middle = (top + bottom) // 2
    return Area(top, left, middle, right), Area(middle + 1, left, bottom, right)


def _hidden(area: xw.Range, bottom: int, right: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the rows and columns of a sheet's used area that are not shown."""
    rows: set[int] = set()
    columns: set[int] = set()
    for part in shown_parts(area):
        rows.update(range(part.top, part.bottom + 1))
        columns.update(range(part.left, part.right + 1))
    return frozenset(range(1, bottom + 1)) - rows, frozenset(range(1, right + 1)) - columns
