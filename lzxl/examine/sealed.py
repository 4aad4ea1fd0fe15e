"""What the examination of a workbook came to, as bytes: from the child process to the run, and from one run to the next."""

import zlib
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from lzxl.cells import Place
from lzxl.excel.wire import pack, unpack
from lzxl.findings import Finding, Severity
from lzxl.model import Deduction, RiskPoint, Submission

Result: TypeAlias = tuple[Submission | None, list[Finding]]  # the findings are those outside the submission

_SUBMISSION = [field.name for field in fields(Submission) if field.name != "received"]
_POINT, _ENTRY, _FINDING = (tuple(field.name for field in fields(kind)) for kind in (RiskPoint, Deduction, Finding))
_MOST = 256 << 20  # bytes of one result
_WORD = 40  # characters: what is longer hardly stands anywhere else


def seal(submission: Submission | None, findings: Sequence[Finding]) -> bytes:
    """Return a result as bytes, without when the workbook came: that is the run's to say."""
    return zlib.compress(pack([submission and _values(submission), [_row(one, _FINDING) for one in findings]]), 1)


def _values(submission: Submission) -> list[object]:
    values = {name: getattr(submission, name) for name in _SUBMISSION}
    for name, columns in (("points", _POINT), ("entries", _ENTRY), ("findings", _FINDING)):
        values[name] = [_row(record, columns) for record in values[name]]
    return list(values.values())


def _row(record: object, names: Sequence[str]) -> list[object]:
    return [getattr(record, name) for name in names]


class Unsealer:
    """Makes results of bytes; equal words, lists of words and dates become one object: the same few stand in every row."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def open(self, content: bytes, received: datetime) -> Result:
        """Return the result that was sealed; ``received``: when the workbook first came. Raises ``zlib.error`` on anything else."""
        values, findings = unpack(zlib.decompressobj().decompress(content, _MOST))
        submission = self._submission(dict(zip(_SUBMISSION, values, strict=True))) if values else None
        return submission and replace(submission, received=received), [self._finding(row) for row in findings]

    def _submission(self, read: dict[str, Any]) -> Submission:
        read["points"] = tuple(RiskPoint(*self._values(_POINT, row)) for row in read["points"])
        read["entries"] = tuple(Deduction(*self._values(_ENTRY, row)) for row in read["entries"])
        read["findings"] = tuple(self._finding(row) for row in read["findings"])
        return Submission(received=datetime.min, **read)

    def _finding(self, row: Sequence[Any]) -> Finding:
        severity, *others = self._values(_FINDING, row)
        return Finding(Severity(severity), *others)

    def _values(self, names: Sequence[str], row: Sequence[Any]) -> list[Any]:
        """Return the values of a record: lists as tuples, places as places."""
        known = self._known.setdefault
        values = list(row)
        for at, value in enumerate(values):
            if type(value) is str:
                if len(value) <= _WORD:
                    values[at] = known(value, value)
            elif type(value) is list:
                words = tuple(known(word, word) if type(word) is str else word for word in value)
                values[at] = Place(*words) if names[at] == "place" else known(words, words)
            elif type(value) is date:
                values[at] = known(value, value)
        return values
