"""What people do to a template, as data: edits of the values before it is laid out, of the sheet after, of the file at last."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from lzxl.cells import Area, Cell, Formula, Out, PrintSetup, Sheet, Value, WorkbookOut
from lzxl.forms.form import Form
from lzxl.sample.tables import Row


@dataclass(frozen=True, slots=True)
class On:
    """A day of the office's year, or of one that many ``years`` from it."""

    month: int
    day: int
    years: int = 0


@dataclass(frozen=True, slots=True)
class InYear:
    """The number of a year, counted from the office's."""

    years: int


TypedValue = Value | tuple[str, ...] | On | InYear
_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def in_year(value: TypedValue, year: int) -> Value | tuple[str, ...]:
    """Return what was typed in ``year``; ``{year}`` and ``{chinese_year}`` in a text are filled in."""
    if isinstance(value, On):
        return date(year + value.years, value.month, value.day)
    if isinstance(value, InYear):
        return year + value.years
    if isinstance(value, str):
        return value.format(year=year, chinese_year=str(year).translate(_CHINESE_DIGITS))
    return value


_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)(?![\d(])")


@dataclass(frozen=True)
class Typed:
    """A table as somebody filled it in that year: what stands in the head, and the rows by field."""

    head: Mapping[str, Value]
    rows: Sequence[Row]
    year: int


@dataclass(frozen=True, slots=True)
class Put:
    """Type ``value`` into a field of the ``row``-th row (from 1)."""

    row: int
    field: str
    value: TypedValue

    def typed(self, table: Typed) -> Typed:
        """Return the table with the value typed in."""
        rows = [dict(row) for row in table.rows]
        rows[self.row - 1][self.field] = in_year(self.value, table.year)
        return replace(table, rows=rows)


@dataclass(frozen=True)
class Head:
    """Type other values into the head, by field."""

    values: Mapping[str, TypedValue]

    def typed(self, table: Typed) -> Typed:
        """Return the table with another head."""
        typed = {name: cast(Value, in_year(value, table.year)) for name, value in self.values.items()}
        return replace(table, head={**table.head, **typed})


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy fields of one row (from 1) into another."""

    source: int
    target: int
    fields: tuple[str, ...]

    def typed(self, table: Typed) -> Typed:
        """Return the table with the copy in place."""
        rows = [dict(row) for row in table.rows]
        rows[self.target - 1] |= {name: rows[self.source - 1][name] for name in self.fields}
        return replace(table, rows=rows)


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep only the rows with these numbers (from 1), renumbered unless ``renumber`` is off."""

    rows: tuple[int, ...]
    renumber: bool = True

    def typed(self, table: Typed) -> Typed:
        """Return the table with fewer rows."""
        kept = [dict(table.rows[number - 1]) for number in self.rows]
        return replace(table, rows=[row | {"serial": n} for n, row in enumerate(kept, 1)] if self.renumber else kept)


@dataclass(frozen=True, slots=True)
class MergePeople:
    """Merge the cells of a person's repeated name, post and duties down, as people like to do."""

    fields: tuple[str, ...] = ("person_id", "person_name", "post", "duties")

    def laid_out(self, sheet: Sheet, form: Form) -> Sheet:
        """Return the sheet with merged cells; the value stays in the top left one."""
        top, columns = heading_row(sheet, form), heading_columns(sheet, form)
        names = columns["person_name"]
        last = max(row for row, column in sheet.cells if column == names)
        starts = [
            row
            for row in range(top + 1, last + 1)
            if sheet.cells.get((row, names)) != sheet.cells.get((row - 1, names))
        ]
        runs = [(a, b - 1) for a, b in zip(starts, [*starts[1:], last + 1], strict=True) if b - 1 > a]
        merges = [Area(a, columns[f], b, columns[f]) for f in self.fields for a, b in runs]
        hidden = {(row, area.left) for area in merges for row in range(area.top + 1, area.bottom + 1)}
        cells = {cell: value for cell, value in sheet.cells.items() if cell not in hidden}
        return replace(sheet, cells=cells, merges=[*sheet.merges, *merges])


@dataclass(frozen=True, slots=True)
class Overtype:
    """Type another value beside a label of the head; the hidden identity stays as the template came."""

    label: str
    value: Value

    def laid_out(self, sheet: Sheet, form: Form) -> Sheet:
        """Return the sheet with that cell changed."""
        top = heading_row(sheet, form)
        row, column = next(cell for cell, value in sheet.cells.items() if value == self.label and cell[0] < top)
        return replace(sheet, cells={**sheet.cells, (row, column + 1): self.value})


@dataclass(frozen=True, slots=True)
class Rename:
    """Give the sheet another name."""

    name: str

    def laid_out(self, sheet: Sheet, form: Form) -> Sheet:  # noqa: ARG002 (one shape for all edits of a sheet)
        """Return the sheet under its new name."""
        return replace(sheet, name=self.name)


@dataclass(frozen=True, slots=True)
class InsertRows:
    """Insert ``count`` empty rows; ``before`` counts from the heading row (0), 1 is the first row of data."""

    before: int
    count: int = 1

    def laid_out(self, sheet: Sheet, form: Form) -> Sheet:
        """Return the sheet with everything from there on moved down, as Excel does it."""
        at = heading_row(sheet, form) + self.before
        return _moved(sheet, at, self.count)


TypedEdit = Put | Head | Copy | Keep
SheetEdit = MergePeople | Overtype | Rename | InsertRows
Edit = TypedEdit | SheetEdit


def apply_typed(table: Typed, edits: Sequence[Edit]) -> Typed:
    """Return the table after all edits of values."""
    for edit in edits:
        if isinstance(edit, TypedEdit):
            table = edit.typed(table)
    return table


def apply_sheet(workbook: WorkbookOut, form: Form, edits: Sequence[Edit]) -> WorkbookOut:
    """Return the workbook after all edits of the form's sheet."""
    name, sheets = form.sheet, list(workbook.sheets)
    place = next(i for i, sheet in enumerate(sheets) if sheet.name == name)
    for edit in edits:
        if isinstance(edit, SheetEdit):
            sheets[place] = edit.laid_out(sheets[place], form)
    return replace(workbook, sheets=sheets)


def heading_row(sheet: Sheet, form: Form) -> int:
    """Return the row in which most of the form's headings stand."""
    words = {column.heading for column in form.columns}
    rows = [row for (row, _), value in sheet.cells.items() if value in words]
    return max(set(rows), key=rows.count)


def heading_columns(sheet: Sheet, form: Form) -> dict[str, int]:
    """Return the column of each field on the sheet."""
    row = heading_row(sheet, form)
    return {
        form.by_heading[value].field: column
        for (r, column), value in sheet.cells.items()
        if r == row and isinstance(value, str) and value in form.by_heading
    }


# ---------------------------------------------------------------- rows moving down


@dataclass(frozen=True)
class _Move:
    at: int
    by: int

    def row(self, row: int) -> int:
        return row + self.by if row >= self.at else row

    def cell(self, cell: Cell) -> Cell:
        return self.row(cell[0]), cell[1]

    def area(self, area: Area) -> Area:
        return Area(self.row(area.top), area.left, self.row(area.bottom), area.right)

    def formula(self, text: str) -> str:
        return _REFERENCE.sub(lambda found: f"{found[1]}{self.row(int(found[2]))}", text)

    def out(self, value: Out) -> Out:
        return replace(value, text=self.formula(value.text)) if isinstance(value, Formula) else value

    def print_setup(self, setup: PrintSetup) -> PrintSetup:
        rows, area = setup.title_rows, setup.area
        return replace(
            setup,
            title_rows=rows and (self.row(rows[0]), self.row(rows[1])),
            area=area and self.area(area),
        )


def _moved(sheet: Sheet, at: int, by: int) -> Sheet:
    move = _Move(at, by)
    return replace(
        sheet,
        cells={move.cell(cell): move.out(value) for cell, value in sheet.cells.items()},
        styles={move.cell(cell): style for cell, style in sheet.styles.items()},
        heights={move.row(row): height for row, height in sheet.heights.items()},
        merges=[move.area(area) for area in sheet.merges],
        colours=[replace(c, area=move.area(c.area), formula=move.formula(c.formula)) for c in sheet.colours],
        drop_downs=[replace(d, area=move.area(d.area)) for d in sheet.drop_downs],
        limits=[replace(one, area=move.area(one.area), formula=move.formula(one.formula)) for one in sheet.limits],
        notes={move.cell(cell): note for cell, note in sheet.notes.items()},
        freeze=sheet.freeze and move.cell(sheet.freeze),
        table=sheet.table and (move.area(sheet.table[0]), sheet.table[1]),
        filter=sheet.filter and move.area(sheet.filter),
        print_setup=move.print_setup(sheet.print_setup),
        protection=sheet.protection
        and replace(sheet.protection, unlocked=tuple(move.area(area) for area in sheet.protection.unlocked)),
    )
