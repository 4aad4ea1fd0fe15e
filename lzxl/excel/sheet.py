"""What both readers of a worksheet part give: :class:`Content`; and the helpers that they share."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lzxl.cells import Area, Cell, Raw, column_letters
from lzxl.excel import rules
from lzxl.excel.rules import Refused

_EXTERNAL = re.compile(r"(?<![\w\]])\[[1-9][0-9]*\][^\[\]]*!")  # not a table's column, as in Table[2011]
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True)
class Content:
    """A sheet's cells and what shows of them; rows from A1, ragged. ``pictures_inside``: cells that hold a picture."""

    rows: tuple[tuple[Raw, ...], ...]
    merged: tuple[Area, ...] = ()
    formulas: frozenset[Cell] = frozenset()
    struck: frozenset[Cell] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    protected: bool = False
    notes: Mapping[Cell, str] = field(default_factory=dict)
    pictures_inside: int = 0


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_of(reference: str) -> Cell:
    """Return (row, column) of an address such as ``C7``; raise :class:`Refused` for what is none."""
    match = _REFERENCE.fullmatch(reference)
    row, column = (int(match[2]), column_number(match[1])) if match else (0, 0)
    if not (0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN):
        raise Refused(rules.DAMAGED, what="有一个单元格地址不成立")
    return row, column


def area_of(reference: str) -> Area:
    """Return the area of a reference such as ``A1:C1``."""
    first, _, last = reference.partition(":")
    top, left = cell_of(first)
    bottom, right = cell_of(last or first)
    return Area(top, left, bottom, right)


def is_external(formula: str) -> bool:
    """Return whether a formula takes from another workbook (``[1]Sheet1!A1``)."""
    return ("[" in formula and bool(_EXTERNAL.search(formula))) or "file:///" in formula


def number_of(text: str) -> int | float | str:
    """Return the number that a cell stores as ``text``; integral ones as int; text stays what is no finite number."""
    try:
        number = float(text)
    except ValueError:
        return text
    return tidy_number(number) if abs(number) < float("inf") else text


def tidy_number(number: float) -> int | float:
    """Return an integral float as an int, as long as every digit is certain."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def to_rows(cells: Mapping[Cell, Raw], sheet: str, most: int) -> tuple[tuple[Raw, ...], ...]:
    """Return sparse cells as ragged rows from A1; raise :class:`Refused` where that would take more than ``most`` cells."""
    widths: dict[int, int] = {}
    for row, column in cells:
        widths[row] = max(widths.get(row, 0), column)
    height = max(widths, default=0)
    if height + sum(widths.values()) > most:
        refuse_beyond(sheet, height, max(widths.values()))
    rows: list[list[Raw]] = [[None] * widths.get(row, 0) for row in range(1, height + 1)]
    for (row, column), value in cells.items():
        rows[row - 1][column - 1] = value
    return tuple(map(tuple, rows))


def refuse_beyond(sheet: str, row: int, column: int) -> None:
    """Raise the refusal of a sheet whose content reaches absurdly far."""
    raise Refused(rules.BEYOND, sheet=sheet, row=row, column=column_letters(column))


def hidden_columns(spans: Iterable[tuple[int, int]], width: int) -> frozenset[int]:
    """Return the columns of hidden spans as far as the sheet's content reaches (spans often run on to column XFD)."""
    return frozenset(column for low, high in spans for column in range(low, min(high, width) + 1))


def width_of(rows: tuple[tuple[Raw, ...], ...]) -> int:
    """Return the length of the longest row."""
    return max(map(len, rows), default=0)
