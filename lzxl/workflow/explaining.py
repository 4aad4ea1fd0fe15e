"""``lzxl explain``: clause, rule, sheet and column."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from lzxl import workflow
from lzxl.explain import Explanation, explanations
from lzxl.findings import CATALOGUE, Rule
from lzxl.law.clauses import CLAUSES
from lzxl.office.errors import OfficeError


def every_rule() -> Mapping[str, Rule]:
    """Return the catalogue with the rules of all rooms; a verb loads only those that it follows itself."""
    for module in iter_modules(workflow.__path__):
        if not module.ispkg:
            import_module(f"{workflow.__name__}.{module.name}")
    return CATALOGUE


def explain(clause: str = "") -> list[Explanation]:
    """Return clause, rule, sheet and column for one clause and those below it, or for all."""
    lines = explanations(every_rule(), clause)
    if not lines:
        raise OfficeError(
            f"没有“{clause}”这一条、这个代码或这一栏,或者没有规则依据它。条款写法如 二(五);有:{'、'.join(CLAUSES)}。"
            "问题的代码、扣分项目的代码、栏目和参数的名称也可以,如 X124、预警等级。"
        )
    return lines
