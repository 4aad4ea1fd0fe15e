"""How cells look, set on an open workbook: one rectangle of equal cells at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from lzxl.cells import Align, Area, Cell, Sheet, Style, VAlign
from lzxl.excel.live_areas import address, columns_address, rectangles, spans
from lzxl.excel.platform import looks
from lzxl.excel.platform.protection import set_locked
from lzxl.excel.write_formats import Styles

FONT, SIZE, INK = "宋体", 11.0, "000000"  # of every workbook that we write
_FRAME = "BFBFBF"
_SIDES = {"L": "edge_left", "R": "edge_right", "T": "edge_top", "B": "edge_bottom"}
_ALIGN: Mapping[Align | None, Any] = {
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
    Align.FILL: "fill",
    None: "general",
}
_VALIGN: Mapping[VAlign, Any] = {VAlign.TOP: "top", VAlign.MIDDLE: "center", VAlign.BOTTOM: "bottom"}


@dataclass(frozen=True, slots=True)
class Look:
    """A style as it is set: what it leaves open has the workbook's own font, and nothing else."""

    style: Style
    number_format: str

    def differs(self, other: "Look | None", *traits: str) -> bool:
        """Return whether any of the style's ``traits`` is not as in ``other``."""
        return other is None or any(getattr(self.style, name) != getattr(other.style, name) for name in traits)


_BARE = Look(Style(valign=VAlign.BOTTOM), "General")  # of a cell that nobody has touched


def set_looks(page: xw.Sheet, sheet: Sheet) -> None:
    """Set the look of whole columns, then of the cells that differ from them."""
    styles = Styles(sheet)
    columns = {column: _look(style) for column, style in styles.columns.items()}
    for first, last, look in spans(columns):
        apply(page.range(columns_address(first, last)), look)
    for area, look in rectangles(_cells(sheet, styles, columns)):
        for part, base in _by_column(area, columns):
            if look != base:
                _apply_cells(page, part, look, base)


def _look(style: Style, number_format: str = "") -> Look:
    return Look(style, style.number_format or number_format or "General")


def _cells(sheet: Sheet, styles: Styles, columns: dict[int, Look]) -> dict[Cell, Look]:
    """Return the cells whose look is not that of their column; areas that are merged count whole."""
    looks_of = {cell: _look(styles.at(cell)) for cell in {*sheet.styles, *sheet.cells}}
    for area in sheet.merges:
        corner = looks_of.get((area.top, area.left)) or _look(styles.at((area.top, area.left)))
        looks_of |= dict.fromkeys(_all(area), corner)
    return {cell: look for cell, look in looks_of.items() if look != columns.get(cell[1], _BARE)}


def _all(area: Area) -> list[Cell]:
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return [(row, column) for row in rows for column in columns]


def _by_column(area: Area, columns: dict[int, Look]) -> list[tuple[Area, Look | None]]:
    """Return parts of an area whose columns look alike, with that look."""
    bases = {column: columns.get(column) for column in range(area.left, area.right + 1)}
    return [(Area(area.top, left, area.bottom, right), base) for left, right, base in spans(bases)]


def _apply_cells(page: xw.Sheet, area: Area, look: Look, base: Look | None) -> None:
    apply(page.range(address(area)), look, base)


def apply(cells: xw.Range, look: Look, base: Look | None = None) -> None:
    """Give cells a look; ``base``: the one that they have already."""
    style = look.style
    _font(cells, look, base)
    if look.differs(base, "fill"):
        cells.color = f"#{style.fill}" if style.fill else None
    if look.differs(base, "align"):
        cells.horizontal_alignment = _ALIGN[style.align]
    if look.differs(base, "valign"):
        cells.vertical_alignment = _VALIGN[style.valign]
    if look.differs(base, "wrap"):
        cells.wrap_text = style.wrap
    if base is None or look.number_format != base.number_format:
        cells.number_format = look.number_format
    if look.differs(base, "border", "sides"):
        _lines(cells, style, base)
    if look.differs(base, "locked") and not (base is None and style.locked):
        set_locked(cells, style.locked)
    if style.indent and look.differs(base, "indent"):
        looks.indent(cells, style.indent)


def _font(cells: xw.Range, look: Look, base: Look | None) -> None:
    style = look.style
    if look.differs(base, "bold", "italic", "size", "font", "ink"):
        cells.font.set(
            bold=style.bold,
            italic=style.italic,
            size=style.size or SIZE,
            name=style.font or FONT,
            color=f"#{style.ink or INK}",
        )
    if style.underline and look.differs(base, "underline"):
        looks.underline(cells)


def _lines(cells: xw.Range, style: Style, base: Look | None) -> None:
    if style.border:
        cells.borders.set("all", line_style="continuous", weight="thin", color=f"#{_FRAME}")
    elif base is not None and base.style.border:
        cells.borders.clear("all")
    sides = [_SIDES[side] for side in style.sides]
    if len(sides) == len(_SIDES):
        cells.borders.set("all", line_style="continuous", weight="thin", color="#000000")
    elif sides:
        for cell in cells if cells.count > 1 else [cells]:  # the edges of an area are not those of its cells
            cell.borders.set(sides, line_style="continuous", weight="thin", color="#000000")
