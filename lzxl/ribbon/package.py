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
from lzxl.ribbon.theme import theme

TEXTS = "lzxl.text"
SHEETS = (SHEET, TEXTS)
SETTINGS_PART, TEXTS_PART = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
STRINGS_PART = "xl/sharedStrings.xml"
PROJECT_PART = "xl/vbaProject.bin"
RIBBON_PARTS = ("customUI/customUI14.xml", "customUI/customUI.xml")

_FILE = 0x20  # an ordinary file, as DOS and Windows say it
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
        "xl/theme/theme1.xml": theme(),
        "xl/styles.xml": _STYLES,
    }
    return {**{name: (_HEAD + text).encode() for name, text in made.items()}, **sheet_parts(texts, settings)}


def sheet_parts(texts: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, bytes]:
    """Return the two sheets and the strings that they share: what an installation makes anew."""
    used = [text for pairs in (texts, settings) for pair in pairs.items() for text in pair if text]
    strings = {text: number for number, text in enumerate(dict.fromkeys(used))}
    made = {
        SETTINGS_PART: _sheet(DOCUMENTS[1], settings, strings),
        TEXTS_PART: _sheet(DOCUMENTS[2], texts, strings),
        STRINGS_PART: f'<sst xmlns="{_MAIN}" count="{len(used)}" uniqueCount="{len(strings)}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
        + "</sst>",
    }
    return {name: (_HEAD + text).encode() for name, text in made.items()}


def _sheet(code_name: str, pairs: Mapping[str, str], strings: Mapping[str, int]) -> str:
    """Return a worksheet of two columns of text, key and value; an empty value is no cell."""
    lines = (
        f'<row r="{row}">{"".join(_cell(f"{column}{row}", text, strings) for column, text in zip("AB", pair, strict=True))}</row>'
        for row, pair in enumerate(pairs.items(), 1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="{code_name}"/><dimension ref="A1:B{len(pairs)}"/>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _cell(address: str, text: str, strings: Mapping[str, int]) -> str:
    return f'<c r="{address}" t="s"><v>{strings[text]}</v></c>' if text else ""


def rows(contents: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Read back the keys and values of one of the two sheets."""
    shared = ["".join(one.itertext()) for one in ElementTree.fromstring(contents[STRINGS_PART])]
    read = {}
    for row in ElementTree.fromstring(contents[part]).iter(f"{{{_MAIN}}}row"):
        texts = [shared[int("".join(cell.itertext()))] for cell in row]
        read[texts[0]] = texts[1] if len(texts) > 1 else ""
    return read


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Return the zip of ``contents``, the same bytes for the same parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, data in contents.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.external_attr = _FILE
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
        "/xl/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/xl/styles.xml": f"{_SHEET_ML}.styles+xml",
        f"/{STRINGS_PART}": f"{_SHEET_ML}.sharedStrings+xml",
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
        (f"{_OFFICE}/theme", "theme/theme1.xml"),
        (f"{_OFFICE}/styles", "styles.xml"),
        (f"{_OFFICE}/sharedStrings", STRINGS_PART.removeprefix("xl/")),
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
