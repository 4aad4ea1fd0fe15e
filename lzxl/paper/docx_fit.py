"""How long a letter is on paper, reckoned on the wide side: lines a little closer where that saves a page with little on it.

GB/T 9704 lets the space between lines give way, so that who signs stands with the text.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lzxl.forms.paper_text import wrapped
from lzxl.paper.docx_styles import CELL_SPACE, LINE, LOOKS, STYLES, Look
from lzxl.paper.docx_tables import BELOW, PAPER_WIDTH, Extent, table_extent
from lzxl.paper.markup import Kind, Part

_PAGE = (297 - 37 - 35) * 72 / 25.4 - 6  # points between the margins, a little less: nobody knows the fonts
_WIDTH = PAPER_WIDTH * 72 / 25.4
_CELL_PADDING = 7  # what ``wrapped`` keeps free
_TIGHTEST = 25.5
_STEP = 0.05
_STEPS = range(int((LINE - _TIGHTEST) / _STEP) + 1)
_TIGHT_CELL = 0.5
_TOGETHER = 3  # lines of text that stand with who signs


class Spacing(NamedTuple):
    """Points from line to line of the text, and above and below what stands in a cell."""

    line: float = LINE
    cell: float = CELL_SPACE


_USUAL = Spacing()


def spacing_of(found: Sequence[Part]) -> Spacing:
    """Return how far the lines stand apart: as usual, or as much closer as makes the letter need a page less."""
    letter = extent(_before_cut(found))
    room = (-(-height(letter, _USUAL) // _PAGE) - 1) * _PAGE
    closer = (Spacing(round(LINE - n * _STEP, 2), cell) for cell in (CELL_SPACE, _TIGHT_CELL) for n in _STEPS)
    return next((one for one in closer if height(letter, one) <= room), _USUAL) if room else _USUAL


def with_signature(found: Sequence[Part], first: int) -> list[int]:
    """Return which parts stand on one page with who signs (``found[first]``): the last lines of the text before."""
    kept: list[int] = []
    lines = 0
    for at in range(first - 1, -1, -1):
        if found[at].kind is not Kind.TEXT or lines >= _TOGETHER:
            break
        kept.append(at)
        lines += _lines(found[at].text, LOOKS[STYLES[Kind.TEXT]])
    return kept


def extent(found: Iterable[Part]) -> Extent:
    """Return what parts of a letter take; their texts are broken into lines here, once for all spacings."""
    parts = list(found)
    kinds = [Kind.TITLE, *(part.kind for part in parts)]
    signed = sum(kind is Kind.RIGHT and before is not Kind.RIGHT for before, kind in pairwise(kinds))  # a line above
    each = [_extent(part) for part in parts]
    return Extent(
        sum(one.points for one in each), signed + sum(one.lines for one in each), sum(one.rows for one in each)
    )


def height(one: Extent, spacing: Spacing) -> float:
    """Return the points that it takes with this spacing."""
    return one.points + one.lines * spacing.line + one.rows * 2 * spacing.cell


def _extent(part: Part) -> Extent:
    if part.kind is Kind.TABLE:
        table = table_extent(part.rows)
        return table._replace(points=table.points + BELOW)
    look = LOOKS[STYLES[part.kind]]
    lines, around = _lines(part.text, look), look.before + look.after
    if part.kind in (Kind.TITLE, Kind.BAR):  # their lines keep their height
        return Extent(around + look.line * lines + (BELOW if part.kind is Kind.BAR else 0))
    return Extent(around, lines)


def _lines(text: str, look: Look) -> int:
    indent = "\u3000" * int(look.indent)
    return len(wrapped(indent + text, _WIDTH - look.right * look.size + _CELL_PADDING, look.size))


def _before_cut(found: Iterable[Part]) -> Iterator[Part]:
    for part in found:
        if part.kind in (Kind.CUT, Kind.PAGE):
            return
        yield part
