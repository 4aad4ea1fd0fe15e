"""Cells of a kind as few rectangles, so that a spreadsheet program is called once for each and not for every cell."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from lzxl.cells import Area, Cell, column_letters

Kind = TypeVar("Kind", bound=Hashable)


def rectangles(cells: Mapping[Cell, Kind]) -> list[tuple[Area, Kind]]:
    """Return ``cells`` as rectangles of one kind each: runs along a row, joined with equal runs right below."""
    open_runs: dict[tuple[int, int], tuple[int, int, Kind]] = {}  # (left, right): top, bottom, kind
    done: list[tuple[Area, Kind]] = []
    for row, (left, right), kind in _runs(cells):
        above = open_runs.get((left, right))
        if above and above[1] == row - 1 and above[2] == kind:
            open_runs[left, right] = (above[0], row, kind)
            continue
        if above:
            done.append((Area(above[0], left, above[1], right), above[2]))
        open_runs[left, right] = (row, row, kind)
    done += [(Area(top, left, bottom, right), kind) for (left, right), (top, bottom, kind) in open_runs.items()]
    return sorted(done, key=lambda found: found[0])


def _runs(cells: Mapping[Cell, Kind]) -> Iterator[tuple[int, tuple[int, int], Kind]]:
    """Yield for each row its runs of neighbouring cells of one kind: row, (left, right), kind."""
    for row, of_row in groupby(sorted(cells), key=lambda cell: cell[0]):
        columns = {column: cells[row, column] for _, column in of_row}
        for left, right, kind in spans(columns):
            yield row, (left, right), kind


def spans(values: Mapping[int, Kind]) -> Iterator[tuple[int, int, Kind]]:
    """Yield (first, last, value) for runs of neighbouring numbers with the same value."""
    start: int | None = None
    last = 0
    for number in sorted(values):
        if start is not None and number == last + 1 and values[number] == values[start]:
            last = number
            continue
        if start is not None:
            yield start, last, values[start]
        start = last = number
    if start is not None:
        yield start, last, values[start]


def address(area: Area) -> str:
    """Return an area as a spreadsheet program writes it: ``A1:C3``, one cell as ``A1``."""
    first, last = (f"{column_letters(column)}{row}" for row, column in (area[:2], area[2:]))
    return first if first == last else f"{first}:{last}"


def columns_address(first: int, last: int) -> str:
    """Return whole columns as a spreadsheet program writes them: ``A:C``."""
    return f"{column_letters(first)}:{column_letters(last)}"


def bounds(cells: Iterable[Cell]) -> Area | None:
    """Return the rectangle from A1 that covers all cells, None where there are none."""
    bottom, right = 0, 0
    for row, column in cells:
        bottom, right = max(bottom, row), max(right, column)
    return Area(1, 1, bottom, right) if bottom else None
