"""The deduction ledger 二(五): points, dates, serial numbers, and whom an entry is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lzxl.cells import Place
from lzxl.checks.head import HeadFacts, head_place
from lzxl.checks.items import resolve_item
from lzxl.checks.people import OTHER_UNIT as OTHER_UNITS_PERSON
from lzxl.checks.people import PersonCells, resolve_person
from lzxl.checks.units import Directory, UnitCells, resolve_unit
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.cell_rules import EMPTY
from lzxl.forms.characters import name_of
from lzxl.forms.ledger import LEDGER
from lzxl.forms.numbers import MOST_WHOLE
from lzxl.forms.parse import Table, TableRow
from lzxl.forms.readers import of_column
from lzxl.forms.records import complete, day, deduction, points, text, whole
from lzxl.forms.same_event import same_events
from lzxl.law.figures import Figures
from lzxl.law.grading import keeps_ledger
from lzxl.law.vocabulary import fold
from lzxl.law.warning import DEDUCTION, FULL_POINTS, PERSON, REMINDER, UNIT
from lzxl.model import Deduction, Person, Unit

OUT_OF_RANGE = rule(
    "K101",
    Severity.ERROR,
    "二(五)",
    "扣分 {value} 不在大于 0、不超过 {full} 的范围内",
    "一次扣分应大于 0、不超过 {full};不扣分的请把记录类型改为“提醒”。",
)
OFF_STEP = rule(
    "K102", Severity.ERROR, "二(五)", "扣分 {value} 不是 {step} 的整数倍", "请按 {step} 分一档填写(参数“扣分步长”)。"
)
REMINDER_POINTS = rule(
    "K103", Severity.ERROR, "二(五)", "提醒不扣分,这里填了 {value}", "提醒的扣分填 0;要扣分的请把记录类型改为“扣分”。"
)
OUTSIDE_YEAR = rule(
    "K104",
    Severity.ERROR,
    "二(五)",
    "发生日期 {value} 不在 {year} 年度内",
    "请核对日期;别的年度的事请登记在那个年度的台账里。",
)
BAD_SERIAL = rule("K105", Severity.ERROR, "二(五)", "序号 {value} 不是登记号", "序号从 1 起编,一事一号。")
SAME_SERIAL = rule(
    "K106", Severity.ERROR, "二(五)", "序号 {value} 与第 {first} 行重复", "一事一号,请给后登记的一笔编新的序号。"
)
UNIT_WITH_PERSON = rule(
    "K108",
    Severity.WARNING,
    "二(五)",
    "对象类型是“单位”,却写了人员“{value}”,按单位登记",
    "要登记到个人的,请把对象类型改为“个人”;否则请删去姓名和人员编号。",
)
OTHER_UNIT = rule(
    "K109",
    Severity.WARNING,
    "二(五)",
    "本单位的台账登记了别的单位“{value}”",
    "请核对单位;别的单位的事应由登记全社扣分的单位登记,本社认定时请一并核对。",
)
OF_OTHER_UNIT = rule(
    "K111",
    Severity.WARNING,
    "二(五)",
    "单位填的是“{value}”,“{name}”却是“{theirs}”的人员,按本人登记",
    "请核对单位和人员;人员已经调动的,请本社先改名册。",
)
ROWS_IN_ZERO = rule(
    "K110", Severity.WARNING, "二(五)", "零报告填了“是”,表内却有 {rows} 行记录", "有记录的请把零报告改为“否”或留空。"
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom an entry is about; ``sound``: known for certain."""

    unit: str = ""
    person: str = ""
    sound: bool = False


def check_ledger(
    table: Table, facts: HeadFacts, directory: Directory | None, figures: Figures
) -> tuple[list[Deduction], list[Finding]]:
    """Return the entries of the rows without error, and all findings across and within the rows."""
    entries, findings = [], []
    serials: dict[int, int] = {}
    for row in table.rows:
        subject, more = _subject(row, table, facts, directory, figures)
        item, item_findings = resolve_item(row, figures)
        more += [*item_findings, *_points(row, figures), *_day(row, facts), *_serial(row, serials)]
        findings += more
        sound = subject.sound and not any(finding.severity is Severity.ERROR for finding in more)
        if sound and facts.year is not None and complete(row, table.form.columns):
            entries.append(deduction(row, facts.unit_id, facts.year, subject.unit, subject.person, item))
    findings += same_events(entries)
    if table.head.get("zero_report") == "是" and table.rows:
        findings.append(ROWS_IN_ZERO.at(head_place(table, "zero_report"), "是", rows=len(table.rows)))
    return entries, findings


