"""The font of a range: Latin, East Asian and complex script alike, because Excel knows only one face a cell."""

from typing import Any

from xlwings import base_classes

from lzxl.calc.bridge import enum
from lzxl.calc.cells import Cells
from lzxl.calc.colours import from_calc_colour, to_calc_colour

SCRIPTS = ("", "Asian", "Complex")
BOLD, PLAIN = 150.0, 100.0


class Font(base_classes.Font):
    """Reads from the Latin set, writes all three."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    @property
    def api(self) -> Any:
        """The UNO range, which has the font's properties."""
        return self._cells.remote

    def _set(self, name: str, value: Any) -> None:
        self._cells.check_writable(looks=True)
        set_all_scripts(self._cells.remote, name, value)

    @property
    def bold(self) -> bool | None:
        """Whether it is bold, None where the cells differ."""
        weight = self._cells.common("CharWeight")
        return None if weight is None else weight > PLAIN

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", BOLD if value else PLAIN)

    @property
    def italic(self) -> bool | None:
        """Whether it is italic, None where the cells differ."""
        posture = self._cells.common("CharPosture")
        return None if posture is None else posture.value != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("CharPosture", enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        """The size in points, None where the cells differ."""
        size = self._cells.common("CharHeight")
        return None if size is None else float(size)

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour; black where it is automatic, None where the cells differ."""
        colour = self._cells.common("CharColor")
        return None if colour is None else from_calc_colour(max(colour, 0))

    @color.setter
    def color(self, value: Any) -> None:
        self._cells.check_writable(looks=True)
        self._cells.remote.CharColor = to_calc_colour(value)

    @property
    def name(self) -> str | None:
        """The face, None where the cells differ."""
        name = self._cells.common("CharFontName")
        return None if name is None else str(name)

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)


def set_all_scripts(remote: Any, name: str, value: Any) -> None:
    """Set a character property for Latin, East Asian and complex script."""
    for script in SCRIPTS:
        setattr(remote, f"{name}{script}", value)
