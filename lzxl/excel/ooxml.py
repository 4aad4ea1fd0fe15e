"""The skeleton of an .xlsx package: sheets in order, where their parts stand, styles, strings and properties."""

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from lzxl.cells import Visibility
from lzxl.excel import rules
from lzxl.excel.rules import Refused
from lzxl.excel.serials import BUILT_IN, Shown, shown_as

TRUE = {"1", "true", "on"}
Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class SheetRef:
    """One sheet of the workbook: ``kind`` is the end of its relation's type (worksheet, chartsheet, xlMacrosheet …)."""

    name: str
    kind: str
    part: str
    visibility: Visibility


@dataclass(frozen=True)
class Skeleton:
    """What is needed to read sheets. ``stale``: the program that saved asked for all formulas to be calculated anew.

    ``shown`` and ``struck`` go by a cell's style number; ``struck_strings`` by place in the table of ``strings``.
    """

    parts: Parts
    sheets: tuple[SheetRef, ...]
    mac: bool
    stale: bool
    strings_part: str
    styles_part: str
    externals: int
    shown: Mapping[int, Shown]
    struck: frozenset[int]
    _cache: dict[str, "Strings"] = field(default_factory=dict)

    @property
    def strings(self) -> "Strings":
        """The shared strings, read when first asked for."""
        if not self._cache:
            self._cache[""] = read_strings(self.parts.get(self.strings_part, b""))
        return self._cache[""]


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of a ``.rels`` part: the end of its type, and the part it points to."""

    kind: str
    target: str


def local(tag: str) -> str:
    """Return an element's or attribute's name without its namespace (transitional and strict files differ in it)."""
    return tag.rpartition("}")[2]


def elements(part: bytes, *names: str) -> Iterator[ET.Element]:
    """Yield the elements of ``part`` with one of the local names, in order."""
    if part:
        yield from (element for element in ET.fromstring(part).iter() if local(element.tag) in names)


def attribute(element: ET.Element, name: str) -> str:
    """Return an attribute by its local name, ``""`` where it is absent."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def relations(parts: Parts, part: str) -> dict[str, Relation]:
    """Return the relations of ``part`` by id; targets are names of parts."""
    folder, name = posixpath.split(part)
    source = find_part(parts, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for element in elements(parts.get(source, b""), "Relationship"):
        target = unquote(element.get("Target", ""))
        inside = element.get("TargetMode") != "External"
        full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if inside else target
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relation(kind, find_part(parts, full) if inside else full)
    return found


def find_part(parts: Parts, name: str) -> str:
    """Return the name of a part as the package spells it (names differ in case between programs), else ``name``."""
    if name in parts:
        return name
    return next((known for known in parts if known.lower() == name.lower()), name)


def read_skeleton(parts: Parts) -> Skeleton:
    """Return the skeleton of a package; raise :class:`Refused` where a sheet's part is missing."""
    roots = relations(parts, "")
    main = next((r.target for r in roots.values() if r.kind == "officeDocument"), find_part(parts, "xl/workbook.xml"))
    if main not in parts:
        raise Refused(rules.DAMAGED, what="缺少工作簿部件")
    known = relations(parts, main)
    tree = list(elements(parts[main], "workbookPr", "calcPr", "sheet"))
    flags = {local(element.tag): element for element in tree if local(element.tag) != "sheet"}
    styles = _target(known, "styles")
    shown, struck = read_styles(parts.get(styles, b""))
    return Skeleton(
        parts,
        tuple(_sheet(element, known, parts) for element in tree if local(element.tag) == "sheet"),
        _flag(flags, "workbookPr", "date1904"),
        _flag(flags, "calcPr", "fullCalcOnLoad"),
        _target(known, "sharedStrings"),
        styles,
        sum(relation.kind == "externalLink" for relation in known.values()),
        shown,
        struck,
    )


def _flag(flags: Mapping[str, ET.Element], element: str, name: str) -> bool:
    return element in flags and attribute(flags[element], name) in TRUE


def _target(known: Mapping[str, Relation], kind: str) -> str:
    return next((relation.target for relation in known.values() if relation.kind == kind), "")


def _sheet(element: ET.Element, known: Mapping[str, Relation], parts: Parts) -> SheetRef:
    relation = known.get(attribute(element, "id"))
    if relation is None or relation.target not in parts:
        raise Refused(rules.DAMAGED, what="缺少工作表部件")
    state = element.get("state", "visible")
    visibility = Visibility(state) if state in set(Visibility) else Visibility.HIDDEN
    return SheetRef(element.get("name", ""), relation.kind, relation.target, visibility)


# ---------------------------------------------------------------- styles and strings


@lru_cache(maxsize=8)  # the same in all workbooks of a template that one program has saved
def read_styles(part: bytes) -> tuple[dict[int, Shown], frozenset[int]]:
    """Return what each style number makes of numbers, and the style numbers whose text is struck out."""
    if not part:
        return {}, frozenset()
    root = ET.fromstring(part)
    codes = {
        int(element.get("numFmtId", "0")): element.get("formatCode", "")
        for element in root.iter()
        if local(element.tag) == "numFmt"
    }
    fonts = [_struck(font) for font in _children(root, "fonts")]
    shown, struck = {}, set()
    for number, style in enumerate(_children(root, "cellXfs")):
        code = int(style.get("numFmtId", "0"))
        meaning = shown_as(codes[code]) if code in codes else BUILT_IN.get(code)
        if meaning:
            shown[number] = meaning
        font = int(style.get("fontId", "0"))
        if font < len(fonts) and fonts[font]:
            struck.add(number)
    return shown, frozenset(struck)


def _children(root: ET.Element, name: str) -> list[ET.Element]:
    return [child for element in root if local(element.tag) == name for child in element]


def _struck(properties: ET.Element) -> bool:
    strikes = (element for element in properties if local(element.tag) == "strike")
    return any(element.get("val", "1") in TRUE for element in strikes)


@dataclass(frozen=True, slots=True)
class Strings:
    """The table of shared strings, and the places in it where (a part of) the text is struck out."""

    texts: tuple[str, ...]
    struck: frozenset[int]


def read_strings(part: bytes) -> Strings:
    """Return the shared strings; phonetic runs (pinyin above the text) are no part of them."""
    items = [element for element in ET.fromstring(part) if local(element.tag) == "si"] if part else []
    return Strings(
        tuple(rich_text(item) for item in items),
        frozenset(number for number, item in enumerate(items) if any_struck(item)),
    )


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def unescape(text: str) -> str:
    """Return ``text`` with Excel's ``_x000D_`` escapes resolved."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # halves of a character are one


def rich_text(item: ET.Element) -> str:
    """Return the text of a string item: its own ``t``, or those of its runs, never the phonetic ones."""
    runs = [item, *(child for child in item if local(child.tag) == "r")]
    return "".join(_plain(child) for run in runs for child in run if local(child.tag) == "t")


def _plain(element: ET.Element) -> str:
    text = element.text or ""
    return unescape(text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n"))


def any_struck(item: ET.Element) -> bool:
    """Return whether a run of a string item is struck out."""
    return any(_struck(element) for element in item.iter() if local(element.tag) == "rPr")


def read_properties(parts: Parts) -> dict[str, str]:
    """Return the custom document properties as text; none where the part is absent or odd."""
    target = _target(relations(parts, ""), "custom-properties")
    found: dict[str, str] = {}
    for element in elements(parts.get(target, b""), "property"):
        found[element.get("name", "")] = "".join(element.itertext()).strip()
    return found
