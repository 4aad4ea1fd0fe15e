"""``lzxl deduct`` (登记扣分) 二(五): an entry more in the office's own ledger, and the account that it belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lzxl.checks.ledger import OF_OTHER_UNIT
from lzxl.checks.new_entry import NewEntry, entry_row, said_row
from lzxl.checks.units import directory_of
from lzxl.decide.standing import subject_of
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, worst
from lzxl.law.figure_values import number_text
from lzxl.law.warning import DEDUCTION, GRADES
from lzxl.model import Deduction, Submission
from lzxl.office.atomic import ensure_writable, write_whole
from lzxl.office.errors import OfficeError
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.register.entries import next_serial, number_of
from lzxl.register.state import Counted
from lzxl.report import Report
from lzxl.workflow.account_shown import account_lines, account_of, standing_of, sum_words
from lzxl.workflow.consolidate import settle
from lzxl.workflow.desk import Desk, open_desk
from lzxl.workflow.known_roster import KnownRosters
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.own_held import refuse_lost
from lzxl.workflow.own_ledger import OwnLedger, checked, own_ledger
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.receive import Advance, look_in, quiet


@dataclass(frozen=True)
class Entered:
    """What became of an entry: None where it was refused; ``new``: it was not there before. With the findings on it."""

    entry: Deduction | None
    new: bool = False
    findings: tuple[Finding, ...] = ()


def deduct(
    root: Path,
    entry: NewEntry,
    *,
    year: int | None,
    today: date,
    ledger_unit: str = "",
    advance: Advance = quiet,
    at: At = MasterFile,
) -> Report:
    """Add an entry to 本社台账.xlsx, run the line, and show the account; an entry with an error leaves all as it is.

    The very same entry again changes nothing. ``ledger_unit``: whose ledger a new one is where 「台账单位」 is empty.
    """
    office = Office.open(root)
    with run_lock(office, "登记扣分"), Reader() as reader:
        at(office).ready()
        journal, state = Journal.folded(office.journal, office.head)
        told = journal.sound()
        desk = open_desk(office, reader, year=year, today=today, known=KnownRosters(office))
        refuse_lost(desk, state)
        entered = enter(desk, reader, entry, state.counted.values(), ledger_unit)
        if entered.entry is None:
            return Report("没有登记,本社台账没有改动:请按改法改正后再登记。", findings=[*told, *entered.findings])
        outcome = _settled(office, reader, entered.entry, year, today, advance, at)
    return _report(outcome, entered.entry, entered, told)


def enter(desk: Desk, reader: Reader, said: NewEntry, counted: Iterable[Counted], ledger_unit: str = "") -> Entered:
    """Write an entry into the own ledger, unless it has an error or stands there already; the lock is held.

    ``counted``: every ledger that the journal knows, so that no number is used twice. Raises :class:`OfficeError` where
    nobody is named, the person is not of the unit that is named, or the day is still to come.
    """
    if not (said.person or said.unit):
        raise OfficeError("没有写明登记给谁。请写人员(--person)或单位(--unit)的编号或名称。")
    ensure_writable(desk.office.own_ledger)
    said = said if said.day else replace(said, day=desk.today)
    ledger = own_ledger(desk, reader, ledger_unit)
    entry, submission = _tried(ledger, said, desk, reader)
    if entry is None:
        return Entered(None, findings=submission.findings)
    _refuse_contradictions(entry, submission, desk)
    others = tuple(one for one in submission.entries if one is not entry)
    same = next((one for one in others if replace(one, serial=entry.serial) == entry), None)
    if same:
        return Entered(same)
    before = replace(submission, entries=others, rows=submission.rows - 1)
    serial = next_serial(submission.unit, desk.year, [before, *look_in(desk)], counted)
    _write(ledger, replace(entry, serial=serial), desk, reader)
    about = [finding for finding in submission.findings if finding.place.row == entry.place.row]
    return Entered(replace(entry, serial=serial), new=True, findings=(*ledger.left_behind, *about))


def _refuse_contradictions(entry: Deduction, submission: Submission, desk: Desk) -> None:
    """Refuse what a received ledger may hold, but a clerk who is asked can put right at once."""
    if any(f.code == OF_OTHER_UNIT.code and f.place.row == entry.place.row for f in submission.findings):
        raise OfficeError(
            f"没有登记:{desk.roster.name_of(entry.person)}在名册里是“{desk.unit_names.get(entry.unit, '')}”的人员,不是所写单位的。"
            "请核对人员(--person)和单位(--unit);人员已经调动的,请先改名册。"
        )
    if entry.day > desk.today:
        raise OfficeError(f"没有登记:发生日期 {entry.day} 在今天({desk.today})之后。请核对日期(--date)。")


def _tried(ledger: OwnLedger, said: NewEntry, desk: Desk, reader: Reader) -> tuple[Deduction | None, Submission]:
    """Return the entry as the ledger's checks understand it, None where anything in the ledger is an error."""
    serials = [number for row in ledger.rows if isinstance(number := row.get("serial"), int)]
    row = said_row(said, max(serials, default=0) + 1, directory_of(desk.roster), desk.figures)
    submission = checked(ledger.with_row(row, desk), desk, reader)
    if worst(submission.findings) is Severity.ERROR:
        return None, submission
    entry = next((one for one in submission.entries if one.serial == row["serial"]), None)
    if entry is None:  # the roster's own row of unit or person is at fault
        told = next((f for f in submission.findings if f.severity is Severity.WARNING), None)
        raise OfficeError(
            f"没有登记:{told.message}。{told.cure}" if told else "没有登记:对象在名册里有错误,请先改正名册。"
        )
    return entry, submission


