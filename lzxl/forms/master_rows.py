"""Records and decisions as rows of the master's sheets: each function gives, for one sheet, its rows by field."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from lzxl.cells import Link, Out, Value
from lzxl.findings import Finding
from lzxl.law.clauses import cite
from lzxl.law.schedule import share
from lzxl.law.warning import GRADES
from lzxl.model import (
    Account,
    Coverage,
    Escalation,
    Notice,
    Rating,
    Receipt,
    RegisteredEntry,
    RegisteredPoint,
    Roster,
)

Row = Mapping[str, Out]
Record = TypeVar("Record")
OfficeCells = Mapping[str, Mapping[str, Value]]  # by number, then by field
_SEPARATOR = "、"


class Rows(Collection[Row], Generic[Record]):
    """The rows of a sheet, each made from its record when it is written: a big register is never there twice.

    ``pieces``: how many of them follow each other under what name, where rows of one name are always the same.
    """

    def __init__(
        self, records: Sequence[Record], make: Callable[[Record], Row], pieces: Sequence[tuple[str, int]] = ()
    ) -> None:
        self._records, self._make, self._pieces = records, make, pieces

    def parts(self) -> Iterator[tuple[str, "Rows[Record]"]]:
        """Yield the pieces."""
        first = 0
        for name, count in self._pieces:
            yield name, Rows(self._records[first : first + count], self._make)
            first += count

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Row]:
        return map(self._make, self._records)

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)


def _unit_name(roster: Roster, unit: str) -> str:
    return roster.units[unit].name if unit in roster.units else ""


def _person_name(roster: Roster, person: str) -> str:
    return roster.people[person].name if person in roster.people else ""


def _subject(roster: Roster, unit: str, person: str) -> dict[str, Out]:
    """Return the four cells that name a subject; a unit's account has no person."""
    return {
        "unit_id": unit,
        "unit_name": _unit_name(roster, unit),
        "person_id": person or None,
        "person_name": _person_name(roster, person) or None,
    }


def origin(file: str, row: int) -> str:
    """Return 来源: the received file and the row in it."""
    return f"{file} 第{row}行" if row else file


def point_row(registered: RegisteredPoint, rating: Rating, roster: Roster, office: OfficeCells) -> Row:
    """Return a row of either risk register 二(三)3; fields that its form lacks are left out by the lay-out."""
    point = registered.point
    return {
        **_subject(roster, point.unit, point.person),
        "number": registered.number,
        "post": point.post,
        "power": point.power,
        "basis": point.basis,
        "area": point.area,
        "source": point.source,
        "text": point.text,
        "ways": _SEPARATOR.join(point.ways),
        "size": point.size,
        "harm": point.harm,
        "frequency": point.frequency,
        "self_level": point.self_level,
        "proposed_level": rating.proposed_level,
        "treatment": rating.treatment,
        "measures": point.measures,
        "responsible": point.responsible,
        "deadline": point.deadline,
        "appraiser": rating.appraiser or None,
        "reviewer": rating.reviewer or None,
        "hint": ";".join((rating.reason, *registered.hints)),
        "origin": origin(point.place.file, point.place.row),
        **office.get(registered.number, {}),
    }


def entry_row(registered: RegisteredEntry, roster: Roster, office: OfficeCells) -> Row:
    """Return a row of the consolidated ledger 二(五)."""
    entry = registered.entry
    return {
        **_subject(roster, entry.unit, entry.person),
        "number": registered.number,
        "day": entry.day,
        "subject_kind": entry.subject_kind,
        "reason": entry.reason,
        "item": entry.item or None,
        "record_type": entry.record_type,
        "points": entry.points,
        "basis": entry.basis or None,
        "investigator": entry.investigator,
        "grave": "是" if entry.grave else "否",
        "status": entry.status,
        "origin": origin(entry.place.file, entry.place.row),
        **office.get(registered.number, {}),
    }


def account_row(account: Account, roster: Roster) -> Row:
    """Return a row of 预警名单 二(五)."""
    grade = GRADES[account.grade]
    return {
        **_subject(roster, account.unit, account.person),
        "year": account.year,
        "subject_kind": account.subject_kind,
        "total": account.total,
        "left": account.left,
        "grade": grade.letter,
        "colour": grade.colour,
        "nature": grade.nature,
        "disposal": account.disposal,
        "remark": account.reason,
    }


def notice_row(notice: Notice, roster: Roster, office: OfficeCells) -> Row:
    """Return a row of 预警登记 二(五)."""
    return {
        **_subject(roster, notice.unit, notice.person),
        "number": notice.number,
        "year": notice.year,
        "grade": notice.grade,
        "subject_kind": notice.subject_kind,
        "trigger_day": notice.trigger_day,
        "trigger_total": notice.trigger_total,
        "disposal": notice.disposal,
        "due": notice.due,
        "state": notice.state,
        "remark": notice.reason,
        **office.get(notice.number, {}),
    }


def escalation_row(escalation: Escalation, roster: Roster, office: OfficeCells) -> Row:
    """Return a row of 责任追究 二(六); a unit as party is named by its own name."""
    party, target = roster.people.get(escalation.party), roster.people.get(escalation.target)
    unit = party.unit if party else escalation.party
    return {
        "number": escalation.number,
        "situation": escalation.situation,
        "party_id": escalation.party,
        "party": party.name if party else _unit_name(roster, unit),
        "unit_name": _unit_name(roster, unit),
        "step": escalation.step,
        "target_id": escalation.target or None,
        "target": target.name if target else None,
        "post": target.post if target else None,
        "handler": escalation.handler,
        "grounds": escalation.grounds,
        "cited": cite("二(六)"),
        "remark": escalation.reason,
        **office.get(escalation.number, {}),
    }


def coverage_row(coverage: Coverage, roster: Roster) -> Row:
    """Return a row of 报送情况 一(二); where nothing is owed the share is empty."""
    unit = roster.units[coverage.unit]
    sent_all = coverage.filled >= coverage.due
    return {
        "unit_id": unit.id,
        "unit_name": unit.name,
        "kind": unit.kind.name,
        "table": coverage.table,
        "due": coverage.due,
        "filled": coverage.filled,
        "share": share(coverage.filled, coverage.due),
        "deadline": coverage.deadline,
        "state": "已报齐" if sent_all else "未报齐" if coverage.filled else "未报",
        "latest": coverage.latest,
    }


def receipt_row(serial: int, receipt: Receipt, roster: Roster) -> Row:
    """Return a row of 收文登记."""
    return {
        "serial": serial,
        "received": _naive(receipt.received),
        "file": receipt.file,
        "sha256": receipt.sha256,
        "table": receipt.table or None,
        "unit": _unit_name(roster, receipt.unit) or None,
        "year": receipt.year,
        "status": receipt.status.value,
        "remark": receipt.remark or None,
    }


def _naive(moment: datetime) -> datetime:
    """Excel knows no time zones and no fractions that people could see."""
    return moment.replace(tzinfo=None, microsecond=0)


def finding_row(finding: Finding, jump: Link | None = None) -> Row:
    """Return a row of 问题清单; ``jump``: where its row stands now."""
    return {
        "severity": finding.severity.value,
        "unit": finding.unit or None,
        "file": finding.place.file or None,
        "sheet": finding.place.sheet or None,
        "cell": finding.place.address or None,
        "code": finding.code,
        "message": finding.message,
        "value": finding.value or None,
        "cure": finding.cure,
        "clause": finding.clause or None,
        "jump": jump,
    }
