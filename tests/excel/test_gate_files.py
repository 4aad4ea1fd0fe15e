"""The gate on whole files: what each really is, told in words that a clerk understands."""

import io
import zipfile
from collections.abc import Callable

import pytest
from made_files import operated, package, parts_of, row, saved, zipped

from lzxl.excel.gate import GateResult, inspect_package, other_kind
from lzxl.excel.package import Limits
from lzxl.findings import Finding, Severity

PLAIN = package(row('<c r="@"><v>3</v></c>'))
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data: bytes, name: str = "台账.xlsx", **limits: int) -> Finding:
    verdict = inspect_package(data, name, Limits(**limits))
    assert isinstance(verdict, Finding), "let through"
    assert verdict.severity is Severity.ERROR
    assert verdict.cure
    assert verdict.place.file == name
    return verdict


def typed(name: str, content_type: str) -> bytes:
    types = f'<Types><Override PartName="/{name}" ContentType="application/{content_type}+xml"/></Types>'
    return zipped({"[Content_Types].xml": types, name: "<a/>"})


NOT_WORKBOOKS = {
    "an empty file": (b"", "空文件(0 字节)"),
    "zeros of an interrupted copy": (bytes(4096), "空字节"),
    "60 % of a workbook": (PLAIN[: len(PLAIN) * 6 // 10], "文件不完整"),
    "the first four bytes": (PLAIN[:4], "文件不完整"),
    "the first three bytes": (b"PK\x03", "文件不完整"),
    "a Word file": (
        typed("word/document.xml", "vnd.openxmlformats-officedocument.wordprocessingml.document.main"),
        "Word",
    ),
    "a Word file with macros": (typed("word/document.xml", "vnd.ms-word.document.macroEnabled.main"), "Word"),
    "rich text": (rb"{\rtf1 abc}", "Word"),
    "slides": (typed("ppt/a.xml", "vnd.openxmlformats-officedocument.presentationml.presentation.main"), "PowerPoint"),
    "a binary workbook": (typed("xl/workbook.bin", "vnd.ms-excel.sheet.binary.macroEnabled.main"), ".xlsb"),
    "an OpenDocument text": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "Word"),
    "an OpenDocument drawing": (zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"}), "办公文件"),
    "an .ofd": (zipped({"OFD.xml": "<OFD/>"}), "办公文件"),
    "an archive of workbooks": (zipped({"a.xlsx": PLAIN}), "压缩包"),
    "a RAR archive": (b"Rar!\x1a\x07\x00abc", "压缩包"),
    "a PDF": (b"%PDF-1.7 abc", "PDF"),
    "a photo": (b"\xff\xd8\xff\xe0abc", "图片"),
    "a screenshot": (b"\x89PNG\r\n\x1a\nabc", "图片"),
    "a web page of a business system": (b"<html><body><table><tr><td>1</td></tr></table>", "网页"),
    "a web page in UTF-16": ("\ufeff<HTML><table>".encode("utf-16"), "网页"),
    "a saved web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页"),
    "XML of 2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "2003"),
    "commas": ("单位,姓名\n示例社,张样例\n".encode("gbk"), "文本"),
    "Excel 2": (b"\x09\x00\x04\x00\x02\x00\x10\x00", "版本太旧"),
    "a program": (b"MZ\x90\x00\x03\x00\x00\x00", "认不出"),
}


@pytest.mark.parametrize(("data", "words"), NOT_WORKBOOKS.values(), ids=NOT_WORKBOOKS)
def test_what_is_no_workbook_is_named(data: bytes, words: str) -> None:
    assert words in refused(data).message


def test_every_cut_of_a_package_is_refused_as_incomplete() -> None:
    for length in range(4, len(PLAIN) - 1, 97):
        assert "不完整" in refused(PLAIN[:length]).message


def member_named(name: str) -> bytes:
    parts = parts_of(PLAIN)
    return zipped({**parts, name: b"x"})


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/passwd", "C:/x.xml", "xl\\..\\..\\x", "a/../b", "XL/Workbook.XML"]
)
def test_names_that_lead_elsewhere_or_double_are_refused(name: str) -> None:
    assert "部件名不正常" in refused(member_named(name)).message


