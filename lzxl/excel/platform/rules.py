"""What rules on cells have besides what xlwings sets: words and weight of rules of input, lines of conditional formats."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import xlwings as xw

from lzxl.area import Area
from lzxl.calc.area import Area as CalcArea
from lzxl.excel.platform.program import Program, behind, keywords


class Words(NamedTuple):
    """What a rule of input says: a prompt while the cell is chosen, and what it does with other input.

    ``stops``: refuses it; else it warns and lets it stand. Without ``error_text`` every input is taken in silence.
    """

    title: str = ""
    prompt: str = ""
    error_title: str = ""
    error_text: str = ""
    stops: bool = False


_STOP, _WARNING = 1, 2  # Excel's numbers of the weight of an alert
_INPUT_ONLY = 0
_THIN = 26  # hundredths of a millimetre
_SCALE, _ICONS = 1, 3  # Calc's numbers of kinds of conditional formats


def set_words(area: xw.Range, words: Words) -> None:
    """Give the rule of input over an area its words; an area without a rule gets one that only prompts."""
    program, _ = behind(area.sheet)
    if program is Program.WINDOWS:
        _words_on_windows(area.api.Validation, words, new=not words.error_text and area.data_validation.type == "none")
    elif program is Program.MAC:
        _words_on_mac(area.api.validation, words, new=not words.error_text and area.data_validation.type == "none")
    else:
        _words_in_calc(area.api, words)


def _words_on_windows(api: Any, words: Words, *, new: bool) -> None:
    if new:
        api.Add(Type=_INPUT_ONLY, AlertStyle=_STOP)
    elif words.error_text:
        weight = _STOP if words.stops else _WARNING
        api.Modify(api.Type, weight, api.Operator, api.Formula1, api.Formula2)
    api.ShowInput, api.ShowError = bool(words.prompt), bool(words.error_text)
    api.InputTitle, api.InputMessage = words.title, words.prompt
    api.ErrorTitle, api.ErrorMessage = words.error_title, words.error_text


def _words_on_mac(api: Any, words: Words, *, new: bool) -> None:
    k = keywords()
    if new:
        api.add_data_validation(type=k.validate_input_only, alert_style=k.valid_alert_stop)
    elif words.error_text:
        weight = k.valid_alert_stop if words.stops else k.valid_alert_warning
        api.modify(type=api.validation_type.get(), alert_style=weight)
    api.show_input.set(bool(words.prompt))
    api.show_error.set(bool(words.error_text))
    api.input_title.set(words.title)
    api.input_message.set(words.prompt)
    api.error_title.set(words.error_title)
    api.error_message.set(words.error_text)


def _words_in_calc(api: Any, words: Words) -> None:
    from lzxl.calc.bridge import enum

    rule = api.Validation
    rule.InputTitle, rule.InputMessage, rule.ShowInputMessage = words.title, words.prompt, bool(words.prompt)
    rule.ErrorTitle, rule.ErrorMessage = words.error_title, words.error_text
    rule.ShowErrorMessage = bool(words.error_text)
    if words.error_text:
        weight = "STOP" if words.stops else "WARNING"
        rule.ErrorAlertStyle = enum("sheet.ValidationAlertStyle", weight)
    api.Validation = rule


def keep_visuals(page: xw.Sheet, scales: Sequence[Area], icons: Sequence[Area]) -> bool:
    """Take all conditional formats with formulas off a sheet of Calc, move its colour scales and icons to these areas.

    Calc has no interface to add them: those that came with the file are kept. Return False in Excel, where nothing is done.
    """
    program, _ = behind(page)
    if program is not Program.CALC:
        return False
    from lzxl.calc import rules
    from lzxl.calc.cells import ranges_object

    formats = rules.formats_of(page.impl)
    rules.arrange(page.impl, rules.numbers(formats), [one for one in formats if one.entries is None])
    areas = {_SCALE: iter(scales), _ICONS: iter(icons)}
    for remote in page.api.ConditionalFormats.getConditionalFormats():
        area = next(areas.get(remote.getByIndex(0).getType(), iter(())), None)
        if area is not None:
            remote.Range = ranges_object(page.book.api, page.index - 1, (_calc_area(area),))
    return True


class Colour(NamedTuple):
    """A conditional format: the looks are xlwings' names; ``framed`` with thin lines."""

    area: Area
    formula: str
    looks: Mapping[str, Any]
    framed: bool


def add_at_once(page: xw.Sheet, colours: Sequence[Colour], colour: str) -> bool:
    """Add conditional formats to a sheet of Calc, each on top of those before it; ``colour`` of the lines is RRGGBB.

    One by one Calc would have to make all those beneath anew each time. Return False in Excel, where nothing is done.
    """
    program, _ = behind(page)
    if program is not Program.CALC:
        return False
    from lzxl.calc.conditions import add_customs

    specs = [(_calc_area(one.area), {"formula": f"={one.formula}", **one.looks}) for one in colours]
    for one, style in zip(colours, add_customs(page.impl, specs), strict=True):
        if one.framed:
            _frame_in_calc(page.book.impl.cell_styles, style, int(colour, 16))
    return True


def _calc_area(area: Area) -> CalcArea:
    return CalcArea(area.top, area.left, area.bottom - area.top + 1, area.right - area.left + 1)


def frame(page: xw.Sheet, rules: Sequence[Any], colour: str) -> None:
    """Give conditional formats (as xlwings made them on ``page``) a thin line on every side; ``colour`` is RRGGBB."""
    program, _ = behind(page)
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    for rule in rules:
        if program is Program.WINDOWS:
            rule.impl.api.Borders.LineStyle = 1
            rule.impl.api.Borders.Color = red + (green << 8) + (blue << 16)
        elif program is Program.MAC:
            _frame_on_mac(rule.impl.api, (red, green, blue))
        else:
            _frame_in_calc(page.book.impl.cell_styles, rule.impl._entry.style, int(colour, 16))


def _frame_on_mac(api: Any, colour: tuple[int, int, int]) -> None:
    k = keywords()
    for side in (k.border_top, k.border_bottom, k.border_left, k.border_right):
        line = api.get_border(which_border=side)
        line.line_style.set(k.continuous)
        line.color.set(colour)


def _frame_in_calc(styles: Any, name: str, colour: int) -> None:
    """In Calc a conditional format shows a cell style: that gets the lines, once."""
    from lzxl.calc.bridge import struct

    style = styles.getByName(name)
    line = struct("table.BorderLine2", Color=colour, OuterLineWidth=_THIN, LineWidth=_THIN)
    if style.TopBorder.OuterLineWidth != _THIN:
        sides = ("BottomBorder", "LeftBorder", "RightBorder", "TopBorder")
        style.setPropertyValues(sides, (line,) * len(sides))
