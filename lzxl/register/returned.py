"""What is to be sent back 二(二): workbooks with errors that nothing later has made good, beside the unit's last one."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from lzxl.forms.ledger import LEDGER
from lzxl.model import FileStatus, Receipt, Submission
from lzxl.register.receipts import before, order_in_time, sent_again

_TAKEN = (FileStatus.TAKEN, FileStatus.TAKEN_WITH_HINTS)


def to_return(
    receipts: Iterable[Receipt], submissions: Iterable[Submission], seen: Mapping[str, datetime]
) -> list[Submission]:
    """Return the workbooks with errors that are still to be put right, in the order of the receipts.

    One is no longer where the unit has sent another later for the same table, year and rows, right or wrong.
    """
    status = {receipt.file: receipt.status for receipt in receipts}
    by_file = {one.file: one for one in submissions}
    returned = [by_file[file] for file, state in status.items() if state is FileStatus.RETURNED and file in by_file]
    read = [one for one in by_file.values() if status.get(one.file) in (*_TAKEN, FileStatus.RETURNED)]
    return [one for one in returned if not (one.unit and sent_again(one, read, seen))]


def last_before(one: Submission, submissions: Iterable[Submission], seen: Mapping[str, datetime]) -> Submission | None:
    """Return the workbook that the unit had sent for the same table before ``one``, None where it is the first."""
    own = _subjects(one)
    earlier = [
        other
        for other in submissions
        if (other.table, other.unit) == (one.table, one.unit)
        and other.sha256 != one.sha256
        and before(other, one, seen)
        and (one.table == LEDGER.name or not (others := _subjects(other)) or not own or others & own)
    ]
    return max(earlier, key=lambda other: order_in_time(other, seen), default=None) if one.unit else None


def _subjects(submission: Submission) -> set[str]:
    """Return whose rows could be read."""
    return {point.person for point in submission.points}
