"""The workbooks of commitment forms to print: a list of what is in them, then a sheet for each unit, each form on a new page.

A sheet for each unit, not for each form: an office has some twenty units and a hundred and fifty people, and a unit's
forms are handed out together. The page breaks are ours and every row keeps its height, so a form ends where it should.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from lzxl.cells import Link, Margins, Out, Sheet, WorkbookOut
from lzxl.forms import paper_person, paper_unit
from lzxl.forms import paper_styles as looks
from lzxl.forms.master_layout import in_header
from lzxl.forms.paper_form import Design
from lzxl.forms.paper_page import Block, Line, Page, Paper, Span, paginate, sheets, target
from lzxl.forms.paper_person import PersonForm
from lzxl.forms.paper_table import headings
from lzxl.forms.paper_text import height, typeset
from lzxl.forms.paper_unit import UnitForm
from lzxl.model import Roster, Unit

MOST_SHEETS = 200  # in a workbook; an office has a sheet for each of its units
LIST = "打印清单"
_LIST_PAPER = Paper(
    landscape=False,
    columns=(34, 172, 72, 118, 40, 68),
    room=735,
    margins=Margins(left=0.59, right=0.59, top=0.6, bottom=0.7),
)
_WORDS = ("序号", "单位", "{who}", "{post}", "页数", "交回")
_HINT = typeset(
    "请单面打印(Excel 和 WPS 里选“打印整个工作簿”),每份表另起一页。签字、盖章后交回领导小组办公室,在“交回”栏打勾。"
)


class Printed(NamedTuple):
    """A form ready to print: its unit, two words for the list (who, which post), its pages."""

    unit: Unit
    who: str
    post: str
    pages: Sequence[Page]


class About(NamedTuple):
    """What a book says of itself: the office's name, the year, and a sentence on the forms that it lacks."""

    office: str
    year: int
    missing: str = ""


def person_books(forms: Iterable[PersonForm], roster: Roster, about: About) -> list[WorkbookOut]:
    """Return the forms of people as workbooks, more than one where they are of over :data:`MOST_SHEETS` units."""
    printed = [Printed(one.unit, one.person.name, one.person.post, paper_person.pages(one, roster)) for one in forms]
    return _books(printed, paper_person.DESIGN, about)


def unit_books(forms: Iterable[UnitForm], roster: Roster, about: About) -> list[WorkbookOut]:
    """Return the forms of units as workbooks."""
    printed = [
        Printed(one.unit, roster.name_of(one.unit.head), one.unit.kind.name, paper_unit.pages(one, roster))
        for one in forms
    ]
    return _books(printed, paper_unit.DESIGN, about)


def _books(printed: Sequence[Printed], design: Design, about: About) -> list[WorkbookOut]:
    units = [list(of_unit) for _, of_unit in groupby(printed, key=lambda one: one.unit.id)]
    parts = [units[at : at + MOST_SHEETS] for at in range(0, len(units), MOST_SHEETS)]
    return [_book(part, design, about) for part in parts]


def _book(units: Sequence[Sequence[Printed]], design: Design, about: About) -> WorkbookOut:
    footer = f"&L&9{in_header(about.office)}&R&9{in_header(design.title)}"
    made: list[Sheet] = []
    goals: list[str] = []
    for forms in units:
        name = forms[0].unit.short_name or forms[0].unit.name
        pages = [page for form in forms for page in form.pages]
        of_unit = sheets(name, pages, design.paper, {LIST, *(sheet.name for sheet in made)}, footer=footer)
        begins = accumulate((len(form.pages) for form in forms[:-1]), initial=0)
        goals += [target(of_unit, pages, begin) for begin in begins]
        made += of_unit
    every = [form for forms in units for form in forms]
    return WorkbookOut([*_list(every, goals, design, about), *made], title=f"{design.title}({about.year}年度)")


def _list(every: Sequence[Printed], goals: Sequence[str], design: Design, about: About) -> list[Sheet]:
    """Return the list of all forms in the book, to be ticked as they come back."""
    who, post = ("负责人", "单位类别") if design is paper_unit.DESIGN else ("姓名", "职务")
    words = [word.format(who=who, post=post) for word in _WORDS]
    head = headings([(at, at, word) for at, word in enumerate(words, 1)], _LIST_PAPER)
    rows = [
        Block((_entry(number, form, goal),), (head,))
        for number, (form, goal) in enumerate(zip(every, goals, strict=True), 1)
    ]
    left = [Block((_sentence(about.missing),))] if about.missing else []
    pages = paginate([*rows, *left], _LIST_PAPER, lambda page, _: _top(page, design, about))
    counted = typeset(f"第 &P 页,共 {len(pages)} 页")
    return sheets(LIST, pages, _LIST_PAPER, footer=f"&C&9{counted}", first_page=1)


def _top(page: int, design: Design, about: About) -> Page:
    title = Line(45.0, (Span(1, len(_WORDS), f"{design.title}{LIST}", looks.TITLE_AGAIN),))
    year = Line(19.5, (Span(1, len(_WORDS), f"{about.office}  {about.year}年度", looks.BESIDE),))
    return (title, _sentence(_HINT), year) if page == 1 else (year,)


def _sentence(text: str) -> Line:
    width = sum(_LIST_PAPER.columns)
    return Line(height(text, width, looks.SMALL) + 6, (Span(1, len(_WORDS), typeset(text), looks.NOTE),))


def _entry(number: int, form: Printed, goal: str) -> Line:
    texts: tuple[Out, ...] = (str(number), Link(goal, form.unit.name), form.who, form.post, str(len(form.pages)), "")
    needed = max(
        height(text, width, looks.SMALL)
        for text, width in zip((form.unit.name, form.who, form.post), _LIST_PAPER.columns[1:], strict=False)
    )
    spans = tuple(Span(at, at, text, looks.CELL if at == 2 else looks.MIDDLE) for at, text in enumerate(texts, 1))
    return Line(max(needed, 21.0), spans)
