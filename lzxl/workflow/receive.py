"""Taking in what came: archive first, then read, then check. Nothing in 收件/ is changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lzxl.checks.book import check_book, refusal
from lzxl.excel.passwords import office_passwords
from lzxl.excel.read import Reader
from lzxl.findings import Finding
from lzxl.intake.collect import Received, collect
from lzxl.law.figures import default_figures
from lzxl.model import Submission
from lzxl.office.archive import Archive
from lzxl.office.paths import INBOX, Office
from lzxl.register.facts import arrivals, first_of
from lzxl.register.state import Event, State
from lzxl.workflow.desk import Desk

Advance = Callable[[int, int], None]  # (done, of all)

WORKBOOK = "workbook"


def quiet(_done: int, _of: int) -> None:
    """No progress."""


@dataclass(frozen=True)
class Taken:
    """All that came and what was read of it. ``seen``: when each was first received, by hash."""

    received: tuple[Received, ...]
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    seen: dict[str, datetime]
    events: tuple[Event, ...]


def what_came(office: Office) -> tuple[list[Received], list[Finding]]:
    """Return everything in 收件/ and the office's own ledger, which is read like a received one."""
    received, findings = collect(office.inbox)
    if not office.own_ledger.is_file():
        return received, findings
    own, _ = collect(office.own_ledger)
    # A received file of the very same name is told apart by its folder.
    names = {one.file for one in own}
    return [
        *(replace(one, file=f"{INBOX}/{one.file}") if one.file in names else one for one in received),
        *own,
    ], findings


def take_in(desk: Desk, reader: Reader, state: State, advance: Advance = quiet) -> Taken:
    """Archive, read and check everything; a file with the same bytes as another is read once."""
    received, findings = what_came(desk.office)
    seen, events = arrivals(received, state)
    first = first_of(received)
    submissions: list[Submission] = []
    archive = Archive(desk.office.originals)
    for done, file in enumerate(received, 1):
        findings += file.findings
        data = _archived(file, archive, state)
        if file.kind == WORKBOOK and first[file.sha256] == file.file:
            content = data if data is not None else file.load()
            moment = seen[file.sha256]
            submission, found = examine(content, file.file, file.sha256, moment, reader, desk)
            submissions += [submission] if submission else []
            findings += found
        advance(done, len(received))
    return Taken(tuple(received), tuple(submissions), tuple(findings), seen, tuple(events))


def _archived(file: Received, archive: Archive, state: State) -> bytes | None:
    """Archive an original that is not there yet; return its bytes where they had to be loaded."""
    if not file.sha256 or (file.sha256 in state.first_seen and archive.find(file.sha256)):
        return None
    data = file.load()
    archive.store(data, file.file)
    return data


def examine(
    data: bytes, file: str, sha256: str, received: datetime, reader: Reader, desk: Desk | None, year: int | None = None
) -> tuple[Submission | None, list[Finding]]:
    """Read and check one workbook; None where it is no workbook of ours. The findings are those outside the submission."""
    book, findings = reader.read(data, file, office_passwords())
    if book is None:
        return None, findings
    submission = check_book(
        book,
        sha256=sha256,
        received=received,
        roster=desk.roster if desk else None,
        figures=desk.figures if desk else default_figures(),
        year=desk.year if desk else year,
    )
    if submission is None:
        return None, [*findings, *refusal(book)]
    return submission, findings


def named(findings: Iterable[Finding], submissions: Sequence[Submission], names: dict[str, str]) -> Iterator[Finding]:
    """Yield findings with the name of the unit whose file they are about."""
    units = {submission.file: names.get(submission.unit, "") for submission in submissions}
    return (finding.of(units.get(finding.place.file, "")) for finding in findings)
