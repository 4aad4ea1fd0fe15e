"""Properties as Outlook keeps them (in ``.msg`` files and winmail.dat): their numbers, their texts, their moments."""

from datetime import UTC, datetime, timedelta

from lzxl.intake.header_text import in_charset
from lzxl.intake.names import decoded

ANSI, UNICODE, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D  # types of properties
CLASS, SUBJECT, HEADERS, BODY, HTML = 0x001A, 0x0037, 0x007D, 0x1000, 0x1013
SUBMITTED, DELIVERED = 0x0039, 0x0E06
SENDER_SMTP, REPRESENTED_SMTP, SENDER, REPRESENTED = 0x5D01, 0x5D02, 0x0C1F, 0x0065
CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
DATA, DISPLAY_NAME, SHORT_NAME, LONG_NAME, MIME_TYPE, CONTENT_ID, HIDDEN = (
    *(0x3701, 0x3001, 0x3704, 0x3707),
    *(0x370E, 0x3712, 0x7FFE),
)
_CODEPAGES = {936: "gb18030", 54936: "gb18030", 950: "big5", 65001: "utf-8", 932: "shift_jis", 949: "euc-kr"}
_BEGINNING = datetime(1601, 1, 1, tzinfo=UTC)


def text_of(raw: bytes, kind: int, codepage: int = 0) -> str:
    """Return a property's text; one without Unicode is in the code page, and where that does not fit in what it looks like."""
    if kind == UNICODE:
        return raw.decode("utf-16-le", "replace").rstrip("\0")
    charset = _CODEPAGES.get(codepage)
    raw = raw.rstrip(b"\0")
    return in_charset(raw, charset) if charset else decoded(raw)


def moment_of(raw: bytes) -> datetime | None:
    """Return the moment of eight bytes: tenths of microseconds since 1601."""
    try:
        return _BEGINNING + timedelta(microseconds=int.from_bytes(raw[:8], "little") // 10)
    except OverflowError:
        return None
