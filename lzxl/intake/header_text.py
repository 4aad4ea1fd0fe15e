"""The text of mail headers as senders really write them: encoded words cut anywhere, raw GBK or UTF-8, wrong or no charset.

RFC 2047 says how it should be; mail programs split a character over two words, name no charset, or write plain bytes.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from quopri import decodestring
from typing import NamedTuple

from lzxl.intake.names import decoded

_WORD = re.compile(rb"=\?([\w.:+-]*)(?:\*[\w-]*)?\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(rb"\r\n?|\n")
_CHINESE = ("gb2312", "gbk", "gb18030", "cp936", "ms936", "x-gbk", "gb_2312-80", "euc-cn", "hz-gb-2312")
# Only these are looked up: some codecs of Python do more than decode, or take very long.
_CHARSETS = {
    **dict.fromkeys(_CHINESE, "gb18030"),
    "hz-gb-2312": "hz",
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **{name: name for name in ("big5", "big5-hkscs", "shift_jis", "iso-2022-jp", "euc-jp", "euc-kr", "koi8-r")},
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
}


def in_charset(raw: bytes, charset: str) -> str:
    """Return the text of ``raw``; where the charset is unknown, or not kept to, the one it looks like."""
    name = _CHARSETS.get(charset.strip().lower())
    try:
        return raw.decode(name) if name else decoded(raw)
    except UnicodeDecodeError:
        return decoded(raw)


class _Word(NamedTuple):
    """An encoded word: its charset, B or Q, the encoded text."""

    charset: str
    kind: str
    text: bytes


def header_text(raw: bytes) -> str:
    """Return the text of a header's value, unfolded."""
    return "".join(
        _decoded(words) if isinstance(words, list) else decoded(words) for words in _runs(_FOLD.sub(b"", raw))
    )


def _runs(raw: bytes) -> Iterator[list[_Word] | bytes]:
    """Yield plain bytes, and runs of encoded words with nothing but blanks between them."""
    run: list[_Word] = []
    at = 0
    for found in _WORD.finditer(raw):
        between = raw[at : found.start()]
        if run and between.strip():
            yield run
            run = []
        if between and not run and (at == 0 or between.strip()):
            yield between
        run.append(_Word(found[1].decode().lower(), found[2].decode().upper(), found[3]))
        at = found.end()
    if run:
        yield run
    if raw[at:]:
        yield raw[at:]


def _decoded(run: list[_Word]) -> str:
    """Return the text of a run: bytes of one charset are joined first, as a character may be cut by the end of a word."""
    text, pending, charset = "", b"", ""
    for word in _rejoined(run):
        if word.charset != charset:
            text, pending, charset = text + in_charset(pending, charset), b"", word.charset
        pending += _from_base64(word.text) if word.kind == "B" else decodestring(word.text, header=True)
    return text + in_charset(pending, charset)


def _rejoined(run: list[_Word]) -> Iterator[_Word]:
    """Yield the words, those together whose base64 itself was cut."""
    kept = run[0]
    for word in run[1:]:
        if word[:2] == kept[:2] and kept.kind == "B" and len(kept.text) % 4 and not kept.text.endswith(b"="):
            kept = kept._replace(text=kept.text + word.text)
        else:
            yield kept
            kept = word
    yield kept


def _from_base64(text: bytes) -> bytes:
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    clean = clean[:-1] if len(clean) % 4 == 1 else clean
    try:
        return base64.b64decode(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return b""
