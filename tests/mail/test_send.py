"""发信 against a real SMTP server: each once, each to its own unit only, nothing sent that was not asked for."""

import email
import email.policy
import logging
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from mail_office import TODAY, UNITS, events, holds_secret, letter, make_office, position_table, set_up, write
from servers import PASSWORD, USER, Smtp, free_port, smtp_server

from lzxl.checks.new_entry import NewEntry
from lzxl.mail.outgoing import Attachment
from lzxl.office.errors import OfficeError
from lzxl.report import Report
from lzxl.workflow.deduct import deduct
from lzxl.workflow.send import Message, send
from lzxl.workflow.send_back import send_back

# The server that is encrypted from the start does not count as encrypted to aiosmtpd itself.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")]

ROOT = Path(__file__).parents[2]


def settings(smtp: Smtp, **others: Any) -> dict[str, Any]:
    return {"发信服务器": "localhost", "发信端口": smtp.port, "发信账号": USER, "发信间隔": 0, **others}


@pytest.fixture
def office(smtp: Smtp, tmp_path: Path) -> Path:
    return make_office(tmp_path / "office", settings(smtp))


def run(root: Path, go: bool = True, again: bool = False) -> tuple[Report, list[Message]]:
    return send(root, year=None, today=TODAY, go=go, again=again)