def refused_serials(
    table: Table, entries: Iterable[Deduction], findings: Iterable[Finding]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the serials of a ledger's rows that became no entry: of those to be put right, and of those to be taken out.

    To be taken out is what belongs into another year's or another unit's ledger; such a row without a serial counts as 0. A
    row that is to get another serial has none. A commitment table has neither.
    """
    if table.form.name != LEDGER.name:
        return (), ()
    rows_with: defaultdict[str, set[int]] = defaultdict(set)
    for finding in findings:
        rows_with[finding.code].add(finding.place.row)
    out = rows_with[OUTSIDE_YEAR.code] | rows_with[OTHER_UNITS_PERSON.code]
    leaving = tuple(_valid(row) for row in table.rows if row.number in out)
    others = (row for row in table.rows if row.number not in out | rows_with[SAME_SERIAL.code])
    refused = {_valid(row) for row in others} - {entry.serial for entry in entries} - {0}
    return tuple(sorted(refused)), leaving


def _valid(row: TableRow) -> int:
    """Return a row's serial, 0 where it has none that anybody can have meant."""
    serial = whole(row, "serial") or 0
    return serial if 1 <= serial <= MOST_WHOLE else 0


def _place(row: TableRow, field: str) -> Place:
    return row.places.get(field) or next(iter(row.places.values()), Place())


# ---------------------------------------------------------------- the subject


def _subject(
    row: TableRow, table: Table, facts: HeadFacts, directory: Directory | None, figures: Figures
) -> tuple[_Subject, list[Finding]]:
    kind = text(row, "subject_kind")
    number, name = text(row, "person_id"), text(row, "person_name")
    if not kind or row.broken & {"person_id", "person_name", "unit_name"}:
        return _Subject(), []
    if kind == PERSON and not (number or name):
        column = table.form.by_field["person_name"]
        return _Subject(), [of_column(EMPTY, column, _place(row, "person_name"))]
    findings = []
    if kind == UNIT and (number or name):
        findings.append(UNIT_WITH_PERSON.at(_place(row, "person_name"), name or number))
        number = name = ""
    if directory is None:
        return _Subject(text(row, "unit_name") or facts.unit_id, number or name, True), findings
    if facts.unit is None:
        return _Subject(), findings
    subject, more = _known_subject(row, facts.unit, directory, figures)
    return subject, [*findings, *more]


def _known_subject(row: TableRow, own: Unit, directory: Directory, figures: Figures) -> tuple[_Subject, list[Finding]]:
    """Return the subject by the roster; the ledger of 「台账单位」 may name anybody, any other its own people only."""
    anybody = keeps_ledger(own.id, own.kind.keeps_ledger, figures)
    name, place = text(row, "unit_name"), _place(row, "unit_name")
    named, findings = (
        resolve_unit(directory, UnitCells("", name, row.raw.get("unit_name"), place, place)) if name else (None, [])
    )
    if name and named is None:
        return _Subject(), findings
    if text(row, "subject_kind") == UNIT:
        if named and named.id != own.id and not anybody:
            findings.append(OTHER_UNIT.at(place, name))
        return _Subject((named or own).id, "", True), findings
    person, more = _person(row, named, None if anybody else own, directory)
    findings += more
    if person and named and person.unit != named.id:
        home = directory.roster.units.get(person.unit)
        findings.append(OF_OTHER_UNIT.at(place, name, name=person.name, theirs=home.name if home else person.unit))
    return (_Subject(person.unit, person.id, True) if person else _Subject()), findings


def _person(
    row: TableRow, named: Unit | None, own: Unit | None, directory: Directory
) -> tuple[Person | None, list[Finding]]:
    """Return the person of an entry: he decides, not the cell 单位 (``named``), which only tells namesakes apart.

    ``own``: the unit whose people may be named, None for anybody.
    """
    cells = PersonCells(
        text(row, "person_id"), text(row, "person_name"), _place(row, "person_id"), _place(row, "person_name")
    )
    namesakes = () if cells.id else directory.people_by_name.get(fold(cells.name), ())
    meant = named if named and any(one.unit == named.id for one in namesakes) else own
    person, findings = resolve_person(directory, cells, meant)
    if person and own and person.unit != own.id:
        return resolve_person(directory, replace(cells, id=person.id), own)
    return person, findings


# ---------------------------------------------------------------- points, day, serial


def _points(row: TableRow, figures: Figures) -> Iterator[Finding]:
    found, record = points(row, "points"), text(row, "record_type")
    if found is None or not record:
        return
    place, shown = _place(row, "points"), name_of(row.raw.get("points"))
    if record == REMINDER and found != 0:
        yield REMINDER_POINTS.at(place, shown)
    elif record == DEDUCTION and not 0 < found <= FULL_POINTS:
        yield OUT_OF_RANGE.at(place, shown, full=FULL_POINTS)
    elif record == DEDUCTION and found % figures.step != Decimal(0):
        yield OFF_STEP.at(place, shown, step=f"{figures.step.normalize():f}")


def _day(row: TableRow, facts: HeadFacts) -> Iterator[Finding]:
    found = day(row, "day")
    if found and facts.year is not None and not facts.wrong_year and found.year != facts.year:
        yield OUTSIDE_YEAR.at(_place(row, "day"), found, year=facts.year)


def _serial(row: TableRow, serials: dict[int, int]) -> Iterator[Finding]:
    """Yield what is wrong with a serial number; ``serials`` remembers the row of each."""
    serial = whole(row, "serial")
    if serial is None:
        return
    first = serials.setdefault(serial, row.number)
    if serial < 1:
        yield BAD_SERIAL.at(_place(row, "serial"), serial)
    elif first != row.number:
        yield SAME_SERIAL.at(_place(row, "serial"), serial, first=first)
