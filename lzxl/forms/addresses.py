"""What the roster's column 邮箱 holds: plain addresses."""

import re

# Plain addresses only: no names, no comments, no groups; a local part with blanks or quotes is nobody's here.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_APART = re.compile(r"[\s,;,;、]+")


def addresses(text: str) -> tuple[str, ...]:
    """Return the plain addresses in a cell of the roster (apart by ``、``, ``;``, blanks), each once; the rest is dropped."""
    words = (word for word in _APART.split(text) if _ADDRESS.fullmatch(word))
    return tuple(dict.fromkeys(words))
