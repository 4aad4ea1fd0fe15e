"""Links in cells: Calc keeps them as fields in the cell's text."""

from typing import Any

from lzxl.calc.cells import Cells
from lzxl.calc.dialect import to_calc, to_excel
from lzxl.calc.errors import CalcRefusedError


def add_link(cells: Cells, address: str, text: str) -> None:
    """Make the first cell a link; ``#Sheet!A1`` leads to a place of the same book."""
    cells.check_writable()
    cell = cells.first
    cell.setString("")
    field = cells.sheet.book.doc.createInstance("com.sun.star.text.TextField.URL")
    field.Representation = text
    field.URL = "#" + to_calc(address[1:]).removeprefix("$") if address.startswith("#") else address
    cell.insertTextContent(cell.createTextCursor(), field, False)


def link_of(cells: Cells) -> str:
    """Return where the first cell leads; :class:`CalcRefusedError` if it is no link."""
    fields: Any = cells.first.getTextFields()
    if not fields.getCount():
        raise CalcRefusedError("这个单元格里没有链接。", "link")
    url = str(fields.getByIndex(0).URL)
    return "#" + to_excel(url[1:]) if url.startswith("#") else url
