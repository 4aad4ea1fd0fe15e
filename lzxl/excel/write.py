"""A :class:`~lzxl.cells.WorkbookOut` as the bytes of an .xlsx file, through XlsxWriter. The same content gives the same bytes."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryDirectory
from traceback import walk_tb
from typing import IO, Any
from zipfile import ZipFile

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError, XlsxWriterException  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lzxl.cells import (
    Cell,
    Formula,
    Link,
    Out,
    Sheet,
    Style,
    Visibility,
    WorkbookOut,
    column_letters,
)
from lzxl.excel import write_traits
from lzxl.excel.write_charts import write_charts
from lzxl.excel.write_formats import Formats, Styles
from lzxl.excel.write_package import LargeWorkbook
from lzxl.excel.write_parts import Memory
from lzxl.excel.write_rows import DAY, EARLIEST, MOMENT, MOST_LINKS, Lines, Page, SheetLink, too_long
from lzxl.excel.write_text import MOST_CHARACTERS, checked, escape, storable
from lzxl.excel.write_traits import FormatMaker
from lzxl.forms.own_sheets import WORDS_SHEET

__all__ = ["MOST_CHARACTERS", "render", "render_into", "storable"]

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": "宋体", "font_size": 11, "font_charset": 134, "font_scheme": False},
}


def render(workbook: WorkbookOut) -> bytes:
    """Return ``workbook`` as an .xlsx file; raises as :func:`render_into` does."""
    stream = BytesIO()
    render_into(stream, workbook)
    return stream.getvalue()


def render_into(stream: IO[bytes], workbook: WorkbookOut, memory: Memory | None = None) -> None:
    """Write ``workbook`` as an .xlsx file; ``stream`` is empty and may be read again.

    ``memory``: of earlier calls; parts of long sheets that it has are not made anew. With it the bytes are the same.
    Raises ``ValueError`` for a text over 32,767 characters and for whatever else Excel could not hold: nothing is cut
    or left out in silence. ``OSError``: the disk is full.
    """
    with warnings.catch_warnings(), _begun(stream, workbook) as book:
        warnings.simplefilter("error")  # XlsxWriter warns where it leaves something out
        try:
            _fill(book, workbook, memory)
            book.close()
        except FileCreateError as problem:  # of the disk, not of the workbook
            raise _let_go(problem.args[0]) from None
        except (UserWarning, XlsxWriterException) as problem:
            raise ValueError(str(problem)) from problem


def _let_go(fault: OSError) -> OSError:
    """Return what the disk said; the archive that XlsxWriter leaves open then would say it once more, aloud, when it goes."""
    for frame, _ in walk_tb(fault.__traceback__):
        for archive in frame.f_locals.values():
            if isinstance(archive, ZipFile):
                archive.fp = None
    return fault


@contextmanager
def _begun(stream: IO[bytes], workbook: WorkbookOut) -> Iterator[Any]:
    """Give XlsxWriter's workbook: small ones are made in memory, those with streamed rows through files that vanish."""
    if not any(sheet.body for sheet in workbook.sheets):
        yield Workbook(stream, _OPTIONS | {"in_memory": True})
        return
    with TemporaryDirectory(prefix="lzxl-", ignore_cleanup_errors=True) as folder:
        yield LargeWorkbook(stream, _OPTIONS | {"tmpdir": folder})


def _fill(book: Any, workbook: WorkbookOut, memory: Memory | None) -> None:
    book.set_properties({"title": workbook.title, "created": workbook.created})
    for name, text in workbook.properties.items():
        book.set_custom_property(name, text, "text")
    formats = Formats(book)
    pages = [
        (sheet, book.add_worksheet(sheet.name, worksheet_class=Worksheet if sheet.fixed_heights else Page))
        for sheet in workbook.sheets
    ]
    for sheet, page in pages:
        _fill_page(page, sheet, formats, memory)
        write_charts(book, page, sheet)
    first = next((page for sheet, page in pages if sheet.visibility is Visibility.VISIBLE), None)
    if first is not None:
        first.activate()
        first.set_first_sheet()
    _write_lists(book, workbook.lists)


