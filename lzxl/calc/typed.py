"""What becomes of a text that is written into a cell, as if a person had typed it into Excel; pure Python.

``007`` becomes 7, ``12%`` 0.12, ``2026-01-05`` a date, ``TRUE`` a truth value, ``#N/A`` an error, ``=A1`` a formula,
``'007`` stays text. Cells with the format ``@`` take every text as it is, but for the apostrophe (Calc gives this format to
cells with such a text, so what is written twice must come out alike). Dates are understood as a Chinese Excel
understands them; those without a year stay text, because Excel would put the running year in.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

_EPOCH = dt.datetime(1899, 12, 30)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_PERCENT = re.compile(r"([+-]?(?:\d+(?:\.(\d*))?|\.(\d+)))\s*%")
_DATE = re.compile(
    r"(\d{4})(?:[-/](\d{1,2})[-/](\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_TIME = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell gets: number or text, or a formula; ``format`` is what a cell with the format General gets too."""

    value: float | str = ""
    formula: str = ""
    format: str = ""


def serial(moment: dt.date) -> float:
    """Return a date or a date with time as the number that Excel keeps."""
    if isinstance(moment, dt.datetime):
        return (moment.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
    return float((moment - _EPOCH.date()).days)


def moment(number: float) -> dt.datetime | float:
    """Return the date that a number stands for, the number itself where there is no such date."""
    try:
        return _EPOCH + dt.timedelta(milliseconds=round(number * 86_400_000))
    except OverflowError:
        return number


def entered(value: Any, text_cell: bool) -> Entry:
    """Return what a cell makes of a value; ``text_cell``: its format is ``@``."""
    if isinstance(value, str):
        return Entry(value.removeprefix("'")) if text_cell else _typed(value)
    if isinstance(value, bool):
        return Entry(str(value).upper()) if text_cell else Entry(float(value), format="BOOLEAN")
    if isinstance(value, dt.date):
        return _dated(value, text_cell)
    if isinstance(value, dt.time):
        seconds = (value.hour * 60 + value.minute) * 60 + value.second + value.microsecond / 1e6
        return Entry(seconds / 86_400, format="h:mm:ss")
    return Entry(general(float(value))) if text_cell else Entry(float(value))


def _dated(value: dt.date, text_cell: bool) -> Entry:
    clock = isinstance(value, dt.datetime) and value.time() != dt.time()
    if text_cell:
        day = f"{value.year}/{value.month}/{value.day}"
        return Entry(f"{day} {value:%H:%M:%S}" if clock else day)
    return Entry(serial(value), format="yyyy/m/d h:mm" if clock else "yyyy/m/d")


def general(number: float) -> str:
    """Return a number as the format General shows it in a wide cell."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number).replace("e+", "E+")


def _typed(text: str) -> Entry:
    if text.startswith("'"):
        return Entry(text[1:])
    if text.startswith("=") and len(text) > 1:
        return Entry(formula=text)
    bare = text.strip()
    if bare.upper() in ("TRUE", "FALSE"):
        return Entry(float(bare.upper() == "TRUE"), format="BOOLEAN")
    if bare.upper() in ERRORS:
        return Entry(formula=f"={bare.upper()}")
    if _NUMBER.fullmatch(bare):
        return Entry(float(bare), format="0.00E+00" if "e" in bare.lower() else "")
    if _GROUPED.fullmatch(bare):
        return Entry(float(bare.replace(",", "")), format="#,##0.00" if "." in bare else "#,##0")
    if found := _PERCENT.fullmatch(bare):
        return Entry(float(found[1]) / 100, format="0.00%" if found[2] or found[3] else "0%")
    return _typed_date(bare) or _typed_time(bare) or Entry(text)


def _typed_date(text: str) -> Entry | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or found[4]), int(found[3] or found[5])
    hour, minute, second = (int(part or 0) for part in found.group(6, 7, 8))
    try:
        value = dt.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    form = 'yyyy"年"m"月"d"日"' if found[4] else "yyyy/m/d"
    return Entry(serial(value), format=f"{form} h:mm" if found[6] else form) if year >= 1900 else None


def _typed_time(text: str) -> Entry | None:
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) > 23:
        return None
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    return Entry(seconds / 86_400, format="h:mm:ss" if found[3] else "h:mm")
