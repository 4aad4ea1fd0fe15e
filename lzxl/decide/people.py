"""The roster as the rules of 二(二) and 二(六) see it: seats, heads, and who stands above whom."""

from dataclasses import dataclass

from lzxl.law.accountability import superior
from lzxl.law.scope import LEADING_GROUP, Rank, Seat, head_of
from lzxl.model import Roster


@dataclass(frozen=True)
class People:
    """A roster with the questions that deciding asks of it."""

    roster: Roster

    def name(self, person: str) -> str:
        """Return the name (姓名) behind an id, 领导小组 as itself, ``""`` for nobody known."""
        if person == LEADING_GROUP:
            return person
        return self.roster.people[person].name if person in self.roster.people else ""

    def rank(self, person: str) -> Rank | None:
        """Return the rank of a person, None for nobody known."""
        return self.roster.people[person].rank if person in self.roster.people else None

    def unit_of(self, person: str, otherwise: str) -> str:
        """Return the unit id of a person by the roster, ``otherwise`` where it is unknown there."""
        return self.roster.people[person].unit if person in self.roster.people else otherwise

    def head(self, unit: str) -> str:
        """Return the person id of a unit's head (负责人), ``""`` where unknown."""
        found = self.roster.units.get(unit)
        return self._known(head_of(found.kind, found.head, self.roster.director)) if found else ""

    def leader(self, unit: str) -> str:
        """Return the person id of a unit's 分管(联系)领导, ``""`` where unknown."""
        found = self.roster.units.get(unit)
        return self._known(found.leader) if found else ""

    def seat(self, person: str) -> Seat | None:
        """Return where a person stands, None where person or unit is unknown."""
        unit = self.roster.unit_of(person)
        if unit is None:
            return None
        found = self.roster.people[person]
        head, leader, director = self.head(unit.id), self.leader(unit.id), self._known(self.roster.director)
        return Seat(person, found.rank, unit.kind, head, leader, director, self._known(found.superior))

    def upward(self, person: str) -> tuple[str, str]:
        """Return the person ids one and two levels up 二(六), ``""`` where nobody is left inside.

        The second is the superior of the first, whoever that is; two steps end also where 直接上级 form a loop.
        """
        first = self._superior(person)
        return first, self._superior(first)

    def _superior(self, person: str) -> str:
        seat = self.seat(person)
        return superior(seat) if seat else ""

    def _known(self, person: str) -> str:
        return person if person in self.roster.people else ""
