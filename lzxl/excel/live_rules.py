"""Conditional formats and rules of input of an open workbook: ours replace what was there, they never pile up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import xlwings as xw

from lzxl.cells import Area, Cell, ColourRule, DropDown, Limits, Sheet, Style, column_letters
from lzxl.excel.live_areas import address
from lzxl.excel.platform.page import choose
from lzxl.excel.platform.rules import Colour, Words, add_at_once, frame, keep_visuals, set_words
from lzxl.forms.own_sheets import WORDS_SHEET

_FRAME = "BFBFBF"
_RELATIVE_COLUMN = re.compile(r"(?<![$A-Za-z_.])[A-Z]{1,3}\$?[0-9]+(?![0-9A-Za-z_(])")
_SYMBOLS: Any = "3_symbols"
PICK = "请从下拉列表中选一项。"


def set_colours(page: xw.Sheet, sheet: Sheet, whole: Area) -> None:
    """Put the sheet's conditional formats over ``whole`` in the place of those that were there, in its own order."""
    _clear(page, sheet, whole)
    upward = sheet.colours[::-1]  # a new rule goes on top of the others
    if add_at_once(
        page, [Colour(one.area, one.formula, _looks(one.style), one.style.border) for one in upward], _FRAME
    ):
        return
    chosen = _choose_first(page, sheet.colours)
    framed = []
    for rule in upward:
        chosen = _choose(page, rule.area, rule.formula, chosen)
        made = add_colour(page, rule)
        framed += [made] if rule.style.border else []
    if framed:
        frame(page, framed, _FRAME)


def _clear(page: xw.Sheet, sheet: Sheet, whole: Area) -> None:
    """Leave nothing over ``whole`` but the sheet's colour scales and icons."""
    scales, icons = [one.area for one in sheet.scales], [one.area for one in sheet.icons]
    if (scales or icons) and keep_visuals(page, scales, icons):
        return
    page.range(address(whole)).conditional_formats.clear()
    for icon in sheet.icons:
        thresholds = [icon.fair, icon.good]
        page.range(address(icon.area)).conditional_formats.add_icon_set(_SYMBOLS, thresholds=thresholds)
    for scale in sheet.scales:
        page.range(address(scale.area)).conditional_formats.add_color_scale([f"#{scale.low}", f"#{scale.high}"])


def add_colour(page: xw.Sheet, rule: ColourRule) -> xw.main.ConditionalFormat:
    """Put one conditional format on top of all others and return it, without its lines."""
    formats = page.range(address(rule.area)).conditional_formats
    return formats.add_custom(f"={rule.formula}", stop_if_true=rule.stop, **_looks(rule.style))


def _looks(style: Style) -> dict[str, Any]:
    """Return the looks of a rule by xlwings' names; what it leaves as it is is not there."""
    colours = {"fill_color": style.fill, "font_color": style.ink}
    looks: dict[str, Any] = {name: tuple(bytes.fromhex(colour)) for name, colour in colours.items() if colour}
    return looks | ({"font_bold": True} if style.bold else {})


def _choose_first(page: xw.Sheet, rules: Sequence[ColourRule]) -> Cell | None:
    """Choose the cell that most formulas will do with: where there is one that follows its column, that one's."""
    relative = next((rule for rule in rules if _RELATIVE_COLUMN.search(rule.formula)), None)
    return _choose(page, relative.area, relative.formula, None) if relative else None


def _choose(page: xw.Sheet, area: Area, formula: str, chosen: Cell | None) -> Cell:
    """Choose the cell that a formula is written for: Excel reads relative references from the cell that is chosen.

    A formula whose columns are fixed only needs the right row.
    """
    if chosen and chosen[0] == area.top and (chosen[1] == area.left or not _RELATIVE_COLUMN.search(formula)):
        return chosen
    with suppress(Exception):  # on a hidden sheet nothing can be chosen, and nobody sees its colours
        choose(page.range((area.top, area.left)))
    return area.top, area.left


# ---------------------------------------------------------------- rules of input


def set_input(page: xw.Sheet, sheet: Sheet, whole: Area) -> None:
    """Put the sheet's drop-downs and limits over ``whole`` in the place of those that were there."""
    page.range(address(whole)).data_validation.delete()
    for drop_down in sheet.drop_downs:
        _list(page, drop_down)
    for limits in sheet.limits:
        _limit(page, limits)


def _list(page: xw.Sheet, drop_down: DropDown) -> None:
    area = page.range(address(drop_down.area))
    area.data_validation.set_list(_source(page, drop_down.source))
    title = drop_down.title or "请从列表中选"
    words = Words(drop_down.title, drop_down.prompt, title, PICK, stops=True)
    set_words(area, words if drop_down.strict else Words(drop_down.title, drop_down.prompt))


def _source(page: xw.Sheet, source: str) -> Any:
    """Return the name or the area of a sheet that a list is taken from."""
    name, _, cells = source.rpartition("!")
    if name:
        return page.book.sheets[name.strip("'")].range(cells)
    return page.book.names[source]


_KINDS = {"date": "set_date", "decimal": "set_decimal", "whole": "set_whole_number"}


def _limit(page: xw.Sheet, limits: Limits) -> None:
    area = page.range(address(limits.area))
    words = Words(limits.title, limits.prompt, limits.title or "请核对", limits.error)
    if limits.kind == "any":
        if not limits.prompt:
            return
        words = Words(limits.title, limits.prompt)
    elif limits.kind == "custom":
        _choose(page, limits.area, limits.formula, None)
        area.data_validation.set_custom(f"={limits.formula}")
    else:
        getattr(area.data_validation, _KINDS[limits.kind])(*_comparison(limits))
    set_words(area, words)


def _comparison(limits: Limits) -> tuple[str | date | float, ...]:
    low, high = limits.low, limits.high
    if low is not None and high is not None:
        return "between", low, high
    if low is not None:
        return "greater_than_or_equal", low
    assert high is not None
    return "less_than_or_equal", high


# ---------------------------------------------------------------- lists that drop-downs take their words from


def set_lists(book: xw.Book, lists: Mapping[str, Sequence[str]], wanted: Iterable[str]) -> None:
    """Make sure of the workbook-level names that drop-downs need; a list that stands as it should is left alone."""
    missing = {name: lists[name] for name in wanted if name in lists and name not in book.names}
    if not missing:
        return
    page = _list_sheet(book)
    column = page.used_range.last_cell.column if page.range("A1").value is not None else 0
    for number, (name, words) in enumerate(missing.items(), column + 1):
        cells = page.range((1, number), (max(len(words), 1), number))
        cells.number_format = "@"
        cells.value = [[word] for word in words] or None
        letters = column_letters(number)
        book.names.add(name, f"='{WORDS_SHEET}'!${letters}$1:${letters}${max(len(words), 1)}")


def _list_sheet(book: xw.Book) -> xw.Sheet:
    found = next((page for page in book.sheets if page.name == WORDS_SHEET), None)
    if found is None:
        found = book.sheets.add(WORDS_SHEET, after=book.sheets[len(book.sheets) - 1])
        found.visible = False
    return found
