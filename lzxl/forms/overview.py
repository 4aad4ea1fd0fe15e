"""总览, the master's first sheet: how many risk points, warnings and files there are, what is missing, what is held back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lzxl.cells import Align, Area, Cell, Link, Out, PrintSetup, Sheet, Style
from lzxl.forms import styles
from lzxl.forms.registry import OVERVIEW
from lzxl.law.level import LEVELS
from lzxl.law.warning import GRADE, GRADES
from lzxl.model import FileStatus

_WIDTHS = (20, 15, 12, 12, 12, 12, 12)
_ALL = len(_WIDTHS)
_HEADING = styles.OPTIONAL_HEADING
_NAME = Style(border=True, align=Align.LEFT, wrap=True)
_COUNT = Style(border=True, align=Align.CENTER, number_format='0;-0;"-"')
_SHARE = Style(border=True, align=Align.CENTER, number_format="0%")
_FIGURE = Style(border=True, bold=True, size=16, align=Align.CENTER, ink="1F3864")

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class HeldBack:
    """What is held back (退回): workbooks, and the risk points and ledger entries in them that are not counted."""

    books: int = 0
    points: int = 0
    entries: int = 0


@dataclass(frozen=True)
class Numbers:
    """All that the overview shows. ``levels`` and ``grades``: counts by unit kind, then by level or grade.

    ``coverage``: (unit kind, table, due, filled). ``statuses``: files by 状态; ``severities``: findings by 级别.
    ``remark``: which figures the counts rest on (本社规定 or 试行参数), or whatever else must be said.
    """

    office: str
    year: int
    today: date
    levels: Counts
    grades: Counts
    coverage: Sequence[tuple[str, str, int, int]]
    statuses: Mapping[str, int]
    severities: Mapping[str, int]
    held: HeldBack = HeldBack()
    remark: str = ""


@dataclass
class _Page:
    """A sheet that grows downwards."""

    cells: dict[Cell, Out] = field(default_factory=dict)
    styles: dict[Cell, Style] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    row: int = 1

    def line(self, text: str, style: Style, height: float = 20) -> None:
        """Add a line over the whole width."""
        self.put(self.row, 1, text, style)
        self.merges.append(Area(self.row, 1, self.row, _ALL))
        self.heights[self.row] = height
        self.row += 1

    def put(self, row: int, column: int, value: Out, style: Style) -> None:
        """Write one cell."""
        self.cells[row, column], self.styles[row, column] = value, style

    def heading(self, words: Sequence[str], looks: Mapping[str, Style] | None = None) -> None:
        """Add a heading row; a word may have a look of its own."""
        for column, word in enumerate(words, 1):
            self.put(
                self.row, column, word, replace((looks or {}).get(word, _HEADING), border=True, align=Align.CENTER)
            )
        self.heights[self.row] = 24
        self.row += 1

    def counts(self, values: Sequence[Out], *, bold: bool = False) -> None:
        """Add a row of a name and numbers."""
        for column, value in enumerate(values, 1):
            style = _NAME if isinstance(value, str) else _SHARE if isinstance(value, float) else _COUNT
            self.put(self.row, column, value, replace(style, bold=bold))
        self.heights[self.row] = 19
        self.row += 1


def overview(numbers: Numbers, sheets: Mapping[str, int]) -> Sheet:
    """Return the sheet 总览; ``sheets``: the master's other sheets with their numbers of rows, each gets a link."""
    page = _Page()
    page.line(f"{numbers.office} {numbers.year} 年度廉政风险防控总览", styles.TITLE, 36)
    page.line(f"截至 {numbers.today:%Y-%m-%d}。{numbers.remark}", styles.QUIET, 20)
    _figures(page, numbers)
    _levels(page, numbers.levels)
    _grades(page, numbers.grades)
    _coverage(page, numbers.coverage)
    _files(page, numbers)
    _contents(page, sheets)
    return Sheet(
        OVERVIEW,
        page.cells,
        page.styles,
        widths=dict(enumerate(_WIDTHS, 1)),
        heights=page.heights,
        merges=page.merges,
        print_setup=PrintSetup(landscape=False, fit_height=1),
        tab_colour="1F3864",
    )


def _section(page: _Page, title: str) -> None:
    page.row += 1
    page.line(title, styles.SECTION, 26)


