"""Where the master (汇总册) is that a run brings up to date: a file of the office, or a workbook open on the screen."""

from collections.abc import Callable
from typing import IO, Protocol, TypeAlias

from lzxl.excel.passwords import office_passwords
from lzxl.excel.read import Reader
from lzxl.excel.write import render_into
from lzxl.findings import Finding
from lzxl.forms.master_layout import DoesNotFitError
from lzxl.office.archive import Archive, hash_in, hash_of
from lzxl.office.atomic import ensure_writable, written_whole
from lzxl.office.errors import OfficeError
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.register.facts import master_events
from lzxl.register.old_master import OldMaster
from lzxl.register.state import State
from lzxl.workflow.master import lay_out, old_master
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.unchanged import Shown, kept_masters, kept_rows

Old: TypeAlias = tuple[OldMaster | None, list[Finding]]  # what the office has typed, and what is wrong with that


class MasterPlace(Protocol):
    """A master that can be read and brought up to date."""

    def ready(self) -> None:
        """Raise :class:`OfficeError` where it could not be written now; asked before the work starts."""

    def old(self, reader: Reader, state: State) -> Old:
        """Return what the office has typed into it so far; None where there is none yet."""

    def take(self, outcome: Outcome, journal: Journal, state: State) -> None:
        """Show an outcome in it, and write what is new to the journal before."""


At: TypeAlias = Callable[[Office], MasterPlace]  # where the master of an office is


class MasterFile:
    """The master as the office's file; one that would come out as it stands is not written again."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def ready(self) -> None:
        """Raise :class:`OfficeError` where the file could not be written now."""
        ensure_writable(self._office.master)

    def old(self, reader: Reader, state: State) -> Old:
        """Return what the office has typed into the file so far."""
        return old_master(self._office, reader, state)

    def take(self, outcome: Outcome, journal: Journal, state: State) -> None:
        """Write the file and the journal; both stay as they are where nothing has changed."""
        office = self._office
        masters, shown = kept_masters(office), Shown(outcome)
        if _stands(office, state, masters.get(shown.fingerprint)):
            again = master_events(state.master, state, year=outcome.desk.year, today=outcome.desk.today)
            journal.append([*outcome.events, *again])
            return
        with written_whole(office.master) as file:
            _render(file, outcome, shown)
            file.seek(0)
            sha256 = hash_in(file)
            keep_a_copy(office, state)
            journal.append(outcome.events)  # first: no master may show a number that the journal has not given
        journal.append(master_events(sha256, state, year=outcome.desk.year, today=outcome.desk.today))
        masters.put(shown.fingerprint, sha256.encode())
        masters.forget_others()


def _render(file: IO[bytes], outcome: Outcome, shown: Shown) -> None:
    """Write the master's file; raise :class:`OfficeError` where Excel could not hold it (nothing has been changed)."""
    rows = kept_rows(outcome.desk.office)
    secretive = bool(office_passwords())  # nothing of a workbook with a password is kept in the clear
    try:
        render_into(file, lay_out(outcome, shown.pieces), None if secretive else rows)
    except DoesNotFitError as refusal:
        raise OfficeError(str(refusal)) from refusal
    rows.forget_others()


def _stands(office: Office, state: State, expected: bytes | None) -> bool:
    """Return whether the master is there as we last wrote it, and is what this run would write (``expected``: its hash)."""
    if expected is None or expected.decode() != state.master or not office.master.is_file():
        return False
    return hash_of(office.master) == state.master


def keep_a_copy(office: Office, state: State) -> None:
    """Keep the master that is about to be overwritten, where somebody has saved it since we wrote it."""
    if office.master.is_file() and hash_of(office.master) != state.master:
        Archive(office.masters).store(office.master.read_bytes(), office.master.name)
