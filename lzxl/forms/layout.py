"""What every laid-out table has: heading row, cell formats, drop-downs from the vocabularies, prompts, limits of input."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from lzxl.cells import Area, Cell, ColourRule, DropDown, Limits, Link, Out, Style, column_letters
from lzxl.forms.form import Column, Form, Kind, Owner
from lzxl.forms.numbers import MOST_WHOLE
from lzxl.forms.styles import FRAME, WORDS, cell_style, heading_style
from lzxl.law.vocabulary import Vocabulary
from lzxl.law.warning import FULL_POINTS

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
SEPARATOR = "、"
_NARROW = re.compile("[\0-\u2e7f]+")
_UNBREAKABLE = re.compile(r"[!-~]{9,}")
LINE, HIGHEST = 14.5, 400.0  # points: of a line of text, of a row (Excel allows 409)
_ANYWAY = "仍要保留所填内容吗?"


def list_name(vocabulary: Vocabulary) -> str:
    """Return the workbook-level name of a vocabulary's drop-down list."""
    return f"词表_{vocabulary.name}"


def lists_of(columns: Iterable[Column]) -> dict[str, Sequence[str]]:
    """Return the drop-down lists that columns need, by workbook-level name."""
    return {list_name(c.vocabulary): c.vocabulary.items for c in columns if c.vocabulary}


