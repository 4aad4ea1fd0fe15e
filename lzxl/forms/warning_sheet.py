"""The colour-coded warning sheet (预警表) 二(五), ready for paper: all accounts of the warning list in one, or a sheet a unit.

Of people it tells what the master's 预警名单 tells, and nothing of what they did: it is made to be pinned on a wall. A grade
is told three ways, by letter, by word and by marks (●), so that it reads in black and white.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from lzxl.cells import Align, Margins, Sheet, Style, WorkbookOut
from lzxl.forms import paper_styles as looks
from lzxl.forms.master_layout import in_header
from lzxl.forms.paper_page import Block, Line, Page, Paper, Span, heights, paginate, sheets
from lzxl.forms.paper_table import Field, headings, record
from lzxl.forms.paper_text import typeset
from lzxl.forms.warning_words import basis, marks, notes, points_words, reached_by, term
from lzxl.law.figures import Figures
from lzxl.law.warning import GRADES, Grade
from lzxl.model import Account, Notice, RegisteredEntry, Unit

TITLE = "廉政风险预警表"
MOST_SHEETS = 200  # in a workbook
_PAPER = Paper(
    landscape=True,
    columns=(24, 36, 50, 56, 130, 44, 40, 164, 134, 72),
    room=492,
    margins=Margins(left=0.59, right=0.59, top=0.55, bottom=0.65),
)
_LAST = len(_PAPER.columns)
_HEADINGS = (
    *((1, 1, "序\n号"), (2, 3, "预警等级"), (4, 4, "姓名"), (5, 5, "单位"), (6, 6, "累计\n扣分"), (7, 7, "剩余分")),
    *((8, 8, "计入的登记"), (9, 9, "处置预案"), (10, 10, "整改期限")),
)
_LEGEND = ((1, 4), (5, 6), (7, 8), (9, 10))  # columns of the four boxes, the gravest grade first
_WHO = Style(font=looks.TEXT_FONT, size=looks.BODY, align=Align.LEFT, shrink=True)
_TOTAL = replace(looks.MIDDLE, size=looks.BODY, bold=True)
_TEXT = replace(looks.CELL, indent=1)
_ENTRIES = replace(_TEXT, size=9.0)
_NOBODY = Style(font=looks.TITLE_FONT, size=looks.LARGE, align=Align.CENTER, wrap=True, sides=looks.BOX)
_NOTE = replace(looks.NOTE, size=9.0)
_SEAL = Style(font=looks.TEXT_FONT, size=looks.BODY, align=Align.RIGHT)
_GROW = 12.0
_LEAST = 45.0  # points: a row with three lines in the cell of the grade


@dataclass(frozen=True, slots=True)
class Warned:
    """An account of the warning list: names, the entries it rests on in order, the notice of its grade (None: there is none)."""

    account: Account
    unit: Unit
    person: str  # 姓名, "" for a unit's account
    entries: tuple[RegisteredEntry, ...]
    notice: Notice | None


class About(NamedTuple):
    """What a sheet says of itself: year and day, the figures that hold, whether anything was entered in the ledgers."""

    year: int
    today: date
    figures: Figures
    entered: bool = True


def warning_book(warned: Sequence[Warned], about: About) -> WorkbookOut:
    """Return the warning sheet of the whole office, the gravest grades first."""
    office = about.figures.office_name
    return WorkbookOut(_sheets(TITLE, office, warned, about), title=_named(about))


def unit_books(warned: Sequence[Warned], about: About) -> list[WorkbookOut]:
    """Return a sheet for each unit with an account on the warning list, in more workbooks where there are over 200."""
    by_unit = sorted(warned, key=lambda one: one.unit.id)
    groups = [list(of_unit) for _, of_unit in groupby(by_unit, key=lambda one: one.unit.id)]
    if not groups:
        return [warning_book((), about)]
    parts = [groups[at : at + MOST_SHEETS] for at in range(0, len(groups), MOST_SHEETS)]
    return [_unit_book(part, about) for part in parts]


def _unit_book(groups: Sequence[Sequence[Warned]], about: About) -> WorkbookOut:
    made: list[Sheet] = []
    for of_unit in groups:
        unit = of_unit[0].unit
        taken = [sheet.name for sheet in made]
        made += _sheets(unit.short_name or unit.name, unit.name, of_unit, about, taken)
    return WorkbookOut(made, title=_named(about))


def _named(about: About) -> str:
    return f"{TITLE}({about.year}年度)"


def _sheets(name: str, whose: str, warned: Sequence[Warned], about: About, taken: Sequence[str] = ()) -> list[Sheet]:
    """Return one table as sheets: title and headings above each page, the rows, the notes and a place for the seal."""
    title = _title(whose, warned, about)
    paper = _PAPER._replace(room=_PAPER.room - heights(title))
    *rows, last = _blocks(warned, about)
    last = Block((*last.lines, *_end(about)))  # so that the notes never stand alone on a page
    pages = paginate([*rows, last], paper, lambda _page, _of: ())
    counted = typeset(f"第 &P 页,共 {len(pages)} 页")
    footer = f"&L&9{in_header(about.figures.office_name)}&C&9{counted}&R&9{in_header(typeset(_named(about)))}"
    return sheets(name, pages, _PAPER, taken, footer=footer, first_page=1, title=title)


# ---------------------------------------------------------------- above every page


def _title(whose: str, warned: Sequence[Warned], about: About) -> Page:
    day = about.today
    since = f"{about.year}年度\u3000截至{day.year}年{day.month}月{day.day}日"
    counts = Counter(one.account.grade for one in warned)
    return (
        Line(39.0, (Span(1, _LAST, TITLE, looks.TITLE),)),
        Line(24.0, (Span(1, 6, whose, _WHO), Span(7, _LAST, since, replace(_WHO, align=Align.RIGHT)))),
        Line(39.0, tuple(_box(grade, *at, counts, about) for grade, at in zip(_gravest_first(), _LEGEND, strict=True))),
        Line(6.0),
        headings(_HEADINGS, _PAPER),
    )


def _gravest_first() -> Iterable[Grade]:
    return sorted(GRADES.values(), key=lambda grade: -grade.rank)


def _box(grade: Grade, left: int, right: int, counts: Counter[str], about: About) -> Span:
    """Return a box of the legend: the grade three ways, from where it holds, how many have it now."""
    number = counts[grade.letter]
    words = f"{grade.letter}级({grade.colour}色) {marks(grade)} {number}个\n{grade.nature} {reached_by(grade, about.figures)}"
    return Span(left, right, typeset(words), _coloured(grade, replace(looks.MIDDLE, bold=True)))


def _coloured(grade: Grade, style: Style) -> Style:
    return replace(style, fill=grade.fill, ink=grade.ink)


# ---------------------------------------------------------------- the rows


def _blocks(warned: Sequence[Warned], about: About) -> list[Block]:
    if not warned:
        text = f"{about.year}年度{'' if about.entered else '还没有扣分登记,'}没有达到预警等级的个人和单位。"
        return [Block((Line(90.0, (Span(1, _LAST, typeset(text), _NOBODY),)),))]
    rows = (record(_fields(number, one), _PAPER, _LEAST) for number, one in enumerate(warned, 1))
    return [Block((line._replace(grow=_GROW),)) for lines in rows for line in lines]


def _fields(number: int, one: Warned) -> list[Field]:
    account, grade = one.account, GRADES[one.account.grade]
    letter = _coloured(grade, replace(looks.MIDDLE, size=16.0, bold=True, sides="LTB"))
    word = _coloured(grade, replace(looks.MIDDLE, bold=True, sides="RTB"))
    who = f"{one.person}\n{account.person}" if one.person else typeset("(单位)")
    return [
        Field(1, 1, str(number), looks.MIDDLE),
        Field(2, 2, f"{grade.letter}级", letter),
        Field(3, 3, f"{grade.colour}色\n{marks(grade)}", word),
        Field(4, 4, who, looks.MIDDLE),
        Field(5, 5, one.unit.name, _TEXT),
        Field(6, 6, points_words(account), _TOTAL),
        Field(7, 7, points_words(account, left=True), looks.MIDDLE),
        Field(8, 8, typeset(basis(one.entries)), _ENTRIES),
        Field(9, 9, typeset(account.disposal), _TEXT),
        Field(10, 10, typeset(term(one.notice)), looks.MIDDLE),
    ]


# ---------------------------------------------------------------- below the last row


def _end(about: About) -> Page:
    """Return the notes and a place for signature and seal."""
    lines = [line for text in notes(about.figures) for line in record([Field(1, _LAST, typeset(text), _NOTE)], _PAPER)]
    blank = "\u3000" * 8
    seal = typeset(f"制表人:{blank}审核人:{blank}领导小组办公室(盖章):{blank}\u3000\u3000年\u3000月\u3000日")
    return (Line(6.0), *lines, Line(42.0, (Span(1, _LAST, seal, _SEAL),)))
