"""Laid-out sheets as received ones: what a test pours in can be read back without a file."""

from lzxl.cells import Block, Book, CellError, Formula, Link, NoResult, Raw, Sheet, WorkbookOut


def block_of(sheet: Sheet, file: str = "a.xlsx") -> Block:
    """Return a laid-out sheet as the reader would hand it over after Excel has saved it."""
    last = max(row for row, _ in sheet.cells)
    width = max(column for _, column in sheet.cells)
    rows = tuple(tuple(_raw(sheet, row, column) for column in range(1, width + 1)) for row in range(1, last + 1))
    formulas = frozenset(cell for cell, value in sheet.cells.items() if isinstance(value, Formula))
    return Block(file, sheet.name, rows, tuple(sheet.merges), sheet.visibility, formulas)


def book_of(workbook: WorkbookOut, file: str = "a.xlsx") -> Book:
    """Return a laid-out workbook as the reader would hand it over."""
    return Book(file, "xlsx", tuple(block_of(sheet, file) for sheet in workbook.sheets), workbook.properties)


def _raw(sheet: Sheet, row: int, column: int) -> Raw:
    value = sheet.cells.get((row, column))
    if isinstance(value, Link):
        return value.text
    if isinstance(value, Formula):
        value = value.value
    if value is None or isinstance(value, str | CellError | NoResult):
        return value or None
    return float(value) if not hasattr(value, "year") else value
