"""Rows of plain values, written straight as XML: XlsxWriter keeps and turns over every cell, ten times as slow.

Rows are made while the sheet goes out, so that a register of any size takes no memory. Texts stand in their cells
(``inlineStr``), which every reader knows.
"""

import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate
from tempfile import TemporaryFile
from typing import Any

from xlsxwriter.url import Url  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lzxl.cells import Body, Cell, Formula, Line, Link, Out, column_letters
from lzxl.excel.write_formats import Formats, Styles
from lzxl.excel.write_parts import ROW, Memory, Parts
from lzxl.excel.write_text import MOST_CHARACTERS, checked, escape

MOST_LINKS = 60_000  # Excel opens no sheet with more than 65,530
MOST_LINK_CHARACTERS = 2_000
EARLIEST = date(1900, 1, 1)  # Excel has no dates before
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
# Anything but a text that may stand in XML as it is: most texts may, and one search tells.
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x|\A\s|\s\Z")
_PERHAPS_SPECIAL = ("&", "<", ">", "_x", "| ", " |")  # of printable texts between bars; no other blank is printable
_SURELY_FITS = MOST_CHARACTERS // 2  # Excel counts what lies outside the basic plane twice
_ROW = ROW.decode()
_ESCAPED = re.compile(r"(_x[0-9a-fA-F]{4}_)")


class SheetLink(Url):  # type: ignore[misc]
    """A link whose relative path has forward slashes, which Excel, WPS and LibreOffice take on every system."""

    def _target(self) -> str:
        return str(super()._target()).replace("\\", "/")


def too_long(link: Link) -> bool:
    """Return whether Excel would not take a link for its length."""
    return len(link.target) > MOST_LINK_CHARACTERS


class Page(Worksheet):  # type: ignore[misc]
    """A sheet whose rows have the height we reckon and still grow when somebody types more into them.

    ``lines``: rows that follow those that XlsxWriter knows.
    """

    lines: "Lines | None" = None

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row":
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def take(self, lines: "Lines") -> None:
        """Add rows below all others; they are written when the sheet goes out."""
        self.lines = lines
        self._check_dimensions(lines.first - 1, 0)
        self._check_dimensions(lines.first + max(len(lines), 1) - 2, 0)

    def _assemble_xml_file(self) -> None:
        if self.lines is None:
            super()._assemble_xml_file()
            return
        self._relations: dict[str, int] = {}
        with TemporaryFile("w+", encoding="utf-8", newline="") as self._jumps:
            super()._assemble_xml_file()

    def _write_rows(self) -> None:
        if self.lines is None:
            super()._write_rows()
            return
        page: Any = self
        bottom, page.dim_rowmax = page.dim_rowmax, self.lines.first - 2
        super()._write_rows()
        page.dim_rowmax = bottom
        try:
            page.fh.flush()
            for rows in self.lines.xml(self):
                page.fh.buffer.write(rows)
        except BaseException:
            page._xml_close()
            raise

    def jump(self, cell: Cell, link: Link) -> None:
        """Let a cell of the rows lead somewhere; links stand below all rows, in memory they would take more than their rows."""
        attributes = [("ref", f"{column_letters(cell[1])}{cell[0]}")]
        path, _, anchor = link.target.partition("#")
        if path.startswith("external:"):
            attributes += [("r:id", f"rId{self._relation(path)}"), *([("location", anchor)] if anchor else [])]
        else:
            to = link.target.removeprefix("internal:")
            attributes += [("location", to), ("display", checked(link.text, cell))]
        page: Any = self
        page.fh, rows = self._jumps, page.fh
        try:
            page._xml_empty_tag("hyperlink", attributes)
        finally:
            page.fh = rows

    def _relation(self, path: str) -> int:
        """Return the number of the relation to a file; links into one file share it."""
        if path not in self._relations:
            self.rel_count += 1
            self._relations[path] = self.rel_count
            self.external_hyper_links.append(["/hyperlink", SheetLink(path)._target(), "External"])
        return self._relations[path]

    def _write_hyperlinks(self) -> None:
        """Write the links of the rows."""
        if self.lines is None:
            super()._write_hyperlinks()
            return
        if self._jumps.tell():
            self._jumps.seek(0)
            self._xml_start_tag("hyperlinks")
            shutil.copyfileobj(self._jumps, self.fh)
            self._xml_end_tag("hyperlinks")


