"""收信 against a real Dovecot: byte for byte, each once, nothing deleted, nothing told that must not be told."""

import base64
import json
import logging
import os
import subprocess
import sys
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from mail_office import TODAY, events, holds_secret, make_office, position_table, set_up
from servers import PASSWORD, USER, Imap, certificate, free_port

from lzxl.office.errors import OfficeError
from lzxl.office.journal import Journal
from lzxl.report import Report
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.fetch import fetch

pytestmark = pytest.mark.mail

ROOT = Path(__file__).parents[2]


def message(
    subject: str = "报送承诺表", content: bytes = b"PK", sender: str = "one@example.com", number: int = 1
) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = sender, subject, f"<{number}@example.com>"
    made["Date"] = "Tue, 8 Sep 2026 09:30:05 +0800"
    made.set_content("附件请查收。")
    made.add_attachment(content, maintype="application", subtype="octet-stream", filename="岗位承诺表.xlsx")
    made.set_boundary("=_part")
    return made.as_bytes().replace(b"\n", b"\r\n")


def settings(imap: Imap, **others: Any) -> dict[str, Any]:
    return {"收信服务器": "localhost", "收信端口": imap.tls_port, "收信账号": USER, **others}


@pytest.fixture
def office(imap: Imap, tmp_path: Path) -> Path:
    return make_office(tmp_path / "office", settings(imap))


def run(root: Path, again: bool = False) -> Report:
    return fetch(root, year=None, today=TODAY, again=again)


def taken(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((root / "收件").rglob("*.eml"))]


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def flags(imap: Imap, folder: str = "INBOX") -> list[set[bytes]]:
    with imap.client() as client:
        client.select_folder(folder, readonly=True)
        found = client.get_flags(client.search())
        return [set(found[number]) - {b"\\Recent"} for number in sorted(found)]


def test_mails_come_byte_for_byte_each_once(imap: Imap, office: Path) -> None:
    sent = [
        message(number=1),
        message("第二封:台账/补报", number=2),
        b"Subject: \xb1\xa8\xcb\xcd\r\n\r\nraw \xff bytes\r\n",
    ]
    imap.deliver(*sent)
    report = run(office)
    assert (report.status, codes(report)) == (0, [])
    assert sorted(taken(office)) == sorted(sent)
    assert len(report.written) == 3
    names = {path.name for path in (office / "收件" / "邮件").iterdir()}
    assert any(name.startswith("20260908 one@example.com 报送承诺表 ") for name in names)
    before, journal = taken(office), (office / "归档" / "journal.jsonl").read_bytes()
    assert run(office).written == []
    assert (taken(office), (office / "归档" / "journal.jsonl").read_bytes()) == (before, journal)
    assert imap.ends_with("body_count=0 body_bytes=0")


def test_mails_are_marked_and_nothing_else_happens_to_them(imap: Imap, office: Path) -> None:
    imap.deliver(message(number=1), message(number=2))
    with imap.client() as client:
        client.select_folder("INBOX")
        client.add_flags([client.search()[1]], [b"\\Deleted"])
    run(office)
    assert flags(imap) == [{b"$Lzxl"}, {b"\\Deleted"}]
    assert len(taken(office)) == 1


def test_the_server_was_told_who_we_are_before_a_folder_was_opened(imap: Imap, office: Path) -> None:
    run(office)
    assert "name=lzxl" in imap.log


def test_the_same_message_delivered_twice_is_one(imap: Imap, office: Path) -> None:
    received = b"Received: from a by b; Tue, 8 Sep 2026 09:31:00 +0800\r\n"
    imap.deliver(message(), received + message())
    report = run(office)
    assert taken(office) == [message()]
    assert "另有 1 封与收过的相同" in report.sentence
    assert [f for f in flags(imap) if b"$Lzxl" in f] == [{b"$Lzxl"}] * 2
    assert run(office).written == []


def test_one_message_id_on_two_messages_is_two(imap: Imap, office: Path) -> None:
    imap.deliver(message(content=b"PK1"), message(content=b"PK2"))
    run(office)
    assert len(taken(office)) == 2


def test_what_was_taken_is_not_taken_again_when_its_file_has_been_put_away(imap: Imap, office: Path) -> None:
    imap.deliver(message())
    (path,) = run(office).written
    path.unlink()
    assert run(office).written == []
    assert run(office, again=True).written == [path]
    assert path.read_bytes() == message()
    assert run(office, again=True).written == []


def test_only_the_folder_the_year_and_the_size_that_are_set(imap: Imap, office: Path) -> None:
    large = message(content=os.urandom(1_200_000), number=3)
    imap.deliver(message(number=1), large, to="廉政收表")
    imap.deliver(message(number=2))
    with imap.client() as client:
        client.append("廉政收表", message(number=4), msg_time=datetime(2025, 12, 30, 12))
    set_up(office, settings(imap, 收信文件夹="廉政收表", 收信大小上限=1))
    report = run(office)
    assert taken(office) == [message(number=1)]
    assert codes(report) == ["F220"]
    assert report.status == 0
    set_up(office, settings(imap, 收信文件夹="廉政收表"))
    assert len(run(office).written) == 1


@pytest.mark.parametrize(("rights", "told", "mark"), [("lrs", [], b"\\Seen"), ("lr", ["F221"], None)])
def test_where_keywords_are_not_allowed(
    imap: Imap, office: Path, rights: str, told: list[str], mark: bytes | None
) -> None:
    imap.deliver(message(number=1), message(number=2), to="shared")
    acl = imap.folder / "mail" / ".shared" / "dovecot-acl"
    acl.write_text(f"owner {rights}x\n")
    acl.chmod(0o644)
    set_up(office, settings(imap, 收信文件夹="shared"))
    assert codes(run(office)) == told
    assert len(taken(office)) == 2
    assert flags(imap, "shared") == [{mark} if mark else set()] * 2
    assert run(office).written == []


