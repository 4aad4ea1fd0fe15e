"""A unit's workbook as it is given back: its values in a fresh template with the marks on it."""

from collections.abc import Iterable

from lzxl.cells import Book
from lzxl.examine.pool import loaded
from lzxl.excel.passwords import office_passwords
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Finding
from lzxl.forms.identify import identify
from lzxl.forms.parse import Table, parse
from lzxl.forms.pour import poured
from lzxl.intake.collect import Received
from lzxl.office.errors import OfficeError


def read_again(file: Received, reader: Reader) -> Book:
    """Return a workbook that was read before in this run; ``OfficeError`` where it has gone or changed since."""
    data = loaded(file)
    if isinstance(data, Finding):
        raise OfficeError(f"“{file.file}”{data.message}。{data.cure}")
    book, _ = reader.read(data, file.file, office_passwords())
    if book is None:
        raise OfficeError(f"“{file.file}”刚才还能读,现在读不出来了。请再运行一次。")
    return book


def table_of(book: Book) -> Table:
    """Return the table of ours in a workbook that was read before."""
    identified = identify(book)[0]
    if identified is None:
        raise OfficeError(f"“{book.file}”刚才还认得出是哪一种表,现在认不出来了。请再运行一次。")
    return parse(identified.form, identified.block)[0]


def marked_copy(book: Book, findings: Iterable[Finding]) -> bytes:
    """Return the unit's values in a fresh template, each finding on the cell it is about."""
    return render(poured(table_of(book), findings))
