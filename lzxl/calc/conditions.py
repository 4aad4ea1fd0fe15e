"""Conditional formats as xlwings knows them: of a range, a new rule on top.

Calc stops at the first rule that a cell meets and keeps no ``stop_if_true``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from lzxl.calc import rules
from lzxl.calc.area import Area
from lzxl.calc.colours import from_calc_colour
from lzxl.calc.dialect import to_calc, to_excel
from lzxl.calc.errors import CalcRefusedError
from lzxl.calc.rules import EXPRESSION, OPERATORS, Entry, Format
from lzxl.calc.styles import Look, look, look_of, style_for

if TYPE_CHECKING:
    from lzxl.calc.sheets import Sheet

_NAMES = {number: name for name, number in OPERATORS.items()}
_KINDS = {1: "color_scale", 2: "data_bar", 3: "icon_set"}
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")


class ConditionalFormat(base_classes.ConditionalFormat):
    """One rule; found again by what it says, so it outlives changes around it."""

    stop_if_true = None
    colors = bar_color = gradient = show_value = icon_set = reverse_order = threshold_types = thresholds = None

    def __init__(self, sheet: "Sheet", areas: tuple[Area, ...], entry: Entry | None, kind: int = 0) -> None:
        self._sheet, self._areas, self._entry, self._kind = sheet, areas, entry, kind

    @property
    def api(self) -> Any:
        """The UNO collection that it stands in (com.sun.star.sheet.ConditionalFormats)."""
        return self._sheet.remote.ConditionalFormats

    @property
    def type(self) -> str:
        """``cell_value``, ``custom``, or the name of a kind that can only be read."""
        if self._entry is None:
            return _KINDS.get(self._kind, "unknown")
        return "custom" if self._entry.operator == EXPRESSION else "cell_value"

    @property
    def operator(self) -> str | None:
        """The comparison of a rule about the cell's value."""
        return _NAMES.get(self._entry.operator) if self._entry else None

    @property
    def formula1(self) -> str | None:
        """What the value is compared with."""
        return _excel(self._entry.formula1) if self._entry and self.type == "cell_value" else None

    @property
    def formula2(self) -> str | None:
        """The upper bound."""
        return _excel(self._entry.formula2) if self._entry and self.operator in ("between", "not_between") else None

    @property
    def formula(self) -> str | None:
        """The condition of a rule with a formula."""
        return _excel(self._entry.formula1) if self._entry and self.type == "custom" else None

    @property
    def fill_color(self) -> tuple[int, int, int] | None:
        """The fill, None where the rule leaves it."""
        return from_calc_colour(self._look.fill)

    @property
    def font_color(self) -> tuple[int, int, int] | None:
        """The font's colour, None where the rule leaves it."""
        return from_calc_colour(self._look.font)

    @property
    def font_bold(self) -> bool | None:
        """Whether the font is bold, None where the rule leaves it."""
        return self._look.bold

    @property
    def font_italic(self) -> bool | None:
        """Whether the font is italic, None where the rule leaves it."""
        return self._look.italic

    @property
    def _look(self) -> Look:
        return look_of(self._sheet.book, self._entry.style if self._entry else "")

    def set(self, changes: dict[str, Any]) -> None:
        """Change the rule where it stands."""
        if self._entry is None:
            raise NotImplementedError(self.type)
        entry = replace(self._entry, style=style_for(self._sheet.book, look(changes, self._look)))
        if "operator" in changes:
            entry = replace(entry, operator=OPERATORS[changes["operator"]])
        if {"formula", "formula1"} & set(changes):
            entry = replace(entry, formula1=_calc(changes.get("formula", changes.get("formula1"))))
        if "formula2" in changes:
            entry = replace(entry, formula2=_calc(changes["formula2"]))
        self._entry = self._replace((entry,))

    def delete(self) -> None:
        """Remove the rule from all cells that it covers."""
        self._replace(())

    def _replace(self, by: tuple[Entry, ...]) -> Entry | None:
        """Put other entries in this one's place; return what then stands there."""
        formats = rules.formats_of(self._sheet)
        found = (n for n, one in enumerate(formats) if one.areas == self._areas and self._entry in (one.entries or ()))
        place = next(found, None)
        if place is None or self._entry is None:
            raise CalcRefusedError("这条条件格式已经不在了。", "gone")
        now = rules.numbers(formats)
        before = formats[place].entries or ()
        at = before.index(self._entry)
        entries = (*before[:at], *by, *before[at + 1 :])
        formats[place : place + 1] = [Format(self._areas, entries)] if entries else []
        rules.arrange(self._sheet, now, formats)
        if not by:
            return None
        there = (one.entries for one in rules.formats_of(self._sheet) if one.areas == self._areas and one.entries)
        return next(found[at] for found in there if len(found) == len(entries))


