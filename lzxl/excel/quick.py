"""A worksheet part read by python-calamine, where its XML is of the plain shape that calamine reads right.

Byte scans decide: what office programs write passes; whatever calamine reads wrong in silence (blanks around values,
error cells, CDATA, prefixes, cells out of order, days before 1900 …) is left to :mod:`lzxl.excel.exact`.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import isfinite
from operator import lt
from typing import TypeAlias

import python_calamine

from lzxl.cells import Area, Cell, NoResult, Raw
from lzxl.excel.ooxml import Skeleton
from lzxl.excel.sheet import MAX_COLUMN, Content, column_number, hidden_columns, tidy_number

_MAIN = rb"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = (
    rb'\s*(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?[^>?]*\?>\s*)?<%s [^>]*?xmlns="'
    + _MAIN
    + b'"'
)
_SHEET_HEAD = re.compile(_HEAD % b"worksheet")
_STRINGS_HEAD = re.compile(_HEAD % b"sst")
_STYLES_HEAD = re.compile(_HEAD % b"styleSheet")
_ESCAPED = re.compile(rb"_x(?!000[Dd]_)[0-9A-Fa-f]{4}_")
_BLANK_AROUND = re.compile(rb">\s|\s</v>")
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"[^>]*/>')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>')
_PLAIN_ATTRIBUTES = re.compile(rb'(?: (?:s="[0-9]+"|t="(?:n|s|b|str|inlineStr)"|cm="[0-9]+"))*')
_FORMULA_TAG = re.compile(rb"<f[ />]")
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)><f(?: (?:aca|ca)="[^"]*")*>([^<]*)</f>((?:<v>[^<]*</v>)?)</c>'
)
_VALUELESS = re.compile(rb'<c r="[A-Z0-9]+"(?! [^>]*t="(?:str|inlineStr)")[^>]*>(?:</c>|<v></v>)')
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_ROW = re.compile(rb'<row r="([0-9]{1,7})"([^>]*)>')
_COLUMN = re.compile(rb"<col ([^>]*)>")
_ATTRIBUTE = re.compile(rb'([A-Za-z]+)="([^"]*)"')
_PROTECTED = re.compile(rb'<sheetProtection\b[^>]* sheet="(?:1|true|on)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true|on)"|\b(?:ht|width)="0(?:\.0*)?"')
_IN_DOUBT = ("[", "file:", "DISPIMG(", "&#")  # other workbooks, WPS pictures in cells
# xml.sax.saxutils would do, but it loads a whole web client into every process.
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))  # & last: &amp;lt; is &lt;


def strings_are_plain(book: Skeleton) -> bool:
    """Return whether the shared strings and styles can be left to calamine: plain XML, nothing struck out."""
    strings = book.parts.get(book.strings_part, b"")
    styles = book.parts.get(book.styles_part, b"")
    return (
        not book.struck
        and (not strings or bool(_STRINGS_HEAD.match(strings)))
        and not (b"<strike" in strings or b"<!" in strings or _ESCAPED.search(strings))
        and (not styles or bool(_STYLES_HEAD.match(styles)))
    )


def read_quickly(parts: Sequence[bytes], book: Skeleton, most: int) -> list[Content | None]:
    """Return the content of each worksheet part, None where the exact reader must take it."""
    scans = [_scan(part, book, most) for part in parts]
    plain = [scan for scan in scans if scan]
    grids = iter(_grids([scan.part for scan in plain], book))
    return [_content(scan, next(grids)) if scan else None for scan in scans]


_CalamineValue: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
_Grid: TypeAlias = list[list[_CalamineValue]]


class _Scan:
    """What byte scans found in a plain part: ``part`` without its empty cells, and its formula cells."""

    def __init__(self, part: bytes, formulas: dict[Cell, NoResult | None]) -> None:
        self.part, self.formulas = part, formulas


def _scan(part: bytes, book: Skeleton, most: int) -> _Scan | None:
    head = _SHEET_HEAD.match(part)
    if not head or b"<!" in part or _has_blanks(part, head.end()):
        return None
    slim = _EMPTY_CELL.sub(b"", part)
    cells = _CELL.findall(slim)
    if (
        len(cells) != slim.count(b"<c ") + slim.count(b"<c>")
        or len(cells) > most
        or slim.count(b"<v") != slim.count(b"<v>")
    ):
        return None
    if not all(_PLAIN_ATTRIBUTES.fullmatch(rest) for rest in {rest for _, _, rest in cells}):
        return None
    if not _in_order(cells, most) or _has_no_value(slim) or _ESCAPED.search(slim):
        return None
    formulas = _formulas(slim, book)
    return None if formulas is None else _Scan(slim, formulas)


def _has_blanks(part: bytes, start: int) -> bool:
    """Return whether blanks stand around values or between elements: another program indents, or text begins so."""
    if any(part.find(blank, start) >= 0 for blank in (b"\n", b"\r", b"\t")):
        return bool(_BLANK_AROUND.search(part, start))
    return b"> " in part or b" </v>" in part


def _in_order(cells: list[tuple[bytes, bytes, bytes]], most: int) -> bool:
    """Return whether cells stand in order, none twice, and their rectangle from A1 is small enough for a dense grid."""
    if not cells:
        return True
    columns = {letters: column_number(letters.decode()) for letters in {letters for letters, _, _ in cells}}
    keys = [int(row) << 15 | columns[letters] for letters, row, _ in cells]
    first, last, width = keys[0] >> 15, keys[-1] >> 15, max(columns.values())
    return first > 0 and last * width <= most and width <= MAX_COLUMN and all(map(lt, keys, islice(keys, 1, None)))


def _has_no_value(part: bytes) -> bool:
    """Return whether a cell with a type of numbers has no value, which calamine may take for text."""
    return (b'"></c>' in part or b"<v></v>" in part) and bool(_VALUELESS.search(part))


def _unescaped(text: str) -> str:
    for entity, character in _ENTITIES if "&" in text else ():
        text = text.replace(entity, character)
    return text


def _formulas(part: bytes, book: Skeleton) -> dict[Cell, NoResult | None] | None:
    """Return the formula cells, each with None or the reason why its result cannot be used; None where in doubt."""
    formulas: dict[Cell, NoResult | None] = {}
    for tag in _FORMULA_TAG.finditer(part):
        match = _FORMULA.match(part, part.rfind(b"<c ", 0, tag.start()))
        if not match:
            return None
        letters, row, attributes, text, value = match.groups()
        formula = _unescaped(text.decode()).strip()
        if any(word in formula for word in _IN_DOUBT):
            return None
        # A program that computes nothing writes 0 and leaves the work to Excel: such a 0 is no result.
        uncomputed = not value or (book.stale and value == b"<v>0</v>")
        uncomputed |= value == b"<v></v>" and b't="str"' not in attributes
        formulas[int(row), column_number(letters.decode())] = NoResult(formula) if uncomputed else None
    return formulas


def _content(scan: _Scan, grid: _Grid) -> Content | None:
    rows, merged = _rows(grid), _merged(scan.part)
    if rows is None or merged is None:
        return None
    for (row, column), verdict in scan.formulas.items():
        if verdict:
            _put(rows, row, column, verdict)
    hidden = any(trait in scan.part for trait in (b' hidden="', b' ht="0', b' width="0'))
    width = max(map(len, rows), default=0)
    return Content(
        tuple(map(tuple, rows)),
        merged,
        frozenset(scan.formulas),
        hidden_rows=frozenset(_hidden_rows(scan.part)) if hidden else frozenset(),
        hidden_columns=hidden_columns(_hidden_spans(scan.part), width) if hidden else frozenset(),
        protected=bool(_PROTECTED.search(scan.part)),
    )


def _put(rows: list[list[Raw]], row: int, column: int, value: Raw) -> None:
    rows += [[] for _ in range(row - len(rows))]
    line = rows[row - 1]
    line += [None] * (column - len(line))
    line[column - 1] = value


def _merged(part: bytes) -> tuple[Area, ...] | None:
    found = _MERGE.findall(part)
    if len(found) != part.count(b"<mergeCell "):
        return None
    return tuple(
        Area(int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in found
    )


def _hidden_rows(part: bytes) -> Iterable[int]:
    return (int(row) for row, rest in _ROW.findall(part) if _HIDDEN.search(rest))


def _hidden_spans(part: bytes) -> Iterable[tuple[int, int]]:
    for text in _COLUMN.findall(part):
        if _HIDDEN.search(text):
            found = dict(_ATTRIBUTE.findall(text))
            yield int(found[b"min"]), int(found[b"max"])


# ---------------------------------------------------------------- calamine's values


class _InDoubtError(Exception):
    """Calamine gave something that it may have read wrong."""


def _rows(grid: _Grid) -> list[list[Raw]] | None:
    """Return calamine's values as ours, rows ragged; None where one is in doubt."""
    try:
        rows = [[_raw(value) for value in line] for line in grid]
    except _InDoubtError:
        return None
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _raw(value: _CalamineValue) -> Raw:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and isfinite(value):
        return tidy_number(value)
    if isinstance(value, date) and value.year > 1900:  # earlier days are off by one, negative ones become midnight
        return value
    raise _InDoubtError


