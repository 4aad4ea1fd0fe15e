"""The conditional formats of a sheet as values: read, put in order, written back.

Calc keeps formats (areas and their entries) in the order in which they were made, and the earlier one wins; new ones
can only be added behind. So whatever has to come first is made, and what has to come after it is made again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lzxl.calc.area import Area, hull
from lzxl.calc.cells import area_of, ranges_object
from lzxl.calc.dialect import shifted

if TYPE_CHECKING:
    from lzxl.calc.sheets import Sheet

_CONDITION = 0  # com.sun.star.sheet.ConditionEntryType
EXPRESSION = 24  # com.sun.star.sheet.ConditionFormatOperator
OPERATORS = {
    "equal_to": 0,
    "less_than": 1,
    "greater_than": 2,
    "less_than_or_equal": 3,
    "greater_than_or_equal": 4,
    "not_equal_to": 5,
    "between": 6,
    "not_between": 7,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule: a condition and the style for cells that meet it; formulas in Calc's writing."""

    operator: int
    formula1: str
    formula2: str
    style: str

    def moved(self, rows: int, columns: int) -> "Entry":
        """Return the rule for a range that starts elsewhere."""
        return replace(
            self, formula1=shifted(self.formula1, rows, columns), formula2=shifted(self.formula2, rows, columns)
        )


@dataclass(frozen=True, slots=True)
class Format:
    """Areas with their rules; ``kinds`` are those of the entries, ``entries`` None where we cannot make them again."""

    areas: tuple[Area, ...]
    entries: tuple[Entry, ...] | None
    kinds: tuple[int, ...] = ()
    number: int = 0

    def touches(self, area: Area) -> bool:
        """Return whether it covers a cell of the area."""
        return any(one.overlaps(area) for one in self.areas)

    def without(self, hole: Area) -> Iterator["Format"]:
        """Yield what is left when a hole is cut: each rectangle by itself, with formulas that start there."""
        start = hull(self.areas)
        for part in (part for area in self.areas for part in area.without(hole)):
            offset = part.row - start.row, part.column - start.column
            yield Format((part,), tuple(entry.moved(*offset) for entry in self.entries or ()))


def formats_of(sheet: "Sheet") -> list[Format]:
    """Return a sheet's formats, the first one wins."""
    return [_read(one) for one in sheet.remote.ConditionalFormats.getConditionalFormats()]


def _read(remote: Any) -> Format:
    areas = tuple(area_of(address) for address in remote.Range.getRangeAddresses())
    rules = [remote.getByIndex(number) for number in range(remote.getCount())]
    kinds = tuple(rule.getType() for rule in rules)
    entries: tuple[Entry, ...] | None = None
    if set(kinds) == {_CONDITION}:
        entries = tuple(_entry(rule) for rule in rules)
        known = {EXPRESSION, *OPERATORS.values()}
        entries = entries if all(entry.operator in known for entry in entries) else None
    return Format(areas, entries, kinds, remote.ID)


def _entry(rule: Any) -> Entry:
    operator = rule.Operator
    bounded = operator in (OPERATORS["between"], OPERATORS["not_between"])
    return Entry(operator, rule.Formula1, rule.Formula2 if bounded else "", rule.StyleName)


def arrange(sheet: "Sheet", now: list[int], wanted: list[Format]) -> list[Any]:
    """Make a sheet's formats, whose numbers are ``now``, what is wanted, in that order; return those that were made.

    Those that we cannot make again stay where they are.
    """
    home = sheet.remote.ConditionalFormats
    same = 0
    while same < len(wanted) and same < len(now) and wanted[same].number == now[same]:
        same += 1
    kept = {one.number for one in wanted if one.entries is None}
    for number in now[same:]:
        if number not in kept:
            home.removeByID(number)
    made = [_make(sheet, home, one) for one in wanted[same:] if one.entries is not None]
    sheet.book.unpainted = True
    return made


def numbers(formats: list[Format]) -> list[int]:
    """Return the numbers by which Calc knows formats that were read."""
    return [one.number for one in formats]


def _make(sheet: "Sheet", home: Any, one: Format) -> Any:
    number = home.createByRange(ranges_object(sheet.book.doc, sheet.index - 1, one.areas))
    made = next(remote for remote in reversed(home.getConditionalFormats()) if number == remote.ID)
    for place, entry in enumerate(one.entries or ()):
        made.createEntry(_CONDITION, place)
        rule = made.getByIndex(place)
        rule.Operator, rule.Formula1, rule.Formula2 = entry.operator, entry.formula1, entry.formula2
        rule.StyleName = entry.style
    return made


def add_on_top(sheet: "Sheet", area: Area, entry: Entry) -> Entry:
    """Add a rule before all others of the area; return it as Calc then writes it."""
    first, *_ = add_all_on_top(sheet, [(area, entry)])
    return _entry(first.getByIndex(0))


def add_all_on_top(sheet: "Sheet", new: Iterable[tuple[Area, Entry]]) -> list[Any]:
    """Add rules, each before all others of its area, also those added just before it; return the formats that were made."""
    formats = formats_of(sheet)
    now = numbers(formats)
    for area, entry in new:
        at = next((place for place, one in enumerate(formats) if one.touches(area)), len(formats))
        if at < len(formats) and formats[at].areas == (area,) and formats[at].entries is not None:
            formats[at] = Format((area,), (entry, *(formats[at].entries or ())))
        else:
            formats.insert(at, Format((area,), (entry,)))
    return arrange(sheet, now, formats)


def clear(sheet: "Sheet", area: Area) -> None:
    """Take all rules off an area; they stay on the other cells that they cover."""
    formats = formats_of(sheet)
    if not any(one.touches(area) for one in formats):
        return
    wanted: list[Format] = []
    for one in formats:
        if not one.touches(area):
            wanted.append(one)
        elif one.entries is not None:
            wanted += one.without(area)
        else:
            _cut(sheet, one, area, wanted)
    arrange(sheet, numbers(formats), wanted)


def _cut(sheet: "Sheet", one: Format, area: Area, wanted: list[Format]) -> None:
    """Take an area off a format that we cannot make again: colour scales and the like have no relative formulas."""
    left = [part for own in one.areas for part in own.without(area)]
    if not left:
        return
    remote = next(r for r in sheet.remote.ConditionalFormats.getConditionalFormats() if one.number == r.ID)
    remote.Range = ranges_object(sheet.book.doc, sheet.index - 1, left)
    wanted.append(one)
