"""What the examination of a workbook came to, as bytes: from the child process to the run, and from one run to the next.

The same few words stand in every row, so each value is told once, and the rows column by column as lists of their numbers.
"""

import zlib
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
_Told: TypeAlias = tuple[
    int, Sequence[int | Sequence[int]]
]  # rows, and columns; a column of one value all over is its number
Record = TypeVar("Record", bound=RiskPoint | Deduction | Finding)

_MOST = 256 << 20  # bytes of one result
_WORD = 40  # characters: what is longer hardly stands anywhere else


class _Kind(Generic[Record]):
    """How records of a kind become columns: their values as they are declared, the parts of their place last.

    ``make`` makes a record of its values, as they are declared.
    """

    def __init__(self, kind: type[Record], make: Callable[..., Record] | None = None) -> None:
        names = [field.name for field in fields(kind)]
        self._make: Callable[..., Record] = make or kind
        self._at = names.index("place")
        names.remove("place")
        self.values = attrgetter(*names, *(f"place.{part}" for part in Place._fields))

    def records(self, columns: Sequence[Iterable[Any]]) -> tuple[Record, ...]:
        """Return the records of their values, which come column by column."""
        end = -len(Place._fields)
        places = map(Place, *columns[end:])
        rows = zip(*columns[: self._at], places, *columns[self._at : end], strict=True)
        return tuple([self._make(*row) for row in rows])


def _found(severity: str, *others: Any) -> Finding:
    return Finding(Severity(severity), *others)


_FINDING = _Kind(Finding, _found)
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


class Unsealer:
    """Makes results of bytes; equal words, lists of words and dates become one object, whatever workbook they stand in."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def open(self, content: bytes, received: datetime) -> Result:
        """Return the result that was sealed; ``received``: when the workbook first came. Raises ``zlib.error`` on anything else."""
        values, plain, told, outside = unpack(zlib.decompressobj().decompress(content, _MOST))
        value = list(map(self._shared, values)).__getitem__

        def records(kind: _Kind[Record], told: _Told) -> tuple[Record, ...]:
            rows, columns = told
            if not rows:
                return ()
            return kind.records([map(value, repeat(one, rows) if isinstance(one, int) else one) for one in columns])

        findings = list(records(_FINDING, outside))
        if plain is None:
            return None, findings
        made: dict[str, Any] = {name: records(kind, told[name]) for name, kind in _ROWS.items()}
        return Submission(received=received, **plain, **made), findings

    def _shared(self, value: Any) -> Any:
        if type(value) is list:
            value = tuple(map(self._shared, value))
        elif type(value) is not date and not (type(value) is str and len(value) <= _WORD):
            return value
        return self._known.setdefault(value, value)
