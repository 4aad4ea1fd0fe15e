"""Mails as Outlook's ``.msg`` files: properties in an OLE2 file; olefile reads the container, what it holds is read here."""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property, partial
from typing import Any, TypeAlias

from lzxl.intake import mapi
from lzxl.intake.archives import ArchiveError, Budget, Limits, Member, Opener
from lzxl.intake.mail import BROKEN_FILE, BROKEN_MAIL, Mail, Part, Told, address_of, date_of, members, read_whole, sane
from lzxl.intake.mapi import moment_of, text_of
from lzxl.intake.tnef import read_tnef

Path: TypeAlias = tuple[str, ...]

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = re.compile(r"__attach_version1\.0_#[0-9A-Fa-f]{8}")
_EMBEDDED = f"__substg1.0_{mapi.DATA:04X}{mapi.OBJECT:04X}"
_HEAD, _HEAD_INSIDE, _HEAD_ATTACHMENT = 32, 24, 8  # bytes before the first property
_MOST_TEXT = 1 << 20
_STEPS = r"[/\\]"
_FAULTS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, MemoryError)


def expand_msg(opener: Opener, budget: Budget) -> Iterator[Member | Told]:
    """Yield the files of a mail, those of mails in it too; raise :class:`ArchiveError` where it is none."""
    try:
        with _Container(opener, budget.limits) as container:
            message = container.storage((), _HEAD)
            found = _mail(container, message, budget.limits.mails - 1)
    except _FAULTS:
        raise ArchiveError(BROKEN_MAIL) from None
    if not message.fixed and not message.streams:
        raise ArchiveError(BROKEN_MAIL)
    yield from members(found, budget)


class _Container:
    """An open OLE2 file; whatever a crafted one makes the library raise is a broken mail."""

    def __init__(self, opener: Opener, limits: Limits) -> None:
        self.opener, self.limits = opener, limits

    def __enter__(self) -> "_Container":
        import olefile  # type: ignore[import-untyped]  # late: only a .msg file needs it

        try:
            # as a stream: a few bytes would be taken for a path
            self._ole: Any = olefile.OleFileIO(io.BytesIO(read_whole(self.opener, self.limits)))
        except _FAULTS:
            raise ArchiveError(BROKEN_MAIL) from None
        return self

    def __exit__(self, *_: object) -> None:
        self._ole.close()

    @cached_property
    def _entries(self) -> Mapping[Path, Mapping[str, Path]]:
        """What is in each storage: names as they are looked up → path."""
        inside: dict[Path, dict[str, Path]] = {(): {}}
        for entry in self._ole.listdir(streams=True, storages=True):
            path = tuple(entry)
            inside.setdefault(path[:-1], {})[path[-1]] = path
        return inside

    def names(self, path: Path) -> Mapping[str, Path]:
        """Return what stands in a storage by name."""
        return self._entries.get(path, {})

    def size(self, path: Path) -> int:
        """Return the size that a stream says it has."""
        try:
            return int(self._ole.get_size("/".join(path)))
        except _FAULTS:
            return 0

    def read(self, path: Path, most: int) -> bytes:
        """Return the bytes of a stream, at most ``most``."""
        try:
            with self._ole.openstream("/".join(path)) as stream:
                return bytes(stream.read(most))
        except _FAULTS:
            raise ArchiveError(BROKEN_FILE) from None

    def storage(self, path: Path, head: int) -> "_Storage":
        """Return the properties of a message or an attachment."""
        return _Storage(self, path, head)


class _Storage:
    """A message or an attachment: its properties. ``streams``: those with a stream of their own, by number and type."""

    def __init__(self, container: _Container, path: Path, head: int) -> None:
        self.container, self.path = container, path
        names = container.names(path)
        self.streams = {
            (int(name[12:16], 16), int(name[16:20], 16)): where
            for name, where in names.items()
            if re.fullmatch(r"__substg1\.0_[0-9A-Fa-f]{8}", name)
        }
        raw = container.read(names[_PROPERTIES], _MOST_TEXT)[head:] if _PROPERTIES in names else b""
        entries = (raw[at : at + 16] for at in range(0, len(raw) - 15, 16))
        self.fixed = {int.from_bytes(entry[2:4], "little"): entry[8:] for entry in entries}

    def number(self, name: int) -> int:
        """Return a whole number, 0 where there is none."""
        return int.from_bytes(self.fixed.get(name, b"")[:4], "little")

    def moment(self, name: int) -> datetime | None:
        """Return a moment, None where there is none."""
        return moment_of(self.fixed[name]) if name in self.fixed else None

    def text(self, name: int, codepage: int = 0) -> str:
        """Return a text, ``""`` where there is none."""
        for kind in (mapi.UNICODE, mapi.ANSI, mapi.BINARY):
            if (name, kind) in self.streams:
                return text_of(self.container.read(self.streams[name, kind], _MOST_TEXT), kind, codepage)
        return ""

    @property
    def attachments(self) -> list["_Storage"]:
        """The attachments in their order."""
        found = sorted(name for name in self.container.names(self.path) if _ATTACHMENT.fullmatch(name))
        return [self.container.storage((*self.path, name), _HEAD_ATTACHMENT) for name in found]

    @property
    def embedded(self) -> "_Storage | None":
        """The mail that an attachment is, None for a file."""
        where = self.container.names(self.path).get(_EMBEDDED)
        return self.container.storage(where, _HEAD_INSIDE) if where else None


