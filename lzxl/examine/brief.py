"""What an examiner must know besides a workbook: the roster, the figures, the year; as plain values that go to a child process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from lzxl.law.figures import CatalogueItem, Figures, MonthDay, default_figures
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, Roster, Unit

_UNIT, _PERSON = (tuple(one.name for one in fields(kind)) for kind in (Unit, Person))


@dataclass(frozen=True)
class Brief:
    """``roster``: None where only what needs none is checked. ``year``: None where any year is right."""

    roster: Roster | None = None
    figures: Figures = field(default_factory=default_figures)
    year: int | None = None

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The same as values that :func:`lzxl.excel.wire.pack` takes."""
        return {
            "roster": self.roster and plain_roster(self.roster),
            "figures": _plain(self.figures),
            "year": self.year,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Brief":
        """Return the brief that ``plain`` was made of."""
        return cls(plain["roster"] and roster_of(plain["roster"]), _figures(plain["figures"]), plain["year"])


def plain_roster(roster: Roster) -> list[Any]:
    """Return a roster as values that :func:`lzxl.excel.wire.pack` takes."""
    units = [[getattr(unit, name) for name in _UNIT] for unit in roster.units.values()]
    people = [[getattr(person, name) for name in _PERSON] for person in roster.people.values()]
    kind, rank = _UNIT.index("kind"), _PERSON.index("rank")
    for row in units:
        row[kind] = row[kind].name
    for row in people:
        row[rank] = row[rank].name
    return [units, people, roster.director, sorted(roster.faulty)]


def roster_of(plain: list[Any]) -> Roster:
    """Return the roster that ``plain`` was made of."""
    units, people, director, faulty = plain
    made_units = [Unit(**_fields(_UNIT, row, kind=UNIT_KINDS, aliases=tuple)) for row in units]
    made_people = [Person(**_fields(_PERSON, row, rank=RANKS)) for row in people]
    return Roster(
        {unit.id: unit for unit in made_units}, {one.id: one for one in made_people}, director, frozenset(faulty)
    )


def _fields(names: Sequence[str], row: Sequence[Any], **makers: Mapping[str, Any] | type) -> dict[str, Any]:
    """Return the fields of a record; those that stand as a name or a list are made again."""
    read = dict(zip(names, row, strict=True))
    for name, made in makers.items():
        read[name] = made[read[name]] if isinstance(made, Mapping) else made(read[name])
    return read


def _plain(figures: Figures) -> list[Any]:
    days = {name: list(value) for name, value in figures.values.items() if isinstance(value, MonthDay)}
    values = {name: value for name, value in figures.values.items() if name not in days}
    return [list(figures.values), values, days, [list(item) for item in figures.items.values()], dict(figures.adopted)]


def _figures(plain: list[Any]) -> Figures:
    names, values, days, items, adopted = plain
    every = {**values, **{name: MonthDay(*day) for name, day in days.items()}}
    made = (CatalogueItem(*item) for item in items)
    return Figures({name: every[name] for name in names}, {item.code: item for item in made}, adopted)
