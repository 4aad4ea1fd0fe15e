"""Where a range stands on the sheet: sizes, what is hidden, merged, inserted, deleted, copied."""

from typing import Any

from lzxl.calc.area import Area
from lzxl.calc.bridge import enum, struct
from lzxl.calc.cells import Cells, area_of
from lzxl.calc.errors import CalcRefusedError

_POINT = 2540 / 72  # 1/100 mm
_DIGIT, _MARGIN = 7, 5  # pixels of a digit and of a column's margins in Excel's standard font, Calibri 11
_UNIT = 195.8  # 1/100 mm that Calc counts for a digit of that font (Carlito, its twin, installed)
_NEAR = 3  # 1/100 mm of rounding a row or column


def width_of(characters: float) -> int:
    """Return Excel's column width as 1/100 mm."""
    pixels = characters * _DIGIT + _MARGIN if characters >= 1 else characters * (_DIGIT + _MARGIN)
    return round(pixels / _DIGIT * _UNIT)


def characters_of(width: float) -> float:
    """Return 1/100 mm as Excel's column width, to its whole pixels."""
    pixels, full = round(width / _UNIT * _DIGIT), _DIGIT + _MARGIN
    return round((pixels - _MARGIN) / _DIGIT if pixels >= full else pixels / full, 2)


def points(length: float) -> float:
    """Return 1/100 mm as points, to the quarters that Excel's rows come in."""
    return round(length / _POINT * 4) / 4


class Layout(Cells):
    """The part of a range that is about place and size."""

    @property
    def column_width(self) -> float | None:
        """The width in characters, None where the columns differ."""
        if self.empty:
            return 0
        columns = self.remote.getColumns()
        each = columns.getByIndex(0).Width
        whole = self.remote.getPropertyValue("Size").Width
        return characters_of(each) if abs(whole - each * self.area.columns) <= _NEAR * self.area.columns else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not self.empty:
            self.check_writable(looks=True)
            self.remote.getColumns().Width = width_of(value)

    @property
    def row_height(self) -> float | None:
        """The height in points, None where the rows differ."""
        if self.empty:
            return 0
        each = self.remote.getRows().getByIndex(0).Height
        whole = self.remote.getPropertyValue("Size").Height
        return points(each) if abs(whole - each * self.area.rows) <= _NEAR * self.area.rows else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not self.empty:
            self.check_writable(looks=True)
            self.remote.getRows().Height = round(value * _POINT)

    @property
    def width(self) -> float:
        """The width in points."""
        return 0 if self.empty else points(self.remote.getPropertyValue("Size").Width)

    @property
    def height(self) -> float:
        """The height in points."""
        return 0 if self.empty else points(self.remote.getPropertyValue("Size").Height)

    @property
    def left(self) -> float:
        """The distance from the sheet's left edge in points."""
        return 0 if self.empty else points(self.remote.getPropertyValue("Position").X)

    @property
    def top(self) -> float:
        """The distance from the sheet's upper edge in points."""
        return 0 if self.empty else points(self.remote.getPropertyValue("Position").Y)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, None where only some are."""
        return self._hidden(sum({a.row: a.rows for a in self._visible()}.values()), self.area.rows)

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.check_writable(looks=True)
        self.remote.getRows().IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden, None where only some are."""
        return self._hidden(sum({a.column: a.columns for a in self._visible()}.values()), self.area.columns)

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.check_writable(looks=True)
        self.remote.getColumns().IsVisible = not value

    def _visible(self) -> list[Area]:
        return [area_of(address) for address in self.remote.queryVisibleCells().getRangeAddresses()]

    @staticmethod
    def _hidden(shown: int, every: int) -> bool | None:
        return None if 0 < shown < every else shown == 0

    def autofit(self, axis: str | None = None) -> None:
        """Make columns, rows or both as large as their contents need."""
        self.check_writable(looks=True)
        if axis in (None, "c", "columns"):
            self.remote.getColumns().OptimalWidth = True
        if axis in (None, "r", "rows"):
            self.remote.getRows().OptimalHeight = True

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells, whole rows or whole columns; looks come from above or from the left."""
        self.check_writable()
        if self.area.whole_rows:
            mode = "ROWS"
        elif self.area.whole_columns:
            mode = "COLUMNS"
        else:
            tall = self.area.rows > self.area.columns
            mode = {"down": "DOWN", "right": "RIGHT"}[shift or ("right" if tall else "down")]
        del copy_origin  # Calc knows one way
        self.sheet.remote.insertCells(self.where, enum("sheet.CellInsertMode", mode))

    def delete(self, shift: str | None = None) -> None:
        """Delete cells, whole rows or whole columns."""
        self.check_writable()
        if self.area.whole_rows:
            mode = "ROWS"
        elif self.area.whole_columns:
            mode = "COLUMNS"
        else:
            tall = self.area.rows >= self.area.columns
            mode = {"up": "UP", "left": "LEFT"}[shift or ("left" if tall else "up")]
        self.sheet.remote.removeRange(self.where, enum("sheet.CellDeleteMode", mode))

    def copy(self, destination: Any = None) -> None:
        """Copy contents and looks to another place of the same book."""
        self._carry(destination, "copyRange")

    def move(self, destination: Any) -> None:
        """Move contents and looks to another place of the same book."""
        self._carry(destination, "moveRange")

    def _carry(self, destination: Any, how: str) -> None:
        target = getattr(destination, "impl", destination)
        if target is None or target.sheet.book is not self.sheet.book:
            raise NotImplementedError("copying to the clipboard or to another book")
        target.check_writable()
        place = struct("table.CellAddress", Sheet=target.sheet.index - 1, Column=target.column - 1, Row=target.row - 1)
        getattr(self.sheet.remote, how)(place, self.where)

    def merge(self, across: bool = False) -> None:
        """Merge into one cell, or into one a row."""
        self.unmerge()
        if not across:
            self.remote.merge(True)
            return
        for row in range(self.area.rows):
            self.remote.getCellRangeByPosition(0, row, self.area.columns - 1, row).merge(True)

    def unmerge(self) -> None:
        """Undo merges."""
        self.check_writable(looks=True)
        self.remote.merge(False)

    def merged_areas(self) -> list[Area]:
        """Return every merged rectangle that starts in the range, in one go."""
        if not self.remote.getIsMerged():
            return []
        tops = [a for _, areas in self.patterns() for a in areas if self.sheet.at(a).remote.getIsMerged()]
        cells = [(r, c) for a in tops for r in range(a.row, a.last_row + 1) for c in range(a.column, a.last_column + 1)]
        return sorted({area for cell in cells if len_of(area := self.sheet.merged_at(*cell)) > 1})

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range is merged, None where a part of it is."""
        own = self.sheet.merged_at(self.row, self.column)
        if own.holds(self.area):
            return len_of(own) > 1
        return None if len_of(own) > 1 or self.merged_areas() else False


def len_of(area: Area) -> int:
    """Return the number of cells."""
    return area.rows * area.columns


def refuse_parts(address: str) -> CalcRefusedError:
    """Return the refusal of an address with several parts or of none at all."""
    return CalcRefusedError(f"“{address}”不是一个单元格区域的地址。", "address")
