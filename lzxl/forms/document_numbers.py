"""Numbers of issued documents (文号) 二(五): 机关代字〔2026〕N号, N counted anew each year and never given twice."""

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"〔(\d{4})〕(\d+)号$")


def draft_number(code: str, year: int) -> str:
    """Return the number of a document that has not been issued: there is a blank where the count will stand."""
    return f"{code}〔{year}〕 号"


def next_number(code: str, year: int, given: Iterable[str]) -> str:
    """Return the next number of ``year``; ``given`` are all that were ever given, under whatever code."""
    found = (match for text in given if (match := _NUMBER.search(text)))
    highest = max((int(match[2]) for match in found if int(match[1]) == year), default=0)
    return f"{code}〔{year}〕{highest + 1}号"