def states(messages: list[Message]) -> list[tuple[str, str]]:
    return [(message.unit, message.state) for message in messages]


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_without_being_told_to_nothing_is_sent(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01"), letter("U02"), letter("U03"))
    journal = (office / "归档" / "journal.jsonl").read_bytes()
    report, messages = run(office, go=False)
    assert (smtp.got, smtp.logins) == ([], [])
    assert (office / "归档" / "journal.jsonl").read_bytes() == journal
    assert [message.line for message in messages] == [
        "待发 样例科 one@example.com 《关于退回的函》 附件:标注1.xlsx",
        "待发 样例社 two@example.com;2@example.com 《关于退回的函》 附件:标注1.xlsx",
        "不发 样例店 没有邮箱 《关于退回的函》 附件:标注1.xlsx",
    ]
    assert codes(report) == ["M130"]
    assert report.sentence == "只是列出来,没有发:待发 2 封、不发 1 封。真的要发,请加 --yes 再运行一次。"


def test_each_goes_once_to_its_own_unit(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01", "甲"), letter("U02", "乙", files=2))
    report, messages = run(office)
    assert report.status == 0
    assert states(messages) == [("U01", "已发"), ("U02", "已发")]
    assert [(sender, to) for sender, to, _ in smtp.got] == [
        (USER, ["one@example.com"]),
        (USER, ["two@example.com", "2@example.com"]),
    ]
    _, again = run(office)
    assert states(again) == [("U01", "已发"), ("U02", "已发")]
    assert len(smtp.got) == 2
    assert [event.data["state"] for event in events(office, "mailed")] == ["中断", "已发"] * 2


def test_on_another_computer_with_another_pdf_it_is_not_sent_again(smtp: Smtp, office: Path) -> None:
    one = letter("U01")
    for content in (b"%PDF one", b"%PDF two", b""):
        more = (Attachment("退回通知.pdf", content),) if content else ()
        write(office, one._replace(attachments=one.attachments + more))
        assert states(run(office)[1]) == [("U01", "已发")]
    assert len(smtp.got) == 1


def test_what_arrives_is_the_draft_dated_and_from_the_account(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01", "请改正。\n.\n第二行\n", files=2))
    draft = read((office / "退回" / "U01 样例科" / "草稿.eml").read_bytes())
    run(office)
    message = read(smtp.got[0][2])
    assert message["From"] == f"示例供销合作社 <{USER}>"
    assert (message["To"], message["Subject"]) == ("one@example.com", "关于退回的函")
    assert message["Message-ID"] == draft["Message-ID"]
    assert message["Date"].datetime.utcoffset().total_seconds() == 8 * 3600
    assert not [name for name in message if name.lower().startswith(("x-lzxl", "x-unsent"))]
    assert [part.get_filename() for part in message.iter_attachments()] == ["标注1.xlsx", "标注2.xlsx"]
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["请改正。", ".", "第二行"]


def test_cut_off_before_the_answer_it_is_never_sent_twice(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01"), letter("U02"))
    smtp.hang_up_after_data = True
    with pytest.raises(OfficeError, match="正在发的一封,请向对方核实"):
        run(office)
    assert len(smtp.got) == 1
    smtp.hang_up_after_data = False
    report, messages = run(office)
    assert states(messages) == [("U01", "中断"), ("U02", "已发")]
    assert codes(report) == ["M135"]
    assert [to for _, to, _ in smtp.got] == [["one@example.com"], ["two@example.com", "2@example.com"]]
    _, messages = run(office, again=True)
    assert states(messages) == [("U01", "已发"), ("U02", "已发")]
    assert len(smtp.got) == 3
    assert codes(run(office)[0]) == []
    assert len(smtp.got) == 3


def test_a_refused_recipient_is_told_and_the_others_get_theirs(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01"), letter("U02"))
    smtp.refuse = {"one@example.com": "550 no such user", "2@example.com": "553 not here"}
    report, messages = run(office)
    assert (report.status, codes(report)) == (1, ["M136", "M136"])
    assert "550 no such user" in report.findings[0].message
    assert states(messages) == [("U01", "没有发成"), ("U02", "已发")]
    assert [to for _, to, _ in smtp.got] == [["two@example.com"]]
    smtp.refuse = {}
    run(office)
    assert [to for _, to, _ in smtp.got] == [["two@example.com"], ["one@example.com"]]


@pytest.mark.parametrize("where", ["MAIL", "DATA", "one@example.com"])
def test_a_server_that_wants_a_pause_gets_it(smtp: Smtp, office: Path, where: str) -> None:
    write(office, letter("U01"), letter("U02"))
    smtp.refuse = {where: "451 too many messages"}
    report, messages = run(office)
    assert (smtp.got, codes(report)) == ([], ["M137"])
    assert states(messages) == [("U01", "没有发成"), ("U02", "待发")]
    smtp.refuse = {}
    _, messages = run(office)
    assert states(messages) == [("U01", "已发"), ("U02", "已发")]


def test_a_message_refused_as_a_whole_is_not_taken_for_sent(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01"))
    smtp.refuse = {"DATA": "554 looks like spam"}
    report, messages = run(office)
    assert (states(messages), codes(report)) == ([("U01", "没有发成")], ["M136"])


def test_an_address_that_has_changed_since_gets_nothing(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01"))
    moved = [unit | ({"mail": "new@example.com"} if unit["id"] == "U01" else {}) for unit in UNITS]
    set_up(office, settings(smtp), moved)
    report, messages = run(office)
    assert (states(messages), codes(report), smtp.got) == ([("U01", "不发")], ["M132"], [])


def test_only_drafts_that_are_as_we_wrote_them_go(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01"), letter("U02"))
    first, second = office / "退回" / "U01 样例科", office / "退回" / "U02 样例社"
    (first / "草稿.eml").write_bytes((second / "草稿.eml").read_bytes())  # another unit's draft in this one's folder
    (office / "退回" / "别处").mkdir()
    (office / "退回" / "别处" / "草稿.eml").write_bytes((second / "草稿.eml").read_bytes())
    report, messages = run(office)
    assert states(messages) == [("U02", "已发")]
    assert codes(report) == ["M131"]
    assert len(smtp.got) == 1


def test_a_draft_that_was_deleted_or_is_no_longer_needed_is_not_sent(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01"), letter("U02"))
    (office / "退回" / "U01 样例科" / "草稿.eml").unlink()
    assert states(run(office, go=False)[1]) == [("U02", "待发")]
    write(office)
    assert run(office) == (run(office)[0], [])
    assert smtp.got == []


def test_warning_notices_go_by_mail_only_where_the_office_has_said_so(smtp: Smtp, office: Path) -> None:
    write(office, letter("U01", "请来领取。", "预警", files=0), letter("U02", "见附件。", "预警"), folder="预警/邮件")
    report, messages = run(office)
    assert states(messages) == [("U01", "已发"), ("U02", "不发")]
    assert codes(report) == ["M134"]
    set_up(office, settings(smtp, 邮寄预警通知="是"))
    assert states(run(office)[1]) == [("U01", "已发"), ("U02", "已发")]


def test_a_reminder_of_another_day_is_not_sent(smtp: Smtp, office: Path) -> None:
    old, new = (letter("U01", kind="催报")._replace(day=f"{TODAY:%Y}-11-{day}") for day in ("01", "02"))
    write(office, old, letter("U02", kind="催报"), folder="往来/催报")
    write(office, letter("U02"))
    report, messages = run(office)
    assert sorted(states(messages)) == [("U01", "不发"), ("U02", "不发"), ("U02", "已发")]
    assert [(f.code, f.place.file) for f in report.findings] == [("M138", "往来/催报")]
    assert "2 份催报不是今天写的" in report.findings[0].message
    assert "请先重新催报" in report.findings[0].cure
    write(office, new, folder="往来/催报")
    report, messages = run(office)
    assert (codes(report), ("U01", "已发") in states(messages), len(smtp.got)) == ([], True, 2)
    assert not [name for name in read(smtp.got[1][2]) if name.lower().startswith("x-lzxl")]
    later, messages = send(office, year=None, today=TODAY.replace(day=5))
    assert (codes(later), ("U01", "已发") in states(messages)) == ([], True)  # sent in time: nothing to tell


@pytest.mark.parametrize("encrypted", [True, False])
def test_starttls_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encrypted: bool) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "localhost.crt"))
    with smtp_server(folder, tls=False, encrypted=encrypted) as server:
        root = make_office(tmp_path / "office", settings(server, 发信加密="STARTTLS"))
        write(root, letter("U01"))
        if encrypted:
            run(root)
            assert len(server.got) == 1
        else:
            with pytest.raises(OfficeError, match="不能加密"):
                run(root)
            assert server.logins == []


def test_in_the_open_only_on_this_computer(tmp_path: Path) -> None:
    with smtp_server(tmp_path, tls=False, encrypted=False) as server:
        root = make_office(tmp_path / "office", settings(server, 发信加密="不加密"))
        write(root, letter("U01"))
        assert states(run(root)[1]) == [("U01", "已发")]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"发信服务器": None}, "没有填写“发信服务器”"),
        ({"发信账号": None}, "没有填写“发信账号”"),
        ({"发信服务器": "smtp.example.com", "发信加密": "不加密"}, "只能连本机"),
        ({"发信服务器": "evil.example.com"}, "没有写明是给"),
        ({"发信端口": free_port()}, "端口没有开"),
    ],
)
def test_settings_that_cannot_be(smtp: Smtp, office: Path, changed: dict[str, Any], words: str) -> None:
    write(office, letter("U01"))
    set_up(office, settings(smtp) | changed)
    with pytest.raises(OfficeError, match=words):
        run(office)
    assert events(office, "mailed") == []
    assert run(office, go=False)[0].status == 0  # to look needs no server


def test_a_wrong_password_sends_nothing(smtp: Smtp, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(office, letter("U01"))
    monkeypatch.setenv("LZXL_MAIL_PASSWORD", "wrong-secret")
    with pytest.raises(OfficeError, match="授权码,不是登录密码"):
        run(office)
    assert (smtp.got, events(office, "mailed")) == ([], [])


def test_a_server_with_another_certificate_gets_no_password(
    smtp: Smtp, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servers import certificate

    write(office, letter("U01"))
    other, _ = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    with pytest.raises(OfficeError, match="证书核对不上"):
        run(office)
    assert smtp.logins == []


def test_the_password_is_nowhere(smtp: Smtp, office: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(office, letter("U01"), letter("U02"))
    with caplog.at_level(logging.DEBUG):
        run(office)
    assert PASSWORD not in caplog.text
    write(office, letter("U01", "又一封"))
    ran = subprocess.run(
        [sys.executable, "-m", "lzxl.cli", "send", str(office), "--yes", "--today", "2026-11-02"],
        env=os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "已发 样例科 one@example.com" in ran.stdout
    assert "发信完成:已发 1 封。" in ran.stdout
    assert len(smtp.got) == 3
    assert PASSWORD not in ran.stdout + ran.stderr
    assert holds_secret(office, PASSWORD) == []


def test_a_round_that_is_passed_is_not_sent(smtp: Smtp, office: Path) -> None:
    """The unit has sent its workbook again since it was given back: what we wrote of the first one is no longer true."""
    first = office / "收件" / "岗位.xlsx"
    first.parent.mkdir(exist_ok=True)
    first.write_bytes(position_table(text=""))
    send_back(office, year=None, today=TODAY)
    assert states(run(office, go=False)[1]) == [("U01", "待发"), ("U01", "待发")]  # 收件回执, 退回通知
    (office / "收件" / "岗位(改好).xlsx").write_bytes(position_table())
    report, messages = run(office)
    assert (smtp.got, states(messages), codes(report)) == ([], [("U01", "不发"), ("U01", "不发")], ["M139"])
    send_back(office, year=None, today=TODAY)
    report, messages = run(office)
    assert [message.head.subject for message in messages] == ["收件回执"]
    assert (len(smtp.got), codes(report)) == (1, [])
    (office / "收件" / "又一份.xlsx").write_bytes(position_table(text="又一个"))
    assert (states(run(office)[1]), codes(run(office)[0])) == ([("U01", "已发")], [])  # what went, went


def test_an_entry_in_the_own_ledger_holds_no_letter_up(smtp: Smtp, office: Path) -> None:
    """No unit has sent the office's own ledger; nor is it of the next round that it has been changed since."""
    table = office / "收件" / "岗位.xlsx"
    table.parent.mkdir(exist_ok=True)
    table.write_bytes(position_table(text=""))
    send_back(office, year=None, today=TODAY)
    for reason in ("一件事", "又一件事"):  # the first makes the ledger, the second changes it
        entry = NewEntry(person="P2", points="1", reason=reason, day=TODAY)
        assert "已登记" in deduct(office, entry, year=None, today=TODAY, ledger_unit="U01").sentence
        report, messages = run(office, go=False)
        assert (states(messages), codes(report)) == ([("U01", "待发"), ("U01", "待发")], [])
    (office / "收件" / "本社台账.xlsx").write_bytes(position_table(text="别的"))  # only called like it: this has come
    report, messages = run(office)
    assert (smtp.got, states(messages), codes(report)) == ([], [("U01", "不发"), ("U01", "不发")], ["M139"])
