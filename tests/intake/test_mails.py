"""Mails by other programs' conventions: who sent them, when, and every attachment under its own name; nothing trusted."""

import json
import os
from pathlib import Path

import made_mails
import pytest
from made_mails import BOOK, CONTENT, FOLDER, LEDGER, MAILS, SUBJECT

from lzxl.intake import eml
from lzxl.intake.archives import Limits
from lzxl.intake.collect import Received, collect

NAMES = {  # what a reader of these files by eye finds in them
    "Foxmail.eml": [BOOK],
    "Outlook.eml": [BOOK],
    "QQ邮箱.eml": [BOOK],
    "网易163.eml": [LEDGER, BOOK],
    "分段文件名.eml": [BOOK],
    "原样GBK.eml": [BOOK],
    "原样UTF-8.eml": [BOOK],
    "无字符集.eml": [BOOK],
    "只有name.eml": [LEDGER, BOOK],
    "百分号编码.eml": [LEDGER, BOOK],
    "签名图片.eml": ["流程图.jpg", BOOK],
    "转发.eml": [f"second.eml/{BOOK}", f"样例四社承诺表.eml/{BOOK}"],
    "压缩附件.eml": ["报送材料.zip/承诺表样例.xlsx"],
    "163网盘附件.eml": [LEDGER],
    "整封是附件.eml": [LEDGER],
    "没有日期.eml": [BOOK],
    "winmail.eml": [LEDGER, BOOK],
    "winmail.dat": [LEDGER, BOOK],
    "Outlook.msg": [f"样例四社承诺表.msg/{LEDGER}", BOOK],
    "Outlook旧版.msg": [f"样例四社承诺表.msg/{LEDGER}", BOOK],
}


def put(root: Path, name: str, data: bytes) -> Path:
    (root / name).write_bytes(data)
    os.utime(root / name, (1_700_000_000, 1_700_000_000))
    return root


def names(received: list[Received], mail: str) -> list[str]:
    return [one.file.removeprefix(f"{mail}/") for one in received]


def codes(received: list[Received]) -> list[list[str]]:
    return [[finding.code for finding in one.findings] for one in received]


def test_the_mails_are_those_of_the_generator() -> None:
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == {name: make() for name, make in MAILS.items()}


def test_all_mails_come_to_what_is_expected() -> None:
    expected = json.loads((FOLDER.parent / "mails.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(made_mails.results(FOLDER))) == expected


@pytest.mark.parametrize("mail", NAMES)
def test_attachments_come_under_their_own_names_with_their_own_bytes(mail: str) -> None:
    received, _ = collect(FOLDER / mail)
    assert names(received, mail) == NAMES[mail]
    for one in received:
        assert one.load().startswith(CONTENT if one.kind == "workbook" else made_mails.PICTURE)


@pytest.mark.parametrize(
    ("mail", "sender", "moment"),
    [
        ("Foxmail.eml", "san@example.com", "2026-09-08T09:30:05+08:00"),
        ("Outlook.eml", "san@example.com", "2026-09-08T09:30:05+08:00"),
        ("QQ邮箱.eml", "10001@qq.example", "2026-09-08T09:30:05+08:00"),
        ("没有日期.eml", "san@example.com", "2026-09-08T09:30:07+08:00"),  # when the server took it in
        ("压缩附件.eml", "san@example.com", "2026-09-08T09:30:05+08:00"),
    ],
)
def test_sender_and_date_are_the_mails(mail: str, sender: str, moment: str) -> None:
    received, _ = collect(FOLDER / mail)
    assert {(one.sender, one.modified.isoformat()) for one in received} == {(sender, moment)}


@pytest.mark.parametrize("mail", ["转发.eml", "Outlook.msg"])
def test_a_mail_in_a_mail_has_its_own_sender_and_date(mail: str) -> None:
    received, _ = collect(FOLDER / mail)
    assert {(one.sender, one.modified.isoformat()) for one in received} == {
        ("san@example.com", "2026-09-08T09:30:05+08:00"),
        ("si@example.com", "2026-09-07T16:00:00+08:00"),
    }


@pytest.mark.parametrize(
    ("mail", "code"),
    [("QQ超大附件.eml", "F205"), ("回复.eml", "F206"), ("贴图.eml", "F207"), ("退信.eml", "F208")],
)
def test_a_mail_without_files_says_why(mail: str, code: str) -> None:
    received, findings = collect(FOLDER / mail)
    assert (names(received, mail), codes(received), findings) == ([mail], [[code]], [])
    assert received[0].modified.isoformat() == "2026-09-08T09:30:05+08:00"


def test_a_link_beside_an_attachment_is_told_too() -> None:
    received, findings = collect(FOLDER / "163网盘附件.eml")
    assert codes(received) == [[]]
    assert [(finding.code, finding.place.file) for finding in findings] == [("F205", "163网盘附件.eml")]
    assert SUBJECT in findings[0].message


def test_the_date_of_a_mail_is_a_fact_and_its_clock_may_be_wrong(tmp_path: Path) -> None:
    for number, date in enumerate(["Tue, 8 Sep 1926 09:30:05 +0800", "yesterday", "Tue, 99 Xyz 2026 09:30"]):
        data = made_mails.no_date().replace(b"Received:", f"Date: {date}\r\nX-Received:".encode(), 1)
        put(tmp_path, f"{number}.eml", data)
    assert {one.modified.year for one in collect(tmp_path)[0]} == {2023}  # the file's own time


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\Users\\a\\桌面\\表.xlsx", "表.xlsx"),
        ("/表.xlsx", "表.xlsx"),
        ("a\x00b.xlsx", "ab.xlsx"),
        ("表\u202excod.xlsx", "表\\u202excod.xlsx"),
    ],
)
def test_names_never_become_paths(tmp_path: Path, name: str, shown: str) -> None:
    parts = [made_mails.text(), made_mails.book(f'name="{made_mails.word(name)}"', "")]
    put(tmp_path, "信.eml", made_mails.mail(made_mails.head("a@example.com", "x"), made_mails.several("mixed", parts)))
    received, _ = collect(tmp_path)
    assert names(received, "信.eml") == [shown]
    assert [path.name for path in tmp_path.iterdir()] == ["信.eml"]


