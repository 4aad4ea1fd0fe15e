"""Entries of many ledgers become one ledger 二(五): merged, never replaced; unit, year and 序号 make the entry."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule, worst
from lzxl.forms.ledger import LEDGER
from lzxl.forms.same_event import SAME_EVENT, same_events
from lzxl.model import Deduction, Roster, Submission
from lzxl.register.resubmission import differences, late
from lzxl.register.sheaves import Sheaf, in_time, placed
from lzxl.register.state import Counted

EntryKey: TypeAlias = tuple[str, int, int]  # unit of the ledger, year, serial

ABSENT = rule(
    "G106",
    Severity.WARNING,
    "二(五)",
    "与先报的台账相比少了 {count} 条(序号 {serials}),先报的照旧计入",
    "请向单位核实;要取消的,请在台账中保留该序号并把“状态”改为“撤销”",
)
CORRECTED = rule(
    "G107",
    Severity.NOTE,
    "二(五)",
    "更正了《{other}》中序号 {serial} 的登记:{changes}",
    "请核对更正是否属实;已发出预警通知的,请复核",
)
HANDED_ON = rule(
    "G109",
    Severity.WARNING,
    "二(五)",
    "序号 {serial} 在《{other}》里登记的是{before},这里成了{after};一个序号只能用于一个对象",
    "请向单位核实:先报的登记错了的,请保留该序号并把“状态”改为“撤销”,另用新序号登记;已发出预警通知的,请复核",
)
CONTRADICTED = rule(
    "G108",
    Severity.WARNING,
    "二(五)",
    "填了零报告,但同年度台账《{other}》已有 {count} 条登记,登记照旧计入",
    "请向单位核实;要取消登记的,请报原台账并把“状态”改为“撤销”",
)

_COMPARED = (
    *("day", "reason", "item", "record_type", "points", "basis", "investigator"),
    *("grave", "status", "remark"),
)
_HEADINGS = {name: column.heading for name, column in LEDGER.by_field.items()}


@dataclass(frozen=True, slots=True)
class Entered:
    """A current entry and the workbook that it stands in."""

    number: str
    entry: Deduction
    submission: Submission


@dataclass(frozen=True)
class Entries:
    """The consolidated ledger by key, and what is to be told of it."""

    rows: Mapping[EntryKey, Entered]
    findings: tuple[Finding, ...]


def key_of(entry: Deduction) -> EntryKey:
    """Return what makes an entry the same entry."""
    return entry.ledger, entry.year, entry.serial


def number_of(entry: Deduction) -> str:
    """Return the number (编号) of an entry, which follows from its key."""
    return f"K{entry.year}-{entry.ledger}-{entry.serial:03d}"


def next_serial(unit: str, year: int, submissions: Iterable[Submission], counted: Iterable[Counted]) -> int:
    """Return a serial (序号) that no entry of this unit's year has or had: in ``submissions``, or ever ``counted``.

    A row that was refused has a number too; where even that could not be read there are at least as many as rows. A ledger
    whose year could not be read may be this year's.
    """
    ours = [one for one in submissions if one.table == LEDGER.name and one.unit == unit and one.year in (year, None)]
    before = [one for one in counted if (one.unit, one.year) == (unit, year)]
    serials = [serial for one in ours for serial in (*one.refused, *one.leaving, *(e.serial for e in one.entries))]
    return max([0, *serials, *(one.rows for one in ours), *(n for one in before for n in one.serials)]) + 1


def register_entries(accepted: Sequence[Submission], seen: Mapping[str, datetime], roster: Roster) -> Entries:
    """Return the merged ledger: a later workbook corrects the entries that it has, and leaves the others as they are."""
    sheaves = in_time([placed(item, seen) for item in accepted if item.entries or item.zero_report])
    rows: dict[EntryKey, Entered] = {}
    findings: list[Finding] = []
    for sheaf in sheaves:
        findings += [*_absent(sheaf.submission, rows), *_contradicted(sheaf.submission, rows)]
        for entry in sheaf.submission.entries:
            findings += _corrected(entry, rows.get(key_of(entry)), roster)
            rows[key_of(entry)] = Entered(number_of(entry), entry, sheaf.submission)
    twins = same_events(row.entry for row in rows.values())
    return Entries(rows, (*findings, *twins, *_late(sheaves)))


def without_twins(submission: Submission) -> Submission:
    """Return a workbook that counts without its own warnings of :data:`SAME_EVENT`: the merged ledger tells them all."""
    if (
        all(finding.code != SAME_EVENT.code for finding in submission.findings)
        or worst(submission.findings) is Severity.ERROR
    ):
        return submission
    return replace(submission, findings=tuple(f for f in submission.findings if f.code != SAME_EVENT.code))


def _corrected(entry: Deduction, known: Entered | None, roster: Roster) -> list[Finding]:
    """Tell what a later workbook changes of an entry: whose it is must not change, all else is a correction."""
    if known is None or known.entry == entry:
        return []
    other, findings = known.submission.file, []
    before, after = _whose(known.entry, roster), _whose(entry, roster)
    if before != after:
        words = {"before": before, "after": after}
        findings.append(HANDED_ON.at(entry.place, after, other=other, serial=entry.serial, **words))
    changes = differences(known.entry, entry, _HEADINGS, _COMPARED)
    if changes:
        findings.append(CORRECTED.at(entry.place, other=other, serial=entry.serial, changes=changes))
    return findings


def _whose(entry: Deduction, roster: Roster) -> str:
    """Return in words whose account an entry is on: kind, unit and person."""
    unit, person = roster.units.get(entry.unit), roster.people.get(entry.person)
    of_unit = f"{unit.name if unit else ''}({entry.unit})"
    of_person = f" {person.name if person else ''}({entry.person})" if entry.person else ""
    return f"{entry.subject_kind}:{of_unit}{of_person}"


def _absent(submission: Submission, rows: Mapping[EntryKey, Entered]) -> list[Finding]:
    """A workbook that repeats some entries of its ledger but not all: somebody may have deleted a row."""
    own = {key_of(entry) for entry in submission.entries}
    ledgers = {key[:2] for key in own if key in rows}
    gone = sorted(key for key in rows if key[:2] in ledgers and key not in own)
    serials = "、".join(str(key[2]) for key in gone)
    return [ABSENT.at(Place(submission.file), count=len(gone), serials=serials)] if gone else []


def _contradicted(submission: Submission, rows: Mapping[EntryKey, Entered]) -> list[Finding]:
    if not submission.zero_report:
        return []
    there = [row for key, row in rows.items() if key[:2] == (submission.unit, submission.year)]
    if not there:
        return []
    return [CONTRADICTED.at(Place(submission.file), other=there[0].submission.file, count=len(there))]


def _late(sheaves: Sequence[Sheaf]) -> list[Finding]:
    """Late workbooks, among those that share an entry."""
    sharing: defaultdict[EntryKey, list[Sheaf]] = defaultdict(list)
    for sheaf in sheaves:
        for entry in sheaf.submission.entries:
            sharing[key_of(entry)].append(sheaf)
    found = (finding for versions in sharing.values() if len(versions) > 1 for finding in late(versions))
    return list(dict.fromkeys(found))
