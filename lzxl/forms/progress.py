"""What a template says about itself while it is filled in: which required cells are still empty, and how many.

Plain formulas that Excel 2013, WPS and LibreOffice compute alike; they follow what the checks will ask for: a row counts
once something is filled in, a person's carried cells are asked for once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from lzxl.cells import Area, Cell, ColourRule, column_letters
from lzxl.forms import styles
from lzxl.forms.form import Column, Form
from lzxl.forms.layout import column_number

_WAITING = frozenset({"serial", "person_id", "person_name", "post"})  # what may stand in a row that is not begun yet
LATER = frozenset({"appraisal", "review", "claimed_level", "claimed_opinion"})  # filled in by others, afterwards


@dataclass(frozen=True)
class Room:
    """Where a form's typing area lies: rows ``first`` to ``last``, the head's value cells by field."""

    form: Form
    first: int
    last: int
    head: Mapping[str, Cell]

    def span(self, field: str) -> str:
        """Return a column's cells as a reference, fixed."""
        letters = self._letters(field)
        return f"${letters}${self.first}:${letters}${self.last}"

    def here(self, field: str) -> str:
        """Return a column's cell in the first row, its row free to move."""
        return f"${self._letters(field)}{self.first}"

    def down_to_here(self, field: str) -> str:
        """Return a column's cells down to the row at hand."""
        return f"${self._letters(field)}${self.first}:{self.here(field)}"

    def _letters(self, field: str) -> str:
        return column_letters(column_number(self.form, field))


def beginning(form: Form) -> list[str]:
    """Return the fields that begin a row; people's names may be filled in beforehand."""
    waiting = _WAITING if _carries(form) else {"serial"}
    return [column.field for column in form.columns if column.field not in waiting | LATER]


def asked(form: Form) -> list[Column]:
    """Return the columns that must be filled in."""
    return [column for column in form.columns if column.required and column.field not in LATER]


def _carries(form: Form) -> bool:
    return any(column.carried for column in form.columns)


def head_address(cell: Cell) -> str:
    """Return a head cell's address, fixed."""
    return f"${column_letters(cell[1])}${cell[0]}"


# ---------------------------------------------------------------- the counter


def counter(room: Room) -> str:
    """Return the formula (without ``=``) of the counter: rows filled, people not begun, required cells still empty."""
    begun = "+".join(f'({room.span(field)}<>"")' for field in beginning(room.form))
    rows = f"SUMPRODUCT(--({begun}>0))"
    parts = [_told(rows, "已填 ", " 行", "尚未填写")]
    if "zero_report" in room.head:
        contradiction = _told(rows, "填了零报告又有 ", " 行记录,还须核对", "零报告")
        parts = [f'IF({head_address(room.head["zero_report"])}="是",{contradiction},{parts[0]})']
    if _carries(room.form):
        waiting = f'SUMPRODUCT(({room.span("person_name")}<>"")*(({begun})=0))'
        parts.append(_told(waiting, ";还有 ", " 行只有姓名", ""))
    parts.append(_told(_head_missing(room), ";表头还缺 ", " 项", ";表头已填齐"))
    # Below 0 where no row is begun: then nothing is said of the rows.
    missing = f"SUMPRODUCT(--({begun}>0),{_row_missing(room)})-({rows}=0)"
    parts.append(_told(missing, ";表内还缺 ", " 项", ";表内已填齐"))
    return "&".join(parts)


def _told(number: str, before: str, after: str, none: str) -> str:
    """Return a formula that tells a number in words, by a number format: below 0 nothing, at 0 ``none``."""
    return f'TEXT({number},"""{before}""0""{after}"";;""{none}""")'


def unfinished(cell: Cell) -> str:
    """Return the condition under which the counter in ``cell`` still asks for something."""
    address = head_address(cell)
    return f'ISNUMBER(FIND("还",{address}))+ISNUMBER(FIND("尚未",{address}))'


def _head_missing(room: Room) -> str:
    return "+".join(f'({head_address(room.head[column.field])}="")' for column in room.form.head if column.required)


def _row_missing(room: Room) -> str:
    """Return how many required cells each row lacks, as an array."""
    return "+".join(_lacks(room, column) for column in asked(room.form)) + _one_of_lacks(room)


def _lacks(room: Room, column: Column) -> str:
    own = room.span(column.field)
    if not column.carried:
        return f'({own}="")'
    if column.field == "person_name":
        number = room.span("person_id")
        nobody_yet = f'(ROW({own})<{room.first}+IFERROR(MATCH("?*",{own},0)-1,{room.last}))'
        other = f'({number}<>"")*(COUNTIFS({number},{number},{own},"<>")=0)'
        return f'({own}="")*(({nobody_yet}+{other})>0)'
    name = room.span("person_name")
    return f'({own}="")*({name}<>"")*(COUNTIFS({name},{name},{own},"<>")=0)'


def _one_of_lacks(room: Room) -> str:
    one_of = room.form.one_of
    if one_of is None:
        return ""
    empty = "*".join(f'({room.span(field)}="")' for field in one_of.fields)
    return f'+({room.span(one_of.field)}="{one_of.word}")*{empty}'


# ---------------------------------------------------------------- the highlight


def highlights(room: Room) -> list[ColourRule]:
    """Return the rules that mark empty required cells: in the head at once, in a row once it is begun."""
    rules = [
        ColourRule(Area(*cell, *cell), f'{head_address(cell)}=""', styles.MISSING)
        for column in room.form.head
        if column.required and (cell := room.head[column.field])
    ]
    for column, condition in _conditions(room):
        at = column_number(room.form, column)
        rules.append(ColourRule(Area(room.first, at, room.last, at), condition, styles.MISSING))
    return rules


def _conditions(room: Room) -> Iterator[tuple[str, str]]:
    begun = "+".join(f"COUNTA({run})" for run in _runs(room))
    for column in asked(room.form):
        yield column.field, f"(({begun})>0)*{_lacks_here(room, column)}"
    one_of = room.form.one_of
    if one_of is not None:
        empty = "*".join(f'({room.here(field)}="")' for field in one_of.fields)
        for field in one_of.fields:
            yield field, f'({room.here(one_of.field)}="{one_of.word}")*{empty}'


def _runs(room: Room) -> Iterator[str]:
    """Yield the neighbouring cells that begin a row, as ranges in the first row: conditions must stay short for Excel."""
    numbers = [column_number(room.form, field) for field in beginning(room.form)]
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        places = [column_letters(number) for _, number in run]
        yield f"${places[0]}{room.first}:${places[-1]}{room.first}"


def _lacks_here(room: Room, column: Column) -> str:
    own, down = room.here(column.field), room.down_to_here(column.field)
    if not column.carried:
        return f'({own}="")'
    if column.field == "person_name":
        number = room.here("person_id")
        other = f'({number}<>"")*(COUNTIFS({room.down_to_here("person_id")},{number},{down},"<>")=0)'
        return f'({own}="")*(((COUNTA({down})=0)+{other})>0)'
    name = room.here("person_name")
    return f'({own}="")*({name}<>"")*(COUNTIFS({room.down_to_here("person_name")},{name},{down},"<>")=0)'
