"""Notes on cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from lzxl.calc.area import Area
from lzxl.calc.bridge import struct

if TYPE_CHECKING:
    from lzxl.calc.sheets import Sheet

_ANNOTATION = 8  # com.sun.star.sheet.CellFlags


class Note(base_classes.Note):
    """One note."""

    def __init__(self, sheet: "Sheet", area: Area) -> None:
        self._sheet, self._area = sheet, area

    @property
    def api(self) -> Any:
        """The UNO note (com.sun.star.sheet.CellAnnotation)."""
        return self._sheet.at(self._area).first.getAnnotation()

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.api.getString())

    @text.setter
    def text(self, value: str) -> None:
        self.api.setString(value)

    @property
    def author(self) -> str:
        """Who wrote it."""
        return str(self.api.getAuthor())

    @property
    def location(self) -> Any:
        """Its cell."""
        return self._sheet.at(self._area)

    def delete(self) -> None:
        """Remove it."""
        delete_notes(self._sheet, self._area)


def notes_of(sheet: "Sheet") -> list[Note]:
    """Return all notes of a sheet."""
    notes = sheet.remote.getAnnotations()
    addresses = (notes.getByIndex(number).getPosition() for number in range(notes.getCount()))
    return [Note(sheet, Area(address.Row + 1, address.Column + 1)) for address in addresses]


def note_at(sheet: "Sheet", area: Area) -> Note | None:
    """Return the note on an area's first cell, None if it has none."""
    found = Note(sheet, Area(area.row, area.column))
    return found if found.text else None


def add_note(sheet: "Sheet", area: Area, text: str) -> Note:
    """Put a note on an area's first cell; one that is there already is replaced."""
    cell = Area(area.row, area.column)
    delete_notes(sheet, cell)
    _insert(sheet, cell, text)
    return Note(sheet, cell)


def _insert(sheet: "Sheet", cell: Area, text: str) -> None:
    place = struct("table.CellAddress", Sheet=sheet.index - 1, Column=cell.column - 1, Row=cell.row - 1)
    sheet.remote.getAnnotations().insertNew(place, text)


@contextmanager
def kept(sheet: "Sheet", area: Area) -> Iterator[None]:
    """Keep the notes of an area while its contents are written, with which Calc would take them away."""
    notes = {note.location.area: note.text for note in notes_of(sheet) if note.location.area.overlaps(area)}
    yield
    for cell, text in notes.items():
        if not Note(sheet, cell).text:
            _insert(sheet, cell, text)


def delete_notes(sheet: "Sheet", area: Area) -> None:
    """Remove all notes of an area."""
    cells = sheet.at(area)
    cells.check_writable(looks=True)
    cells.remote.clearContents(_ANNOTATION)
