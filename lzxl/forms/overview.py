"""总览, the master's first sheet: one page that tells a director where the office stands, and what is held back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lzxl.cells import Align, Area, Margins, Out, PrintSetup, Sheet, Style
from lzxl.findings import Severity
from lzxl.forms import overview_page as grid
from lzxl.forms import overview_parts as parts
from lzxl.forms import styles
from lzxl.forms.master_layout import in_header
from lzxl.forms.overview_page import Page
from lzxl.forms.overview_parts import Counts, CoverageRows, total
from lzxl.forms.registry import OVERVIEW
from lzxl.law.level import LEVELS
from lzxl.model import FileStatus

_FIGURE = Style(border=True, bold=True, size=16, align=Align.CENTER, ink="1F3864", shrink=True)


@dataclass(frozen=True)
class HeldBack:
    """What is held back (退回): workbooks, and the risk points and ledger entries in them that are not counted.

    ``again``: of the workbooks those that the unit has put right and sent again.
    """

    books: int = 0
    points: int = 0
    entries: int = 0
    again: int = 0


@dataclass(frozen=True)
class Numbers:
    """All that the overview shows. ``levels`` and ``grades``: counts by unit kind, then by level or grade.

    ``latest``: the day of the last file received. ``coverage``: (unit kind, table, due, filled). ``statuses``: files by 状态; ``severities``: findings by 级别.
    ``areas``: counts by key area, then by unit kind. ``points``: those that count by unit kind, ``months`` by month, January
    first. ``frequent``: (级别, 问题, count) of the ten most frequent findings.
    ``remark``: which figures the counts rest on (本社规定 or 试行参数), or whatever else must be said.
    """

    office: str
    year: int
    latest: date | None
    levels: Counts
    grades: Counts
    coverage: CoverageRows
    statuses: Mapping[str, int]
    severities: Mapping[str, int]
    held: HeldBack = HeldBack()
    remark: str = ""
    areas: Counts = field(default_factory=dict)
    points: Mapping[str, Decimal] = field(default_factory=dict)
    months: Sequence[Decimal] = (Decimal(0),) * 12
    frequent: Sequence[tuple[str, str, int]] = ()


def overview(numbers: Numbers, sheets: Mapping[str, int]) -> Sheet:
    """Return the sheet 总览; ``sheets``: the master's other sheets with their numbers of rows, each gets a link."""
    kinds = tuple(numbers.levels)
    page = Page(max(grid.FEWEST, len(kinds) + 1))
    page.line(f"{numbers.office} {numbers.year} 年度廉政风险防控总览", replace(styles.TITLE, size=20), 36)
    as_of = f"最近收文 {numbers.latest:%Y-%m-%d}。" if numbers.latest else ""
    page.line(f"{as_of}{numbers.remark}", styles.QUIET, 20)
    _figures(page, numbers)
    page.sections("一、风险点(按单位类别和等级)", "")
    parts.levels(page, numbers.levels)
    page.sections("二、预警和扣分(按单位类别)", "")
    room = parts.grades(page, numbers.grades, numbers.points)
    page.sections("三、报送覆盖(明细见“报送情况”)", "")
    parts.coverage(page, numbers.coverage, kinds)
    page.sections("四、重点环节的风险点(颜色越深越多)", "五、最常见的问题(明细见“问题清单”)")
    top = page.row
    parts.areas(page, numbers.areas, kinds)
    _received(page, parts.frequent(page, top, numbers.frequent), numbers)
    page.down(6)
    parts.contents(page, sheets)
    printed = Area(1, 1, page.row - 1, page.last)
    parts.months(page, page.row + 1, numbers.months, room)
    return _sheet(page, printed, f"{numbers.office} {numbers.year} 年度")


def _sheet(page: Page, printed: Area, office: str) -> Sheet:
    return Sheet(
        OVERVIEW,
        page.cells,
        page.styles,
        widths=page.widths,
        heights=page.heights,
        merges=page.merges,
        charts=page.charts,
        scales=page.scales,
        print_setup=PrintSetup(
            landscape=False,
            fit_height=1,
            area=printed,
            header=f"&L{in_header(office)}&R{OVERVIEW}",
            margins=Margins(0.4, 0.4, 0.55, 0.5),
        ),
        tab_colour="1F3864",
        fixed_heights=True,  # the charts lie over the rows
    )


def _figures(page: Page, numbers: Numbers) -> None:
    """Add the few numbers that the leading group asks for first."""
    first, *_ = LEVELS
    due, filled = sum(row[2] for row in numbers.coverage), sum(row[3] for row in numbers.coverage)
    shown: tuple[tuple[str, Out], ...] = (
        ("登记风险点", total(numbers.levels)),
        (f"其中{first}", sum(kind.get(first, 0) for kind in numbers.levels.values())),
        ("预警对象", total(numbers.grades)),
        ("累计扣分", sum(numbers.points.values(), Decimal(0))),
        ("报送覆盖率", filled / due if due else None),
        ("收到文件", sum(numbers.statuses.values())),
        ("退回文件", numbers.held.books),
        ("退回未计风险点", numbers.held.points),
    )
    for columns, (word, value) in zip(page.tiles, shown, strict=True):
        page.span(page.row, columns, word, grid.HEADING)
        style = replace(_FIGURE, number_format="0%") if isinstance(value, float) else _FIGURE
        page.span(page.row + 1, columns, value, style)
    page.down(24)
    page.down(39)


def _received(page: Page, row: int, numbers: Numbers) -> None:
    """Write on the right what came, and what is held back with the points in it."""
    held = numbers.held
    told = (
        f"退回的 {held.books} 个文件中有风险点 {held.points} 个、扣分记录 {held.entries} 条,这些文件没有计入本页各表。"
    )
    told += f"其中 {held.again} 个已有改好重报的,以重报的为准。" if held.again else ""
    lines = (
        f"收到 {sum(numbers.statuses.values())} 个文件:{_listed(FileStatus, numbers.statuses)}。",
        f"问题 {sum(numbers.severities.values())} 条:{_listed(Severity, numbers.severities)}。",
        told if held.books else "没有退回的文件,收到的内容都已计入。" if numbers.statuses else "还没有收到文件。",
    )
    columns = (page.right, page.last)
    page.span(row, columns, "六、收文和退回(明细见“收文登记”)", styles.SECTION)
    for at, line in enumerate(lines, row + 1):
        page.span(at, columns, line, replace(grid.PLAIN, bold=at == row + len(lines) and bool(held.books)))


def _listed(words: type[StrEnum], counts: Mapping[str, int]) -> str:
    return "、".join(f"{word.value} {counts.get(word.value, 0)}" for word in words)
