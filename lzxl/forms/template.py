"""The three templates as units get them: blank, pre-filled, or with a received table's values and marks poured in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lzxl.cells import (
    LAST_ROW,
    Area,
    Cell,
    ColourRule,
    Formula,
    Out,
    PrintSetup,
    Protection,
    Sheet,
    Style,
    Value,
    Visibility,
    WorkbookOut,
)
from lzxl.findings import Finding
from lzxl.forms import layout, styles
from lzxl.forms.form import Form
from lzxl.forms.instructions import instructions
from lzxl.forms.marking import listed, marked
from lzxl.forms.own_sheets import IDENTITY_SHEET
from lzxl.forms.progress import LATER, Room, counter, highlights, unfinished
from lzxl.forms.progress_value import told
from lzxl.forms.registry import TEMPLATES
from lzxl.forms.template_head import HEAD_ROW, SCREEN, columns_within, head_cells, head_part
from lzxl.forms.template_rules import item_list, template_rules
from lzxl.law.figures import Figures, default_figures

ROOM = 300  # rows with drop-downs and highlights; the typing area itself has no end
_FROZEN = frozenset({"serial", "person_id", "person_name", "power"})
_LEGEND = "深蓝表头必填,浅蓝可不填,灰色报送时留空;黄色格还没有填。填法见“填表说明”。"
_LEDGER_HINT = "一件事登记一行,序号不改不重;登记错了把状态改为“撤销”。没有扣分和提醒的,零报告填“是”。"

Row = Mapping[str, Value | tuple[str, ...]]


def blank_templates() -> dict[str, WorkbookOut]:
    """Return the three blank templates by file name, with the default figures."""
    return {form.file_name: template(form) for form in TEMPLATES}


def template(
    form: Form,
    head: Mapping[str, Value] | None = None,
    rows: Sequence[Row] = (),
    marks: Sequence[tuple[Cell, Finding]] = (),
    figures: Figures | None = None,
) -> WorkbookOut:
    """Return the workbook that a unit fills in 二(二), 二(五).

    ``head`` and ``rows`` give values by field; the first of ``rows`` stands in sheet row :func:`first_row`. ``marks``
    are findings with their cells on this new sheet (row or column 0: of the whole sheet); they colour the cells, carry
    cause and cure as notes and are listed on a first sheet 问题清单.
    """
    head, figures = head or {}, figures or default_figures()
    sheet = _table(form, head, rows, figures)
    identity = _identity(form, head)
    sheets = [sheet, instructions(form, figures), _identity_sheet(identity)]
    if marks:
        sheets[0] = marked(sheet, marks)
        sheets.insert(0, listed(sheet.name, marks))
    lists = {**layout.lists_of((*form.head, *form.columns)), **item_list(form, figures)}
    return WorkbookOut(sheets, lists, identity, form.title)


def first_row(form: Form) -> int:
    """Return the sheet row in which the first record of a template stands."""
    return max((cell[0] for cell in head_cells(form).values()), default=HEAD_ROW) + 4


def _identity(form: Form, head: Mapping[str, Value]) -> dict[str, str]:
    """Return the hidden identity: form, version and, where known, unit and year."""
    known = {"unit": head.get("unit_id"), "year": head.get("year")}
    told = {"form": form.name, "version": str(form.version)} | {k: str(v) for k, v in known.items() if v}
    return {f"lzxl.{key}": text for key, text in told.items()}


def _identity_sheet(identity: Mapping[str, str]) -> Sheet:
    cells: dict[Cell, Out] = {}
    for row, (key, text) in enumerate(identity.items(), 1):
        cells[row, 1], cells[row, 2] = key, text
    return Sheet(IDENTITY_SHEET, cells, visibility=Visibility.VERY_HIDDEN)


def _table(form: Form, head: Mapping[str, Value], rows: Sequence[Row], figures: Figures) -> Sheet:
    first = first_row(form)
    last = first + max(ROOM, len(rows) + 100) - 1
    room = Room(form, first, last, head_cells(form))
    width = len(form.columns)
    cells, looks, heights = _top(room, head, rows)
    head_values, head_looks, head_heights = head_part(form, head)
    height = layout.row_heights(form)
    for row, values in enumerate(rows, first):
        cells |= layout.row_cells(form, row, values)
        heights[row] = height(values)
    drop_downs, limits = template_rules(room, head.get("year"), figures)
    return Sheet(
        form.sheet,
        cells | head_values,
        looks | head_looks,
        widths=layout.widths(form),
        heights=heights | head_heights,
        column_styles=_column_styles(form),
        colours=_colours(room),
        drop_downs=drop_downs,
        limits=limits,
        freeze=(first, layout.frozen_columns(form, _FROZEN, 40) + 1),
        filter=Area(first - 1, 1, last, width),
        print_setup=PrintSetup(landscape=form.landscape, title_rows=(first - 1, first - 1)),
        protection=Protection((*(Area(*cell, *cell) for cell in room.head.values()), Area(first, 1, LAST_ROW, width))),
        tab_colour="2F5597",
    )


def _top(
    room: Room, head: Mapping[str, Value], rows: Sequence[Row]
) -> tuple[dict[Cell, Out], dict[Cell, Style], dict[int, float]]:
    """Return title, statement, counter, legend and headings: cells, styles, heights.

    Nothing is merged: long lines run over the empty cells beside them. A merged area would stay behind, and hide what
    comes to lie under it, where another program inserts a row above.
    """
    form, heading = room.form, room.first - 1
    statement = form.statement or _LEDGER_HINT
    cells, heading_looks = layout.headings(form, heading)
    for at, column in enumerate(form.columns, 1):
        if column.field in LATER:
            heading_looks[heading, at] = styles.LATER_HEADING
    top = heading - 2
    cells |= {(1, 1): form.title, (2, 1): statement}
    cells |= {(top, 1): Formula(counter(room), told(form, head, rows)), (top + 1, 1): _LEGEND}
    looks = layout.above(form, heading) | heading_looks | {(1, 1): styles.TITLE, (2, 1): styles.STATEMENT}
    looks |= {(top, at): styles.COUNTER for at in range(1, columns_within(form, SCREEN / 2) + 1)}
    looks[top + 1, 1] = styles.QUIET
    heights = {1: 32.0, 2: 24.0, top: 24.0, top + 1: 20.0, heading: layout.heading_height(form)}
    return cells, looks, heights


def _column_styles(form: Form) -> dict[int, Style]:
    """Return the look of whole columns: what others fill in later is shaded."""
    looks = layout.column_styles(form)
    for at, column in enumerate(form.columns, 1):
        if column.field in LATER:
            looks[at] = replace(looks[at], fill=styles.LATER_FILL)
    return looks


def _colours(room: Room) -> list[ColourRule]:
    """Return the counter's turning green, the highlights, and a frame around rows with something in them."""
    top = room.first - 3
    done = ColourRule(
        Area(top, 1, top, columns_within(room.form, SCREEN / 2)), f"({unfinished((top, 1))})=0", styles.DONE
    )
    return [done, *highlights(room), layout.frame(room.form, room.first, room.last)]
