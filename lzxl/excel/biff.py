"""The record stream of an .xls file, walked once for what xlrd does not tell: formula cells, protection, pictures, links."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from lzxl.cells import Cell

_BOUNDSHEET, _SUPBOOK, _EXTERNSHEET = 0x85, 0x1AE, 0x17
_BOF, _EOF, _FORMULA, _PROTECT, _OBJECT = 0x809, 0x0A, 0x06, 0x12, 0x5D
_NOT_EXTERNAL = (0x0401, 0x3A01)  # SUPBOOK for the workbook itself, and for add-in functions
_PICTURE = 8
_WORKSHEET, _MACRO_SHEET = 0, 1
_TOKENS_3D = frozenset((0x39, 0x3A, 0x3B, 0x59, 0x5A, 0x5B, 0x79, 0x7A, 0x7B))  # reference, area, name elsewhere


@dataclass
class SheetFacts:
    """What stands on one sheet of the stream; ``external`` are formula cells that take from another workbook."""

    formulas: set[Cell] = field(default_factory=set)
    external: set[Cell] = field(default_factory=set)
    protected: bool = False
    pictures: int = 0


@dataclass
class StreamFacts:
    """The worksheets in order; how many sheets of macros and charts there are beside them; links to other workbooks."""

    sheets: list[SheetFacts] = field(default_factory=list)
    macro_sheets: int = 0
    externals: int = 0


def walk(stream: bytes) -> StreamFacts:
    """Return the facts of a BIFF8 workbook stream; of a broken one, what could be told up to there."""
    facts = StreamFacts()
    places: list[int] = []
    books: list[bool] = []  # for each SUPBOOK: is it another workbook
    links: list[int] = []
    for code, data in _records(stream, 0):
        if code == _BOUNDSHEET and len(data) >= 6:
            place, _, kind = struct.unpack_from("<IBB", data)
            if kind & 0x0F == _WORKSHEET:
                places.append(place)
            facts.macro_sheets += kind & 0x0F == _MACRO_SHEET
        elif code == _SUPBOOK and len(data) >= 4:
            books.append(struct.unpack_from("<HH", data)[1] not in _NOT_EXTERNAL)
        elif code == _EXTERNSHEET and len(data) >= 2:
            links += [number for number, _, _ in struct.iter_unpack("<HHH", data[2 : 2 + (len(data) - 2) // 6 * 6])]
    facts.externals = sum(books)
    foreign = frozenset(place for place, number in enumerate(links) if number < len(books) and books[number])
    facts.sheets = [_sheet(stream, place, foreign) for place in places]
    return facts


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield (code, data) of a substream's own records, not those of charts embedded in it."""
    depth = 0
    while place + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, place)
        depth += (code == _BOF) - (code == _EOF)
        if depth == 1:
            yield code, stream[place + 4 : place + 4 + length]
        elif depth <= 0:
            return
        place += 4 + length


def _sheet(stream: bytes, place: int, foreign: frozenset[int]) -> SheetFacts:
    facts = SheetFacts()
    for code, data in _records(stream, place):
        if code == _FORMULA and len(data) >= 22:
            row, column = struct.unpack_from("<HH", data)
            facts.formulas.add((row + 1, column + 1))
            if foreign and _takes_from(data[22:], foreign):
                facts.external.add((row + 1, column + 1))
        elif code == _PROTECT and len(data) >= 2:
            facts.protected = data[0] == 1
        elif code == _OBJECT and len(data) >= 6:
            facts.pictures += struct.unpack_from("<H", data, 4)[0] == _PICTURE
    return facts


def _takes_from(tokens: bytes, foreign: frozenset[int]) -> bool:
    """Return whether compiled ``tokens`` hold a reference to another workbook (rarely, a number may look like one)."""
    return any(
        token in _TOKENS_3D and int.from_bytes(tokens[at + 1 : at + 3], "little") in foreign
        for at, token in enumerate(tokens[:-2])
    )
