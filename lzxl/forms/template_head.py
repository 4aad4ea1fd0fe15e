"""The head of a template: labelled cells above the heading row, each value right of its label, none of them merged."""

from collections.abc import Mapping
from dataclasses import replace

from lzxl.cells import Align, Cell, Out, Style, Value
from lzxl.forms import layout, styles
from lzxl.forms.form import Column, Form

HEAD_ROW = 3  # the first row of labels; above it title and statement
SCREEN = 130  # characters of width that a usual screen shows beside each other


def columns_within(form: Form, width: float) -> int:
    """Return how many columns from the left fit into ``width`` characters."""
    total, count = 0.0, 0
    for column in form.columns:
        total += column.width
        if total > width:
            break
        count += 1
    return count


def head_cells(form: Form) -> dict[str, Cell]:
    """Return where the head's values stand, by field: beside each other where columns are wide enough, else a row below."""
    placed: dict[str, Cell] = {}
    row, after = HEAD_ROW, 0
    for column in form.head:
        at = _fit(form, column, after, placed)
        if not at:
            row, after = row + 1, 0
            at = _fit(form, column, after, placed)
        if not at:
            raise ValueError(f"no columns wide enough for the head cell {column.heading} of {form.name}")
        placed[column.field] = (row, at)
        after = at
    return placed


def _fit(form: Form, column: Column, after: int, placed: Mapping[str, Cell]) -> int:
    """Return the first value column behind column ``after`` that fits, one in use above first of all; 0 for none."""
    widths = [c.width for c in form.columns]
    behind = range(after + 2, columns_within(form, SCREEN) + 1)
    fitting = [at for at in behind if widths[at - 2] > 2 * len(column.heading) and widths[at - 1] >= column.width]
    above = {at for _, at in placed.values()}
    return next((at for at in fitting if at in above), next(iter(fitting), 0))


def head_part(form: Form, values: Mapping[str, Value]) -> tuple[dict[Cell, Out], dict[Cell, Style], dict[int, float]]:
    """Return the head's cells, styles and row heights."""
    cells: dict[Cell, Out] = {}
    looks: dict[Cell, Style] = {}
    heights: dict[int, float] = {}
    places = head_cells(form)
    for column in form.head:
        row, at = places[column.field]
        value = values.get(column.field)
        cells[row, at - 1], cells[row, at] = column.heading, value
        looks[row, at - 1] = styles.LABEL
        looks[row, at] = replace(styles.cell_style(column), border=True, align=Align.LEFT, wrap=True)
        lines = layout.lines_needed(str(value or ""), form.columns[at - 1].width)
        heights[row] = max(heights.get(row, 22.0), 16.0 * lines + 6)
    return cells, looks, heights
