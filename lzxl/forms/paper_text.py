"""How much room a text takes on paper: lines of a given width, with the rule that no line begins with a closing mark.

Reckoned on the wide side, because rows on paper keep their height: a row that is a little too high does no harm, a cut
text does.
"""

import re
from collections.abc import Iterator

LINE = 1.45  # of a text's size: the line of the widest stand-in font
_PADDING = 7.0  # points: what a cell keeps free on both sides
_NARROW = 0.6  # of the size: Western letters and digits
_PIECES = re.compile(r"[!-~]+|.", re.DOTALL)
_FULL_WIDTH = {ord(mark): chr(ord(mark) + 0xFEE0) for mark in ",;:()!?"}
_OPEN, _CLOSE = "\uff08", "\uff09"
_NEVER_FIRST = frozenset("。、》」』】〕”’…—·" + "".join(_FULL_WIDTH.values()).replace(_OPEN, "") + ",.;:?!)")
_CHINESE = "[\u2e80-\uffef]"
_MARKS = re.compile(f"(?<={_CHINESE})[,;:!?]+|[,;:!?]+(?={_CHINESE})")
_BRACKETS = re.compile(f"(?<={_CHINESE})\\([^()]*\\)|\\([^()]*{_CHINESE}[^()]*\\)|\\([^()]*\\)(?={_CHINESE})")


def typeset(text: str) -> str:
    """Return one of our own texts with the full-width marks that Chinese paper has; what others wrote stays as it is."""
    bracketed = _BRACKETS.sub(lambda found: f"{_OPEN}{found.group()[1:-1]}{_CLOSE}", text)
    return _MARKS.sub(lambda marks: marks.group().translate(_FULL_WIDTH), bracketed)


def breadth(text: str, size: float) -> float:
    """Return the width in points of a text on one line."""
    return sum(size if ord(character) > 0x2000 else size * _NARROW for character in text)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Return a text as lines that fit into a cell ``width`` points wide; never empty."""
    room = max(width - _PADDING, size)
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, room, size)]


def _lines(text: str, room: float, size: float) -> Iterator[str]:
    line = ""
    for piece in _broken(text, room, size):
        if line and breadth(line + piece, size) > room:
            kept, line = _before_closing(line, piece)
            yield kept
        line += piece
    yield line


def _broken(text: str, room: float, size: float) -> Iterator[str]:
    """Yield a text's pieces: characters, and Western words whole unless they are longer than a line."""
    most = max(int(room / (size * _NARROW)), 1)
    for piece in _PIECES.findall(text):
        yield from (piece[at : at + most] for at in range(0, len(piece), most))


def _before_closing(line: str, piece: str) -> tuple[str, str]:
    """Return where a line ends before ``piece``: a closing mark takes the character before it along."""
    if piece in _NEVER_FIRST and len(line) > 1:
        return line[:-1], line[-1]
    return line, ""


def height(text: str, width: float, size: float) -> float:
    """Return the height in points that a text takes in a cell ``width`` points wide."""
    return whole(len(wrapped(text, width, size)) * size * LINE + 5)


def whole(points: float) -> float:
    """Return a height that every program keeps as it is: a multiple of three quarters of a point (one pixel)."""
    return -(-points // 0.75) * 0.75


def characters(points: float) -> float:
    """Return a column width in characters of the workbook's font (宋体 11: 8 pixels a digit) from points."""
    return round((points * 96 / 72 - 5.7) / 8, 2)
