"""The head of a table: labelled cells above the heading row, the value in the next cell to the right."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lzxl.cells import Block, Place, Raw
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.characters import brief, name_of, tidy
from lzxl.forms.form import Column, Form
from lzxl.forms.headings import column_named
from lzxl.forms.values import Read, is_blank, read_value
from lzxl.law.vocabulary import fold

SAME_CELL = rule(
    "T120",
    Severity.NOTE,
    "二(二)",
    "“{label}”的内容与标签写在同一格,按“{after}”读取",
    "请把内容填在标签右边的单元格里。",
)
TWICE = rule(
    "T121",
    Severity.WARNING,
    "二(二)",
    "表头区有两处“{label}”而内容不同,按前一处“{first}”处理",
    "请只保留一处“{label}”。",
)


@dataclass(frozen=True)
class Head:
    """The head as it was read, by field; ``places`` is where the value stands (its label's cell where none stands)."""

    values: Mapping[str, Read] = field(default_factory=dict)
    raw: Mapping[str, Raw] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A label of the head and the cell with its value; ``inside`` is a value in the label's own cell."""

    column: Column
    raw: Raw
    place: Place
    inside: bool = False


def read_head(form: Form, block: Block, above: int) -> tuple[Head, list[Finding]]:
    """Return the head found in the rows above row ``above``; a field without a label is left out."""
    findings: list[Finding] = []
    chosen: dict[str, _Labelled] = {}
    for labelled in _labelled(form, block, above):
        known = chosen.get(labelled.column.field)
        if known is None or is_blank(known.raw):
            chosen[labelled.column.field] = labelled
        elif not is_blank(labelled.raw) and name_of(labelled.raw) != name_of(known.raw):
            label = labelled.column.heading
            findings.append(
                TWICE.at(labelled.place, name_of(labelled.raw), label=label, first=brief(name_of(known.raw)))
            )
    values: dict[str, Read] = {}
    for name, labelled in chosen.items():
        values[name], more = read_value(labelled.column, labelled.raw, labelled.place)
        findings += more
        if labelled.inside:
            word = name_of(block.at(labelled.place.row, labelled.place.column))
            after = brief(name_of(labelled.raw))
            findings.append(SAME_CELL.at(labelled.place, word, label=labelled.column.heading, after=after))
    return (
        Head(
            values,
            {name: labelled.raw for name, labelled in chosen.items()},
            {name: labelled.place for name, labelled in chosen.items()},
        ),
        findings,
    )


def label_count(form: Form, block: Block, above: int) -> int:
    """Return how many different labels of the form's head stand above row ``above``."""
    return len({labelled.column.field for labelled in _labelled(form, block, above)})


def _labelled(form: Form, block: Block, above: int) -> Iterator[_Labelled]:
    pattern = _inside_pattern(form)
    spare = _spare_columns(block, above)
    for row in range(1, min(above, len(block.rows) + 1)):
        for place, raw in enumerate(block.rows[row - 1], 1):
            column = column_named(raw, form.by_label)
            if column:
                yield _beside(form, block, column, row, place, spare)
            elif isinstance(raw, str) and form.head:
                yield from _inside(form, pattern, raw, block.place(row, place))


def _beside(form: Form, block: Block, column: Column, row: int, label: int, spare: frozenset[int]) -> _Labelled:
    """Return a label with the cell to the right of it (of its merged area); columns that hold nothing are passed over."""
    right = next((a.right for a in block.merged if (a.top, a.left) == (row, label)), label) + 1
    while right in spare:
        right += 1
    raw = block.at(row, right)
    if column_named(raw, form.by_label):  # the next label: this one has no value
        raw = None
    return _Labelled(column, raw, block.place(row, right))


def _spare_columns(block: Block, above: int) -> frozenset[int]:
    """Return the columns with nothing in them down to the heading row: somebody inserted them."""
    rows = block.rows[: max(above, 1)]
    width = max(map(len, rows), default=0)
    return frozenset(
        column for column in range(1, width + 1) if all(is_blank(row[column - 1]) for row in rows if len(row) >= column)
    )


def _inside_pattern(form: Form) -> re.Pattern[str]:
    """Return a pattern of label, colon and value in one cell; several may follow each other, apart by blanks."""
    words = sorted((w for c in form.head for w in (c.heading, *c.synonyms)), key=len, reverse=True)
    labels = "|".join(r"\s*".join(map(re.escape, word)) for word in words)
    return re.compile(rf"(?:^|(?<=\s))({labels})\s*[:：]\s*(.*?)\s*(?=$|\s(?:{labels})\s*[:：])", re.DOTALL)


def _inside(form: Form, pattern: re.Pattern[str], raw: str, place: Place) -> Iterator[_Labelled]:
    for match in pattern.finditer(tidy(raw)):
        column = form.by_label[fold(match[1])]
        yield _Labelled(column, match[2] or None, place, inside=bool(match[2]))