@lru_cache(maxsize=2048)  # words of ours, and measures that many have, stand in row after row
def lines_needed(text: str, width: float) -> int:
    """Return how many lines a text takes in ``width`` Western characters; a Chinese character is two wide."""
    room = max(width - 1, 2)
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(_wrapped(line, int(room)) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    lines = max(1, -(-(len(line) + len(_NARROW.sub("", line))) // room))
    # Dates and numbers go to the next line whole.
    return lines + lines // 3 if lines > 2 and _UNBREAKABLE.search(line) else lines


def headings(form: Form, row: int) -> tuple[dict[Cell, Out], dict[Cell, Style]]:
    """Return the cells and styles of a heading row; headings stand as declared, what they mean is shown by style."""
    cells: dict[Cell, Out] = {(row, at): column.heading for at, column in enumerate(form.columns, 1)}
    return cells, {(row, at): heading_style(column) for at, column in enumerate(form.columns, 1)}


def heading_height(form: Form) -> float:
    """Return the height of the heading row, with room for the filter's button."""
    return 16.0 * max(-(-len(column.heading) // max(int(column.width / 2), 1)) for column in form.columns) + 10


def above(form: Form, heading_row: int) -> dict[Cell, Style]:
    """Return plain styles for the cells above the heading row, where the columns' own look must not show."""
    return {(row, at): Style() for row in range(1, heading_row) for at in range(1, len(form.columns) + 1)}


def widths(form: Form) -> dict[int, float]:
    """Return the column widths."""
    return {at: column.width for at, column in enumerate(form.columns, 1)}


def column_styles(form: Form) -> dict[int, Style]:
    """Return the look of whole columns."""
    return {at: cell_style(column) for at, column in enumerate(form.columns, 1)}


def frozen_columns(form: Form, fields: frozenset[str], most: float) -> int:
    """Return how many columns to keep in view: through the last of ``fields`` that ends within ``most`` characters."""
    kept, width = 0, 0.0
    for at, column in enumerate(form.columns, 1):
        width += column.width
        if width <= most and column.field in fields:
            kept = at
    return kept


def column_number(form: Form, field: str) -> int:
    """Return the number of a column."""
    return next(at for at, column in enumerate(form.columns, 1) if column.field == field)


def frame(form: Form, first: int, last: int) -> ColourRule:
    """Return the rule that frames the rows with something in them; empty rows need no formats of their own."""
    width = len(form.columns)
    used = f"COUNTA($A{first}:${column_letters(width)}{first})>0"
    return ColourRule(Area(first, 1, last, width), used, FRAME)


def row_cells(form: Form, row: int, values: Mapping[str, Out | tuple[str, ...]]) -> dict[Cell, Out]:
    """Return a row's cells from its values by field; several words are joined by 、, absent ones left empty."""
    return {
        (row, at): joined(values[column.field])
        for at, column in enumerate(form.columns, 1)
        if values.get(column.field) not in (None, "", ())
    }


def joined(value: Out | tuple[str, ...]) -> Out:
    """Return a value as its cell shows it."""
    return SEPARATOR.join(value) if isinstance(value, tuple) else value


Heights: TypeAlias = Callable[[Mapping[str, Out | tuple[str, ...]]], float]


def row_heights(form: Form) -> Heights:
    """Return a function that gives the height in points of a row of ``form`` from its values by field.

    With it no wrapped text is cut, also where a program does not fit rows itself.
    """
    wrapped = [
        (column.field, column.width, int(column.width - 1)) for column in form.columns if cell_style(column).wrap
    ]
    wrapped.sort(key=lambda one: -one[1])  # wide columns have the long texts: the others are then seldom measured

    def height(values: Mapping[str, Out | tuple[str, ...]]) -> float:
        lines = shorter = 1
        for field, width, room in wrapped:
            text = values.get(field)
            if type(text) is not str:
                text = text.text if isinstance(text, Link) else joined(text)
                if not isinstance(text, str):
                    continue
            # Most texts cannot be the tallest, even where all is wide and words that do not break add a third.
            if 2 * len(text) > room * shorter or "\n" in text:
                lines = max(lines, lines_needed(text, width))
                shorter = (3 * lines + 1) // 4
        return min(LINE * lines + 3, HIGHEST)

    return height


def input_rules(form: Form, first: int, last: int) -> tuple[list[DropDown], list[Limits]]:
    """Return drop-downs and limits for the columns that people write, from row ``first`` to ``last``."""
    written = (
        (column, Area(first, at, last, at))
        for at, column in enumerate(form.columns, 1)
        if column.owner is not Owner.COMPUTED
    )
    return split_rules([rule for column, area in written if (rule := input_rule(column, area))])


def split_rules(rules: Iterable[DropDown | Limits]) -> tuple[list[DropDown], list[Limits]]:
    """Return drop-downs and limits apart."""
    both = list(rules)
    return [r for r in both if isinstance(r, DropDown)], [r for r in both if isinstance(r, Limits)]


def input_rule(column: Column, area: Area) -> DropDown | Limits | None:
    """Return what a column's cells offer and ask: a list, a limit that warns, a prompt, or nothing.

    Only a plain choice is strict; a list for several words, or for words beside dates, takes other input too.
    """
    title = column.heading
    if column.vocabulary:
        strict = column.kind is Kind.CHOICE
        return DropDown(area, list_name(column.vocabulary), title, column.prompt, strict)
    if column.kind is Kind.DATE:
        error = f"请填日期,如 2026-09-01。{_ANYWAY}"
        return Limits(area, "date", EARLIEST, LATEST, title=title, prompt=column.prompt, error=error)
    if column.kind in _NUMBERS:
        kind, low, high = _NUMBERS[column.kind]
        error = f"请填 {low} 至 {high} 的{'整数' if kind == 'whole' else '数字'}。{_ANYWAY}"
        return Limits(area, kind, low, high, title=title, prompt=column.prompt, error=error)
    return Limits(area, "any", title=title, prompt=column.prompt) if column.prompt else None


_NUMBERS = {
    Kind.WHOLE: ("whole", 1, MOST_WHOLE),
    Kind.YEAR: ("whole", EARLIEST.year, LATEST.year),
    Kind.POINTS: ("decimal", 0, FULL_POINTS),
}


def word_colours(form: Form, first: int, last: int) -> list[ColourRule]:
    """Return the colours of single words (levels, severities, states), each beside the word itself.

    Words of one look share a rule, and so do columns that show it alike: an open workbook takes each with a call of its own.
    """
    rules = []
    for look, words in _looks_of_words(form):
        for left, right in _runs(form, words):
            cell = f"{'' if right > left else '$'}{column_letters(left)}{first}"
            told = [f'{cell}="{word}"' for word in words]
            formula = told[0] if len(told) == 1 else f"OR({','.join(told)})"
            rules.append(ColourRule(Area(first, left, last, right), formula, replace(look, border=True)))
    return rules


def _looks_of_words(form: Form) -> list[tuple[Style, tuple[str, ...]]]:
    """Return each look with the words that have it in some column."""
    found: dict[tuple[Style, tuple[str, ...]], None] = {}
    for column in form.columns:
        words = WORDS.get(column.field, {})
        for look in dict.fromkeys(words.values()):
            found[look, tuple(word for word, style in words.items() if style == look)] = None
    return list(found)


def _runs(form: Form, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return runs of columns that show ``words``; a column between two of them that can hold no such word is passed over."""
    having = [at for at, column in enumerate(form.columns, 1) if _shows(column, words)]
    runs: list[tuple[int, int]] = []
    for at in having:
        between = form.columns[runs[-1][1] : at - 1] if runs else ()
        if runs and all(_never_holds(column, words) for column in between):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _shows(column: Column, words: Sequence[str]) -> bool:
    return all(word in WORDS.get(column.field, {}) for word in words)


def _never_holds(column: Column, words: Sequence[str]) -> bool:
    return column.vocabulary is not None and not set(words) & set(column.vocabulary.items)
