"""Defined names, of the book and of single sheets."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from lzxl.calc.area import Area
from lzxl.calc.bridge import struct
from lzxl.calc.dialect import sheet_prefix, to_calc, to_excel
from lzxl.calc.errors import CalcRefusedError

if TYPE_CHECKING:
    from lzxl.calc.book import Book
    from lzxl.calc.sheets import Sheet

_SCOPED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")


class Name(base_classes.Name):
    """One defined name; ``sheet`` is the one that it belongs to, None for the book."""

    def __init__(self, book: "Book", sheet: "Sheet | None", short: str) -> None:
        self._book, self._sheet, self._short = book, sheet, short

    @property
    def _home(self) -> Any:
        return (self._sheet.remote if self._sheet else self._book.doc).NamedRanges

    @property
    def api(self) -> Any:
        """The UNO name (com.sun.star.sheet.NamedRange)."""
        return self._home.getByName(self._short)

    def delete(self) -> None:
        """Remove it."""
        self._home.removeByName(self._short)

    @property
    def name(self) -> str:
        """The name, with the sheet in front where it belongs to one."""
        return (sheet_prefix(self._sheet.name) if self._sheet else "") + self._short

    @name.setter
    def name(self, value: str) -> None:
        short = value.rpartition("!")[2]
        self.api.setName(short)
        self._short = short

    @property
    def refers_to(self) -> str:
        """What it stands for, as a formula."""
        return "=" + to_excel(self.api.getContent())

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.setContent(to_calc(value).removeprefix("="))

    @property
    def refers_to_range(self) -> Any:
        """The range that it stands for."""
        return self._book.range_of(self.refers_to.removeprefix("="))


class Names(base_classes.Names):
    """The names of a book with those of its sheets, or those of one sheet alone."""

    def __init__(self, book: "Book", sheet: "Sheet | None" = None) -> None:
        self._book, self._sheet = book, sheet

    @property
    def api(self) -> Any:
        """The UNO collection (com.sun.star.sheet.NamedRanges)."""
        return (self._sheet.remote if self._sheet else self._book.doc).NamedRanges

    def _every(self) -> list[Name]:
        scopes: list[Any] = [self._sheet] if self._sheet else [None, *self._book.sheets]
        return [Name(self._book, scope, short) for scope in scopes for short in _names_in(self._book, scope)]

    def snapshot(self) -> list[tuple[str, Name]]:
        """Return (name, object) of all."""
        return [(name.name, name) for name in self._every()]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())

    def contains(self, name_or_index: int | str) -> bool:
        """Return whether there is such a name."""
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._found(name_or_index) is not None

    def __call__(self, name_or_index: int | str) -> Name:
        found = self._every()[name_or_index - 1] if isinstance(name_or_index, int) else self._found(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return found

    def _found(self, name: str) -> Name | None:
        every = {one.name.lower(): one for one in self._every()}
        scope = sheet_prefix(self._sheet.name) if self._sheet else ""
        return every.get(name.lower()) or every.get(f"{scope}{name}".lower())

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name; ``Sheet1!x`` belongs to the sheet. A name that exists gets the new meaning."""
        scoped = _SCOPED.fullmatch(name)
        sheet, short = self._sheet, name
        if scoped:
            sheet, short = self._book.sheets((scoped[1] or scoped[2]).replace("''", "'")), scoped[3]
        made = Name(self._book, sheet, short)
        if short.lower() in (one.lower() for one in _names_in(self._book, sheet)):
            made.delete()
        content = to_calc(refers_to).removeprefix("=")
        home = (sheet.remote if sheet else self._book.doc).NamedRanges
        home.addNewByName(short, content, struct("table.CellAddress"), 0)
        return made

    def of(self, sheet: "Sheet", area: Area) -> Name | None:
        """Return the name that stands for exactly these cells."""
        wanted = f"={sheet_prefix(sheet.name)}{area.address()}"
        return next((name for name in self._every() if name.refers_to == wanted), None)


def _names_in(book: "Book", sheet: "Sheet | None") -> tuple[str, ...]:
    try:
        return tuple((sheet.remote if sheet else book.doc).NamedRanges.getElementNames())
    except CalcRefusedError:  # a sheet that has just been removed
        return ()
