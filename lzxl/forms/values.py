"""The value of a cell: what its kind's reader takes from it, with a note for all that was understood in other words.

A value that cannot be taken without a guess is None and an error; a blank cell is None without a finding.
"""

from collections.abc import Callable
from functools import cache, lru_cache

from lzxl.area import MOST_CHARACTERS, characters, too_long
from lzxl.cells import CellError, NoResult, Place, Raw
from lzxl.findings import Finding
from lzxl.forms import cell_rules as c
from lzxl.forms.characters import brief, code_point, compatible, invisible, is_tidy, private, reversing, tidy
from lzxl.forms.form import Column, Kind
from lzxl.forms.readers import READERS, Asked, Read, Reading, as_text
from lzxl.law.vocabulary import fold

__all__ = ["PLACEHOLDERS", "Read", "Reading", "is_blank", "read_value", "silent_reader"]

# Words that stand for "nothing to say"; in a required cell they are as good as empty.
PLACEHOLDERS = frozenset(
    fold(word).casefold()
    for word in (
        *(
            "无",
            "没有",
            "暂无",
            "略",
            "同上",
            "同前",
            "待补",
            "待补充",
            "待定",
            "待填",
            "空",
            "空白",
            "n/a",
            "n.a.",
            "null",
        ),
        *(
            "/",
            "//",
            "\\",
            "-",
            "--",
            "—",
            "——",
            "〃",
            "″",
            '"',
            "…",
            "……",
            "...",
            ".",
            "。",
            "、",
            "?",
            "??",
            "×",
            "*",
        ),
    )
)
_SURELY_WORDS = max(map(len, PLACEHOLDERS))  # characters besides blanks: a longer text is no placeholder


def is_blank(raw: Raw) -> bool:
    """Return whether a cell looks empty: nothing, blanks, characters that nobody sees."""
    if not isinstance(raw, str):
        return raw is None
    return not raw[:1].isalnum() and not tidy(raw) and not reversing(raw)  # the first test spares most cells the others


def read_value(column: Column, raw: Raw, place: Place) -> Reading:
    """Return what ``column`` reads from a cell, and its findings; what is required but blank is not judged here."""
    silent = silent_reader(column)(raw)
    return (silent[0], []) if silent else _read_closely(column, raw, place)


@cache
def silent_reader(column: Column) -> Callable[[Raw], tuple[Read] | None]:
    """Return what reads a cell of which nothing need be said, wherever it stands; it returns None where something need be."""

    plain = column.kind is Kind.TEXT and column.vocabulary is None

    @lru_cache(maxsize=256, typed=True)  # the same words and dates stand in every row; typed: 1 is not TRUE
    def read(raw: Raw) -> tuple[Read] | None:
        if plain and isinstance(raw, str) and _is_plain(raw):
            return (raw,)  # free text, as nearly always
        value, findings = _read_closely(column, raw, Place())
        return None if findings else (value,)

    return read


def _is_plain(text: str) -> bool:
    """Return whether a free text surely is its own value and nothing is to be said of it."""
    return len(text) <= MOST_CHARACTERS // 2 and is_tidy(text) and len("".join(text.split())) > _SURELY_WORDS


def _read_closely(column: Column, raw: Raw, place: Place) -> Reading:
    if is_blank(raw):
        return None, []
    cell = Asked(column, raw, place, tidy(raw) if isinstance(raw, str) else "")
    refused = _unusable(cell)
    if refused:
        return None, [refused]
    if _is_placeholder(cell):
        return None, [cell.at(c.PLACEHOLDER if column.required else c.PLACEHOLDER_DROPPED)]
    value, findings = READERS[column.kind](cell)
    if value is not None and isinstance(raw, str):
        findings = [*_notes(cell, raw, value), *findings]
    return value, findings


def _unusable(cell: Asked) -> Finding | None:
    """Return the error of a cell that no reader can take."""
    match cell.raw:
        case CellError():
            return cell.at(c.CELL_ERROR)
        case NoResult(external=True):
            return cell.at(c.EXTERNAL)
        case NoResult():
            return cell.at(c.NOT_CALCULATED)
        case str() as text if too_long(text):
            return cell.at(c.TOO_LONG, length=characters(text), most=MOST_CHARACTERS)
        case str() as text if reversing(text):
            return cell.at(c.REVERSING, points="、".join(map(code_point, reversing(text))))
        case _:
            return None


def _is_placeholder(cell: Asked) -> bool:
    """Return whether the cell says nothing; a word of the column's own vocabulary (查处机关 无) says something."""
    words = cell.column.vocabulary
    known = words is not None and words.find(cell.text) is not None
    return (
        bool(cell.text)
        and not known
        and fold(cell.text).casefold() in PLACEHOLDERS
        and cell.column.kind is not Kind.ANY
    )


_SILENT = frozenset(
    {Kind.NAMES, Kind.MOMENT, Kind.LINK, Kind.SHARE, Kind.ANY}
)  # lists of names, and what we wrote ourselves
_NEVER_TEXT = frozenset({Kind.DATE, Kind.POINTS, Kind.WHOLE, Kind.YEAR})


def _notes(cell: Asked, raw: str, value: Read) -> list[Finding]:
    """Return what a reader should know of a text that was taken: unseen and private characters, another spelling."""
    notes = []
    unseen = invisible(raw)
    if unseen:
        notes.append(cell.at(c.UNSEEN, points="、".join(map(code_point, unseen))))
    if private(raw):
        notes.append(cell.at(c.PRIVATE, points="、".join(map(code_point, private(raw)))))
    after = as_text(value)
    changed = cell.column.kind in _NEVER_TEXT or (
        after not in (raw, raw.replace("\r\n", "\n")) and not (unseen and after == cell.text)
    )
    if changed and cell.column.kind not in _SILENT:
        why, advice = _difference(cell, raw, after)
        notes.append(cell.at(c.NORMALISED, after=brief(after), why=why, advice=advice))
    return notes


def _difference(cell: Asked, raw: str, after: str) -> tuple[str, str]:
    """Return why a text was read as ``after`` where that cannot be seen (``""`` where it can), and what to do henceforth."""
    twins = compatible(raw)
    if twins:
        return f",其中{'、'.join(map(code_point, twins))}是另一个字", f"以后请直接填“{brief(after)}”"
    if "".join(cell.text.split()) != "".join(after.split()):
        return "", f"以后请直接填“{brief(after)}”"
    if cell.column.kind in _NEVER_TEXT:
        return "(是文字格式)", "以后请先把单元格设为常规或日期格式,再输入"
    return ("(前后有空格)" if cell.text == after else "(中间有空格)"), "以后请不要加空格"
