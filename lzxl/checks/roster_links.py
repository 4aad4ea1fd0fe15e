"""Who is who in the roster: 负责人, 分管(联系)领导 and 直接上级 by number or name; the director; chains that end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from lzxl.cells import Place
from lzxl.checks.units import near
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Column
from lzxl.forms.roster import PEOPLE, UNITS
from lzxl.law.accountability import in_loops
from lzxl.law.scope import UNIT_KINDS
from lzxl.law.vocabulary import fold
from lzxl.model import Person, Roster, Unit

UNKNOWN = rule("R110", Severity.ERROR, "二(二)", "“{heading}”填的“{value}”不在“人员”表里", "请填人员编号或姓名{near}。")
AMBIGUOUS = rule("R111", Severity.ERROR, "二(二)", "“{heading}”填的“{value}”有同名的人:{people}", "请改填人员编号。")
NO_DIRECTOR = rule("R112", Severity.ERROR, "二(二)1", "没有职级为“主任”的人员", "请把主任的职级填为“主任”。")
TWO_DIRECTORS = rule(
    "R113", Severity.ERROR, "二(二)1", "职级为“主任”的不止一人:{people}", "主任只能有一人,请改正其他人的职级。"
)
NO_LEADERS_UNIT = rule(
    "R114", Severity.WARNING, "二(二)", "没有单位类别为“{kind}”的单位", "请把领导班子所在的单位登记为“{kind}”。"
)
NOT_THE_DIRECTOR = rule(
    "R115", Severity.WARNING, "二(二)", "“{unit}”的负责人“{value}”不是主任", "该单位的负责人应为主任。"
)
NO_LEADER = rule(
    "R116", Severity.WARNING, "二(二)", "“{value}”的分管(联系)领导“{name}”不是班子成员", "请核对其职级,或改填班子成员。"
)
LOOP = rule(
    "R117",
    Severity.WARNING,
    "二(六)",
    "直接上级绕成一圈:{chain}",
    "请核对其中各人的直接上级;改正前追究照所填的直接上级,上追二级可能回到本人。",
)
EMPTY_LINK = rule("R118", Severity.WARNING, "二(二)", "“{value}”没有填“{heading}”", "请补填,审核和追究要用到。")
SAME_NAME = rule(
    "R119",
    Severity.WARNING,
    "二(二)",
    "“{value}”同时是 {units} 的名称、简称或别名",
    "请改成不同的叫法,否则只写这个名称的表会被退回。",
)

_OF_LEADERS = next(kind.name for kind in UNIT_KINDS.values() if kind.headed_by_director)

Places: TypeAlias = Mapping[str, Mapping[str, Place]]  # of a record's cells, by id and field


@dataclass(frozen=True)
class _Names:
    """The people of a roster by number and by folded name."""

    people: Mapping[str, Person]
    by_name: Mapping[str, tuple[Person, ...]]
    faulty: frozenset[str]

    @classmethod
    def of(cls, roster: Roster) -> "_Names":
        by_name: dict[str, tuple[Person, ...]] = {}
        for person in roster.people.values():
            by_name[fold(person.name)] = (*by_name.get(fold(person.name), ()), person)
        return cls(roster.people, by_name, roster.faulty)

    def find(self, word: str, column: Column, cells: Mapping[str, Place]) -> tuple[str, list[Finding]]:
        """Return the id that a cell means, ``""`` with an error where it means nobody for certain."""
        place, heading = cells.get(column.field, Place()), column.heading
        namesakes = self.by_name.get(fold(word), ())
        if not word or word in self.people:
            return word, []
        if not self.people or fold(word) in self.faulty:  # the sheet is empty or the row has errors, and said so
            return "", []
        if len(namesakes) == 1:
            return namesakes[0].id, []
        if namesakes:
            people = "、".join(f"{person.id}({person.post})" for person in namesakes)
            return "", [AMBIGUOUS.at(place, word, heading=heading, people=people)]
        known = [*self.people, *(person.name for person in self.people.values())]
        return "", [UNKNOWN.at(place, word, heading=heading, near=near(word, known))]


def linked(roster: Roster, unit_places: Places, people_places: Places) -> tuple[Roster, list[Finding]]:
    """Return the roster with names replaced by ids, links that hold only, the director; and what is wrong with them."""
    names, findings = _Names.of(roster), []
    units, people = {}, {}
    for unit in roster.units.values():
        cells = unit_places[unit.id]
        head, more = names.find(unit.head, UNITS.by_field["head"], cells)
        leader, others = names.find(unit.leader, UNITS.by_field["leader"], cells)
        units[unit.id] = replace(unit, head=head, leader=leader)
        findings += [*more, *others]
    for person in roster.people.values():
        superior, more = names.find(person.superior, PEOPLE.by_field["superior"], people_places[person.id])
        people[person.id] = replace(person, superior=superior)
        findings += more
    director, more = _director(people, people_places)
    findings += more
    complete = replace(roster, units=units, people=people, director=director)
    findings += [
        *_loops(complete, people_places),
        *_leaders(complete, unit_places),
        *_empty_links(roster, unit_places),
        *_names_twice(complete, unit_places),
    ]
    return complete, findings


def _director(people: Mapping[str, Person], places: Places) -> tuple[str, list[Finding]]:
    directors = [person for person in people.values() if person.rank.director]
    if len(directors) == 1:
        return directors[0].id, []
    if not people:
        return "", []
    if not directors:
        sheet = next(iter(places.values()))["id"]._replace(row=0, column=0)
        return "", [NO_DIRECTOR.at(sheet)]
    listed = "、".join(f"{person.name}({person.id})" for person in directors)
    return "", [
        TWO_DIRECTORS.at(places[person.id]["rank"], person.rank.name, people=listed) for person in directors[1:]
    ]


def _loops(roster: Roster, places: Places) -> Iterator[Finding]:
    """Yield a warning for each person whose 直接上级 leads back to himself, naming the chain."""
    superiors = {person.id: person.superior for person in roster.people.values() if person.superior}
    for start in sorted(in_loops(superiors)):
        chain = [start]
        while superiors[chain[-1]] != start:
            chain.append(superiors[chain[-1]])
        named = " → ".join(roster.people[person].name for person in (*chain, start))
        yield LOOP.at(places[start]["superior"], roster.people[superiors[start]].name, chain=named)


def _leaders(roster: Roster, places: Places) -> Iterator[Finding]:
    """Yield what is missing or odd about heads and leaders of units."""
    kinds = {unit.kind.headed_by_director: unit.kind.name for unit in roster.units.values()}
    if roster.units and True not in kinds:
        sheet = next(iter(places.values()))["id"]._replace(row=0, column=0)
        yield NO_LEADERS_UNIT.at(sheet, kind=_OF_LEADERS)
    for unit in roster.units.values():
        cells = places[unit.id]
        leader = roster.people.get(unit.leader)
        if unit.kind.headed_by_director:
            if unit.head and roster.director and unit.head != roster.director:
                name = roster.people[unit.head].name
                yield NOT_THE_DIRECTOR.at(cells["head"], name, unit=unit.name)
        elif leader and not leader.rank.leader:
            yield NO_LEADER.at(cells["leader"], unit.name, name=leader.name)


def _empty_links(roster: Roster, places: Places) -> Iterator[Finding]:
    """Yield a warning for each unit without head or leader; ``roster`` as typed, before its links were followed."""
    for unit in roster.units.values():
        for field, word in (("head", unit.head), ("leader", unit.leader)):
            if not word and not unit.kind.headed_by_director and field in places[unit.id]:
                yield EMPTY_LINK.at(places[unit.id][field], unit.name, heading=UNITS.by_field[field].heading)


def _names_twice(roster: Roster, places: Places) -> Iterator[Finding]:
    holders: dict[str, list[Unit]] = {}
    for unit in roster.units.values():
        for name in {fold(word): word for word in (unit.name, unit.short_name, *unit.aliases) if word}:
            holders.setdefault(name, []).append(unit)
    for name, units in holders.items():
        if len(units) > 1:
            named = "、".join(f"“{unit.name}”({unit.id})" for unit in units)
            yield SAME_NAME.at(places[units[-1].id]["name"], name, units=named)
