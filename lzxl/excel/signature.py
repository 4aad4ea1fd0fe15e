"""What a file really is, by its first bytes; extensions are only hearsay."""

from collections.abc import Mapping

from lzxl.excel import rules
from lzxl.findings import Rule

ZIP, OLE = "zip", "ole"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096

# First bytes → the container to look into, or the verdict on what no workbook starts with.
_MAGIC: tuple[tuple[bytes, str | Rule], ...] = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (_OLE_MAGIC, OLE),
    (b"%PDF", rules.PDF),
    (b"\x89PNG", rules.IMAGE),
    (b"\xff\xd8\xff", rules.IMAGE),
    (b"GIF8", rules.IMAGE),
    (b"BM", rules.IMAGE),
    (b"II*\x00", rules.IMAGE),
    (b"MM\x00*", rules.IMAGE),
    (b"RIFF", rules.IMAGE),
    (b"Rar!", rules.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", rules.ARCHIVE),
    (b"\x1f\x8b", rules.ARCHIVE),
    (b"{\\rtf", rules.WORD),
    (b"\x09\x00\x04\x00", rules.ANCIENT),
    (b"\x09\x02\x06\x00", rules.ANCIENT),
    (b"\x09\x04\x06\x00", rules.ANCIENT),
)
_WORDS: tuple[tuple[str, Rule], ...] = (
    ("urn:schemas-microsoft-com:office:spreadsheet", rules.XML_2003),
    ("urn:schemas-microsoft-com:office:word", rules.WORD),
    ("<html", rules.WEB_PAGE),
    ("<!doctype html", rules.WEB_PAGE),
    ("<table", rules.WEB_PAGE),
    ("mime-version:", rules.WEB_PAGE),
)


def sniff(data: bytes) -> str | Rule:
    """Return ``zip`` or ``ole`` for the two containers of workbooks, else the refusal that names what it is."""
    if not data:
        return rules.EMPTY
    for magic, meaning in _MAGIC:
        if data.startswith(magic):
            return meaning
    if _OLE_MAGIC.startswith(data[:8]) or b"PK\x03\x04".startswith(data[:4]):
        return rules.INCOMPLETE
    if not data.strip(b"\0"):
        return rules.BLANK_BYTES
    return _text(data[:_HEAD])


def _text(head: bytes) -> Rule:
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    words = head.decode("utf-16" if wide else "latin-1", "replace").lower()
    for word, meaning in _WORDS:
        if word in words:
            return meaning
    return rules.PLAIN_TEXT if wide or not set(head) & _NOT_IN_TEXT else rules.UNKNOWN


_NOT_IN_TEXT = set(range(32)) - set(b"\t\n\r\x0c\x1a\x1b")

# The main part's content type, in part → what the package is.
PACKAGES: Mapping[str, str | Rule] = {
    "spreadsheetml.sheet.main": "xlsx",
    "spreadsheetml.template.main": "xlsx",
    "sheet.macroenabled.main": "xlsm",
    "template.macroenabled.main": "xlsm",
    "addin.macroenabled.main": "xlsm",
    "sheet.binary": rules.BINARY_BOOK,
    "wordprocessingml": rules.WORD,
    "word.document": rules.WORD,
    "presentationml": rules.POWERPOINT,
    "powerpoint": rules.POWERPOINT,
}
# The ``mimetype`` of an OpenDocument package → what it is; any other is some other office file.
OPEN_DOCUMENTS: Mapping[str, str | Rule] = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    "application/vnd.oasis.opendocument.text": rules.WORD,
    "application/vnd.oasis.opendocument.presentation": rules.POWERPOINT,
}
# A stream's name in an OLE2 file → what it is, gravest first.
STREAMS: tuple[tuple[str, str | Rule], ...] = (
    ("EncryptedPackage", rules.ENCRYPTED),
    ("WordDocument", rules.WORD),
    ("PowerPoint Document", rules.POWERPOINT),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
EXTENSIONS: Mapping[str, str] = {
    "xlsx": "xlsx",
    "xltx": "xlsx",
    "xlsm": "xlsm",
    "xltm": "xlsm",
    "xls": "xls",
    "xlt": "xls",
    "ods": "ods",
    "ots": "ods",
}
