"""Names of received files: whatever encoding they were written in, safe to print, litter told apart."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.intake.names import clean_path, decoded, is_litter, member_name, opened_partner, shown, unique


def member(raw: bytes, *, utf8: bool = False, extra: bytes = b"") -> zipfile.ZipInfo:
    """Return the member of a real archive whose name is written as ``raw``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("x" * len(raw))
        info.extra = extra
        archive.writestr(info, b"")
    data = stream.getvalue().replace(b"x" * len(raw), raw)
    if utf8:
        at = data.index(b"PK\x01\x02")
        data = data[:7] + b"\x08" + data[8 : at + 9] + b"\x08" + data[at + 10 :]
    return zipfile.ZipFile(io.BytesIO(data)).infolist()[0]


def unicode_path(raw: bytes, name: str, *, right: bool = True) -> bytes:
    field = b"\x01" + (zlib.crc32(raw) ^ (not right)).to_bytes(4, "little") + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


NAMES = "示例社/扣分台账(2011年).xlsx"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8"])
def test_member_names_without_a_flag(encoding: str) -> None:
    assert member_name(member(NAMES.encode(encoding))) == NAMES


def test_member_names_with_the_flag_and_in_ascii() -> None:
    assert member_name(member(NAMES.encode(), utf8=True)) == NAMES
    assert member_name(member(b"a b.xlsx")) == "a b.xlsx"


def test_the_unicode_field_counts_only_while_it_belongs_to_the_name() -> None:
    raw = "台账.xlsx".encode("gbk")
    assert member_name(member(raw, extra=unicode_path(raw, "台账①.xlsx"))) == "台账①.xlsx"
    assert member_name(member(raw, extra=unicode_path(raw, "别的.xlsx", right=False))) == "台账.xlsx"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("台账", "台账"),
        ("e\u0301", "é"),
        ("a\nb", "a\\nb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb", "a\\u200bb"),
        ("a\u00a0b", "a\\xa0b"),
        ("全\u3000角", "全\u3000角"),
        ("😀.xlsx", "😀.xlsx"),
        ("\udcd5\udcc5", "张"),
        ("\ud800", "\\ud800"),
        ("\U00031350.xlsx", "\U00031350.xlsx"),  # newer than many a Python
        ("-rf.xlsx", "-rf.xlsx"),
        ("尾 ", "尾 "),
    ],
)
def test_names_are_shown(raw: str, name: str) -> None:
    assert shown(raw) == name


@given(st.text(st.characters(codec=None), max_size=8))
def test_any_name_can_be_printed(name: str) -> None:
    text = shown(name)
    assert text.encode("utf-8").decode() == text
    assert "\n" not in text


@given(st.binary(max_size=12))
def test_any_bytes_become_a_name(raw: bytes) -> None:
    assert clean_path(decoded(raw))
    assert not clean_path(decoded(raw)).startswith("/")
    assert ".." not in clean_path(decoded(raw)).split("/")


LITTER = {
    "~$台账.xlsx": True,
    ".~lock.台账.xlsx#": True,
    "Thumbs.db": True,
    "THUMBS.DB": True,
    "__MACOSX": True,
    ".DS_Store": True,
    "台账.xlsx:Zone.Identifier": True,
    "台账.xlsx.Zone.Identifier": True,
    "台账.xlsx:Zone.Identifier:$DATA": True,
    "台账.xlsx": False,
    "报告:终稿.pdf": False,
    "~台账.xlsx": False,
    "desktop.xlsx": False,
}


@pytest.mark.parametrize(("name", "litter"), LITTER.items())
def test_litter(name: str, litter: bool) -> None:
    assert is_litter(name) is litter


@pytest.mark.parametrize(
    ("name", "partner"),
    [("~$a.xlsx", "a.xlsx"), (".~lock.a.xlsx#", "a.xlsx"), (".~a.xlsx", "a.xlsx"), ("a.xlsx", ""), (".~lock.", "")],
)
def test_owner_files_name_what_is_open(name: str, partner: str) -> None:
    assert opened_partner(name) == partner


def test_a_taken_name_gets_a_number_before_its_suffix() -> None:
    assert unique("a/b.xlsx", ()) == "a/b.xlsx"
    assert unique("a/b.xlsx", {"a/b.xlsx"}) == "a/b (2).xlsx"
    assert unique("b", {"b", "b (2)"}) == "b (3)"
