"""The progress of the year as a workbook 一(二): what the page for the leading group shows, as plain tables with a chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lzxl.cells import Align, Area, Cell, Out, PrintSetup, Sheet, Style, WorkbookOut
from lzxl.forms import styles
from lzxl.forms.layout import lines_needed
from lzxl.forms.master_layout import in_header
from lzxl.traits import Chart, Series

NAME = "进度"
_WIDTHS = (31.0, 28.0, 13.0, 13.0, 13.0)
_TITLE, _HEADINGS = 26.0, 22.0  # points
_CHART_ROWS = 13
_NONE = "无"
_GAP = 8.0  # points between a table and its chart
_HEADING = replace(styles.OPTIONAL_HEADING, size=10)
_ROOM = (
    830.0  # points that a page holds at the scale (0.88) at which it is as wide as the columns in 宋体, some to spare
)
_BLANK_ROW, _BETWEEN = 15.0, 10.0
_HIGHEST = 409.0  # points; Excel makes no row higher
_INDENTED = 1.5  # characters that an indent takes of a column's width
_TEXT = Style(border=True, wrap=True, align=Align.LEFT, indent=1)
_NUMBER = Style(border=True, align=Align.CENTER)
_SHARE = replace(_NUMBER, number_format="0%")
_DAY = replace(_NUMBER, number_format="yyyy-mm-dd")


@dataclass(frozen=True, slots=True)
class Section:
    """A table: its title, its headings, its rows; ``charted`` columns (from 1, name and share) are drawn below it."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Out]]
    charted: tuple[int, int] | None = None


@dataclass
class _Page:
    cells: dict[Cell, Out] = field(default_factory=dict)
    looks: dict[Cell, Style] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    row: int = 1
    used: float = 0.0  # points of the printed page

    def end_row(self, height: float | None = None) -> None:
        """Go to the next row; ``height`` in points, None for a row as it comes."""
        if height is not None:
            self.heights[self.row] = height
        self.used += _BLANK_ROW if height is None else height
        self.row += 1

    def turn(self) -> None:
        """Begin a new printed page."""
        self.breaks.append(self.row - 1)
        self.used = 0.0

    def put(self, column: int, value: Out, look: Style) -> None:
        self.cells[self.row, column], self.looks[self.row, column] = value, look

    def line(self, text: str, look: Style, height: float) -> None:
        self.put(1, text, look)
        self.merges.append(Area(self.row, 1, self.row, len(_WIDTHS)))
        self.end_row(height)


def progress_workbook(office: str, title: str, remarks: Sequence[str], sections: Sequence[Section]) -> WorkbookOut:
    """Return the workbook: a title, remarks, one table below the other; the office's name heads every printed page."""
    page = _Page()
    page.line(title, styles.TITLE, 34)
    for remark in remarks:
        page.line(remark, styles.QUIET, 18)
    for section in sections:
        _section(page, section)
    sheet = Sheet(
        NAME,
        page.cells,
        page.looks,
        widths=dict(enumerate(_WIDTHS, 1)),
        heights=page.heights,
        merges=page.merges,
        charts=page.charts,
        fixed_heights=True,
        print_setup=PrintSetup(landscape=False, header=f"&L{in_header(office)}&R{NAME}", breaks=tuple(page.breaks)),
    )
    return WorkbookOut([sheet], title=title)


def _section(page: _Page, section: Section) -> None:
    """Put a table down, whole on one printed page where it fits on one, else with its headings on each."""
    rows = section.rows or [[_NONE]]
    heights = [_height(row) for row in rows]
    charted = section.charted if section.rows else None
    whole = _TITLE + _HEADINGS + sum(heights) + (_GAP + _CHART_ROWS * _BLANK_ROW if charted else 0)
    page.end_row(_BETWEEN)
    if page.used + (whole if whole <= _ROOM else _TITLE + _HEADINGS + heights[0]) > _ROOM:
        page.turn()
    page.line(section.title, styles.SECTION, _TITLE)
    _headings(page, section)
    first = page.row
    for row, height in zip(rows, heights, strict=True):
        if page.used + height > _ROOM:
            page.turn()
            _headings(page, section)
        for column, (heading, value) in enumerate(zip(section.headings, row, strict=False), 1):
            page.put(column, value, _look(heading, value))
        page.end_row(height)
    if charted:
        _chart(page, section, charted, first)


def _headings(page: _Page, section: Section) -> None:
    for column, heading in enumerate(section.headings, 1):
        page.put(column, heading, _HEADING)
    page.end_row(_HEADINGS)


def _height(row: Sequence[Out]) -> float:
    texts = zip(row, _WIDTHS, strict=False)
    lines = max((lines_needed(text, width - _INDENTED) for text, width in texts if isinstance(text, str)), default=1)
    return min(3 + 15.0 * lines, _HIGHEST)


def _look(heading: str, value: Out) -> Style:
    if heading == "覆盖率":
        return _SHARE
    if isinstance(value, str):
        return _TEXT
    return _DAY if hasattr(value, "year") else _NUMBER


def _chart(page: _Page, section: Section, charted: tuple[int, int], first: int) -> None:
    name, share = charted
    title, last = section.headings[share - 1], page.row - 1
    page.end_row(_GAP)
    if page.used + _CHART_ROWS * _BLANK_ROW > _ROOM:
        page.turn()
    series = Series(title, Area(first, name, last, name), Area(first, share, last, share), ("2F5597",))
    area = Area(page.row, 1, page.row + _CHART_ROWS - 1, len(section.headings))
    page.charts.append(Chart(area, title, (series,), number_format="0%", top=1))
    for _ in range(_CHART_ROWS):
        page.end_row()


def columns(rows: Sequence[Mapping[str, object]], names: Sequence[str]) -> list[list[Out]]:
    """Return rows of named values as rows of cells."""
    return [
        [value if isinstance(value := row[name], (str, int, float)) or value is None else _out(value) for name in names]
        for row in rows
    ]


def _out(value: object) -> Out:
    from datetime import date

    return value if isinstance(value, date) else str(value)
