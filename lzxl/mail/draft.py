"""An outgoing message as an unsent ``.eml`` and as a plain folder; the same content gives the same bytes.

Names of attachments stand there twice, after RFC 2231 and RFC 2047: some mail programs read only the one, some the other.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from lzxl.mail.outgoing import Attachment, Outgoing, Sender, one_line
from lzxl.office.names import safe_name

DRAFT, TEXT, ADDRESS, SUBJECT = "草稿.eml", "正文.txt", "收件人.txt", "主题.txt"
UNIT_HEADER, KIND_HEADER, UNSENT_HEADER = "X-Lzxl-Unit", "X-Lzxl-Kind", "X-Unsent"
DAY_HEADER = "X-Lzxl-Day"  # of what is true on one day only
NO_ADDRESS = "(名册里没有填写这个单位的邮箱)"

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    ".xlsx": _OPEN_XML + "spreadsheetml.sheet",
    ".docx": _OPEN_XML + "wordprocessingml.document",
    ".pdf": "application/pdf",
    ".txt": "application/octet-stream",  # as a file, never shown in place of the text
}
_PAPERS = (".pdf", ".docx")


def draft(outgoing: Outgoing, sender: Sender) -> bytes:
    """Return the message as an unsent ``.eml``: mail programs open it ready to be looked at and sent."""
    parts = [_part(_text_head(), outgoing.text.replace("\r\n", "\n").replace("\n", "\r\n").encode())]
    parts += [_part(_file_head(one), one.content) for one in _named(outgoing.attachments)]
    mark = _mark(outgoing, sender)
    head = [
        *_addressed(outgoing, sender),
        f"Message-ID: <{mark}@{_domain(sender)}>",
        *_ours(outgoing),
        "MIME-Version: 1.0",
    ]
    lines = "\r\n".join(head).encode()
    if len(parts) == 1:
        return lines + b"\r\n" + parts[0]
    boundary = f"=_lzxl_{mark}".encode()
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    return lines + b'\r\nContent-Type: multipart/mixed;\r\n boundary="' + boundary + b'"\r\n\r\n' + body


def folder(outgoing: Outgoing, sender: Sender) -> Mapping[str, bytes]:
    """Return the files of a plain folder by name: draft, text, addresses and subject for web mail, the attachments."""
    texts = {
        TEXT: outgoing.text,
        ADDRESS: ";".join(outgoing.to) or NO_ADDRESS,
        SUBJECT: one_line(outgoing.subject),
    }
    files = {DRAFT: draft(outgoing, sender), **{name: _plain(text) for name, text in texts.items()}}
    return files | {one.name: one.content for one in _named(outgoing.attachments)}


def _plain(text: str) -> bytes:
    """Text as Notepad of any Windows shows it."""
    return ("\r\n".join(text.rstrip().splitlines()) + "\r\n").encode("utf-8-sig")


def _named(attachments: tuple[Attachment, ...]) -> Iterator[Attachment]:
    """Yield attachments under safe names, no two alike and none that the folder needs itself."""
    taken = {PurePosixPath(name).stem for name in (DRAFT, TEXT, ADDRESS, SUBJECT)}
    for one in attachments:
        path = PurePosixPath(one.name)
        taken.add(stem := safe_name(path.stem, taken))
        yield Attachment(stem + path.suffix, one.content)


def _mark(outgoing: Outgoing, sender: Sender) -> str:
    """Return a message's identity: what it is about, else what it says; the same on any computer, whatever LibreOffice is there.

    Papers that accompany the text (PDF, .docx) are letters of the office that the text stands for; they do not count.
    """
    said = (outgoing.about,) if outgoing.about else (*outgoing.to, outgoing.subject, outgoing.text, *sender)
    whole = hashlib.sha256()
    for text in (outgoing.kind, outgoing.unit, *said):
        whole.update(text.encode() + b"\0")
    for one in () if outgoing.about else _named(outgoing.attachments):
        if PurePosixPath(one.name).suffix.lower() not in _PAPERS:
            whole.update(one.name.encode() + b"\0" + hashlib.sha256(one.content).digest())
    return whole.hexdigest()[:32]


def _domain(sender: Sender) -> str:
    return sender.address.rpartition("@")[2] or "lzxl.invalid"


def _addressed(outgoing: Outgoing, sender: Sender) -> Iterator[str]:
    if sender.address:
        yield from_header(sender)
    if outgoing.to:
        yield "To: " + ",\r\n ".join(outgoing.to)
    yield _header("Subject", one_line(outgoing.subject))


def from_header(sender: Sender) -> str:
    """Return the From header of a sender with an address."""
    name = one_line(sender.name)
    shown = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"' if name.isascii() else _encoded(name, 6)
    return f"From: {shown} <{sender.address}>" if name else f"From: {sender.address}"


class Head(NamedTuple):
    """What a draft says of itself, read back."""

    message_id: str
    kind: str
    unit: str
    to: tuple[str, ...]
    subject: str
    attachments: tuple[str, ...]
    day: str = ""


def read_draft(data: bytes) -> Head:
    """Return what one of our drafts says of itself."""
    from email import message_from_bytes  # late: only sending needs them
    from email.policy import default

    message = message_from_bytes(data, policy=default)
    to = message["To"].addresses if message["To"] else ()
    return Head(
        message_id=str(message["Message-ID"] or ""),
        kind=str(message[KIND_HEADER] or ""),
        unit=str(message[UNIT_HEADER] or ""),
        to=tuple(address.addr_spec for address in to),
        subject=str(message["Subject"] or ""),
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
        day=str(message[DAY_HEADER] or ""),
    )


def _ours(outgoing: Outgoing) -> Iterator[str]:
    yield f"{UNSENT_HEADER}: 1"
    yield _header(KIND_HEADER, one_line(outgoing.kind))
    yield _header(UNIT_HEADER, one_line(outgoing.unit))
    if outgoing.day:
        yield _header(DAY_HEADER, one_line(outgoing.day))


def _header(name: str, value: str) -> str:
    return f"{name}: {_encoded(value, len(name) + 2)}"


def _encoded(value: str, before: int) -> str:
    """Return a header's value: plain ASCII as it is, all else in encoded words (RFC 2047)."""
    if value.isascii() and "=?" not in value and len(value) + before < 78:
        return value
    from email.charset import BASE64, Charset  # late: only what writes a letter needs them
    from email.header import Header

    charset = Charset("utf-8")
    charset.header_encoding = BASE64
    return Header(value, charset, header_name="x" * (before - 2)).encode(linesep="\r\n")


def _text_head() -> list[str]:
    return ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"]


def _file_head(one: Attachment) -> list[str]:
    kind = _TYPES.get(PurePosixPath(one.name).suffix.lower(), "application/octet-stream")
    return [
        f'Content-Type: {kind};\r\n name="{_encoded(one.name, 7)}"',
        f"Content-Disposition: attachment;\r\n filename*=utf-8''{quote(one.name, safe='')}",
        "Content-Transfer-Encoding: base64",
    ]


def _part(head: list[str], content: bytes) -> bytes:
    lines = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + lines
