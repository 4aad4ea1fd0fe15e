"""Protection of sheets: a guard-rail without password, as our templates have it."""

from collections.abc import Iterator
from contextlib import contextmanager

import xlwings as xw

from lzxl.excel.platform.program import Program, behind


class ForeignPasswordError(Exception):
    """A sheet is protected by somebody's password; ``sheet`` is its name."""

    def __init__(self, sheet: str) -> None:
        super().__init__(sheet)
        self.sheet = sheet


def is_protected(page: xw.Sheet) -> bool:
    """Return whether the cells of a sheet are protected."""
    program, api = behind(page)
    if program is Program.WINDOWS:
        return bool(api.ProtectContents)
    if program is Program.MAC:
        return bool(api.protect_contents.get())
    return bool(api.isProtected())


def unprotect(page: xw.Sheet) -> None:
    """Take away a protection that has no password; raise :class:`ForeignPasswordError` where it has one."""
    program, api = behind(page)
    try:
        if program is Program.WINDOWS:
            api.Unprotect("")
        elif program is Program.MAC:
            api.unprotect(password="")
        else:
            api.unprotect("")
    except Exception as refusal:  # each program has errors of its own
        raise ForeignPasswordError(page.name) from refusal
    if is_protected(page):
        raise ForeignPasswordError(page.name)


def protect(page: xw.Sheet) -> None:
    """Protect a sheet without password; filter, sorting and sizes of rows and columns stay allowed, as in a file of ours.

    Calc keeps what is allowed from the file and has no interface to set it.
    """
    program, api = behind(page)
    if program is Program.WINDOWS:
        api.Protect(
            Password="",
            DrawingObjects=True,
            Contents=True,
            Scenarios=True,
            AllowFormattingColumns=True,
            AllowFormattingRows=True,
            AllowSorting=True,
            AllowFiltering=True,
        )
    elif program is Program.MAC:
        api.protect_worksheet(
            password="",
            drawing_objects=True,
            worksheet_contents=True,
            scenarios=True,
            allow_formatting_columns=True,
            allow_formatting_rows=True,
            allow_sorting=True,
            allow_filtering=True,
        )
    else:
        api.protect("")


@contextmanager
def unprotected(page: xw.Sheet) -> Iterator[None]:
    """Work on a sheet without its protection, which is put back afterwards whatever happens."""
    if not is_protected(page):
        yield
        return
    unprotect(page)
    try:
        yield
    finally:
        protect(page)


def set_locked(area: xw.Range, locked: bool) -> None:
    """Lock or unlock the cells of an area for the time when their sheet is protected."""
    program, _ = behind(area.sheet)
    if program is Program.WINDOWS:
        area.api.Locked = locked
    elif program is Program.MAC:
        area.api.locked.set(locked)
    else:
        protection = area.api.CellProtection
        protection.IsLocked = locked
        area.api.CellProtection = protection
