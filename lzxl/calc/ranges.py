"""A range of cells, as xlwings knows it."""

import re
from typing import Any

from xlwings import base_classes

from lzxl.calc.area import Area
from lzxl.calc.cells import area_of
from lzxl.calc.conditions import ConditionalFormats
from lzxl.calc.dialect import sheet_prefix
from lzxl.calc.links import add_link, link_of
from lzxl.calc.notes import Note, add_note, note_at
from lzxl.calc.range_layout import Layout
from lzxl.calc.range_looks import Looks
from lzxl.calc.range_values import Values
from lzxl.calc.tables import Table, Tables
from lzxl.calc.validation import DataValidation

_STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
_DIRECTIONS = {"u": "up", "d": "down", "l": "left", "r": "right"}


class Range(Values, Looks, Layout, base_classes.Range):
    """Everything of a range that the engine offers; the rest raises NotImplementedError in the base class."""

    @property
    def address(self) -> str:
        """The address with dollar signs."""
        if self.empty:
            corner = Area(self.row, self.column).address()
            return f"{corner}{{{self.area.rows}x{self.area.columns}}}"
        return self.area.address()

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Return the address, with book and sheet in front where asked for."""
        own = self.area.address(row_absolute, col_absolute)
        if not external:
            return own
        book, prefix = f"[{self.sheet.book.name}]", self.sheet.prefix
        if prefix.startswith("'"):
            return f"'{book}{prefix[1:]}{own}"
        return f"{book}{prefix}{own}" if re.fullmatch(r"[\[\]\w.]+", book) else f"'{book}{prefix[:-1]}'!{own}"

    def __len__(self) -> int:
        return self.area.rows * self.area.columns

    def __call__(self, row: int, column: int | None = None) -> "Range":
        """Return a cell counted from the range's own corner, from 1; one number counts along the rows."""
        if column is None:
            index = row - 1
            row, column = index // self.area.columns + 1, index % self.area.columns + 1
        return self.sheet.at(Area(self.row + row - 1, self.column + column - 1))

    @property
    def rows(self) -> "Range":
        """Itself; xlwings counts the rows."""
        return self

    @property
    def columns(self) -> "Range":
        """Itself; xlwings counts the columns."""
        return self

    def select(self) -> None:
        """Select it on its sheet."""
        self.sheet.activate()
        self.sheet.book.controller.select(self.remote)

    @property
    def current_region(self) -> "Range":
        """The block around it up to empty rows and columns."""
        cursor = self.sheet.remote.createCursorByRange(self.first)
        cursor.collapseToCurrentRegion()
        return self.sheet.at(area_of(cursor.getRangeAddress()))

    @property
    def merge_area(self) -> "Range":
        """The merged rectangle that its first cell belongs to."""
        return self.sheet.at(self.sheet.merged_at(self.row, self.column))

    def end(self, direction: str) -> "Range":
        """Return where Ctrl and an arrow key lead from the first cell."""
        step = _STEPS[_DIRECTIONS.get(direction, direction)]
        return self.sheet.at(self.sheet.edge_from(self.row, self.column, *step))

    @property
    def name(self) -> Any:
        """The name that stands for exactly this range, None if there is none."""
        return self.sheet.book.names.of(self.sheet, self.area)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, f"={sheet_prefix(self.sheet.name)}{self.address}")

    @property
    def table(self) -> Table | None:
        """The table that its first cell belongs to."""
        return Tables(self.sheet).over(self.area)

    @property
    def note(self) -> Note | None:
        """The note on its first cell."""
        return note_at(self.sheet, self.area)

    def add_note(self, text: str) -> Note:
        """Put a note on its first cell."""
        return add_note(self.sheet, self.area, text)

    @property
    def data_validation(self) -> DataValidation:
        """What may be typed."""
        return DataValidation(self)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        """The rules for its looks."""
        return ConditionalFormats(self.sheet, self.area)

    @property
    def hyperlink(self) -> str:
        """Where its first cell leads."""
        return link_of(self)

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
        """Make its first cell a link; Calc has no tip for it."""
        del screen_tip
        add_link(self, address, text_to_display or address)
