"""What people have changed in the master (汇总册) since it was written: cell by cell, beside what was written."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple, TypeAlias

from lzxl.cells import Block, CellError, NoResult, Place, Raw
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Column, Form
from lzxl.forms.master_intake import COVERAGE, FINDINGS, RECEIVED, VOID
from lzxl.forms.master_warning import ACCOUNTS
from lzxl.forms.parse import Table, TableRow
from lzxl.forms.registry import MASTER_FILE
from lzxl.forms.values import is_blank

MOST_LISTED = 50
_LONGEST = 40
_RECOMPUTED = "再汇总一次会按来件重新填;内容确实不对的,请单位改正后重报,或改名册、参数,不要改汇总册"

CHANGED = rule(
    "J120",
    Severity.WARNING,
    "",
    "这一格是程序填的,被改过:上次汇总写的是“{was}”,现在是“{now}”({row}“{heading}”)",
    _RECOMPUTED,
)
ADDED = rule("J121", Severity.WARNING, "", "这一行不是上次汇总写的:{row}", _RECOMPUTED)
GONE = rule("J122", Severity.WARNING, "", "上次汇总写的一行不见了:{row}", _RECOMPUTED)
MORE = rule("J123", Severity.WARNING, "", "汇总册里还有 {count} 处被改动,没有一一列出", _RECOMPUTED)
TYPED = rule(
    "J124",
    Severity.NOTE,
    "",
    "本社填写的栏目有 {count} 处改动,属正常",
    "再汇总一次即生效",
)
NO_SHEET = rule("J125", Severity.WARNING, "", "汇总册里没有“{sheet}”这张工作表了", "再汇总一次会重新写出")
NO_COLUMN = rule("J126", Severity.WARNING, "", "“{sheet}”里没有“{heading}”一栏了", "再汇总一次会重新写出")

# What tells the rows of a sheet apart where its form has no key.
_NAMES: Mapping[str, tuple[str, ...]] = {
    ACCOUNTS.sheet: ("subject_kind", "unit_id", "person_id"),
    COVERAGE.sheet: ("unit_id", "table"),
    RECEIVED.sheet: ("file",),
    FINDINGS.sheet: ("file", "sheet", "cell", "code"),
    VOID.sheet: ("sheet", "number", "heading"),
}
_Pairs: TypeAlias = list[tuple[TableRow, TableRow]]
_Naming: TypeAlias = Callable[[TableRow], Hashable]


class Sheets(NamedTuple):
    """One sheet as it was written and as it is found now; None where it is not there."""

    form: Form
    written: Table | None
    found: Table | None


def touched(sheets: Iterable[Sheets], overview: tuple[Block | None, Block | None] = (None, None)) -> list[Finding]:
    """Return a warning for each cell of the program's that differs, for rows added and deleted, and one note of the rest.

    ``overview``: the sheet 总览, written and found; free in form, it is compared address by address. Rows are the same by
    the form's key, so that a sheet may be sorted. The first fifty are listed, the others counted.
    """
    changes: list[Finding] = list(_overview(*overview))
    structure: list[Finding] = []
    typed = 0
    for form, written, found in sheets:
        if written is None:
            continue
        if found is None or found.headings is None:
            structure.append(NO_SHEET.at(Place(MASTER_FILE, form.sheet), sheet=form.sheet))
            continue
        lost = [column for column in form.columns if column.field not in found.headings.columns]
        place = Place(MASTER_FILE, form.sheet)
        structure += [NO_COLUMN.at(place, sheet=form.sheet, heading=column.heading) for column in lost]
        there = [column for column in form.columns if column not in lost]
        ours = [column for column in there if column not in form.office_columns]
        pairs, gone, added = _matched(form, ours, written.rows, found.rows)
        changes += _changes(form, ours, pairs, gone, added)
        offices = [column.field for column in form.office_columns if column not in lost]
        typed += sum(_differ(was, now, name) for was, now in pairs for name in offices)
    more = len(changes) - MOST_LISTED
    return [
        *structure,
        *islice(changes, MOST_LISTED),
        *([MORE.at(Place(MASTER_FILE), count=more)] if more > 0 else []),
        *([TYPED.at(Place(MASTER_FILE), count=typed)] if typed else []),
    ]


def _matched(
    form: Form, ours: Sequence[Column], written: Sequence[TableRow], found: Sequence[TableRow]
) -> tuple[_Pairs, list[TableRow], list[TableRow]]:
    """Return the rows that are the same, those that are gone, and those that were added: equal ones first, then by name."""
    fields = [column.field for column in ours]
    names = [name for name in ((form.key,) if form.key else _NAMES[form.sheet]) if name in fields]
    pairs: _Pairs = []
    gone, added = list(written), list(found)
    for by in (fields, names):
        waiting: defaultdict[Hashable, deque[TableRow]] = defaultdict(deque)
        for row in added:
            waiting[_values(row, by)].append(row)
        left = []
        for row in gone:
            same = waiting[_values(row, by)]
            if same:
                pairs.append((row, same.popleft()))
            else:
                left.append(row)
        taken = {now.number for _, now in pairs}
        gone, added = left, [row for row in added if row.number not in taken]
    return sorted(pairs, key=lambda pair: pair[1].number), gone, added


def _values(row: TableRow, fields: Sequence[str]) -> tuple[Hashable, ...]:
    return tuple(_plain(row.raw.get(name)) for name in fields)


def _differ(was: TableRow, now: TableRow, name: str) -> bool:
    return _plain(was.raw.get(name)) != _plain(now.raw.get(name))


def _changes(
    form: Form, ours: Sequence[Column], pairs: _Pairs, gone: Sequence[TableRow], added: Sequence[TableRow]
) -> Iterator[Finding]:
    for was, now in pairs:
        for column in ours:
            if _differ(was, now, column.field):
                words = {"was": _shown(was.raw.get(column.field)), "now": _shown(now.raw.get(column.field))}
                place = now.places[column.field]._replace(file=MASTER_FILE)
                yield CHANGED.at(place, words["now"], row=f"{_called(form, was)} 的", heading=column.heading, **words)
    for row in added:
        yield ADDED.at(Place(MASTER_FILE, form.sheet, row.number), row=_called(form, row))
    for row in gone:
        yield GONE.at(Place(MASTER_FILE, form.sheet), row=_called(form, row))


def _called(form: Form, row: TableRow) -> str:
    """Return how a row is called: by its key, or by what names it; else by what stands in it first."""
    names = (form.key,) if form.key else _NAMES[form.sheet]
    words = [_shown(row.raw.get(name)) for name in names if not is_blank(row.raw.get(name))]
    return " ".join(words or [_shown(raw) for raw in row.raw.values() if not is_blank(raw)][:2])


def _overview(written: Block | None, found: Block | None) -> Iterator[Finding]:
    if written is None:
        return
    if found is None:
        yield NO_SHEET.at(Place(MASTER_FILE, written.sheet), sheet=written.sheet)
        return
    for row in range(1, max(len(written.rows), len(found.rows)) + 1):
        width = max(len(block.rows[row - 1]) if row <= len(block.rows) else 0 for block in (written, found))
        for column in range(1, width + 1):
            was, now = written.at(row, column), found.at(row, column)
            if (row, column) not in written.formulas and _plain(was) != _plain(now):
                place = Place(MASTER_FILE, written.sheet, row, column)
                words = {"was": _shown(was), "now": _shown(now)}
                yield CHANGED.at(place, words["now"], row="", heading=place.address, **words)


def _plain(raw: Raw) -> Hashable:
    """Return a cell's value so that equal contents are equal, however the program that saved the workbook puts them."""
    match raw:
        case CellError():
            return raw.text
        case NoResult():
            return raw.formula
        case str():
            return raw.replace("\r\n", "\n").strip() or None
        case bool() | None:
            return raw
        case int() | float():
            return round(float(raw), 9)
        case datetime():
            moment = raw + timedelta(seconds=0.5)
            return _day_or_moment(moment.replace(microsecond=0, tzinfo=None))
        case _:
            return raw


def _day_or_moment(moment: datetime) -> date:
    return moment if moment.time() != time() else moment.date()


def _shown(raw: Raw) -> str:
    """Return a cell's value as it stands in a sentence."""
    plain = _plain(raw)
    text = "空" if plain is None else f"{plain:g}" if isinstance(plain, float) else str(plain)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
