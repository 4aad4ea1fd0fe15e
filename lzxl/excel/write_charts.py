"""The charts of a sheet, native ones that follow its cells, for XlsxWriter."""

from typing import Any

from lzxl.cells import Area, Sheet
from lzxl.traits import Chart, Series

_WIDTH, _HEIGHT = 8.43, 15.0  # of columns (characters) and rows (points) that nobody set
_INK, _PALE = "#404040", "#D9D9D9"
_FONT = {"name": "宋体", "size": 8, "color": _INK}


def write_charts(book: Any, page: Any, sheet: Sheet) -> None:
    """Put the charts of ``sheet`` over their areas; they move and grow with the cells below."""
    for chart in sheet.charts:
        made = book.add_chart({"type": "column", "subtype": "stacked"} if chart.stacked else {"type": "column"})
        for series in chart.series:
            made.add_series(_series(sheet.name, chart, series))
        _dress(made, chart)
        width, height = _size(sheet, chart.area)
        made.set_size({"width": width, "height": height})
        place = {"object_position": 1, "description": chart.title}
        page.insert_chart(chart.area.top - 1, chart.area.left - 1, made, place)


def _size(sheet: Sheet, area: Area) -> tuple[int, int]:
    """Return the size of an area in pixels, as Excel shows it at 100 %.

    A chart ends exactly where its cells do: LibreOffice misplaces an end within a cell where it fits a page's width.
    """
    widths = (sheet.widths.get(column, _WIDTH) for column in range(area.left, area.right + 1))
    heights = (sheet.heights.get(row, _HEIGHT) for row in range(area.top, area.bottom + 1))
    return sum(int(width * 7 + 5) for width in widths), sum(int(height * 4 / 3) for height in heights)


def _series(name: str, chart: Chart, series: Series) -> dict[str, Any]:
    def cells(area: Area) -> list[Any]:
        return [name, area.top - 1, area.left - 1, area.bottom - 1, area.right - 1]

    edge = {"color": "#7F7F7F", "width": 0.5}
    options: dict[str, Any] = {
        "name": series.name,
        "categories": cells(series.categories),
        "values": cells(series.values),
        "fill": {"color": f"#{series.colours[0]}"},
        "border": edge,
        "gap": 55,
    }
    if len(series.colours) > 1:
        options["points"] = [{"fill": {"color": f"#{colour}"}, "border": edge} for colour in series.colours]
    if chart.labels:
        inside = {"color": "#FFFFFF"} if chart.stacked and _is_dark(series.colours[0]) else {}
        options["data_labels"] = {"value": True, "num_format": chart.number_format, "font": _FONT | inside}
    return options


def _is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return 3 * red + 6 * green + blue < 1280


def _dress(made: Any, chart: Chart) -> None:
    """Give a chart its quiet look: what the labels say needs no axis, one series needs no legend."""
    made.set_title({"name": chart.title, "name_font": _FONT | {"size": 9, "bold": True}})
    made.set_x_axis({"num_font": _FONT, "line": {"color": "#7F7F7F"}, "major_tick_mark": "none"})
    axis = {"min": 0, "major_gridlines": {"visible": False}, "num_font": _FONT}
    if chart.top is None:
        made.set_y_axis(axis | {"visible": False})
    else:
        lines = {"visible": True, "line": {"color": _PALE, "width": 0.5}}
        shown = {"max": chart.top, "major_gridlines": lines, "num_format": chart.number_format, "line": {"none": True}}
        made.set_y_axis(axis | shown)
    if len(chart.series) > 1:
        made.set_legend({"position": "bottom", "font": _FONT})
    else:
        made.set_legend({"none": True})
    made.set_chartarea({"border": {"color": _PALE}, "fill": {"color": "#FFFFFF"}})