def _write(ledger: OwnLedger, entry: Deduction, desk: Desk, reader: Reader) -> None:
    """Write the ledger with the entry in its own words; the ledger as it was is kept in the archive before."""
    content = ledger.with_row(entry_row(entry, desk.roster), desk)
    if entry not in checked(content, desk, reader).entries:
        raise RuntimeError("an entry is not read back as it was written")
    ledger.keep(desk.office)
    write_whole(desk.office.own_ledger, content)


def _settled(
    office: Office, reader: Reader, entry: Deduction, year: int | None, today: date, advance: Advance, at: At
) -> Outcome:
    """Bring the master up to date; where that cannot be done the entry stands all the same, and the clerk is told both."""
    try:
        return settle(office, reader, year=year, today=today, advance=advance, at=at)
    except OfficeError as refusal:
        raise OfficeError(
            f"序号 {entry.serial} 已经登记在“{office.own_ledger.name}”里,但汇总册没有更新:{refusal}"
        ) from refusal


# ---------------------------------------------------------------- what is told


def _report(outcome: Outcome, entry: Deduction, entered: Entered, told: Iterable[Finding]) -> Report:
    ledger = outcome.desk.office.own_ledger
    about = [finding for finding in outcome.findings if finding.place.file == ledger.name]
    return Report(
        entered_sentence(outcome, entry, new=entered.new),
        [receipt for receipt in outcome.receipts if receipt.file == ledger.name],
        list(dict.fromkeys([*told, *entered.findings, *outcome.told, *about])),
        written=(ledger, outcome.desk.office.master),
        unit_names=outcome.desk.unit_names,
        lines=[*_entry_lines(outcome, entry), *account_lines(outcome, subject_of(entry))],
    )


def entered_sentence(outcome: Outcome, entry: Deduction, *, new: bool) -> str:
    """Return the sentence on an entry: that it was entered, or stood there already; sum and grade of its account."""
    subject = subject_of(entry)
    account = account_of(outcome, subject)
    did = f"已登记,序号 {entry.serial}" if new else f"这一笔已经登记过(序号 {entry.serial}),没有重复登记"
    grade = f"{account.grade}级({GRADES[account.grade].colour}色)预警" if account else "没有达到预警等级"
    name = outcome.desk.roster.name_of(entry.person, entry.unit)
    return f"{did};{name} {outcome.desk.year} 年度{sum_words(standing_of(outcome, subject))},{grade}。"


def _entry_lines(outcome: Outcome, entry: Deduction) -> Iterator[str]:
    taken = f"扣 {number_text(entry.points)} 分" if entry.record_type == DEDUCTION else entry.record_type
    item = f"({entry.item})" if entry.item else ""
    yield f"{number_of(entry)}:{entry.day} {entry.reason},{taken}{item}。"
    if all(one.number != number_of(entry) for one in standing_of(outcome, subject_of(entry)).entries):
        yield "这一笔还没有计入:要先在汇总册“扣分台账”的“认定结果”一栏填“认定”。"
