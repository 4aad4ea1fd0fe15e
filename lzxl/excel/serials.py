"""Excel's serial numbers: which number formats make them dates or times, and which day they are."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum


class Shown(Enum):
    """What a number format makes of a number."""

    DATE = "date"
    TIME = "time"  # of day
    ELAPSED = "elapsed"  # [h]:mm


# Built-in formats; 27-36 and 50-58 are the Chinese ones, which have no text in the file.
BUILT_IN: Mapping[int, Shown] = {
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58), Shown.DATE),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47, 55, 56), Shown.TIME),
    46: Shown.ELAPSED,
}
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|am/pm|a/p|上午/下午|general|g/通用格式|[0#?]e[+-]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_MAX_SERIAL = 2958465  # 9999-12-31
_MAC_OFFSET = 1462  # days from 1900's day 0 to 1904's
_DAY = 86_400


def shown_as(code: str) -> Shown | None:
    """Return what the number format ``code`` makes of a positive number, None for a plain number."""
    bare = _LITERAL.sub("", code).split(";")[0].lower()
    if _ELAPSED.search(bare):
        return Shown.ELAPSED
    letters = set(_BRACKETS.sub("", bare)) & set("ymdhse年月日")
    if letters & set("hs"):
        return Shown.DATE if letters & set("yd") else Shown.TIME
    return Shown.DATE if letters & set("ymd") else None


def from_serial(number: float, shown: Shown, mac: bool) -> date | datetime | time | str | None:
    """Return the day or time that Excel shows for ``number``, None where there is no such day (it stays a number).

    ``mac``: the workbook counts from 1904. An elapsed time comes as text, ``36:30:00``; it is neither day nor time.
    """
    if not 0 <= number < _MAX_SERIAL + 1:
        return None
    milliseconds = round(number * _DAY * 1000)  # the fraction is no exact number of seconds
    if shown is Shown.ELAPSED:
        return _elapsed(milliseconds // 1000)
    days, rest = divmod(milliseconds, _DAY * 1000)
    if days == 0 and shown is Shown.TIME:
        return (datetime.min + timedelta(milliseconds=rest)).time()
    day = _day(days + _MAC_OFFSET if mac else days, mac)
    if day is None or not rest:
        return day
    return datetime.combine(day, time()) + timedelta(milliseconds=rest)


def _day(days: int, mac: bool) -> date | None:
    if not 0 < days <= _MAX_SERIAL or (days == 60 and not mac):  # 60 is 29 February 1900, which never was
        return None
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)


def _elapsed(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}"
