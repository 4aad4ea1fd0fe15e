"""What a workbook came to the last time, so that a run need not read and check again what has not changed.

A result depends on the file's bytes and name, the roster, the figures, the year, the program and nothing else: all of
them make the key. The journal, the archive and ``lzxl verify`` know nothing of this.
"""

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lzxl.intake.collect import Received
from lzxl.office.cache import Cache
from lzxl.workflow.desk import Desk

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("python-calamine", "xlrd", "msoffcrypto-tool", "xlsxwriter")  # that read, and that write the master


class Memory:
    """The sealed results of a desk's workbooks."""

    def __init__(self, desk: Desk, kept: Cache) -> None:
        self._cache = kept
        self._rules = digest(rules_of(desk))

    def knows(self, file: Received) -> bool:
        """Return whether something is kept of the file."""
        return self._cache.has(self._key(file))

    def get(self, file: Received) -> bytes | None:
        """Return what the file came to, None where that is not known."""
        return self._cache.get(self._key(file))

    def put(self, file: Received, sealed: bytes) -> None:
        """Keep what a file came to."""
        self._cache.put(self._key(file), sealed)

    def _key(self, file: Received) -> str:
        return digest([self._rules, file.sha256, file.file])


def rules_of(desk: Desk) -> list[str]:
    """Return all besides a workbook that its examination depends on: the program, the roster, the figures, the year."""
    roster, figures = desk.roster, desk.figures
    people = [repr(list(rows.values())) for rows in (roster.units, roster.people)]
    return [program(), *people, roster.director, repr(sorted(roster.faulty)), repr(figures), str(desk.year)]


@cache
def program() -> str:
    """Return what tells this program from any other: its own source, its libraries' versions, Python's."""
    sources = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".toml"))
    return digest([sys.version, *map(_version, _LIBRARIES), *(path.read_text("utf-8") for path in sources)])


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
