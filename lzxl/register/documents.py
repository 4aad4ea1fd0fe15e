"""Numbers of issued documents (文号) 二(五): 机关代字〔2026〕N号, N counted anew each year, kept in the journal, never given twice."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lzxl.register.state import Event

KIND, PAPER = "document", "paper"
_NUMBER = re.compile(r"〔(\d{4})〕(\d+)号$")


class Issued(NamedTuple):
    """What stands on a document since it was issued: its number, by whom it is signed, its day (YYYY-MM-DD)."""

    number: str
    signer: str
    day: str


def document_event(notice: str, issued: Issued) -> Event:
    """Return the event of a number given to a notice (编号) when it was issued."""
    return Event(KIND, {"notice": notice, **issued._asdict()})


def issued_as(events: Iterable[Event]) -> dict[str, Issued]:
    """Return what stands on each document, by 编号, where the journal knows it (an older program noted numbers only)."""
    found: dict[str, Issued] = {}
    for event in events:
        if event.kind == KIND and "day" in event.data:
            found.setdefault(str(event.data["notice"]), Issued(*_texts(event, Issued._fields)))
    return found


def documents(events: Iterable[Event]) -> dict[str, str]:
    """Return the number of each issued notice, by 编号; the first that was given holds."""
    found: dict[str, str] = {}
    for event in events:
        if event.kind == KIND:
            found.setdefault(str(event.data["notice"]), str(event.data["number"]))
    return found


class Paper(NamedTuple):
    """A document as it was written when it was issued: its file's name, a hash of what it rests on, its own hash."""

    name: str
    rests: str
    sha256: str


def paper_event(notice: str, paper: Paper) -> Event:
    """Return the event of a document that was written for a notice (编号)."""
    return Event(PAPER, {"notice": notice, **paper._asdict()})


def papers(events: Iterable[Event]) -> dict[str, list[Paper]]:
    """Return what was ever written for each notice, by 编号, the original first."""
    found: dict[str, list[Paper]] = {}
    for event in events:
        if event.kind == PAPER:
            found.setdefault(str(event.data["notice"]), []).append(Paper(*_texts(event, Paper._fields)))
    return found


def _texts(event: Event, names: Iterable[str]) -> list[str]:
    return [str(event.data[name]) for name in names]


def draft_number(code: str, year: int) -> str:
    """Return the number of a document that has not been issued: there is a blank where the count will stand."""
    return f"{code}〔{year}〕\u3000号"


def next_number(code: str, year: int, given: Mapping[str, str]) -> str:
    """Return the next number of ``year``; ``given`` are all that were ever given, under whatever code."""
    found = (match for text in given.values() if (match := _NUMBER.search(text)))
    highest = max((int(match[2]) for match in found if int(match[1]) == year), default=0)
    return f"{code}〔{year}〕{highest + 1}号"
