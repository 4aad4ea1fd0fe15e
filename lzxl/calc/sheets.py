"""Sheets of a book."""

from collections.abc import Iterator
from numbers import Number
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from lzxl.calc import rules
from lzxl.calc.area import MAX_COLUMNS, MAX_ROWS, Area, hull, parse
from lzxl.calc.cells import area_of
from lzxl.calc.dialect import sheet_prefix
from lzxl.calc.errors import CalcRefusedError
from lzxl.calc.names import Names
from lzxl.calc.notes import Note, notes_of
from lzxl.calc.page import FreezePanes, PageSetup
from lzxl.calc.range_layout import refuse_parts
from lzxl.calc.ranges import Range
from lzxl.calc.tables import Tables

if TYPE_CHECKING:
    from lzxl.calc.book import Book


class Sheet(base_classes.Sheet):
    """One sheet; stays the same sheet when it is renamed or moved."""

    book: Any = None  # the base class declares it as a property that cannot be set

    def __init__(self, book: "Book", remote: Any) -> None:
        self.book = book
        self.remote = remote

    @property
    def api(self) -> Any:
        """The UNO sheet (com.sun.star.sheet.Spreadsheet)."""
        return self.remote

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.remote.getName())

    @name.setter
    def name(self, value: str) -> None:
        if not value or len(value) > 31 or set(value) & set("[]:*?/\\") or value[0] == "'" or value[-1] == "'":
            raise CalcRefusedError(f"“{value}”不能作工作表的名称。", "name")
        self.remote.setName(value)
        if self.remote.getName() != value:  # Calc says nothing where it does not do it
            raise CalcRefusedError(f"工作表没有改名为“{value}”:已经有这个名称,或工作簿有保护。", "name")

    @property
    def index(self) -> int:
        """Its place among the sheets, from 1."""
        return int(self.remote.getRangeAddress().Sheet) + 1

    def at(self, area: Area) -> Range:
        """Return the range of these cells."""
        return Range(self, area)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Return a range from an address or name, (row, column), four numbers, ranges; two of them are corners."""
        if isinstance(arg1, Number) and isinstance(arg2, Number):
            arg1, arg2 = (arg1, arg2), None
        first = self._range(arg1)
        if arg2 is None:
            return first
        return self.at(hull((first.area, self._range(arg2).area)))

    def _range(self, what: Any) -> Range:
        if isinstance(what, Range):
            return what
        if isinstance(what, tuple):
            if 0 in what[:2]:
                raise IndexError("rows and columns count from 1")
            return self.at(Area(*what))
        area = parse(what)
        if area is not None:
            return self.at(area)
        for names in (self.names, self.book.names):
            if names.contains(what):
                return names(what).refers_to_range  # type: ignore[no-any-return]  # a range of ours
        if "!" in what:
            found: Range = self.book.range_of(what)
            return found
        raise refuse_parts(what)

    @property
    def cells(self) -> Range:
        """All cells."""
        return self.at(Area(1, 1, MAX_ROWS, MAX_COLUMNS))

    @property
    def names(self) -> Names:
        """The names that belong to this sheet."""
        return Names(self.book, self)

    def _used(self) -> Area:
        cursor = self.remote.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return area_of(cursor.getRangeAddress())

    @property
    def used_range(self) -> Range:
        """The rectangle around all cells that hold something."""
        return self.at(self._used())

    def merged_at(self, row: int, column: int) -> Area:
        """Return the merged rectangle that a cell belongs to, or the cell."""
        cell = self.remote.getCellRangeByPosition(column - 1, row - 1, column - 1, row - 1)
        cursor = self.remote.createCursorByRange(cell)
        cursor.collapseToMergedArea()
        return area_of(cursor.getRangeAddress())

    def edge_from(self, row: int, column: int, down: int, right: int) -> Area:
        """Return the cell where Ctrl and an arrow key lead from a cell; steps are -1, 0 or 1."""
        used = self._used()
        ahead = down + right > 0
        limit = (MAX_ROWS if down else MAX_COLUMNS) if ahead else 1
        here, last = (row, used.last_row) if down else (column, used.last_column)
        stop = max(here, last) if ahead else 1
        low, high = min(here, stop), max(here, stop)
        strip = Area(low, column, high - low + 1, 1) if down else Area(row, low, 1, high - low + 1)
        values = [cell != "" for line in self.at(strip).remote.getDataArray() for cell in line]
        path = values if ahead else values[::-1]
        offset = _jump(path)
        goal = limit if offset is None else here + offset * (down + right)
        return Area(goal, column) if down else Area(row, goal)

    def activate(self) -> None:
        """Bring it to the front."""
        self.book.activate()
        self.book.controller.setActiveSheet(self.remote)

    def select(self) -> None:
        """Bring it to the front."""
        self.activate()

    def clear_contents(self) -> None:
        """Empty all cells."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Take all looks away."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Take everything away."""
        self.cells.clear()

    def clear_conditions(self, area: Area) -> None:
        """Take conditional formats off these cells."""
        rules.clear(self, area)

    @property
    def prefix(self) -> str:
        """The name as it stands before an address."""
        return sheet_prefix(self.name)

    @property
    def notes(self) -> list[Note]:
        """All notes."""
        return notes_of(self)

    @property
    def tables(self) -> Tables:
        """All tables."""
        return Tables(self)

    @property
    def page_setup(self) -> PageSetup:
        """The page set-up."""
        return PageSetup(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        """The frozen panes."""
        return FreezePanes(self)

    def autofit(self, axis: str | None = None) -> None:
        """Make the used columns, rows or both as large as their contents need."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Remove the sheet; a book keeps at least one."""
        self.book.tabs.removeByName(self.name)

    def copy(self, before: "Sheet | None" = None, after: "Sheet | None" = None) -> None:
        """Copy it before or after a sheet of the same book or another one."""
        target = before or after or self
        place = target.index - 1 + (before is None)
        sheets = target.book.tabs
        taken = {name.lower() for name in sheets.getElementNames()}
        name = next(n for i in range(2, 9999) if (n := f"{self.name[:25]} ({i})").lower() not in taken)
        if target.book is self.book:
            sheets.copyByName(self.name, name, place)
        else:
            number = sheets.importSheet(self.book.doc, self.name, place)
            if self.name.lower() in taken:
                sheets.getByIndex(number).setName(name)

    def move(self, before: "Sheet | None" = None, after: "Sheet | None" = None) -> None:
        """Move it before or after another sheet of the book."""
        target = before or after or self
        place = target.index - 1 + (before is None)
        self.book.tabs.moveByName(self.name, place)

    @property
    def visible(self) -> bool:
        """Whether its tab shows."""
        return bool(self.remote.IsVisible)

    @visible.setter
    def visible(self, value: Any) -> None:
        self.remote.IsVisible = value in (True, -1)


