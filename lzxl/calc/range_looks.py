"""How a range looks: number format, fill, alignment, font, borders."""

from collections.abc import Sequence
from typing import Any

from lzxl.calc.area import blocks
from lzxl.calc.borders import Borders
from lzxl.calc.bridge import enum
from lzxl.calc.cells import Cells
from lzxl.calc.colours import from_calc_colour, to_calc_colour
from lzxl.calc.fonts import Font

_ACROSS = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "fill": "REPEAT",
    "justify": "BLOCK",
    "distributed": "BLOCK",
    "center_across_selection": "CENTER",
}
_DOWN = {"top": 1, "center": 2, "bottom": 3, "justify": 4, "distributed": 4}
_ACROSS_BACK = {value: name for name, value in reversed(_ACROSS.items())}
_DOWN_BACK = {value: name for name, value in reversed(_DOWN.items())} | {0: "bottom"}
_SPREAD = 1  # com.sun.star.table.CellJustifyMethod.DISTRIBUTE


class Looks(Cells):
    """The part of a range that is about looks."""

    def _look(self, name: str, value: Any) -> None:
        if not self.empty:
            self.check_writable(looks=True)
            setattr(self.remote, name, value)

    @property
    def number_format(self) -> str | None:
        """The number format, None where the cells differ."""
        key = self.common("NumberFormat")
        return None if key is None else self.sheet.book.formats.text(key)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._look("NumberFormat", self.sheet.book.formats.key(value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The fill, None where there is none or the cells differ."""
        return from_calc_colour(self.common("CellBackColor"))

    @color.setter
    def color(self, value: Any) -> None:
        self._look("CellBackColor", to_calc_colour(value))

    def set_colors(self, colors: Sequence[Sequence[Any]]) -> None:
        """Fill cell by cell; ``...`` leaves a cell alone. Cells of one colour are filled together."""
        self.check_writable(looks=True)
        wanted: dict[int, list[tuple[int, int]]] = {}
        for r, row in enumerate(colors):
            for c, colour in enumerate(row):
                if colour is not ...:
                    wanted.setdefault(to_calc_colour(colour), []).append((self.row + r, self.column + c))
        for paint, cells in wanted.items():
            self.several(blocks(cells)).CellBackColor = paint

    @property
    def wrap_text(self) -> bool | None:
        """Whether texts wrap, None where the cells differ."""
        value = self.common("IsTextWrapped")
        return None if value is None else bool(value)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._look("IsTextWrapped", bool(value))

    @property
    def horizontal_alignment(self) -> str | None:
        """Where texts stand between left and right, None where the cells differ."""
        value = self.common("HoriJustify")
        if value is None:
            return None
        spread = value.value == "BLOCK" and self.common("HoriJustifyMethod") == _SPREAD
        return "distributed" if spread else _ACROSS_BACK.get(value.value)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self._look("HoriJustify", enum("table.CellHoriJustify", _ACROSS[value]))
        self._look("HoriJustifyMethod", _SPREAD * (value == "distributed"))

    @property
    def vertical_alignment(self) -> str | None:
        """Where texts stand between top and bottom, None where the cells differ."""
        value = self.common("VertJustify")
        if value is None:
            return None
        spread = value == _DOWN["justify"] and self.common("VertJustifyMethod") == _SPREAD
        return "distributed" if spread else _DOWN_BACK.get(value)

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._look("VertJustify", _DOWN[value])
        self._look("VertJustifyMethod", _SPREAD * (value == "distributed"))

    @property
    def font(self) -> Font:
        """The font."""
        return Font(self)

    @property
    def borders(self) -> Borders:
        """The borders."""
        return Borders(self)
