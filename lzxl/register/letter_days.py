"""The day on a letter: that on which it was first written, so that the same letter written again is the same."""

from collections.abc import Collection, Iterable
from datetime import date

from lzxl.register.state import Event

KIND = "letters"


def letters_event(day: date, letters: Collection[str]) -> Event:
    """Return the event of letters (their hashes without the day) that were first written on ``day``."""
    return Event(KIND, {"day": day.isoformat(), "letters": sorted(letters)})


def letter_days(events: Iterable[Event]) -> dict[str, date]:
    """Return the day of each letter by its hash."""
    days: dict[str, date] = {}
    for event in events:
        if event.kind == KIND:
            for letter in event.data["letters"]:
                days.setdefault(letter, date.fromisoformat(event.data["day"]))
    return days
