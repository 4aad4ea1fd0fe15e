"""Links in cells: Calc keeps them as fields in the cell's text."""

import re
from pathlib import Path
from typing import Any

from lzxl.calc.cells import Cells
from lzxl.calc.dialect import to_calc, to_excel
from lzxl.calc.errors import CalcRefusedError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # longer than the letter of a drive


def add_link(cells: Cells, address: str, text: str) -> None:
    """Make the first cell a link; ``#Sheet!A1`` leads to a place of the same book."""
    cells.check_writable()
    cell = cells.first
    cell.setString("")
    field = cells.sheet.book.doc.createInstance("com.sun.star.text.TextField.URL")
    field.Representation = text
    field.URL = _url(cells, address)
    cell.insertTextContent(cell.createTextCursor(), field, False)


def _url(cells: Cells, address: str) -> str:
    """Return an address as Calc's field takes it: a path counts from the book's folder, as Excel has it."""
    if address.startswith("#"):
        return "#" + to_calc(address[1:]).removeprefix("$")
    if _SCHEME.match(address):
        return address
    path, sign, place = address.partition("#")
    book = cells.sheet.book.path
    return ((book.parent if book else Path.cwd()) / path).as_uri() + sign + place


def link_of(cells: Cells) -> str:
    """Return where the first cell leads; :class:`CalcRefusedError` if it is no link."""
    fields: Any = cells.first.getTextFields()
    if not fields.getCount():
        raise CalcRefusedError("这个单元格里没有链接。", "link")
    url = str(fields.getByIndex(0).URL)
    return "#" + to_excel(url[1:]) if url.startswith("#") else url