def test_starttls(imap: Imap, office: Path) -> None:
    imap.deliver(message())
    set_up(office, settings(imap, 收信端口=imap.port, 收信加密="starttls"))
    assert len(run(office).written) == 1


def test_cut_off_anywhere_the_next_run_does_the_rest(imap: Imap, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imap.deliver(*(message(number=number) for number in range(5)))
    append = Journal.append
    calls = []

    def cut(journal: Journal, new: Any) -> int:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return append(journal, new)

    monkeypatch.setattr(Journal, "append", cut)
    with pytest.raises(KeyboardInterrupt):
        run(office)
    monkeypatch.undo()
    monkeypatch.setenv("SSL_CERT_FILE", str(imap.cert))
    monkeypatch.setenv("LZXL_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("LZXL_MAIL_FOR", f"{USER}@localhost")
    assert len(taken(office)) == 3  # the third was written, its event was not
    run(office)
    assert sorted(taken(office)) == sorted(message(number=number) for number in range(5))
    assert len(events(office, "fetched")) == 5


def refused(root: Path, words: str) -> str:
    with pytest.raises(OfficeError, match=words) as caught:
        run(root)
    return str(caught.value)


def test_a_wrong_password_says_what_is_wanted(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LZXL_MAIL_PASSWORD", "wrong-secret")
    said = refused(office, "授权码,不是登录密码")
    assert "wrong-secret" not in said


def test_a_certificate_that_is_not_trusted_gets_no_password(
    imap: Imap, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap.deliver(message())
    logins = imap.log.count("Login: user")
    other, _ = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    refused(office, "证书核对不上")
    set_up(office, settings(imap, 收信端口=imap.port, 收信加密="STARTTLS"))
    refused(office, "证书核对不上")
    assert imap.log.count("Login: user") == logins


def test_a_certificate_of_another_name_is_refused(imap: Imap, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LZXL_MAIL_FOR", f"{USER}@ip6-localhost;{USER}@127.0.0.2")
    set_up(office, settings(imap, 收信服务器="127.0.0.2"))
    with pytest.raises(OfficeError, match=r"证书核对不上|没有开"):
        run(office)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"收信服务器": None}, "没有填写“收信服务器”"),
        ({"收信账号": None}, "没有填写“收信账号”"),
        ({"收信加密": "随便"}, "“收信加密”填的“随便”不认识"),
        ({"收信加密": "不加密", "收信服务器": "imap.example.com"}, "只能连本机"),
        ({"收信服务器": "evil.example.com"}, "没有写明是给“office@example.com@evil.example.com”的"),
        ({"收信账号": "other@example.com"}, "没有写明是给“other@example.com@localhost”的"),
        ({"收信文件夹": "没有的"}, "没有“没有的”这个文件夹。有:INBOX"),
    ],
)
def test_settings_that_cannot_be(imap: Imap, office: Path, changed: dict[str, Any], words: str) -> None:
    set_up(office, settings(imap) | changed)
    refused(office, words)


def test_without_any_password_it_says_how_to_set_one(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LZXL_MAIL_PASSWORD")
    said = refused(office, "没有“office@example.com@localhost”的授权码")
    assert "keyring set lzxl office@example.com@localhost" in said


def test_nobody_listening_is_told(imap: Imap, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(office, settings(imap, 收信端口=free_port()))
    refused(office, "端口没有开")
    set_up(office, settings(imap, 收信服务器="nowhere.invalid"))
    monkeypatch.setenv("LZXL_MAIL_FOR", f"{USER}@nowhere.invalid")
    refused(office, "找不到服务器")


def test_a_server_that_does_not_encrypt_is_left(imap: Imap, office: Path) -> None:
    set_up(office, settings(imap, 收信端口=imap.port, 收信加密="TLS"))
    refused(office, "加密连接失败|连接断了")


def test_what_was_fetched_is_consolidated_with_the_date_of_the_mail(imap: Imap, office: Path) -> None:
    table = position_table()
    imap.deliver(message(content=table), message("转发", table, "two@example.com", 2))
    run(office)
    report = consolidate(office, year=None, today=TODAY)
    statuses = {receipt.status.value for receipt in report.receipts}
    assert statuses == {"已汇总", "重复"} or statuses == {"已汇总(有提示)", "重复"}
    assert {receipt.received.date() for receipt in report.receipts} == {date(2026, 9, 8)}
    assert all(receipt.file.endswith(".eml/岗位承诺表.xlsx") for receipt in report.receipts)


def test_a_table_from_another_units_mailbox_is_a_warning(imap: Imap, office: Path) -> None:
    imap.deliver(message(content=position_table(), sender="two@example.com"))
    run(office)
    report = consolidate(office, year=None, today=TODAY)
    assert [f.code for f in report.findings if f.code.startswith("X17")] == ["X170"]
    assert [receipt.status.value for receipt in report.receipts] == ["已汇总(有提示)"]


def test_the_password_is_nowhere(imap: Imap, office: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    imap.deliver(message())
    with caplog.at_level(logging.DEBUG):
        run(office)
    assert PASSWORD not in caplog.text
    assert base64.b64encode(PASSWORD.encode()).decode() not in caplog.text
    ran = subprocess.run(
        [sys.executable, "-m", "lzxl.cli", "fetch", str(office), "--json", "--today", "2026-11-02"],
        env=os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["counts"] == {"status": {}, "level": {}}
    assert PASSWORD not in ran.stdout + ran.stderr
    assert holds_secret(office, PASSWORD) == []
    assert holds_secret(tmp_path, PASSWORD) == []
