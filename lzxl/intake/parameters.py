"""The parameters of a mail header, and the file name that they give: every way of writing it that senders are known for."""

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_to_bytes

from lzxl.intake.header_text import header_text, in_charset
from lzxl.intake.names import decoded

_NAME = re.compile(rb"\s*([\w-]+)(?:\*(\d{1,3}))?(\*?)\s*", re.ASCII)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&#x?[0-9A-Fa-f]{2,6};")
_SUFFIX = re.compile(r"\.\w{1,8}\s*$")
_DAMAGED = re.compile(r"[?\ufffd]|\\x[0-9a-f]{2}")


def parameters(raw: bytes) -> Mapping[str, list[str]]:
    """Return by name all that a header (its value, as bytes) says; what stands first is to be preferred (RFC 2231, then plain)."""
    plain: dict[str, bytes] = {}
    sections: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for piece in _pieces(re.sub(rb"[\r\n]+", b"", raw)):
        name, _, value = piece.partition(b"=")
        found = _NAME.fullmatch(name)
        if not found or not _:
            continue
        key = found[1].decode().lower()
        if found[2] is None and not found[3]:
            plain.setdefault(key, _unquoted(value))
        else:
            sections.setdefault(key, {}).setdefault(int(found[2] or 0), (_unquoted(value), bool(found[3])))
    return {key: list(_values(sections.get(key, {}), plain.get(key))) for key in [*sections, *plain]}


def _pieces(raw: bytes) -> Iterator[bytes]:
    """Yield what stands between semicolons outside of quotes; the second byte of a GBK character may look like a backslash."""
    wide = _is_gbk(raw)
    start, at, quoted = 0, 0, False
    while at < len(raw):
        byte = raw[at]
        if (wide and byte > 0x80) or (quoted and byte == 0x5C and raw[at + 1 : at + 2] in (b'"', b"\\")):
            at += 1
        elif byte == 0x22:
            quoted = not quoted
        elif byte == 0x3B and not quoted:
            yield raw[start:at]
            start = at + 1
        at += 1
    yield raw[start:]


def _is_gbk(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return True
    return False


def _unquoted(value: bytes) -> bytes:
    value = value.strip()
    if not value.startswith(b'"'):
        return value
    inner = value[1:-1] if len(value) > 1 and value.endswith(b'"') else value[1:]
    return inner if _is_gbk(inner) else re.sub(rb'\\(["\\])', rb"\1", inner)


def _values(sections: Mapping[int, tuple[bytes, bool]], plain: bytes | None) -> Iterator[str]:
    if sections:
        yield _joined(sections)
    if plain is not None:
        yield _plain(plain)


def _joined(sections: Mapping[int, tuple[bytes, bool]]) -> str:
    """Return the value of sections ``name*0*=``, ``name*1=`` … up to the first that is missing."""
    first, extended = sections.get(0, (b"", False))
    charset = b""
    if extended and first.count(b"'") >= 2:
        charset, _, first = first.split(b"'", 2)
    coded = [first if extended else first.replace(b"%", b"%25")]
    for number in range(1, len(sections) + 1):
        if number not in sections:
            break
        value, percent = sections[number]
        coded.append(value if percent else value.replace(b"%", b"%25"))
    whole = unquote_to_bytes(b"".join(coded))  # joined first: a cut may fall inside of %E5
    return _again(in_charset(whole, charset.decode("ascii", "replace"))) if extended else _plain(whole)


def _again(text: str) -> str:
    """A value that was encoded twice is decoded twice."""
    return header_text(text.encode("utf-8", "surrogatepass")) if "=?" in text and "?=" in text else text


def _plain(value: bytes) -> str:
    text = header_text(value)
    if _PERCENT.search(text):
        raw = unquote_to_bytes(text)
        if not raw.isascii() and not _is_gbk(raw):
            return decoded(raw)
    return html.unescape(text) if _ENTITY.search(text) else text


def file_name(disposition: bytes, content_type: bytes) -> str:
    """Return the name that Content-Disposition and Content-Type give to a file, ``""`` where they give none.

    ``filename`` goes before ``name``, but a whole name with a suffix before one that a mail program has spoilt.
    """
    told = [*parameters(disposition).get("filename", ()), *parameters(content_type).get("name", ())]
    names = [name.strip() for name in told if name.strip()]
    whole = [name for name in names if _SUFFIX.search(name) and not _DAMAGED.search(name)]
    return next(iter(whole or names), "")
