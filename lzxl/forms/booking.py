"""登记扣分 on the screen: a small form with drop-downs, the item's points filled in, and the account below once it is booked 二(五)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from lzxl.cells import (
    Area,
    Block,
    Cell,
    DropDown,
    Formula,
    Limits,
    Out,
    PrintSetup,
    Sheet,
    Style,
    Value,
    column_letters,
)
from lzxl.forms import layout, ledger, styles
from lzxl.forms.characters import name_of
from lzxl.forms.form import Column
from lzxl.law.figures import Figures
from lzxl.model import Roster

SHEET = "登记扣分"
_FIRST, _LABEL, _VALUE, _HINT = 4, 1, 2, 3  # the first row to fill in; the columns
_WHO, _ITEMS, _POINTS, _OFFICE, _WORDS = 6, 7, 8, 9, 10  # columns out of sight: what lists offer, the office's folder
_AFTER = "填好后再点一次“登记扣分”,登进本社台账,下面显示这个账户;没有填“对象”和“事由”的不登记。"


class Field(NamedTuple):
    """A line of the form."""

    name: str
    label: str
    hint: str


_SUBJECT = Field("subject", "对象", "人员或单位,从下拉列表选;列表里没有的请先在名册登记。")
_REMARK = Field("remark", "备注", "扣分与标准项目不同的,在这里说明原因。")


def _of(column: Column, hint: str = "") -> Field:
    return Field(column.field, column.heading, hint or column.prompt)


FIELDS = (
    _SUBJECT,
    _of(ledger.ITEM, "标准扣分项目,从下拉列表选;没有对应项目的不填。"),
    _of(ledger.POINTS, "照扣分项目自动填好;没有项目的自己填。提醒不扣分。"),
    _of(ledger.DAY),
    _of(ledger.REASON),
    _of(ledger.RECORD),
    _of(ledger.LEDGER_BASIS),
    _of(ledger.INVESTIGATED),
    _of(ledger.GRAVE),
    _REMARK,
)
_ROW = {field.name: row for row, field in enumerate(FIELDS, _FIRST)}
_CHOICES = (ledger.RECORD, ledger.INVESTIGATED, ledger.GRAVE)
_TOLD = _FIRST + len(FIELDS) + 1  # the row in which the result begins


@dataclass(frozen=True)
class Said:
    """What stands on the form, as text by field; ``office``: the folder that it was opened for."""

    values: Mapping[str, str]
    day: date | str
    office: str

    @property
    def filled(self) -> bool:
        """Whether it is filled in so far that it is meant to be booked."""
        return bool(self.values["subject"] and self.values["reason"])

    @property
    def kept(self) -> Mapping[str, Value]:
        """What stands on the form, to be shown again."""
        return {**self.values, "day": self.day}


def booking_form(
    roster: Roster,
    figures: Figures,
    today: date,
    office: str,
    *,
    told: Sequence[str] = (),
    kept: Mapping[str, Value] | None = None,
) -> Sheet:
    """Return the form; ``told``: what is to be said of the last entry, ``kept``: what was typed and could not be booked."""
    subjects, items = _subjects(roster), [f"{one.code} {one.name}" for one in figures.items.values()]
    typed: Mapping[str, Value] = kept or {"day": today, "record_type": ledger.RECORD.vocabulary.items[0]}  # type: ignore[union-attr]
    cells: dict[Cell, Out] = {(1, 1): "登记扣分(本社台账)", (2, 1): _AFTER}
    looks: dict[Cell, Style] = {(1, 1): styles.TITLE, (2, 1): styles.QUIET}
    for row, field in enumerate(FIELDS, _FIRST):
        cells |= {(row, _LABEL): field.label, (row, _HINT): field.hint}
        looks |= {(row, _LABEL): styles.OPTIONAL_HEADING, (row, _HINT): styles.QUIET}
        looks[row, _VALUE] = replace(styles.CELL, fill=styles.OFFICE_FILL, number_format=_FORMATS.get(field.name))
        if value := typed.get(field.name):
            cells[row, _VALUE] = value
    cells[_ROW["points"], _VALUE] = typed.get("points") or _points(len(items))
    for row, line in enumerate(told, _TOLD):
        cells[row, 1], looks[row, 1] = line, styles.SECTION if row == _TOLD else styles.TEXT
    offered: list[tuple[int, Sequence[Value]]] = [(_WHO, subjects), (_ITEMS, items)]
    offered.append((_POINTS, [one.points for one in figures.items.values()]))
    offered += [(at, column.vocabulary.items) for at, column in enumerate(_CHOICES, _WORDS) if column.vocabulary]
    for column, words in offered:
        cells |= {(row, column): word for row, word in enumerate(words, 1)}
    cells[1, _OFFICE] = office
    return Sheet(
        SHEET,
        cells,
        looks,
        widths={_LABEL: 14, _VALUE: 42, _HINT: 62},
        heights={1: 32.0, 2: 22.0} | dict.fromkeys(_ROW.values(), 24.0),
        merges=[Area(row, 1, row, _HINT) for row in (2, *range(_TOLD, _TOLD + len(told)))],
        drop_downs=[*_lists(len(subjects), len(items)), *_choices()],
        limits=[rule] if isinstance(rule := layout.input_rule(ledger.DAY, _cell("day")), Limits) else [],
        print_setup=PrintSetup(landscape=True, area=Area(1, 1, _TOLD + max(len(told), 1), _HINT)),
        hidden_columns=frozenset(range(_WHO, _WORDS + len(_CHOICES))),
        tab_colour="BF8F00",
    )


_FORMATS = {"day": "yyyy-mm-dd"}


def _subjects(roster: Roster) -> list[str]:
    """Return people, then units, each as id, name and what it belongs to."""
    people = [f"{one.id} {one.name}({roster.name_of('', one.unit)})" for one in roster.people.values()]
    return [*people, *(f"{one.id} {one.name}({one.kind.name})" for one in roster.units.values())]


def _points(items: int) -> Out:
    """Return the formula for the points of the item that is chosen."""
    item = f"B{_ROW['item']}"
    offered = [f"${letters}$1:${letters}${max(items, 1)}" for letters in ("G", "H")]
    return Formula(f'IF({item}="","",IFERROR(INDEX({offered[1]},MATCH({item},{offered[0]},0)),""))', "")


def _cell(name: str) -> Area:
    return Area(_ROW[name], _VALUE, _ROW[name], _VALUE)


def _offered(column: int, words: int) -> str:
    letters = column_letters(column)
    return f"'{SHEET}'!${letters}$1:${letters}${max(words, 1)}"


def _lists(subjects: int, items: int) -> list[DropDown]:
    return [
        DropDown(_cell("subject"), _offered(_WHO, subjects), _SUBJECT.label, _SUBJECT.hint),
        DropDown(_cell("item"), _offered(_ITEMS, items), ledger.ITEM.heading, strict=False),
    ]


def _choices() -> list[DropDown]:
    """Return the lists of single words, which stand on the form too: it needs no names of the workbook."""
    return [
        DropDown(_cell(column.field), _offered(at, len(column.vocabulary.items)), column.heading, column.prompt)
        for at, column in enumerate(_CHOICES, _WORDS)
        if column.vocabulary
    ]


def said(block: Block) -> Said:
    """Return what stands on the form."""
    values = {name: name_of(block.at(row, _VALUE)).strip() for name, row in _ROW.items()}
    day = block.at(_ROW["day"], _VALUE)
    return Said(values, day if isinstance(day, date) else values["day"], name_of(block.at(1, _OFFICE)))


def first_word(text: str) -> str:
    """Return the id or code at the beginning of what a list offers."""
    return text.split(" ", 1)[0]
