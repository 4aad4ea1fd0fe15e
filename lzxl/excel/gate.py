"""The gate before any parser: what kind of workbook a file really is, within the limits, or why it is refused.

Nothing is written to disk, no name of a part ever becomes a path, and no reader sees a byte that was not checked.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from lzxl.excel import rules
from lzxl.excel.ole import BrokenOleError, stream_names
from lzxl.excel.package import MIB, Limits, check_xml, inflate
from lzxl.excel.rules import Refused
from lzxl.excel.signature import EXTENSIONS, OLE, OPEN_DOCUMENTS, PACKAGES, STREAMS, sniff
from lzxl.findings import Finding, Rule


@dataclass(frozen=True, slots=True)
class GateResult:
    """A workbook that may be read: ``kind`` is xlsx, xlsm, xls or ods; ``parts`` are the inflated parts of a package."""

    kind: str
    data: bytes = field(repr=False)
    parts: Mapping[str, bytes] = field(repr=False, default_factory=dict)


def inspect_package(data: bytes, name: str, limits: Limits | None = None) -> GateResult | Finding:
    """Return what may be read of the file ``name``, or the finding that says in plain words why nothing may."""
    try:
        return admit(data, name, limits or Limits())
    except Refused as refused:
        return refused.finding(name)


def admit(data: bytes, name: str, limits: Limits) -> GateResult:
    """Return what may be read; raise :class:`Refused` otherwise."""
    container = sniff(data)
    if isinstance(container, Rule):
        raise Refused(container)
    if len(data) > limits.file:
        raise Refused(rules.TOO_LARGE, what=f"{len(data) / MIB:.0f} MB,最多 {limits.file // MIB} MB")
    if container == OLE:
        return GateResult(_kind_of_ole(data, name), data)
    parts = inflate(data, limits)
    kind = _kind_of_package(parts)
    check_xml(parts)
    return GateResult(kind, data, parts)


def other_kind(name: str, kind: str) -> bool:
    """Return whether the extension of ``name`` claims another kind of workbook than it is."""
    return EXTENSIONS.get(_extension(name)) != kind


def _extension(name: str) -> str:
    return posixpath.splitext(name)[1].lower().strip(". ")


def _kind_of_ole(data: bytes, name: str) -> str:
    if _extension(name) in ("et", "ett"):
        raise Refused(rules.WPS_ET)
    try:
        names = stream_names(data)
    except BrokenOleError:
        raise Refused(rules.INCOMPLETE) from None
    for stream, meaning in STREAMS:
        if stream in names:
            return _verdict(meaning)
    raise Refused(rules.UNKNOWN)


def _verdict(meaning: str | Rule) -> str:
    if isinstance(meaning, Rule):
        raise Refused(meaning)
    return meaning


def _kind_of_package(parts: Mapping[str, bytes]) -> str:
    if "mimetype" in parts:
        mimetype = parts["mimetype"].decode("ascii", "replace").strip()
        if mimetype not in OPEN_DOCUMENTS:
            raise Refused(rules.OTHER_OFFICE, what=mimetype[-30:] or "不明")
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Refused(rules.LOCKED_ODS)
        return _verdict(OPEN_DOCUMENTS[mimetype])
    types = parts.get("[Content_Types].xml", b"").lower()
    for word, meaning in PACKAGES.items():
        if word.encode() in types.replace(b"\0", b""):  # the part may be in UTF-16
            return _verdict(meaning)
    names = {name.lower() for name in parts}
    if "ofd.xml" in names or any(name.startswith("visio/") for name in names):
        raise Refused(rules.OTHER_OFFICE, what="版式文件或流程图")
    if not types and "xl/workbook.xml" not in names:
        raise Refused(rules.ARCHIVE)
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise Refused(rules.UNKNOWN)
