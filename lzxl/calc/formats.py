"""Number formats of one document: Excel's text, Calc's key, and what kind of content a format shows."""

import re
from typing import Any

from lzxl.calc.bridge import struct

GENERAL = "General"
_DATE, _TIME, _LOGICAL, _TEXT = 2, 4, 1024, 256
_LITERAL = re.compile(r"""("[^"]*"|\\.|AM/PM|A/P|\[\$[^\]]*\])|[YMDHS]+""")


class Formats:
    """Looks formats up once each; ``document`` is the UNO model."""

    def __init__(self, document: Any) -> None:
        self._formats = document.getNumberFormats()
        self._locale = struct("lang.Locale")  # the empty one: others are saved as a prefix of every format
        self._keys: dict[str, int] = {}
        self._known: dict[int, tuple[str, int]] = {}

    def key(self, text: str) -> int:
        """Return the key of a format, made where the document has none yet."""
        if text not in self._keys:
            found = self._formats.queryKey(text, self._locale, False)
            self._keys[text] = self._formats.addNew(text, self._locale) if found == -1 else found
        return self._keys[text]

    def text(self, key: int) -> str:
        """Return a format as Excel writes it."""
        return self._look_up(key)[0]

    def is_date(self, key: int) -> bool:
        """Return whether numbers show as dates."""
        return bool(self._look_up(key)[1] & _DATE)

    def is_logical(self, key: int) -> bool:
        """Return whether numbers show as TRUE and FALSE."""
        return bool(self._look_up(key)[1] & _LOGICAL)

    def is_text(self, key: int) -> bool:
        """Return whether the format is ``@``: everything typed stays text."""
        return bool(self._look_up(key)[1] & _TEXT)

    def is_general(self, key: int) -> bool:
        """Return whether it is the format of an untouched cell."""
        return self._look_up(key)[0] == GENERAL

    def _look_up(self, key: int) -> tuple[str, int]:
        if key not in self._known:
            found = self._formats.getByKey(key)
            self._known[key] = (as_in_excel(str(found.FormatString), found.Type), int(found.Type))
        return self._known[key]


def as_in_excel(text: str, kind: int) -> str:
    """Return Calc's format text in Excel's writing: letters for date and time are small there."""
    if not kind & (_DATE | _TIME):
        return text
    return _LITERAL.sub(lambda found: found[1] or found[0].lower(), text)
