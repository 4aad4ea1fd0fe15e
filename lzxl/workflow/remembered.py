"""What a workbook came to the last time, so that a run need not read and check again what has not changed.

A result depends on the file's bytes and name, the roster, the figures, the year, the program and nothing else: all of
them make the key. The journal, the archive and ``lzxl verify`` know nothing of this.
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeAlias

from lzxl.cells import Place
from lzxl.excel.passwords import office_passwords
from lzxl.excel.wire import pack, unpack
from lzxl.findings import Finding, Severity
from lzxl.intake.collect import Received
from lzxl.model import Deduction, RiskPoint, Submission
from lzxl.office.cache import Cache
from lzxl.workflow.desk import Desk

Result: TypeAlias = tuple[Submission, list[Finding]]

_PACKAGE = Path(__file__).parents[1]
_READERS = ("python-calamine", "xlrd", "msoffcrypto-tool")
_SUBMISSION = [field.name for field in fields(Submission) if field.name != "received"]
_POINT, _ENTRY, _FINDING = (tuple(field.name for field in fields(kind)) for kind in (RiskPoint, Deduction, Finding))


class Memory:
    """What the workbooks of a desk came to the last time."""

    def __init__(self, desk: Desk, kept: Cache) -> None:
        self._cache = kept
        self._rules = digest(rules_of(desk))
        self._words: dict[str, str] = {}  # one object for each text: the same few stand in every row

    def recall(self, file: Received, received: datetime) -> Result | None:
        """Return what the file came to, None where that is not known; ``received``: when it first came."""
        content = self._cache.get(self._key(file))
        if content is None:
            return None
        submission, findings = self._unpacked(content)
        return replace(submission, received=received), findings

    def keep(self, file: Received, submission: Submission | None, findings: Sequence[Finding]) -> None:
        """Keep what a file came to; what is no workbook of ours, or took a password, is looked at anew each time."""
        if submission and _needs_no_password(file):
            self._cache.put(self._key(file), _packed(submission, findings))

    def _key(self, file: Received) -> str:
        return digest([self._rules, file.sha256, file.file])

    def _unpacked(self, content: bytes) -> tuple[Submission, list[Finding]]:
        values, findings = unpack(content)
        read = dict(zip(_SUBMISSION, values, strict=True))
        read["points"] = tuple(RiskPoint(*self._values(_POINT, row)) for row in read["points"])
        read["entries"] = tuple(Deduction(*self._values(_ENTRY, row)) for row in read["entries"])
        read["findings"] = tuple(self._finding(row) for row in read["findings"])
        return Submission(received=datetime.min, **read), [self._finding(row) for row in findings]

    def _finding(self, row: Sequence[Any]) -> Finding:
        severity, *others = self._values(_FINDING, row)
        return Finding(Severity(severity), *others)

    def _values(self, names: Sequence[str], row: Sequence[Any]) -> list[Any]:
        """Return the values of a record: lists as tuples, places as places, equal texts as one object."""
        kept = self._words.setdefault
        values: list[Any] = [kept(value, value) if isinstance(value, str) else value for value in row]
        for at, value in enumerate(values):
            if isinstance(value, list):
                words: list[Any] = [kept(word, word) if isinstance(word, str) else word for word in value]
                values[at] = Place(*words) if names[at] == "place" else tuple(words)
        return values


def _packed(submission: Submission, findings: Sequence[Finding]) -> bytes:
    values = {name: getattr(submission, name) for name in _SUBMISSION}
    values["points"] = [[getattr(point, name) for name in _POINT] for point in submission.points]
    values["entries"] = [[getattr(entry, name) for name in _ENTRY] for entry in submission.entries]
    values["findings"] = [_row(finding) for finding in submission.findings]
    return pack([list(values.values()), [_row(finding) for finding in findings]])


def _row(finding: Finding) -> list[object]:
    return [getattr(finding, name) for name in _FINDING]


def _needs_no_password(file: Received) -> bool:
    """Return whether a workbook is open to all; a locked one is no package."""
    return not office_passwords() or file.load().startswith(b"PK")


def rules_of(desk: Desk) -> list[str]:
    """Return all besides a workbook that its examination depends on: the program, the roster, the figures, the year."""
    roster, figures = desk.roster, desk.figures
    people = [repr(list(rows.values())) for rows in (roster.units, roster.people)]
    return [_program(), *people, roster.director, repr(sorted(roster.faulty)), repr(figures), str(desk.year)]


@cache
def _program() -> str:
    """Return what tells this program from any other: its own source, its readers' versions, Python's."""
    sources = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".toml"))
    return digest([sys.version, *map(_version, _READERS), *(path.read_text("utf-8") for path in sources)])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def digest(parts: Iterable[str]) -> str:
    """Return a hash over texts, which no other list of texts has; they are taken one by one."""
    whole = hashlib.sha256()
    for part in parts:
        text = part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(text) + text)
    return whole.hexdigest()
