"""How cells look, for XlsxWriter: its formats by our styles, and the style that each cell of a sheet has."""

from dataclasses import replace
from typing import Any

from lzxl.cells import LAST_ROW, Area, Cell, Sheet, Style

_SIDES = {"L": "left", "R": "right", "T": "top", "B": "bottom"}
_PLAIN = Style()


class Formats:
    """XlsxWriter's formats by :class:`Style`, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Style, str], Any] = {}

    def of(self, style: Style, number_format: str = "", *, conditional: bool = False) -> Any:
        """Return the format for ``style``; ``number_format`` holds where the style names none."""
        key = (style, "dxf" if conditional else style.number_format or number_format)
        if key not in self._made:
            self._made[key] = self._book.add_format(_traits(style, key[1], conditional))
        return self._made[key]


def _traits(style: Style, number_format: str, conditional: bool) -> dict[str, Any]:
    """Return XlsxWriter's properties of a style; a conditional format has only those that change."""
    given: dict[str, Any] = {
        "bold": style.bold or None,
        "italic": style.italic or None,
        "underline": 1 if style.underline else None,
        "font_color": f"#{style.ink}" if style.ink else None,
        "bg_color": f"#{style.fill}" if style.fill else None,
        "border": 1 if style.border else None,
        "border_color": "#BFBFBF" if style.border else None,
    }
    given |= {_SIDES[side]: 1 for side in style.sides}
    if not conditional:
        given |= {
            "font_size": style.size,
            "font_name": style.font,
            "align": style.align.value if style.align else None,
            "text_wrap": style.wrap or None,
            "shrink": style.shrink or None,
            "num_format": number_format or None,
            "locked": None if style.locked else False,
            "valign": style.valign.value,
            "indent": style.indent or None,
        }
    return {name: value for name, value in given.items() if value is not None}


class Styles:
    """The style of each cell: its own, else its column's; unlocked where the sheet's protection says so."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._unlocked = sheet.protection.unlocked if sheet.protection else ()
        open_columns = {
            column for area in self._unlocked if area.bottom == LAST_ROW for column in range(area.left, area.right + 1)
        }
        self.columns = {
            column: _unlock(sheet.column_styles.get(column, Style()), column in open_columns)
            for column in {*sheet.column_styles, *open_columns}
        }

    def at(self, cell: Cell) -> Style:
        """Return the style of a cell."""
        style = self._sheet.styles.get(cell) or self._sheet.column_styles.get(cell[1], _PLAIN)
        if not self._unlocked:
            return style
        return _unlock(style, any(_inside(cell, area) for area in self._unlocked))


def _inside(cell: Cell, area: Area) -> bool:
    return area.top <= cell[0] <= area.bottom and area.left <= cell[1] <= area.right


def _unlock(style: Style, unlocked: bool) -> Style:
    return replace(style, locked=False) if unlocked and style.locked else style
