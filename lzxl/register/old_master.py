"""The old master (汇总册) as the register needs it: what the office has typed, by sheet and number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol

from lzxl.cells import CellError, NoResult, Place, Raw
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Form
from lzxl.forms.master_intake import VOID
from lzxl.forms.registry import MASTER_FILE
from lzxl.register.state import OfficeEntry, VoidRecord
from lzxl.register.typed import Typed

TWICE = rule(
    "G122",
    Severity.WARNING,
    "",
    "编号 {number} 在汇总册里出现了两行,“{heading}”填得不一样,多出的“{value}”已移到“已失效记录”",
    "请核对应以哪一个为准",
)
HOMELESS = rule(
    "G123",
    Severity.WARNING,
    "",
    "这一行没有编号,“{heading}”里填的“{value}”不知属于哪一行,已移到“已失效记录”",
    "请填到有编号的行里",
)


class Row(Protocol):
    """A row of a parsed sheet (``lzxl.forms.parse`` has the real one); ``number`` is the sheet's row."""

    @property
    def number(self) -> int: ...
    @property
    def values(self) -> Mapping[str, object]: ...
    @property
    def raw(self) -> Mapping[str, Raw]: ...


class Table(Protocol):
    """A parsed sheet."""

    @property
    def form(self) -> Form: ...
    @property
    def rows(self) -> Sequence[Row]: ...


@dataclass(frozen=True)
class OldMaster:
    """Rows by sheet and number (those without an entry too); ``void`` is None where the sheet 已失效记录 is missing.

    ``apart``: entries that stand beside no number, or differ in a second row of the same number. ``absent``: by sheet, the
    office's fields whose whole column is gone.
    """

    sheets: Mapping[str, Mapping[str, OfficeEntry]]
    void: tuple[VoidRecord, ...] | None = None
    apart: tuple[VoidRecord, ...] = ()
    absent: Mapping[str, frozenset[str]] = field(default_factory=dict)


def as_typed(raw: Raw) -> Typed:
    """Return what stands in an office cell so that it can be written again and reads the same ever after.

    Errors and times become their text; a formula that was never calculated becomes its text, after one ``=``.
    """
    match raw:
        case CellError():
            return raw.text
        case NoResult():
            return f"={raw.formula.removeprefix('=')}"
        case time():
            return raw.isoformat()
        case "":
            return None
        case _:
            return raw


_CONTENT = ("text", "reason", "disposal", "grounds")  # what a row says, by sheet
_SUBJECT = ("person_name", "party", "unit_name")


def _first(row: Row, names: Iterable[str]) -> str:
    return next((str(row.values[name]) for name in names if row.values.get(name)), "")


def _entry(form: Form, row: Row) -> OfficeEntry:
    typed = {column.field: as_typed(row.raw.get(column.field)) for column in form.office_columns}
    values = {name: value for name, value in typed.items() if value is not None}
    return OfficeEntry(values, _first(row, _SUBJECT), _first(row, _CONTENT))


def _void_records(table: Table) -> tuple[VoidRecord, ...]:
    records = []
    for row in table.rows:
        words = {name: str(row.values.get(name) or "") for name in ("sheet", "number", "subject", "content", "heading")}
        since = row.values.get("since")
        day = since.date() if isinstance(since, datetime) else since if isinstance(since, date) else None
        records.append(VoidRecord(**words, value=as_typed(row.raw.get("value")), since=day))
    return tuple(records)


def _to_void(form: Form, number: str, entry: OfficeEntry, name: str) -> VoidRecord:
    heading = form.by_field[name].heading
    return VoidRecord(form.sheet, number, entry.subject, entry.content, heading, entry.values[name], None)


def _sheet(table: Table) -> tuple[dict[str, OfficeEntry], list[VoidRecord], list[Finding]]:
    """Return a sheet's rows by number; what stands in a row without number, or differs in a second row, apart."""
    form = table.form
    rows: dict[str, OfficeEntry] = {}
    apart: list[VoidRecord] = []
    findings: list[Finding] = []
    for row in table.rows:
        number, entry = str(row.values.get(form.key) or ""), _entry(form, row)
        known = rows.get(number)
        merged = {**entry.values, **known.values} if known else dict(entry.values)
        for name, value in entry.values.items():
            if not number or merged[name] != value:
                fault = TWICE if number else HOMELESS
                place = Place(MASTER_FILE, form.sheet, row.number)
                heading = form.by_field[name].heading
                findings.append(fault.at(place, value, number=number, heading=heading))
                apart.append(_to_void(form, number, entry, name))
        if number:
            rows[number] = OfficeEntry(merged, entry.subject, entry.content)
    return rows, apart, findings


def _absent(table: Table) -> frozenset[str]:
    """Return the office's fields that no row has; a row holds a field, if empty, for each column of its sheet."""
    there = {name for row in table.rows for name in row.raw}
    return frozenset(column.field for column in table.form.office_columns if column.field not in there)


def read_old_master(tables: Iterable[Table]) -> tuple[OldMaster, list[Finding]]:
    """Return what the office has typed into the parsed sheets of the old master, and what is wrong with their rows."""
    sheets: dict[str, Mapping[str, OfficeEntry]] = {}
    absent: dict[str, frozenset[str]] = {}
    void: tuple[VoidRecord, ...] | None = None
    apart: list[VoidRecord] = []
    findings: list[Finding] = []
    for table in tables:
        if table.form is VOID or table.form.sheet == VOID.sheet:
            void = _void_records(table)
        elif table.form.key and table.form.office_columns:
            sheets[table.form.sheet], more, found = _sheet(table)
            absent[table.form.sheet] = _absent(table)
            apart += more
            findings += found
    return OldMaster(sheets, void, tuple(apart), absent), findings
