"""Mails as ``.eml`` files, as any program saves them. Nothing in a mail is run, followed or fetched."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email import policy
from email.message import Message
from email.parser import BytesParser
from functools import lru_cache, partial
from itertools import islice
from typing import Any, TypeAlias

from lzxl.intake.archives import ArchiveError, Budget, Limits, Member, Opener
from lzxl.intake.header_text import header_text, in_charset
from lzxl.intake.mail import (
    BROKEN_FILE,
    BROKEN_MAIL,
    Mail,
    Part,
    Told,
    address_of,
    date_of,
    members,
    read_whole,
)
from lzxl.intake.parameters import file_name, parameters
from lzxl.intake.tnef import read_tnef

Parsed: TypeAlias = Message

_FAULTS = (
    RecursionError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
)  # what crafted mails make the parser raise
_MOST_LINES, _MOST_LEVELS, _MOST_TEXT = 5_000_000, 100, 1 << 20
_FIELD = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:", re.MULTILINE)
_NOT_SENT = (  # what mail programs add by themselves
    *("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/calendar"),
    *("message/delivery-status", "message/disposition-notification", "text/rfc822-headers"),
)
_FOOTER = re.compile(r"ATT\d{5}\.(?:txt|html?)", re.IGNORECASE)  # Exchange makes one of each text after an attachment
_SYSTEMS = ("mailer-daemon@", "postmaster@")
_SUFFIXES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}


def expand_eml(opener: Opener, budget: Budget) -> Iterator[Member | Told]:
    """Yield the files of a mail and of those in it; raise :class:`ArchiveError` where it is none."""
    limits = budget.limits
    try:
        found = _read(lambda: _parsed(opener, limits), limits.mails - 1)
    except _FAULTS:
        raise ArchiveError(BROKEN_MAIL) from None
    yield from members(found, budget)


def about(opener: Opener, limits: Limits) -> tuple[str, datetime | None, str]:
    """Return sender, date and subject of a mail; raise :class:`ArchiveError` where it is none."""
    headers = _Headers(_parsed(opener, limits))
    moment = date_of(headers.text("date")) or date_of(headers.text("received").rpartition(";")[2])
    return address_of(headers.text("from")), moment, header_text(headers.raw("subject")).strip()


@lru_cache(maxsize=4)  # the files of one mail are loaded one after the other; openers are as good as their mail
def _parsed(opener: Opener, limits: Limits) -> Parsed:
    data = read_whole(opener, limits)
    if not _FIELD.search(data[:65536]) or data.count(b"\n") + data.count(b"\r") > _MOST_LINES:
        raise ArchiveError(BROKEN_MAIL)
    if data.lower().count(b"multipart/") > _MOST_LEVELS:
        raise ArchiveError(BROKEN_MAIL)
    try:
        return BytesParser(policy=policy.compat32).parsebytes(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    except _FAULTS:
        raise ArchiveError(BROKEN_MAIL) from None


def _read(again: Callable[[], Parsed], levels: int) -> Mail:
    """Return a mail; ``again`` gives it, parsed anew where it is no longer at hand; ``levels``: of mails in it."""
    message = again()
    headers = _Headers(message)
    texts: list[str] = []
    parts: list[Part] = []
    inner: list[tuple[str, Mail | None]] = []
    for number, leaf in enumerate(_leaves(message)):
        load = partial(_leaf, again, number)
        mail_inside = _inner(leaf)
        if mail_inside is not None:
            name = _mail_name(_Headers(leaf).file_name, mail_inside)
            inner.append((name, _read(lambda load=load: _mail_inside(load), levels - 1) if levels else None))  # type: ignore[misc]
        elif _is_text(leaf):
            texts.append(_text(leaf)[:_MOST_TEXT])
        elif _Headers(leaf).kind not in _NOT_SENT:
            parts += _parts(leaf, number, load)
    sender = address_of(headers.text("from")) or address_of(headers.text("sender"))
    return Mail(
        sender=sender,
        date=date_of(headers.text("date")) or date_of(headers.text("received").rpartition(";")[2]),
        subject=header_text(headers.raw("subject")).strip(),
        text="\n".join(texts),
        parts=tuple(parts),
        inner=tuple(inner),
        bounced=sender.startswith(_SYSTEMS) or _is_report(headers),
    )


def _leaf(again: Callable[[], Parsed], number: int) -> Parsed:
    return next(islice(_leaves(again()), number, None))


def _is_report(headers: "_Headers") -> bool:
    """Whether a mail says that another one has not been delivered."""
    return headers.kind == "multipart/report" and b"delivery-status" in headers.raw("content-type").lower()


class _Headers:
    """The headers of a message or part, the first of each name, as the bytes that were sent."""

    def __init__(self, part: Parsed) -> None:
        self._raw: dict[str, bytes] = {}
        for name, value in part.raw_items():
            self._raw.setdefault(name.lower(), str(value).encode("ascii", "surrogateescape"))

    def raw(self, name: str) -> bytes:
        """Return a header's value, ``b""`` where there is none."""
        return self._raw.get(name, b"")

    def text(self, name: str) -> str:
        """Return a header's value with what is no ASCII dropped."""
        return re.sub(r"[\r\n]+", "", self.raw(name).decode("ascii", "ignore")).strip()

    @property
    def kind(self) -> str:
        """The content type, in small letters."""
        return self.text("content-type").partition(";")[0].strip().lower()

    @property
    def encoding(self) -> str:
        """The transfer encoding, in small letters."""
        return self.text("content-transfer-encoding").strip(" \"';").lower()

    @property
    def file_name(self) -> str:
        """The name of the file that a part is."""
        return file_name(self.raw("content-disposition"), self.raw("content-type"))

    @property
    def attached(self) -> bool:
        """Whether the part says that it is an attachment."""
        return self.text("content-disposition").partition(";")[0].strip().lower() == "attachment"


