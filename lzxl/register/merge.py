"""Many units' workbooks become one register 二(三)3, 二(五): :func:`register` is the whole step, pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial

from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Form
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.master_warning import LEDGER_REGISTER
from lzxl.forms.position import POSITION
from lzxl.forms.written_back import told
from lzxl.model import RegisteredEntry, RegisteredPoint, Roster, Submission
from lzxl.register.entries import Entered, register_entries
from lzxl.register.office_columns import Carried, Cells, Described, Rows, carry, understood
from lzxl.register.old_master import OldMaster
from lzxl.register.points import Current, register_points
from lzxl.register.sheaves import called, subject_of
from lzxl.register.state import Event, State, VoidRecord

CLAIMED = rule(
    "G110",
    Severity.NOTE,
    "二(三)3",
    "来件里的“{heading}”填的是“{value}”,与汇总册里的“{ours}”不同,以汇总册为准",
    "不用处理;要改等级,请改汇总册的“评估等级”一栏",
)
_FORMS = (POSITION_REGISTER, UNIT_REGISTER, LEDGER_REGISTER)
_REWORDED = "重报时改了风险点文字"


@dataclass(frozen=True)
class Register:
    """The register: current rows in the roster's order, the office's columns by sheet, and what is to be told and kept.

    ``accepted``: the workbooks that were counted. ``remarks``: 说明 for replaced ones, by hash.
    """

    points: tuple[RegisteredPoint, ...]
    entries: tuple[RegisteredEntry, ...]
    accepted: tuple[Submission, ...]
    remarks: Mapping[str, str]
    office: Mapping[str, Cells]
    void: tuple[VoidRecord, ...]
    findings: tuple[Finding, ...]
    events: tuple[Event, ...]

    def on(self, form: Form) -> list[RegisteredPoint]:
        """Return the points of one of the two risk registers, in its order."""
        return [one for one in self.points if bool(one.point.person) is (form is POSITION_REGISTER)]

    @cached_property
    def entry_by_number(self) -> Mapping[str, RegisteredEntry]:
        """The entries by their numbers; every notice asks for its own."""
        return {one.number: one for one in self.entries}


def accept(submissions: Iterable[Submission], findings: Iterable[Finding] = ()) -> tuple[Submission, ...]:
    """Return the workbooks that count: without an error, the same bytes once (the first by sorted path).

    ``findings``: those that are not in the submissions themselves (checks across workbooks, say).
    """
    errors = {finding.place.file for finding in findings if finding.severity is Severity.ERROR}
    first: dict[str, Submission] = {}
    for submission in sorted(submissions, key=lambda item: item.file):
        first.setdefault(submission.sha256, submission)
    return tuple(
        submission
        for submission in first.values()
        if submission.file not in errors and all(f.severity is not Severity.ERROR for f in submission.findings)
    )


def register(
    submissions: Iterable[Submission],
    state: State,
    roster: Roster,
    *,
    year: int,
    today: date,
    seen: Mapping[str, datetime],
    old: OldMaster | None = None,
    findings: Iterable[Finding] = (),
) -> Register:
    """Merge ``submissions`` into one register.

    ``state``: the journal's. ``seen``: when each file was first received, by hash (see ``facts.arrivals``). ``old``: the
    office's columns of the old master, None where there is none. ``findings``: further ones; an error holds its file back.
    """
    accepted = accept(submissions, findings)
    points = register_points(accepted, seen, state, roster, year)
    entries = register_entries(accepted, seen, roster)
    rows = sorted(points.rows, key=_roster_order(roster))
    ledger = sorted(entries.rows.values(), key=lambda row: (row.entry.day, row.entry.serial, row.number))
    carried = _carry(rows, ledger, old, state, today, roster)
    read = {form.sheet: understood(form, carried[form.sheet].cells) for form in _FORMS}
    on_points = {**read[POSITION_REGISTER.sheet], **read[UNIT_REGISTER.sheet]}
    return Register(
        tuple([_point(row, on_points.get(row.number)) for row in rows]),
        tuple(_entry(row, read[LEDGER_REGISTER.sheet].get(row.number, {})) for row in ledger),
        accepted,
        _remarks(accepted, points.replaced, roster),
        {sheet: result.cells for sheet, result in carried.items()},
        tuple(record for result in carried.values() for record in result.void),
        _findings(points.findings, entries.findings, carried.values(), _claimed(rows, on_points)),
        (*points.events, *(event for result in carried.values() for event in result.events)),
    )


def _carry(
    rows: Sequence[Current],
    ledger: Sequence[Entered],
    old: OldMaster | None,
    state: State,
    today: date,
    roster: Roster,
) -> dict[str, Carried]:
    """Return the office's columns of the three sheets that the register fills."""
    described: tuple[Mapping[str, Described], ...] = (
        Rows({row.number: row for row in rows if row.point.person}, partial(_describe, roster=roster)),
        Rows({row.number: row for row in rows if not row.point.person}, partial(_describe, roster=roster)),
        Rows({row.number: row for row in ledger}, partial(_describe_entry, roster=roster)),
    )
    pairs = zip(_FORMS, described, strict=True)
    return {form.sheet: carry(form, current, old, state, today) for form, current in pairs}


