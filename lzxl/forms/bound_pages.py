"""The register of risks as a bound book (登记造册) 二(三)3: for each unit its own risk points, then those of its posts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lzxl.cells import Align, Margins, Style
from lzxl.forms import paper_styles as looks
from lzxl.forms.paper_page import Block, Line, Page, Paper, Span, paginate
from lzxl.forms.paper_table import Field, PaperPoint, headings, record, time_limit
from lzxl.forms.paper_text import typeset
from lzxl.law.level import LEVELS
from lzxl.model import Person, RiskPoint, Roster, Unit

MARGINS = Margins(left=0.79, right=0.55, top=0.6, bottom=0.7)  # wider where it is bound
_ROOM = 488.0
_UNIT = Style(font=looks.TITLE_FONT, size=looks.LARGE, align=Align.LEFT, shrink=True)
_TABLE = Style(font=looks.BLACK_FONT, size=looks.BODY, align=Align.LEFT)
PENDING = "待评估"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A unit with the points that count 二(三)1: its own, and those of its people in the register's order."""

    unit: Unit
    own: tuple[PaperPoint, ...] = ()
    posts: tuple[PaperPoint, ...] = ()

    @property
    def points(self) -> tuple[PaperPoint, ...]:
        """All of them."""
        return (*self.own, *self.posts)


class Shown(NamedTuple):
    """What a column is filled from: the point, its place in the table, the person whose post it is."""

    paper: PaperPoint
    place: int
    person: Person | None

    @property
    def point(self) -> RiskPoint:
        """The risk point."""
        return self.paper.registered.point


Write = Callable[[Shown], str]


class Part(NamedTuple):
    """A column of a table in the book: first and last column of the sheet, heading, text."""

    left: int
    right: int
    heading: str
    write: Write
    style: Style = looks.MIDDLE


class Edition(NamedTuple):
    """How the book is printed: its paper, the columns of both tables, whether names stand in it, how a level is told."""

    name: str
    paper: Paper
    own: tuple[Part, ...]
    posts: tuple[Part, ...]
    level: Callable[[PaperPoint], tuple[str, str]]  # (level or "", the words in the cell)
    level_column: int
    named: bool = True


def chapter_pages(chapter: Chapter, edition: Edition, roster: Roster) -> list[Page]:
    """Return a unit's pages; it begins on a new one."""
    tables = (
        ("单位(科室)风险点", chapter.own, edition.own),
        ("岗位风险点", chapter.posts, edition.posts),
    )
    shown = [table for table in tables if table[1]]
    blocks = [
        block
        for numeral, (title, points, parts) in zip("一二", shown, strict=False)
        for block in _table(f"{numeral}、{title}", points, parts, edition, roster)
    ]
    return paginate(blocks, edition.paper, lambda page, _: _top(chapter.unit, page, edition, roster))


def _top(unit: Unit, page: int, edition: Edition, roster: Roster) -> Page:
    last = len(edition.paper.columns)
    name = typeset(f"{unit.name}({unit.kind.name}){'(续)' if page > 1 else ''}")
    charge = [
        f"{title}:{roster.people[person].name}"
        for title, person in (("负责人", unit.head), (unit.kind.leader_title, unit.leader))
        if person in roster.people
    ]
    right = typeset("\u3000".join(charge)) if edition.named else ""
    middle = last // 2 + 1
    return (Line(33.0, (Span(1, middle, name, _UNIT), Span(middle + 1, last, right, looks.BESIDE))),)


def _table(
    title: str, points: Sequence[PaperPoint], parts: Sequence[Part], edition: Edition, roster: Roster
) -> list[Block]:
    paper = edition.paper
    head = (
        Line(25.5, (Span(1, len(paper.columns), typeset(f"{title}({len(points)}个)"), _TABLE),)),
        headings([(part.left, part.right, part.heading) for part in parts], paper),
    )
    shown = (Shown(one, place, roster.people.get(one.registered.point.person)) for place, one in enumerate(points, 1))
    return [Block((line,), head) for one in shown for line in record(_fields(one, parts, edition), paper, 33.0)]


