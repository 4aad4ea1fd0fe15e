"""A folder of received files as a list: each file once, in order, with its kind; what cannot be read says why."""

import hashlib
import io
import os
import socket
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lzxl.findings import Severity
from lzxl.intake.archives import Limits
from lzxl.intake.collect import Received, collect

BOOK = b"PK\x03\x04 a workbook, or so it says"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX names, links and rights")


def put(root: Path, *names: str, data: bytes = BOOK) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def kinds(received: list[Received]) -> dict[str, str]:
    return {one.file: one.kind for one in received}


def codes(one: Received) -> list[str]:
    assert all(finding.place.file == one.file and finding.cure for finding in one.findings)
    return [finding.code for finding in one.findings]


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def real_book() -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>"})


def test_files_come_in_order_with_their_kinds(tmp_path: Path) -> None:
    put(
        tmp_path,
        "示例一社/台账.xlsx",
        "示例二社/台账.xlsx",
        "a.XLSM",
        "b.xls",
        "c.ods",
        "流程图.vsdx",
        "说明.PDF",
        "照片.jpg",
    )
    received, findings = collect(tmp_path)
    assert findings == []
    assert kinds(received) == {
        "a.XLSM": "workbook",
        "b.xls": "workbook",
        "c.ods": "workbook",
        "流程图.vsdx": "paper",
        "照片.jpg": "paper",
        "示例一社/台账.xlsx": "workbook",
        "示例二社/台账.xlsx": "workbook",
        "说明.PDF": "paper",
    }
    assert list(kinds(received)) == sorted(kinds(received))


def test_a_file_carries_its_hash_its_time_and_its_bytes(tmp_path: Path) -> None:
    put(tmp_path, "台账.xlsx")
    moment = datetime.fromisoformat("2011-08-17T08:30:00.123456+08:00")
    os.utime(tmp_path / "台账.xlsx", ns=(0, int(moment.timestamp()) * 10**9 + 123_456_000))
    ((one,), _) = collect(tmp_path)
    assert (one.sha256, one.load()) == (hashlib.sha256(BOOK).hexdigest(), BOOK)
    assert one.modified == moment
    assert one.modified.utcoffset() == timedelta(hours=8)


def test_nothing_in_the_folder_changes(tmp_path: Path) -> None:
    put(tmp_path, "台账.xlsx", "子/说明.pdf")
    put(tmp_path, "包.zip", data=zipped({"a.xlsx": BOOK}))

    def state() -> list[tuple[str, int, int]]:
        return [(str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(tmp_path.rglob("*"))]

    before = state()
    for one in collect(tmp_path)[0]:
        one.load()
    assert state() == before


LITTER = (
    "~$台账.xlsx",
    ".~lock.台账.xlsx#",
    ".~台账.xlsx",
    "Thumbs.db",
    ".DS_Store",
    "desktop.ini",
    "._台账.xlsx",
    "__MACOSX/._台账.xlsx",
    ".隐藏/台账.xlsx",
    *(() if sys.platform == "win32" else ("台账.xlsx:Zone.Identifier",)),
)


@pytest.mark.parametrize("name", LITTER)
def test_litter_of_systems_is_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, data=b"x")
    assert collect(tmp_path) == ([], [])


@pytest.mark.parametrize("owner", ["~$台账.xlsx", ".~lock.台账.xlsx#", ".~台账.xlsx"])
def test_a_workbook_that_was_open_when_collected_is_told(tmp_path: Path, owner: str) -> None:
    put(tmp_path, "社/台账.xlsx", "台账.xlsx", f"社/{owner}")
    by_name = {one.file: one for one in collect(tmp_path)[0]}
    assert codes(by_name["社/台账.xlsx"]) == ["F183"]
    assert by_name["社/台账.xlsx"].findings[0].severity is Severity.WARNING
    assert codes(by_name["台账.xlsx"]) == []


UNREADABLE = {
    "台账.et": ("F161", "另存"),
    "台账.xlsb": ("F162", "另存"),
    "台账.csv": ("F162", "另存"),
    "材料.rar": ("F163", "解压"),
    "材料.7z": ("F163", "解压"),
    "旧邮件.mbox": ("F164", "另存到收件目录"),
    "来信.eml": ("F200", "另存附件后放进收件目录"),
    "来信.MSG": ("F200", "另存附件后放进收件目录"),
    "导出.html": ("F165", "另存"),
    "程序.exe": ("F160", "xlsx"),
    "没有扩展名": ("F160", "xlsx"),
    "扫描.pdf ": ("", ""),
}


@pytest.mark.parametrize(("name", "words"), UNREADABLE.items())
def test_what_is_not_read_says_why_and_what_to_do(tmp_path: Path, name: str, words: tuple[str, str]) -> None:
    code, cure = words
    put(tmp_path, name, data=b"x")
    ((one,), findings) = collect(tmp_path)
    assert (one.file, findings) == (name, [])
    assert one.kind == ("unreadable" if code else "paper")
    assert codes(one) == ([code] if code else [])
    assert all(cure in finding.cure and finding.severity is Severity.ERROR for finding in one.findings)
    assert one.sha256


