"""Files that are no workbooks of ours, made byte by byte and always alike: papers, a text document, archives, litter."""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_INSTANT = (2011, 8, 17, 0, 0, 0)


def pdf(label: str) -> bytes:
    """Return a one-page PDF that shows ``label`` (ASCII) and three boxes with arrows: a flow chart of sorts."""
    boxes = "\n".join(f"120 {y} 300 50 re S" for y in (640, 520, 400))
    arrows = "\n".join(f"270 {y} m 270 {y - 70} l S" for y in (640, 520))
    content = f"BT /F1 18 Tf 120 740 Td ({label}) Tj ET\n{boxes}\n{arrows}".encode("ascii")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + trailer


def png(seed: int) -> bytes:
    """Return a small grey picture that differs with ``seed`` (0 to 255), for a scanned paper."""
    side = 64
    lines = b"".join(b"\0" + bytes((x * 3 + y + seed) % 256 for x in range(side)) for y in range(side))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def word_document(text: str) -> bytes:
    """Return a text document (.docx) with one paragraph."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return _archive(
        {
            b"[Content_Types].xml": (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ).encode(),
            b"_rels/.rels": (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>'
            ).encode(),
            b"word/document.xml": (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
            ).encode(),
        }
    )


def gbk_zip(members: Mapping[str, bytes]) -> bytes:
    """Return an archive whose member names are GBK without any mark of it, as older Chinese programs write them."""
    return _archive({name.encode("gbk"): data for name, data in members.items()})


def _archive(members: Mapping[bytes, bytes]) -> bytes:
    """Return a zip; names go in as plain letters of the same length and are exchanged at the end (no CRC covers them)."""
    stream, stand_ins = BytesIO(), {}
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(members.items()):
            stand_in = f"~{number:02}".ljust(len(name), "~")
            stand_ins[stand_in.encode()] = name
            info = ZipInfo(stand_in, _INSTANT)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data)
    result = stream.getvalue()
    for stand_in_bytes, name in stand_ins.items():
        result = result.replace(stand_in_bytes, name)
    return result


LITTER: Mapping[str, bytes] = {
    "样例一社/~$岗位承诺表.xlsx": b"\x0aclerk".ljust(165, b" "),
    "样例农资公司/Thumbs.db": b"\xd0\xcf\x11\xe0litter",
    ".DS_Store": b"\0\0\0\1Bud1",
    "desktop.ini": b"[.ShellClassInfo]\r\n",
}
