"""An .ods workbook as a :class:`Book`, read element by element: repeated and covered cells, errors, notes as they are."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from datetime import time

from lzxl.cells import Area, Block, Book, Cell, CellError, NoResult, Raw, Visibility
from lzxl.excel import rules
from lzxl.excel.exact import iso_day
from lzxl.excel.gate import GateResult
from lzxl.excel.ooxml import attribute, elements, local
from lzxl.excel.package import Limits
from lzxl.excel.rules import Refused
from lzxl.excel.sheet import is_external, number_of, to_rows
from lzxl.findings import Finding

_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "Err:")
_DURATION = re.compile(r"PT([0-9]+)H([0-5]?[0-9])M([0-5]?[0-9])(?:[.,][0-9]+)?S")
_PROTECTED = {"true", "1"}


def read_ods(gate: GateResult, file: str, limits: Limits) -> tuple[Book, list[Finding]]:
    """Return the book; raise :class:`Refused` where its parts are no spreadsheet or repeat cells beyond the limits."""
    try:
        meta = gate.parts.get("meta.xml", b"")
        blocks = tuple(_blocks(gate.parts.get("content.xml", b""), file, limits.cells, _calculates(meta)))
        properties = _properties(meta)
    except (ET.ParseError, ValueError):
        raise Refused(rules.DAMAGED, what="表格内容不成文") from None
    if not blocks:
        raise Refused(rules.NO_SHEETS)
    return Book(file, "ods", blocks, properties), []


def _properties(meta: bytes) -> dict[str, str]:
    return {attribute(e, "name"): "".join(e.itertext()).strip() for e in elements(meta, "user-defined")}


def _calculates(meta: bytes) -> bool:
    """Return whether an office program saved the file: it has calculated all formulas, and writes no empty results."""
    return any("Office" in "".join(element.itertext()) for element in elements(meta, "generator"))


def _blocks(content: bytes, file: str, most: int, calculated: bool) -> Iterator[Block]:
    """Yield the tables in order; each is let go once it is read, so that memory stays flat."""
    struck: set[str] = set()
    hidden: set[str] = set()
    depth = 0
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):
        tag = local(element.tag)
        if tag == "table":
            depth += 1 if event == "start" else -1
            if event == "end" and not depth:  # a table inside a cell or a chart is none of ours
                yield _Table(element, struck, most, calculated).block(file, hidden)
                element.clear()
        elif event == "end" and tag == "automatic-styles":
            struck, hidden = _styles(element)


def _styles(styles: ET.Element) -> tuple[set[str], set[str]]:
    """Return the names of styles that strike text out, and of those that hide a table, row or column."""
    struck, hidden = set(), set()
    for style in styles:
        for properties in style:
            if attribute(properties, "text-line-through-style") not in ("", "none"):
                struck.add(attribute(style, "name"))
            if attribute(properties, "display") == "false":
                hidden.add(attribute(style, "name"))
    return struck, hidden


def _repeated(element: ET.Element, what: str) -> int:
    return max(int(attribute(element, f"number-{what}-repeated") or 1), 1)


class _Table:
    """One table while it is read: cells with content, by (row, column); empty ones may repeat a million times."""

    def __init__(self, element: ET.Element, struck_styles: set[str], most: int, calculated: bool) -> None:
        self.element, self.struck_styles, self.most, self.calculated = element, struck_styles, most, calculated
        self.cells: dict[Cell, Raw] = {}
        self.formulas: set[Cell] = set()
        self.struck: set[Cell] = set()
        self.notes: dict[Cell, str] = {}
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.pictures = sum(1 for child in element.iter() if local(child.tag) == "frame")

    def block(self, file: str, hidden_styles: set[str]) -> Block:
        """Return the table as a block."""
        self._rows()
        self._columns()
        name = attribute(self.element, "name")
        hidden = attribute(self.element, "style-name") in hidden_styles
        return Block(
            file,
            name,
            to_rows(self.cells, name, self.most),
            tuple(self.merged),
            Visibility.HIDDEN if hidden else Visibility.VISIBLE,
            frozenset(self.formulas),
            frozenset(self.struck),
            self.notes,
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            attribute(self.element, "protected") in _PROTECTED,
            self.pictures,
        )

    def _rows(self) -> None:
        row = 1
        for element in _inside(self.element, "table-row"):
            times = _repeated(element, "rows")
            before = len(self.cells)
            self._row(element, row)
            filled = len(self.cells) - before
            if filled and filled * times > self.most:
                raise Refused(rules.TOO_LARGE, what=f"单元格超过 {self.most} 个")
            if filled:
                for copy in range(row + 1, row + times):
                    self._row(element, copy)
            if attribute(element, "visibility") in ("collapse", "filter") and filled:
                self.hidden_rows.update(range(row, row + times))
            row += times

    def _row(self, element: ET.Element, row: int) -> None:
        column = 1
        for cell in element:
            if local(cell.tag) not in ("table-cell", "covered-table-cell"):
                continue
            times = _repeated(cell, "columns")
            value = _value(cell, self.calculated)
            if value is not None:
                if times + len(self.cells) > self.most:
                    raise Refused(rules.TOO_LARGE, what=f"单元格超过 {self.most} 个")
                for place in range(column, column + times):
                    self.cells[row, place] = value
            self._facts(cell, (row, column), value)
            column += times

    def _facts(self, cell: ET.Element, place: Cell, value: Raw) -> None:
        down = int(attribute(cell, "number-rows-spanned") or 1)
        right = int(attribute(cell, "number-columns-spanned") or 1)
        if down > 1 or right > 1:
            self.merged.append(Area(place[0], place[1], place[0] + down - 1, place[1] + right - 1))
        if attribute(cell, "formula"):
            self.formulas.add(place)
        note = "\n".join(_text(p) for child in cell if local(child.tag) == "annotation" for p in _paragraphs(child))
        if note.strip():
            self.notes[place] = note
        if value is not None and any(attribute(part, "style-name") in self.struck_styles for part in cell.iter()):
            self.struck.add(place)

    def _columns(self) -> None:
        column = 1
        width = max((place for _, place in self.cells), default=0)
        for element in _inside(self.element, "table-column"):
            times = _repeated(element, "columns")
            if attribute(element, "visibility") in ("collapse", "filter"):
                self.hidden_columns.update(range(column, min(column + times - 1, width) + 1))
            column += times


def _inside(table: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield a table's rows or columns, which may stand in groups; not those of tables within its cells."""
    for child in table:
        tag = local(child.tag)
        if tag == name:
            yield child
        elif tag.startswith("table-") and not tag.endswith("cell"):
            yield from _inside(child, name)


