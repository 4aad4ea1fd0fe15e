"""The line: what came in is read, checked, registered and decided on; nothing but the archive of originals is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lzxl.checks.across import check_across
from lzxl.decide import decide
from lzxl.examine.pool import Examiners
from lzxl.findings import Finding
from lzxl.forms.form import Form
from lzxl.forms.master_warning import ACCOUNTABILITY, NOTICES
from lzxl.forms.registry import MASTER_FILE
from lzxl.model import Decisions, Escalation, Notice, Receipt, Roster
from lzxl.register.coverage import charts_by_file, coverage, flow_charts
from lzxl.register.entries import without_twins
from lzxl.register.facts import counted_events, decision_events, figures_events, notice_events
from lzxl.register.merge import Register, register
from lzxl.register.office_columns import Carried, Described, carry, carry_foreign, notice_states
from lzxl.register.old_master import OldMaster
from lzxl.register.receipts import receipts
from lzxl.register.removed import removed
from lzxl.register.state import Event, State, VoidRecord
from lzxl.workflow.desk import Desk
from lzxl.workflow.master import office_faults
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.place import Old
from lzxl.workflow.receive import Advance, Came, Taken, named, senders, take_in


def _to_merge(taken: Taken) -> Taken:
    """Return what came as the register tells of it: what the merged ledger shows is not told of single workbooks too."""
    return replace(taken, submissions=tuple(map(without_twins, taken.submissions)))


def run_line(
    desk: Desk,
    state: State,
    told: Iterable[Finding],
    found: Old,
    advance: Advance,
    *,
    came: Came | None = None,
    examiners: Examiners | None = None,
    replay: bool = False,
) -> Outcome:
    """Take in, check, register and decide; only the archive of originals is written, and with ``replay`` not even that.

    ``found``: what the office has typed into the master so far. ``came``, ``examiners``: as for :func:`take_in`.
    """
    taken = _to_merge(take_in(desk, state, advance, came=came, examiners=examiners, replay=replay))
    old, faults = found
    across = check_across(taken.submissions, desk.roster)
    findings = [*desk.findings, *taken.findings, *across, *senders(taken.received, taken.submissions, desk)]
    merged = register(
        taken.submissions,
        state,
        desk.roster,
        year=desk.year,
        today=desk.today,
        seen=taken.seen,
        old=old,
        findings=findings,
    )
    decisions = _decided(desk, merged, old, state)
    later = _carried(decisions, desk, old, state)
    foreign, foreign_events = carry_foreign(old, state)
    charts, nobodys = flow_charts(taken.received, taken.seen, desk.roster)
    cells = {**merged.office, NOTICES.sheet: later[0].cells, ACCOUNTABILITY.sheet: later[1].cells}
    about_master = [f for f in merged.findings if f.place.file == MASTER_FILE]
    findings += [f for f in merged.findings if f.place.file != MASTER_FILE]
    findings += [*nobodys, *_gone(taken, merged, state, desk), *office_faults(merged, decisions, cells, desk.today)]
    return Outcome(
        desk=desk,
        taken=taken,
        register=merged,
        decisions=decisions,
        office_cells=cells,
        void=_in_order(*merged.void, *(record for one in later for record in one.void), *foreign),
        coverage=coverage(desk.roster, desk.figures, merged, charts, taken.seen, year=desk.year),
        receipts=_receipts(taken, findings, merged, desk),
        findings=_all_findings(findings, taken, desk),
        told=[*told, *faults, *about_master, *(finding for one in later for finding in one.findings)],
        events=_events(taken, merged, decisions, later, foreign_events, desk, state),
    )


def _decided(desk: Desk, merged: Register, old: OldMaster | None, state: State) -> Decisions:
    """Decide on the register, with the year's notices that are known from earlier runs."""
    known = {number: notice for number, notice in state.notices.items() if notice.year == desk.year}
    return decide(
        desk.roster,
        desk.figures,
        merged.points,
        merged.entries,
        known,
        notice_states(old, state),
        year=desk.year,
        today=desk.today,
    )


def _gone(taken: Taken, merged: Register, state: State, desk: Desk) -> list[Finding]:
    here = {file.sha256 for file in taken.received}
    return removed(here, merged.accepted, taken.seen, state, desk.roster, desk.year)


def _receipts(taken: Taken, findings: Iterable[Finding], merged: Register, desk: Desk) -> Sequence[Receipt]:
    of_units = charts_by_file(taken.received, desk.roster)
    return receipts(taken.received, taken.submissions, findings, merged.remarks, taken.seen, of_units)


def _carried(decisions: Decisions, desk: Desk, old: OldMaster | None, state: State) -> list[Carried]:
    """Return what the office has written beside notices and candidates, merged onto those of now."""
    rows = _described(decisions, desk.roster).items()
    return [carry(form, described, old, state, desk.today) for form, described in rows]


def _in_order(*void: VoidRecord) -> tuple[VoidRecord, ...]:
    """Return records of 已失效记录 by number, whether they came from the old master or from the journal."""
    return tuple(sorted(void, key=lambda record: (record.sheet, record.number)))


def _all_findings(findings: Iterable[Finding], taken: Taken, desk: Desk) -> list[Finding]:
    """Return every finding once, with its unit's name."""
    everything = [*findings, *(finding for one in taken.submissions for finding in one.findings)]
    return list(dict.fromkeys(named(everything, taken.submissions, desk.unit_names)))


def _described(decisions: Decisions, roster: Roster) -> dict[Form, dict[str, Described]]:
    """Return the rows of both decided sheets for people, so that what the office wrote beside one can be kept."""

    def notice(one: Notice) -> Described:
        return Described(roster.name_of(one.person, one.unit), f"{one.year}年{one.grade}级预警")

    def escalation(one: Escalation) -> Described:
        return Described(roster.name_of(one.party), f"情形{one.situation} {one.step}")

    return {
        NOTICES: {one.number: notice(one) for one in decisions.notices},
        ACCOUNTABILITY: {one.number: escalation(one) for one in decisions.escalations},
    }


def _events(
    taken: Taken,
    merged: Register,
    decisions: Decisions,
    later: Iterable[Carried],
    foreign: Iterable[Event],
    desk: Desk,
    state: State,
) -> list[Event]:
    """Return what this run adds to the journal, in the order in which it came about."""
    return [
        *taken.events,
        *merged.events,
        *counted_events(merged.accepted, state),
        *figures_events(desk.year, desk.figures.in_words(), state),
        *decision_events(desk.year, decisions, state),
        *notice_events(decisions.notices, state),
        *(event for one in later for event in one.events),
        *foreign,
    ]
