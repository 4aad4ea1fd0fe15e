"""The roster workbook (名册): its three sheets as records, and the faults of each row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

from lzxl.cells import Book, Place
from lzxl.checks.roster_links import Places, linked
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.addresses import no_address
from lzxl.forms.form import Form
from lzxl.forms.identify import find_sheet
from lzxl.forms.parse import TableRow, parse
from lzxl.forms.records import complete, text, words
from lzxl.forms.roster import PEOPLE, SETTINGS, UNITS
from lzxl.law.figures import Setting
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.law.vocabulary import fold
from lzxl.model import Person, Roster, Unit

NO_SHEET = rule("R101", Severity.ERROR, "二(二)", "名册里没有工作表“{sheet}”", "请补上工作表“{sheet}”及其表头。")
NO_SETTINGS = rule(
    "R102", Severity.NOTE, "二(五)", "名册里没有工作表“参数”,全部按默认值办理", "需要改动参数的,请补上工作表“参数”。"
)
SAME_ID = rule(
    "R103", Severity.ERROR, "二(二)", "编号“{value}”与第 {first} 行重复,本行没有读入", "编号不能重复,请改正。"
)
NOT_READ = rule("R104", Severity.ERROR, "二(二)", "本行有错误,“{value}”没有读入名册", "请改正本行标出的单元格。")
UNKNOWN_UNIT = rule(
    "R105",
    Severity.ERROR,
    "二(二)",
    "“{name}”的单位编号“{value}”不在“单位”表里(或那一行有错误),没有读入名册",
    "请改正单位编号,或先登记单位。",
)
NO_ADDRESS = rule(
    "R106",
    Severity.WARNING,
    "二(二)",
    "“{name}”的邮箱“{value}”里的“{word}”不是邮箱地址,这一格的邮箱都不使用",
    "请填完整的邮箱地址;有几个的,用“;”分开。",
)

_Record = TypeVar("_Record", Unit, Person)


def read_roster(book: Book) -> tuple[Roster, list[Setting], list[Finding]]:
    """Return the roster, the office's settings (empty value: the default), and all that is wrong in the workbook.

    A row that cannot be read, or repeats a number, is left out with an error, and remembered as faulty.
    """
    unit_rows, findings = _rows(book, UNITS)
    people_rows, more = _rows(book, PEOPLE)
    findings += more
    setting_rows, more = _rows(book, SETTINGS)
    findings += more
    units, unit_places, lost_units, more = _records(unit_rows, UNITS, _unit)
    findings += more
    people, people_places, lost_people, more = _records(people_rows, PEOPLE, _person)
    findings += more
    findings += [*_no_addresses(units, unit_places), *_no_addresses(people, people_places)]
    faulty = {*_faulty(lost_units, units), *_faulty(lost_people, people)}
    housed = {number: person for number, person in people.items() if person.unit in units}
    for number, person in people.items():
        if units and number not in housed:
            findings.append(UNKNOWN_UNIT.at(people_places[number]["unit"], person.unit, name=person.name))
            faulty |= {fold(number), fold(person.name)}
    roster, more = linked(Roster(units, housed, faulty=frozenset(faulty)), unit_places, people_places)
    return roster, [_setting(row) for row in setting_rows], list(dict.fromkeys([*findings, *more]))


def _rows(book: Book, form: Form) -> tuple[Sequence[TableRow], list[Finding]]:
    block = find_sheet(book, form)
    if block is None:
        place = Place(book.file)
        return (), [NO_SETTINGS.at(place) if form is SETTINGS else NO_SHEET.at(place, sheet=form.sheet)]
    table, findings = parse(form, block)
    return table.rows, findings


def _records(
    rows: Sequence[TableRow], form: Form, make: Callable[[TableRow], _Record]
) -> tuple[dict[str, _Record], Places, list[TableRow], list[Finding]]:
    """Return the records by id with the places of their cells, and the rows that made none; the first of a number holds."""
    records: dict[str, _Record] = {}
    places: dict[str, Mapping[str, Place]] = {}
    lost: list[TableRow] = []
    findings = []
    for row in rows:
        number = text(row, "id")
        place = row.places.get("id", Place())
        if number in places:
            lost.append(row)
            findings.append(SAME_ID.at(place, number, first=places[number]["id"].row))
        elif _usable(row, form):
            records[number], places[number] = make(row), row.places
        else:
            lost.append(row)
            findings.append(NOT_READ.at(place._replace(column=0), text(row, "name") or number))
    return records, places, lost, findings


def _no_addresses(records: Mapping[str, Unit] | Mapping[str, Person], places: Places) -> Iterator[Finding]:
    for number, record in records.items():
        if word := no_address(record.mail):
            yield NO_ADDRESS.at(places[number]["mail"], record.mail, name=record.name, word=word)


def _faulty(lost: Iterable[TableRow], held: Mapping[str, Unit] | Mapping[str, Person]) -> Iterator[str]:
    """Yield what the units (people) of lost rows may be called, folded; not what the holder of their number is called."""
    for row in lost:
        number = text(row, "id")
        named = {fold(word) for word in (number, text(row, "name"), text(row, "short_name"), *words(row, "aliases"))}
        holder = held.get(number)
        yield from named - {"", *(map(fold, _called(holder)) if holder else ())}


def _called(record: Unit | Person) -> tuple[str, ...]:
    """Return a record's number and all of its names."""
    others = (record.short_name, *record.aliases) if isinstance(record, Unit) else ()
    return record.id, record.name, *others


def _usable(row: TableRow, form: Form) -> bool:
    """Return whether a row makes a record: what is optional and unreadable was told, and holds nobody back."""
    required = [column for column in form.columns if column.required]
    optional = row.broken - {column.field for column in required}
    return complete(TableRow(row.number, row.values, row.raw, row.places, row.broken - optional), required)


def _unit(row: TableRow) -> Unit:
    return Unit(
        id=text(row, "id"),
        name=text(row, "name"),
        kind=UNIT_KINDS[text(row, "kind")],
        short_name=text(row, "short_name"),
        head=text(row, "head"),
        leader=text(row, "leader"),
        mail=text(row, "mail"),
        aliases=words(row, "aliases"),
    )


def _person(row: TableRow) -> Person:
    return Person(
        id=text(row, "id"),
        name=text(row, "name"),
        unit=text(row, "unit"),
        post=text(row, "post"),
        rank=RANKS[text(row, "rank")],
        superior=text(row, "superior"),
        key_post=text(row, "key_post") == "是",
        mail=text(row, "mail"),
    )


def _setting(row: TableRow) -> Setting:
    adopted = cast("date | None", row.values.get("adopted"))
    return Setting(text(row, "item"), row.values.get("value"), adopted, row.number, text(row, "remark"))
