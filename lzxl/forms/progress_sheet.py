"""The progress of the year as a workbook 一(二): what the page for the leading group shows, as plain tables with a chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lzxl.cells import Align, Area, Cell, Out, PrintSetup, Sheet, Style, WorkbookOut
from lzxl.forms import styles
from lzxl.forms.layout import lines_needed
from lzxl.forms.master_layout import in_header
from lzxl.traits import Chart, Series

NAME = "进度"
_WIDTHS = (31.0, 16.0, 12.0, 12.0, 12.0, 14.0)
_CHART_ROWS = 13
_NONE = "无"
_GAP = 8.0  # points between a table and its chart
_HEADING = replace(styles.OPTIONAL_HEADING, size=10)
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
    row: int = 1

    def put(self, column: int, value: Out, look: Style) -> None:
        self.cells[self.row, column], self.looks[self.row, column] = value, look

    def line(self, text: str, look: Style, height: float) -> None:
        self.put(1, text, look)
        self.merges.append(Area(self.row, 1, self.row, len(_WIDTHS)))
        self.heights[self.row] = height
        self.row += 1


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
        print_setup=PrintSetup(landscape=False, header=f"&L{in_header(office)}&R{NAME}"),
    )
    return WorkbookOut([sheet], title=title)


def _section(page: _Page, section: Section) -> None:
    page.row += 1
    page.line(section.title, styles.SECTION, 26)
    for column, heading in enumerate(section.headings, 1):
        page.put(column, heading, _HEADING)
    page.heights[page.row] = 22
    page.row += 1
    first = page.row
    for row in section.rows:
        for column, (heading, value) in enumerate(zip(section.headings, row, strict=True), 1):
            page.put(column, value, _look(heading, value))
        texts = zip(row, _WIDTHS, strict=False)
        page.heights[page.row] = 4 + 16.0 * max(
            (lines_needed(v, w - _INDENTED) for v, w in texts if isinstance(v, str)), default=1
        )
        page.row += 1
    if not section.rows:
        page.put(1, _NONE, _TEXT)
        page.heights[page.row] = 20.0
        page.row += 1
    elif section.charted:
        _chart(page, section, first)


def _look(heading: str, value: Out) -> Style:
    if heading == "覆盖率":
        return _SHARE
    if isinstance(value, str):
        return _TEXT
    return _DAY if hasattr(value, "year") else _NUMBER


def _chart(page: _Page, section: Section, first: int) -> None:
    name, share = section.charted or (1, 1)
    title, last = section.headings[share - 1], page.row - 1
    page.heights[page.row] = _GAP
    page.row += 1
    series = Series(title, Area(first, name, last, name), Area(first, share, last, share), ("2F5597",))
    area = Area(page.row, 1, page.row + _CHART_ROWS - 1, len(section.headings))
    page.charts.append(Chart(area, title, (series,), number_format="0%", top=1))
    page.row += _CHART_ROWS


def columns(rows: Sequence[Mapping[str, object]], names: Sequence[str]) -> list[list[Out]]:
    """Return rows of named values as rows of cells."""
    return [
        [value if isinstance(value := row[name], (str, int, float)) or value is None else _out(value) for name in names]
        for row in rows
    ]


def _out(value: object) -> Out:
    from datetime import date

    return value if isinstance(value, date) else str(value)
