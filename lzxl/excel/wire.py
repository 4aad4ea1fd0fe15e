"""What goes between parent and child: frames of JSON (a length before each), with tags where JSON lacks a type."""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

from lzxl.cells import Area, Block, Book, CellError, NoResult, Place, Visibility
from lzxl.findings import Finding, Severity

_LENGTH = struct.Struct("<Q")
_TAG = "$"


class Ended(Exception):  # noqa: N818 - how a conversation ends, not what broke
    """The other side is gone."""


def send(stream: IO[bytes], *frames: bytes) -> None:
    """Write frames, each after its length."""
    for frame in frames:
        stream.write(_LENGTH.pack(len(frame)))
        stream.write(frame)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Return the next frame; raise :class:`Ended` where the stream ends before it is whole."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise Ended
    return data


# Type → its JSON form; anything but these and JSON's own types is an error of ours and raises.
_TO_JSON: Mapping[type, Callable[[Any], object]] = {
    datetime: lambda value: {_TAG: "datetime", "v": value.isoformat()},
    date: lambda value: {_TAG: "date", "v": value.isoformat()},
    time: lambda value: {_TAG: "time", "v": value.isoformat()},
    Decimal: lambda value: {_TAG: "decimal", "v": str(value)},
    CellError: lambda value: {_TAG: "error", "v": value.text},
    NoResult: lambda value: {_TAG: "no result", "v": value.formula, "external": value.external},
}
_FROM_JSON: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "datetime": lambda tagged: datetime.fromisoformat(tagged["v"]),
    "date": lambda tagged: date.fromisoformat(tagged["v"]),
    "time": lambda tagged: time.fromisoformat(tagged["v"]),
    "decimal": lambda tagged: Decimal(tagged["v"]),
    "error": lambda tagged: CellError(tagged["v"]),
    "no result": lambda tagged: NoResult(tagged["v"], tagged["external"]),
}


def _encode(value: object) -> object:
    return _TO_JSON[type(value)](value)


def _decode(tagged: dict[str, Any]) -> object:
    return _FROM_JSON[tagged[_TAG]](tagged) if _TAG in tagged else tagged


def pack(value: object) -> bytes:
    """Return a value as JSON. Chinese is written as it is (half the work for who reads it), lone surrogates too."""
    text = json.dumps(value, default=_encode, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> Any:
    """Return what :func:`pack` was given (tuples come back as lists)."""
    return json.loads(data.decode("utf-8", "surrogatepass"), object_hook=_decode)


_BLOCK_FIELDS = tuple(field.name for field in fields(Block) if field.name not in ("file", "notes"))
_SETS = ("formulas", "struck", "hidden_rows", "hidden_columns")


def pack_reading(book: Book | None, findings: list[Finding]) -> bytes:
    """Return what was read of one file as JSON."""
    return pack({"book": book and _book(book), "findings": [_finding(finding) for finding in findings]})


def _book(book: Book) -> dict[str, object]:
    properties = list(book.properties.items())
    return {
        "file": book.file,
        "kind": book.kind,
        "properties": properties,
        "blocks": [_block(block) for block in book.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    packed = {name: getattr(block, name) for name in _BLOCK_FIELDS}
    packed |= {name: sorted(packed[name]) for name in _SETS}
    return packed | {"notes": list(block.notes.items())}


def _finding(finding: Finding) -> list[object]:
    return [getattr(finding, field.name) for field in fields(Finding)]


def unpack_reading(data: bytes) -> tuple[Book | None, list[Finding]]:
    """Return the book and findings that :func:`pack_reading` was given."""
    found = unpack(data)
    book = found["book"]
    return book and _unpack_book(book), [_unpack_finding(*finding) for finding in found["findings"]]


def _unpack_book(book: dict[str, Any]) -> Book:
    blocks = tuple(_unpack_block(book["file"], block) for block in book["blocks"])
    return Book(book["file"], book["kind"], blocks, dict(book["properties"]))


def _unpack_block(file: str, block: dict[str, Any]) -> Block:
    return Block(
        file,
        block["sheet"],
        tuple(map(tuple, block["rows"])),
        tuple(Area(*area) for area in block["merged"]),
        Visibility(block["visibility"]),
        frozenset(map(tuple, block["formulas"])),
        frozenset(map(tuple, block["struck"])),
        {tuple(cell): text for cell, text in block["notes"]},
        frozenset(block["hidden_rows"]),
        frozenset(block["hidden_columns"]),
        block["protected"],
        block["pictures"],
    )


def _unpack_finding(severity: str, code: str, place: list[Any], *texts: str) -> Finding:
    return Finding(Severity(severity), code, Place(*place), *texts)
