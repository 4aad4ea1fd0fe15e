"""Texts copied instead of thought out 二(二): from the template's sample, or from another person's table."""

from collections.abc import Iterator

from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Kind
from lzxl.forms.parse import Table
from lzxl.forms.records import text
from lzxl.forms.samples import SAMPLE_TEXTS
from lzxl.law.vocabulary import fold

FROM_SAMPLE = rule(
    "X150",
    Severity.WARNING,
    "二(二)",
    "“{heading}”照抄了模板的示例",
    "请对照本岗位、本单位的实际重新填写。",
)
_SAMPLES = frozenset(map(fold, SAMPLE_TEXTS))
_BEGINNINGS = frozenset(sample[0] for sample in _SAMPLES)


def check_samples(table: Table) -> Iterator[Finding]:
    """Yield a warning for each text cell that is the template's sample, word for word."""
    columns = [column for column in table.form.columns if column.kind is Kind.TEXT]
    for row in table.rows:
        for column in columns:
            written = text(row, column.field)
            if _may_be_sample(written) and fold(written) in _SAMPLES:
                yield FROM_SAMPLE.at(row.places[column.field], written, heading=column.heading)


def _may_be_sample(written: str) -> bool:
    """Return whether a text may be a sample once it is folded; a Chinese character stays what it is, so few texts need folding."""
    first = written[:1]
    return first in _BEGINNINGS or not "\u4e00" <= first <= "\u9fff"
