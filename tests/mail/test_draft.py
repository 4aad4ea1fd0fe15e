"""An unsent draft: other programs' readers find in it what was put in, and the same content gives the same bytes."""

import email
import email.policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.mail.draft import ADDRESS, DRAFT, SUBJECT, TEXT, draft, folder
from lzxl.mail.outgoing import Attachment, Outgoing, Sender, addresses

NAME = "岗位廉政风险和自我防控承诺表(标注).xlsx"
SENDER = Sender("示例县供销合作社联合社", "office@example.com")
MESSAGE = Outgoing(
    "退回",
    "U01",
    ("unit@example.com", "second@example.com"),
    "关于退回《岗位廉政风险和自我防控承诺表》请予改正的函(示例县样例三供销合作社)",
    "样例三社:\n\n所报的表有 2 处要改,见附件。\n",
    (Attachment(NAME, b"PK\x03\x04 one"), Attachment("说明.pdf", b"%PDF two")),
)


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[] for _ in message.walk()]
    return message


def test_a_draft_holds_what_was_put_in() -> None:
    message = read(draft(MESSAGE, SENDER))
    assert message["Subject"] == MESSAGE.subject
    assert message["To"] == ", ".join(MESSAGE.to)
    assert message["From"] == "示例县供销合作社联合社 <office@example.com>"
    assert (message["X-Unsent"], message["X-Lzxl-Unit"], message["X-Lzxl-Kind"]) == ("1", "U01", "退回")
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert [(part.get_filename(), part.get_content()) for part in message.iter_attachments()] == list(
        MESSAGE.attachments
    )


def test_each_name_stands_there_after_both_conventions() -> None:
    message = email.message_from_bytes(draft(MESSAGE, SENDER))  # the old reader: it leaves encoded words as they are
    first = message.get_payload()[1]  # type: ignore[index, union-attr]
    assert str(make_header(decode_header(first.get_param("name")))) == NAME  # type: ignore[union-attr]
    assert first.get_param("filename", header="Content-Disposition")[0] == "utf-8"  # type: ignore[union-attr]
    assert first.get_filename() == NAME  # type: ignore[union-attr]


def test_the_same_content_gives_the_same_bytes_and_another_one_another_identity() -> None:
    data = draft(MESSAGE, SENDER)
    assert data == draft(MESSAGE, SENDER)
    others = [
        MESSAGE._replace(text="改了"),
        MESSAGE._replace(to=("unit@example.com",)),
        MESSAGE._replace(attachments=MESSAGE.attachments[1:]),
        MESSAGE._replace(attachments=(Attachment(NAME, b"PK other"), MESSAGE.attachments[1])),
        MESSAGE._replace(unit="U02"),
        MESSAGE._replace(about="预2026-1"),
        MESSAGE._replace(kind="催报"),
    ]
    assert len({read(draft(one, SENDER))["Message-ID"] for one in [MESSAGE, *others]}) == len(others) + 1


def test_with_another_pdf_of_the_letter_or_none_it_is_the_same_message() -> None:
    book = MESSAGE.attachments[0]
    papers = [(Attachment("说明.pdf", b"%PDF three"),), (Attachment("说明.docx", b"PK word"),), ()]
    others = [MESSAGE._replace(attachments=(book, *more)) for more in papers]
    assert len({read(draft(one, SENDER))["Message-ID"] for one in [MESSAGE, *others]}) == 1


def test_lines_are_as_mail_wants_them() -> None:
    data = draft(MESSAGE, SENDER)
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "evil", ["甲\r\nBcc: other@example.com", "plain\nBcc: other@example.com", "\x00乙\x85丙\u2028丁"]
)
def test_nothing_in_a_text_becomes_a_header(evil: str) -> None:
    message = read(draft(MESSAGE._replace(subject=evil, kind=evil, unit=evil), Sender(evil, SENDER.address)))
    assert message["Bcc"] is None
    assert message["From"].addresses[0].addr_spec == SENDER.address


def test_without_an_address_nobody_is_named() -> None:
    message = read(draft(MESSAGE._replace(to=()), Sender("本社")))
    assert message["To"] is None
    assert message["From"] is None


def test_the_folder_is_for_web_mail() -> None:
    files = folder(MESSAGE, SENDER)
    assert list(files) == [DRAFT, TEXT, ADDRESS, SUBJECT, NAME, "说明.pdf"]
    assert files[ADDRESS].decode("utf-8-sig") == "unit@example.com;second@example.com\r\n"
    assert files[SUBJECT].decode("utf-8-sig") == MESSAGE.subject + "\r\n"
    assert files[TEXT].startswith(b"\xef\xbb\xbf")
    assert files[TEXT].decode("utf-8-sig").split("\r\n")[0] == "样例三社:"
    assert files[NAME] == MESSAGE.attachments[0].content


def test_names_of_attachments_lead_nowhere_and_hide_nothing() -> None:
    names = ["../../外.xlsx", "正文.txt", "草稿.eml", "同名.xlsx", "同名.xlsx"]
    files = folder(MESSAGE._replace(attachments=tuple(Attachment(name, b"x") for name in names)), SENDER)
    assert len(files) == 4 + len(names)
    assert all(PurePosixPath(name).name == name for name in files)
    assert files[TEXT].startswith(b"\xef\xbb\xbf")


@given(st.text(min_size=1, max_size=80), st.text(max_size=300))
def test_any_subject_and_text_come_back(subject: str, text: str) -> None:
    try:
        (subject + text).encode()
    except UnicodeEncodeError:
        return
    message = read(draft(Outgoing("催报", "U01", (), subject, text), SENDER))
    shown = "".join(
        letter if letter.isprintable() or 0x20000 <= ord(letter) <= 0x3FFFD else " " for letter in subject
    ).split()
    assert message["Subject"].split() == shown
    assert message.get_payload(decode=True).decode().replace("\r\n", "\n") == text.replace("\r\n", "\n")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", ()),
        ("a@example.com", ("a@example.com",)),
        ("a@example.com;b.c@mail.example.com、a@example.com", ("a@example.com", "b.c@mail.example.com")),
        ("见通讯录", ()),
        ("样例<a@example.com>", ()),
        ("a@example.com\nBcc:b@example.com", ()),
        ("xh@example,invalid", ()),
        ("a@example.com;b@example,invalid", ()),
        ("样例@example.com", ()),
    ],
)
def test_addresses_of_a_cell(cell: str, found: tuple[str, ...]) -> None:
    assert addresses(cell) == found