def _figures(page: _Page, numbers: Numbers) -> None:
    """Add the few numbers that the leading group asks for first."""
    first, *_ = LEVELS
    due, filled = sum(row[2] for row in numbers.coverage), sum(row[3] for row in numbers.coverage)
    shown: tuple[tuple[str, Out], ...] = (
        ("登记风险点", _total(numbers.levels)),
        (f"其中{first}", sum(kind.get(first, 0) for kind in numbers.levels.values())),
        ("预警对象", _total(numbers.grades)),
        ("报送覆盖率", filled / due if due else None),
        ("收到文件", sum(numbers.statuses.values())),
        ("退回文件", numbers.held.books),
        ("退回未计风险点", numbers.held.points),
    )
    page.row += 1
    for column, (word, value) in enumerate(shown, 1):
        page.put(page.row, column, word, _HEADING)
        style = replace(_FIGURE, number_format="0%") if isinstance(value, float) else _FIGURE
        page.put(page.row + 1, column, value, style)
    page.heights |= {page.row: 34.0, page.row + 1: 34.0}
    page.row += 2


def _total(counts: Counts) -> int:
    return sum(sum(row.values()) for row in counts.values())


def _levels(page: _Page, levels: Counts) -> None:
    """Add counts by unit kind and level 二(三)2."""
    _section(page, "一、风险点(按单位类别和等级)")
    _crosstab(page, levels, {level: level for level in LEVELS}, styles.LEVEL)


def _grades(page: _Page, grades: Counts) -> None:
    """Add counts by unit kind and grade 二(五); the colour's word stands beside the letter."""
    _section(page, "二、预警(按单位类别和等级)")
    words = {letter: f"{letter}级({GRADES[letter].colour}色)" for letter in GRADE.items}
    _crosstab(page, grades, words, {words[letter]: styles.GRADE[letter] for letter in words})


def _crosstab(page: _Page, counts: Counts, words: Mapping[str, str], looks: Mapping[str, Style]) -> None:
    page.heading(("单位类别", *words.values(), "合计"), looks)
    for kind, row in counts.items():
        page.counts((kind, *(row.get(key, 0) for key in words), sum(row.values())))
    sums = [sum(row.get(key, 0) for row in counts.values()) for key in words]
    page.counts(("合计", *sums, _total(counts)), bold=True)


def _coverage(page: _Page, coverage: Sequence[tuple[str, str, int, int]]) -> None:
    """Add what is due and what has come 一(二)."""
    _section(page, "三、报送覆盖(明细见“报送情况”)")
    page.heading(("单位类别", "表种", "应填", "已填", "还缺", "覆盖率"))
    for kind, table, due, filled in coverage:
        page.counts((kind, table, due, filled, max(due - filled, 0), filled / due if due else None))
        if filled < due:
            page.styles[page.row - 1, 6] = replace(_SHARE, fill=styles.AMBER.fill, ink=styles.AMBER.ink)


def _files(page: _Page, numbers: Numbers) -> None:
    """Add the files by status, and what is held back with them."""
    _section(page, "四、收文和问题(明细见“收文登记”“问题清单”)")
    statuses = [status.value for status in FileStatus]
    looks = {FileStatus.RETURNED.value: styles.RED, FileStatus.UNREAD.value: styles.RED}
    page.heading(("文件状态", *statuses), looks)
    page.counts(("件数", *(numbers.statuses.get(status, 0) for status in statuses)))
    page.heading(("问题级别", *(severity.value for severity in styles.SEVERITY)))
    page.counts(("条数", *(numbers.severities.get(severity.value, 0) for severity in styles.SEVERITY)))
    held = numbers.held
    told = f"退回的 {held.books} 个文件中有风险点 {held.points} 个、扣分记录 {held.entries} 条,改正前没有计入以上各表。"
    page.line(told if held.books else "没有退回的文件,收到的内容都已计入。", styles.TEXT, 22)


def _contents(page: _Page, sheets: Mapping[str, int]) -> None:
    """Add a list of the sheets with links."""
    _section(page, "五、目录")
    page.heading(("工作表", "行数"))
    for name, rows in sheets.items():
        page.put(page.row, 1, Link(f"internal:'{name}'!A1", name), replace(styles.LINK, border=True))
        page.put(page.row, 2, rows, _COUNT)
        page.heights[page.row] = 19
        page.row += 1
