"""The rules of the format that Excel enforces and no other reader notices; ``problems`` lists where an add-in breaks them.

Each was reported as refused by Excel, or mishandled by it, in the trackers of other writers of the format.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

from pyopenvba.cfb import CFB
from pyopenvba.vba import decompress, parse_vba_project

from lzxl.ribbon.package import PROJECT_PART, packed, unpacked

BOOK, SHEET = (f"0{{000208{kind}-0000-0000-C000-000000000046}}" for kind in ("19", "20"))
CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
NOT_MODULES = {"dir", "_VBA_PROJECT"}
LONGEST_LINE, MOST_CONTINUATIONS = 1023, 24
_DECLARED = re.compile(r"^(Document|Module|Class)=([^/\r\n]+)", re.MULTILINE)
_PREFIX = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Addin:
    """An add-in taken apart: parts, the raw streams of its modules, their sources."""

    parts: dict[str, bytes]

    @cached_property
    def cfb(self) -> CFB:
        """The file of streams that the VBA project is."""
        return CFB.from_bytes(self.parts[PROJECT_PART])

    @cached_property
    def raw(self) -> dict[str, bytes]:
        """Each module's compressed stream; no code lies before it in what we write."""
        names = self.cfb.list_streams_in_storage("VBA")
        return {name: self.cfb.get_stream_in_storage("VBA", name) for name in names if name not in NOT_MODULES}

    @cached_property
    def sources(self) -> dict[str, str]:
        """Each module's source with its attributes."""
        return {name: decompress(data).decode("cp1252") for name, data in self.raw.items()}

    @cached_property
    def declared(self) -> dict[str, str]:
        """What the text stream PROJECT declares: kind by name."""
        return {name: kind for kind, name in _DECLARED.findall(self.project)}

    @property
    def project(self) -> str:
        """The text stream PROJECT."""
        return self.cfb.get_stream("PROJECT").decode("cp1252")

    @cached_property
    def code_names(self) -> list[str]:
        """The code names of the workbook and its sheets."""
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"]).find(f"{_PREFIX}workbookPr")
        sheets = [name for name in self.parts if name.startswith("xl/worksheets/sheet")]
        found = [ElementTree.fromstring(self.parts[name]).find(f"{_PREFIX}sheetPr") for name in sheets]
        return [one.get("codeName", "") for one in (book, *found) if one is not None]


def rebuilt(addin: bytes, change: Callable[[CFB], None]) -> bytes:
    """Return the add-in with its VBA project changed."""
    parts = unpacked(addin)
    cfb = CFB.from_bytes(parts[PROJECT_PART])
    change(cfb)
    return packed({**parts, PROJECT_PART: cfb.to_bytes()})


def problems(addin: bytes) -> list[str]:
    """Return every rule that the add-in breaks, with the module."""
    taken = Addin(unpacked(addin))
    return [f"{name}: {where}" for name, rule in RULES.items() for where in rule(taken)]


# ---------------------------------------------------------------- one function a rule


def _version_line(addin: Addin) -> Iterable[str]:
    return (name for name, text in addin.sources.items() if re.search(r"^VERSION .*CLASS", text, re.MULTILINE))


def _base(addin: Addin) -> Iterator[str]:
    for name, kind in addin.declared.items():
        wanted = {"Module": None, "Class": CLASS}.get(kind, BOOK if name == "ThisWorkbook" else SHEET)
        found = re.findall(r'^Attribute VB_Base = "(.*)"\r$', addin.sources.get(name, ""), re.MULTILINE)
        if found != ([wanted] if wanted else []):
            yield name


def _raw_chunk(addin: Addin) -> Iterator[str]:
    for name, data in addin.raw.items():
        at = 1
        while at < len(data):
            header = int.from_bytes(data[at : at + 2], "little")
            if not header & 0x8000:
                yield name
                break
            at += (header & 0x0FFF) + 3


def _one_name(addin: Addin) -> Iterator[str]:
    for name, text in addin.sources.items():
        found = re.findall(r"^Attribute VB_Name", text, re.MULTILINE)
        if len(found) != 1 or not text.startswith(found[0]):
            yield name


def _line_ends(addin: Addin) -> Iterable[str]:
    return (name for name, text in addin.sources.items() if re.search(r"(?<!\r)\n|\r(?!\n)", text))


def _document_for_each_sheet(addin: Addin) -> Iterable[str]:
    documents = [name for name, kind in addin.declared.items() if kind == "Document"]
    return set(documents) ^ set(addin.code_names)


def _same_name(addin: Addin) -> Iterator[str]:
    modules = parse_vba_project(addin.cfb).modules
    yield from {one.name for one in modules} ^ set(addin.raw)
    for name, text in addin.sources.items():
        if not text.startswith(f'Attribute VB_Name = "{name}"\r\n'):
            yield name


def _declared(addin: Addin) -> Iterable[str]:
    names = [name for _, name in _DECLARED.findall(addin.project)]
    return {*(set(names) ^ set(addin.raw)), *(name for name in names if names.count(name) > 1)}


def _line_length(addin: Addin) -> Iterable[str]:
    return (name for name, text in addin.sources.items() if max(map(len, text.split("\r\n"))) > LONGEST_LINE)


def _continuations(addin: Addin) -> Iterator[str]:
    for name, text in addin.sources.items():
        if re.search(rf"(?: _\r\n[^\r\n]*){{{MOST_CONTINUATIONS + 1},}}", text):
            yield name


def _ascii(addin: Addin) -> Iterable[str]:
    return (name for name, text in addin.sources.items() if not (name + text).isascii())


def _no_compiled_code(addin: Addin) -> Iterator[str]:
    if addin.cfb.get_stream_in_storage("VBA", "_VBA_PROJECT") != bytes.fromhex("cc61ffff000100"):
        yield "_VBA_PROJECT"


def _no_references(addin: Addin) -> Iterable[str]:
    return (one.description for one in parse_vba_project(addin.cfb).references)


RULES: dict[str, Callable[[Addin], Iterable[str]]] = {
    "VERSION line": _version_line,
    "VB_Base": _base,
    "raw chunk": _raw_chunk,
    "one VB_Name": _one_name,
    "CRLF": _line_ends,
    "module of each sheet": _document_for_each_sheet,
    "one name everywhere": _same_name,
    "declared in PROJECT": _declared,
    "long line": _line_length,
    "continuations": _continuations,
    "ASCII": _ascii,
    "no compiled code": _no_compiled_code,
    "no references": _no_references,
}
