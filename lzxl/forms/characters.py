"""What is inside a text: characters that nobody sees, that turn the text round, or that only look like others."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from lzxl.area import MOST_CHARACTERS, characters, shortened
from lzxl.cells import CellError, NoResult, Raw
from lzxl.law.vocabulary import INVISIBLE

_MESSAGE_LENGTH = 40

_REVERSING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
# Look the same as an everyday character, but are another one: compatibility ideographs and Kangxi radicals.
_COMPATIBILITY = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))
_LOOK_ALIKE = frozenset("lIoO")
_SCRIPTS = {
    "CYRILLIC": "西里尔字母",
    "GREEK": "希腊字母",
    "KATAKANA": "日文片假名",
    "KATAKANA-HIRAGANA": "日文长音符",
    "HIRAGANA": "日文平假名",
    "LATIN": "拉丁字母",
    "DIGIT": "数字",
    "EM": "破折号",
    "EN": "破折号",
    "HYPHEN-MINUS": "减号",
    "MINUS": "数学减号",
    "KANGXI": "部首",
    "CJK": "兼容汉字",
}


# One search tells whether a text holds any of these: nearly none does, and every cell is asked.
_RARE = re.compile(
    "["
    + re.escape("".join(sorted(_REVERSING | INVISIBLE)))
    + "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
    + "".join(f"{chr(low)}-{chr(high)}" for low, high in (*_COMPATIBILITY, *_PRIVATE))
    + "]"
)


def _within(character: str, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(low <= ord(character) <= high for low, high in ranges)


def invisible(text: str) -> list[str]:
    """Return the characters of ``text`` that cannot be seen: zero-width ones and control characters, each once."""
    if not _RARE.search(text):
        return []
    return [c for c in dict.fromkeys(text) if c in INVISIBLE or (c < " " and c not in "\t\n\r") or c == "\x7f"]


def reversing(text: str) -> list[str]:
    """Return the characters that change the direction of what follows: what is seen is not what is stored."""
    return [character for character in dict.fromkeys(text) if character in _REVERSING] if _RARE.search(text) else []


def private(text: str) -> list[str]:
    """Return the characters of the private use area: another machine shows a box, or another character."""
    if not _RARE.search(text):
        return []
    return [character for character in dict.fromkeys(text) if _within(character, _PRIVATE)]


def compatible(text: str) -> list[str]:
    """Return the characters that look the same as an everyday one but are another: each once."""
    if not _RARE.search(text):
        return []
    return [character for character in dict.fromkeys(text) if _within(character, _COMPATIBILITY)]


def is_tidy(text: str) -> bool:
    """Return whether a text holds nothing that wants a look: :func:`tidy` leaves it, and no character is unusual."""
    return not _RARE.search(text) and "\r" not in text and "\u00a0" not in text and text == text.strip()


def tidy(text: str) -> str:
    """Return ``text`` without what cannot be seen and without blanks at its ends, compatibility ideographs replaced.

    Punctuation, full-width letters and blanks inside stay: free text is the unit's own.
    """
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if not _RARE.search(kept):
        return kept.strip()
    unseen = set(invisible(text))
    return "".join(
        unicodedata.normalize("NFKC", character) if _within(character, _COMPATIBILITY) else character
        for character in kept
        if character not in unseen
    ).strip()


def code_point(character: str) -> str:
    """Return a character as it is named to a person: “А”(U+0410,西里尔字母)."""
    words = unicodedata.name(character, "").split()
    script = _SCRIPTS.get(words[0], "") if words else ""
    seen = f"“{character}”" if character.isprintable() and not character.isspace() else ""
    return f"{seen}(U+{ord(character):04X}{',' + script if script else ''})"


def _everyday(character: str) -> bool:
    point = ord(character)
    return 0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or character.isspace()


def _plain(character: str, text: str) -> bool:
    """Return whether a character is a letter or digit of the keyboard; among others, l or O may stand for 一 or 〇."""
    return character.isascii() and character.isalnum() and (text.isascii() or character not in _LOOK_ALIKE)


def odd(text: str, words: Iterable[str]) -> str:
    """Return the characters of ``text`` that no everyday Chinese word and none of ``words`` has, named; ``""`` if none.

    Plain letters and digits are not odd, but for those that look like a Chinese character among Chinese ones.
    """
    usual = {character for word in words for character in word}
    strange = [c for c in dict.fromkeys(text) if c not in usual and not _everyday(c) and not _plain(c, text)]
    return "、".join(code_point(character) for character in strange[:3])


def name_of(raw: Raw) -> str:
    """Return the raw value of a cell as a person would copy it from the sheet: 3.0 is 3, midnight is left out."""
    match raw:
        case str():
            return raw
        case None:
            return ""
        case bool():
            return "TRUE" if raw else "FALSE"
        case CellError():
            return raw.text
        case NoResult():
            return raw.formula
        case float() if raw.is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        case datetime() if (raw.hour, raw.minute, raw.second) == (0, 0, 0):
            return raw.date().isoformat()
        case datetime():
            return raw.isoformat(" ", "seconds")
        case date():
            return raw.isoformat()
        case _:
            return str(raw)


def clip(text: str, length: int = MOST_CHARACTERS) -> str:
    """Return ``text``, cut with an ellipsis where it is longer than ``length``, as Excel counts (:mod:`lzxl.area`)."""
    fits = len(text) <= length // 2 or characters(text) <= length
    return text if fits else shortened(text, length - 1) + "…"


def brief(text: str) -> str:
    """Return ``text`` on one line, short enough for a sentence."""
    return clip(" ".join(text.split()), _MESSAGE_LENGTH)
