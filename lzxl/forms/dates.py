"""Dates as people write them: 2011年8月17日, 二○一一年八月十七日, 2011.8.17, 20110817, Excel's serial numbers."""

import re
import unicodedata
from datetime import date, timedelta
from enum import Enum


class DateFault(Enum):
    """Why something is no date that can be taken without a guess."""

    NO_DATE = "no date"
    IMPOSSIBLE = "impossible"  # 2011-02-30
    INCOMPLETE = "incomplete"  # no day, a year of two digits, day and month in doubt
    OUT_OF_RANGE = "out of range"


FIRST_YEAR, LAST_YEAR = 1990, 2100
_EPOCH = date(1899, 12, 30)  # Excel's day 0, right from 1 March 1900 on
_FIRST_SERIAL = (date(2000, 1, 1) - _EPOCH).days  # a bare number below may be anything
_LAST_SERIAL = (date(LAST_YEAR, 12, 31) - _EPOCH).days

_ZEROS = "〇○零Oo0"  # U+3007, U+25CB, 零, the letter O
_DIGITS = {**dict.fromkeys(_ZEROS, "0"), **{word: str(digit) for digit, word in enumerate("一二三四五六七八九", 1)}}
_DIGIT = f"[{''.join(_DIGITS)}]"
_COUNT = r"(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|[0-9]{1,2})"
_CHINESE_DATE = re.compile(rf"({_DIGIT}{{4}}|[0-9]{{4}})年(元|{_COUNT})月({_COUNT})[日号]?")
_NUMERIC_DATE = re.compile(r"([0-9]{4})([年./\-])([0-9]{1,2})([月./\-])([0-9]{1,2})(?:[日号]|\.)?")
_PARTIAL = re.compile(
    rf"[0-9]{{1,4}}[年./\-][0-9]{{1,2}}(?:[月./\-][0-9]{{0,4}}[日号]?)?"
    rf"|(?:[0-9]{{1,4}}|{_DIGIT}{{2,4}})年(?:{_COUNT}月?)?(?:底|初|末|中旬|上旬|下旬)?"
    rf"|{_COUNT}月(?:{_COUNT}[日号]?|底|初|末|中旬|上旬|下旬)?"
)
_TIME = re.compile(r"[\sT]+(?:[上下]午)?\s*\d{1,2}[:：时]\d{1,2}.*$|[\sT]+\d{1,2}时$")
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?$")
_DASHES = str.maketrans(dict.fromkeys("—–‐‑−", "-"))


def _number(words: str) -> int:
    """Return the number below 100 that ``words`` spell, in digits or Chinese (十七, 三十一, 元)."""
    if words == "元":
        return 1
    tens, ten, units = words.rpartition("十")
    if not ten:
        return int("".join(_DIGITS.get(character, character) for character in words))
    return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(units, "0"))


def _date(year: int, month: int, day: int) -> date | DateFault:
    try:
        found = date(year, month, day)
    except ValueError:
        return DateFault.IMPOSSIBLE
    return in_range(found)


def in_range(found: date) -> date | DateFault:
    """Return the date, or a fault where no table of this office can mean it (before 1990, after 2100)."""
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else DateFault.OUT_OF_RANGE


def date_in_text(text: str) -> date | DateFault:
    """Return the date that ``text`` writes, in the order year, month, day; a time of day or weekday is dropped."""
    plain = unicodedata.normalize("NFKC", text).strip().translate(_DASHES)
    plain = "".join(_TIME.sub("", plain).split())
    plain = _WEEKDAY.sub("", plain)
    if re.fullmatch(r"[0-9]{8}", plain):
        return _date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    numeric = _NUMERIC_DATE.fullmatch(plain)
    if numeric and (numeric[2], numeric[4]) in {("年", "月"), (".", "."), ("/", "/"), ("-", "-")}:
        return _date(int(numeric[1]), int(numeric[3]), int(numeric[5]))
    chinese = _CHINESE_DATE.fullmatch(plain)
    if chinese:
        return _date(int("".join(_DIGITS.get(c, c) for c in chinese[1])), _number(chinese[2]), _number(chinese[3]))
    return DateFault.INCOMPLETE if _PARTIAL.fullmatch(plain) else DateFault.NO_DATE


def date_in_number(number: float) -> date | DateFault:
    """Return the date that a bare number means: eight digits (20110817), or Excel's serial number from 2000 to 2100."""
    if number != number or abs(number) == float("inf"):
        return DateFault.NO_DATE
    if number.is_integer() and 1e7 <= number < 1e8:
        return date_in_text(str(int(number)))
    if _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        return _EPOCH + timedelta(days=int(number))
    return DateFault.OUT_OF_RANGE
