"""Receipts (收件回执) under 往来/回执: what each unit has sent, what became of it, what is still owed 二(二)."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.model import FileStatus, Receipt
from lzxl.workflow.bureau import Bureau, name_of
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.own_words import file_names
from lzxl.workflow.posting import Post, post
from lzxl.workflow.whose import unit_of

KIND, FOLDER = "收件回执", "往来/回执"
_COUNTED = (FileStatus.TAKEN, FileStatus.TAKEN_WITH_HINTS)
_UNNAMED = "（名称从略）"

NOT_TOLD = rule(
    "M142",
    Severity.WARNING,
    "二(二)",
    "没有写进“{unit}”的收件回执:不能确定是不是它报送的({why})",
    "请核对是哪个单位报送的,再告诉那个单位。",
)


def tell_receipts(bureau: Bureau, outcome: Outcome, doubted: Mapping[str, str]) -> list[Finding]:
    """Write a receipt for each unit that has sent something; return what is to be told.

    What may be another unit's than its head says is told that unit only where it counts for it, and then without the
    file's name. ``doubted``: by file why (see ``Whose.doubts``).
    """
    by_unit, told = _by_unit(outcome, doubted)
    posts = [Post(unit, bureau.write(KIND, _values(outcome, unit, found, doubted))) for unit, found in by_unit.items()]
    return [*told, *post(bureau, FOLDER, KIND, KIND, posts, pdf_mailed=False).findings]


def _values(outcome: Outcome, unit: str, receipts: list[Receipt], doubted: Mapping[str, str]) -> dict[str, object]:
    return {
        "单位": name_of(outcome.desk.roster, unit),
        "文件们": _rows(outcome, unit, receipts, doubted),
        "还差": _owed(outcome, unit),
    }


def _by_unit(outcome: Outcome, doubted: Mapping[str, str]) -> tuple[dict[str, list[Receipt]], list[Finding]]:
    """Return what each unit is told of, and a finding for each file that its unit is not told of."""
    units = outcome.desk.roster.units
    found: defaultdict[str, list[Receipt]] = defaultdict(list)
    told = []
    for receipt in outcome.receipts:
        unit = unit_of(receipt, outcome)
        if unit in units and receipt.file in doubted and receipt.status not in _COUNTED:
            why = doubted[receipt.file]
            told.append(NOT_TOLD.at(Place(receipt.file), unit=units[unit].name, why=why))
        else:
            found[unit].append(receipt)
    return {unit: found[unit] for unit in units if found[unit]}, told


def _rows(outcome: Outcome, unit: str, receipts: list[Receipt], doubted: Mapping[str, str]) -> list[dict[str, object]]:
    named = file_names(outcome.desk.roster, unit)
    return [_row(one, (lambda _: _UNNAMED) if one.file in doubted else named) for one in receipts]


def _row(receipt: Receipt, named: Callable[[str], str]) -> dict[str, object]:
    return {
        "文件": named(receipt.file),
        "种类": receipt.table or "—",
        "收到": receipt.received.date(),
        "结果": receipt.status.value,
    }


def _owed(outcome: Outcome, unit: str) -> list[dict[str, object]]:
    return [
        {"表种": one.table, "差": one.due - one.filled, "截止": one.deadline}
        for one in outcome.coverage
        if one.unit == unit and one.filled < one.due
    ]
