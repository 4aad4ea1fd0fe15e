"""一(二) and part 二: what is due when; the coverage that the document sets as its aim."""

from datetime import date
from typing import NamedTuple

from lzxl.law.clauses import cite
from lzxl.law.figures import Figures, MonthDay

# The day on which the document ends each step of part 二; the figures (表种+截止) name the step in which a table is due.
STEP_ENDS = {
    cite("二(二)"): MonthDay(9, 20),  # finding the risks
    cite("二(三)"): MonthDay(9, 20),  # assessing them
    cite("二(四)"): MonthDay(10, 20),  # measures and flow charts
    cite("二(五)"): MonthDay(10, 20),  # warning
    cite("二(六)"): MonthDay(10, 31),  # accountability
}
FLOW_CHART = "职权流程图"  # due beside the tables that are forms, but a paper


def deadline(table: str, year: int, figures: Figures) -> date:
    """Return the day of ``year`` by which ``table`` (a 表种 that has a figure 截止) is due 一(二)."""
    return figures.deadline(table).in_year(year)


class Coverage(NamedTuple):
    """An aim of 一(二): by ``day``, all of the office's own departments and, or its subordinate units have ``what``."""

    day: date
    what: str
    departments: bool
    subordinates: bool


COVERAGE_AIMS = (
    Coverage(date(2011, 12, 31), "廉政风险排查工作全覆盖", departments=True, subordinates=True),
    Coverage(date(2011, 12, 31), "廉政风险防控机制全覆盖", departments=True, subordinates=False),
    Coverage(date(2012, 6, 30), "廉政风险防控机制全覆盖", departments=False, subordinates=True),
)


def share(filled: int, due: int) -> float | None:
    """Return the coverage (覆盖率, 0 to 1) 一(二); None where nothing is owed."""
    return filled / due if due else None
