"""Real files for the tests of gate and readers: whole packages by hand, or with surgery on what openpyxl wrote."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def saved(fill: Callable[[Any], object], **options: object) -> bytes:
    """Return what openpyxl saves after ``fill`` has filled the workbook's first sheet."""
    book = openpyxl.Workbook()
    for name, value in options.items():
        setattr(book, name, value)
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def operated(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """Return a package with words replaced in one part; each word must be there."""
    parts = parts_of(data)
    text = parts[part].decode()
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return zipped(parts | {part: text.encode()})


def package(
    cells: str,
    *,
    strings: str = "",
    formats: tuple[str, ...] = (),
    head: str = "",
    after: str = "",
    workbook: str = "",
    styles: bool = True,
    strict: bool = False,
    sheets: str = '<sheet name="表" sheetId="1" r:id="rId1"/>',
    more: Mapping[str, bytes | str] = {},
    relations: str = "",
) -> bytes:
    """Return an .xlsx by hand. ``cells``: the inside of ``sheetData``; style n shows number format ``formats[n - 1]``."""
    main, office = (STRICT, _STRICT_OFFICE) if strict else (MAIN, _OFFICE)
    codes = [
        f'<numFmt numFmtId="{163 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(formats, 1)
        if not code.isdigit()
    ]
    numbers = [code if code.isdigit() else str(163 + n) for n, code in enumerate(formats, 1)]
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in ("0", *numbers))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{workbook}<sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{office}/styles" Target="styles.xml"/>{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{head}<sheetData>{cells}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
    }
    if styles:
        parts["xl/styles.xml"] = (
            f'<styleSheet xmlns="{main}"><numFmts>{"".join(codes)}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>'
        )
    return zipped(parts | dict(more))


def row(*cells: str, number: int = 1) -> str:
    """Return a row of whole ``<c>`` elements; ``@`` in a cell stands for its address."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return (
        f'<row r="{number}">'
        + "".join(cell.replace("@", f"{letters[at]}{number}") for at, cell in enumerate(cells))
        + "</row>"
    )