def _leaves(part: Parsed) -> Iterator[Parsed]:
    """Yield the parts that hold something, in order; a mail in the mail is one of them."""
    if part.is_multipart() and part.get_content_maintype() != "message":
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from _leaves(inner)
    else:
        yield part


def _is_text(leaf: Parsed) -> bool:
    headers = _Headers(leaf)
    if (headers.kind or "text/plain") not in ("text/plain", "text/html"):
        return False
    name = headers.file_name
    return bool(_FOOTER.fullmatch(name)) or not (headers.attached or name)


def _text(leaf: Parsed) -> str:
    charset = next(iter(parameters(_Headers(leaf).raw("content-type")).get("charset", ())), "")
    return in_charset(_content(leaf), charset)


def _content(leaf: Parsed) -> bytes:
    """Return the bytes of a part, its transfer encoding undone."""
    try:
        payload: Any = leaf.get_payload()
        if isinstance(payload, list):  # an encoded mail in the mail: the parser has taken its code for a text
            code: Any = payload[0].get_payload(decode=True) if payload else b""
            return base64.b64decode(re.sub(rb"[^A-Za-z0-9+/]", b"", code or b"") + b"==")
        content: Any = leaf.get_payload(decode=True)
    except _FAULTS:
        raise ArchiveError(BROKEN_FILE) from None
    return content if isinstance(content, bytes) else b""


def _parts(leaf: Parsed, number: int, load: Callable[[], Parsed]) -> Iterator[Part]:
    """Yield the files that a part is: one, or those in an envelope of Outlook's (winmail.dat)."""
    headers = _Headers(leaf)
    name = headers.file_name
    if headers.kind in ("message/rfc822", "message/global"):  # encoded, which a mail in a mail must not be
        yield Part(_as_mail(name), lambda: io.BytesIO(_content(load())), _size(leaf, headers))
        return
    if headers.kind == "application/ms-tnef" or name.lower() == "winmail.dat":
        inside = read_tnef(_content(leaf))
        if inside:
            for at, (inner, data) in enumerate(inside):
                yield Part(inner, partial(_inside, load, at), len(data))
            return
    shown = headers.kind.startswith("image/") and not headers.attached and bool(headers.raw("content-id") or not name)
    name = name or f"附件{number}{_SUFFIXES.get(headers.kind, '')}"
    yield Part(name, lambda: io.BytesIO(_content(load())), _size(leaf, headers), shown)


def _inside(load: Callable[[], Parsed], at: int) -> io.BytesIO:
    return io.BytesIO(read_tnef(_content(load()))[at][1])


def _size(leaf: Parsed, headers: _Headers) -> int:
    """Return how large a part can become at most, without undoing its encoding."""
    payload = leaf.get_payload()
    length = len(payload) if isinstance(payload, str) else 0
    return length * 3 // 4 if headers.encoding == "base64" else length


def _inner(leaf: Parsed) -> Parsed | None:
    """Return the mail that a part is; None where it is none, or an encoded one."""
    payload: Any = leaf.get_payload()
    whole = _Headers(leaf).encoding not in ("base64", "quoted-printable")
    return payload[0] if whole and isinstance(payload, list) and payload else None


def _mail_inside(load: Callable[[], Parsed]) -> Parsed:
    found = _inner(load())
    if found is None:
        raise ArchiveError(BROKEN_FILE)
    return found


def _mail_name(name: str, inner: Parsed) -> str:
    subject = header_text(_Headers(inner).raw("subject")).strip()
    return _as_mail(name or re.sub(r"[/\\]", "_", subject)[:60])


def _as_mail(name: str) -> str:
    return name if name.lower().endswith(".eml") else f"{name or '转发的邮件'}.eml"
