"""Numbers as people type them: '3', '３', "’3", 3.0; what is not plainly a number is a fault, never 0."""

import re
import unicodedata
from decimal import Decimal
from enum import Enum

from lzxl.forms.dates import FIRST_YEAR, LAST_YEAR


class NumberFault(Enum):
    """Why something is no number that can be taken without a guess."""

    NO_NUMBER = "no number"
    NEGATIVE = "negative"
    NOT_WHOLE = "not whole"
    NO_YEAR = "no year"
    NOT_FINITE = "not finite"


_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_SIGNED = re.compile(r"[-−—–]\s*[0-9.]+|\([0-9.]+\)")
_NOT_FINITE = re.compile(r"[-+]?(?:nan|inf(?:inity)?|∞)|[-+]?[0-9.]+e[-+]?[0-9]+", re.IGNORECASE)
_YEAR = re.compile(r"([0-9]{4}|[〇○零一二三四五六七八九]{4})年?度?")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
MOST_WHOLE = 9999  # the greatest number that tables count to
_GRAIN = Decimal("0.000001")  # a computed 2.9999999999999996 is 3


def _plain(text: str) -> str:
    """Return ``text`` with full-width digits made plain; circled and raised ones (③, ³) are no digits."""
    if any(unicodedata.category(character) == "No" for character in text):
        return text
    return unicodedata.normalize("NFKC", text).strip().lstrip("'’‘`").strip()


def number_in(raw: str | int | float, unit: str = "") -> Decimal | NumberFault:
    """Return the number in a cell; ``unit`` is a word that may follow it (分). Signs are a fault: −3 may mean 3."""
    if isinstance(raw, str):
        text = _plain(raw).removesuffix(unit).strip()
        if _PLAIN.fullmatch(text):
            return Decimal(text)
        if _SIGNED.fullmatch(text):
            return NumberFault.NEGATIVE
        return NumberFault.NOT_FINITE if _NOT_FINITE.fullmatch(text) else NumberFault.NO_NUMBER
    number = Decimal(repr(raw))
    if not number.is_finite() or abs(number) > Decimal("1e15"):
        return NumberFault.NOT_FINITE
    if number < 0:
        return NumberFault.NEGATIVE
    rounded = number.quantize(_GRAIN).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def whole_in(raw: str | int | float) -> int | NumberFault:
    """Return the whole number in a cell; 3.0 is 3, 3.5 a fault."""
    number = number_in(raw)
    if isinstance(number, NumberFault):
        return number
    return int(number) if number == number.to_integral_value() else NumberFault.NOT_WHOLE


def year_in(raw: str | int | float) -> int | NumberFault:
    """Return the year in a cell: 2026, 2026年, 2026年度, 二○二六年; never one of two digits."""
    if isinstance(raw, str):
        found = _YEAR.fullmatch("".join(_plain(raw).split()))
        year = int(found[1].translate(_CHINESE_DIGITS)) if found else None
    else:
        number = whole_in(raw)
        year = number if isinstance(number, int) else None
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else NumberFault.NO_YEAR
