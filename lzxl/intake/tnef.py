"""winmail.dat: the envelope (TNEF) in which Outlook and Exchange put attachments when they take the receiver for their like."""

import io
import struct
from collections.abc import Iterator, Mapping

from lzxl.intake import mapi
from lzxl.intake.archives import ArchiveError, Budget, Member, Opener
from lzxl.intake.mail import NOT_AN_ENVELOPE, Mail, Part, Told, members, read_whole
from lzxl.intake.mapi import text_of

_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTACHMENT = 2  # the level of attributes that belong to attachments; 1 are the message's
_BEGIN, _TITLE, _DATA, _PROPERTIES, _CODEPAGE = 0x9002, 0x8010, 0x800F, 0x9005, 0x9007
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}  # type → bytes
_VARIABLE = (mapi.ANSI, mapi.UNICODE, mapi.BINARY, mapi.OBJECT)
_MANY, _NAMED = 0x1000, 0x8000


def read_tnef(data: bytes, levels: int = 4) -> list[tuple[str, bytes]]:
    """Return the attachments (name, content) in the envelope, none where it is no envelope; a cut one gives those before.

    Those of mails in the mail, ``levels`` deep, are among them.
    """
    found: list[dict[int, bytes]] = []
    codepage = 0
    for level, number, content in _attributes(data):
        if number == _CODEPAGE and len(content) >= 4:
            codepage = int.from_bytes(content[:4], "little")
        elif level == _ATTACHMENT and number == _BEGIN:
            found.append({})
        elif level == _ATTACHMENT and found:
            found[-1][number] = content
    return [one for several in found for one in _attachment(several, codepage, levels)]


def _attachment(found: Mapping[int, bytes], codepage: int, levels: int) -> list[tuple[str, bytes]]:
    properties = dict(_properties(found.get(_PROPERTIES, b"")))
    kind, raw = properties.get(mapi.DATA, (0, b""))
    inner = raw[16:]  # after the identity of its kind
    if kind == mapi.OBJECT and inner.startswith(_SIGNATURE):
        return read_tnef(inner, levels - 1) if levels else []
    told = [properties.get(number) for number in (mapi.LONG_NAME, mapi.DISPLAY_NAME)]
    names = [text_of(text, of_kind, codepage) for of_kind, text in filter(None, told)]
    names.append(text_of(found.get(_TITLE, b""), mapi.ANSI, codepage))
    name = next((name.strip() for name in names if name.strip()), "附件")
    return [(name, found.get(_DATA) or (inner if kind == mapi.OBJECT else raw))]


def expand_tnef(opener: Opener, budget: Budget) -> Iterator[Member | Told]:
    """Yield the attachments of a winmail.dat that somebody has saved; raise :class:`ArchiveError` where there are none."""
    inside = read_tnef(read_whole(opener, budget.limits))
    if not inside:
        raise ArchiveError(NOT_AN_ENVELOPE)

    def again(at: int) -> Opener:
        return lambda: io.BytesIO(read_tnef(read_whole(opener, budget.limits))[at][1])

    parts = tuple(Part(name, again(at), len(data)) for at, (name, data) in enumerate(inside))
    yield from members(Mail(parts=parts), budget)


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (level, number, content) of the attributes."""
    if not data.startswith(_SIGNATURE):
        return
    at = 6
    while at + 9 <= len(data):
        level, number, _, length = struct.unpack_from("<BHHI", data, at)
        content = data[at + 9 : at + 9 + length]
        if len(content) < length:
            return
        yield level, number, content
        at += 9 + length + 2  # a checksum, which nobody keeps to


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Yield (number, (type, bytes)) of the properties up to the first that makes no sense."""
    try:
        at = 4
        for _ in range(min(int.from_bytes(data[:4], "little"), 4096)):
            kind, number = struct.unpack_from("<HH", data, at)
            at += 4
            if number >= _NAMED:
                at = _after_name(data, at)
            values, at = _values(data, at, kind)
            if values:
                yield number, (kind, values[0])
    except (struct.error, KeyError):
        return


def _after_name(data: bytes, at: int) -> int:
    (by_text, length) = struct.unpack_from("<II", data, at + 16)
    return at + 24 + (_padded(length) if by_text else 0)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    base = kind & ~_MANY
    many = bool(kind & _MANY) or base in _VARIABLE
    count, at = (struct.unpack_from("<I", data, at)[0], at + 4) if many else (1, at)
    values = []
    for _ in range(count):
        if base in _VARIABLE:
            length, at = struct.unpack_from("<I", data, at)[0], at + 4
        else:
            length = _FIXED[base]
        if at + length > len(data):
            raise struct.error("cut off")
        values.append(data[at : at + length])
        at += _padded(length)
    return values, at


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4
