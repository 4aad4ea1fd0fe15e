"""What the roster's column 邮箱 holds: plain addresses."""

import re

# Plain addresses only: no names, no comments, no groups; a local part with blanks or quotes is nobody's here.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_APART = re.compile(r"[\s,;,;、]+")


def addresses(text: str) -> tuple[str, ...]:
    """Return the plain addresses in a cell of the roster (apart by ``、``, ``;``, blanks), each once.

    Where anything else stands in the cell there are none: what is left of it may be somebody else's address.
    """
    return () if no_address(text) else tuple(dict.fromkeys(_words(text)))


def no_address(text: str) -> str:
    """Return the first word in such a cell that is no address, ``""`` where all are."""
    return next((word for word in _words(text) if not _ADDRESS.fullmatch(word)), "")


def _words(text: str) -> list[str]:
    return [word for word in _APART.split(text) if word]
