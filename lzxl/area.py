"""Cells and rectangles by number: rows and columns count from 1 as in Excel."""

from typing import NamedTuple, TypeAlias

Cell: TypeAlias = tuple[int, int]  # (row, column)
LAST_ROW = 1_048_576  # of a sheet in Excel
MOST_CHARACTERS = 32_767  # of a cell, in UTF-16 units as Excel counts; more and Excel "repairs" the file


def characters(text: str) -> int:
    """Return the length of a text as Excel counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def too_long(text: str) -> bool:
    """Return whether a text is longer than a cell can hold; nearly every text is so short that nothing is counted."""
    return len(text) > MOST_CHARACTERS // 2 and characters(text) > MOST_CHARACTERS


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text, ``most`` UTF-16 units at most, no character halved."""
    return text.encode("utf-16-le", "surrogatepass")[: most * 2].decode("utf-16-le", "ignore")


def printable(character: str) -> bool:
    """Return whether a character shows something; rare ones of names do (U+20000 to U+3FFFD), known to this Python or not."""
    return character.isprintable() or "\U00020000" <= character <= "\U0003fffd"


def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


class Area(NamedTuple):
    """A rectangle of cells, both corners inside."""

    top: int
    left: int
    bottom: int
    right: int
