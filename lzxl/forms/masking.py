"""Names and person numbers taken out of what people wrote, for paper that goes outside 二(三)3."""

import re
from collections import Counter
from collections.abc import Collection
from copy import copy

from lzxl.model import Person, Roster

MASK = "×××"
_BLANK = re.compile(r"\s")
_NUMBER = re.compile(r"[0-9]+")  # within a longer number an id is none


class Mask:
    """Puts :data:`MASK` in the place of every name and person number of a roster, also of a name written with blanks."""

    def __init__(self, roster: Roster) -> None:
        people = roster.people.values()
        self._bearers = Counter(word for person in people for word in _words(person))
        self._lengths = sorted(set(map(len, self._bearers)), reverse=True)
        self._numbers = frozenset(person.id for person in people if _is_number(person.id))
        self._spared: frozenset[str] = frozenset()
        self._kept: frozenset[str] = frozenset()

    def sparing(self, people: Collection[Person]) -> "Mask":
        """Return a mask that lets these of the roster's people stand; nothing of the many others is reckoned anew.

        A name of theirs stays also where another's is part of it; not where it begins with that one, as nobody can tell
        the longer name from the shorter one and what follows it; nor where somebody else bears it too.
        """
        mask = copy(self)
        borne = Counter(word for person in people for word in _words(person))
        alone = {word for word, times in borne.items() if times == self._bearers[word]}
        mask._spared = frozenset(alone | {person.id for person in people if _is_number(person.id)})
        names = (_folded(person.name) for person in people)
        mask._kept = frozenset(name for name in names if name and not mask._begins(name))
        return mask

    def _hides(self, word: str) -> bool:
        return word in self._bearers and word not in self._spared

    def _begins(self, word: str) -> bool:
        return any(self._hides(word[:length]) for length in range(1, len(word)))

    def __call__(self, text: str) -> str:
        """Return ``text`` without names and person numbers."""
        places = [place for place, character in enumerate(text) if not _BLANK.match(character)]
        letters = "".join(text[place].casefold()[:1] for place in places)
        shown, done, at = "", 0, 0
        while at < len(letters):
            parts = (letters[at : at + length] for length in self._lengths)
            found = next((part for part in parts if self._hides(part) or part in self._kept), "")
            length = len(found)
            if self._hides(found):
                shown += text[done : places[at]] + MASK
                done = places[at + length - 1] + 1
            at += length or 1
        return _NUMBER.sub(self._number, shown + text[done:])

    def _number(self, found: re.Match[str]) -> str:
        return MASK if found[0] in self._numbers and found[0] not in self._spared else found[0]


def _words(person: Person) -> set[str]:
    """Return what names a person, but for a plain number."""
    return {_folded(person.name), "" if _is_number(person.id) else _folded(person.id)} - {""}


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _folded(word: str) -> str:
    return "".join(character.casefold()[:1] for character in word if not _BLANK.match(character))
