"""What is to be mailed: :class:`Outgoing`, pure; the drafts and folders for people are made of it."""

import re
from typing import NamedTuple

# Plain addresses only: no names, no comments, no groups; a local part with blanks or quotes is nobody's here.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_APART = re.compile(r"[\s,;,;、]+")


class Attachment(NamedTuple):
    """A file to be sent along, under the name that the receiver sees."""

    name: str
    content: bytes


class Sender(NamedTuple):
    """Who sends: 本社名称, and the address of the account (``""``: the mail program fills it in)."""

    name: str
    address: str = ""


class Outgoing(NamedTuple):
    """One message to one unit. ``kind``: what it is (退回, 催报 …); ``unit``: a unit id; ``to``: plain addresses."""

    kind: str
    unit: str
    to: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()


def addresses(text: str) -> tuple[str, ...]:
    """Return the plain addresses in a cell of the roster (apart by ``、``, ``;``, blanks), each once; the rest is dropped."""
    words = (word for word in _APART.split(text) if _ADDRESS.fullmatch(word))
    return tuple(dict.fromkeys(words))


def one_line(text: str) -> str:
    """Return ``text`` on one line, without control characters: nothing in it can end a header."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
