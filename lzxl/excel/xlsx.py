"""An .xlsx or .xlsm package as a :class:`Book`: every worksheet read quickly where that is safe, else exactly."""

import logging
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from lzxl.cells import Block, Book, Cell, Place
from lzxl.excel import rules
from lzxl.excel.exact import read_exactly
from lzxl.excel.gate import GateResult
from lzxl.excel.ooxml import Relation, SheetRef, Skeleton, elements, local, read_properties, read_skeleton, relations
from lzxl.excel.package import Limits
from lzxl.excel.quick import read_quickly, strings_are_plain
from lzxl.excel.rules import Refused
from lzxl.excel.sheet import Content, cell_of
from lzxl.findings import Finding

_log = logging.getLogger(__name__)
_NO_WORKSHEETS = {"chartsheet": "图表页", "dialogsheet": "对话框页"}
_MACRO_SHEETS = {"xlMacrosheet", "xlIntlMacrosheet"}
_PICTURE = re.compile(rb"<(?:[A-Za-z0-9]+:)?pic[ >]")


def read_xlsx(gate: GateResult, file: str, limits: Limits) -> tuple[Book, list[Finding]]:
    """Return the book and the remarks on what stands in the package beside its cells; raise :class:`Refused`."""
    try:
        skeleton = read_skeleton(gate.parts)
        sheets = [sheet for sheet in skeleton.sheets if sheet.kind == "worksheet"]
        if not sheets:
            raise Refused(rules.NO_SHEETS)
        contents = _contents(sheets, skeleton, limits.cells)
        blocks = [_block(file, sheet, content, gate) for sheet, content in zip(sheets, contents, strict=True)]
        properties = _properties(gate)
    except (ET.ParseError, ValueError, KeyError):
        raise Refused(rules.DAMAGED, what="工作簿的结构不成文") from None
    return Book(file, gate.kind, tuple(blocks), properties), _remarks(file, gate, skeleton)


def _properties(gate: GateResult) -> Mapping[str, str]:
    try:
        return read_properties(gate.parts)
    except ET.ParseError:  # they only repeat what the head and the hidden sheet say
        return {}


def _contents(sheets: list[SheetRef], skeleton: Skeleton, most: int) -> list[Content]:
    parts = [skeleton.parts[sheet.part] for sheet in sheets]
    quick: list[Content | None] = [None] * len(parts)
    if strings_are_plain(skeleton):
        try:
            quick = read_quickly(parts, skeleton, most)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:
            _log.info("calamine: %s", type(error).__name__)
    return [
        content or read_exactly(part, sheet.name, skeleton, most)
        for content, part, sheet in zip(quick, parts, sheets, strict=True)
    ]


def _block(file: str, sheet: SheetRef, content: Content, gate: GateResult) -> Block:
    known = list(relations(gate.parts, sheet.part).values())
    return Block(
        file,
        sheet.name,
        content.rows,
        content.merged,
        sheet.visibility,
        content.formulas,
        content.struck,
        _notes(known, gate.parts),
        content.hidden_rows,
        content.hidden_columns,
        content.protected,
        content.pictures_inside + _pictures(known, gate.parts),
    )


def _notes(known: list[Relation], parts: Mapping[str, bytes]) -> dict[Cell, str]:
    """Return notes by cell; a threaded comment stands in the place of the note that older programs see in its stead."""
    found: dict[Cell, str] = {}
    for kind, name in (("comments", "comment"), ("threadedComment", "threadedComment")):
        threads: dict[Cell, list[str]] = {}
        for relation in known:
            for element in elements(parts.get(relation.target, b""), name) if relation.kind == kind else ():
                text = "".join(_note_text(element)).strip()
                threads.setdefault(cell_of(element.get("ref", "")), []).append(text)
        found |= {cell: "\n".join(texts) for cell, texts in threads.items()}
    return {cell: text for cell, text in found.items() if text}


def _note_text(element: ET.Element) -> list[str]:
    return [part.text or "" for part in element.iter() if local(part.tag) in ("t", "text")]


def _pictures(known: list[Relation], parts: Mapping[str, bytes]) -> int:
    drawings = (parts.get(relation.target, b"") for relation in known if relation.kind == "drawing")
    return sum(len(_PICTURE.findall(drawing)) for drawing in drawings)


def _remarks(file: str, gate: GateResult, skeleton: Skeleton) -> list[Finding]:
    place = Place(file)
    findings = []
    macro_sheets = [sheet for sheet in skeleton.sheets if sheet.kind in _MACRO_SHEETS]
    if macro_sheets or any(name.lower().endswith("vbaproject.bin") for name in gate.parts):
        findings.append(rules.MACROS.at(place))
    if skeleton.externals:
        findings.append(rules.EXTERNAL_LINKS.at(place, count=skeleton.externals))
    for sheet in skeleton.sheets:
        if sheet.kind in _NO_WORKSHEETS:
            findings.append(rules.NOT_A_WORKSHEET.at(place, sheet=sheet.name, what=_NO_WORKSHEETS[sheet.kind]))
    return findings
