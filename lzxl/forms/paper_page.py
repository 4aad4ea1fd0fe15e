"""Pages laid out by us, so that every program breaks them at the same place: lines with fixed heights, kept together in blocks."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from lzxl.area import printable
from lzxl.cells import Area, Cell, Margins, Out, PrintSetup, Sheet, Style
from lzxl.forms.paper_text import characters, whole

MOST_PAGES = 1000  # in a sheet; Excel takes 1,023 breaks
_MOST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


class Paper(NamedTuple):
    """A page format: the widths of its columns and the height free for lines, in points; A4."""

    landscape: bool
    columns: tuple[float, ...]
    room: float
    margins: Margins

    def width(self, left: int, right: int) -> float:
        """Return the width from one column to another, in points."""
        return sum(self.columns[left - 1 : right])


class Span(NamedTuple):
    """A value over the columns ``left`` to ``right`` and ``down`` lines."""

    left: int
    right: int
    value: Out
    style: Style
    down: int = 1


class Line(NamedTuple):
    """A row on paper; it may take up to ``grow`` points more where its page has room to spare."""

    height: float
    spans: tuple[Span, ...] = ()
    grow: float = 0.0


class Block(NamedTuple):
    """Lines that stay on one page; ``head`` stands above the first block of a page that has it."""

    lines: tuple[Line, ...]
    head: tuple[Line, ...] = ()


Page = tuple[Line, ...]
Top = Callable[[int, int], Page]  # (number of the page, of all) -> the lines that it begins with


def heights(lines: Iterable[Line]) -> float:
    """Return the height of lines together."""
    return sum(line.height for line in lines)


def paginate(blocks: Sequence[Block], paper: Paper, top: Top) -> list[Page]:
    """Return blocks on pages, each beginning with ``top``; a block goes whole to the next page where it does not fit."""
    pages = len(_pages(blocks, paper, top, 1))
    return [_stretched(page, paper.room) for page in _pages(blocks, paper, top, pages)]


def _pages(blocks: Sequence[Block], paper: Paper, top: Top, total: int) -> list[Page]:
    begun = list(top(1, total))
    pages, head = [begun], ()  # type: tuple[list[list[Line]], tuple[Line, ...]]
    for block in blocks:
        needed = block.head if block.head != head else ()
        if heights((*pages[-1], *needed, *block.lines)) > paper.room and pages[-1] != begun:
            begun = list(top(len(pages) + 1, total))
            pages.append([*begun])
            needed = block.head
        pages[-1] = [*pages[-1], *needed, *block.lines]
        head = block.head
    return [tuple(page) for page in pages]


def _stretched(page: Page, room: float) -> Page:
    """Return a page whose growing lines share what is left of it."""
    growing = sum(line.grow for line in page)
    share = min(1.0, max(room - heights(page), 0) / growing) if growing else 0
    return tuple(line._replace(height=line.height + line.grow * share // 0.75 * 0.75) for line in page)


def sheets(
    name: str,
    pages: Sequence[Page],
    paper: Paper,
    taken: Collection[str] = (),
    *,
    footer: str = "",
    first_page: int = 0,
    title: Page = (),
) -> list[Sheet]:
    """Return pages as one sheet, or more where they are over :data:`MOST_PAGES`.

    ``footer``: in Excel's codes. ``first_page``: the number of the first page, 0 where pages are not counted. ``title``:
    lines that stand once on the sheet and are printed above every page; the pages leave room for them.
    """
    names: list[str] = []
    made = []
    for begin in range(0, max(len(pages), 1), MOST_PAGES):
        names.append(sheet_name(name, {*taken, *names}))
        number = first_page + begin if first_page else 0
        made.append(_sheet(names[-1], pages[begin : begin + MOST_PAGES], paper, footer, number, title))
    return made


def target(made: Sequence[Sheet], pages: Sequence[Page], page: int) -> str:
    """Return where a link to a page (from 0) of the sheets ``made`` from ``pages`` leads."""
    sheet, within = divmod(page, MOST_PAGES)
    row = 1 + sum(map(len, pages[page - within : page]))
    return f"internal:'{made[sheet].name}'!A{row}"


def sheet_name(text: str, taken: Collection[str] = ()) -> str:
    """Return a text as the name of a sheet, different from those ``taken``, as Excel takes it."""
    clean = "".join(character for character in text.translate(_FORBIDDEN) if printable(character))
    clean = _cut(clean.strip(), _MOST_NAME) or "表"
    low, name, number = {other.casefold() for other in (*taken, "history")}, clean, 1
    while name.casefold() in low:
        number += 1
        name = f"{_cut(clean, _MOST_NAME - 6)}({number})"
    return name


def _cut(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def _sheet(name: str, pages: Sequence[Page], paper: Paper, footer: str, number: int, title: Page) -> Sheet:
    cells: dict[Cell, Out] = {}
    looks: dict[Cell, Style] = {}
    merges: list[Area] = []
    lines = [*title, *(line for page in pages for line in page)]
    for row, line in enumerate(lines, 1):
        for cell, span, area in _placed(row, line):
            cells[cell], looks[cell] = span.value, span.style
            merges += [area] if (area.top, area.left) != (area.bottom, area.right) else []
    ends = [len(title) + rows for rows in accumulate(map(len, pages))]
    width = len(paper.columns)
    return Sheet(
        name,
        cells,
        looks,
        widths={at: characters(points) for at, points in enumerate(paper.columns, 1)},
        heights={row: whole(line.height) for row, line in enumerate(lines, 1)},
        merges=merges,
        fixed_heights=True,
        print_setup=PrintSetup(
            landscape=paper.landscape,
            margins=paper.margins,
            area=Area(1, 1, max(len(lines), 1), width),
            title_rows=(1, len(title)) if title else None,
            breaks=tuple(ends[:-1]),
            footer=footer,
            first_page=number,
        ),
    )


def _placed(row: int, line: Line) -> Iterator[tuple[Cell, Span, Area]]:
    for span in line.spans:
        yield (row, span.left), span, Area(row, span.left, row + span.down - 1, span.right)
