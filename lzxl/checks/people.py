"""Which person is meant: by number, else by name among those who may be named; two of one name are an error, not a guess."""

from dataclasses import dataclass, field

from lzxl.cells import Place
from lzxl.checks.units import Directory, near
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.characters import odd
from lzxl.law.vocabulary import fold
from lzxl.model import Person, Unit

UNKNOWN_ID = rule(
    "X120", Severity.ERROR, "二(二)1", "名册里没有编号为“{value}”的人员{odd}", "请填名册里的人员编号{near}。"
)
UNKNOWN_NAME = rule(
    "X121",
    Severity.ERROR,
    "二(二)1",
    "名册里没有“{value}”{odd}",
    "请核对姓名{near};新进人员请本社先在名册里登记。",
)
AMBIGUOUS = rule("X122", Severity.ERROR, "二(二)1", "“{value}”有同名的人:{people}", "请填写人员编号,写明是哪一位。")
CONTRADICTION = rule(
    "X123",
    Severity.ERROR,
    "二(二)1",
    "人员编号“{number}”是“{of_number}”,与所填的姓名“{value}”不一致",
    "请核对姓名和人员编号,改成同一个人。",
)
OTHER_UNIT = rule(
    "X124",
    Severity.ERROR,
    "二(二)1",
    "“{value}”是“{theirs}”的人员,不是“{ours}”的",
    "请由其所在单位填报;已经调动的,请本社先改名册。",
)
OTHER_SPELLING = rule("X125", Severity.NOTE, "二(二)1", "姓名“{value}”按名册的“{name}”处理", "请与名册写法一致。")
FAULTY_ROW = rule(
    "X126",
    Severity.WARNING,
    "二(二)1",
    "名册里“{value}”这一行有错误(见名册的问题),本行暂不计入",
    "单位不用重报;请本社改正名册里的这一行,再运行一次。",
)


@dataclass(frozen=True, slots=True)
class PersonCells:
    """The cells that name a person: number and name as read (``""`` where empty), and their places."""

    id: str = ""
    name: str = ""
    id_place: Place = field(default_factory=Place)
    name_place: Place = field(default_factory=Place)


def resolve_person(directory: Directory, cells: PersonCells, unit: Unit | None) -> tuple[Person | None, list[Finding]]:
    """Return the person that the cells name, None (with an error, unless both are empty) where none for certain.

    ``unit``: the unit whose people may be named; None: anybody of the roster (the ledger of 「台账单位」). A person whose row
    of the roster could not be read is None with :data:`FAULTY_ROW`: that is no fault of the workbook.
    """
    if directory.roster.faulty and _is_faulty(directory, cells):
        place, shown = (cells.name_place, cells.name) if cells.name else (cells.id_place, cells.id)
        return None, [FAULTY_ROW.at(place, shown)]
    person, findings = _by_id(directory, cells) if cells.id else _by_name(directory, cells, unit)
    if person and unit and person.unit != unit.id:
        home = directory.roster.unit_of(person.id)
        place = cells.name_place if cells.name else cells.id_place
        theirs = home.name if home else person.unit
        return None, [OTHER_UNIT.at(place, cells.name or cells.id, theirs=theirs, ours=unit.name)]
    return person, findings


def _is_faulty(directory: Directory, cells: PersonCells) -> bool:
    """Return whether the cells name a person whose row of the roster could not be read; a good row's number is none."""
    faulty, name = directory.roster.faulty, fold(cells.name)
    person = directory.roster.people.get(cells.id)
    of_number = person is not None and fold(person.name) == name
    return (name in faulty and not of_number) or (person is None and bool(cells.id) and fold(cells.id) in faulty)


def _by_id(directory: Directory, cells: PersonCells) -> tuple[Person | None, list[Finding]]:
    people = directory.roster.people
    person = people.get(cells.id)
    if person is None:
        strange = odd(cells.id, people)
        named = f",其中有{strange}" if strange else ""
        namesakes = directory.people_by_name.get(fold(cells.name or cells.id), ())
        hint = (
            f"(“{namesakes[0].name}”的编号是“{namesakes[0].id}”)"
            if len(namesakes) == 1
            else near(cells.id, list(people))
        )
        return None, [UNKNOWN_ID.at(cells.id_place, cells.id, odd=named, near=hint)]
    if cells.name and fold(cells.name) not in (fold(person.name), fold(person.id)):
        clash = CONTRADICTION.at(cells.name_place, cells.name, number=cells.id, of_number=person.name)
        return None, [clash]
    return person, _spelling(cells, person)


def _by_name(directory: Directory, cells: PersonCells, unit: Unit | None) -> tuple[Person | None, list[Finding]]:
    if not cells.name:
        return None, []
    numbered = directory.roster.people.get(fold(cells.name))  # the number where the name belongs
    namesakes = directory.people_by_name.get(fold(cells.name), (numbered,) if numbered else ())
    ours = tuple(person for person in namesakes if unit is None or person.unit == unit.id) or namesakes
    if not ours:
        known = [person.name for person in directory.roster.people.values()]
        strange = odd(cells.name, known)
        named = f",其中有{strange}" if strange else ""
        return None, [UNKNOWN_NAME.at(cells.name_place, cells.name, odd=named, near=near(cells.name, known))]
    if len(ours) > 1 and (unit is None or ours[0].unit == unit.id):
        people = "、".join(f"{person.id}({person.post})" for person in ours)
        return None, [AMBIGUOUS.at(cells.name_place, cells.name, people=people)]
    return ours[0], _spelling(cells, ours[0])


def _spelling(cells: PersonCells, person: Person) -> list[Finding]:
    if not cells.name or cells.name == person.name:
        return []
    return [OTHER_SPELLING.at(cells.name_place, cells.name, name=person.name)]
