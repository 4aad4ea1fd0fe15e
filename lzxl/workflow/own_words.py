"""What leaves for a unit names nobody of other units whom the unit has not named itself 二(三)3."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import PurePosixPath

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


def _mask(roster: Roster, unit: str, typed: str) -> Mask:
    own = {person.name for person in roster.people.values() if person.unit == unit}
    names = {fold(person.name) for person in roster.people.values()}

    def hidden(person: Person) -> bool:
        return person.unit != unit and not {person.name} & own and not _stands_in(typed, fold(person.name), names)

    people = roster.people
    others = {key: person for key, person in people.items() if hidden(person)}
    return Mask(Roster(people=others), [people[key].name for key in people.keys() - others.keys()])


def _stands_in(typed: str, name: str, names: Collection[str]) -> bool:
    """Return whether a name stands in a text by itself; within a longer one of ``names`` it is somebody else's."""
    if name not in typed:
        return False
    for longer in (one for one in names if name in one and one != name):
        typed = typed.replace(longer, " ")
    return name in typed