class Sheets(base_classes.Sheets):
    """The sheets of a book in their order."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    @property
    def api(self) -> Any:
        """The UNO collection (com.sun.star.sheet.Spreadsheets)."""
        return self._book.tabs

    @property
    def active(self) -> Sheet:
        """The sheet at the front."""
        return Sheet(self._book, self._book.controller.getActiveSheet())

    def __call__(self, name_or_index: int | str) -> Sheet:
        if isinstance(name_or_index, int):
            home = self.api
            if not 1 <= name_or_index <= home.getCount():
                raise IndexError(name_or_index)
            return Sheet(self._book, home.getByIndex(name_or_index - 1))
        home = self.api
        for name in home.getElementNames():
            if name.lower() == name_or_index.lower():
                return Sheet(self._book, home.getByName(name))
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return int(self.api.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        home = self.api
        return iter([Sheet(self._book, home.getByIndex(number)) for number in range(home.getCount())])

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet, before the active one unless said otherwise, and bring it to the front."""
        place = before.index - 1 if before else after.index if after else self.active.index - 1
        taken = {one.lower() for one in self.api.getElementNames()}
        new = next(n for i in range(1, 9999) if (n := f"Sheet{i}").lower() not in taken)
        self.api.insertNewByName(new, place)
        made = self(new)
        if name is not None:
            made.name = name
        made.activate()
        return made


def _jump(path: list[bool]) -> int | None:
    """Return how far a jump leads along filled and empty cells, None to the edge of the sheet."""
    rest = path[1:]
    if path[0] and rest and rest[0]:
        return rest.index(False) if False in rest else len(rest)
    return rest.index(True) + 1 if True in rest else None
