"""Where a table stands on a sheet: its heading row and columns are found by what the headings say, never by address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lzxl.cells import Block, Raw
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.characters import brief, name_of, tidy
from lzxl.forms.form import Column, Form, Owner
from lzxl.forms.readers import of_column
from lzxl.forms.values import is_blank
from lzxl.law.vocabulary import fold

DEEPEST = 40  # rows from the top among which the heading row is looked for
_LONGEST = 80  # characters of a heading with all its remarks in brackets
_LONG = 30  # characters of a heading without remarks
_FEWEST = 3  # headings that make a heading row
_BRACKETED = re.compile(r"\([^()]*\)$")
_ORNAMENT = "*※★:："

NO_HEADINGS = rule(
    "T110",
    Severity.ERROR,
    "二(二)",
    "工作表“{sheet}”里找不到《{form}》的表头",
    "请使用本社下发的模板,不要删改表头那一行。",
)
MISSING = rule(
    "T111", Severity.ERROR, "二(二)", "缺少列“{heading}”", "请在表头行补上“{heading}”这一列,或改用下发的模板重新填写。"
)
MISSING_OPTIONAL = rule(
    "T112", Severity.WARNING, "二(二)", "缺少可不填的列“{heading}”", "如果是误删,请改用下发的模板。"
)
DOUBLED = rule(
    "T113", Severity.ERROR, "二(二)", "表头“{heading}”出现了两次(在 {first} 和 {second})", "请只保留一列“{heading}”。"
)
UNKNOWN = rule("T114", Severity.NOTE, "二(二)", "多出的列“{word}”没有读取", "模板以外的内容请写进“备注”或另附材料。")
NO_HEADING = rule(
    "T115", Severity.WARNING, "二(二)", "这一列没有表头,里面的内容没有读取", "请把内容移到有表头的列,或删去。"
)
TWO_ROWS = rule("T116", Severity.NOTE, "二(二)", "表头占了两行,已合起来读取", "请保持模板的单行表头。")


@dataclass(frozen=True)
class Headings:
    """The heading row of a table: rows ``top`` to ``bottom``, sheet columns by field; ``doubled`` are (field, column)."""

    top: int
    bottom: int
    columns: Mapping[str, int]
    doubled: tuple[tuple[str, int], ...] = ()
    unknown: tuple[int, ...] = ()

    @cached_property
    def headed(self) -> frozenset[int]:
        """The sheet columns of the fields."""
        return frozenset(self.columns.values())


def heading_keys(raw: Raw) -> Iterator[str]:
    """Yield the folded forms in which a heading or label may be known: as it stands, then without a unit in brackets."""
    if isinstance(raw, str) and (len(raw) <= _LONG or (len(raw) <= _LONGEST and _may_be_short(raw))):
        yield from _keys(raw)


def _may_be_short(text: str) -> bool:
    """Return whether a text is no longer than a heading without its remark and its blanks, as far as can be told at once."""
    return "(" in text or "\uff08" in text or len("".join(text.split())) <= _LONG


@lru_cache(maxsize=4096)
def _keys(text: str) -> tuple[str, str]:
    key = fold(tidy(text)).strip(_ORNAMENT)
    return key, _BRACKETED.sub("", key).strip(_ORNAMENT)


def column_named(raw: Raw, known: Mapping[str, Column]) -> Column | None:
    """Return the column of ``known`` (by folded name) that a cell names, None where it names none."""
    return next((known[key] for key in heading_keys(raw) if key in known), None)


def _cells(block: Block, row: int) -> tuple[Raw, ...]:
    return block.rows[row - 1] if 0 < row <= len(block.rows) else ()


def repeats_headings(form: Form, cells: Sequence[Raw], least: int) -> bool:
    """Return whether a row has ``least`` headings of ``form``; soon told of a record, whose first texts are none."""
    texts = [raw for raw in cells if isinstance(raw, str)]
    others = 0
    for text in texts:
        others += not _heading(form, text)
        if len(texts) - others < least:
            return False
    return len(texts) >= least


def recognise(form: Form, cells: Sequence[Raw]) -> list[tuple[str, int]]:
    """Return (field, column) for each cell of a row (from column A) that is a heading of ``form``."""
    return [
        (field, place) for place, raw in enumerate(cells, 1) if isinstance(raw, str) and (field := _heading(form, raw))
    ]


@lru_cache(maxsize=4096)  # every row of every sheet is asked whether it is a heading row
def _heading(form: Form, text: str) -> str:
    """Return the field of the column whose heading ``text`` is, ``""`` where it is none."""
    column = column_named(text, form.by_heading)
    return column.field if column else ""


def find_headings(form: Form, block: Block) -> Headings | None:
    """Return the heading row: the one with most different headings among the first rows, None where none has three."""
    candidates = {row: recognise(form, _cells(block, row)) for row in range(1, min(DEEPEST, len(block.rows)) + 1)}
    best = max(candidates, key=lambda row: len({field for field, _ in candidates[row]}), default=0)
    found = candidates.get(best, [])
    enough = min(_FEWEST, len(form.columns))
    if len({field for field, _ in found}) < enough:
        return None
    below = _second_row(form, block, best, found)
    return _headings(block, best, best + bool(below), [*found, *below])


def _second_row(form: Form, block: Block, row: int, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the headings of the row below where it completes a heading of two rows: it holds missing headings only."""
    have = {field for field, _ in found}
    below = recognise(form, _cells(block, row + 1))
    filled = [raw for raw in _cells(block, row + 1) if not is_blank(raw)]
    complete = bool(below) and len(filled) == len(below) and not have & {field for field, _ in below}
    return below if complete else []


def _headings(block: Block, top: int, bottom: int, found: list[tuple[str, int]]) -> Headings:
    columns: dict[str, int] = {}
    doubled = []
    for field, column in found:
        if field in columns:
            doubled.append((field, column))
        else:
            columns[field] = column
    taken = {column for _, column in found}
    unknown = (place for place, raw in enumerate(_cells(block, top), 1) if not is_blank(raw) and place not in taken)
    return Headings(top, bottom, columns, tuple(doubled), tuple(unknown) if top == bottom else ())


def judge_headings(form: Form, block: Block, headings: Headings) -> list[Finding]:
    """Return what is wrong with the heading row: missing, doubled and unknown columns; what the office computes may lack.

    A master's columns that are missing or added are the register's to tell: no unit could cure them.
    """
    if form.of_master:
        return list(_doubled(form, block, headings))
    place = block.place(headings.top)
    findings = [
        of_column(MISSING if column.required else MISSING_OPTIONAL, column, place)
        for column in form.columns
        if column.field not in headings.columns and column.owner is not Owner.COMPUTED
    ]
    findings += _doubled(form, block, headings)
    for column in headings.unknown:
        shown = name_of(block.at(headings.top, column))
        findings.append(UNKNOWN.at(block.place(headings.top, column), shown, word=brief(shown)))
    if headings.bottom > headings.top:
        findings.append(TWO_ROWS.at(block.place(headings.bottom)))
    return findings


def _doubled(form: Form, block: Block, headings: Headings) -> Iterator[Finding]:
    for field, column in headings.doubled:
        first, second = (block.place(headings.top, at) for at in (headings.columns[field], column))
        heading = form.by_field[field].heading
        yield DOUBLED.at(second, heading, heading=heading, first=first.address, second=second.address)
