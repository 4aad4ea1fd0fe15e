"""The office's columns (marked * in the contract): merged back by number, restored, and carried to 已失效记录 二(三)3.

Nothing that the office has typed is lost: what stands beside a current row stays there, what stood beside a row that has
vanished moves to 已失效记录, and comes back from there with its row.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeAlias, TypeVar

from lzxl.cells import Place, Value
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Form
from lzxl.forms.master_warning import NOTICES
from lzxl.forms.registry import MASTER, MASTER_FILE
from lzxl.forms.values import read_value
from lzxl.model import NoticeState
from lzxl.register.old_master import OldMaster
from lzxl.register.state import Event, OfficeEntry, State, VoidRecord, office_event, void_event
from lzxl.register.typed import Typed

Cells: TypeAlias = dict[str, dict[str, Typed]]  # by number, then by field

RESTORED = rule(
    "G120",
    Severity.NOTE,
    "",
    "没有找到原来的“{sheet}”,本社填写的 {count} 处内容已按流水恢复",
    "请核对一遍本社填写的栏目",
)
DELETED = rule(
    "G121",
    Severity.WARNING,
    "",
    "{number} 一行被从汇总册中删去,但来件仍在;本行及本社填写的内容已恢复",
    "{instead},不要删行",
)
COLUMN_GONE = rule(
    "G124",
    Severity.WARNING,
    "",
    "汇总册“{sheet}”里没有“{heading}”一栏了,本社填写的内容已按流水恢复",
    "请核对这一栏;不要删去本社填写的栏目,也不要改它的名称",
)

# What the office fills in, where it would have a row no longer count: by the column that says so.
_INSTEAD = {
    "screening": "不想计入的,请在“甄别结果”一栏填“剔除”或“合并”",
    "recognition": "不想计入的,请在“认定结果”一栏填“不予认定”,或请单位重报台账并把“状态”改为“撤销”",
    "acceptance": "整改验收了的,请填“验收结果”;扣分撤销的,预警由程序改为“已撤回”",
    "outcome": "已经研究过的,请填“问责结果”",
}

OFFICE_SHEETS: tuple[Form, ...] = tuple(form for form in MASTER if form.key and form.office_columns)


@dataclass(frozen=True, slots=True)
class Described:
    """A current row for people: whom it belongs to and what it says."""

    subject: str
    content: str


Row = TypeVar("Row")


class Rows(Mapping[str, Described], Generic[Row]):
    """Current rows by number, each described only when it is asked for: few of a large register ever are."""

    def __init__(self, rows: Mapping[str, Row], describe: Callable[[Row], Described]) -> None:
        self._rows, self._describe = rows, describe

    def __getitem__(self, number: str) -> Described:
        return self._describe(self._rows[number])

    def __contains__(self, number: object) -> bool:
        return number in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True)
class Carried:
    """One sheet's office columns: cells by number and field as they stood, what went to 已失效记录, and what is new."""

    cells: Cells
    void: tuple[VoidRecord, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]


def _known(sheet: str, state: State) -> dict[str, OfficeEntry]:
    return {number: entry for (of, number), entry in state.office.items() if of == sheet and entry.values}


def as_written(state: State) -> OldMaster:
    """Return what reading the master gives as long as nobody has saved it since we wrote it: just what the journal has."""
    sheets = {form.sheet: _known(form.sheet, state) for form in OFFICE_SHEETS}
    return OldMaster(sheets, tuple(record for records in state.void.values() for record in records))


def standing(form: Form, old: OldMaster | None, state: State) -> dict[str, OfficeEntry]:
    """Return what the office has entered on a sheet, by number: as the old master has it, else as the journal has it."""
    known = _known(form.sheet, state)
    if old is None or form.sheet not in old.sheets:
        return known
    absent = old.absent.get(form.sheet, frozenset())
    rows = {number: _filled(entry, known.get(number), absent) for number, entry in old.sheets[form.sheet].items()}
    return {**known, **rows}


