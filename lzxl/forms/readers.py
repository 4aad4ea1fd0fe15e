"""One reader for each :class:`Kind` of cell: from its raw value to a value, never by a guess.

A value that cannot be taken is None and an error. Notes on spelling are made by :mod:`lzxl.forms.values`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias

from lzxl.cells import CellError, NoResult, Place, Raw, Value
from lzxl.findings import Finding, Rule
from lzxl.forms import cell_rules as c
from lzxl.forms.characters import brief, clip, name_of, odd, tidy
from lzxl.forms.dates import DateFault, date_in_number, date_in_text, in_range
from lzxl.forms.form import Column, Kind, Owner
from lzxl.forms.numbers import NumberFault, number_in, whole_in, year_in
from lzxl.law.vocabulary import Vocabulary, fold

Read: TypeAlias = Value | tuple[str, ...]
Reading: TypeAlias = tuple[Read, list[Finding]]

_JOINED = re.compile(r"[、,，;；/／+＋\s]+")
_NAMES = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A cell that is being read: what it should hold, what it holds, and its tidied text where it holds text."""

    column: Column
    raw: Raw
    place: Place
    text: str = ""

    def at(self, finding_rule: Rule, **words: object) -> Finding:
        """Return a finding of ``finding_rule`` for this cell: its value before, and the clause that its column serves."""
        shown = name_of(self.raw)
        finding = finding_rule.at(
            self.place,
            clip(shown),
            heading=self.column.heading,
            word=brief(shown),
            prompt=self.column.prompt,
            **words,
        )
        return replace(finding, clause=self.column.clause or finding.clause)


def of_column(finding_rule: Rule, column: Column, place: Place) -> Finding:
    """Return a finding about a column where nothing stands."""
    return Asked(column, None, place).at(finding_rule)


def as_text(value: Read) -> str:
    """Return a value as it should have been typed."""
    if isinstance(value, tuple):
        return "、".join(value)
    return format(value, "f") if isinstance(value, Decimal) else name_of(value)


# ---------------------------------------------------------------- text


def _text(cell: Asked) -> Reading:
    match cell.raw:
        case str():
            return cell.text, []
        case bool() if cell.column.owner is Owner.OFFICE:  # whatever the office writes in words of its own is right
            return name_of(cell.raw), []
        case bool():
            return None, [cell.at(c.LOGICAL)]
        case date() | time():  # a datetime is a date
            after = name_of(cell.raw)
            return after, [cell.at(c.DATE_IN_TEXT, after=after)]
        case _:
            return name_of(cell.raw), []


def _identifier(cell: Asked) -> Reading:
    match cell.raw:
        case str():
            return fold(cell.text), []
        case bool():
            return None, [cell.at(c.LOGICAL)]
        case date() | time():
            return None, [cell.at(c.DATE_IN_ID)]
        case _:
            return name_of(cell.raw), []


def _names(cell: Asked) -> Reading:
    text, findings = _text(cell)
    parts = (tidy(part) for part in _NAMES.split(text)) if isinstance(text, str) else ()
    return tuple(dict.fromkeys(filter(None, parts))) or None, findings


def _as_it_stands(cell: Asked) -> Reading:
    raw = cell.raw
    if isinstance(raw, time | CellError | NoResult):
        return name_of(raw), []
    return (cell.text if isinstance(raw, str) else raw), []


# ---------------------------------------------------------------- words of a vocabulary


def _outside(cell: Asked, words: Vocabulary, text: str) -> Finding:
    strange = odd(text, (*words.items, *words.variants))
    return cell.at(c.VOCABULARY, words="、".join(words.items), odd=f",其中有{strange}" if strange else "")


def _words(cell: Asked) -> Vocabulary:
    words = cell.column.vocabulary
    if words is None:
        raise TypeError(f"column {cell.column.field} offers a choice of nothing")
    return words


