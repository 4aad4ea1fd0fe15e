"""What leaves for a unit names nobody of other units whom the unit has not named itself 二(三)3."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

from lzxl.cells import Book
from lzxl.findings import Finding
from lzxl.forms.masking import Mask
from lzxl.law.vocabulary import fold
from lzxl.model import Person, Roster


def words_in(book: Book) -> str:
    """Return all that a unit has typed into a workbook, as one text."""
    cells = (cell for block in book.blocks for row in block.rows for cell in row if isinstance(cell, str | int | float))
    return "\n".join(fold(str(cell)) for cell in cells)


def only_own(roster: Roster, unit: str, typed: str) -> Callable[[Finding], Finding]:
    """Return what takes other people's names and numbers out of a finding.

    Own people are those of ``unit``, whoever bears the same name, and whoever stands in ``typed`` by a name of his own.
    """
    mask = _mask(roster, unit, typed)
    return lambda finding: replace(
        finding, message=mask(finding.message), cure=mask(finding.cure), value=mask(finding.value)
    )


def own_text(roster: Roster, unit: str) -> Callable[[str], str]:
    """Return what takes the names and numbers of all but the unit's own people out of a text.

    To nobody known (``""``) there is nobody to hide them from: such a letter stays in the office.
    """
    return _mask(roster, unit, "") if unit in roster.units else str


def file_names(roster: Roster, unit: str) -> Callable[[str], str]:
    """Return what gives a received file's name (without folders) as the unit may read it: whoever named it, it may be another's."""
    mine = own_text(roster, unit)
    return lambda file: mine(PurePosixPath(file).name)


class _People:
    """The people of a roster by unit and by name, and the mask of each unit: made once, as a run writes thousands of papers."""

    def __init__(self, roster: Roster) -> None:
        self._everybody = Mask(roster)
        self._masks: dict[str, Mask] = {}
        self._of_unit: defaultdict[str, list[Person]] = defaultdict(list)
        self._called: defaultdict[str, list[Person]] = defaultdict(list)
        self._folded: defaultdict[str, list[Person]] = defaultdict(list)
        for person in roster.people.values():
            self._of_unit[person.unit].append(person)
            self._called[person.name].append(person)
            self._folded[fold(person.name)].append(person)
        self._lengths = set(map(len, self._folded))

    def mask(self, unit: str, typed: str) -> Mask:
        """Return what hides everybody but a unit's own people; only one for what was ``typed`` is not remembered."""
        if typed:
            return self._everybody.sparing([*self._own(unit), *self._typed(unit, typed)])
        if unit not in self._masks:
            self._masks[unit] = self._everybody.sparing(self._own(unit))
        return self._masks[unit]

    def _own(self, unit: str) -> list[Person]:
        names = {person.name for person in self._of_unit.get(unit, ())}
        return [person for name in names for person in self._called[name]]

    def _typed(self, unit: str, typed: str) -> list[Person]:
        """Return whoever else stands in what was typed; all its parts are looked up, as most people stand nowhere in it."""
        own = {person.name for person in self._of_unit.get(unit, ())}
        pieces = {typed[at : at + length] for length in self._lengths for at in range(len(typed))}
        there = pieces & self._folded.keys()
        named = (person for name in there if _stands_in(typed, name, there) for person in self._folded[name])
        return [person for person in named if person.name not in own]


_PEOPLE: WeakKeyDictionary[Roster, _People] = WeakKeyDictionary()  # a run reads its roster once


def _mask(roster: Roster, unit: str, typed: str) -> Mask:
    people = _PEOPLE.get(roster)
    if people is None:
        people = _PEOPLE[roster] = _People(roster)
    return people.mask(unit, typed)


def _stands_in(typed: str, name: str, names: Collection[str]) -> bool:
    """Return whether a name stands in a text by itself; within a longer one of ``names`` it is somebody else's."""
    if name not in typed:
        return False
    for longer in sorted(one for one in names if name in one and one != name):
        typed = typed.replace(longer, " ")
    return name in typed
