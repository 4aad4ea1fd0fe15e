"""The made-up office on disk: its roster and a 收件/ folder with everything that was received."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from lzxl.excel.locking import locked
from lzxl.excel.write import render
from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.office.paths import INBOX, ROSTER
from lzxl.sample import others
from lzxl.sample.edits import Typed, apply_sheet, apply_typed
from lzxl.sample.fault import Expectation, Fault
from lzxl.sample.faults import FAULTS
from lzxl.sample.files import gbk_zip
from lzxl.sample.ledgers import LEDGERS, event_rows, ledger_rows
from lzxl.sample.roster import roster
from lzxl.sample.tables import filled, head, position_rows, unit_rows
from lzxl.sample.units import LEDGER_UNIT, SAMPLE_UNITS, SampleUnit

LATE = ("U16", "U21", "U25")  # these send neither commitment table


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file as it is received: path below 收件/, content, and when it came."""

    file: str
    data: bytes
    came: datetime


def build_office(target: Path, year: int, today: date) -> list[Expectation]:
    """Make the office in ``target`` (created where missing) and return what must come of the files worth a look.

    ``today`` is after the office's busy autumn: ``ValueError`` before 1 November of ``year``. Files carry the time at
    which they came, so that a later one is later.
    """
    if today < date(year, 11, 1):
        raise ValueError(f"the sample office needs a day after October {year}")
    target.mkdir(parents=True, exist_ok=True)
    (target / ROSTER).write_bytes(render(roster(year)))
    for parcel in parcels(year):
        path = target / INBOX / parcel.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(parcel.data)
        os.utime(path, (parcel.came.timestamp(),) * 2)
    return expectations()


def expectations() -> list[Expectation]:
    """Return what must come of the files that are worth a look, in the order of their names."""
    faulty = [Expectation(f.file, f.what, f.status, tuple((r.code, r.cell(f.form)) for r in f.reports)) for f in FAULTS]
    return sorted([*faulty, *others.EXPECTED], key=lambda one: one.file)


def parcels(year: int) -> list[Parcel]:
    """Return everything received, in the order of the names; what a unit zipped stands in its archive only."""
    made = {parcel.file: parcel for parcel in (*_ordinary(year), *(_faulty(fault, year) for fault in FAULTS))}
    for parcel in _others(made, year):
        made[parcel.file] = parcel
    zipped = [name for name in made if name.startswith(others.ZIPPED_FOLDER)]
    members = {name.removeprefix(others.ZIPPED_FOLDER): made.pop(name).data for name in zipped}
    made[others.ARCHIVE] = Parcel(others.ARCHIVE, gbk_zip(members), _came(SAMPLE_UNITS["U15"], year))
    return [made[name] for name in sorted(made)]


def _came(unit: SampleUnit, year: int, days_later: int = 0) -> datetime:
    return datetime.combine(filled(unit, year) + timedelta(days=1 + days_later), time(10, 30))


def _workbook(form: Form, typed: Typed) -> bytes:
    return render(template(form, typed.head, typed.rows))


def _typed(unit: SampleUnit, form: Form, year: int) -> Typed:
    """Return a table as the unit should fill it in; a ledger without entries says that there is nothing to report."""
    rows = {POSITION.name: position_rows, UNIT_TABLE.name: unit_rows}
    if form is LEDGER:
        entries = ledger_rows(unit.id, year) if unit.id in LEDGERS else []
        return Typed(head(unit, year) | {"zero_report": "否" if entries else "是"}, entries, year)
    return Typed(head(unit, year), rows[form.name](unit, year), year)


def _ordinary(year: int) -> Iterator[Parcel]:
    """Yield what the units that send in time and in order send."""
    for unit in SAMPLE_UNITS.values():
        forms = [] if unit.id in LATE else [POSITION, *([UNIT_TABLE] if unit.kind.owes_unit_table else [])]
        for form in [*forms, *([LEDGER] if unit.id in LEDGERS else [])]:
            days_later = 60 if unit.id == LEDGER_UNIT and form is LEDGER else 0
            came = _came(unit, year, days_later)
            typed = _typed(unit, form, year)
            if days_later:
                typed = replace(typed, head={**typed.head, "filled": came.date()})
            yield Parcel(f"{unit.short_name}/{form.name}.xlsx", _workbook(form, typed), came)


def _faulty(fault: Fault, year: int) -> Parcel:
    unit = SAMPLE_UNITS[fault.unit]
    typed = _typed(unit, fault.form, year)
    if fault.events:
        typed = Typed({**typed.head, "zero_report": "否"}, list(event_rows(fault.events, year)), year)
    typed = apply_typed(typed, fault.edits)
    data = render(apply_sheet(template(fault.form, typed.head, typed.rows), fault.form, fault.edits))
    if fault.password:
        data = locked(data, fault.password)
    return Parcel(fault.file, data, _came(unit, year, fault.days_later))


def _others(made: dict[str, Parcel], year: int) -> Iterator[Parcel]:
    """Yield papers, litter and what is no workbook of ours."""
    for unit in SAMPLE_UNITS.values():
        paper = others.flow_chart(unit)
        if paper:
            yield Parcel(*paper, _came(unit, year))
    for file, data in others.files().items():
        yield Parcel(file, data, datetime(year, 9, 22, 9))
    original = made[others.COPY_OF]
    yield Parcel(others.COPY, original.data, original.came + timedelta(days=2))
