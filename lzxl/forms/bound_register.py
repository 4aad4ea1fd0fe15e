"""The bound book (廉政风险登记册): cover, contents with the page of each unit, the units' pages; its edition for publishing."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from lzxl.cells import Align, Link, Style, WorkbookOut
from lzxl.forms import paper_styles as looks
from lzxl.forms.bound_pages import INTERNAL, MARGINS, Chapter, Edition, chapter_pages, published
from lzxl.forms.masking import Mask
from lzxl.forms.master_layout import in_header
from lzxl.forms.paper_page import Block, Line, Page, Paper, Span, paginate, sheets, target
from lzxl.forms.paper_table import Field, headings, record
from lzxl.forms.paper_text import typeset
from lzxl.law.level import LEVELS
from lzxl.model import Roster

TITLE = "廉政风险登记册"
COVER, CONTENTS = "封面", "目录"
_EDITOR = "廉政风险防控机制工作领导小组办公室"
_COVER_PAPER = Paper(landscape=True, columns=(120, 500, 120), room=488, margins=MARGINS)
_CONTENTS_PAPER = Paper(landscape=True, columns=(40, 260, 90, 58, 58, 58, 58, 58, 58), room=488, margins=MARGINS)
_WORDS = ("序号", "单位", "单位类别", *LEVELS, "未列等级", "合计", "页码")
_OFFICE = Style(font=looks.TITLE_FONT, size=26, align=Align.CENTER, wrap=True)
_NAME = Style(font=looks.TITLE_FONT, size=44, align=Align.CENTER, wrap=True)
_LINE = Style(font=looks.TEXT_FONT, size=looks.LARGE, align=Align.CENTER, wrap=True)
_MARK = Style(font=looks.BLACK_FONT, size=looks.BODY, align=Align.RIGHT)


class About(NamedTuple):
    """What stands on the cover, and the word for figures that are used (本社规定 or 试行参数)."""

    office: str
    year: int
    today: date
    figures: str


def register_book(chapters: Sequence[Chapter], roster: Roster, about: About) -> WorkbookOut:
    """Return the office's own edition 二(三)3."""
    note = f"等级为领导小组评估的等级;写“建议”的尚未评估,按{about.figures}得出"
    cover = (f"({about.year}年度)", "", "内部资料 注意保管")
    return _book(chapters, roster, about, INTERNAL, cover, note)


def public_book(chapters: Sequence[Chapter], roster: Roster, about: About) -> WorkbookOut:
    """Return the edition for publishing: without names, person numbers and points 二(三)3, 二(五)."""
    period = "公示期:    年    月    日至    年    月    日"
    cover = (f"({about.year}年度 公示版)", period, "")
    return _book(chapters, roster, about, published(Mask(roster)), cover, "公示版不含人员姓名、编号和扣分")


def _book(
    chapters: Sequence[Chapter], roster: Roster, about: About, edition: Edition, cover: tuple[str, str, str], note: str
) -> WorkbookOut:
    of_units = [chapter_pages(chapter, edition, roster) if chapter.points else [] for chapter in chapters]
    pages = [page for of_unit in of_units for page in of_unit]
    counted = typeset(f"第 &P 页,共 {len(pages)} 页")
    footer = f"&L&9{in_header(typeset(note))}&C&9{counted}&R&9{in_header(about.office)}"
    body = sheets(edition.name, pages, edition.paper, footer=footer, first_page=1) if pages else []
    begins = accumulate((len(of_unit) for of_unit in of_units[:-1]), initial=0)
    entries = [
        _Entry(chapter, begin + 1 if of_unit else 0, target(body, pages, begin) if of_unit else "")
        for chapter, of_unit, begin in zip(chapters, of_units, begins, strict=True)
    ]
    made = [
        *sheets(COVER, [_cover(about, *cover)], _COVER_PAPER),
        *sheets(CONTENTS, _contents(entries, edition), _CONTENTS_PAPER),
        *body,
    ]
    return WorkbookOut(made, title=f"{TITLE}{typeset(cover[0])}")


# ---------------------------------------------------------------- cover


def _cover(about: About, year: str, period: str, mark: str) -> Page:
    """Return the cover: who, what, which year, edited by whom, when."""

    def line(height: float, text: str, style: Style = _LINE) -> Line:
        return Line(height, (Span(1, 3, typeset(text), style),))

    day = about.today
    return (
        line(33.0, mark, _MARK),
        line(81.0, about.office, _OFFICE),
        line(105.0, TITLE, _NAME),
        line(42.0, year),
        line(87.0, period),
        line(33.0, f"编制单位:{about.office}"),
        line(33.0, _EDITOR),
        line(48.0, f"{day.year}年{day.month}月{day.day}日"),
    )


# ---------------------------------------------------------------- contents


class _Entry(NamedTuple):
    """A line of the contents: the unit, the page on which it begins (0 for none), where its link leads."""

    chapter: Chapter
    page: int
    goal: str


def _contents(entries: Sequence[_Entry], edition: Edition) -> list[Page]:
    """Return the contents: for each unit how many points of each level, and its page."""
    paper, last = _CONTENTS_PAPER, len(_WORDS)
    head = headings([(at, at, word) for at, word in enumerate(_WORDS, 1)], paper)
    rows = [Block((_unit_line(number, entry, edition),), (head,)) for number, entry in enumerate(entries, 1)]
    whole = Block((_sum_line(entries, edition),), (head,))
    top = Line(45.0, (Span(1, last, "目\u3000录", looks.TITLE),))
    return paginate([*rows, whole], paper, lambda _page, _of: (top,))


def _unit_line(number: int, entry: _Entry, edition: Edition) -> Line:
    unit, middle = entry.chapter.unit, looks.MIDDLE
    words = (*_counts([entry.chapter], edition), str(entry.page) if entry.page else "—")
    fields = (
        *(Field(1, 1, str(number), middle), Field(2, 2, unit.name, looks.CELL), Field(3, 3, unit.kind.name, middle)),
        *(Field(at, at, word, middle) for at, word in enumerate(words, 4)),
    )
    (line,) = record(fields, _CONTENTS_PAPER, 22.5)
    linked = line.spans[1]._replace(value=Link(entry.goal, unit.name) if entry.goal else unit.name)
    return line._replace(spans=(line.spans[0], linked, *line.spans[2:]))


def _sum_line(entries: Sequence[_Entry], edition: Edition) -> Line:
    words = (*_counts([entry.chapter for entry in entries], edition), "")
    totals = (Span(at, at, word, looks.HEADING) for at, word in enumerate(words, 4))
    return Line(24.0, (Span(1, 3, "合计", looks.HEADING), *totals))


def _counts(chapters: Sequence[Chapter], edition: Edition) -> tuple[str, ...]:
    """Return how many points stand at each level in this edition, at none yet, and how many there are."""
    points = [point for chapter in chapters for point in chapter.points]
    levels = Counter(edition.level(point)[0] for point in points)
    return (*(str(levels[level]) for level in (*LEVELS, "")), str(len(points)))
