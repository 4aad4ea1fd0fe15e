"""A closed list of words that a cell may hold, with the variants that are understood."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

# Characters that nobody sees: soft hyphen, zero-width ones, marks of direction without effect, variation selectors.
INVISIBLE = frozenset(
    map(chr, (0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF, *range(0xFE00, 0xFE10)))
)
_UNSEEN = re.compile(f"[{''.join(sorted(INVISIBLE))}]")
_MARKS = "。.,、;:“”\"'"  # folded punctuation that people leave at the ends of a word


@lru_cache(maxsize=4096)  # the same few words stand in every row
def fold(text: str) -> str:
    """Return the form in which words are compared: NFKC, without blanks and zero-width characters; case stays."""
    return "".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


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
        word = fold(text)
        return self._index.get(word) or self._index.get(word.strip(_MARKS))

    def __contains__(self, text: object) -> bool:
        return text in self.items


def spelt(*words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return what each of several spellings means; ``words`` give the spellings by item."""
    return {spelling: item for group in words for item, spellings in group.items() for spelling in spellings}


def numbered(words: Iterable[str]) -> dict[str, int]:
    """Return each word with its place in the list, from 1."""
    return {word: place for place, word in enumerate(words, 1)}