def test_names_with_the_separators_of_windows_are_understood() -> None:
    turned = zipped({name.replace("/", "\\"): part for name, part in parts_of(PLAIN).items()})
    result = inspect_package(turned, "台账.xlsx")
    assert isinstance(result, GateResult)
    assert "xl/workbook.xml" in result.parts


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    assert "部件名不正常" in refused(stream.getvalue()).message


DOCTYPE = '<?xml version="1.0" encoding="{0}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "iso-8859-1"])
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "docProps/custom.xml", "xl/media/odd.bin"])
def test_a_doctype_is_refused_in_whatever_encoding_and_part(name: str, encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
    data = zipped({**parts_of(PLAIN), name: DOCTYPE.format(declared).encode(encoding)})
    assert refused(data).code in ("F123", "F103")  # UTF-16 without a mark is no XML at all


def test_a_part_in_an_encoding_of_several_bytes_is_refused_not_guessed() -> None:
    text = '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE x><x/>'
    assert refused(zipped({**parts_of(PLAIN), "docProps/custom.xml": text.encode()})).code == "F103"


def test_a_bomb_is_refused_while_it_inflates() -> None:
    bomb = zipped({**parts_of(PLAIN), "xl/worksheets/sheet1.xml": b" " * (8 << 20)})
    assert len(bomb) < 20_000
    assert "文件过大" in refused(bomb).message
    assert "文件过大" in refused(bomb, ratio=10**6, part=1 << 20).message
    assert "文件过大" in refused(bomb, ratio=10**6, total=1 << 20).message


def test_many_small_parts_are_refused() -> None:
    assert "部件过多" in refused(zipped({**parts_of(PLAIN), **{f"x{n}": b"" for n in range(30)}}), parts=20).message


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert "文件过大" in refused(PLAIN, file=100).message


def test_a_part_whose_checksum_is_wrong_is_refused() -> None:
    plain = zipped(parts_of(PLAIN), zipfile.ZIP_STORED)
    at = plain.index(b"<v>3</v>") + 3
    assert refused(plain[:at] + b"9" + plain[at + 1 :]).code == "F103"


def with_flag(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    at = data.index(mark) + offset
    return data[:at] + value + data[at + len(value) :]


CRIPPLED: dict[str, Callable[[], bytes]] = {
    "an unknown method of compression": lambda: with_flag(PLAIN, b"PK\x01\x02", 10, b"\x63"),
    "XML that is cut off": lambda: operated(PLAIN, "xl/workbook.xml", ("</workbook>", "")),
}


@pytest.mark.parametrize("make", CRIPPLED.values(), ids=CRIPPLED)
def test_what_cannot_be_inflated_or_parsed_is_damaged(make: Callable[[], bytes]) -> None:
    assert refused(make()).code == "F103"


def test_a_member_with_a_zip_password_is_called_encrypted() -> None:
    assert "有打开密码" in refused(with_flag(PLAIN, b"PK\x01\x02", 8, b"\x01")).message


@pytest.mark.parametrize("length", [8, 200, 600])
def test_a_cut_off_old_file_is_incomplete(length: int) -> None:
    assert "不完整" in refused(OLE_HEAD + bytes(length), "台账.xls").message


def test_a_genuine_workbook_passes_with_its_kind_whatever_it_is_called() -> None:
    for name in ("台账.xlsx", "台账.xls", "a;rm -rf.xlsx", "-台账 .xlsx", "CON.xlsx"):
        result = inspect_package(saved(lambda sheet: sheet.append([1])), name)
        assert isinstance(result, GateResult)
        assert result.kind == "xlsx"


@pytest.mark.parametrize(
    ("name", "kind", "other"),
    [
        ("a.xlsx", "xlsx", False),
        ("a.XLSX ", "xlsx", False),
        ("a.xls", "xlsx", True),
        ("a.xlsx", "xlsm", True),
        ("a", "ods", True),
    ],
)
def test_an_extension_that_lies_is_noticed(name: str, kind: str, other: bool) -> None:
    assert other_kind(name, kind) is other
