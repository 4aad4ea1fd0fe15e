"""Values between our cells and an open workbook: what would be taken for something else stays what it is."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from lzxl.area import MOST_CHARACTERS, too_long
from lzxl.cells import CellError, Formula, Link, NoResult, Out, Raw, Sheet
from lzxl.excel.live_areas import bounds
from lzxl.excel.sheet import tidy_number
from lzxl.excel.write_formats import Styles
from lzxl.excel.write_rows import EARLIEST
from lzxl.excel.write_text import storable

TEXT_FORMAT = "@"
ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
_EXTERNAL = re.compile(
    r"\[[^\[\]]+\.\w{2,5}\][^\[\]]*!|file:///", re.IGNORECASE
)  # another workbook, as a program shows it
_SPECIAL = re.compile(r"[=+\-@'#]")
_WORDS = frozenset({"TRUE", "FALSE", "真", "假"})
_LONGEST_IN_FORMULA = 250  # characters of a text inside a formula; Excel takes 255
_MIDNIGHT = time()
_LONGEST_NUMBER = 60  # characters: no date or number is written longer


# ---------------------------------------------------------------- to the screen


def shown(value: Out, *, as_text: bool = False) -> Any:
    """Return a value as xlwings takes it; ``as_text``: the cell has the format ``@``, where nothing is converted."""
    match value:
        case None | "":
            return None
        case Formula(text=text):
            return f"={text}"
        case Link(text=text):
            return guarded(storable(text), as_text=as_text)
        case str():
            return guarded(storable(value), as_text=as_text)
        case bool() | int() | float():
            return value
        case Decimal():
            return float(value)
        case datetime():
            return value.replace(tzinfo=None)
        case date() if value < EARLIEST:
            return guarded(value.isoformat())
        case date():
            return datetime(value.year, value.month, value.day)
    raise TypeError(f"no value of a cell: {value!r}")


def guarded(text: str, *, as_text: bool = False) -> str:
    """Return a text so that a program which reads what is typed takes it as text: after an apostrophe, where needed."""
    if too_long(text):
        raise ValueError(f"a text of more than {MOST_CHARACTERS} characters")
    return f"'{text}" if text.startswith("'") or (not as_text and _might_be_more(text)) else text


def _might_be_more(text: str) -> bool:
    """Return whether a program might take a text for a formula, a number, a date or a truth value."""
    if _SPECIAL.match(text) or text.strip().upper() in _WORDS:
        return True
    return len(text) <= _LONGEST_NUMBER and any(character.isdigit() for character in text)


def jumping(link: Link) -> str:
    """Return a link as a formula, which costs no call of its own; one too long for a formula stays its text."""
    kind, _, target = link.target.partition(":")
    target = f"#{target}" if kind == "internal" else target
    if max(len(target), len(link.text)) > _LONGEST_IN_FORMULA:
        return guarded(storable(link.text))
    address, text = (part.replace('"', '""') for part in (target, storable(link.text)))
    return f'=HYPERLINK("{address}","{text}")'


def rows_of(sheet: Sheet, *, jump: bool = False) -> Iterator[list[Any]]:
    """Yield all rows of a sheet from A1 on as xlwings takes them, each as wide as the widest; ``jump``: links as formulas."""
    styles = Styles(sheet)
    width = _width(sheet)
    area = bounds(sheet.cells)
    for row in range(1, (area.bottom if area else 0) + 1):
        if sheet.body and row >= sheet.body.first:
            break
        yield [_cell(sheet.cells.get((row, column)), (row, column), styles, jump) for column in range(1, width + 1)]
    if sheet.body:
        for row, (_, values) in enumerate(sheet.body.rows, sheet.body.first):
            line = [_cell(value, (row, column), styles, jump) for column, value in enumerate(values, 1)]
            yield line + [None] * (width - len(line))


def _width(sheet: Sheet) -> int:
    area = bounds(sheet.cells)
    body = max((len(values) for _, values in sheet.body.rows), default=0) if sheet.body else 0
    return max(area.right if area else 0, body)


def _cell(value: Out, cell: tuple[int, int], styles: Styles, jump: bool) -> Any:
    if value is None:
        return None
    if jump and isinstance(value, Link):
        return jumping(value)
    return shown(value, as_text=styles.at(cell).number_format == TEXT_FORMAT)


# ---------------------------------------------------------------- from the screen


def received(value: Any, formula: str = "") -> Raw:
    """Return what stands in a cell of the screen as a reader of files gives it; ``formula``: where it is one."""
    if formula and _EXTERNAL.search(formula):
        return NoResult(formula.removeprefix("="), external=True)
    match value:
        case None | "":
            return None
        case str():
            return CellError(value) if value in ERRORS else value
        case bool() | int():
            return value
        case float():
            return tidy_number(value)
        case datetime():
            moment = value.replace(tzinfo=None)
            return moment.date() if moment.time() == _MIDNIGHT else moment
        case date() | time():
            return value
    return str(value)


def is_formula(value: Any, formula: Any) -> bool:
    """Return whether a cell holds a formula: a text that merely begins like one is its own value."""
    return isinstance(formula, str) and formula.startswith("=") and formula != value


def ragged(rows: Sequence[Sequence[Raw]]) -> tuple[tuple[Raw, ...], ...]:
    """Return rows without the empty cells at their ends, and without empty rows at the end."""
    cut = [_without_end(row) for row in rows]
    while cut and not cut[-1]:
        cut.pop()
    return tuple(cut)


def _without_end(row: Sequence[Raw]) -> tuple[Raw, ...]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])
