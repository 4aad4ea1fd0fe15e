"""The borders of a range: eight sides, each with style, weight and colour."""

from collections.abc import Iterable
from typing import Any

from xlwings import base_classes

from lzxl.calc.bridge import struct
from lzxl.calc.cells import Cells
from lzxl.calc.colours import from_calc_colour, to_calc_colour

_UNSET = base_classes._UNSET
_LINES = {
    "edge_top": "TopLine",
    "edge_bottom": "BottomLine",
    "edge_left": "LeftLine",
    "edge_right": "RightLine",
    "inside_vertical": "VerticalLine",
    "inside_horizontal": "HorizontalLine",
}
_CELL_LINES = {
    "edge_top": "TopBorder2",
    "edge_bottom": "BottomBorder2",
    "edge_left": "LeftBorder2",
    "edge_right": "RightBorder2",
    "inside_vertical": "RightBorder2",
    "inside_horizontal": "BottomBorder2",
    "diagonal_down": "DiagonalTLBR2",
    "diagonal_up": "DiagonalBLTR2",
}
_DIAGONALS = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}
# com.sun.star.table.BorderLineStyle, as LibreOffice's own filter writes them into Excel's files
_STYLES = {"continuous": 0, "dot": 1, "dash": 2, "double": 3, "dash_dot": 16, "dash_dot_dot": 17, "slant_dash_dot": 16}
_NAMES = {
    0: "continuous",
    1: "dot",
    2: "dash",
    3: "double",
    14: "dash",
    15: "double",
    16: "dash_dot",
    17: "dash_dot_dot",
}
_WIDTHS = {"hairline": 2, "thin": 26, "medium": 53, "thick": 88}  # 1/100 mm
_DOUBLE = 88
_MOST = {"dash_dot_dot": 53, "dash_dot": 53, "slant_dash_dot": 53, "dash": 53, "dot": 26}  # Excel has no thicker ones


class Border(base_classes.Border):
    """One side."""

    def __init__(self, borders: "Borders", side: str) -> None:
        self._borders, self._side = borders, side

    @property
    def api(self) -> Any:
        """The UNO struct of the line (com.sun.star.table.BorderLine2)."""
        return self._borders.line(self._side)

    @property
    def line_style(self) -> str:
        """The style, ``none`` where there is no line."""
        line = self.api
        return _NAMES.get(line.LineStyle, "continuous") if line.LineWidth else "none"

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self._borders.set((self._side,), line_style=value)

    @property
    def weight(self) -> str | None:
        """The weight; of no line thin, as Excel says."""
        width = self.api.LineWidth
        nearest = min(_WIDTHS.items(), key=lambda item: abs(item[1] - width))
        return nearest[0] if width and self.line_style != "double" else ("thick" if width else "thin")

    @weight.setter
    def weight(self, value: str) -> None:
        self._borders.set((self._side,), weight=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour, None where there is no line, and of the diagonals of several cells, as in Excel."""
        if self._side in _DIAGONALS and self._borders.parent.shape != (1, 1):
            return None
        line = self.api
        return from_calc_colour(max(line.Color, 0)) if line.LineWidth else None

    @color.setter
    def color(self, value: Any) -> None:
        self._borders.set((self._side,), color=value)


class Borders(base_classes.Borders):
    """All sides of a range."""

    def __init__(self, cells: Cells) -> None:
        self.parent = cells

    @property
    def api(self) -> Any:
        """The UNO struct of edges and inside lines (com.sun.star.table.TableBorder2)."""
        return self.parent.remote.TableBorder2

    def line(self, side: str) -> Any:
        """Return the UNO line of a side, as the first cell at that side has it: where cells differ, Excel too names one."""
        rows, columns = self.parent.shape
        row = rows - 1 if side == "edge_bottom" else 0
        column = columns - 1 if side == "edge_right" else 0
        return getattr(self.parent.remote.getCellByPosition(column, row), _CELL_LINES[side])

    def __getitem__(self, side: str) -> Border:
        return Border(self, side)

    def sides(self) -> tuple[str, ...]:
        """Return the grid lines that a range of this shape has."""
        rows, columns = self.parent.shape
        missing = {"inside_vertical": columns == 1, "inside_horizontal": rows == 1}
        return tuple(side for side in _LINES if not missing.get(side))

    def _common(self, name: str) -> Any:
        values = {getattr(self[side], name) for side in self.sides()}
        return values.pop() if len(values) == 1 else None

    @property
    def line_style(self) -> Any:
        """The style of all grid lines, None where they differ."""
        return self._common("line_style")

    @line_style.setter
    def line_style(self, value: Any) -> None:
        self.set(_LINES, line_style=value)

    @property
    def weight(self) -> Any:
        """The weight of all grid lines, None where they differ."""
        return self._common("weight")

    @weight.setter
    def weight(self, value: Any) -> None:
        self.set(_LINES, weight=value)

    @property
    def color(self) -> Any:
        """The colour of all grid lines, None where they differ."""
        return self._common("color")

    @color.setter
    def color(self, value: Any) -> None:
        self.set(_LINES, color=value)

    def set(
        self,
        which: Iterable[str] = tuple(_LINES),
        *,
        line_style: Any = _UNSET,
        weight: Any = _UNSET,
        color: Any = _UNSET,
    ) -> None:
        """Change some sides: the grid in one call, the diagonals one by one."""
        self.parent.check_writable(looks=True)
        sides = [side for side in which if side in _DIAGONALS or side in self.sides()]
        table = struct("table.TableBorder2")
        for side in sides:
            line = _changed(self.line(side), line_style, weight, color)
            if side in _DIAGONALS:
                setattr(self.parent.remote, _DIAGONALS[side], line)
            else:
                setattr(table, _LINES[side], line)
                setattr(table, f"Is{_LINES[side]}Valid", True)
        if any(side in _LINES for side in sides):
            self.parent.remote.TableBorder2 = table

    def clear(self, which: Iterable[str] = (*_LINES, *_DIAGONALS)) -> None:
        """Take lines away."""
        self.set(which, line_style=None)


def _changed(line: Any, style: Any, weight: Any, colour: Any) -> Any:
    """Return a line with what is given changed; a line that was not there appears, as in Excel."""
    if style in (None, "none"):
        return struct("table.BorderLine2")
    name = (
        style if style is not _UNSET else (_NAMES.get(line.LineStyle, "continuous") if line.LineWidth else "continuous")
    )
    width = _WIDTHS[weight] if weight is not _UNSET else (line.LineWidth or _WIDTHS["thin"])
    paint = to_calc_colour(colour) if colour is not _UNSET else (line.Color if line.LineWidth else 0)
    width = _DOUBLE if name == "double" else min(width, _MOST.get(name, width))
    return struct("table.BorderLine2", Color=paint, LineStyle=_STYLES[name], LineWidth=width, OuterLineWidth=width)
