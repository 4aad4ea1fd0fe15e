"""Drop-downs, prompts and limits of a template's head and rows."""

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date

from lzxl.cells import Area, DropDown, Limits, Value
from lzxl.forms import layout
from lzxl.forms.form import Form
from lzxl.forms.progress import Room
from lzxl.law.figures import Figures

_ITEM, _ITEM_LIST = "item", "词表_扣分项目"
_OF_THE_YEAR = "day"  # the column whose dates lie in the year of the head


def item_list(form: Form, figures: Figures) -> dict[str, tuple[str, ...]]:
    """Return the list of standard items' codes 二(五), for a form that has such a column."""
    return {_ITEM_LIST: tuple(figures.items)} if _ITEM in form.by_field else {}


def template_rules(room: Room, year: Value, figures: Figures) -> tuple[list[DropDown], list[Limits]]:
    """Return all rules of input; dates of entries are limited to ``year`` where it is known."""
    form = room.form
    rules: list[DropDown | Limits] = []
    for column in form.head:
        cell = room.head[column.field]
        rules.append(layout.input_rule(column, Area(*cell, *cell)) or Limits(Area(*cell, *cell), "any"))
    for at, column in enumerate(form.columns, 1):
        area = Area(room.first, at, room.last, at)
        rule = layout.input_rule(column, area)
        if column.field == _ITEM and figures.items:
            rule = DropDown(area, _ITEM_LIST, column.heading, column.prompt, strict=False)
        if (
            column.field == _OF_THE_YEAR
            and isinstance(rule, Limits)
            and isinstance(year, int)
            and MINYEAR < year < MAXYEAR
        ):
            error = f"日期应在 {year} 年内。仍要保留所填内容吗?"
            rule = replace(rule, low=date(year, 1, 1), high=date(year, 12, 31), error=error)
        if rule:
            rules.append(rule)
    return layout.split_rules(rules)
