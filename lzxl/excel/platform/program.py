"""Which spreadsheet program stands behind a workbook."""

import sys
from enum import Enum
from typing import Any

import xlwings as xw


class Program(Enum):
    """The programs that there are branches for."""

    WINDOWS = "Excel on Windows"
    MAC = "Excel on macOS"
    CALC = "LibreOffice Calc"


def program_of(app: xw.App) -> Program:
    """Return the program of an app."""
    if app.engine.name == "calc":
        return Program.CALC
    return Program.MAC if sys.platform == "darwin" else Program.WINDOWS


def behind(page: xw.Sheet) -> tuple[Program, Any]:
    """Return the program of a sheet and its own object for the sheet."""
    return program_of(page.book.app), page.api


def keywords() -> Any:
    """Return the words of Excel's AppleScript dictionary (macOS only)."""
    from appscript import k  # type: ignore[import-not-found]  # comes with xlwings on macOS

    return k