def _filled(entry: OfficeEntry, known: OfficeEntry | None, absent: Collection[str]) -> OfficeEntry:
    """Return a row with what the journal knows of columns that the old master has lost."""
    if not known or not absent:
        return entry
    restored = {name: value for name, value in known.values.items() if name in absent}
    return replace(entry, values={**restored, **entry.values})


def _told(form: Form, current: Collection[str], old: OldMaster | None, state: State) -> list[Finding]:
    """Say what was restored: a whole sheet that is missing, or rows that were deleted by hand."""
    known, place = _known(form.sheet, state), Place(MASTER_FILE, form.sheet)
    if old is None or form.sheet not in old.sheets:
        count = sum(len(entry.values) for entry in known.values())
        return [RESTORED.at(place, sheet=form.sheet, count=count)] if known else []
    deleted = sorted(number for number in known.keys() - old.sheets[form.sheet].keys() if number in current)
    lost = old.absent.get(form.sheet, frozenset()) & {name for entry in known.values() for name in entry.values}
    columns = [COLUMN_GONE.at(place, heading=form.by_field[name].heading, sheet=form.sheet) for name in sorted(lost)]
    instead = next(words for name, words in _INSTEAD.items() if name in form.by_field)
    return [*columns, *(DELETED.at(place, number=number, instead=instead) for number in deleted)]


def _void_before(sheet: str, old: OldMaster | None, state: State) -> dict[str, list[VoidRecord]]:
    """Return the records of 已失效记录 that belong to a sheet, by number: the old master's, else the journal's."""
    records: Iterable[VoidRecord] = (record for known in state.void.values() for record in known)
    if old:
        records = (*(records if old.void is None else old.void), *old.apart)
    found: defaultdict[str, list[VoidRecord]] = defaultdict(list)
    for record in records:
        if record.sheet == sheet and not any(_same(record, other) for other in found[record.number]):
            found[record.number].append(record)
    return found


def _same(one: VoidRecord, other: VoidRecord) -> bool:
    return (one.heading, one.value) == (other.heading, other.value)


def carry(form: Form, current: Mapping[str, Described], old: OldMaster | None, state: State, today: date) -> Carried:
    """Merge the office's columns of one sheet onto its ``current`` rows by number.

    ``today`` is the day from which an entry whose row has vanished counts as 已失效 (失效日期).
    """
    entries, void = standing(form, old, state), _void_before(form.sheet, old, state)
    cells: Cells = {}
    for number in current:
        if number not in entries and number not in void:
            continue
        entry = entries.get(number)
        values, void[number] = _return(form, dict(entry.values) if entry else {}, void.get(number, []))
        if values:
            cells[number] = values
    for number in sorted(number for number in entries if number not in current):
        void[number] = _retire(form, number, entries[number], void.get(number, []), today)
    events = [*_office_events(form, cells, current, state), *_void_events(form.sheet, void, state)]
    kept = tuple(record for records in void.values() for record in records)
    return Carried(cells, kept, tuple(events), tuple(_told(form, current, old, state)))


def _return(
    form: Form, values: dict[str, Typed], void: Sequence[VoidRecord]
) -> tuple[dict[str, Typed], list[VoidRecord]]:
    """Put entries from 已失效记录 back beside their row; one whose cell holds something else by now stays there."""
    fields = {column.heading: column.field for column in form.office_columns}
    kept = []
    for record in void:
        name = fields.get(record.heading)
        if name is None or values.setdefault(name, record.value) != record.value:
            kept.append(record)
    return values, kept


def _retire(form: Form, number: str, entry: OfficeEntry, void: Sequence[VoidRecord], today: date) -> list[VoidRecord]:
    new = [
        VoidRecord(form.sheet, number, entry.subject, entry.content, column.heading, value, today)
        for column in form.office_columns
        if (value := entry.values.get(column.field)) is not None
    ]
    return [*void, *(record for record in new if not any(_same(record, other) for other in void))]


