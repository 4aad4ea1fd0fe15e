"""What a sheet has besides its cells, for XlsxWriter: tables, conditional formats, rules of input, notes, print, protection."""

from datetime import date, datetime
from typing import Any, Protocol

from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

from lzxl.cells import Area, DropDown, Limits, PrintSetup, Sheet, Style, Visibility
from lzxl.traits import IconSet

_A4 = 9
MOST_BREAKS = 1023  # Excel's own limit; XlsxWriter leaves the others out
_ALLOWED = (
    "autofilter",
    "sort",
    "format_columns",
    "format_rows",
    "select_locked_cells",
    "select_unlocked_cells",
)  # on a protected sheet


class FormatMaker(Protocol):
    """Gives the writer's format for a style."""

    def of(self, style: Style, number_format: str = "", *, conditional: bool = False) -> Any:
        """Return the format."""


def corners(area: Area) -> tuple[int, int, int, int]:
    """Return an area as XlsxWriter counts, from 0."""
    return area.top - 1, area.left - 1, area.bottom - 1, area.right - 1


def write_table(page: Any, sheet: Sheet) -> None:
    """Declare the sheet's Excel table; its heading row names the columns."""
    if sheet.table is None:
        return
    area, name = sheet.table
    headings = [{"header": str(sheet.cells[area.top, column])} for column in range(area.left, area.right + 1)]
    options = {"name": name, "columns": headings, "style": "Table Style Light 1", "banded_rows": False}
    top, left, bottom, right = corners(area)
    page.add_table(top, left, min(bottom, top + 1), right, options)
    # XlsxWriter looks at every cell of a table, to tell overlaps; a long one it learns of here.
    whole = xl_range(top, left, bottom, right)
    page.tables[-1] |= {"range": whole, "a_range": whole, "autofilter": whole}


def write_traits(page: Any, sheet: Sheet, formats: FormatMaker) -> None:
    """Write all that is not a cell."""
    for rule in sheet.colours:
        options = {
            "type": "formula",
            "criteria": f"={rule.formula}",
            "format": formats.of(rule.style, conditional=True),
            "stop_if_true": rule.stop,
        }
        page.conditional_format(*corners(rule.area), options)
    for scale in sheet.scales:
        options = {"type": "2_color_scale", "min_color": f"#{scale.low}", "max_color": f"#{scale.high}"}
        page.conditional_format(*corners(scale.area), options)
    for icons in sheet.icons:
        page.conditional_format(*corners(icons.area), _icon_rule(icons))
    for drop_down in sheet.drop_downs:
        page.data_validation(*corners(drop_down.area), _list_rule(drop_down))
    for limits in sheet.limits:
        page.data_validation(*corners(limits.area), _limit_rule(limits))
    for (row, column), text in sheet.notes.items():
        lines = sum(1 + len(line) // 17 for line in text.split("\n"))
        look = {"author": "", "font_name": "宋体", "font_size": 10, "width": 260, "height": 24 + 18 * lines}
        page.write_comment(row - 1, column - 1, text, look)
    if sheet.filter:
        page.autofilter(*corners(sheet.filter))
    if sheet.freeze:
        page.freeze_panes(sheet.freeze[0] - 1, sheet.freeze[1] - 1)
        page.set_selection(sheet.freeze[0] - 1, sheet.freeze[1] - 1, sheet.freeze[0] - 1, sheet.freeze[1] - 1)
    if sheet.cells:
        # Numbers that stay text (编号) are meant so: no green corners.
        bottom, right = max(row for row, _ in sheet.cells), max(column for _, column in sheet.cells)
        bottom = sheet.body.first + len(sheet.body.rows) if sheet.body else bottom
        page.ignore_errors({"number_stored_as_text": _address(Area(1, 1, max(bottom, 1000), right))})
    _show(page, sheet)
    _set_print(page, sheet.print_setup)


def _icon_rule(icons: IconSet) -> dict[str, Any]:
    bounds = [{"criteria": ">=", "type": "number", "value": bound} for bound in (icons.good, icons.fair)]
    return {"type": "icon_set", "icon_style": "3_symbols_circled", "icons": bounds}


def _address(area: Area) -> str:
    return str(xl_range(*corners(area)))


def _messages(title: str, prompt: str) -> dict[str, Any]:
    if len(title) > 32 or len(prompt) > 255:
        raise ValueError(f"prompt too long for Excel: {title}")
    return {"input_title": title, "input_message": prompt} if prompt else {}


def _list_rule(drop_down: DropDown) -> dict[str, Any]:
    rule = {"validate": "list", "source": f"={drop_down.source}", **_messages(drop_down.title, drop_down.prompt)}
    if drop_down.strict:
        return rule | {"error_title": drop_down.title or "请从列表中选", "error_message": "请从下拉列表中选一项。"}
    return rule | {"show_error": False}


def _limit_rule(limits: Limits) -> dict[str, Any]:
    """Return a rule that warns and lets the value stand where the user says so."""
    rule = {"validate": limits.kind, **_messages(limits.title, limits.prompt)}
    if limits.kind == "any":
        return rule
    rule |= {"error_type": "warning", "error_title": limits.title or "请核对", "error_message": limits.error}
    if limits.kind == "custom":
        return rule | {"value": f"={limits.formula}"}
    if limits.high is None:
        return rule | {"criteria": ">=", "value": _bound(limits.low)}
    if limits.low is None:
        return rule | {"criteria": "<=", "value": _bound(limits.high)}
    return rule | {"criteria": "between", "minimum": _bound(limits.low), "maximum": _bound(limits.high)}


def _bound(value: date | float | None) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return datetime(value.year, value.month, value.day) if is_day else value  # type: ignore[union-attr]


def _show(page: Any, sheet: Sheet) -> None:
    if sheet.visibility is Visibility.HIDDEN:
        page.hide()
    elif sheet.visibility is Visibility.VERY_HIDDEN:
        page.very_hidden()
    if sheet.tab_colour:
        page.set_tab_color(f"#{sheet.tab_colour}")
    if sheet.protection:
        page.protect("", dict.fromkeys(_ALLOWED, True))


def _set_print(page: Any, setup: PrintSetup) -> None:
    page.set_paper(_A4)
    if setup.landscape:
        page.set_landscape()
    page.set_margins(**setup.margins._asdict())
    page.center_horizontally()
    page.fit_to_pages(1, setup.fit_height)
    if setup.title_rows:
        page.repeat_rows(setup.title_rows[0] - 1, setup.title_rows[1] - 1)
    if setup.area:
        page.print_area(*corners(setup.area))
    if len(setup.breaks) > MOST_BREAKS:
        raise ValueError(f"more than {MOST_BREAKS} page breaks in a sheet")
    if setup.breaks:
        page.set_h_pagebreaks(list(setup.breaks))
    if setup.first_page:
        page.set_start_page(setup.first_page)
    if setup.header:
        page.set_header(setup.header)
    if setup.footer:
        page.set_footer(setup.footer)
    if setup.black_and_white:
        page.print_black_and_white()
