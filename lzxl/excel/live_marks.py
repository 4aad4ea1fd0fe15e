"""Marks of a check on an open workbook: a colour and a note for each cell, and no value or format of the unit touched.

The colour is a conditional format with a formula of our own, the note a part of the cell's note after a line of our own:
both are found again, and only these are taken away.
"""

from collections.abc import Mapping
from typing import NamedTuple

import xlwings as xw

from lzxl.cells import Area, Cell, ColourRule, Style
from lzxl.excel.live_areas import rectangles
from lzxl.excel.live_read import extent
from lzxl.excel.live_rules import add_colour
from lzxl.excel.platform.looks import fit_note
from lzxl.excel.remarks import CHECKED

MOST_MARKS = 400  # cells of a sheet that are coloured and noted; the list has them all
_FORMULA = 'LEN("lzxl")=4'  # always so, and nobody else's
_WIDEST = 60  # columns that are looked through for marks, at least


class Mark(NamedTuple):
    """What a cell gets: the look of the gravest finding on it, and the words of all."""

    look: Style
    text: str


def clear_marks(page: xw.Sheet) -> int:
    """Take our marks off a sheet and return how many notes were among them; all else stays."""
    bottom, right = extent(page)
    formats = page.range((1, 1), (max(bottom, 1), max(right, _WIDEST))).conditional_formats
    ours = [rule for rule in iter(formats) if rule.type == "custom" and "lzxl" in str(rule.formula)]
    for rule in reversed(ours):  # from the last one, so that none moves before its turn
        rule.delete()
    return sum(_without_ours(note) for note in list(page.notes))


def _without_ours(note: xw.main.Note) -> bool:
    own, ours, _ = note.text.partition(CHECKED)
    if not ours:
        return False
    if own.strip():
        note.text = own.removesuffix("\n")
    else:
        note.delete()
    return True


def set_marks(page: xw.Sheet, marks: Mapping[Cell, Mark]) -> None:
    """Put marks on a sheet that has none."""
    chosen = dict(sorted(marks.items())[:MOST_MARKS])
    for area, look in rectangles({cell: mark.look for cell, mark in chosen.items()}):
        add_colour(page, ColourRule(Area(*area), _FORMULA, look))
    for cell, mark in chosen.items():
        _set_note(page.range(cell), f"{CHECKED}\n{mark.text}")


def _set_note(cell: xw.Range, text: str) -> None:
    note = cell.note
    if note is None:
        cell.add_note(text)
    else:
        note.text = f"{note.text}\n{text}"
    fit_note(cell)
