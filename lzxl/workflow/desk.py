"""Opening an office for a run: its roster, the figures in force, the year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias

from lzxl.cells import Book, Place
from lzxl.checks.roster import read_roster
from lzxl.checks.roster_settings import ledger_unit_fault
from lzxl.excel.passwords import office_passwords
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.roster import SETTINGS
from lzxl.law.figures import BadSetting, Figures, Setting, resolve
from lzxl.model import Roster
from lzxl.office.archive import sha256_of
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.paths import Office

_VALUE_COLUMN = [column.field for column in SETTINGS.columns].index("value") + 1  # as our own 名册 has it

RosterRead: TypeAlias = tuple[Roster, Sequence[Setting], Sequence[Finding]]

BAD_SETTING = rule("R150", Severity.ERROR, "二(五)", "参数填的不能用:{reason}", "{cure}")


@dataclass(frozen=True)
class Desk:
    """An office opened for a run. ``findings`` are those of its roster workbook, ``sha256`` is the hash of it as it was read."""

    office: Office
    roster: Roster
    figures: Figures
    year: int
    today: date
    findings: tuple[Finding, ...]
    sha256: str

    @property
    def unit_names(self) -> dict[str, str]:
        """Unit names by id."""
        return {unit.id: unit.name for unit in self.roster.units.values()}


class Known(Protocol):
    """What roster workbooks came to in earlier runs."""

    def of(self, data: bytes, file: str, read: Callable[[bytes, str], RosterRead]) -> RosterRead:
        """Return what ``read`` comes to, which is only called where that is not known."""


def open_desk(office: Office, reader: Reader, *, year: int | None, today: date, known: Known | None = None) -> Desk:
    """Read the roster workbook; ``year`` wins over 参数's 年度, which wins over that of ``today``.

    ``known``: results of earlier runs, None where they are not to be relied on. Raises :class:`OfficeError` where it cannot
    be read at all, or nobody stands in it.
    """
    name = office.roster.name
    data, read = _bytes(office.roster), partial(_read, reader)
    roster, settings, findings = known.of(data, name, read) if known else read(data, name)
    if not roster.people:
        raise OfficeError(f"“{name}”的“人员”表里还没有能用的人员。请先登记单位和人员,再运行一次。")
    figures, bad = resolve(settings)
    figures, ledger_unit = ledger_unit_fault(figures, roster, settings, name)
    return Desk(
        office,
        roster,
        figures,
        year or figures.year or today.year,
        today,
        (*findings, *ledger_unit, *(_bad_setting(one, name) for one in bad)),
        sha256_of(data),
    )


def _read(reader: Reader, data: bytes, name: str) -> RosterRead:
    book, refused = reader.read(data, name, office_passwords())
    if book is None:
        raise OfficeError(f"“{name}”读不出来:{refused[0].message}。{refused[0].cure}")
    roster, settings, findings = read_roster(book)
    return roster, settings, [*findings, *refused]


def roster_faults(book: Book) -> list[Finding]:
    """Return all that is wrong with a roster workbook, without an office around it."""
    roster, settings, findings = read_roster(book)
    figures, bad = resolve(settings)
    _, ledger_unit = ledger_unit_fault(figures, roster, settings, book.file)
    return [*findings, *ledger_unit, *(_bad_setting(one, book.file) for one in bad)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise sentence(fault, path) from fault


def _bad_setting(bad: BadSetting, file: str) -> Finding:
    place = Place(file, SETTINGS.sheet, bad.row, _VALUE_COLUMN)
    return BAD_SETTING.at(place, bad.value, reason=bad.reason, cure=bad.cure)
