"""The package around the VBA project: its parts as text, and a zip that has the same bytes on every system.

Entries are stored, not deflated, and dated 1980: two zlibs pack differently, and a clock never stands still.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lzxl.ribbon.settings import SHEET
from lzxl.ribbon.sources import DOCUMENTS

TEXTS = "lzxl.text"
SHEETS = (SHEET, TEXTS)
SETTINGS_PART, TEXTS_PART = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
PROJECT_PART = "xl/vbaProject.bin"
RIBBON_PARTS = ("customUI/customUI14.xml", "customUI/customUI.xml")

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_UI_2007 = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_UI_2010 = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def parts(texts: Mapping[str, str], settings: Mapping[str, str], title: str) -> dict[str, bytes]:
    """Return the parts of a workbook with the two sheets, without VBA project and ribbon."""
    made = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(_root_relationships()),
        "docProps/core.xml": _core(title),
        "xl/workbook.xml": _workbook(),
        "xl/_rels/workbook.xml.rels": _relationships(_workbook_relationships()),
        SETTINGS_PART: sheet(DOCUMENTS[1], settings),
        TEXTS_PART: sheet(DOCUMENTS[2], texts),
        "xl/styles.xml": _STYLES,
    }
    return {name: (_HEAD + text).encode() for name, text in made.items()}


def settings_part(settings: Mapping[str, str]) -> bytes:
    """Return the sheet of settings alone, to be put in the place of another."""
    return (_HEAD + sheet(DOCUMENTS[1], settings)).encode()


def sheet(code_name: str, rows: Mapping[str, str]) -> str:
    """Return a worksheet of two columns of text, key and value."""
    lines = (
        f'<row r="{number}">{_cell(f"A{number}", key)}{_cell(f"B{number}", value)}</row>'
        for number, (key, value) in enumerate(rows.items(), 1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="{code_name}"/><dimension ref="A1:B{len(rows)}"/>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _cell(address: str, text: str) -> str:
    if not text:
        return ""
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def rows(part: bytes) -> dict[str, str]:
    """Read back what :func:`sheet` wrote."""
    read = {}
    for row in ElementTree.fromstring(part).iter(f"{{{_MAIN}}}row"):
        texts = ["".join(cell.itertext()) for cell in row]
        read[texts[0]] = texts[1] if len(texts) > 1 else ""
    return read


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Return the zip of ``contents``, the same bytes for the same parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, data in contents.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, data)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _content_types() -> str:
    overrides = {
        "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
        f"/{SETTINGS_PART}": f"{_SHEET_ML}.worksheet+xml",
        f"/{TEXTS_PART}": f"{_SHEET_ML}.worksheet+xml",
        "/xl/styles.xml": f"{_SHEET_ML}.styles+xml",
        "/docProps/core.xml": _CORE,
    }
    defaults = {
        "bin": "application/vnd.ms-office.vbaProject",
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        + "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def _root_relationships() -> Iterable[tuple[str, str]]:
    return (
        (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (_UI_2010, RIBBON_PARTS[0]),
        (_UI_2007, RIBBON_PARTS[1]),
    )


def _workbook_relationships() -> Iterable[tuple[str, str]]:
    return (
        *((f"{_OFFICE}/worksheet", part.removeprefix("xl/")) for part in (SETTINGS_PART, TEXTS_PART)),
        (f"{_OFFICE}/styles", "styles.xml"),
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
    )


def _relationships(wanted: Iterable[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(wanted, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _workbook() -> str:
    listed = (f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(SHEETS, 1))
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr codeName="{DOCUMENTS[0]}"/>'
        f"<bookViews><workbookView/></bookViews><sheets>{''.join(listed)}</sheets></workbook>"
    )


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )
