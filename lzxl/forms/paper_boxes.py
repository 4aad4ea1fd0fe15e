"""The commitment and the opinions below a form 二(二), 二(三)3: each a box with room to write, to sign, to seal, and a date."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lzxl.forms import paper_styles as looks
from lzxl.forms.paper_page import Block, Line, Paper, Span
from lzxl.forms.paper_table import PaperPoint
from lzxl.forms.paper_text import height, typeset, wrapped
from lzxl.law.scope import LEADING_GROUP
from lzxl.model import Roster, Unit

UNKNOWN = "名册未登记"
_DATE = "年    月    日\u3000"
_SIGN_HEIGHT = 30.0
_ROOM, _MORE = 33.0, 110.0  # points to write an opinion in, and how much more where the page has them
_INDENT = "\u3000\u3000"


class Columns(NamedTuple):
    """The columns of a box: its first, and the last of its label, the signer's name, the words to sign, the date."""

    first: int
    label: int
    signer: int
    sign: int
    last: int


class Box(NamedTuple):
    """A box: ``text`` stands in it already, ``signer`` is who is to sign, ``sign`` the words beside the signature."""

    label: str
    text: str
    signer: str
    sign: str
    statement: bool = False


def commitment(label: str, statement: str, signer: str, sign: str) -> Box:
    """Return the box of a commitment (承诺) 二(二); on paper it stands below what it is about."""
    return Box(label, _INDENT + typeset(statement.replace("下列", "上列")), signer, sign, statement=True)


def block(boxes: Sequence[tuple[Box, Columns]], paper: Paper) -> Block:
    """Return boxes beside each other, or one alone; they stay on one page."""
    writing = max(_writing(box, columns, paper) for box, columns in boxes)
    more = 12.0 if any(box.statement for box, _ in boxes) else _MORE
    text = Line(writing, tuple(span for box, columns in boxes for span in _text(box, columns, paper)), more)
    sign = Line(_SIGN_HEIGHT, tuple(span for box, columns in boxes for span in _sign(box, columns)))
    return Block((text, sign))


def _width(columns: Columns, paper: Paper) -> float:
    """Return the width for text, with the same air on both sides."""
    return paper.width(columns.label + 1, columns.last) - 2 * looks.INDENT


def _writing(box: Box, columns: Columns, paper: Paper) -> float:
    needed = height(box.text, _width(columns, paper), looks.BODY)
    return needed + 8 if box.statement else max(needed, _ROOM)


def _text(box: Box, columns: Columns, paper: Paper) -> tuple[Span, ...]:
    style = looks.STATEMENT if box.statement else looks.OPINION
    label = Span(columns.first, columns.label, box.label, looks.LABEL, 2)
    lines = wrapped(box.text, _width(columns, paper), looks.BODY)
    return label, Span(columns.label + 1, columns.last, "\n".join(lines), style)


def _sign(box: Box, columns: Columns) -> tuple[Span, ...]:
    return (
        Span(columns.label + 1, columns.signer, typeset(box.signer), looks.SIGNER),
        Span(columns.signer + 1, columns.sign, typeset(box.sign), looks.SIGN),
        Span(columns.sign + 1, columns.last, _DATE, looks.DATE),
    )


def opinions(points: Sequence[PaperPoint], of: Callable[[PaperPoint], str]) -> str:
    """Return what has been written on a form's points so far: once where it is the same for all, else with their numbers."""
    numbers: dict[str, list[str]] = {}
    for number, point in enumerate(points, 1):
        if of(point):
            numbers.setdefault(of(point), []).append(str(number))
    if [len(rows) for rows in numbers.values()] == [len(points)]:
        return next(iter(numbers))
    return "\n".join(f"第{'、'.join(rows)}项:{text}" for text, rows in numbers.items())


def review_boxes(reviewer: str, unit: Unit, roster: Roster, points: Sequence[PaperPoint]) -> list[Box]:
    """Return the boxes of review 二(二) and assessment 二(三)3; one, where the leading group does both."""
    reviewed = opinions(points, lambda one: one.registered.point.review)
    assessed = opinions(points, lambda one: one.opinion)
    if reviewer == LEADING_GROUP:
        text = "\n".join(filter(None, (reviewed, assessed)))
        return [Box("领导小组\n审核、评估\n意见", text, "", "(盖章)")]
    signer = f"{_role(reviewer, unit, roster)}:{reviewer or UNKNOWN}"
    return [
        Box("审核意见", reviewed, signer, "审核人签字:"),
        Box("领导小组\n评估意见", assessed, "", "(盖章)"),
    ]


def _role(reviewer: str, unit: Unit, roster: Roster) -> str:
    """Return what the reviewer is to the unit 二(二)1: its 分管领导 or 联系领导, else the director; among the leaders first he."""
    roles = [(unit.kind.leader_title, unit.leader), ("主任", roster.director)]
    if unit.kind.headed_by_director:
        roles.reverse()
    named = {roster.people[person].name: role for role, person in reversed(roles) if person in roster.people}
    return named.get(reviewer, "审核人")
