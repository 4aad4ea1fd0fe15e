"""How the value of a setting (参数) is understood: one reader for each kind of figure."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from lzxl.law.scope import YES_NO
from lzxl.law.vocabulary import fold
from lzxl.law.warning import FULL_POINTS


class MonthDay(NamedTuple):
    """A day of every year (月和日); written ``09-20``."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Return the day in ``year``."""
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


Typed: TypeAlias = str | int | bool | Decimal | MonthDay | None


class NotUnderstood(ValueError):  # noqa: N818 - reads as what it says
    """A value is not of its kind, or out of range."""


_SWITCH = {"1": "是", "1.0": "是", "0": "否", "0.0": "否"}  # a setting may also be typed as a switch
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,9})?")
_UNITS = re.compile(r"(分|天|日|年|年度)$")
_MONTH_DAY = re.compile(r"(?:\d{4}[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?")
_PLAIN_YEAR = 2001  # no leap year: a figure has to exist in every year


def is_empty(value: object) -> bool:
    """Tell whether a cell's value is empty: nothing, or blanks alone."""
    return value is None or (isinstance(value, str) and not fold(value))


def shown(value: object) -> str:
    """Return a cell's value as a sentence may quote it; an error value shows its own text."""
    return str(getattr(value, "text", value)).strip()


def _number(value: object) -> Decimal:
    """Read a finite number from a number or a text such as ``12``, ``１２`` or ``15天``."""
    if not isinstance(value, bool) and isinstance(value, (int, float, Decimal, str)):
        text = _UNITS.sub("", fold(str(value)))
        if _NUMBER.fullmatch(text):
            return Decimal(text)
    raise NotUnderstood("不是数字")


def _whole(value: object) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise NotUnderstood("不是整数")
    return int(number)


def _points(value: object) -> Decimal:
    number = _number(value)
    if not 0 < number <= FULL_POINTS:
        raise NotUnderstood(f"不在大于 0、不超过 {FULL_POINTS} 的范围内")
    return number


def _yes_no(value: object) -> bool:
    text = fold(shown(value)) if isinstance(value, (str, bool, int, float)) else ""
    word = _SWITCH.get(text) or YES_NO.find(text)
    if word is None:
        raise NotUnderstood("不是“是”或“否”")
    return word == "是"


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise NotUnderstood("不是文字")
    return str(value).strip()


def _id(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return fold(_text(value))


def _month_day(value: object) -> MonthDay:
    if isinstance(value, date):  # also a date with time
        month, day = value.month, value.day
    else:
        found = _MONTH_DAY.fullmatch(fold(value)) if isinstance(value, str) else None
        if not found:
            raise NotUnderstood("不是月和日")
        month, day = int(found[1]), int(found[2])
    try:
        date(_PLAIN_YEAR, month, day)
    except ValueError:
        raise NotUnderstood("不是每年都有的日子") from None
    return MonthDay(month, day)


class Kind(NamedTuple):
    """A kind of figure: its reader (raises :class:`NotUnderstood`) and what to type, for a cure."""

    read: Callable[[object], Typed]
    wanted: str


KINDS: Mapping[str, Kind] = {
    "whole": Kind(_whole, "整数"),
    "points": Kind(_points, f"大于 0、不超过 {FULL_POINTS} 的数"),
    "yes_no": Kind(_yes_no, "“是”或“否”"),
    "text": Kind(_text, "文字"),
    "id": Kind(_id, "编号"),
    "year": Kind(_whole, "四位数字的年度"),
    "month_day": Kind(_month_day, "月和日,如 09-20 或 9月20日"),
}


def in_words(value: Typed) -> str:
    """Return a typed value as people read it: 是 or 否, ``09-20``, a number without needless zeros."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return number_text(value)
    return "" if value is None else str(value)


def number_text(number: Decimal) -> str:
    """Return a number without needless zeros and never in powers of ten: ``2.50`` is 2.5, ``10`` is 10."""
    return f"{number.normalize():f}"
