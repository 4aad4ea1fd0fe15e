"""``lzxl consolidate``, the main job: 收件/ → 汇总册.xlsx, the whole line once."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from lzxl.checks.across import check_across
from lzxl.decide import decide
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Finding
from lzxl.forms.form import Form
from lzxl.forms.master_warning import ACCOUNTABILITY, NOTICES
from lzxl.law.warning import PERSON
from lzxl.model import Decisions, Escalation, FileStatus, Notice, Roster
from lzxl.office.archive import sha256_of
from lzxl.office.atomic import ensure_writable, write_whole
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.register.coverage import coverage, flow_charts
from lzxl.register.facts import decision_events, figures_events, master_events, notice_events
from lzxl.register.merge import Register, register
from lzxl.register.office_columns import Carried, Described, carry, carry_foreign, notice_states
from lzxl.register.receipts import receipts
from lzxl.register.state import Event, State, fold
from lzxl.report import Report
from lzxl.workflow.desk import Desk, open_desk
from lzxl.workflow.master import lay_out, old_master
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.receive import Advance, Taken, named, quiet, take_in


def consolidate(root: Path, *, year: int | None, today: date, advance: Advance = quiet) -> Report:
    """Run the line on an office folder and write its master and journal; a run on the same input changes nothing."""
    office = Office.open(root)
    with run_lock(office, "汇总"), Reader() as reader:
        ensure_writable(office.master)
        journal = Journal.load(office.journal, office.head)
        told = journal.sound()
        state = fold(journal.events)
        desk = open_desk(office, reader, year=year, today=today)
        outcome = run_line(desk, reader, state, told, advance)
        content = render(lay_out(outcome))
        journal.append(outcome.events)  # first: no master may show a number that the journal has not given
        write_whole(office.master, content)
        journal.append(master_events(sha256_of(content), state))
    return _report(outcome)


def run_line(desk: Desk, reader: Reader, state: State, told: Iterable[Finding], advance: Advance) -> Outcome:
    """Take in, check, register and decide, without writing anything but the archive of originals."""
    taken = take_in(desk, reader, state, advance)
    old, faults = old_master(desk.office, reader)
    across = check_across(taken.submissions, desk.roster)
    findings = [*told, *desk.findings, *taken.findings, *faults, *across]
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
    known = {number: notice for number, notice in state.notices.items() if notice.year == desk.year}
    decisions = decide(
        desk.roster,
        desk.figures,
        merged.points,
        merged.entries,
        known,
        notice_states(old, state),
        year=desk.year,
        today=desk.today,
    )
    later = [
        carry(form, described, old, state, desk.today) for form, described in _described(decisions, desk.roster).items()
    ]
    foreign, foreign_events = carry_foreign(old, state)
    charts, nobodys = flow_charts(taken.received, taken.seen, desk.roster)
    findings = [*findings, *merged.findings, *nobodys, *(finding for one in later for finding in one.findings)]
    return Outcome(
        desk=desk,
        taken=taken,
        register=merged,
        decisions=decisions,
        office_cells={**merged.office, NOTICES.sheet: later[0].cells, ACCOUNTABILITY.sheet: later[1].cells},
        void=(*merged.void, *(record for one in later for record in one.void), *foreign),
        coverage=coverage(desk.roster, desk.figures, merged, charts, taken.seen, year=desk.year),
        receipts=receipts(taken.received, taken.submissions, findings, merged.remarks, taken.seen),
        findings=_all_findings(findings, taken, desk),
        events=_events(taken, merged, decisions, later, foreign_events, desk, state),
    )


def _all_findings(findings: Iterable[Finding], taken: Taken, desk: Desk) -> list[Finding]:
    """Return every finding once, with its unit's name."""
    everything = [*findings, *(finding for one in taken.submissions for finding in one.findings)]
    return list(dict.fromkeys(named(everything, taken.submissions, desk.unit_names)))


def _described(decisions: Decisions, roster: Roster) -> dict[Form, dict[str, Described]]:
    """Return the rows of both decided sheets for people, so that what the office wrote beside one can be kept."""

    def name(identity: str) -> str:
        person, unit = roster.people.get(identity), roster.units.get(identity)
        return person.name if person else unit.name if unit else identity

    def notice(one: Notice) -> Described:
        return Described(name(one.account), f"{one.year}年{one.grade}级预警")

    def escalation(one: Escalation) -> Described:
        return Described(name(one.party), f"情形{one.situation} {one.step}")

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
        *figures_events(desk.year, desk.figures.in_words(), state),
        *decision_events(desk.year, decisions, state),
        *notice_events(decisions.notices, state),
        *(event for one in later for event in one.events),
        *foreign,
    ]


def _report(outcome: Outcome) -> Report:
    returned = sum(receipt.status is FileStatus.RETURNED for receipt in outcome.receipts)
    unread = sum(receipt.status is FileStatus.UNREAD for receipt in outcome.receipts)
    accounts = outcome.decisions.accounts
    people = sum(account.subject_kind == PERSON for account in accounts)
    parts = [
        f"{outcome.desk.year} 年度汇总完成:风险点 {len(outcome.register.points)} 个,扣分台账 {len(outcome.register.entries)} 条",
        f"有预警等级的个人 {people} 人、单位 {len(accounts) - people} 个" if accounts else "",
        f"退回 {returned} 个、未读取 {unread} 个文件,原因见“问题清单”" if returned or unread else "",
    ]
    return Report(
        sentence=";".join(part for part in parts if part) + "。",
        receipts=outcome.receipts,
        findings=outcome.findings,
        written=(outcome.desk.office.master,),
        unit_names=outcome.desk.unit_names,
    )