def _write_lists(book: Any, lists: Mapping[str, Any]) -> None:
    """Write each list into a column of the hidden sheet ``_词表`` and name it for the whole workbook."""
    if not lists:
        return
    page = book.add_worksheet(WORDS_SHEET)
    page.hide()
    for column, (name, words) in enumerate(lists.items()):
        for row, word in enumerate(words):
            page.write_string(row, column, storable(word))
        letters = column_letters(column + 1)
        book.define_name(name, f"='{WORDS_SHEET}'!${letters}$1:${letters}${max(len(words), 1)}")


def _fill_page(page: Any, sheet: Sheet, formats: Formats, memory: Memory | None) -> None:
    styles = Styles(sheet)
    for column in sorted({*sheet.widths, *styles.columns, *sheet.hidden_columns, *sheet.levels}):
        style = styles.columns.get(column)
        look = {"hidden": column in sheet.hidden_columns, "level": sheet.levels.get(column, 0)}
        page.set_column(column - 1, column - 1, sheet.widths.get(column), style and formats.of(style), look)
    for row, height in sheet.heights.items():
        page.set_row(row - 1, height)
    if sheet.table:
        write_traits.write_table(page, sheet)
    for area in sheet.merges:
        style = styles.at((area.top, area.left))
        page.merge_range(*write_traits.corners(area), "", formats.of(style))
    links = _Links()
    for cell in sorted({*sheet.cells, *sheet.styles}):
        _write(page, cell, links.kept(sheet.cells.get(cell)), styles.at(cell), formats)
    if sheet.body:
        page.take(Lines(sheet.body, styles, formats, memory))
    write_traits.write_traits(page, sheet, formats)


class _Links:
    """Counts the links of a sheet: one that Excel would not open becomes its text."""

    def __init__(self) -> None:
        self._so_far = 0

    def kept(self, value: Out) -> Out:
        """Return the value as it can be written."""
        if not isinstance(value, Link):
            return value
        self._so_far += 1
        return value.text if self._so_far > MOST_LINKS or too_long(value) else value


def _write(page: Any, cell: Cell, value: Out, style: Style, formats: FormatMaker) -> None:
    """Write one cell; a text is never taken for a formula, a number or a link."""
    row, column = cell[0] - 1, cell[1] - 1
    if isinstance(value, Formula):
        page.write_formula(row, column, f"={value.text}", formats.of(style), _plain(value.value))
    elif isinstance(value, Link):
        link = SheetLink(value.target)
        link.text = _shown(value.text, cell)
        page.write_url(row, column, link, formats.of(style))
    elif value is None or value == "":
        page.write_blank(row, column, None, formats.of(style))
    elif isinstance(value, str):
        page.write_string(row, column, _shown(value, cell), formats.of(style))
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, formats.of(style))
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), formats.of(style, MOMENT))
    elif isinstance(value, date):
        _write_date(page, cell, value, style, formats)
    else:
        page.write_number(row, column, float(value), formats.of(style))


def _write_date(page: Any, cell: Cell, value: date, style: Style, formats: FormatMaker) -> None:
    """Write a date as a date; one that Excel does not know stays readable as text."""
    if value < EARLIEST:
        page.write_string(cell[0] - 1, cell[1] - 1, value.isoformat(), formats.of(style))
    else:
        page.write_datetime(cell[0] - 1, cell[1] - 1, value, formats.of(style, DAY))


def _plain(value: Any) -> Any:
    """Return the stored result of a formula as XlsxWriter takes it."""
    return 0 if value is None else float(value) if isinstance(value, Decimal) else value


def _shown(text: str, cell: Cell) -> str:
    text = checked(text, cell)
    if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter would take it for markup of its own
        return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return text
