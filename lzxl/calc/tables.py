"""Tables: Calc's database ranges, saved as Excel's tables without style, totals row and calculated columns."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from lzxl.calc.area import Area
from lzxl.calc.cells import area_of, range_address
from lzxl.calc.errors import CalcRefusedError

if TYPE_CHECKING:
    from lzxl.calc.sheets import Sheet

_NAME = re.compile(r"[^\W\d][\w.]*")


class Table(base_classes.Table):
    """One table; its first row is the heading."""

    insert_row_range = None
    totals_row_range = None

    def __init__(self, sheet: "Sheet", name: str) -> None:
        self._sheet, self._name = sheet, name

    @property
    def api(self) -> Any:
        """The UNO database range (com.sun.star.sheet.DatabaseRange)."""
        return self._sheet.book.doc.DatabaseRanges.getByName(self._name)

    @property
    def parent(self) -> Any:
        """Its sheet."""
        return self._sheet

    @property
    def name(self) -> str:
        """The name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        check_name(value)
        self.api.setName(value)
        self._name = value

    display_name = name

    @property
    def area(self) -> Area:
        """Where it is."""
        return area_of(self.api.getDataArea())

    @property
    def range(self) -> Any:
        """All of it."""
        return self._sheet.at(self.area)

    @property
    def show_headers(self) -> bool:
        """Whether the first row is a heading."""
        return bool(self.api.ContainsHeader)

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        raise NotImplementedError("showing and hiding a table's heading row")

    @property
    def header_row_range(self) -> Any:
        """The heading row, None if it has none."""
        a = self.area
        return self._sheet.at(Area(a.row, a.column, 1, a.columns)) if self.show_headers else None

    @property
    def data_body_range(self) -> Any:
        """The rows below the heading, None if there is none."""
        a, head = self.area, int(self.show_headers)
        return self._sheet.at(Area(a.row + head, a.column, a.rows - head, a.columns)) if a.rows > head else None

    @property
    def show_autofilter(self) -> bool:
        """Whether the heading has filter buttons."""
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.api.AutoFilter = bool(value)

    def resize(self, range: Any) -> None:  # noqa: A002  # xlwings calls it so
        """Make it cover other cells."""
        area = getattr(range, "impl", range).area
        self.api.setDataArea(range_address(self._sheet.index - 1, area))

    def delete(self) -> None:
        """Make it plain cells."""
        self._sheet.book.doc.DatabaseRanges.removeByName(self._name)


class Tables(base_classes.Tables):
    """The tables of a sheet."""

    def __init__(self, sheet: "Sheet") -> None:
        self._sheet = sheet

    @property
    def api(self) -> Any:
        """The UNO collection of the whole book (com.sun.star.sheet.DatabaseRanges)."""
        return self._sheet.book.doc.DatabaseRanges

    def __iter__(self) -> Iterator[Table]:
        index = self._sheet.index - 1
        names = self.api.getElementNames()
        return iter([Table(self._sheet, n) for n in names if self.api.getByName(n).getDataArea().Sheet == index])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        return key in [table.name for table in self]

    def __call__(self, key: int | str) -> Table:
        every = [*iter(self)]
        if isinstance(key, int):
            return every[key - 1]
        found = next((table for table in every if table.name.lower() == key.lower()), None)
        if found is None:
            raise KeyError(key)
        return found

    def over(self, area: Area) -> Table | None:
        """Return the table that covers the area's first cell."""
        cell = Area(area.row, area.column)
        return next((table for table in self if table.area.holds(cell)), None)

    def add(
        self,
        source_type: Any = None,
        source: Any = None,
        link_source: Any = None,
        has_headers: Any = None,
        destination: Any = None,
        table_style_name: Any = None,
        name: str | None = None,
    ) -> Table:
        """Make a table of a range; its style is not kept."""
        del source_type, link_source, destination, table_style_name
        area = source.impl.area
        if not has_headers:
            raise NotImplementedError("tables without a heading row")
        if any(table.area.overlaps(area) for table in self):
            raise CalcRefusedError("表格不能与另一个表格重叠。", "overlap")
        taken = {one.lower() for one in self.api.getElementNames()}
        short = name or next(n for i in range(1, 9999) if (n := f"Table{i}").lower() not in taken)
        check_name(short)
        self.api.addNewByName(short, range_address(self._sheet.index - 1, area))
        made = Table(self._sheet, short)
        made.api.ContainsHeader = True
        made.show_autofilter = True
        return made


def check_name(name: str) -> None:
    """Raise :class:`CalcRefusedError` for what cannot be a table's name in Excel either."""
    if not _NAME.fullmatch(name):
        raise CalcRefusedError(f"“{name}”不能作表格的名称。", "name")
