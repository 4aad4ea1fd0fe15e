"""The ground that a range's parts stand on: its place, its UNO object, its stretches of equal looks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lzxl.calc.area import Area
from lzxl.calc.bridge import struct
from lzxl.calc.errors import PROTECTED, CalcRefusedError

if TYPE_CHECKING:
    from lzxl.calc.sheets import Sheet


class Cells:
    """A rectangle of a sheet; ``remote`` is its UNO range, asked for when first needed."""

    def __init__(self, sheet: "Sheet", area: Area) -> None:
        self.sheet = sheet
        self.area = area
        self._remote: Any = None

    @property
    def remote(self) -> Any:
        """The UNO range (com.sun.star.sheet.SheetCellRange)."""
        if self._remote is None:
            a = self.area
            place = (a.column - 1, a.row - 1, a.last_column - 1, a.last_row - 1)
            self._remote = self.sheet.remote.getCellRangeByPosition(*place)
        return self._remote

    @property
    def empty(self) -> bool:
        """Whether there is no cell in it at all."""
        return not (self.area.rows and self.area.columns)

    @property
    def api(self) -> Any:
        """The UNO range, None where there is no cell."""
        return None if self.empty else self.remote

    @property
    def row(self) -> int:
        """The first row."""
        return self.area.row

    @property
    def column(self) -> int:
        """The first column."""
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return self.area.rows, self.area.columns

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        """Sheet, first row, first column, height, width."""
        return (self.sheet.remote, *self.place)

    @property
    def place(self) -> tuple[int, int, int, int]:
        """First row, first column, height, width."""
        a = self.area
        return a.row, a.column, a.rows, a.columns

    @property
    def first(self) -> Any:
        """The UNO cell at the top left."""
        return self.remote.getCellByPosition(0, 0)

    @property
    def where(self) -> Any:
        """The address struct that many UNO methods take."""
        return range_address(self.sheet.index - 1, self.area)

    def patterns(self) -> list[tuple[Any, list[Area]]]:
        """Return the stretches of cells that look alike: an UNO object with their looks, and where they are."""
        if self.area.rows == self.area.columns == 1:
            return [(self.remote, [self.area])]
        groups = self.remote.getUniqueCellFormatRanges()
        found = (groups.getByIndex(number) for number in range(groups.getCount()))
        return [(group, [area_of(address) for address in group.getRangeAddresses()]) for group in found]

    def common(self, name: str) -> Any:
        """Return a property that all cells share, None where they differ."""
        state = self.remote.getPropertyState(name)
        return None if state.value == "AMBIGUOUS_VALUE" else self.remote.getPropertyValue(name)

    def several(self, areas: list[Area]) -> Any:
        """Return one UNO object for many rectangles of the sheet."""
        return ranges_object(self.sheet.book.doc, self.sheet.index - 1, areas)

    def check_writable(self, looks: bool = False) -> None:
        """Raise :class:`CalcRefusedError` where Excel would refuse too: Calc writes or drops such changes without a word."""
        if not self.sheet.remote.isProtected():
            return
        locked = looks or any(group.CellProtection.IsLocked for group, _ in self.patterns())
        if locked:
            raise CalcRefusedError(PROTECTED.format(name=self.sheet.name, address=self.area.address(False, False)))


def ranges_object(document: Any, sheet: int, areas: Iterable[Area]) -> Any:
    """Return one UNO object for many rectangles; ``sheet`` counts from 0."""
    ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    ranges.addRangeAddresses(tuple(range_address(sheet, area) for area in areas), False)
    return ranges


def range_address(sheet: int, area: Area) -> Any:
    """Return the UNO struct of a rectangle; ``sheet`` counts from 0."""
    return struct(
        "table.CellRangeAddress",
        Sheet=sheet,
        StartColumn=area.column - 1,
        StartRow=area.row - 1,
        EndColumn=area.last_column - 1,
        EndRow=area.last_row - 1,
    )


def area_of(address: Any) -> Area:
    """Return the rectangle of a UNO struct."""
    rows, columns = address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1
    return Area(address.StartRow + 1, address.StartColumn + 1, rows, columns)
