"""Taking in what came: archive first, then read, then check. Nothing in 收件/ is changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lzxl.cells import Place
from lzxl.checks.book import check_book, refusal
from lzxl.excel.passwords import office_passwords
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, rule
from lzxl.intake.collect import BEIJING, Received, collect
from lzxl.law.figures import default_figures
from lzxl.model import Submission
from lzxl.office.archive import Archive, sha256_of
from lzxl.office.cache import Cache
from lzxl.office.errors import OfficeError
from lzxl.office.paths import INBOX, LEDGER, MASTER, ROSTER, Office
from lzxl.register.facts import arrivals, first_of
from lzxl.register.state import Event, State
from lzxl.workflow.desk import Desk
from lzxl.workflow.remembered import Memory

Advance = Callable[[int, int], None]  # (done, of all)

WORKBOOK = "workbook"

VANISHED = rule(
    "F190", Severity.ERROR, "", "列出后又不见了,没有读取", "请核对文件是否还在(网络盘是否断开),再运行一次。"
)
CHANGING = rule("F191", Severity.ERROR, "", "正在改动,没有读取", "请等文件保存或复制完成,再运行一次。")


def beijing_today() -> date:
    """Return the day in China: the same for the clock as for the times at which files came."""
    return datetime.now(BEIJING).date()


def day_of(text: str | None) -> date:
    """Return the day that a command says, today where it says none."""
    if text is None:
        return beijing_today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OfficeError(f"--today 的日期“{text}”不对,请写成 2026-09-01 这样。") from None


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
    own = collect(office.own_ledger)[0] if office.own_ledger.is_file() else []
    return [*(_told_apart(one) for one in received), *own], findings


def _told_apart(one: Received) -> Received:
    """A received file that is called like one of the office's own is named with its folder."""
    return one.named(f"{INBOX}/{one.file}") if one.file in (ROSTER, MASTER, LEDGER) else one


def take_in(desk: Desk, reader: Reader, state: State, advance: Advance = quiet, *, replay: bool = False) -> Taken:
    """Archive, read and check everything; a file with the same bytes as another is read once.

    ``replay``: only look; nothing is written, and what is remembered of an earlier run is not relied on.
    """
    if state.first_seen and not desk.office.inbox.is_dir():
        raise OfficeError(
            f"没有“{INBOX}”目录(网络盘断开了?目录改名了?),没有汇总,原来的汇总册没有动。请恢复目录后再运行。"
        )
    came, findings = what_came(desk.office)
    archive = Archive(desk.office.originals)
    received = list(came) if replay else [_archived(file, archive) for file in came]
    seen, events = arrivals(received, state)
    first = first_of(received)
    submissions: list[Submission] = []
    kept = Cache(desk.office.cache / "来件")
    memory = None if replay else Memory(desk, kept)
    for done, file in enumerate(received, 1):
        findings += file.findings
        if file.kind == WORKBOOK and file.sha256 and first[file.sha256] == file.file:
            submission, found = _examined(file, seen[file.sha256], reader, desk, memory)
            submissions += [submission] if submission else []
            findings += found
        advance(done, len(received))
    if not replay:
        kept.forget_others()
    return Taken(tuple(received), tuple(submissions), tuple(findings), seen, tuple(events))


def look_in(desk: Desk, reader: Reader) -> list[Submission]:
    """Return all workbooks of ours that are there now, read or remembered; nothing is archived and nothing told."""
    memory = Memory(desk, Cache(desk.office.cache / "来件"))
    came = [file for file in what_came(desk.office)[0] if file.kind == WORKBOOK and file.sha256]
    found = (_examined(file, file.modified, reader, desk, memory)[0] for file in came)
    return [submission for submission in found if submission]


def _archived(file: Received, archive: Archive) -> Received:
    """Archive an original that is not there yet, or not as it came; one that changed or went away since it was listed is unreadable."""
    if not file.sha256 or archive.holds(file.sha256):
        return file
    data = loaded(file)
    if isinstance(data, Finding):
        return replace(file, sha256="", kind="unreadable", findings=(*file.findings, data))
    archive.store(data, file.file)
    return file


def loaded(file: Received) -> bytes | Finding:
    """Return a file's bytes, or why they are not those that were listed a moment ago."""
    try:
        data = file.load()
    except OSError:
        return VANISHED.at(Place(file.file))
    return data if sha256_of(data) == file.sha256 else CHANGING.at(Place(file.file))


def _examined(
    file: Received, received: datetime, reader: Reader, desk: Desk, memory: Memory | None
) -> tuple[Submission | None, list[Finding]]:
    """Return what a workbook comes to, from the last time where nothing has changed since."""
    known = memory.recall(file, received) if memory else None
    if known:
        return known
    submission, findings = examine(file, received, reader, desk)
    if memory:
        memory.keep(file, submission, findings)
    return submission, findings


def examine(
    file: Received, received: datetime, reader: Reader, desk: Desk | None, year: int | None = None
) -> tuple[Submission | None, list[Finding]]:
    """Read and check one workbook; None where it is no workbook of ours. The findings are those outside the submission.

    ``received``: when it first came. Without a ``desk``, all that needs no roster is checked.
    """
    data = loaded(file)
    if isinstance(data, Finding):
        return None, [data]
    book, findings = reader.read(data, file.file, office_passwords())
    if book is None:
        return None, findings
    submission = check_book(
        book,
        sha256=file.sha256,
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
