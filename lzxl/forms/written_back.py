"""Levels and opinions of the leading group written into a copy of a unit's own table 二(三)3: pure, from table to workbook."""

from collections.abc import Mapping
from typing import NamedTuple

from lzxl.cells import Value, WorkbookOut
from lzxl.forms.parse import Table
from lzxl.forms.pour import contents
from lzxl.forms.template import template
from lzxl.law.figures import Figures
from lzxl.law.level import is_kept


class Decided(NamedTuple):
    """What the leading group has decided on a risk point: words of 评估等级 and 甄别结果, its opinion; ``""`` where nothing."""

    level: str = ""
    screening: str = ""
    opinion: str = ""

    @property
    def any(self) -> bool:
        """Whether anything of it is told to the unit."""
        return bool(self.level or told(self.screening, self.opinion))


def told(screening: str, opinion: str) -> str:
    """Return what the unit reads under 领导小组意见: the opinion, after the word for a point that does not count 二(三)1."""
    if is_kept(screening) or screening in opinion:
        return opinion
    return f"经甄别{screening}。{opinion}"


def written_back(
    table: Table, decided: Mapping[int, Decided], known: Mapping[str, Value], figures: Figures
) -> WorkbookOut:
    """Return a fresh template with the unit's values and what was decided of each row.

    ``decided``: by the row of the received sheet; rows that are not in it (replaced by a later workbook) are left out.
    ``known``: what the office knows of the head (单位, 单位编号, 年度), for labels that the unit left empty.
    """
    head, rows = contents(table)
    kept = [
        {**values, "claimed_level": decision.level or None, "claimed_opinion": _opinion(decision)}
        for row, values in zip(table.rows, rows, strict=True)
        if (decision := decided.get(row.number))
    ]
    filled = {**head, **{name: value for name, value in known.items() if head.get(name) in (None, "")}}
    return template(table.form, filled, kept, figures=figures)


def _opinion(decision: Decided) -> str | None:
    return told(decision.screening, decision.opinion) or None
