"""What a person should know of a book that was read: struck, hidden, covered and noted things, whatever its format."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lzxl.cells import Block, Book, Cell, CellError, NoResult, Raw, Visibility, column_letters
from lzxl.excel import rules
from lzxl.findings import Finding
from lzxl.forms.own_sheets import OWN_SHEETS

_LONGEST = 200  # of a quoted text
CHECKED = "〔校验〕"  # the line in a note from which on the words are those of a check on the screen
_OUR_MARK = re.compile(
    rf"【(?:错误|警告|提示)】|{CHECKED}"
)  # as the office wrote it on a returned copy or on the screen


def look_over(book: Book) -> tuple[Book, list[Finding]]:
    """Return the book without what is hidden under merged cells, and the remarks on its sheets."""
    blocks, findings = [], []
    for block in book.blocks:
        uncovered, more = _uncover(block)
        blocks.append(uncovered)
        findings += [*more, *_remarks(uncovered)]
    return replace(book, blocks=tuple(blocks)), findings


def _uncover(block: Block) -> tuple[Block, list[Finding]]:
    """Empty the cells under merged areas: nobody sees what stands there, so it must not count."""
    findings = []
    rows = None
    for cell in _covered(block):
        value = block.at(*cell)
        if value is not None:
            findings.append(rules.COVERED.at(block.place(*cell), shown(value)))
            rows = rows or [list(row) for row in block.rows]
            rows[cell[0] - 1][cell[1] - 1] = None
    return (replace(block, rows=tuple(map(tuple, rows))) if rows else block), findings


def _covered(block: Block) -> Iterator[Cell]:
    height, width = len(block.rows), max(map(len, block.rows), default=0)
    for area in block.merged:
        for row in range(area.top, min(area.bottom, height) + 1):
            for column in range(area.left, min(area.right, width) + 1):
                if (row, column) != (area.top, area.left):
                    yield row, column


def shown(value: Raw) -> str:
    """Return a raw value as text for a message, cut where it is long."""
    text = value.text if isinstance(value, CellError) else value.formula if isinstance(value, NoResult) else str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _remarks(block: Block) -> Iterator[Finding]:
    if block.visibility is Visibility.VERY_HIDDEN or block.sheet in OWN_SHEETS:  # a template's own
        return
    if block.visibility is Visibility.HIDDEN and any(block.rows):
        yield rules.HIDDEN_SHEET.at(block.place())
    for cell, text in sorted((cell, text) for cell, text in block.notes.items() if not _OUR_MARK.match(text)):
        yield rules.COMMENT.at(block.place(*cell), text=shown(text.partition(CHECKED)[0].strip()))
    for cell in sorted(block.struck):
        yield rules.STRUCK.at(block.place(*cell), shown(block.at(*cell)))
    filled = [row for row in sorted(block.hidden_rows) if row <= len(block.rows) and _any(block.rows[row - 1])]
    if filled:
        yield rules.HIDDEN_ROWS.at(block.place(), rows="、".join(map(str, filled)))
    columns = [
        c for c in sorted(block.hidden_columns) if _any(block.at(row, c) for row in range(1, len(block.rows) + 1))
    ]
    if columns:
        yield rules.HIDDEN_COLUMNS.at(block.place(), columns="、".join(map(column_letters, columns)))
    if block.pictures:
        yield rules.PICTURES.at(block.place(), count=block.pictures)


def _any(values: Iterable[Raw]) -> bool:
    return any(value is not None for value in values)
