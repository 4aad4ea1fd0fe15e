"""Which unit is meant: by number, by name, by a short name or alias of the roster; never by likeness."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from lzxl.cells import Place, Raw
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.characters import clip, name_of, odd
from lzxl.law.vocabulary import fold
from lzxl.model import Person, Roster, Unit

UNKNOWN_ID = rule(
    "X101", Severity.ERROR, "二(二)", "名册里没有编号为“{value}”的单位{odd}", "请填名册里的单位编号{near}。"
)
UNKNOWN_NAME = rule(
    "X102",
    Severity.ERROR,
    "二(二)",
    "名册里没有单位“{value}”{odd}",
    "请按名册填写单位全称{near};确是别名的,请本社在名册的“别名”里补上。",
)
AMBIGUOUS = rule(
    "X103", Severity.ERROR, "二(二)", "单位“{value}”在名册里对应不止一个:{units}", "请填写单位全称和单位编号。"
)
CONTRADICTION = rule(
    "X104",
    Severity.ERROR,
    "二(二)",
    "单位编号“{number}”是“{of_number}”,与所填的单位“{value}”不一致",
    "请核对单位和单位编号,改成同一个单位。",
)
OTHER_NAME = rule("X105", Severity.NOTE, "二(二)", "单位“{value}”按名册的“{name}”处理", "请填名册上的全称“{name}”。")
FILLED_IN = rule(
    "X106", Severity.NOTE, "二(二)", "没有填“{heading}”,按另一项补为“{after}”", "请在表头补填“{heading}”。"
)
FAULTY_ROW = rule(
    "X111",
    Severity.WARNING,
    "二(二)",
    "名册里“{value}”这一行有错误(见名册的问题),所报内容暂不计入",
    "单位不用重报;请本社改正名册里的这一行,再运行一次。",
)


@dataclass(frozen=True)
class Directory:
    """A roster's units and people by what they may be called, folded."""

    roster: Roster
    units_by_name: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)
    people_by_name: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, roster: Roster) -> "Directory":
        """Return the directory of a roster."""
        units: dict[str, tuple[Unit, ...]] = {}
        for unit in roster.units.values():
            for name in {fold(word) for word in (unit.name, unit.short_name, *unit.aliases) if word}:
                units[name] = (*units.get(name, ()), unit)
        people: dict[str, tuple[Person, ...]] = {}
        for person in roster.people.values():
            people[fold(person.name)] = (*people.get(fold(person.name), ()), person)
        return cls(roster, units, people)


@lru_cache(maxsize=4)
def directory_of(roster: Roster) -> Directory:
    """Return the directory of a roster, made once for all workbooks that are checked against it."""
    return Directory.of(roster)


@dataclass(frozen=True, slots=True)
class UnitCells:
    """The cells that name a unit: number and name as read (``""`` where empty), the name as it stands, their places."""

    id: str = ""
    name: str = ""
    raw_name: Raw = None
    id_place: Place = field(default_factory=Place)
    name_place: Place = field(default_factory=Place)


def resolve_unit(directory: Directory, cells: UnitCells) -> tuple[Unit | None, list[Finding]]:
    """Return the unit that the cells name, None (with an error, unless both are empty) where they name none for certain.

    A unit whose row of the roster could not be read is None with :data:`FAULTY_ROW`: that is no fault of the workbook.
    """
    by_id = directory.roster.units.get(cells.id) if cells.id else None
    if directory.roster.faulty and _is_faulty(directory, cells, by_id):
        place, shown = (cells.name_place, cells.name) if cells.name else (cells.id_place, cells.id)
        return None, [FAULTY_ROW.at(place, shown)]
    findings = [_unknown_id(directory, cells)] if cells.id and by_id is None else []
    if not cells.name:
        return by_id, findings
    if by_id and by_id in directory.units_by_name.get(fold(cells.name), ()):  # the number tells namesakes apart
        exact = cells.name == by_id.name
        return by_id, [] if exact else [OTHER_NAME.at(cells.name_place, _shown(cells), name=by_id.name)]
    by_name, more = _named(directory, cells)
    findings += more
    if findings and any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    if by_id and by_name and by_id.id != by_name.id:
        clash = CONTRADICTION.at(cells.name_place, cells.name, number=cells.id, of_number=by_id.name)
        return None, [clash]
    return by_name, findings


def _is_faulty(directory: Directory, cells: UnitCells, by_id: Unit | None) -> bool:
    """Return whether the cells name a unit whose row of the roster could not be read; a good row's number is none."""
    faulty, name = directory.roster.faulty, fold(cells.name)
    of_number = by_id is not None and by_id in directory.units_by_name.get(name, ())
    return (name in faulty and not of_number) or (by_id is None and bool(cells.id) and fold(cells.id) in faulty)


def _named(directory: Directory, cells: UnitCells) -> tuple[Unit | None, list[Finding]]:
    """Return the unit of a name; one with look-alike characters is unknown, whatever it looks like."""
    shown = _shown(cells)
    numbered = directory.roster.units.get(fold(cells.name))  # the number where the name belongs
    units = directory.units_by_name.get(fold(cells.name), (numbered,) if numbered else ())
    if len(units) == 1 and shown == cells.name == units[0].name:  # as nearly always
        return units[0], []
    known = [word for unit in directory.roster.units.values() for word in (unit.name, unit.short_name, *unit.aliases)]
    strange = odd(shown, known)
    if len(units) > 1:
        exact = [unit for unit in units if fold(unit.name) == fold(cells.name)]
        if len(exact) != 1:
            names = "、".join(f"{unit.name}({unit.id})" for unit in units)
            return None, [AMBIGUOUS.at(cells.name_place, shown, units=names)]
        units = tuple(exact)
    if not units or "部首" in strange or "兼容汉字" in strange:
        named = f",其中有{strange}" if strange else ""
        return None, [UNKNOWN_NAME.at(cells.name_place, shown, odd=named, near=near(cells.name, known))]
    unit = units[0]
    return unit, [] if cells.name == unit.name else [OTHER_NAME.at(cells.name_place, shown, name=unit.name)]


def _shown(cells: UnitCells) -> str:
    return clip(name_of(cells.raw_name)) or cells.name


def _unknown_id(directory: Directory, cells: UnitCells) -> Finding:
    known = list(directory.roster.units)
    strange = odd(cells.id, known)
    named = f",其中有{strange}" if strange else ""
    meant = directory.units_by_name.get(fold(cells.id), ())  # the name where the number belongs
    hint = f"(“{cells.id}”的单位编号是“{meant[0].id}”)" if len(meant) == 1 else near(cells.id, known)
    return UNKNOWN_ID.at(cells.id_place, cells.id, odd=named, near=hint)


def near(word: str, known: list[str]) -> str:
    """Return a hint that names the nearest known words, ``""`` where none is near; a suggestion, never taken as read."""
    found = get_close_matches(word, [name for name in dict.fromkeys(known) if name], n=3, cutoff=0.5)
    return f"(是不是“{'”或“'.join(found)}”?)" if found else ""
