"""Taking in what came: archive first, then read, then check. Nothing in 收件/ is changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TypeAlias

from lzxl.checks.senders import check_senders
from lzxl.examine.brief import Brief
from lzxl.examine.pool import Examiners, loaded
from lzxl.excel.read import Reader
from lzxl.findings import Finding
from lzxl.intake.collect import Received, collect
from lzxl.law.mailing import own_accounts
from lzxl.model import Submission
from lzxl.office.archive import Archive
from lzxl.office.cache import Cache
from lzxl.office.errors import OfficeError
from lzxl.office.paths import INBOX, LEDGER, MASTER, ROSTER, Office
from lzxl.register.facts import arrivals, first_of
from lzxl.register.sheaves import share_texts
from lzxl.register.state import Event, State
from lzxl.workflow.desk import Desk
from lzxl.workflow.remembered import Memory

Advance = Callable[[int, int], None]  # (done, of all)

Came: TypeAlias = tuple[Sequence[Received], Sequence[Finding]]  # what there is, and findings on what is no file

WORKBOOK = "workbook"
_MANY = 100  # files: enough for all examiners


def quiet(_done: int, _of: int) -> None:
    """No progress."""


@dataclass(frozen=True)
class Taken:
    """All that came and what was read of it. ``came``: as it was listed; ``seen``: when each was first received, by hash."""

    came: Came
    received: tuple[Received, ...]
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    seen: dict[str, datetime]
    events: tuple[Event, ...]


def what_came(office: Office) -> Came:
    """Return everything in 收件/ and the office's own ledger, which is read like a received one."""
    received, findings = collect(office.inbox)
    own = collect(office.own_ledger)[0] if office.own_ledger.is_file() else []
    return [*(_told_apart(one) for one in received), *own], findings


def _told_apart(one: Received) -> Received:
    """A received file that is called like one of the office's own is named with its folder."""
    return one.named(f"{INBOX}/{one.file}") if one.file in (ROSTER, MASTER, LEDGER) else one


def first_reader(office: Office, examiners: Examiners, reader: Reader) -> Reader:
    """Return who reads the office's own workbooks before the examiners read what came.

    Where nothing is remembered examiners are wanted for certain: they start at once, and ``reader`` need not start besides.
    """
    there = 0
    with suppress(OSError):  # a folder that cannot be opened is told when it is read
        if _kept(office).is_empty():
            there = sum(1 for _ in islice(office.inbox.rglob("*"), _MANY))
    return examiners.start(there) if there else reader


def _kept(office: Office) -> Cache:
    return Cache(office.cache / "来件")


def take_in(
    desk: Desk,
    state: State,
    advance: Advance = quiet,
    *,
    came: Came | None = None,
    examiners: Examiners | None = None,
    replay: bool = False,
) -> Taken:
    """Archive, read and check everything; a file with the same bytes as another is read once.

    ``came``: what there is, where that was looked up already. ``examiners``: those who do it, where they are there already;
    they end with it. ``replay``: only look; nothing is written, and what is remembered of an earlier run is not relied on.
    """
    if state.first_seen and not desk.office.inbox.is_dir():
        raise OfficeError(
            f"没有“{INBOX}”目录(网络盘断开了?目录改名了?),没有汇总,原来的汇总册没有动。请恢复目录后再运行。"
        )
    listed, told = came or what_came(desk.office)
    findings = list(told)
    kept, archive = _kept(desk.office), Archive(desk.office.originals)
    with examiners or Examiners() as examiners, ThreadPoolExecutor(1) as meanwhile:
        examiners.learn(Brief(desk.roster, desk.figures, desk.year), None if replay else Memory(desk, kept))
        examiners.make_ready(_books(listed))
        received = listed if replay else _archived(listed, archive, examiners)
        settling = meanwhile.submit(archive.settle)
        seen, events = arrivals(received, state)
        findings += [finding for file in received for finding in file.findings]
        submissions: list[Submission] = []
        books = _books(received)
        for done, (submission, found) in enumerate(examiners.results(books, seen), 1):
            if submission:
                share_texts(submission, state, desk.year)
                submissions.append(submission)
            findings += found
            advance(done, len(books))
        settling.result()
    if not replay:
        kept.forget_others()
    return Taken((listed, told), tuple(received), tuple(submissions), tuple(findings), seen, tuple(events))


def look_in(desk: Desk) -> list[Submission]:
    """Return all workbooks of ours that are there now, read or remembered; nothing is archived and nothing told."""
    came = [file for file in what_came(desk.office)[0] if file.kind == WORKBOOK and file.sha256]
    memory = Memory(desk, _kept(desk.office))
    with Examiners(Brief(desk.roster, desk.figures, desk.year), memory) as examiners:
        found = examiners.results(came, {file.sha256: file.modified for file in came})
        return [submission for submission, _ in found if submission]


def _books(received: Sequence[Received]) -> list[Received]:
    """Return the workbooks, of those with the same bytes only the one that counts."""
    first = first_of(received)
    return [one for one in received if one.kind == WORKBOOK and one.sha256 and first[one.sha256] == one.file]


def _archived(came: Iterable[Received], archive: Archive, examiners: Examiners) -> list[Received]:
    """Archive the originals that are not there yet, or not as they came, and return what came as it is now."""
    return list(examiners.side_by_side(lambda file: _archived_as(file, archive), came))


def _archived_as(file: Received, archive: Archive) -> Received:
    """Archive one original; one that changed or went away since it was listed is unreadable."""
    if not file.sha256 or archive.holds(file.sha256):
        return file
    data = loaded(file)
    if isinstance(data, Finding):
        return replace(file, sha256="", kind="unreadable", findings=(*file.findings, data))
    archive.store(data, file.file, settled=False)
    return file


def senders(received: Iterable[Received], submissions: Sequence[Submission], desk: Desk) -> list[Finding]:
    """Return what is to be said of those who have mailed the workbooks."""
    by_file = {one.file: one.sender for one in received if one.sender}
    return check_senders(by_file, submissions, desk.roster, own_accounts(desk.figures)) if by_file else []


def named(findings: Iterable[Finding], submissions: Sequence[Submission], names: dict[str, str]) -> Iterator[Finding]:
    """Yield findings with the name of the unit whose file they are about."""
    units = {submission.file: names.get(submission.unit, "") for submission in submissions}
    return (finding.of(units.get(finding.place.file, "")) for finding in findings)