def test_a_workbook_under_another_name_is_a_workbook(tmp_path: Path) -> None:
    put(tmp_path, "台账.doc", "台账", "台账.zip", data=real_book())
    put(tmp_path, "旧台账.doc", data=b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook\0".encode("utf-16-le"))
    put(tmp_path, "真的.doc", data=b"\xd0\xcf\x11\xe0" + bytes(600))
    put(tmp_path, "台账.et", data=real_book())
    expected = {"台账.doc": "workbook", "台账": "workbook", "台账.zip": "workbook", "旧台账.doc": "workbook"}
    assert kinds(collect(tmp_path)[0]) == expected | {"真的.doc": "paper", "台账.et": "unreadable"}


def test_a_word_file_named_as_a_workbook_goes_on_to_the_reader_who_names_it(tmp_path: Path) -> None:
    put(tmp_path, "台账.xlsx", data=b"{\\rtf1}")
    ((one,), _) = collect(tmp_path)
    assert (one.kind, one.findings) == ("workbook", ())


def test_an_empty_paper_is_none(tmp_path: Path) -> None:
    put(tmp_path, "流程图.pdf", data=b"")
    ((one,), _) = collect(tmp_path)
    assert (one.kind, codes(one)) == ("unreadable", ["F186"])


@POSIX
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "收件", tmp_path / "别处"
    put(inbox, "台账.xlsx")
    put(outside, "秘密.xlsx")
    (inbox / "链接.xlsx").symlink_to(outside / "秘密.xlsx")
    (inbox / "目录链接").symlink_to(outside)
    (inbox / "转圈").symlink_to(inbox)
    os.mkfifo(inbox / "管道.xlsx")
    by_name = {one.file: one for one in collect(inbox)[0]}
    assert kinds(list(by_name.values())) == {
        "台账.xlsx": "workbook",
        "目录链接": "unreadable",
        "管道.xlsx": "unreadable",
        "转圈": "unreadable",
        "链接.xlsx": "unreadable",
    }
    assert codes(by_name["链接.xlsx"]) == codes(by_name["目录链接"]) == ["F182"]
    assert codes(by_name["管道.xlsx"]) == ["F184"]


@POSIX
def test_a_file_without_rights_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.xlsx", "b.xlsx", "夹/c.xlsx")
    opened, scanned = Path.open, os.scandir

    def guarded(path: Path, mode: str = "r") -> object:  # root may read all, so rights alone prove nothing here
        if path.name == "a.xlsx":
            raise PermissionError
        return opened(path, mode)

    def guarded_scan(folder: Path) -> object:
        if Path(folder).name == "夹":
            raise PermissionError
        return scanned(folder)

    monkeypatch.setattr(Path, "open", guarded)
    monkeypatch.setattr(os, "scandir", guarded_scan)
    received, findings = collect(tmp_path)
    by_name = {one.file: one for one in received}
    assert (kinds(received), codes(by_name["a.xlsx"])) == ({"a.xlsx": "unreadable", "b.xlsx": "workbook"}, ["F180"])
    assert by_name["a.xlsx"].sha256 == ""
    assert "没有权限" in by_name["a.xlsx"].findings[0].message
    assert [(finding.code, finding.place.file) for finding in findings] == [("F181", "夹")]


@POSIX
def test_names_are_shown_safely_and_never_fall_together(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path)
    for name in (
        "台账".encode("gbk"),
        b"\xff\xfe",
        "\u00e9.xlsx".encode(),
        "e\u0301.xlsx".encode(),
        "a\u202ex.pdf".encode(),
    ):
        Path(os.fsdecode(raw + b"/" + name)).write_bytes(b"x")
    assert set(kinds(collect(tmp_path)[0])) == {"台账", "\\xff\\xfe", "\u00e9.xlsx", "\u00e9 (2).xlsx", "a\\u202ex.pdf"}


def test_one_file_may_stand_for_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "本社台账.xlsx", "别的.xlsx")
    received, findings = collect(tmp_path / "本社台账.xlsx")
    assert (kinds(received), findings) == ({"本社台账.xlsx": "workbook"}, [])
    received, findings = collect(tmp_path / "没有")
    assert (received, [finding.code for finding in findings]) == ([], ["F185"])


# ---------------------------------------------------------------- archives


