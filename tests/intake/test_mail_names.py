"""Names of attachments: whatever convention a sender follows, the same name comes out."""

import base64
from collections.abc import Callable
from email.charset import QP, Charset
from email.header import Header
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_mails import cut_words, word

from lzxl.intake.header_text import header_text
from lzxl.intake.mail import address_of
from lzxl.intake.parameters import file_name, parameters

LETTERS = "甲乙丙丁岗位廉政风险承诺表台账(二)、·—Ⅰ①誠镕囍aZ09 _-+'"
NAMES = st.text(LETTERS, min_size=1, max_size=60).map(lambda stem: f"{' '.join(stem.split()) or '表'}.xlsx")


def _continued(name: str, size: int) -> bytes:
    coded = quote(name, safe="")
    pieces = [coded[at : at + size] for at in range(0, len(coded), size)]
    return "; ".join(
        f"filename*{n}*={'' if n else chr(85) + 'TF-8' + chr(39) * 2}{p}" for n, p in enumerate(pieces)
    ).encode()


def _quoted_printable(name: str) -> str:
    charset = Charset("utf-8")
    charset.header_encoding = QP
    return Header(name, charset, maxlinelen=60).encode(linesep="\r\n")


WAYS: dict[str, Callable[[str], bytes]] = {
    "one word, UTF-8": lambda name: f'filename="{word(name)}"'.encode(),
    "one word, GB18030": lambda name: f'filename="{word(name, "gb18030")}"'.encode(),
    "words cut anywhere": lambda name: f'filename="{cut_words(name, "utf-8", 7)}"'.encode(),
    "GB18030 cut anywhere": lambda name: f'filename="{cut_words(name, "gb18030", 5, chr(32))}"'.encode(),
    "base64 cut anywhere": lambda name: (
        b'filename="'
        + b" ".join(
            b"=?utf-8?B?" + base64.b64encode(name.encode())[at : at + 10] + b"?="
            for at in range(0, len(base64.b64encode(name.encode())), 10)
        )
        + b'"'
    ),
    "quoted-printable words": lambda name: f'filename="{_quoted_printable(name)}"'.encode(),
    "RFC 2231": lambda name: f"filename*=utf-8''{quote(name, safe='')}".encode(),
    "RFC 2231, GB18030": lambda name: f"filename*=GBK'zh-cn'{quote(name.encode('gb18030'), safe='')}".encode(),
    "RFC 2231 in sections": lambda name: _continued(name, 11),
    "RFC 2231 around words": lambda name: f"filename*=utf-8''{quote(word(name), safe='')}".encode(),
    "RFC 2231 without quotes": lambda name: f"filename*={quote(name, safe='')}".encode(),
    "raw UTF-8": lambda name: f'filename="{name}"'.encode(),
    "words without charset": lambda name: f'filename="=??B?{base64.b64encode(name.encode()).decode()}?="'.encode(),
    "words of an unknown charset": lambda name: (
        word(name).replace("utf-8", "x-unknown").join(('filename="', '"')).encode()
    ),
}


@pytest.mark.parametrize("way", WAYS)
@given(name=NAMES)
def test_every_way_gives_the_same_name(way: str, name: str) -> None:
    assert file_name(b"attachment; " + WAYS[way](name) + b"; size=12", b"") == name


@given(name=st.text("甲乙丙丁岗位廉政风险承诺表台账誠镕", min_size=4, max_size=30).map(lambda stem: f"{stem}.xlsx"))
def test_raw_gbk_gives_the_name_too(name: str) -> None:
    raw = name.encode("gbk")
    assert file_name(b'attachment; filename="' + raw + b'"; size=1', b"") in (name, _as_utf8(raw) or name)
    assert file_name(b"attachment; filename=" + raw, b"") in (name, _as_utf8(raw) or name)


def _as_utf8(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return ""


@given(name=NAMES)
def test_what_pythons_own_mailer_writes_is_read(name: str) -> None:
    message = EmailMessage()
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    head = message.as_bytes().replace(b"\n ", b" ").split(b"Content-Disposition:", 1)[1]
    assert file_name(head.partition(b"\n")[0], b"") == name


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_give_some_name_and_no_exception(disposition: bytes, content_type: bytes) -> None:
    assert isinstance(file_name(disposition, content_type), str)
    assert isinstance(header_text(disposition), str)


@given(st.text("=?utf8gb-B Q_.\"';*0123\\%E5", max_size=120))
def test_no_mixture_of_marks_is_an_exception(text: str) -> None:
    assert isinstance(file_name(text.encode(), text.encode()), str)


@pytest.mark.parametrize(
    ("disposition", "content_type", "name"),
    [
        ("attachment", "application/octet-stream", ""),
        ('attachment; filename="a;b.xlsx"; size=1', "", "a;b.xlsx"),
        ('attachment; filename="say \\"a\\".xlsx"', "", 'say "a".xlsx'),
        ('attachment; filename="没有收尾.xlsx', "", "没有收尾.xlsx"),
        ("attachment; filename=岗位 承诺表.xlsx; size=3", "", "岗位 承诺表.xlsx"),
        ('attachment; filename="&#23703;&#20301;.xlsx"', "", "岗位.xlsx"),
        ('attachment; filename="ATT00001"', 'x/y; name="承诺表.xlsx"', "承诺表.xlsx"),
        ('attachment; filename="????.xlsx"', 'x/y; name="承诺表.xlsx"', "承诺表.xlsx"),
        ("attachment; filename=a.xlsx; filename*=utf-8''%E8%A1%A8.xlsx", "", "表.xlsx"),
        ('ATTACHMENT; FileName="表.xlsx"', "", "表.xlsx"),
        ('attachment; filename*0="表"; filename*1=".xlsx"', "", "表.xlsx"),
        ("attachment; filename*0*=utf-8''%E8%A; filename*1*=1%A8.xlsx; filename*3*=lost", "", "表.xlsx"),
        ('attachment; filename="100%25.xlsx"', "", "100%25.xlsx"),
    ],
)
def test_odd_ways(disposition: str, content_type: str, name: str) -> None:
    assert file_name(disposition.encode(), content_type.encode()) == name


def test_a_backslash_inside_of_a_gbk_character_is_no_backslash() -> None:
    raw = "誠".encode("gbk")
    assert raw.endswith(b"\\")
    assert parameters(b'attachment; filename="' + raw + b'"; size=1') == {"filename": ["誠"], "size": ["1"]}


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("a@example.com", "a@example.com"),
        ("<A@Example.com>", "a@example.com"),
        ('"boss@example.org" <a@example.com>', "a@example.com"),
        ("=?utf-8?B?5p2O?= <a@example.com>", "a@example.com"),
        ("a@example.com (comment)", "a@example.com"),
        ("nobody", ""),
        ("", ""),
    ],
)
def test_the_sender_is_the_address_not_the_shown_name(header: str, address: str) -> None:
    assert address_of(header) == address