class ConditionalFormats(base_classes.ConditionalFormats):
    """The rules that cover a cell of the range, the first one wins."""

    def __init__(self, sheet: "Sheet", area: Area) -> None:
        self._sheet, self._area = sheet, area

    @property
    def api(self) -> Any:
        """The UNO collection of the sheet (com.sun.star.sheet.ConditionalFormats)."""
        return self._sheet.remote.ConditionalFormats

    def __iter__(self) -> Iterator[ConditionalFormat]:
        for one in rules.formats_of(self._sheet):
            if one.touches(self._area):
                for place, kind in enumerate(one.kinds):
                    yield ConditionalFormat(self._sheet, one.areas, one.entries[place] if one.entries else None, kind)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int) -> ConditionalFormat:
        return [*iter(self)][key - 1]

    def add_custom(self, spec: dict[str, Any]) -> ConditionalFormat:
        """Add a rule with a formula, relative to the range's first cell."""
        return self._add(EXPRESSION, spec["formula"], None, spec)

    def add_cell_value(self, spec: dict[str, Any]) -> ConditionalFormat:
        """Add a rule about the cell's own value."""
        return self._add(OPERATORS[spec["operator"]], spec["formula1"], spec["formula2"], spec)

    def _add(self, operator: int, first: str, second: str | None, spec: dict[str, Any]) -> ConditionalFormat:
        entry = _entry(self._sheet, self._area, operator, first, second, spec)
        return ConditionalFormat(self._sheet, (self._area,), rules.add_on_top(self._sheet, self._area, entry))

    def clear(self) -> None:
        """Take all rules off the range."""
        self._sheet.at(self._area).check_writable(looks=True)
        rules.clear(self._sheet, self._area)


def add_customs(sheet: "Sheet", specs: Iterable[tuple[Area, dict[str, Any]]]) -> list[str]:
    """Add rules with formulas as ``add_custom`` does one after another, in one go; return the names of their styles."""
    new = [(area, _entry(sheet, area, EXPRESSION, spec["formula"], None, spec)) for area, spec in specs]
    rules.add_all_on_top(sheet, new)
    return [entry.style for _, entry in new]


def _entry(sheet: "Sheet", area: Area, operator: int, first: str, second: str | None, spec: dict[str, Any]) -> Entry:
    """Return a new rule for an area that may be changed, its look made where there is none yet."""
    sheet.at(area).check_writable(looks=True)
    return Entry(operator, _calc(first), _calc(second), style_for(sheet.book, look(spec)))


def _calc(formula: str | None) -> str:
    """Return a formula or a plain value as Calc's entry takes it; a bare text gets quotes."""
    if formula is None:
        return ""
    if formula.startswith("="):
        return to_calc(formula[1:], comma=True)
    if _NUMBER.fullmatch(formula) or formula.startswith('"'):
        return formula
    return '"' + formula.replace('"', '""') + '"'


def _excel(formula: str) -> str:
    return "=" + to_excel(formula, comma=True)
