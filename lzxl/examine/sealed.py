"""What the examination of a workbook came to, as bytes: from the child process to the run, and from one run to the next.

The same few words stand in every row, so each value is told once, and the rows column by column as lists of their numbers.
"""

import zlib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from itertools import repeat
from operator import attrgetter
from typing import Any, Generic, TypeAlias, TypeVar

from lzxl.cells import Place
from lzxl.excel.wire import pack, unpack
from lzxl.findings import Finding, Severity
from lzxl.model import Deduction, RiskPoint, Submission

Result: TypeAlias = tuple[Submission | None, list[Finding]]  # the findings are those outside the submission
# How many rows, and their columns; one of the same value all over is that value's number.
_Told: TypeAlias = tuple[int, Sequence[int | Sequence[int]]]
Record = TypeVar("Record", bound=RiskPoint | Deduction | Finding)

_MOST = 256 << 20  # bytes of one result
_WORD = 40  # characters: what is longer hardly stands anywhere else


class _Kind(Generic[Record]):
    """How records of a kind become columns: their values as they are declared, the parts of their place last.

    ``made``: by field what makes its value of how that is told.
    """

    def __init__(self, kind: type[Record], **made: Callable[[Any], Any]) -> None:
        names = [field.name for field in fields(kind) if field.name != "place"]
        self.values = attrgetter(*names, *(f"place.{part}" for part in Place._fields))
        self._kind, self._made = kind, {names.index(name): make for name, make in made.items()}
        self._setters = [getattr(kind, name).__set__ for name in (*names, "place")]

    def records(self, rows: int, told: Sequence[Iterable[Any]]) -> tuple[Record, ...]:
        """Return the records of their values, which come column by column.

        They are filled column by column too, as their ``__init__`` does row by row: for 100,000 of 26 values in half the time.
        """
        at = -len(Place._fields)
        columns = [map(self._made[n], column) if n in self._made else column for n, column in enumerate(told[:at])]
        records = [object.__new__(self._kind) for _ in range(rows)]
        for put, column in zip(self._setters, [*columns, map(Place, *told[at:])], strict=True):
            deque(map(put, records, column), maxlen=0)  # a loop that is not written in Python
        return tuple(records)


_FINDING = _Kind(Finding, severity=Severity)
_ROWS: dict[str, _Kind[Any]] = {"points": _Kind(RiskPoint), "entries": _Kind(Deduction), "findings": _FINDING}
_PLAIN = [field.name for field in fields(Submission) if field.name not in ("received", *_ROWS)]


def seal(submission: Submission | None, findings: Sequence[Finding]) -> bytes:
    """Return a result as bytes, without when the workbook came: that is the run's to say."""
    # By type too: 1 is not TRUE; and points by how they were written: 1.5 is not 1.50.
    numbers: dict[tuple[type, object], int] = {}

    def number(value: Any) -> int:
        return numbers.setdefault((type(value), str(value) if type(value) is Decimal else value), len(numbers))

    def columns(kind: _Kind[Record], records: Sequence[Record]) -> _Told:
        rows = [map(number, kind.values(record)) for record in records]
        return len(rows), [column[0] if len(set(column)) == 1 else column for column in zip(*rows, strict=True)]

    told = submission and {name: columns(kind, getattr(submission, name)) for name, kind in _ROWS.items()}
    plain = submission and {name: getattr(submission, name) for name in _PLAIN}
    outside = columns(_FINDING, findings)
    values = [Decimal(str(value)) if kind is Decimal else value for kind, value in numbers]
    return zlib.compress(pack([values, plain, told, outside]), 1)


def loosened(content: bytes) -> bytes:
    """Return a sealed result uncompressed; raises ``zlib.error`` on anything else."""
    return zlib.decompressobj().decompress(content, _MOST)


class Unsealer:
    """Makes results of bytes; equal words, lists of words and dates become one object, whatever workbook they stand in."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def open(self, content: bytes, received: datetime) -> Result:
        """Return the result that was sealed; ``received``: when the workbook first came."""
        return self.read(loosened(content), received)

    def read(self, content: bytes, received: datetime) -> Result:
        """Return the result that was sealed and is :func:`loosened`."""
        values, plain, told, outside = unpack(content)
        value = [one if type(one) is str and len(one) > _WORD else self._shared(one) for one in values].__getitem__

        def records(kind: _Kind[Record], told: _Told) -> tuple[Record, ...]:
            rows, columns = told
            every = [map(value, repeat(one, rows) if isinstance(one, int) else one) for one in columns]
            return kind.records(rows, every) if rows else ()

        findings = list(records(_FINDING, outside))
        if plain is None:
            return None, findings
        made: dict[str, Any] = {name: records(kind, told[name]) for name, kind in _ROWS.items()}
        serials = {name: tuple(plain[name]) for name in ("refused", "leaving")}
        return Submission(received=received, **plain | serials, **made), findings

    def _shared(self, value: Any) -> Any:
        if type(value) is list:
            value = tuple(map(self._shared, value))
        elif type(value) is not date and not (type(value) is str and len(value) <= _WORD):
            return value
        return self._known.setdefault(value, value)