def _office_events(form: Form, cells: Cells, current: Mapping[str, Described], state: State) -> list[Event]:
    known = _known(form.sheet, state)
    events = []
    for number in sorted(cells.keys() | known.keys()):
        values, row = cells.get(number, {}), current.get(number, Described("", ""))
        if number not in known or _typed(values) != _typed(known[number].values):
            events.append(office_event(form.sheet, number, OfficeEntry(values, row.subject, row.content)))
    return events


def _typed(values: Mapping[str, Typed]) -> dict[str, tuple[bool, Typed]]:
    """Return cells so that TRUE, which Python takes for 1, can be told from it."""
    return {name: (isinstance(value, bool), value) for name, value in values.items()}


def _void_events(sheet: str, void: Mapping[str, Sequence[VoidRecord]], state: State) -> list[Event]:
    known = {number: records for (of, number), records in state.void.items() if of == sheet and records}
    return [
        void_event(sheet, number, void.get(number, ()))
        for number in sorted({number for number, records in void.items() if records} | known.keys())
        if tuple(void.get(number, ())) != known.get(number, ())
    ]


def carry_foreign(old: OldMaster | None, state: State) -> tuple[tuple[VoidRecord, ...], list[Event]]:
    """Return the records of 已失效记录 that name no sheet of ours (typed or moved there by hand), and their events."""
    ours = {form.sheet for form in OFFICE_SHEETS}
    sheets = {sheet for sheet, _ in state.void} | {record.sheet for record in (old.void or () if old else ())}
    kept: list[VoidRecord] = []
    events: list[Event] = []
    for sheet in sorted(sheets - ours):
        void = _void_before(sheet, old, state)
        kept += [record for records in void.values() for record in records]
        events += _void_events(sheet, void, state)
    return tuple(kept), events


def understood(form: Form, cells: Mapping[str, Mapping[str, Typed]]) -> dict[str, dict[str, Value]]:
    """Return the office's cells as values that a decision can use; what cannot be read is left out."""
    return {number: _read(form, values) for number, values in cells.items()}


def _read(form: Form, values: Mapping[str, Typed]) -> dict[str, Value]:
    read: dict[str, Value] = {}
    for column in form.office_columns:
        value, _ = read_value(column, values.get(column.field), Place(MASTER_FILE, form.sheet))
        if value is not None and not isinstance(value, tuple):
            read[column.field] = value
    return read


def judged(
    form: Form, numbers: Iterable[str], cells: Mapping[str, Mapping[str, Typed]], first_row: int
) -> list[Finding]:
    """Return what is wrong with the office's cells, at their places in the master that is being written.

    ``numbers``: those of the sheet's rows in order; the first stands in ``first_row``.
    """
    return [
        finding
        for row, number in enumerate(numbers, first_row)
        if number in cells
        for at, column in enumerate(form.columns, 1)
        if column.field in cells[number]
        for finding in read_value(column, cells[number][column.field], Place(MASTER_FILE, form.sheet, row, at))[1]
    ]


def notice_states(old: OldMaster | None, state: State) -> dict[str, NoticeState]:
    """Return what the office has entered for each notice (预警登记), by its number; known before notices are decided."""
    void = _void_before(NOTICES.sheet, old, state)
    entries = {number: dict(entry.values) for number, entry in standing(NOTICES, old, state).items()}
    cells = {
        number: _return(NOTICES, entries.get(number, {}), void.get(number, []))[0] for number in {**entries, **void}
    }
    return {number: _notice_state(values) for number, values in understood(NOTICES, cells).items()}


def _notice_state(values: Mapping[str, Value]) -> NoticeState:
    issued = values.get("issued")
    return NoticeState(issued if isinstance(issued, date) else None, str(values.get("acceptance") or ""))