def _fields(shown: Shown, parts: Sequence[Part], edition: Edition) -> list[Field]:
    """Return the texts of a row, the level in its colour."""
    level, words = edition.level(shown.paper)
    fields = [Field(part.left, part.right, part.write(shown), part.style) for part in parts]
    style = looks.level(level) if level else looks.MIDDLE
    coloured = Field(edition.level_column, edition.level_column, words, style)
    return [coloured if field.left == edition.level_column else field for field in fields]


# ---------------------------------------------------------------- the office's own edition


def _decided(paper: PaperPoint) -> tuple[str, str]:
    """Return the level that holds 二(三)1; one that is only proposed says so."""
    level = paper.rating.level
    return level, f"{level}\n{LEVELS[level].kind}" if paper.assessed else f"建议\n{level}"


def _post(shown: Shown) -> str:
    return shown.person.post if shown.person else shown.point.post


def _power(shown: Shown) -> str:
    return f"{shown.point.power}\n\uff08{shown.point.basis}\uff09" if shown.point.basis else shown.point.power


_COMMON = (
    Part(4, 4, "重点环节", lambda one: one.point.area),
    Part(5, 5, "风险\n类别", lambda one: one.point.source),
    Part(6, 6, "风险点", lambda one: one.point.text, looks.CELL),
    Part(7, 7, "大\n小", lambda one: one.point.size),
    Part(8, 8, "危\n害", lambda one: one.point.harm),
    Part(9, 9, "频\n率", lambda one: one.point.frequency),
    Part(10, 10, "等级", lambda _: ""),
    Part(11, 11, "防控措施", lambda one: one.point.measures, looks.CELL),
    Part(12, 12, "责任人", lambda one: one.point.responsible),
    Part(13, 13, "完成时限", lambda one: time_limit(one.point.deadline)),
)
_NUMBER = Part(1, 1, "编号", lambda one: one.paper.registered.number, replace(looks.MIDDLE, size=9.0))
INTERNAL = Edition(
    "登记册",
    Paper(landscape=True, columns=(78, 44, 58, 66, 32, 124, 20, 20, 20, 36, 132, 44, 60), room=_ROOM, margins=MARGINS),
    own=(_NUMBER, Part(2, 3, "职权名称\n(行使依据)", _power), *_COMMON),
    posts=(
        _NUMBER,
        Part(2, 2, "姓名", lambda one: one.person.name if one.person else ""),
        Part(3, 3, "职务", _post),
        *_COMMON,
    ),
    level=_decided,
    level_column=10,
)


# ---------------------------------------------------------------- the edition for publishing


def published(mask: Callable[[str], str]) -> Edition:
    """Return the edition for publishing (公示版): no names, no person numbers, and only levels that have been assessed."""

    def level(paper: PaperPoint) -> tuple[str, str]:
        name = paper.assessed if paper.assessed in LEVELS else ""
        return name, typeset(f"{name}({LEVELS[name].kind})") if name else PENDING

    common = (
        Part(3, 3, "重点环节", lambda one: one.point.area),
        Part(4, 4, "风险类别", lambda one: one.point.source),
        Part(5, 5, "风险点", lambda one: mask(one.point.text), looks.CELL),
        Part(6, 6, "等级", lambda _: ""),
        Part(7, 7, "防控措施", lambda one: mask(one.point.measures), looks.CELL),
        Part(8, 8, "完成时限", lambda one: mask(time_limit(one.point.deadline))),
    )
    place = Part(1, 1, "序号", lambda one: str(one.place))
    return Edition(
        "公示版",
        Paper(landscape=True, columns=(36, 112, 86, 56, 176, 66, 144, 64), room=_ROOM, margins=MARGINS),
        own=(place, Part(2, 2, "职权名称", lambda one: mask(one.point.power)), *common),
        posts=(place, Part(2, 2, "职务", lambda one: mask(_post(one))), *common),
        level=level,
        level_column=6,
        named=False,
    )