_TYPES = (
    b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{mac}<sheets>{sheets}</sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
)
_RELATION = (
    '<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/>'
)


def _grids(parts: list[bytes], book: Skeleton) -> list[_Grid]:
    """Return calamine's values of the parts, one grid from A1 each."""
    if not parts:
        return []
    with python_calamine.CalamineWorkbook.from_filelike(_package(parts, book)) as workbook:
        return [workbook.get_sheet_by_index(n).to_python(skip_empty_area=False) for n in range(len(parts))]


def _package(parts: list[bytes], book: Skeleton) -> io.BytesIO:
    """Return a package of nothing but the checked parts, so that calamine sees the very bytes that the gate saw."""
    numbers = range(1, len(parts) + 1)
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    lines = [_RELATION.format(id=f"rId{n}", kind="worksheet", target=f"worksheets/sheet{n}.xml") for n in numbers]
    members = {f"xl/worksheets/sheet{n}.xml": part for n, part in zip(numbers, parts, strict=True)}
    for kind, name in (("sharedStrings", book.strings_part), ("styles", book.styles_part)):
        if name in book.parts:
            lines.append(_RELATION.format(id=kind, kind=kind, target=f"{kind}.xml"))
            members[f"xl/{kind}.xml"] = book.parts[name]
    mac = '<workbookPr date1904="1"/>' if book.mac else ""
    members["[Content_Types].xml"] = _TYPES
    members["_rels/.rels"] = _RELATIONS.format(
        lines=_RELATION.format(id="rId1", kind="officeDocument", target="xl/workbook.xml")
    ).encode()
    members["xl/workbook.xml"] = _WORKBOOK.format(mac=mac, sheets=sheets).encode()
    members["xl/_rels/workbook.xml.rels"] = _RELATIONS.format(lines="".join(lines)).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, part in members.items():
            package.writestr(name, part)
    stream.seek(0)
    return stream
