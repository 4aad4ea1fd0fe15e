"""Receipts (收件回执) under 往来/回执: what each unit has sent, what became of it, what is still owed 二(二)."""

from collections import defaultdict
from pathlib import PurePosixPath

from lzxl.findings import Finding
from lzxl.model import Receipt
from lzxl.workflow.bureau import Bureau, name_of, outgoing
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.outgoing import write_outgoing
from lzxl.workflow.whose import whose_file

KIND, FOLDER = "收件回执", "往来/回执"


def tell_receipts(bureau: Bureau, outcome: Outcome) -> list[Finding]:
    """Write a receipt for each unit that has sent something; return what is to be told."""
    roster, by_unit = outcome.desk.roster, _by_unit(outcome)
    letters = {
        unit: bureau.write(
            KIND, {"单位": name_of(roster, unit), "文件们": list(map(_row, receipts)), "还差": _owed(outcome, unit)}
        )
        for unit, receipts in by_unit.items()
    }
    papers = bureau.on_paper({f"{unit}/{KIND}": letter for unit, letter in letters.items()})
    messages = [outgoing(KIND, roster.units[unit], letter, {}) for unit, letter in letters.items()]
    beside = [
        {PurePosixPath(key).name: data for key, data in papers.items() if key.startswith(f"{unit}/")}
        for unit in letters
    ]
    return write_outgoing(outcome.desk.office, FOLDER, messages, roster, bureau.sender, beside).findings


def _by_unit(outcome: Outcome) -> dict[str, list[Receipt]]:
    found: defaultdict[str, list[Receipt]] = defaultdict(list)
    for receipt in outcome.receipts:
        unit = receipt.unit if receipt.unit in outcome.desk.roster.units else whose_file(receipt.file, outcome)
        found[unit].append(receipt)
    return {unit: found[unit] for unit in outcome.desk.roster.units if found[unit]}


def _row(receipt: Receipt) -> dict[str, object]:
    return {
        "文件": PurePosixPath(receipt.file).name,
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
