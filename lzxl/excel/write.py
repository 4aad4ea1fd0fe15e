"""A :class:`~lzxl.cells.WorkbookOut` as the bytes of an .xlsx file, through XlsxWriter. The same content gives the same bytes."""

import re
import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.exceptions import XlsxWriterException  # type: ignore[import-untyped]
from xlsxwriter.url import Url  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lzxl.cells import LAST_ROW, Area, Cell, Formula, Link, Out, Sheet, Style, Visibility, WorkbookOut, column_letters
from lzxl.excel import write_traits

MOST_CHARACTERS = 32_767  # in UTF-16 units, as Excel counts; more and Excel "repairs" the file
MOST_LINKS = 60_000  # Excel opens no sheet with more than 65,530
MOST_LINK_CHARACTERS = 2_000
LIST_SHEET = "_词表"
_SIDES = {"L": "left", "R": "right", "T": "top", "B": "bottom"}

_PLAIN = Style()
_EARLIEST = date(1900, 1, 1)  # Excel has no dates before
# What XML cannot hold becomes the picture of it (␀ …), so that every reader sees the same and nothing vanishes unseen.
_PICTURES: dict[int, str] = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
_PICTURES |= dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")

_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": "宋体", "font_size": 11, "font_charset": 134, "font_scheme": False},
}


class _Page(Worksheet):  # type: ignore[misc]
    """A sheet whose rows have the height we reckon and still grow when somebody types more into them."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row":
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class _Link(Url):  # type: ignore[misc]
    """A link whose relative path has forward slashes, which Excel, WPS and LibreOffice take on every system."""

    def _target(self) -> str:
        return str(super()._target()).replace("\\", "/")


def render(workbook: WorkbookOut) -> bytes:
    """Return ``workbook`` as an .xlsx file.

    Raises ``ValueError`` for a text over 32,767 characters and for whatever else Excel could not hold: nothing is cut
    or left out in silence.
    """
    stream = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # XlsxWriter warns where it leaves something out
        try:
            book = Workbook(stream, _OPTIONS)
            _fill(book, workbook)
            book.close()
        except (UserWarning, XlsxWriterException) as problem:
            raise ValueError(str(problem)) from problem
    return stream.getvalue()


def storable(text: str) -> str:
    """Return ``text`` as a cell can hold it: line ends as ``\\n``, control characters as their pictures (␀, ␁ …)."""
    if not _UNSTORABLE.search(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES)


def _fill(book: Any, workbook: WorkbookOut) -> None:
    book.set_properties({"title": workbook.title, "created": workbook.created})
    for name, text in workbook.properties.items():
        book.set_custom_property(name, text, "text")
    formats = Formats(book)
    pages = [
        (sheet, book.add_worksheet(sheet.name, worksheet_class=Worksheet if sheet.fixed_heights else _Page))
        for sheet in workbook.sheets
    ]
    for sheet, page in pages:
        _fill_page(page, sheet, formats)
    first = next((page for sheet, page in pages if sheet.visibility is Visibility.VISIBLE), None)
    if first is not None:
        first.activate()
        first.set_first_sheet()
    _write_lists(book, workbook.lists)


def _write_lists(book: Any, lists: Mapping[str, Any]) -> None:
    """Write each list into a column of the hidden sheet ``_词表`` and name it for the whole workbook."""
    if not lists:
        return
    page = book.add_worksheet(LIST_SHEET)
    page.hide()
    for column, (name, words) in enumerate(lists.items()):
        for row, word in enumerate(words):
            page.write_string(row, column, storable(word))
        letters = column_letters(column + 1)
        book.define_name(name, f"='{LIST_SHEET}'!${letters}$1:${letters}${max(len(words), 1)}")


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
            "num_format": number_format or None,
            "locked": None if style.locked else False,
            "valign": style.valign.value,
        }
    return {name: value for name, value in given.items() if value is not None}


def _fill_page(page: Any, sheet: Sheet, formats: Formats) -> None:
    styles = _Styles(sheet)
    for column in sorted({*sheet.widths, *styles.columns, *sheet.hidden_columns}):
        style = styles.columns.get(column)
        hidden = {"hidden": True} if column in sheet.hidden_columns else None
        page.set_column(column - 1, column - 1, sheet.widths.get(column), style and formats.of(style), hidden)
    for row, height in sheet.heights.items():
        page.set_row(row - 1, height)
    if sheet.table:
        write_traits.write_table(page, sheet)
    for area in sheet.merges:
        style = styles.at((area.top, area.left))
        page.merge_range(*write_traits.corners(area), "", formats.of(style))
    links = 0
    for cell in sorted({*sheet.cells, *sheet.styles}):
        value = sheet.cells.get(cell)
        links += isinstance(value, Link)
        if isinstance(value, Link) and (links > MOST_LINKS or len(value.target) > MOST_LINK_CHARACTERS):
            value = value.text
        _write(page, cell, value, styles, formats)
    write_traits.write_traits(page, sheet, formats)


class _Styles:
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


def _write(page: Any, cell: Cell, value: Out, styles: _Styles, formats: Formats) -> None:
    """Write one cell; a text is never taken for a formula, a number or a link."""
    row, column = cell[0] - 1, cell[1] - 1
    style = styles.at(cell)
    if isinstance(value, Formula):
        page.write_formula(row, column, f"={value.text}", formats.of(style), _plain(value.value))
    elif isinstance(value, Link):
        link = _Link(value.target)
        link.text = _checked(value.text, cell)
        page.write_url(row, column, link, formats.of(style))
    elif value is None or value == "":
        page.write_blank(row, column, None, formats.of(style))
    elif isinstance(value, str):
        page.write_string(row, column, _checked(value, cell), formats.of(style))
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), formats.of(style, "yyyy-mm-dd hh:mm"))
    elif isinstance(value, date):
        _write_date(page, cell, value, style, formats)
    else:
        page.write_number(row, column, float(value), formats.of(style))


def _write_date(page: Any, cell: Cell, value: date, style: Style, formats: Formats) -> None:
    """Write a date as a date; one that Excel does not know stays readable as text."""
    if value < _EARLIEST:
        page.write_string(cell[0] - 1, cell[1] - 1, value.isoformat(), formats.of(style))
    else:
        page.write_datetime(cell[0] - 1, cell[1] - 1, value, formats.of(style, "yyyy-mm-dd"))


def _plain(value: Any) -> Any:
    """Return the stored result of a formula as XlsxWriter takes it."""
    return 0 if value is None else float(value) if isinstance(value, Decimal) else value


def _checked(text: str, cell: Cell) -> str:
    text = storable(text)
    if len(text) > MOST_CHARACTERS // 2 and len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        raise ValueError(f"text too long for a cell: {column_letters(cell[1])}{cell[0]}, {len(text)} characters")
    return text
