"""Workbooks with a password to open: read where the office has set it, else refused in so many words."""

import os
import sys
from types import SimpleNamespace

import pytest
from made_files import saved, zipped

from lzxl.excel.locking import locked
from lzxl.excel.passwords import office_passwords
from lzxl.excel.workbook import read_workbook

PLAIN = saved(lambda sheet: sheet.append([3]))


@pytest.fixture(scope="module")
def encrypted() -> bytes:
    return locked(PLAIN, "样例-2026")


def test_without_a_password_it_is_refused_as_encrypted_not_as_damaged(encrypted: bytes) -> None:
    book, findings = read_workbook(encrypted, "台账.xlsx")
    assert (book, [f.code for f in findings]) == (None, ["F104"])
    assert "有打开密码" in findings[0].message


def test_with_wrong_passwords_it_says_so(encrypted: bytes) -> None:
    book, findings = read_workbook(encrypted, "台账.xlsx", ("a", "b"))
    assert (book, [f.code for f in findings]) == (None, ["F105"])
    assert "有打开密码" in findings[0].message


def test_with_the_right_one_among_others_it_is_read(encrypted: bytes) -> None:
    book, findings = read_workbook(encrypted, "台账.xlsx", ("a", "样例-2026"))
    assert book
    assert (book.kind, book.blocks[0].rows, findings) == ("xlsx", ((3,),), [])


def test_what_excel_encrypts_on_its_own_account_opens_without_asking() -> None:
    book, _ = read_workbook(locked(PLAIN, "VelvetSweatshop"), "台账.xlsx")
    assert book
    assert book.blocks[0].rows == ((3,),)


def test_what_is_inside_passes_the_same_gate() -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    word = zipped({"[Content_Types].xml": types, "word/document.xml": "<a/>", "x.bin": os.urandom(5000)})
    book, findings = read_workbook(locked(word, "x"), "台账.xlsx", ("x",))
    assert (book, [f.code for f in findings]) == (None, ["F106"])


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize(
    ("text", "words"),
    [("", ()), ("a", ("a",)), ("a;b", ("a", "b")), ("a\nb\r\nc", ("a", "b", "c")), ("a;;a", ("a",)), (" a ", (" a ",))],
)
def test_passwords_of_the_environment(text: str, words: tuple[str, ...]) -> None:
    assert office_passwords({"LZXL_PASSWORDS": text}) == words


@pytest.mark.usefixtures("no_keyring")
def test_no_setting_no_password() -> None:
    assert office_passwords({}) == ()


def test_passwords_of_the_keyring_come_after(monkeypatch: pytest.MonkeyPatch) -> None:
    store = SimpleNamespace(
        get_password=lambda service, name: "b\nc" if (service, name) == ("lzxl", "passwords") else None
    )
    monkeypatch.setitem(sys.modules, "keyring", store)
    assert office_passwords({"LZXL_PASSWORDS": "a;b"}) == ("a", "b", "c")


def test_a_locked_keyring_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked_store(_service: str, _name: str) -> str:
        raise RuntimeError("locked")

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=locked_store))
    assert office_passwords({"LZXL_PASSWORDS": "a"}) == ("a",)