def _mail(container: _Container, message: _Storage, levels: int) -> Mail:
    """Return a mail; ``levels``: of mails in it."""
    codepage = message.number(mapi.CODEPAGE) or message.number(mapi.INTERNET_CODEPAGE)
    headers = _unfolded(message.text(mapi.HEADERS, codepage))
    html = message.text(mapi.HTML, message.number(mapi.INTERNET_CODEPAGE) or codepage)
    files: list[Part] = []
    inner: list[tuple[str, Mail | None]] = []
    for attachment in message.attachments:
        embedded = attachment.embedded
        if embedded is None:
            files += _parts(container, attachment, html, codepage)
        else:
            subject = embedded.text(mapi.SUBJECT, embedded.number(mapi.CODEPAGE) or codepage).strip()
            name = f"{re.sub(_STEPS, '_', subject)[:60] or '转发的邮件'}.msg"
            inner.append((name, _mail(container, embedded, levels - 1) if levels else None))
    sender = _sender(message, headers, codepage)
    return Mail(
        sender=sender,
        date=date_of(_field(headers, "date")) or sane(message.moment(mapi.SUBMITTED) or message.moment(mapi.DELIVERED)),
        subject=message.text(mapi.SUBJECT, codepage),
        text=f"{message.text(mapi.BODY, codepage)}\n{html}",
        parts=tuple(files),
        inner=tuple(inner),
        bounced=message.text(mapi.CLASS, codepage).upper().startswith("REPORT."),
    )


def _unfolded(headers: str) -> str:
    return re.sub(r"\r?\n[ \t]+", " ", headers)


def _field(headers: str, name: str) -> str:
    found = re.search(rf"^{name}:(.*)$", headers, re.MULTILINE | re.IGNORECASE)
    return found[1].strip() if found else ""


def _sender(message: _Storage, headers: str, codepage: int) -> str:
    texts = (
        message.text(name, codepage)
        for name in (mapi.SENDER_SMTP, mapi.REPRESENTED_SMTP, mapi.SENDER, mapi.REPRESENTED)
    )
    return next(filter(None, map(address_of, [_field(headers, "from"), *texts])), "")


def _parts(container: _Container, attachment: _Storage, html: str, codepage: int) -> Iterator[Part]:
    """Yield the files that an attachment is: one, or those in an envelope of Outlook's own."""
    names = [attachment.text(name, codepage).strip() for name in (mapi.LONG_NAME, mapi.DISPLAY_NAME, mapi.SHORT_NAME)]
    name = next(filter(None, names), "附件")
    where = attachment.streams.get((mapi.DATA, mapi.BINARY))
    size = container.size(where) if where else 0
    open_again = _opener(container, where)
    if name.lower() == "winmail.dat" and where and size <= container.limits.member:
        inside = read_tnef(container.read(where, size))
        if inside:
            for at, (inner, data) in enumerate(inside):
                yield Part(inner, partial(_inside, open_again, at), len(data))
            return
    identity = attachment.text(mapi.CONTENT_ID).strip("<> ")
    shown = bool(attachment.number(mapi.HIDDEN) & 1) or bool(identity and f"cid:{identity}" in html)
    yield Part(name, open_again, size, shown and _is_picture(name, attachment))


def _inside(envelope: Opener, at: int) -> io.BytesIO:
    with envelope() as stream:
        return io.BytesIO(read_tnef(stream.read())[at][1])


def _is_picture(name: str, attachment: _Storage) -> bool:
    kind = attachment.text(mapi.MIME_TYPE).lower()
    return kind.startswith("image/") or name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp"))


def _opener(container: _Container, where: Path | None) -> Opener:
    """Return an opener that reads the stream from the file anew."""

    def opened() -> io.BytesIO:
        with _Container(container.opener, container.limits) as again:
            return io.BytesIO(again.read(where, container.limits.member) if where else b"")

    return opened
