"""What both commitment forms on paper share: title, table of risk points, boxes, and how they come on pages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lzxl.cells import Style
from lzxl.forms import paper_styles as looks
from lzxl.forms.paper_boxes import Box, Columns, block
from lzxl.forms.paper_page import Block, Line, Page, Paper, Span, paginate
from lzxl.forms.paper_table import Field, PaperPoint, level_words, record, time_limit, two_headings
from lzxl.forms.paper_text import typeset

POINT_WORDS = ("重点\n环节", "风险\n类别", "风险点", "自评\n等级", "评估\n等级", "防控措施", "责任人", "完成\n时限")
_LOWEST_ROW, _LOWEST_PARTICULAR = 34.0, 26.25


class Design(NamedTuple):
    """A form on paper: its title, page format, the columns before those that both forms have, the parts of its boxes.

    ``pair``: of two boxes beside each other, where a form is wide enough for review and assessment in one band.
    """

    title: str
    paper: Paper
    first: tuple[str, ...]
    box: Columns
    pair: tuple[Columns, Columns] | None = None

    @property
    def head(self) -> tuple[Line, ...]:
        """The heading lines of its table."""
        return two_headings((*self.first, *POINT_WORDS), len(self.first) + 4)


class Content(NamedTuple):
    """A filled form: whose it is in words, particulars by line, by row the texts before those of its risk point, boxes."""

    whose: str
    year: int
    particulars: Sequence[Sequence[Field]]
    rows: Sequence[tuple[tuple[tuple[str, Style], ...], PaperPoint]]
    boxes: Sequence[Box]


def pages(design: Design, content: Content) -> list[Page]:
    """Return a form on as many pages as it needs; a box is never parted."""
    paper, head = design.paper, design.head
    top = [line for fields in content.particulars for line in record(fields, paper, _LOWEST_PARTICULAR)]
    rows = [
        Block((line,), head)
        for first, point in content.rows
        for line in record(_fields((*first, *_cells(point))), paper, _LOWEST_ROW)
    ]
    bands = [block(band, paper) for band in _bands(design, content.boxes)]
    return paginate([Block(tuple(top)), *rows, *bands], paper, lambda page, of: _top(design, content, page, of))


def _bands(design: Design, boxes: Sequence[Box]) -> Iterator[list[tuple[Box, Columns]]]:
    """Yield boxes with their columns, those that stand beside each other together."""
    alone, last = (boxes[:-2], boxes[-2:]) if design.pair and len(boxes) > 2 else (boxes, ())
    yield from ([(box, design.box)] for box in alone)
    if design.pair and last:
        yield list(zip(last, design.pair, strict=True))


def _top(design: Design, content: Content, page: int, of: int) -> Page:
    """Return what a page begins with: the title, and on further pages whose form it is."""
    last = len(design.paper.columns)
    again = page > 1
    title = Span(
        1, last, typeset(f"{design.title}(续)") if again else design.title, looks.TITLE_AGAIN if again else looks.TITLE
    )
    left = f"{typeset(content.whose)}  {content.year}年度" if again else ""
    right = typeset(f"第 {page} 页,共 {of} 页") if of > 1 else ""
    half = last - 3
    return (
        Line(33.0 if again else 45.0, (title,)),
        Line(19.5, (Span(1, half, left, looks.NOTE_LINE), Span(half + 1, last, right, looks.BESIDE))),
    )


def _fields(cells: Iterable[tuple[str, Style]]) -> list[Field]:
    return [Field(at, at, text, style) for at, (text, style) in enumerate(cells, 1)]


def _cells(paper: PaperPoint) -> tuple[tuple[str, Style], ...]:
    point, middle, left = paper.registered.point, looks.MIDDLE, looks.CELL
    return (
        *((point.area, middle), (point.source, middle), (point.text, left)),
        *((point.size, middle), (point.harm, middle), (point.frequency, middle)),
        *((level_words(point.self_level), middle), (level_words(paper.assessed), middle)),
        *((point.measures, left), (point.responsible, middle), (time_limit(point.deadline), middle)),
    )
