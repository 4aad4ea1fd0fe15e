"""One function per verb, each of them the line; the only room that wires the others together."""

from lzxl.checks.new_entry import NewEntry
from lzxl.explain import Explanation, explanations
from lzxl.findings import CATALOGUE
from lzxl.law.clauses import CLAUSES
from lzxl.office.errors import OfficeError
from lzxl.workflow.account import account
from lzxl.workflow.addin import addin_build, addin_install, addin_status, addin_uninstall
from lzxl.workflow.assess import assess
from lzxl.workflow.check import check
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.deduct import deduct
from lzxl.workflow.fetch import fetch
from lzxl.workflow.folder import distribute, init, verify
from lzxl.workflow.holiday import remind_before
from lzxl.workflow.print_forms import forms
from lzxl.workflow.print_warning import print_warning
from lzxl.workflow.receive import beijing_today, day_of
from lzxl.workflow.remind import remind
from lzxl.workflow.sample import demo
from lzxl.workflow.send import send
from lzxl.workflow.send_back import send_back
from lzxl.workflow.status import status
from lzxl.workflow.warn import warn
from lzxl.workflow.writeback import writeback

__all__ = [
    "NewEntry",
    "account",
    "addin_build",
    "addin_install",
    "addin_status",
    "addin_uninstall",
    "assess",
    "beijing_today",
    "check",
    "consolidate",
    "day_of",
    "deduct",
    "demo",
    "distribute",
    "explain",
    "fetch",
    "forms",
    "init",
    "print_warning",
    "remind",
    "remind_before",
    "send",
    "send_back",
    "status",
    "verify",
    "warn",
    "writeback",
]


def explain(clause: str = "") -> list[Explanation]:
    """Return clause, rule, sheet and column for one clause and those below it, or for all."""
    lines = explanations(CATALOGUE, clause)
    if not lines:
        raise OfficeError(
            f"没有“{clause}”这一条、这个代码或这一栏,或者没有规则依据它。条款写法如 二(五);有:{'、'.join(CLAUSES)}。"
            "问题的代码、扣分项目的代码、栏目和参数的名称也可以,如 X124、预警等级。"
        )
    return lines
