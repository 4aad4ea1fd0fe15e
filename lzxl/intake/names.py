"""Names of received files: read in the encoding they were written in, shown safely, told apart from litter."""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Container
from pathlib import PurePosixPath

from lzxl.area import printable

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # an extra field: the name in UTF-8, with a checksum of the name it stands for
_LITTER = {"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db", "$recycle.bin", "system volume information"}
_OWNER_FILE = re.compile(r"(?:~\$|\.~)(?!lock\.)(.+)", re.DOTALL)  # Excel's, WPS's
_LOCK_FILE = re.compile(r"\.~lock\.(.+)#", re.DOTALL)  # LibreOffice's
_ALTERNATE_STREAM = re.compile(r"[:.]?Zone\.Identifier(?::\$DATA)?$")  # the mark of the web, as a stray file


def shown(name: str) -> str:
    """Return a name as it may be printed: NFC, bytes that are no text as GBK or ``\\xNN``, invisible characters escaped."""
    try:
        raw = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone half of a character, which Windows allows in names
        raw = name.encode("utf-8", "backslashreplace")
    text = unicodedata.normalize("NFC", decoded(raw))
    return "".join(letter if printable(letter) else _escaped(letter) for letter in text)


def _escaped(letter: str) -> str:
    return "\u3000" if letter == "\u3000" else letter.encode("unicode_escape").decode("ascii")


def decoded(raw: bytes) -> str:
    """Return the text of a name: UTF-8, else GBK, else ASCII with the other bytes escaped."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("ascii", "backslashreplace")


def member_name(member: zipfile.ZipInfo) -> str:
    """Return a zip member's name: by its own flag, by the Unicode extra field, else UTF-8 or GBK, whichever it is."""
    if member.flag_bits & _UTF8_FLAG:
        return member.orig_filename
    try:
        raw = member.orig_filename.encode("cp437")  # zipfile's guess, undone
    except UnicodeEncodeError:  # zipfile has taken the extra field already
        return member.orig_filename
    return _unicode_path(member.extra, raw) or decoded(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(field) > 5 and field[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            return decoded(field[5:])
    return ""


def clean_path(name: str) -> str:
    """Return a member's name as a relative path for display; it never becomes a path on disk."""
    steps = name.replace("\\", "/").replace("\0", "").split("/")
    steps = [step for step in steps if step not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", step)]
    return shown("/".join(steps)) or "(无名)"


def is_litter(name: str) -> bool:
    """Return whether a file or folder name is a system's litter: no one has sent it."""
    return name.startswith((".", "~$")) or name.lower() in _LITTER or bool(_ALTERNATE_STREAM.search(name))


def opened_partner(name: str) -> str:
    """Return the file that an owner or lock file (``~$台账.xlsx``) says is open in a program, ``""`` for other names."""
    match = _LOCK_FILE.fullmatch(name) or _OWNER_FILE.fullmatch(name)
    return match[1] if match else ""


def unique(name: str, taken: Container[str]) -> str:
    """Return ``name``, with a number before its suffix where another file is shown by the same name already."""
    path = PurePosixPath(name)
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    return candidate
