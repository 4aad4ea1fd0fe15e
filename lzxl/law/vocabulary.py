"""A closed list of words that a cell may hold, with the variants that are understood."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])


def fold(text: str) -> str:
    """Return the form in which words are compared: NFKC, without blanks and zero-width characters; case stays."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())


@dataclass(frozen=True)
class Vocabulary:
    """``items`` in the order of the drop-down; ``variants`` spells further words for an item; ``several``: joined by 、."""

    name: str
    items: tuple[str, ...]
    clause: str
    variants: Mapping[str, str] = field(default_factory=dict, hash=False)
    several: bool = False
    _index: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {fold(word): item for word, item in self.variants.items()}
        index |= {fold(item): item for item in self.items}
        object.__setattr__(self, "_index", index)

    def find(self, text: str) -> str | None:
        """Return the item that ``text`` means, or None where it is no word of this list."""
        return self._index.get(fold(text))

    def __contains__(self, text: object) -> bool:
        return text in self.items


def numbered(words: Iterable[str]) -> dict[str, int]:
    """Return each word with its place in the list, from 1."""
    return {word: place for place, word in enumerate(words, 1)}
