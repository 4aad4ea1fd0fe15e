"""The same matter entered twice 二(五): entries in force of one day, subject and reason under two numbers."""

from collections.abc import Iterable, Iterator

from lzxl.findings import Finding, Severity, rule
from lzxl.law.vocabulary import fold
from lzxl.law.warning import IN_FORCE
from lzxl.model import Deduction

SAME_EVENT = rule(
    "K107",
    Severity.WARNING,
    "二(五)",
    "与{where}序号 {first} 的日期、对象、事由都相同,疑似重复登记",
    "请核对;确是同一件事的,请把其中一笔的状态改为“撤销”。",
)


def same_events(entries: Iterable[Deduction]) -> Iterator[Finding]:
    """Yield a warning for each entry in force that says what an earlier one says; a revoked one (撤销) silences it.

    ``entries``: those of one workbook, or the merged ledger of the office; their order does not matter.
    """
    first: dict[tuple[object, ...], Deduction] = {}
    for entry in sorted(entries, key=lambda one: (one.year, one.ledger, one.serial)):
        if entry.status != IN_FORCE:
            continue
        known = first.setdefault((entry.day, entry.subject_kind, entry.account, fold(entry.reason)), entry)
        if known is not entry:
            file = known.place.file
            where = f"《{file}》" if file != entry.place.file else ""
            yield SAME_EVENT.at(entry.place, entry.reason, where=where, first=known.serial)