def _choice(cell: Asked) -> Reading:
    if cell.column.vocabulary is None:
        return _text(cell)
    words = _words(cell)
    if isinstance(cell.raw, bool):
        truth = words.find("是" if cell.raw else "否")
        advice = f"以后请直接填“{truth}”"
        note = cell.at(c.NORMALISED, after=truth, why="(是逻辑值)", advice=advice)
        return (truth, [note]) if truth else (None, [cell.at(c.LOGICAL)])
    text = cell.text or name_of(cell.raw)
    item = words.find(text)
    return (item, []) if item else (None, [_outside(cell, words, text)])


def _split(text: str, words: Vocabulary) -> tuple[str, ...] | None:
    """Return the items that ``text`` joins, with or without separators; None where a part is no item."""
    found: list[str] = []
    run_together = re.compile("|".join(map(re.escape, sorted(words.items, key=len, reverse=True))))
    for part in filter(None, _JOINED.split(text)):
        item = words.find(part)
        pieces = [item] if item else run_together.findall(fold(part))
        if not item and "".join(pieces) != fold(part):
            return None
        found += pieces
    return tuple(found)


def _choices(cell: Asked) -> Reading:
    words = _words(cell)
    if isinstance(cell.raw, bool):
        return None, [cell.at(c.LOGICAL)]
    text = cell.text or name_of(cell.raw)
    whole = words.find(text)
    found = (whole,) if whole else _split(text, words)
    if not found:
        return None, [_outside(cell, words, text)]
    once = tuple(dict.fromkeys(found))
    return once, [] if len(once) == len(found) else [cell.at(c.REPEATED, after=as_text(once))]


# ---------------------------------------------------------------- dates


def _date(cell: Asked) -> Reading:
    raw, notes = cell.raw, []
    found: date | DateFault
    match raw:
        case datetime():
            found = in_range(raw.date())
            if raw.time() != time() and isinstance(found, date):
                notes = [cell.at(c.TIME_DROPPED, after=found.isoformat())]
        case date():
            found = in_range(raw)
        case time():
            return None, [cell.at(c.TIME_ONLY)]
        case bool():
            return None, [cell.at(c.LOGICAL)]
        case int() | float():
            found = date_in_number(float(raw))
            if isinstance(found, date):
                notes = [cell.at(c.NUMBER_AS_DATE, after=found.isoformat())]
        case _:
            found = date_in_text(cell.text)
    return (None, [cell.at(c.DATE_FAULTS[found])]) if isinstance(found, DateFault) else (found, notes)


_BEFORE = re.compile(r"\s*(?:之前|以前|前|截止|止)$")  # 12月20日前: the day itself is the limit


def _time_limit(cell: Asked) -> Reading:
    item = _words(cell).find(cell.text) if cell.text else None
    return (item, []) if item else _date(replace(cell, text=_BEFORE.sub("", cell.text)))


# ---------------------------------------------------------------- numbers


def _number(read: Callable[[str | int | float], Value | NumberFault]) -> Callable[[Asked], Reading]:
    def reader(cell: Asked) -> Reading:
        match cell.raw:
            case bool():
                return None, [cell.at(c.LOGICAL)]
            case date() | time():
                return None, [cell.at(c.DATE_NOT_NUMBER)]
            case str() | int() | float():
                found = read(cell.text or cell.raw)
            case _:
                found = NumberFault.NO_NUMBER
        return (None, [cell.at(c.NUMBER_FAULTS[found])]) if isinstance(found, NumberFault) else (found, [])

    return reader


READERS: Mapping[Kind, Callable[[Asked], Reading]] = {
    Kind.TEXT: _text,
    Kind.ID: _identifier,
    Kind.NAMES: _names,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.DATE: _date,
    Kind.TIME_LIMIT: _time_limit,
    Kind.POINTS: _number(lambda raw: number_in(raw, unit="分")),
    Kind.WHOLE: _number(whole_in),
    Kind.YEAR: _number(year_in),
    Kind.SHARE: _as_it_stands,
    Kind.MOMENT: _as_it_stands,
    Kind.LINK: _as_it_stands,
    Kind.ANY: _as_it_stands,
}
