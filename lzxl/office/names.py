"""Names of files and folders made from what people typed: safe on every system, never leading out of their folder."""

import unicodedata
from collections.abc import Container

_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_MOST_BYTES = 120


def safe_name(text: str, taken: Container[str] = ()) -> str:
    """Return ``text`` as a file or folder name of at most 120 bytes in UTF-8, different from those ``taken``."""
    clean = "".join("_" if char in _FORBIDDEN else char for char in unicodedata.normalize("NFC", text) if _shown(char))
    clean = _cut(clean.strip(" .").lstrip("-~"), _MOST_BYTES).rstrip(" .") or "未命名"
    if clean.split(".")[0].upper() in _RESERVED:
        clean = f"_{clean}"
    name, number = clean, 1
    while name in taken:
        number += 1
        name = f"{_cut(clean, _MOST_BYTES - 6)}({number})"
    return name


def _shown(char: str) -> bool:
    """Control, format (bidi, zero-width), surrogate and private characters have no place in a name."""
    return not unicodedata.category(char).startswith("C")


def _cut(text: str, size: int) -> str:
    return text.encode("utf-8")[:size].decode("utf-8", "ignore")
