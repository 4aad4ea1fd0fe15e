"""Names and person numbers taken out of what people wrote, for paper that goes outside 二(三)3."""

import re
from collections.abc import Iterable

from lzxl.model import Roster

MASK = "×××"
_BLANK = re.compile(r"\s")


class Mask:
    """Puts :data:`MASK` in the place of every name and person number of a roster, also of a name written with blanks.

    ``kept``: names that stay, also where one of the roster's is part of them; not where they begin with it, as nobody can
    tell the longer name from the shorter one and what follows it.
    """

    def __init__(self, roster: Roster, kept: Iterable[str] = ()) -> None:
        people = roster.people.values()
        words = {person.name for person in people} | {person.id for person in people if not person.id.isdigit()}
        self._words = {folded for word in words if (folded := _folded(word))}
        self._known = self._words | {folded for word in kept if (folded := _folded(word)) and not self._begins(folded)}
        self._lengths = sorted(set(map(len, self._known)), reverse=True)
        self._numbers = _numbers(person.id for person in people if person.id.isdigit())

    def _begins(self, word: str) -> bool:
        return any(word[:length] in self._words for length in range(1, len(word)))

    def __call__(self, text: str) -> str:
        """Return ``text`` without names and person numbers."""
        places = [place for place, character in enumerate(text) if not _BLANK.match(character)]
        letters = "".join(text[place].casefold()[:1] for place in places)
        shown, done, at = "", 0, 0
        while at < len(letters):
            found = next((part for n in self._lengths if (part := letters[at : at + n]) in self._known), "")
            length = len(found)
            if found in self._words:
                shown += text[done : places[at]] + MASK
                done = places[at + length - 1] + 1
            at += length or 1
        return self._numbers.sub(MASK, shown + text[done:])


def _folded(word: str) -> str:
    return "".join(character.casefold()[:1] for character in word if not _BLANK.match(character))


def _numbers(ids: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of ids that are plain numbers; within a longer number they are none."""
    words = "|".join(sorted((re.escape(number) for number in ids), key=len, reverse=True))
    return re.compile(f"(?<![0-9])(?:{words})(?![0-9])" if words else r"(?!)")