def test_each_file_of_an_archive_is_received(tmp_path: Path) -> None:
    inner = zipped({"内/c.xlsx": BOOK, "d.exe": b"x"})
    members = {
        "示例社/": b"",
        "示例社/台账.xlsx": BOOK,
        "说明.pdf": b"%PDF",
        "内.zip": inner,
        "__MACOSX/._x": b"x",
        "~$a.xlsx": b"x",
    }
    put(tmp_path, "报送.zip", data=zipped(members))
    received, findings = collect(tmp_path)
    assert findings == []
    assert kinds(received) == {
        "报送.zip/内.zip/d.exe": "unreadable",
        "报送.zip/内.zip/内/c.xlsx": "workbook",
        "报送.zip/示例社/台账.xlsx": "workbook",
        "报送.zip/说明.pdf": "paper",
    }
    for one in received:
        assert hashlib.sha256(one.load()).hexdigest() == one.sha256
        assert one.modified == received[0].modified


def only(tmp_path: Path, data: bytes, **limits: int) -> list[Received]:
    put(tmp_path, "包.zip", data=data)
    return collect(tmp_path, Limits(**limits))[0]


def test_archives_nested_too_deep_are_not_opened(tmp_path: Path) -> None:
    deep = zipped({"b.zip": zipped({"c.zip": zipped({"d.xlsx": BOOK})})})
    ((one),) = only(tmp_path, deep)
    assert (one.file, codes(one)) == ("包.zip/b.zip/c.zip", ["F176"])


def test_broken_and_empty_archives_are_listed(tmp_path: Path) -> None:
    whole = zipped({"a.xlsx": BOOK * 50})
    for data, code in ((whole[:60], "F170"), (zipped({}), "F171"), (b"", "F170")):
        ((one),) = only(tmp_path, data)
        assert (one.file, one.kind, codes(one), bool(one.sha256)) == ("包.zip", "unreadable", [code], True)


def test_one_bad_member_costs_the_others_nothing(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xlsx", b"abcdefgh")
        archive.writestr("b.xlsx", BOOK)
    bad = stream.getvalue().replace(b"abcdefgh", b"abcdefgX")
    by_name = {one.file: one for one in only(tmp_path, bad)}
    assert codes(by_name["包.zip/a.xlsx"]) == ["F174"]
    assert by_name["包.zip/b.xlsx"].load() == BOOK
    with pytest.raises(OSError, match="F174"):
        by_name["包.zip/a.xlsx"].load()


def test_members_with_a_password_are_told(tmp_path: Path) -> None:
    plain = zipped({"a.xlsx": BOOK})
    at = plain.index(b"PK\x01\x02") + 8
    ((one),) = only(tmp_path, plain[:at] + b"\x01" + plain[at + 1 :])
    assert (one.file, codes(one)) == ("包.zip/a.xlsx", ["F173"])


@pytest.mark.parametrize(
    ("limits", "bad"),
    [
        ({"member": 500}, ["a.pdf", "b.pdf"]),
        ({"total": 1500}, ["b.pdf"]),
        ({"ratio": 2, "ratio_from": 10}, ["a.pdf", "b.pdf"]),
    ],
)
def test_members_beyond_the_limits_are_not_inflated(tmp_path: Path, limits: dict[str, int], bad: list[str]) -> None:
    received = only(tmp_path, zipped({"a.pdf": bytes(1000), "b.pdf": bytes(1000), "c.pdf": b"x"}), **limits)
    assert [one.file.removeprefix("包.zip/") for one in received if codes(one) == ["F175"]] == bad


def test_too_many_members_counting_those_of_inner_archives(tmp_path: Path) -> None:
    inner = zipped({f"{n}.pdf": b"x" for n in range(5)})
    assert [codes(one) for one in only(tmp_path, zipped({"a.pdf": b"x", "b.zip": inner}), members=6)] == [[], ["F172"]]
    assert len(only(tmp_path, zipped({"a.pdf": b"x", "b.zip": inner}), members=7)) == 6


def test_names_of_members_never_lead_out(tmp_path: Path) -> None:
    names = ["../../x.xlsx", "/etc/y.xlsx", "C:\\z.xlsx", "a\\..\\w.xlsx"]
    received = only(tmp_path, zipped(dict.fromkeys(names, BOOK)))
    assert {one.file for one in received} == {
        f"包.zip/{name}" for name in ("x.xlsx", "etc/y.xlsx", "z.xlsx", "a/w.xlsx")
    }


def test_members_shown_alike_are_both_received(tmp_path: Path) -> None:
    received = only(tmp_path, zipped({"a.xlsx": b"1", "./a.xlsx": b"2"}))
    assert {one.file: one.load() for one in received} == {"包.zip/a.xlsx": b"1", "包.zip/a (2).xlsx": b"2"} or {
        one.file: one.load() for one in received
    } == {"包.zip/a.xlsx": b"2", "包.zip/a (2).xlsx": b"1"}


def test_the_same_folder_gives_the_same_list(tmp_path: Path) -> None:
    put(tmp_path, "b.xlsx", "a/c.pdf")
    put(tmp_path, "包.zip", data=zipped({"z.xlsx": BOOK, "y.xlsx": BOOK}))
    assert collect(tmp_path) == collect(tmp_path)


@POSIX
def test_sockets_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("s.xlsx")
        assert [codes(one) for one in collect(tmp_path)[0]] == [["F184"]]
