"""Texts as a cell of an .xlsx file can hold them."""

import re

from lzxl.area import MOST_CHARACTERS, Cell, characters, column_letters, too_long

__all__ = ["MOST_CHARACTERS", "checked", "escape", "storable"]

# What XML cannot hold becomes the picture of it (␀ …), so that every reader sees the same and nothing vanishes unseen.
_PICTURES: dict[int, str] = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
_PICTURES |= dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return ``text`` as a cell can hold it: line ends as ``\\n``, control characters as their pictures (␀, ␁ …)."""
    if not _UNSTORABLE.search(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES)


def checked(text: str, cell: Cell) -> str:
    """Return ``text`` as ``cell`` can hold it; raise ``ValueError`` where it is longer than Excel allows."""
    text = storable(text)
    if too_long(text):
        raise ValueError(f"text too long for a cell: {column_letters(cell[1])}{cell[0]}, {characters(text)} characters")
    return text


def escape(text: str) -> str:
    """Return a text as it stands between tags; ``xml.sax.saxutils`` would do, but it loads a whole web client."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
