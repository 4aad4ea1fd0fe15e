"""名册.xlsx as the office gets it: units, people and settings, each a plain list with its headings in one row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lzxl.cells import Area, DropDown, Limits, Out, PrintSetup, Sheet, WorkbookOut
from lzxl.forms import layout, styles
from lzxl.forms.form import Form
from lzxl.forms.registry import ROSTER
from lzxl.forms.roster import PEOPLE, SETTINGS, UNITS
from lzxl.law.figures import FIGURES
from lzxl.law.scope import YES_NO

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
_ROOM = 1000  # rows with drop-downs
_FROZEN = {UNITS.name: 2, PEOPLE.name: 2, SETTINGS.name: 1}
_LEAVE_EMPTY = "留空即用默认值。"
_AS_TEXT = ("month_day", "id", "text")  # else Excel would take 09-20 for a day of this year
_LEGEND = {
    UNITS.name: "深蓝表头必填。一个单位一行;市社领导自成一个单位,其负责人是主任。负责人和领导填人员编号,没有重名的也可填姓名。",
    PEOPLE.name: "深蓝表头必填。一人一行;职级“主任”只能有一人;直接上级可不填。",
    SETTINGS.name: "只填“值”和“采用日期”两栏:“值”留空即用默认值;领导小组通过后填采用日期,打印时由“试行参数”变为“本社规定”。",
}

Row = Mapping[str, Out | tuple[str, ...]]


def settings_rows(settings: Mapping[str, Out] | None = None, adopted: Mapping[str, date] | None = None) -> list[Row]:
    """Return the rows of 参数, one a figure, with the office's values by name; items that it has added come last."""
    settings, adopted = settings or {}, adopted or {}
    rows: list[Row] = [
        {
            "item": figure.name,
            "value": settings.get(figure.name),
            "default": figure.default,
            "source": figure.source,
            "adopted": adopted.get(figure.name),
            "remark": f"{figure.remark}({figure.clause})",
        }
        for figure in FIGURES.values()
    ]
    added = (name for name in settings if name not in FIGURES)
    return rows + [{"item": name, "value": settings[name], "adopted": adopted.get(name)} for name in added]


def roster_workbook(
    settings: Mapping[str, Out] | None = None,
    units: Sequence[Row] = (),
    people: Sequence[Row] = (),
    adopted: Mapping[str, date] | None = None,
) -> WorkbookOut:
    """Return the roster's workbook: ``units`` and ``people`` by field (several 别名 as a tuple), ``settings`` by name."""
    rows = {UNITS.name: units, PEOPLE.name: people, SETTINGS.name: settings_rows(settings, adopted)}
    lists = layout.lists_of(column for form in ROSTER for column in form.columns)
    return WorkbookOut([_sheet(form, rows[form.name]) for form in ROSTER], lists, title="名册和参数")


def _sheet(form: Form, rows: Sequence[Row]) -> Sheet:
    last = FIRST_ROW + max(_ROOM, len(rows) + 200) - 1
    cells, looks = layout.headings(form, HEADING_ROW)
    cells |= {(1, 1): form.title, (2, 1): _LEGEND[form.name]}
    looks |= layout.above(form, HEADING_ROW) | {(1, 1): styles.TITLE, (2, 1): styles.QUIET}
    heights = {1: 32.0, 2: 22.0, HEADING_ROW: layout.heading_height(form)}
    height = layout.row_heights(form)
    for row, values in enumerate(rows, FIRST_ROW):
        cells |= layout.row_cells(form, row, values)
        heights[row] = height(values)
    drop_downs, limits = layout.input_rules(form, FIRST_ROW, last)
    sheet = Sheet(
        form.sheet,
        cells,
        looks,
        widths=layout.widths(form),
        heights=heights,
        column_styles=layout.column_styles(form),
        colours=[layout.frame(form, FIRST_ROW, last)],
        drop_downs=drop_downs,
        limits=limits,
        freeze=(FIRST_ROW, _FROZEN[form.name] + 1),
        filter=Area(HEADING_ROW, 1, FIRST_ROW + max(len(rows), 1) - 1, len(form.columns)),
        print_setup=PrintSetup(title_rows=(HEADING_ROW, HEADING_ROW)),
        tab_colour="548235",
    )
    more = _MORE.get(form.name)
    return more(sheet) if more else sheet


# ---------------------------------------------------------------- what one sheet has besides


def _with_unit_list(sheet: Sheet) -> Sheet:
    """Offer the ids of the sheet 单位 where a person's unit is asked for; others are let in, the checks will tell."""
    column = layout.column_number(PEOPLE, "unit")
    area = Area(FIRST_ROW, column, FIRST_ROW + _ROOM - 1, column)
    source = f"'{UNITS.sheet}'!$A${FIRST_ROW}:$A${FIRST_ROW + _ROOM - 1}"
    asked = PEOPLE.by_field["unit"]
    offered = DropDown(area, source, asked.heading, asked.prompt, strict=False)
    return replace(
        sheet,
        drop_downs=[*sheet.drop_downs, offered],
        limits=[limits for limits in sheet.limits if limits.area.left != column],
    )


def _with_figure_rules(sheet: Sheet) -> Sheet:
    """Tint the column of values, and offer or limit in each row what its figure takes."""
    value = layout.column_number(SETTINGS, "value")
    looks = {**sheet.styles, (HEADING_ROW, value): styles.OFFICE_HEADING}
    own = replace(sheet.column_styles[value], fill=styles.OFFICE_FILL)
    drop_downs, limits = list(sheet.drop_downs), [rule for rule in sheet.limits if rule.area.left != value]
    for row, figure in enumerate(FIGURES.values(), FIRST_ROW):
        area = Area(row, value, row, value)
        if figure.kind == "yes_no":
            drop_downs.append(DropDown(area, layout.list_name(YES_NO), figure.name, _LEAVE_EMPTY, strict=False))
            continue
        limits.append(Limits(area, "any", title=figure.name, prompt=f"{figure.wanted}。{_LEAVE_EMPTY}"))
        if figure.kind in _AS_TEXT:
            looks[row, value] = replace(own, number_format="@")
    return replace(
        sheet,
        styles=looks,
        column_styles={**sheet.column_styles, value: own},
        drop_downs=drop_downs,
        limits=limits,
    )


_MORE: Mapping[str, Callable[[Sheet], Sheet]] = {PEOPLE.name: _with_unit_list, SETTINGS.name: _with_figure_rules}
