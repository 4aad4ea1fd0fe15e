"""Tables on paper: heading lines and records, a record that is too long for a page going on in the next line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from lzxl.cells import Style
from lzxl.forms import paper_styles as looks
from lzxl.forms.paper_page import Line, Paper, Span
from lzxl.forms.paper_text import height, typeset, wrapped
from lzxl.law.level import LEVELS, is_kept
from lzxl.model import Rating, RegisteredPoint

MOST_LINES = 19  # of text in one row: well below a page, and below Excel's highest row
_PART = 8  # lines of each part of a longer one, so that parts fill a page


@dataclass(frozen=True, slots=True)
class PaperPoint:
    """A risk point as paper shows it: the registered row, what follows from it, the leading group's opinion."""

    registered: RegisteredPoint
    rating: Rating
    opinion: str = ""

    @property
    def assessed(self) -> str:
        """What the leading group has decided 二(三)1: a level, 合并 or 剔除, ``""`` while it has not."""
        screening = self.registered.screening
        return self.registered.assessed_level if is_kept(screening) else screening


class Field(NamedTuple):
    """A text over the columns ``left`` to ``right``."""

    left: int
    right: int
    text: str
    style: Style


def record(fields: Sequence[Field], paper: Paper, least: float = 0) -> list[Line]:
    """Return a record as a line high enough for all its texts; as more lines where one is over :data:`MOST_LINES`.

    No rule stands between these, and those after the first repeat the first text (序号, 编号) with 续.
    """
    lines = [wrapped(field.text, _width(field, paper), _size(field)) for field in fields]
    longest = max(map(len, lines))
    if longest <= MOST_LINES:
        return [_line(fields, paper, least)]
    starts = range(0, longest, _PART)
    return [_line(list(_parts(fields, lines, at, starts[-1])), paper, least if at == 0 else 0) for at in starts]


def _parts(fields: Sequence[Field], lines: Sequence[Sequence[str]], at: int, last: int) -> Iterator[Field]:
    """Yield what of the fields goes into the part that begins with line ``at``."""
    open_sides = ("T" if at else "") + ("B" if at < last else "")
    for place, (field, text) in enumerate(zip(fields, lines, strict=True)):
        shown = "\n".join(text[at : at + _PART])
        if at and place == 0 and not shown:
            shown = f"{field.text}\n续"
        sides = "".join(side for side in field.style.sides if side not in open_sides)
        yield field._replace(text=shown, style=replace(field.style, sides=sides))


def _line(fields: Sequence[Field], paper: Paper, least: float) -> Line:
    needed = (height(field.text, _width(field, paper), _size(field)) for field in fields)
    spans = tuple(Span(field.left, field.right, field.text, field.style) for field in fields)
    return Line(max(least, *needed), spans)


def _width(field: Field, paper: Paper) -> float:
    return paper.width(field.left, field.right) - looks.INDENT * field.style.indent


def _size(field: Field) -> float:
    return field.style.size or looks.BODY


def headings(words: Sequence[tuple[int, int, str]], paper: Paper) -> Line:
    """Return a heading line from (left, right, word)."""
    (line,) = record([Field(left, right, typeset(word), looks.HEADING) for left, right, word in words], paper)
    return line


GRADED = ("大小", "危害", "频率")


def two_headings(words: Sequence[str], grouped: int) -> tuple[Line, Line]:
    """Return two heading lines, one column a word; the three criteria 二(三)2 stand below one word from column ``grouped``."""
    group = range(grouped, grouped + len(GRADED))
    above = [
        Span(at, at, word, looks.HEADING, 2)
        for at, word in zip(_around(group, len(words) + len(GRADED)), words, strict=True)
    ]
    criteria = Span(group.start, group.stop - 1, "风险程度", looks.HEADING)
    below = tuple(Span(at, at, "\n".join(word), looks.HEADING) for at, word in zip(group, GRADED, strict=True))
    return Line(21.0, (*above, criteria)), Line(36.0, below)


def _around(group: range, last: int) -> Iterator[int]:
    return (at for at in range(1, last + 1) if at not in group)


def level_words(level: str) -> str:
    """Return a level with its word, 一级 and 重点 二(三)2; any other word as it is."""
    return f"{level}\n{LEVELS[level].kind}" if level in LEVELS else level


def time_limit(deadline: date | str) -> str:
    """Return 完成时限 as paper shows it, a date on two lines."""
    return deadline if isinstance(deadline, str) else f"{deadline.year}年\n{deadline.month}月{deadline.day}日"
