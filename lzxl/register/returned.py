"""What is to be sent back 二(二): workbooks with errors that nothing later has made good, beside the unit's last one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias

from lzxl.findings import Finding
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.model import Deduction, FileStatus, Receipt, RiskPoint, Submission
from lzxl.register.receipts import order_in_time, sent_again
from lzxl.register.resubmission import differences, short

_Record: TypeAlias = RiskPoint | Deduction
_TAKEN = (FileStatus.TAKEN, FileStatus.TAKEN_WITH_HINTS)
_OF_POINTS = (
    *("text", "post", "duties", "power", "basis", "area", "elements", "source", "ways", "size", "harm", "frequency"),
    *("self_level", "measures", "responsible", "deadline", "commitment_date", "appraisal", "review"),
)
_OF_ENTRIES = (
    *("day", "reason", "item", "record_type", "points", "basis", "investigator", "grave", "status", "remark"),
    *("unit", "person"),
)
_FORMS = {form.name: form for form in (POSITION, UNIT_TABLE, LEDGER)}


class Comparison(NamedTuple):
    """A workbook beside the unit's last one: whether nothing at all was changed, and in words what was."""

    last: str
    same: bool
    changes: tuple[str, ...]


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
    mine = order_in_time(one, seen)
    earlier = [
        other
        for other in submissions
        if (other.table, other.unit) == (one.table, one.unit)
        and other.sha256 != one.sha256
        and order_in_time(other, seen) < mine
        and (one.table == LEDGER.name or _subjects(other) & _subjects(one))
    ]
    return max(earlier, key=lambda other: order_in_time(other, seen), default=None) if one.unit else None


def _subjects(submission: Submission) -> set[str]:
    return {point.person for point in submission.points} or {""}


def compare(
    old: Submission, new: Submission, findings: Mapping[str, Sequence[Finding]], people: Mapping[str, str]
) -> Comparison:
    """Return what a unit has changed from one workbook to the next.

    ``findings``: by file, as what could not be read shows in them alone; ``people``: names by id.
    """
    before, after = _records(old), _records(new)
    same = before == after and old.rows == new.rows and _faults(old, findings) == _faults(new, findings)
    if same:
        return Comparison(old.file, same=True, changes=())
    gone, added = before.keys() - after.keys(), after.keys() - before.keys()
    renamed = _renamed(before, after, gone, added)
    names = _OF_ENTRIES if new.table == LEDGER.name else _OF_POINTS
    headings = {name: column.heading for name, column in _FORMS[new.table].by_field.items()} | {"person": "人员编号"}
    pairs = [(before[key], after[key]) for key in after if key in before] + [(before[a], after[b]) for a, b in renamed]
    told = [
        f"改了“{_called(b, people)}”({words})"
        for a, b in pairs
        if (words := differences(a, b, headings, [name for name in names if name in headings]))
    ]
    kept = {key for pair in renamed for key in pair}
    told += [f"增加“{_called(after[key], people)}”" for key in after if key in added - kept]
    told += [f"删去“{_called(before[key], people)}”" for key in before if key in gone - kept]
    return Comparison(old.file, same=False, changes=tuple(told or ["只有单元格的写法或表头有改动"]))


def _records(submission: Submission) -> dict[tuple[str, str | int], _Record]:
    """Return what a workbook holds, by whose row it is and its text, an entry by its serial."""
    points: dict[tuple[str, str | int], _Record] = {(one.person, one.text): one for one in submission.points}
    return points | {("", one.serial): one for one in submission.entries}


def _renamed(
    before: Mapping[tuple[str, str | int], _Record],
    after: Mapping[tuple[str, str | int], _Record],
    gone: set[tuple[str, str | int]],
    added: set[tuple[str, str | int]],
) -> list[tuple[tuple[str, str | int], tuple[str, str | int]]]:
    """Return pairs of keys: a row whose text was changed stands at the same place of the same person."""
    places = {(key[0], one.ordinal): key for key, one in before.items() if key in gone and isinstance(one, RiskPoint)}
    return [
        (places[key[0], one.ordinal], key)
        for key, one in after.items()
        if key in added and isinstance(one, RiskPoint) and (key[0], one.ordinal) in places
    ]


def _called(record: _Record, people: Mapping[str, str]) -> str:
    if isinstance(record, Deduction):
        return f"序号{record.serial}"
    name = people.get(record.person, "")
    return f"{name}:{short(record.text)}" if name else short(record.text)


def _faults(submission: Submission, findings: Mapping[str, Sequence[Finding]]) -> set[tuple[object, ...]]:
    return {(f.code, f.place[1:], f.value) for f in findings.get(submission.file, ()) if not f.code.startswith("G")}
