"""A received table poured into a fresh template: the unit's own values, the marks where they belong now."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import isfinite

from lzxl.cells import Cell, CellError, NoResult, Raw, Value, WorkbookOut
from lzxl.findings import Finding
from lzxl.forms.characters import clip
from lzxl.forms.parse import Table
from lzxl.forms.template import first_row, template
from lzxl.forms.template_head import head_cells
from lzxl.forms.values import Read


def contents(table: Table) -> tuple[dict[str, Value], list[dict[str, Value | tuple[str, ...]]]]:
    """Return head and rows by field as a template takes them: as understood, else as the unit typed it."""
    head = {name: _shown(table.head.get(name), raw) for name, raw in table.head_raw.items()}
    rows = [{name: _shown(row.values.get(name), raw) for name, raw in row.raw.items()} for row in table.rows]
    return _plain(head), rows


def poured(table: Table, findings: Iterable[Finding]) -> WorkbookOut:
    """Return a template of the current version with the values of ``table``, each finding on the cell it is about.

    What could not be read stands as the unit typed it; carried and merged cells are written out on every row.
    """
    head, rows = contents(table)
    return template(table.form, head, rows, [(_cell_of(finding, table), finding) for finding in findings])


def _plain(head: Mapping[str, Value | tuple[str, ...]]) -> dict[str, Value]:
    return {name: "、".join(value) if isinstance(value, tuple) else value for name, value in head.items()}


def _shown(value: Read, raw: Raw) -> Value | tuple[str, ...]:
    """Return the value as it was understood, else what stood in the cell."""
    if value is not None:
        return value
    match raw:
        case CellError(text=text):
            return text
        case NoResult(formula=formula):
            return formula
        case bool():
            return "是" if raw else "否"
        case str():
            return clip(raw)
        case float() if not isfinite(raw):
            return str(raw)
        case None | int() | float() | Decimal():
            return raw
        case _:
            return raw.isoformat()


def _cell_of(finding: Finding, table: Table) -> Cell:
    """Return the new sheet's cell for what a finding is about; row 0 or column 0 is the whole row, column or sheet."""
    place = finding.place
    for name, at in table.head_places.items():
        if (at.row, at.column) == (place.row, place.column) and place.row:
            return head_cells(table.form)[name]
    rows = {row.number: new for new, row in enumerate(table.rows, first_row(table.form))}
    columns = table.headings.columns if table.headings else {}
    field = next((name for name, column in columns.items() if column == place.column), "")
    new_columns: dict[str, int] = {column.field: at for at, column in enumerate(table.form.columns, 1)}
    return rows.get(place.row, 0), new_columns.get(field, 0)
