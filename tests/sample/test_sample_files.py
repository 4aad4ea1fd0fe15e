"""Files made byte by byte are what they say they are."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

from lzxl.sample.files import gbk_zip, pdf, png, word_document


def test_the_pdf_s_table_points_at_its_parts() -> None:
    data = pdf("Flow chart of U08")
    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    rows = data[start:].splitlines()[3:8]
    for number, row in enumerate(rows, 1):
        assert data[int(row[:10]) :].startswith(b"%d 0 obj" % number)
    assert b"(Flow chart of U08) Tj" in data


def test_the_picture_has_its_size_and_sums() -> None:
    data = png(7)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place, kinds = 8, []
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length : place + 12 + length])[0] == zlib.crc32(kind + body)
        kinds.append(kind)
        place += 12 + length
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]
    assert png(8) != data


def test_the_archive_has_gbk_names_without_a_mark() -> None:
    data = gbk_zip({"岗位承诺表.xlsx": b"one", "职权流程图.pdf": b"two"})
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        members = archive.infolist()
        assert [member.filename.encode("cp437").decode("gbk") for member in members] == [
            "岗位承诺表.xlsx",
            "职权流程图.pdf",
        ]
        assert not any(member.flag_bits & 0x800 for member in members)
        assert archive.read(members[1]) == b"two"


def test_the_text_document_is_no_workbook() -> None:
    with ZipFile(BytesIO(word_document("承诺"))) as archive:
        assert "承诺" in archive.read("word/document.xml").decode()
        assert "xl/workbook.xml" not in archive.namelist()
