"""The looks of conditional formats: Calc keeps them as cell styles of the document."""

import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lzxl.calc.bridge import enum, properties
from lzxl.calc.colours import from_calc_colour, to_calc_colour
from lzxl.calc.fonts import BOLD, PLAIN, SCRIPTS, set_all_scripts
from lzxl.calc.main_thread import in_main_thread

if TYPE_CHECKING:
    from lzxl.calc.book import Book

_PREFIX = "conditional"


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule changes; None leaves a trait as the cell has it."""

    fill: int | None = None
    font: int | None = None
    bold: bool | None = None
    italic: bool | None = None

    @property
    def style_name(self) -> str:
        """The name of the style with these looks: equal looks, equal name."""
        return " ".join([_PREFIX, *("-" if one is None else f"{int(one):x}" for one in astuple(self))])


def look(spec: dict[str, Any], before: Look = Look()) -> Look:  # frozen, so it may be shared
    """Return the looks that xlwings' names ask for, on top of those before."""

    def colour(name: str, old: int | None) -> int | None:
        return to_calc_colour(spec[name]) if name in spec else old

    return Look(
        colour("fill_color", before.fill),
        colour("font_color", before.font),
        spec.get("font_bold", before.bold),
        spec.get("font_italic", before.italic),
    )


def look_of(book: "Book", name: str) -> Look:
    """Return the looks of a style."""
    styles = book.cell_styles
    if not name or not styles.hasByName(name):
        return Look()
    style = styles.getByName(name)

    def own(trait: str) -> Any:
        return style.getPropertyValue(trait) if style.getPropertyState(trait).value == "DIRECT_VALUE" else None

    fill, weight, slant = own("CellBackColor"), own("CharWeight"), own("CharPosture")
    return Look(
        fill if fill is not None and from_calc_colour(fill) else None,
        own("CharColor"),
        None if weight is None else weight > PLAIN,
        None if slant is None else slant.value != "NONE",
    )


def style_for(book: "Book", wanted: Look) -> str:
    """Return the name of a style with these looks, made where the document has none yet."""
    name = wanted.style_name
    if book.cell_styles.hasByName(name):
        return name
    if any(sheet.remote.isProtected() for sheet in book.sheets):
        _bring_in(book, name, wanted)
    else:
        lift_font(book.doc)
        _make(book.doc, name, wanted)
    return name


def lift_font(document: Any) -> None:
    """Set the standard style's font beneath it instead: in it, it would count in every conditional format.

    So would its vertical alignment, which files set to what it is anyway. What is lifted already is left alone.
    Cells look as before, so that no row need be measured anew, which Calc would do with all of them at each change.
    """
    measured = document.IsAdjustHeightEnabled
    document.IsAdjustHeightEnabled = False
    try:
        _lift(document)
    finally:
        document.IsAdjustHeightEnabled = measured


def _lift(document: Any) -> None:
    style = document.StyleFamilies.getByName("CellStyles").getByName("Default")
    defaults = document.createInstance("com.sun.star.sheet.Defaults")
    for name in (f"{trait}{script}" for trait in ("CharFontName", "CharHeight") for script in SCRIPTS):
        if style.getPropertyState(name).value == "DIRECT_VALUE":
            setattr(defaults, name, style.getPropertyValue(name))
            style.setPropertyToDefault(name)
    if style.getPropertyState("VertJustify").value == "DIRECT_VALUE":
        style.setPropertyToDefault("VertJustify")


def _make(document: Any, name: str, wanted: Look) -> None:
    style = document.createInstance("com.sun.star.style.CellStyle")
    document.StyleFamilies.getByName("CellStyles").insertByName(name, style)
    if wanted.fill is not None:
        style.CellBackColor = wanted.fill
    if wanted.font is not None:
        style.CharColor = wanted.font
    if wanted.bold is not None:
        set_all_scripts(style, "CharWeight", BOLD if wanted.bold else PLAIN)
    if wanted.italic is not None:
        set_all_scripts(style, "CharPosture", enum("awt.FontSlant", "ITALIC" if wanted.italic else "NONE"))


def _bring_in(book: "Book", name: str, wanted: Look) -> None:
    """Make a style in another document and load it: while a sheet is protected, Calc lets no style be changed."""
    with tempfile.TemporaryDirectory(prefix="calc-style-") as folder:
        path = Path(folder) / "style.ods"
        helper = book.app.books.load("private:factory/scalc")
        _make(helper, name, wanted)
        helper.Sheets.getByIndex(0).getCellByPosition(0, 0).CellStyle = name  # unused ones may be dropped
        helper.storeToURL(path.as_uri(), properties(FilterName="calc8"))
        helper.close(True)
        families, options = book.doc.StyleFamilies, properties(OverwriteStyles=False)
        # Calc does not guard this one against its own painting: elsewhere one in fifty crashes on a busy computer.
        in_main_thread(book.app.office, lambda: families.loadStylesFromURL(path.as_uri(), options))
