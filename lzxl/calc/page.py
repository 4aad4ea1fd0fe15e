"""Print area and frozen panes of a sheet."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from lzxl.calc.area import parse
from lzxl.calc.cells import area_of, range_address
from lzxl.calc.range_layout import refuse_parts

if TYPE_CHECKING:
    from lzxl.calc.sheets import Sheet

_SPLIT = 300  # pixels, anywhere inside the window


class PageSetup(base_classes.PageSetup):
    """What of the page set-up xlwings knows; ``api`` has the rest."""

    def __init__(self, sheet: "Sheet") -> None:
        self._sheet = sheet

    @property
    def api(self) -> Any:
        """The UNO page style of the sheet (com.sun.star.sheet.TablePageStyle)."""
        styles = self._sheet.book.doc.StyleFamilies.getByName("PageStyles")
        return styles.getByName(self._sheet.remote.PageStyle)

    @property
    def print_area(self) -> str | None:
        """What is printed, None for everything."""
        return ",".join(area_of(address).address() for address in self._sheet.remote.getPrintAreas()) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        areas = [(text, parse(text.strip())) for text in (value or "").split(",") if text.strip()]
        for text, area in areas:
            if area is None:
                raise refuse_parts(text)
        index = self._sheet.index - 1
        self._sheet.remote.setPrintAreas(tuple(range_address(index, area) for _, area in areas if area))


class FreezePanes(base_classes.FreezePanes):
    """Rows and columns that stay in sight."""

    def __init__(self, sheet: "Sheet") -> None:
        self._sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns up to the end of a range; ``1:2`` freezes rows only, ``A:B`` columns only."""
        area = parse(frozen_range)
        if area is None:
            raise refuse_parts(frozen_range)
        rows = 0 if area.whole_columns else area.last_row
        columns = 0 if area.whole_rows else area.last_column
        self._at(columns, rows)

    def unfreeze(self) -> None:
        """Freeze nothing."""
        self._at(0, 0)

    def _at(self, columns: int, rows: int) -> None:
        def change(view: Any) -> None:
            if view.hasFrozenPanes():
                view.freezeAtPosition(0, 0)
                _scroll_back(view)
            if columns or rows:
                view.freezeAtPosition(columns, rows)

        self._on_sheet(change)

    def _on_sheet(self, what: Callable[[Any], None]) -> None:
        """Do something in the view while it shows this sheet; afterwards it shows what it showed."""
        view = self._sheet.book.controller
        before = view.getActiveSheet()
        view.setActiveSheet(self._sheet.remote)
        try:
            what(view)
        finally:
            view.setActiveSheet(before)


def _scroll_back(view: Any) -> None:
    """Let all four panes begin at the top left: where one that is gone stood would be saved with the next freeze."""
    view.splitAtPosition(_SPLIT, _SPLIT)
    for number in range(view.getCount()):
        pane = view.getByIndex(number)
        pane.setFirstVisibleColumn(0)
        pane.setFirstVisibleRow(0)
    view.splitAtPosition(0, 0)
