"""What is to be mailed: :class:`Outgoing`, pure; the drafts and folders for people are made of it."""

from typing import NamedTuple

from lzxl.area import printable
from lzxl.forms.addresses import addresses

__all__ = ["Attachment", "Outgoing", "Sender", "addresses", "one_line"]


class Attachment(NamedTuple):
    """A file to be sent along, under the name that the receiver sees."""

    name: str
    content: bytes


class Sender(NamedTuple):
    """Who sends: 本社名称, and the address of the account (``""``: the mail program fills it in)."""

    name: str
    address: str = ""


class Outgoing(NamedTuple):
    """One message to one unit. ``kind``: what it is (退回, 催报 …); ``unit``: a unit id; ``to``: plain addresses.

    ``about``: what the message is one and the same for, however it is worded (a document that was issued): it goes once.
    ``day``: the only day on which it is true (YYYY-MM-DD), ``""``: any.
    """

    kind: str
    unit: str
    to: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    about: str = ""
    day: str = ""


def one_line(text: str) -> str:
    """Return ``text`` on one line, without control characters: nothing in it can end a header."""
    return " ".join("".join(letter if printable(letter) else " " for letter in text).split())
