"""The table of contents of an OLE2 file (.xls, .doc, an encrypted .xlsx): just enough to say what it is."""

from array import array
from sys import byteorder

_LAST_SECTOR = 0xFFFFFFFA  # larger numbers are marks, not sectors
_FREE = 0xFFFFFFFF
_HEADER_ENTRIES = 109  # sectors of the allocation table that the header itself lists


class BrokenOleError(ValueError):
    """The file ends before what it refers to, or its chains run in circles."""


def stream_names(data: bytes) -> frozenset[str]:
    """Return the names of all streams and storages; raise :class:`BrokenOleError` where the file is cut off."""
    if len(data) < 512:
        raise BrokenOleError("header")
    shift = int.from_bytes(data[30:32], "little")
    if shift not in (9, 12):
        raise BrokenOleError("sector size")
    sectors = _Sectors(data, 1 << shift)
    table = _allocation_table(sectors)
    used = max((number for number, mark in enumerate(table) if mark != _FREE), default=0)
    if used >= sectors.count:
        raise BrokenOleError("cut off")
    directory = b"".join(sectors[number] for number in _chain(table, _word(data, 48)))
    entries = (directory[at : at + 128] for at in range(0, len(directory) - 127, 128))
    return frozenset(_name(entry) for entry in entries if entry[66])


class _Sectors:
    def __init__(self, data: bytes, size: int) -> None:
        self.data, self.size = data, size
        self.count = -(-len(data) // size) - 1  # the last may be cut short by a sloppy writer

    def __getitem__(self, number: int) -> bytes:
        if number >= self.count:
            raise BrokenOleError(f"sector {number}")
        start = (number + 1) * self.size
        return self.data[start : start + self.size]


def _words(sector: bytes) -> "array[int]":
    words = array("I", sector[: len(sector) // 4 * 4])
    if byteorder == "big":
        words.byteswap()
    return words


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _allocation_table(sectors: _Sectors) -> list[int]:
    listed = list(_words(sectors.data[76 : 76 + 4 * _HEADER_ENTRIES]))
    more, seen = _word(sectors.data, 68), set[int]()
    while more < _LAST_SECTOR:
        if more in seen:
            raise BrokenOleError("circle")
        seen.add(more)
        *entries, following = _words(sectors[more])
        listed += entries
        more = following
    return [mark for number in listed if number < _LAST_SECTOR for mark in _words(sectors[number])]


def _chain(table: list[int], number: int) -> list[int]:
    chain: list[int] = []
    while number < _LAST_SECTOR:
        if number >= len(table) or len(chain) > len(table):
            raise BrokenOleError("chain")
        chain.append(number)
        number = table[number]
    return chain


def _name(entry: bytes) -> str:
    length = int.from_bytes(entry[64:66], "little")
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
