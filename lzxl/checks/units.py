"""Which unit is meant: by number, by name, by a short name or alias of the roster; never by likeness."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

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


@dataclass(frozen=True, slots=True)
class UnitCells:
    """The cells that name a unit: number and name as read (``""`` where empty), the name as it stands, their places."""

    id: str = ""
    name: str = ""
    raw_name: Raw = None
    id_place: Place = field(default_factory=Place)
    name_place: Place = field(default_factory=Place)


def resolve_unit(directory: Directory, cells: UnitCells) -> tuple[Unit | None, list[Finding]]:
    """Return the unit that the cells name, None (with an error, unless both are empty) where they name none for certain."""
    by_id = directory.roster.units.get(cells.id) if cells.id else None
    findings = [_unknown_id(directory, cells)] if cells.id and by_id is None else []
    if not cells.name:
        return by_id, findings
    by_name, more = _named(directory, cells)
    findings += more
    if findings and any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    if by_id and by_name and by_id.id != by_name.id:
        clash = CONTRADICTION.at(cells.name_place, cells.name, number=cells.id, of_number=by_id.name)
        return None, [clash]
    return by_name, findings


def _named(directory: Directory, cells: UnitCells) -> tuple[Unit | None, list[Finding]]:
    """Return the unit of a name; one with look-alike characters is unknown, whatever it looks like."""
    shown = clip(name_of(cells.raw_name)) or cells.name
    units = directory.units_by_name.get(fold(cells.name), ())
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


def _unknown_id(directory: Directory, cells: UnitCells) -> Finding:
    known = list(directory.roster.units)
    strange = odd(cells.id, known)
    named = f",其中有{strange}" if strange else ""
    return UNKNOWN_ID.at(cells.id_place, cells.id, odd=named, near=near(cells.id, known))


def near(word: str, known: list[str]) -> str:
    """Return a hint that names the nearest known words, ``""`` where none is near; a suggestion, never taken as read."""
    found = get_close_matches(word, [name for name in dict.fromkeys(known) if name], n=3, cutoff=0.5)
    return f"(是不是“{'”或“'.join(found)}”?)" if found else ""