def _value(cell: ET.Element, calculated: bool) -> Raw:
    text = "\n".join(_text(paragraph) for paragraph in _paragraphs(cell))
    kinds = {value for key, value in cell.attrib.items() if local(key) == "value-type"}  # office's, and calc's own
    formula = attribute(cell, "formula").removeprefix("of:")
    if is_external(formula):
        return NoResult(formula, external=True)
    if "error" in kinds or (formula and text.startswith(_ERRORS)):
        return CellError(text or "#VALUE!")
    if formula and not kinds and not calculated:
        return NoResult(formula)
    return _KINDS.get(next(iter(kinds), ""), _string)(cell, text)


def _string(cell: ET.Element, text: str) -> Raw:
    return (attribute(cell, "string-value") or text) or None


def _number(cell: ET.Element, text: str) -> Raw:
    return number_of(attribute(cell, "value") or text)


def _boolean(cell: ET.Element, _: str) -> Raw:
    return attribute(cell, "boolean-value") == "true"


def _date(cell: ET.Element, text: str) -> Raw:
    return iso_day(attribute(cell, "date-value") or text)


def _time(cell: ET.Element, text: str) -> Raw:
    match = _DURATION.fullmatch(attribute(cell, "time-value"))
    hour, minute, second = map(int, match.groups()) if match else (24, 0, 0)
    return time(hour, minute, second) if hour < 24 else text or None


_KINDS = {
    "float": _number,
    "percentage": _number,
    "currency": _number,
    "boolean": _boolean,
    "date": _date,
    "time": _time,
}
_BLANKS: Mapping[str, str] = {"tab": "\t", "line-break": "\n"}
_NO_TEXT = {"annotation", "ruby-text", "note"}


def _paragraphs(cell: ET.Element) -> list[ET.Element]:
    return [child for child in cell if local(child.tag) == "p"]


def _text(element: ET.Element) -> str:
    """Return a paragraph's text: runs of blanks and line breaks are elements of their own; phonetic text is left out."""
    words = [element.text or ""]
    for child in element:
        tag = local(child.tag)
        if tag == "s":
            words.append(" " * int(attribute(child, "c") or 1))
        elif tag not in _NO_TEXT:
            words.append(_BLANKS.get(tag) or _text(child))
        words.append(child.tail or "")
    return "".join(words)
