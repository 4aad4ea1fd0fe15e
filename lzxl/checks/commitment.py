"""Commitment tables 二(二): whose rows they are, rows that stand twice, levels and dates that want a look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import cast

from lzxl.cells import Place
from lzxl.checks.head import HeadFacts, head_place
from lzxl.checks.people import PersonCells, resolve_person
from lzxl.checks.units import Directory
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.parse import Table, TableRow
from lzxl.forms.records import complete, risk_point, text
from lzxl.law.figures import Figures
from lzxl.law.level import proposed, steps_between
from lzxl.law.vocabulary import fold
from lzxl.model import RiskPoint

SAME_ROW = rule("X140", Severity.ERROR, "二(二)", "与第 {first} 行完全相同,同一行写了两次", "请删去重复的一行。")
SAME_POINT = rule(
    "X141",
    Severity.WARNING,
    "二(二)",
    "风险点与第 {first} 行相同,其他栏不同",
    "请核对是否重复;确是两个风险点的,请把风险点写得有区别。",
)
TWO_STEPS = rule(
    "X142",
    Severity.WARNING,
    "二(三)2",
    "自评等级“{value}”与三项标准得出的建议等级“{level}”相差两级",
    "请对照风险大小、危害程度、发生频率重新自评,或向领导小组说明理由。",
)
ONE_STEP = rule(
    "X143",
    Severity.NOTE,
    "二(三)2",
    "自评等级“{value}”与三项标准得出的建议等级“{level}”相差一级",
    "以领导小组评定的等级为准。",
)
PAST = rule(
    "X145",
    Severity.WARNING,
    "二(四)1",
    "完成时限 {value} 早于填表日期 {filled}",
    "请核对完成时限;已经完成的措施请改写为长期措施。",
)
OTHER_POST = rule(
    "X146", Severity.NOTE, "二(二)1", "职务“{value}”与名册的“{post}”不同", "请核对;职务有变动的,请本社更新名册。"
)
OTHER_PROMISER = rule(
    "X147",
    Severity.NOTE,
    "二(二)2",
    "承诺人“{value}”不是名册上的负责人“{head}”",
    "单位承诺表由负责人承诺;负责人有变动的,请本社更新名册。",
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the person it belongs to: ``key`` keeps people apart who could not be resolved."""

    row: TableRow
    person: str
    key: str
    sound: bool


def check_commitment(
    table: Table, facts: HeadFacts, directory: Directory | None, figures: Figures
) -> tuple[list[RiskPoint], list[Finding]]:
    """Return the risk points of the rows without error, and all findings across and within the rows."""
    findings: list[Finding] = []
    rows = []
    for row in table.rows:
        found, more = _person(row, table, facts, directory)
        findings += more
        rows.append(found)
    doubled = sorted(_twice(rows, table), key=itemgetter(0))
    findings += [finding for _, finding in doubled]
    errors = {number for number, finding in doubled if finding.severity is Severity.ERROR}
    points = _points(rows, table, facts, errors)
    for point, row in points:
        findings += _judge_point(point, row, facts, figures)
    return [point for point, _ in points], [*findings, *_promiser(table, facts, directory)]


# ---------------------------------------------------------------- people


def _person(row: TableRow, table: Table, facts: HeadFacts, directory: Directory | None) -> tuple[_Row, list[Finding]]:
    if "person_name" not in table.form.by_field:
        return _Row(row, "", facts.unit_id, True), []
    number, name = text(row, "person_id"), text(row, "person_name")
    key = number or fold(name)
    unreadable = row.broken & {"person_id", "person_name"}
    if directory is None or facts.unit is None or unreadable:
        return _Row(row, number or name, key, not unreadable), []
    cells = PersonCells(number, name, _place(row, "person_id"), _place(row, "person_name"))
    person, findings = resolve_person(directory, cells, facts.unit)
    if person is None:
        return _Row(row, "", key, False), findings
    post = text(row, "post")
    if post and person.post and fold(post) != fold(person.post):
        findings.append(OTHER_POST.at(_place(row, "post"), post, post=person.post))
    return _Row(row, person.id, person.id, True), findings


def _place(row: TableRow, field: str) -> Place:
    return row.places.get(field) or next(iter(row.places.values()), Place())


def _promiser(table: Table, facts: HeadFacts, directory: Directory | None) -> Iterator[Finding]:
    promiser = cast("str | None", table.head.get("promiser"))
    head = directory.roster.people.get(facts.unit.head) if directory and facts.unit else None
    if promiser and head and fold(promiser) not in (fold(head.name), fold(head.id)):
        yield OTHER_PROMISER.at(head_place(table, "promiser"), promiser, head=head.name)


# ---------------------------------------------------------------- rows


def _points(rows: list[_Row], table: Table, facts: HeadFacts, errors: set[int]) -> list[tuple[RiskPoint, TableRow]]:
    """Return the sound rows as records; the ordinal counts all rows of the person (unit), read or not."""
    ordinals: dict[str, int] = {}
    points = []
    for found in rows:
        ordinals[found.key] = ordinals.get(found.key, 0) + 1
        if found.sound and found.row.number not in errors and complete(found.row, table.form.columns):
            point = risk_point(found.row, facts.unit_id, found.person, ordinals[found.key])
            points.append((point, found.row))
    return points


def _twice(rows: list[_Row], table: Table) -> Iterator[tuple[int, Finding]]:
    """Yield (row, finding) for rows that say the same again, for the same person (unit)."""
    fields = [c.field for c in table.form.columns if c.field not in ("serial", "person_id", "person_name")]
    alike: dict[tuple[str, str], list[TableRow]] = {}
    for found in rows:
        point = fold(text(found.row, "text"))
        if point:
            alike.setdefault((found.key, point), []).append(found.row)
    for group in alike.values():
        whole: dict[tuple[object, ...], int] = {}
        for row in group if len(group) > 1 else ():
            content = tuple([_folded(row.values.get(field)) for field in fields])
            first, same = whole.setdefault(content, row.number), group[0].number
            if first != row.number:
                yield row.number, SAME_ROW.at(_place(row, "text"), text(row, "text"), first=first)
            elif same != row.number and _place(row, "text").row == row.number:
                yield row.number, SAME_POINT.at(_place(row, "text"), text(row, "text"), first=same)


def _folded(value: object) -> object:
    return fold(value) if isinstance(value, str) else value


def _judge_point(point: RiskPoint, row: TableRow, facts: HeadFacts, figures: Figures) -> Iterator[Finding]:
    level = proposed(point.size, point.harm, point.frequency, figures).level
    steps = steps_between(point.self_level, level)
    if steps:
        finding_rule = TWO_STEPS if steps > 1 else ONE_STEP
        yield finding_rule.at(_place(row, "self_level"), point.self_level, level=level)
    if isinstance(point.deadline, date) and facts.filled and point.deadline < facts.filled:
        yield PAST.at(_place(row, "deadline"), point.deadline, filled=facts.filled)
