"""A letter's text as its source gives it: one line a paragraph, the first character says what it is.

``# `` title · ``## `` line below it · ``### `` heading · ``@ `` from the margin (whom it is to) · ``> `` towards the right
(who signs) · ``| a | b |`` a row of a table, the first one its headings · ``! A`` the bar of a warning grade · ``----`` a
line to cut along · ``====`` a new page · anything else a paragraph of text. Blank lines part tables.

What a value contains is escaped (:func:`escaped`, which jinja2's autoescape takes for its own): none of it is ever a mark.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markupsafe import Markup

_MARKS = "#@>|!-="
_HIDDEN = {ord(mark): chr(0xE000 + number) for number, mark in enumerate(_MARKS)}  # each as a character of nobody's
_SHOWN = {ord(hidden): chr(mark) for mark, hidden in _HIDDEN.items()}
_NO_TEXT = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"})
_LINE = 36  # characters of a line of plain text
_REFERENCES = {"&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&"}  # as markupsafe writes them
_REFERENCE = re.compile("|".join(_REFERENCES))


class Kind(StrEnum):
    """What a part of a letter is."""

    TITLE = "# "
    SUBTITLE = "## "
    HEADING = "### "
    LEFT = "@ "
    RIGHT = "> "
    BAR = "! "
    TABLE = "|"
    CUT = "----"
    PAGE = "===="
    TEXT = ""


class Part(NamedTuple):
    """A part of a letter: its text, or the rows of a table."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def escaped(value: object) -> "Markup":
    """Return a value as it may stand in a letter: text on one line, no mark in it, nothing that a document cannot hold.

    What is markup already (a macro's text) is taken as escaped before, and has no marks afterwards either.
    """
    from markupsafe import Markup, escape

    before = isinstance(value, Markup)
    letters = (one if _stands(one) or (before and ord(one) in _SHOWN) else " " for one in str(value))
    text = "".join(letters).translate(_HIDDEN)
    return Markup(text) if before else escape(text)


def _stands(letter: str) -> bool:
    """Whether a character stays as it was typed: not what is no text, nor odd blanks.

    What this Python's Unicode does not know yet (Cn) may be a rare character of somebody's name; only those that never
    will be any are left out, as documents cannot hold them.
    """
    if ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF:
        return False
    return letter in " \u3000" or unicodedata.category(letter) not in _NO_TEXT


def parts(text: str) -> list[Part]:
    """Return the parts of a letter, in order."""
    lines = (line.strip() for line in text.splitlines())
    found: list[Part] = []
    for is_table, of_kind in groupby(lines, key=lambda line: line.startswith("|")):
        run = list(of_kind)
        found += [_table(run)] if is_table else [_part(line) for line in run if line]
    return found


def _part(line: str) -> Part:
    for kind in Kind:
        if kind in (Kind.CUT, Kind.PAGE) and len(line) >= len(kind) and not line.strip(kind.value[0]):
            return Part(kind)
        if kind.value.endswith(" ") and line.startswith(kind.value):
            return Part(kind, _plain(line.removeprefix(kind.value)))
    return Part(Kind.TEXT, _plain(line))


def _table(lines: Sequence[str]) -> Part:
    rows = [tuple(_plain(cell) for cell in line.strip("|").split("|")) for line in lines]
    width = max(map(len, rows))
    return Part(Kind.TABLE, rows=tuple(row + ("",) * (width - len(row)) for row in rows))


def _plain(text: str) -> str:
    """Return a text with what was escaped in it as it was written."""
    return _REFERENCE.sub(lambda found: _REFERENCES[found[0]], text).translate(_SHOWN).strip()


def title_of(found: Sequence[Part]) -> str:
    """Return the title of a letter."""
    return next((part.text for part in found if part.kind is Kind.TITLE), "")


def as_text(found: Sequence[Part]) -> str:
    """Return a letter as the plain text of a mail, whose subject is the title.

    What is only for paper (cut lines and what follows) is left out; blank lines stand one by one.
    """
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(found))).strip("\n") + "\n"


def _lines(found: Sequence[Part]) -> Iterator[str]:
    signed = False
    for part in found:
        if part.kind is Kind.RIGHT and not signed:
            signed = True
            yield ""
        match part.kind:
            case Kind.CUT:
                return
            case Kind.TABLE:
                yield from ("", *_row_lines(part.rows), "")
            case Kind.TITLE:
                pass
            case Kind.SUBTITLE:
                yield from (part.text, "")
            case Kind.HEADING:
                yield from ("", part.text, "")
            case Kind.RIGHT:
                yield "\u3000" * max(_LINE - len(part.text), 2) + part.text
            case Kind.BAR | Kind.PAGE:
                yield ""
            case _:
                yield part.text if part.kind is Kind.LEFT else f"\u3000\u3000{part.text}"


def _row_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each row of a table as a line, every value after its heading; a first column of numbers needs none."""
    numbered = rows[0][0] == "序号"
    headings = rows[0][numbered:]
    for row in rows[1:]:
        begin = f"{row[0]}. " if numbered else "· "
        yield begin + "；".join(
            f"{head}：{cell}" if head else cell for head, cell in zip(headings, row[numbered:], strict=True) if cell
        )
