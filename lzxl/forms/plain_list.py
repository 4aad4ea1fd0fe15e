"""A list on a sheet of its own: title, a line below it, headings, rows; for what a button has to show."""

from collections.abc import Mapping, Sequence

from lzxl.cells import Cell, Out, PrintSetup, Sheet, Style
from lzxl.forms import styles
from lzxl.forms.layout import lines_needed

HEADING_ROW = 4
_HIGHEST = 400.0


def plain_list(name: str, title: str, line: str, widths: Mapping[str, float], rows: Sequence[Sequence[Out]]) -> Sheet:
    """Return the sheet; ``widths`` by heading."""
    cells: dict[Cell, Out] = {(1, 1): title, (2, 1): line}
    looks: dict[Cell, Style] = {(1, 1): styles.TITLE, (2, 1): styles.QUIET}
    heights = {1: 32.0, 2: 22.0, HEADING_ROW: 24.0}
    for column, heading in enumerate(widths, 1):
        cells[HEADING_ROW, column], looks[HEADING_ROW, column] = heading, styles.OPTIONAL_HEADING
    for row, values in enumerate(rows, HEADING_ROW + 1):
        cells |= {(row, column): value for column, value in enumerate(values, 1) if value not in (None, "")}
        looks |= {(row, column): styles.CELL for column in range(1, len(widths) + 1)}
        texts = zip(values, widths.values(), strict=True)
        lines = (lines_needed(value, width) for value, width in texts if isinstance(value, str))
        heights[row] = min(_HIGHEST, 4 + 16.0 * max(lines, default=1))
    return Sheet(
        name,
        cells,
        looks,
        widths=dict(enumerate(widths.values(), 1)),
        heights=heights,
        freeze=(HEADING_ROW + 1, 1),
        print_setup=PrintSetup(title_rows=(HEADING_ROW, HEADING_ROW)),
    )
