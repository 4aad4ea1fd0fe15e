"""The own ledger (本社台账.xlsx) held back or gone, or a counted one of a unit gone: every notice on it would look withdrawn."""

from lzxl.findings import Severity, in_order
from lzxl.model import FileStatus
from lzxl.office.errors import OfficeError
from lzxl.register.removed import LEDGER_REMOVED, OWN_LEDGER, kept_at
from lzxl.register.state import State
from lzxl.workflow.desk import Desk
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.receive import what_came

_NOTHING_DONE = "这一次没有发出、撤回或改动任何文书,汇总册也没有动。"
_HELD_BACK = (FileStatus.RETURNED, FileStatus.UNREAD)


def refuse_held_back(outcome: Outcome) -> None:
    """Stop what issues and withdraws papers where the own ledger is 退回, 未读取 or gone, or a counted one of a unit is gone.

    Nothing has been written yet.
    """
    name = outcome.desk.office.own_ledger.name
    _refuse_gone(outcome, name)
    _refuse_removed(outcome)
    if all(one.file != name or one.status not in _HELD_BACK for one in outcome.receipts):
        return
    about = [one for one in in_order(outcome.findings) if one.place.file == name]
    first = next((one for one in about if one.severity is Severity.ERROR), about[0] if about else None)
    where = "!".join(part for part in (first.place.sheet, first.place.address) if part) if first else ""
    what = f":{where} {first.message}。{first.cure}".replace(": ", ":").rstrip("。") if first else ""
    raise OfficeError(f"“{name}”有错误,它的登记都没有计入{what}。请先改正它再运行;{_NOTHING_DONE}")


def _refuse_gone(outcome: Outcome, name: str) -> None:
    """Entries of it counted once and do not now, and it is not there: it was deleted, or moved by mistake."""
    about = next((one for one in outcome.findings if one.code == OWN_LEDGER.code and one.place.file == name), None)
    if about and not outcome.desk.office.own_ledger.is_file():
        raise OfficeError(f"“{name}”不见了,{about.message}。请把它放回工作目录再运行({kept_at(about)});{_NOTHING_DONE}")


def _refuse_removed(outcome: Outcome) -> None:
    """Entries of a unit's ledger counted once and do not now, as no later one says otherwise: all that rests on them would be withdrawn."""
    about = next((one for one in outcome.findings if one.code == LEDGER_REMOVED.code), None)
    if about:
        raise OfficeError(f"{about.message}。{about.cure}。再运行一次;{_NOTHING_DONE}")


def refuse_lost(desk: Desk, state: State) -> None:
    """Stop an entry where the own ledger was counted this year and is gone: a new one would stand in its place."""
    if desk.office.own_ledger.is_file():
        return
    name = desk.office.own_ledger.name
    counted = {sha for sha, one in state.counted.items() if one.year == desk.year and state.files.get(sha) == name}
    if counted and counted.isdisjoint(one.sha256 for one in what_came(desk.office)[0]):
        raise OfficeError(
            f"“{name}”不见了,它以前计入的登记也就没有了,没有登记。请先把它放回工作目录(原件在“归档/原件”里),再登记。"
        )
