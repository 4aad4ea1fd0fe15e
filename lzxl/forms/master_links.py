"""Where the master's cells lead: a finding to its file, to the very cell in it, and to the row of the register that it became."""

import re
from collections.abc import Collection, Mapping

from lzxl.cells import Link, Out
from lzxl.forms.form import Form

_UNSAFE = frozenset('#?%*<>|"\\:')  # in a path or a sheet's name that becomes a link

_PART = re.compile(r"第(?P<row>[0-9]+)行|(?P<column>[A-Z]+)列")  # as a place without a cell is told to people

Row = Mapping[str, Out]


def linked(form: Form, row: Row, links: Mapping[str, str]) -> Row:
    """Return a row whose 文件 leads to the file and whose 单元格 leads to the cell in it; the texts stay.

    ``links``: for a text of the column 文件, the path (from the master's folder) that it leads to. A path that is not safe
    to write into a link stays plain.
    """
    if "file" not in form.by_field:
        return row
    file, sheet, cell = (row.get(field) for field in ("file", "sheet", "cell"))
    target = links.get(file, "") if isinstance(file, str) else ""
    if not isinstance(file, str) or not _safe(target):
        return row
    found: dict[str, Out] = {**row, "file": Link(f"external:{target}", file)}
    if isinstance(sheet, str) and isinstance(cell, str) and _safe(sheet) and cell:
        found["cell"] = Link(f"external:{target}#{_in_quotes(sheet)}!{_corner(cell)}", cell)
    return found


def to_row(sheet: str, row: int, text: str) -> Link:
    """Return a link to a row of one of the master's own sheets."""
    return Link(f"internal:{_in_quotes(sheet)}!A{row}", text)


def to_cell(sheet: str, cell: str) -> Link:
    """Return a link to a cell of one of the master's own sheets."""
    return Link(f"internal:{_in_quotes(sheet)}!{_corner(cell)}", f"{sheet}{cell}")


def _corner(address: str) -> str:
    """Return the cell that a link to an address leads to: a row's (column's) first, a cell itself."""
    part = _PART.fullmatch(address)
    return f"{part['column'] or 'A'}{part['row'] or 1}" if part else address


def _in_quotes(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _safe(text: Collection[str]) -> bool:
    return bool(text) and not _UNSAFE & set(text)
