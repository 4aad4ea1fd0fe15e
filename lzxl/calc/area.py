"""A rectangle of cells and its address in Excel's writing; pure Python."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([1-9]\d{0,6})")


def column_name(number: int) -> str:
    """Return the letters of a column, 1 is A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle: first row and column from 1, height and width (0: no cell at all)."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        """The last row that belongs to it."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """The last column that belongs to it."""
        return self.column + self.columns - 1

    @property
    def whole_rows(self) -> bool:
        """Whether it reaches over all columns of the sheet."""
        return self.columns == MAX_COLUMNS

    @property
    def whole_columns(self) -> bool:
        """Whether it reaches over all rows of the sheet."""
        return self.rows == MAX_ROWS

    def overlaps(self, other: "Area") -> bool:
        """Return whether the two share a cell."""
        return (
            self.row <= other.last_row
            and other.row <= self.last_row
            and self.column <= other.last_column
            and other.column <= self.last_column
        )

    def holds(self, other: "Area") -> bool:
        """Return whether the other lies wholly inside."""
        return hull((self, other)) == self

    def without(self, hole: "Area") -> Iterator["Area"]:
        """Yield what is left when the cells of ``hole`` are taken away: at most four rectangles."""
        if not self.overlaps(hole):
            yield self
            return
        top, bottom = max(self.row, hole.row), min(self.last_row, hole.last_row)
        left, right = max(self.column, hole.column), min(self.last_column, hole.last_column)
        if self.row < top:
            yield Area(self.row, self.column, top - self.row, self.columns)
        if left > self.column:
            yield Area(top, self.column, bottom - top + 1, left - self.column)
        if right < self.last_column:
            yield Area(top, right + 1, bottom - top + 1, self.last_column - right)
        if bottom < self.last_row:
            yield Area(bottom + 1, self.column, self.last_row - bottom, self.columns)

    def address(self, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """Return it as Excel writes it: ``$A$1:$B$2``, ``$A:$B``, ``$1:$2``."""
        r, c = "$" * row_absolute, "$" * column_absolute
        if self.whole_columns and not self.whole_rows:
            return f"{c}{column_name(self.column)}:{c}{column_name(self.last_column)}"
        if self.whole_rows:
            return f"{r}{self.row}:{r}{self.last_row}"
        first = f"{c}{column_name(self.column)}{r}{self.row}"
        if self.rows == self.columns == 1:
            return first
        return f"{first}:{c}{column_name(self.last_column)}{r}{self.last_row}"


def hull(areas: Iterable[Area]) -> Area:
    """Return the smallest rectangle around all of them."""
    every = list(areas)
    row, column = min(a.row for a in every), min(a.column for a in every)
    last_row, last_column = max(a.last_row for a in every), max(a.last_column for a in every)
    return Area(row, column, last_row - row + 1, last_column - column + 1)


def parse(address: str) -> Area | None:
    """Return the rectangle of ``A1``, ``A1:B2``, ``A:B`` or ``1:2``, None for anything else (a name, perhaps)."""
    first, colon, second = address.partition(":")
    corners = [_corner(part) for part in ((first, second) if colon else (first,))]
    if None in corners or (not colon and corners[0] and MAX_ROWS in corners[0][2:]):
        return None
    if not colon and (_COLUMN.fullmatch(first) or _ROW.fullmatch(first)):
        return None
    area = hull(Area(*corner) for corner in corners if corner is not None)
    return area if area.last_row <= MAX_ROWS and area.last_column <= MAX_COLUMNS else None


def _corner(text: str) -> tuple[int, int, int, int] | None:
    if found := _CELL.fullmatch(text):
        return int(found[2]), column_number(found[1]), 1, 1
    if found := _COLUMN.fullmatch(text):
        return 1, column_number(found[1]), MAX_ROWS, 1
    if found := _ROW.fullmatch(text):
        return int(found[1]), 1, 1, MAX_COLUMNS
    return None


def blocks(cells: Iterable[tuple[int, int]]) -> list[Area]:
    """Return cells (row, column) as few rectangles: runs down each column, equal runs side by side joined."""
    columns: dict[int, list[tuple[int, int]]] = {}
    for column, row in sorted((column, row) for row, column in cells):
        runs = columns.setdefault(column, [])
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    found: list[Area] = []
    open_: dict[tuple[int, int], Area] = {}
    for column in sorted(columns):
        now = {}
        for run in columns[column]:
            before = open_.pop(run, None)
            beside = before is not None and before.last_column == column - 1
            if before is not None and not beside:
                found.append(before)
            start = before.column if before is not None and beside else column
            now[run] = Area(run[0], start, run[1] - run[0] + 1, column - start + 1)
        found += open_.values()
        open_ = now
    return sorted([*found, *open_.values()])