class Lines:
    """A sheet's body: rows of its column's looks that hold no formula. ``memory``: of parts that were written before."""

    def __init__(self, body: Body, styles: Styles, formats: Formats, memory: Memory | None = None) -> None:
        self.first, self._rows, self._parts, self._memory = body.first, body.rows, body.parts, memory
        self._styles, self._formats, self._link = styles, formats, body.link
        self._numbers: dict[tuple[int, str], int] = {}  # of formats, by column and number format
        self._opened = 0  # links so far that Excel will open

    def __len__(self) -> int:
        return len(self._rows)

    def xml(self, page: Any) -> Iterator[bytes]:
        """Yield the rows as XML; which number a format has is known only while the sheet goes out."""
        row = self.first
        for lines in self._lines(page):
            yield b"".join([line.replace(ROW, b"%d" % at) for at, line in enumerate(lines, row)])
            row += len(lines)

    def _lines(self, page: Any) -> Iterator[Sequence[bytes]]:
        """Yield rows, some at a time, with :data:`ROW` for their numbers; what the memory has is not made."""
        columns = range(1, page.dim_colmax + 2)
        # All at once: the numbers of formats must not depend on which rows are made here, nor on there being parts.
        looks = [self._number((self.first, column), shown) for column in columns for shown in ("", DAY, MOMENT)]
        if self._memory is not None and self._parts and not self._link:  # how many links there are so far no part knows
            parts = Parts(self._memory, (looks, page.original_row_height))
            yield from parts.each(self._places(), lambda piece: self._made(page, *piece))
            return
        yield from ([line] for line in self._made(page, self.first, self._rows))

    def _places(self) -> list[tuple[str, tuple[int, Collection[Line]]]]:
        """Return the parts, each with its first row."""
        firsts = list(accumulate((len(rows) for _, rows in self._parts), initial=self.first))
        if firsts.pop() != self.first + len(self._rows):
            raise ValueError("parts that are not all the rows")
        return [(name, (first, rows)) for first, (name, rows) in zip(firsts, self._parts, strict=True)]

    def _made(self, page: Any, first: int, rows: Iterable[Line]) -> Iterator[bytes]:
        # of a plain text's cell in each column: before and after the row's number
        heads: list[tuple[int, str, str]] = []
        for row, (height, values) in enumerate(rows, first):
            if len(values) > len(heads):
                heads = [self._head((row, column)) for column in range(1, len(values) + 1)]
            plain = _all_plain(values)
            cells = []
            for (column, letters, look), value in zip(heads, values, strict=False):
                if type(value) is str and (plain or _is_plain(value)):
                    if value:  # nearly all of them are such: no call for each
                        cells.append(f'<c r="{letters}{_ROW}{look}{value}</t></is></c>')
                elif value is not None and value != "":
                    cells.append(self._cell(page, (row, column), f"{letters}{_ROW}", value))
            pixels = int(height * 4 / 3 + 0.5)
            tall = "" if pixels == page.original_row_height else f' ht="{pixels * 0.75:.16g}"'
            yield f'<row r="{_ROW}"{tall}>{"".join(cells)}</row>'.encode()

    def _head(self, cell: Cell) -> tuple[int, str, str]:
        return cell[1], column_letters(cell[1]), f'" s="{self._number(cell, "")}" t="inlineStr"><is><t>'

    def _cell(self, page: Any, cell: Cell, name: str, value: Out) -> str:
        if isinstance(value, Link):
            look = self._link_look(value)
            if look is not None:
                page.jump(cell, value)
            return _string(name, look or self._number(cell, ""), _text(value.text, cell))
        if isinstance(value, str):
            return _string(name, self._number(cell, ""), _text(value, cell))
        if isinstance(value, bool):
            return f'<c r="{name}" s="{self._number(cell, "")}" t="b"><v>{value:d}</v></c>'
        if isinstance(value, date):
            return self._day(page, cell, name, value)
        if isinstance(value, Formula) or value is None:
            raise TypeError(f"not a plain value: {name}")
        return f'<c r="{name}" s="{self._number(cell, "")}"><v>{float(value):.16G}</v></c>'

    def _link_look(self, link: Link) -> int | None:
        """Return the number of the format of a link, None where it stays its text; asked once for each, in their order."""
        if self._link is None or too_long(link) or self._opened >= MOST_LINKS:
            return None
        self._opened += 1
        return int(self._formats.of(self._link)._get_xf_index())

    def _day(self, page: Any, cell: Cell, name: str, value: date) -> str:
        """Return a date as a date; one that Excel does not know stays readable as text."""
        if isinstance(value, datetime):
            shown, value = MOMENT, value.replace(tzinfo=None)
        elif value < EARLIEST:
            return _string(name, self._number(cell, ""), _text(value.isoformat(), cell))
        else:
            shown = DAY
        return f'<c r="{name}" s="{self._number(cell, shown)}"><v>{page._convert_date_time(value):.16G}</v></c>'

    def _number(self, cell: Cell, number_format: str) -> int:
        """Return the number of the format that a cell has by its column."""
        key = (cell[1], number_format)
        if key not in self._numbers:
            self._numbers[key] = self._formats.of(self._styles.at(cell), number_format)._get_xf_index()
        return self._numbers[key]


def _all_plain(values: Sequence[Out]) -> bool:
    """Return whether all texts of a row surely may stand as they are, which is asked of all at once; else each is asked."""
    text = f"|{'|'.join([value for value in values if type(value) is str])}|"
    return len(text) <= _SURELY_FITS and text.isprintable() and not any(mark in text for mark in _PERHAPS_SPECIAL)


def _is_plain(text: str) -> bool:
    return len(text) <= _SURELY_FITS and not _SPECIAL.search(text)


def _text(text: str, cell: Cell) -> str:
    """Return a text as the element that holds it."""
    kept = _ESCAPED.sub(r"_x005F\1", escape(checked(text, cell)))
    return f'<t xml:space="preserve">{kept}</t>' if kept != kept.strip() else f"<t>{kept}</t>"


def _string(name: str, number: int, text: str) -> str:
    return f'<c r="{name}" s="{number}" t="inlineStr"><is>{text}</is></c>'