def _findings(
    points: Iterable[Finding], entries: Iterable[Finding], carried: Collection[Carried], claimed: Iterable[Finding]
) -> tuple[Finding, ...]:
    told = (finding for result in carried for finding in result.findings)
    return tuple(dict.fromkeys((*points, *entries, *told, *claimed)))


def _roster_order(roster: Roster) -> Callable[[Current], tuple[int, int, str, str, int]]:
    units = {unit: place for place, unit in enumerate(roster.units)}
    people = {person: place for place, person in enumerate(roster.people)}

    def key(row: Current) -> tuple[int, int, str, str, int]:
        point = row.point
        unit, person = units.get(point.unit, len(units)), people.get(point.person, len(people))
        return unit, person, point.unit, point.person, point.ordinal

    return key


def _describe(row: Current, roster: Roster) -> Described:
    return Described(roster.name_of(row.point.person, row.point.unit), row.point.text)


def _describe_entry(row: Entered, roster: Roster) -> Described:
    return Described(roster.name_of(row.entry.person, row.entry.unit), row.entry.reason)


def _point(row: Current, office: Mapping[str, object] | None) -> RegisteredPoint:
    hints = (_REWORDED,) if row.reworded else ()
    if not office:
        return RegisteredPoint(row.number, row.point, row.submission.filled, hints=hints)
    screening, level = (str(office.get(name) or "") for name in ("screening", "assessed_level"))
    return RegisteredPoint(row.number, row.point, row.submission.filled, screening, level, hints)


def _entry(row: Entered, office: Mapping[str, object]) -> RegisteredEntry:
    return RegisteredEntry(row.number, row.entry, str(office.get("recognition") or ""))


# What a received table says of the leading group's decision, and the master's column that decides.
_CLAIMS = (("claimed_level", "assessed_level"), ("claimed_opinion", "opinion"))


def _claimed(rows: Sequence[Current], office: Mapping[str, Mapping[str, object]]) -> list[Finding]:
    """Return a note where a received table tells another decision than the master's column."""
    findings = []
    for row in rows:
        if not (row.point.claimed_level or row.point.claimed_opinion):
            continue
        values = {name: str(value or "") for name, value in office.get(row.number, {}).items()}
        for name, ours in _CLAIMS:
            claim, decided = getattr(row.point, name), values.get(ours, "")
            written = told(values.get("screening", ""), decided) if ours == "opinion" else decided
            if claim and claim not in (decided, written):
                heading = POSITION.by_field[name].heading
                findings.append(CLAIMED.at(row.point.place, claim, heading=heading, ours=decided or "空"))
    return findings


def _remarks(
    accepted: Sequence[Submission], replaced: Mapping[str, Mapping[str, str]], roster: Roster
) -> dict[str, str]:
    """Return 说明 for each workbook of which rows were replaced: by which file, wholly or for which people."""
    remarks = {}
    for submission in accepted:
        gone = replaced.get(submission.sha256)
        if not gone:
            continue
        subjects = set(map(subject_of, submission.points))
        files: dict[str, list[str]] = {}
        for subject, file in gone.items():
            files.setdefault(file, []).append(called(subject, roster))
        whole = gone.keys() >= subjects
        parts = [
            f"《{file}》" if whole else f"{'、'.join(names)}(见《{file}》)" for file, names in sorted(files.items())
        ]
        if parts:
            remarks[submission.sha256] = (
                f"已替换:全部内容见{'、'.join(parts)}" if whole else f"部分已替换:{';'.join(parts)}"
            )
    return remarks
