"""A sheet becomes a :class:`Table`: head and rows by field, each value read by its kind, everything found at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lzxl.cells import Block, Place, Raw
from lzxl.findings import Finding
from lzxl.forms.characters import name_of
from lzxl.forms.form import Form
from lzxl.forms.head import Head, read_head
from lzxl.forms.headings import DEEPEST, NO_HEADING, NO_HEADINGS, Headings, find_headings, judge_headings
from lzxl.forms.rows import RowReader, TableRow
from lzxl.forms.values import Read, is_blank

__all__ = ["Table", "TableRow", "parse"]


@dataclass(frozen=True)
class Table:
    """A sheet read as ``form``: ``head`` by field (None: no value; left out: no label), ``rows`` from top to bottom."""

    form: Form
    place: Place
    head: Mapping[str, Read] = field(default_factory=dict)
    head_raw: Mapping[str, Raw] = field(default_factory=dict)
    head_places: Mapping[str, Place] = field(default_factory=dict)
    rows: tuple[TableRow, ...] = ()
    headings: Headings | None = None


def parse(form: Form, block: Block, headings: Headings | None = None) -> tuple[Table, list[Finding]]:
    """Return what stands on ``block``, read as ``form``, and all findings of its headings, head and cells.

    ``headings``: where they were found already.
    """
    headings = headings or find_headings(form, block)
    head, findings = read_head(form, block, headings.top if headings else DEEPEST)
    if headings is None:
        findings.append(NO_HEADINGS.at(block.place(), sheet=block.sheet, form=form.name))
        return _table(form, block, head, (), None), findings
    findings += judge_headings(form, block, headings)
    reader = RowReader(form, block, headings)
    rows = tuple(reader.read())
    findings += [*reader.findings, *_headless(block, headings, rows)]
    return _table(form, block, head, rows, headings), findings


def _table(form: Form, block: Block, head: Head, rows: tuple[TableRow, ...], headings: Headings | None) -> Table:
    return Table(form, block.place(), head.values, head.raw, head.places, rows, headings)


def _headless(block: Block, headings: Headings, rows: tuple[TableRow, ...]) -> list[Finding]:
    """Return a finding for each column without heading that has content beside records (our own formulas apart)."""
    headed = {*headings.columns.values(), *headings.unknown, *(column for _, column in headings.doubled)}
    width = max((len(block.rows[row.number - 1]) for row in rows), default=0)
    bare = [column for column in range(1, width + 1) if column not in headed]
    first: dict[int, int] = {}
    for row in rows:
        for column in bare:
            raw = block.at(row.number, column)
            if not is_blank(raw) and (row.number, column) not in block.formulas:
                first.setdefault(column, row.number)
    return [NO_HEADING.at(block.place(row, column), name_of(block.at(row, column))) for column, row in first.items()]
