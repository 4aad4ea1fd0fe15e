"""What leaves for a unit names nobody of other units whom the unit has not named itself 二(三)3."""

from collections.abc import Callable
from dataclasses import replace

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

    Own people are those of ``unit``, whoever bears the same name, and whoever stands in ``typed``.
    """
    own = {person.name for person in roster.people.values() if person.unit == unit}

    def hidden(person: Person) -> bool:
        return person.unit != unit and not {person.name} & own and fold(person.name) not in typed

    mask = Mask(Roster(people={key: person for key, person in roster.people.items() if hidden(person)}))
    return lambda finding: replace(
        finding, message=mask(finding.message), cure=mask(finding.cure), value=mask(finding.value)
    )
