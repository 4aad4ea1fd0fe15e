"""An old .xls workbook as a :class:`Book`, through xlrd, which unlike calamine tells error cells from empty ones."""

import io
import struct
from typing import Any

import xlrd
from xlrd.biffh import (
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_ERROR,
    XL_CELL_NUMBER,
    XL_CELL_TEXT,
    XLRDError,
    error_text_from_code,
)
from xlrd.compdoc import CompDoc, CompDocError

from lzxl.cells import Area, Block, Book, Cell, CellError, NoResult, Place, Raw, Visibility
from lzxl.excel import rules
from lzxl.excel.biff import SheetFacts, StreamFacts, walk
from lzxl.excel.ole import stream_names
from lzxl.excel.package import Limits
from lzxl.excel.rules import Refused
from lzxl.excel.serials import BUILT_IN, from_serial, shown_as
from lzxl.excel.sheet import tidy_number, to_rows
from lzxl.findings import Finding

_VISIBILITY = (Visibility.VISIBLE, Visibility.HIDDEN, Visibility.VERY_HIDDEN)
_ENCRYPTED = "encrypted"  # in xlrd's message
_BROKEN = (struct.error, IndexError, KeyError, ValueError, AssertionError, TypeError, AttributeError, CompDocError)


def read_xls(data: bytes, file: str, limits: Limits) -> tuple[Book, list[Finding]]:
    """Return the book and the remarks on it as a file; raise :class:`Refused` where it cannot be read."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        if not book.nsheets:
            raise Refused(rules.NO_SHEETS)
        facts = _facts(data)
        blocks = tuple(_Sheet(book, number, facts).block(file, limits.cells) for number in range(book.nsheets))
    except XLRDError as error:
        raise Refused(rules.ENCRYPTED if _ENCRYPTED in str(error) else rules.READING_FAILED) from None
    except _BROKEN:
        raise Refused(rules.READING_FAILED) from None
    return Book(file, "xls", blocks), _remarks(file, data, facts)


def _facts(data: bytes) -> StreamFacts:
    container = CompDoc(data, logfile=io.StringIO())
    streams = (container.get_named_stream(name) for name in ("Workbook", "Book"))
    return walk(next((stream for stream in streams if stream), b""))


class _Sheet:
    """One sheet of xlrd's book (untyped), with the facts of the stream that belong to it."""

    def __init__(self, book: Any, number: int, facts: StreamFacts) -> None:
        self.book, self.sheet = book, book.sheet_by_index(number)
        known = len(facts.sheets) == book.nsheets
        self.facts = facts.sheets[number] if known else SheetFacts()

    def block(self, file: str, most: int) -> Block:
        """Return the sheet as a block; raise :class:`Refused` where it takes more than ``most`` cells."""
        sheet = self.sheet
        cells = self._cells()
        return Block(
            file,
            sheet.name,
            to_rows(cells, sheet.name, most),
            tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells),
            _VISIBILITY[min(sheet.visibility, 2)],
            frozenset(self.facts.formulas),
            frozenset(cell for cell in cells if self._is_struck(*cell)),
            {(row + 1, column + 1): note.text for (row, column), note in sheet.cell_note_map.items() if note.text},
            frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0),
            frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0),
            self.facts.protected,
            self.facts.pictures,
        )

    def _cells(self) -> dict[Cell, Raw]:
        found: dict[Cell, Raw] = {}
        for row in range(self.sheet.nrows):
            for column in range(self.sheet.row_len(row)):
                value = self._value(row, column)
                if value is not None:
                    found[row + 1, column + 1] = value
        return found

    def _value(self, row: int, column: int) -> Raw:
        cell = self.sheet.cell(row, column)
        if (row + 1, column + 1) in self.facts.external:
            return NoResult("", external=True)
        if cell.ctype == XL_CELL_TEXT:
            return str(cell.value) or None
        if cell.ctype in (XL_CELL_NUMBER, XL_CELL_DATE):
            return self._number(cell.value, cell.xf_index)
        if cell.ctype == XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == XL_CELL_ERROR:
            return CellError(error_text_from_code.get(cell.value, f"#{cell.value}"))
        return None

    def _number(self, number: float, style: int) -> Raw:
        if not abs(number) < float("inf"):
            return str(number)
        key = self.book.xf_list[style].format_key
        known = self.book.format_map.get(key)
        shown = BUILT_IN.get(key) or (shown_as(known.format_str) if known else None)
        day = from_serial(number, shown, self.book.datemode == 1) if shown else None
        return tidy_number(number) if day is None else day

    def _is_struck(self, row: int, column: int) -> bool:
        style = self.book.xf_list[self.sheet.cell_xf_index(row - 1, column - 1)]
        runs = self.sheet.rich_text_runlist_map.get((row - 1, column - 1), ())
        return any(self.book.font_list[font].struck_out for font in (style.font_index, *(run[1] for run in runs)))


def _remarks(file: str, data: bytes, facts: StreamFacts) -> list[Finding]:
    findings = []
    if facts.macro_sheets or "_VBA_PROJECT_CUR" in stream_names(data):
        findings.append(rules.MACROS.at(Place(file)))
    if facts.externals:
        findings.append(rules.EXTERNAL_LINKS.at(Place(file), count=facts.externals))
    return findings
