"""What stands in a range: values and formulas, read and written as whole rectangles."""

from collections.abc import Callable, Sequence
from typing import Any

from lzxl.calc.area import Area, blocks
from lzxl.calc.cells import Cells
from lzxl.calc.dialect import to_calc, to_excel
from lzxl.calc.formats import GENERAL
from lzxl.calc.notes import kept
from lzxl.calc.typed import Entry, entered, general, moment

_CONTENTS = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas (com.sun.star.sheet.CellFlags)
_NOTES, _LOOKS = 8, 32 | 64 | 256
_BLOCK = 500  # rows a call: formulas written from the bottom up in blocks are not regrouped cell by cell

# What Excel's own interface gives for error cells.
ERROR_CODES = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
ERROR_NAMES = {code: name for name, code in ERROR_CODES.items()}
_CALC_ERRORS = {532: "#DIV/0!", 32767: "#N/A", 525: "#NAME?", 524: "#REF!", 503: "#NUM!", 521: "#NULL!", 511: "#NULL!"}


class Values(Cells):
    """The part of a range that is about contents."""

    @property
    def raw_value(self) -> Any:
        """Numbers, texts, dates, truth values, error codes; one cell alone, else rows."""
        if self.empty:
            return None
        rows = [list(row) for row in self.remote.getDataArray()]
        self._tell_dates_and_truths(rows)
        for r, row in enumerate(rows):
            if None in row:
                for c in (c for c, value in enumerate(row) if value is None):
                    row[c] = self._error(r, c)
        return _shaped(rows)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if not self.empty:
            self._write(_rows(data, self.area))

    @property
    def formula(self) -> Any:
        """Formulas as Excel writes them; of other cells the content as text."""
        if self.empty:
            return None
        texts, values = self.remote.getFormulaArray(), self.remote.getDataArray()
        rows = [list(map(_formula_text, *pair)) for pair in zip(texts, values, strict=True)]
        return _shaped(rows)

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    @property
    def formula_array(self) -> Any:
        """The array formula of the range, without braces."""
        return None if self.empty else to_excel(self.remote.getArrayFormula().strip("{}"))

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.check_writable()
        self.remote.setArrayFormula(to_calc(value))

    @property
    def has_array(self) -> bool:
        """Whether an array formula fills the range."""
        return not self.empty and bool(self.remote.getArrayFormula())

    def clear_contents(self) -> None:
        """Empty the cells; looks and notes stay."""
        self._clear(_CONTENTS)

    def clear_formats(self) -> None:
        """Take all looks away, conditional formats too."""
        self._clear(_LOOKS, looks=True)

    def clear(self) -> None:
        """Take everything away, notes too."""
        self._clear(_CONTENTS | _NOTES | _LOOKS, looks=True)

    def _clear(self, flags: int, looks: bool = False) -> None:
        if not self.empty:
            self.check_writable(looks)
            self.remote.clearContents(flags)
            if looks:
                self.sheet.clear_conditions(self.area)

    def _tell_dates_and_truths(self, rows: list[list[Any]]) -> None:
        formats = self.sheet.book.formats
        for group, areas in self._number_patterns(rows):
            key = group.NumberFormat
            if formats.is_date(key):
                self._each_number(rows, areas, moment)
            elif formats.is_logical(key):
                self._each_number(rows, areas, bool)

    def _number_patterns(self, rows: list[list[Any]]) -> list[tuple[Any, list[Area]]]:
        """Return the patterns of the smallest rectangle that has all numbers: each one is a question to the program."""
        places = [(r, c) for r, row in enumerate(rows) for c, value in enumerate(row) if isinstance(value, float)]
        if not places:
            return []
        top, bottom = places[0][0], places[-1][0]
        left, right = min(c for _, c in places), max(c for _, c in places)
        numbers = Area(self.row + top, self.column + left, bottom - top + 1, right - left + 1)
        return self.sheet.at(numbers).patterns()

    def _each_number(self, rows: list[list[Any]], areas: list[Area], change: Callable[[float], Any]) -> None:
        for area in areas:
            left = area.column - self.column
            for row in rows[area.row - self.row : area.last_row - self.row + 1]:
                for c in range(left, left + area.columns):
                    if isinstance(row[c], float):
                        row[c] = change(row[c])

    def _error(self, row: int, column: int) -> int:
        code = self.remote.getCellByPosition(column, row).getError()
        return ERROR_CODES[_CALC_ERRORS.get(code, "#VALUE!")]

    def _write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write as Excel does: texts count as typed, except in text cells; dates show as dates."""
        self.check_writable()
        texts, generals, truths = self._kinds()
        entries = [
            [entered("" if value is None else value, texts[r][c]) for c, value in enumerate(row)]
            for r, row in enumerate(rows)
        ]
        with kept(self.sheet, self.area):
            self.remote.setDataArray(tuple(tuple(entry.value for entry in row) for row in entries))
        found = {(r, c): entry for r, row in enumerate(entries) for c, entry in enumerate(row)}
        self._write_formulas({cell: entry.formula for cell, entry in found.items() if entry.formula})
        wanted: dict[str, list[tuple[int, int]]] = {}
        for (r, c), entry in found.items():
            form = _format_for(entry, generals[r][c], truths[r][c])
            if form:
                wanted.setdefault(form, []).append((r, c))
        for form, cells in wanted.items():
            self._several_inside(blocks(cells)).NumberFormat = self.sheet.book.formats.key(form)

    def _kinds(self) -> tuple[list[list[bool]], list[list[bool]], list[list[bool]]]:
        """Return for every cell whether its format is ``@``, General, or that of truth values."""
        formats = self.sheet.book.formats
        grids = tuple([[False] * self.area.columns for _ in range(self.area.rows)] for _ in range(3))
        for group, areas in self.patterns():
            key = group.NumberFormat
            for grid, holds in zip(grids, (formats.is_text, formats.is_general, formats.is_logical), strict=True):
                if holds(key):
                    for area in areas:
                        left = area.column - self.column
                        for row in grid[area.row - self.row : area.last_row - self.row + 1]:
                            row[left : left + area.columns] = [True] * area.columns
        return grids[0], grids[1], grids[2]

    def _write_formulas(self, formulas: dict[tuple[int, int], str]) -> None:
        for area in blocks(formulas):
            for top in reversed(range(area.row, area.last_row + 1, _BLOCK)):
                bottom = min(top + _BLOCK - 1, area.last_row)
                part = self.remote.getCellRangeByPosition(area.column, top, area.last_column, bottom)
                part.setFormulaArray(
                    tuple(
                        tuple(to_calc(formulas[r, c]) for c in range(area.column, area.last_column + 1))
                        for r in range(top, bottom + 1)
                    )
                )

    def _several_inside(self, inside: list[Area]) -> Any:
        row, column = self.row, self.column
        return self.several([Area(a.row + row, a.column + column, a.rows, a.columns) for a in inside])


def _format_for(entry: Entry, general_cell: bool, truth_cell: bool) -> str:
    """Return the number format that an entry brings with it, ``""`` where the cell keeps its own."""
    if entry.format == "BOOLEAN" or general_cell:
        return entry.format
    plain = truth_cell and isinstance(entry.value, float) and not entry.formula
    return (entry.format or GENERAL) if plain else ""


def _formula_text(text: str, value: Any) -> str:
    if text in ("=TRUE()", "=FALSE()"):
        return text[1:-2]
    if text.startswith(("=", "{=")):
        return to_excel(text.strip("{}"))
    return general(value) if isinstance(value, float) else str(value or "")


def _rows(data: Any, area: Area) -> Sequence[Sequence[Any]]:
    """Return data as rows of the area's size: one value fills it, a flat list is its row."""
    if not isinstance(data, list | tuple):
        return [[data] * area.columns] * area.rows
    rows = data if data and isinstance(data[0], list | tuple) else [data]
    return rows if len(rows) == area.rows else list(rows) * area.rows


def _shaped(rows: list[list[Any]]) -> Any:
    """Return one cell's content alone, several as a tuple of rows."""
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else tuple(tuple(row) for row in rows)
