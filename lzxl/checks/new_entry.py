"""A new entry for the office's own ledger 二(五): from what a clerk says to the row of the ledger. Pure.

Nothing is judged here: what names nobody, or is no number, goes into the row as it was said, and the checks of the ledger
say what is wrong with it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from lzxl.cells import Value
from lzxl.checks.items import find_item
from lzxl.checks.units import Directory
from lzxl.law.accountability import NOBODY
from lzxl.law.figures import Figures
from lzxl.law.vocabulary import fold
from lzxl.law.warning import DEDUCTION, PERSON, REMINDER, UNIT
from lzxl.model import Deduction, Person, Roster, Unit

LedgerRow: TypeAlias = dict[str, Value | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry as it was said, ``""`` where nothing was: ``person`` and ``unit`` by id or name, ``item`` by code or name.

    A ``person`` makes it an entry of that person, and ``unit`` then only tells namesakes apart. Without ``points`` those
    of the item hold; without a ``day`` the caller puts today.
    """

    person: str = ""
    unit: str = ""
    day: date | str = ""
    item: str = ""
    points: str = ""
    reason: str = ""
    kind: str = DEDUCTION
    basis: str = ""
    investigator: str = ""
    grave: bool = False
    remark: str = ""


def said_row(entry: NewEntry, serial: int, directory: Directory, figures: Figures) -> LedgerRow:
    """Return the row of an entry as it was said, units and people by their names in the roster where they are certain."""
    unit = _unit(entry.unit, directory)
    person = _person(entry.person, unit, directory)
    item = find_item(entry.item, figures) if entry.item else None
    said: LedgerRow = {"unit_name": unit.name if unit else entry.unit}
    who: LedgerRow = _named(person, directory.roster) if person else {"person_name": entry.person}
    return {
        "serial": serial,
        "day": entry.day,
        "subject_kind": PERSON if entry.person else UNIT,
        **who,
        **(said if entry.unit else {}),
        "reason": entry.reason,
        "item": item.code if item else entry.item,
        "record_type": entry.kind,
        "points": _points(entry, item.points if item else None),
        "basis": entry.basis,
        "investigator": entry.investigator,
        "grave": "是" if entry.grave else None,
        "remark": entry.remark,
    }


def entry_row(entry: Deduction, roster: Roster) -> LedgerRow:
    """Return the row of an entry that was checked, in the ledger's own words; what means nothing special is left empty."""
    person = roster.people.get(entry.person)
    unit = roster.units.get(entry.unit)
    return {
        "serial": entry.serial,
        "day": entry.day,
        "subject_kind": entry.subject_kind,
        **(_named(person, roster) if person else {"unit_name": unit.name if unit else entry.unit}),
        "reason": entry.reason,
        "item": entry.item,
        "record_type": entry.record_type,
        "points": entry.points,
        "basis": entry.basis,
        "investigator": None if entry.investigator == NOBODY else entry.investigator,
        "grave": "是" if entry.grave else None,
        "status": entry.status,
        "remark": entry.remark,
    }


def _named(person: Person, roster: Roster) -> LedgerRow:
    home = roster.units.get(person.unit)
    return {"unit_name": home.name if home else None, "person_id": person.id, "person_name": person.name}


def _unit(word: str, directory: Directory) -> Unit | None:
    """Return the one unit of this id, name, short name or alias, None where there is not one."""
    found = directory.units_by_name.get(fold(word), ())
    return directory.roster.units.get(fold(word)) or (found[0] if len(found) == 1 else None)


def _person(word: str, unit: Unit | None, directory: Directory) -> Person | None:
    """Return the one person of this id or name (in ``unit``, where one is named), None where there is not one."""
    found = directory.people_by_name.get(fold(word), ())
    numbered = directory.roster.people.get(fold(word))
    here = [one for one in found if unit is None or one.unit == unit.id]
    return numbered or (here[0] if len(here) == 1 else None)


def _points(entry: NewEntry, standard: Decimal | None) -> Value:
    """Return the points said, else those of the item; a reminder takes none."""
    if entry.points:
        return _number(entry.points)
    return Decimal(0) if entry.kind == REMINDER else standard


def _number(text: str) -> Value:
    try:
        number = Decimal(fold(text))
    except InvalidOperation:
        return text
    return number if number.is_finite() else text
