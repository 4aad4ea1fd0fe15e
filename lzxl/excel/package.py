"""Zip packages (.xlsx, .ods): every part inflated under limits and checked before any parser sees one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers import expat

from lzxl.excel import rules
from lzxl.excel.rules import Refused
from lzxl.findings import Rule

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold: bytes as sent, parts, bytes inflated a part and in all, inflation, cells a sheet."""

    file: int = 64 * MIB
    parts: int = 1000
    part: int = 64 * MIB
    total: int = 256 * MIB
    ratio: int = 200
    ratio_from: int = MIB  # smaller parts may be as dense as they like: they do no harm
    cells: int = 1_000_000


_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_ENCRYPTED_BIT = 1
_CHUNK = MIB


def inflate(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Return all parts of a zip package by name, each with its checksum verified; raise :class:`Refused` otherwise."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        # The directory stands at the end of the file: without it, the end did not arrive.
        raise Refused(rules.INCOMPLETE) from None
    with package:
        members = package.infolist()
        if len(members) > limits.parts:
            raise Refused(rules.TOO_MANY_PARTS, count=len(members))
        _check_names(map(_name, members))
        parts: dict[str, bytes] = {}
        room = limits.total
        for member in members:
            if not _name(member).endswith("/"):
                parts[_name(member)] = part = _inflate_member(package, member, limits, room)
                room -= len(part)
    return parts


def _name(member: zipfile.ZipInfo) -> str:
    return member.orig_filename.replace("\\", "/")  # some programs write Windows' separators


def _check_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        key = name.casefold()
        steps = key.split("/")
        if key in seen:
            raise Refused(rules.BAD_NAMES, what="重名")
        if ".." in steps or not steps[0] or ":" in key or "\0" in key:
            raise Refused(rules.BAD_NAMES, what="指向文件之外")
        seen.add(key)


def _inflate_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits, room: int) -> bytes:
    if member.flag_bits & _ENCRYPTED_BIT:
        raise Refused(rules.ENCRYPTED)
    if member.compress_type not in _METHODS:
        raise Refused(rules.DAMAGED, what="压缩方式不认识")
    chunks: list[bytes] = []
    size = 0
    most = limits.ratio * max(member.compress_size, 1)
    try:
        with package.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > min(limits.part, room):
                    raise Refused(rules.TOO_LARGE, what=f"展开后超过 {size // MIB} MB,常因给整列整行设了格式")
                if size > max(limits.ratio_from, most):
                    raise Refused(rules.BOMB, what=f"展开到 {limits.ratio} 倍以上")
                chunks.append(chunk)
    except _BROKEN:
        raise Refused(rules.DAMAGED, what="有一个部件的校验和不符") from None
    if size != member.file_size:
        raise Refused(rules.DAMAGED, what="有一个部件的长度不符")
    return b"".join(chunks)


_XML_ENDINGS = (".xml", ".rels")
_SMALL = 64 << 10  # bytes of a part that is remembered
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")


def check_xml(parts: dict[str, bytes]) -> None:
    """Raise :class:`Refused` where a part declares a DOCTYPE in whatever encoding, or an .xml part is not well-formed."""
    for name, part in parts.items():
        must_parse = name.lower().endswith(_XML_ENDINGS)
        if must_parse or part[:64].lstrip().startswith(_XML_STARTS):
            fault = _known_fault(part) if len(part) <= _SMALL else _fault(part)
            if fault is rules.DOCTYPE:
                raise Refused(fault)
            if fault and must_parse:
                raise Refused(fault, what="有一个部件的 XML 不成文")


def _fault(part: bytes) -> Rule | None:
    """Return what is wrong with an XML part."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except _DoctypeError:
        return rules.DOCTYPE
    except (expat.ExpatError, ValueError):  # ValueError: an encoding of several bytes, which no office program writes
        return rules.DAMAGED
    return None


_known_fault = lru_cache(maxsize=256)(_fault)  # styles, theme and the like are the same in all workbooks of a template


class _DoctypeError(Exception):
    """A part declares a DOCTYPE."""


def _refuse_doctype(*_: object) -> None:
    raise _DoctypeError