def test_two_attachments_of_one_name_are_two(tmp_path: Path) -> None:
    one = made_mails.book(f'name="{made_mails.word(BOOK)}"', "")
    put(
        tmp_path,
        "信.eml",
        made_mails.mail(made_mails.head("a@example.com", "x"), made_mails.several("mixed", [one, one])),
    )
    received, _ = collect(tmp_path)
    assert len({item.file for item in received}) == 2
    assert len({item.sha256 for item in received}) == 1


def nested(levels: int) -> bytes:
    data = made_mails.foxmail()
    for _ in range(levels):
        inner = b"Content-Type: message/rfc822\r\n\r\n" + data
        mark = f"----=_level_{_}"
        data = made_mails.mail(made_mails.head("a@example.com", "x"), made_mails.several("mixed", [inner], mark))
    return data


def test_mails_in_mails_are_opened_up_to_a_depth(tmp_path: Path) -> None:
    put(tmp_path, "浅.eml", nested(3))
    put(tmp_path, "深.eml", nested(4))
    received, _ = collect(tmp_path)
    assert codes(received) == [[], ["F204"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F200"),
        (b"\x00" * 2000, "F200"),
        (b"no header here\r\n" * 5, "F200"),
        (b"Subject: x\r\n" + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 200, "F200"),
        (b"Subject: x\r\n\r\n" + b"\n" * 5_000_001, "F200"),
        (b"Subject: x\r\n\r\n", "F206"),
    ],
    ids=["empty", "zeros", "text", "levels", "lines", "nothing inside"],
)
def test_what_is_no_mail_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    received, _ = collect(put(tmp_path, "信.eml", data))
    assert codes(received) == [[code]]


def test_limits_hold_for_mails(tmp_path: Path) -> None:
    parts = [made_mails.book(f'name="{n}.xlsx"', "", n) for n in range(5)]
    put(tmp_path, "信.eml", made_mails.mail(made_mails.head("a@example.com", "x"), made_mails.several("mixed", parts)))
    assert codes(collect(tmp_path, Limits(members=4))[0]) == [["F172"]]
    assert codes(collect(tmp_path, Limits(member=10))[0]) == [["F202"]] * 5
    assert codes(collect(tmp_path, Limits(total=70))[0]).count(["F202"]) > 0
    assert codes(collect(tmp_path, Limits(mail=100))[0]) == [["F201"]]


@pytest.mark.parametrize("mail", ["Outlook.msg", "winmail.dat", "转发.eml", "winmail.eml"])
def test_a_mail_cut_or_changed_anywhere_never_stops_the_run(tmp_path: Path, mail: str) -> None:
    whole = MAILS[mail]()
    step = max(len(whole) // 60, 1)
    for at in range(0, len(whole), step):
        put(tmp_path, f"{at}-cut-{mail}", whole[:at])
        changed = bytes(255 - byte for byte in whole[at : at + 8])
        put(tmp_path, f"{at}-changed-{mail}", whole[:at] + changed + whole[at + 8 :])
    received, _ = collect(tmp_path)
    for one in received:
        if one.sha256:
            try:
                one.load()
            except OSError:
                pytest.fail(f"{one.file}: listed, then not to be read")
    assert received


def test_a_few_bytes_as_msg_are_not_taken_for_a_path(tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.msg"
    secret.write_bytes(MAILS["Outlook.msg"]())
    folder = tmp_path / "收件"
    folder.mkdir()
    put(folder, "信.msg", str(secret).encode())
    assert codes(collect(folder)[0]) == [["F200"]]


def test_a_workbook_inside_of_a_msg_does_not_make_it_a_workbook(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "b")
    book.save(tmp_path / "a.xls")
    data = (tmp_path / "a.xls").read_bytes()
    (tmp_path / "a.xls").unlink()
    put(tmp_path, "信.msg", made_mails.msg(large=data))
    assert names(collect(tmp_path)[0], "信.msg") == NAMES["Outlook.msg"]


def test_the_parts_of_one_mail_are_read_with_one_parse(tmp_path: Path) -> None:
    parts = [made_mails.book(f'name="{n}.xlsx"', "", n) for n in range(9)]
    put(tmp_path, "信.eml", made_mails.mail(made_mails.head("a@example.com", "x"), made_mails.several("mixed", parts)))
    eml._parsed.cache_clear()
    received, _ = collect(tmp_path)
    assert [one.load()[-1:] for one in received] == [str(n).encode() for n in range(9)]
    assert eml._parsed.cache_info().misses == 1
