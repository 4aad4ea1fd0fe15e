"""``lzxl consolidate``, the main job: 收件/ → 汇总册.xlsx, the whole line once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lzxl.decide.people import People
from lzxl.decide.standing import waiting
from lzxl.examine.pool import Examiners
from lzxl.excel.read import Reader
from lzxl.findings import Finding
from lzxl.law.warning import PERSON
from lzxl.model import FileStatus
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.register.state import State
from lzxl.report import Report
from lzxl.workflow.desk import open_desk
from lzxl.workflow.known_roster import KnownRosters
from lzxl.workflow.last_run import LastRun
from lzxl.workflow.line import run_line
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.own_held import refuse_held_back
from lzxl.workflow.place import At, MasterFile, MasterPlace
from lzxl.workflow.receive import Advance, Came, first_reader, quiet, what_came


def consolidate(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line on an office folder and write its master and journal; a run on the same input changes nothing."""
    office = Office.open(root)
    with run_lock(office, "汇总"), Reader() as reader:
        begun = _begin(office, at)
        if at is not MasterFile:
            return _report(_settled(begun, reader, year=year, today=today, advance=advance))
        last = LastRun(office, year=year, today=today)
        came = what_came(office) if last.may_stand(begun.journal.head) and not begun.told else None
        said = came and last.said(begun.journal.head, begun.state.master, came)
        if said:
            return said
        outcome = _settled(begun, reader, year=year, today=today, advance=advance, came=came)
        report = _report(outcome)
        again = replace(report, findings=outcome.findings)  # what is told once is not told again
        last.keep(begun.journal.head, outcome.desk.sha256, outcome.taken.came, again)
    return report


@dataclass(frozen=True)
class _Begun:
    """An office taken up for a run: its master, its journal and what that says, what is to be told of it."""

    office: Office
    place: MasterPlace
    journal: Journal
    state: State
    told: Sequence[Finding]


def _begin(office: Office, at: At) -> _Begun:
    """Raise :class:`OfficeError` where the master could not be written, or the journal cannot be relied on."""
    place = at(office)
    place.ready()
    journal, state = Journal.folded(office.journal, office.head)
    return _Begun(office, place, journal, state, journal.sound())


def settle(
    office: Office,
    reader: Reader,
    *,
    year: int | None,
    today: date,
    advance: Advance = quiet,
    at: At = MasterFile,
    papers: bool = False,
) -> Outcome:
    """Run the line and write master and journal, for every verb that needs what stands in the master; the lock is held.

    What goes out on paper carries numbers (编号): they must be in the journal, and the master beside the paper the same.
    ``at``: where the master is, the office's file unless it is open on the screen. ``papers``: for a verb that issues or
    withdraws papers, which must not go on while the own ledger is held back: raises :class:`OfficeError`, nothing is written.
    """
    return _settled(_begin(office, at), reader, year=year, today=today, advance=advance, papers=papers)


def _settled(
    begun: _Begun,
    reader: Reader,
    *,
    year: int | None,
    today: date,
    advance: Advance,
    papers: bool = False,
    came: Came | None = None,
) -> Outcome:
    """Run the line on an office taken up. ``came``: what there is, where that was looked up already."""
    office, place, state = begun.office, begun.place, begun.state
    with Examiners() as examiners:
        first = first_reader(office, examiners, reader)
        desk = open_desk(office, first, year=year, today=today, known=KnownRosters(office))
        old = place.old(first, state)
        outcome = run_line(desk, state, begun.told, old, advance, came=came, examiners=examiners)
    if papers:
        refuse_held_back(outcome)
    place.take(outcome, begun.journal, state)
    return outcome


def _report(outcome: Outcome) -> Report:
    returned = sum(receipt.status is FileStatus.RETURNED for receipt in outcome.receipts)
    unread = sum(receipt.status is FileStatus.UNREAD for receipt in outcome.receipts)
    accounts = outcome.decisions.accounts
    people = sum(account.subject_kind == PERSON for account in accounts)
    kept = sum(rating.counts for rating in outcome.decisions.ratings.values())
    put_aside = len(outcome.register.points) - kept
    unheard = waiting(People(outcome.desk.roster), outcome.desk.figures, outcome.register.entries)
    parts = [
        f"{outcome.desk.year} 年度汇总完成:风险点 {kept} 个"
        + (f"(合并、剔除的 {put_aside} 个不计)" if put_aside else "")
        + f",扣分台账 {len(outcome.register.entries)} 条"
        + (f"(其中 {unheard} 条等本社在“认定结果”里认定,还没有计入账户)" if unheard else ""),
        f"有预警等级的个人 {people} 人、单位 {len(accounts) - people} 个" if accounts else "",
        f"退回 {returned} 个、未读取 {unread} 个文件,原因见“问题清单”" if returned or unread else "",
    ]
    return outcome.report(";".join(part for part in parts if part) + "。", in_full=True)
