"""收信 and 发信 pressed in a real spreadsheet program, with a real mailbox and a real server to send through."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from mail_office import TODAY, events, letter, make_office, position_table, write
from servers import USER, Imap, Smtp

from lzxl.addin import answer
from lzxl.excel.live_session import OpenBook, Screen, libreoffice
from lzxl.workflow.live.click import Click

pytestmark = [
    pytest.mark.mail,
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]
Press = Callable[[str, OpenBook], str]


@pytest.fixture
def screen() -> Iterator[Screen]:
    with libreoffice() as screen:
        yield screen


@pytest.fixture
def press(screen: Screen) -> Press:
    def pressed(button: str, book: OpenBook) -> str:
        sentence, refused = answer(button, Click(screen, book, TODAY))
        assert not refused, sentence
        return sentence

    return pressed


def test_new_mails_are_taken_and_their_tables_consolidated(
    imap: Imap, tmp_path: Path, screen: Screen, press: Press
) -> None:
    settings = {"收信服务器": "localhost", "收信端口": imap.tls_port, "收信账号": USER}
    root = make_office(tmp_path / "本社", settings)
    roster = screen.show(root / "名册.xlsx")
    sent = EmailMessage()
    sent["From"], sent["Subject"], sent["Message-ID"] = "one@example.com", "报送承诺表", "<1@example.com>"
    sent["Date"] = "Tue, 8 Sep 2026 09:30:05 +0800"
    sent.set_content("附件请查收。")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    sent.add_attachment(position_table(), filename="岗位承诺表.xlsx", **kind)
    imap.deliver(sent.as_bytes())
    assert press("fetch", roster) == "收信完成:新收 1 封。请接着汇总。"
    assert [path.suffix for path in (root / "收件" / "邮件").iterdir()] == [".eml"]
    assert press("fetch", roster) == "收信完成:新收 0 封。"
    assert "风险点 1 个" in press("consolidate", roster)
    received = screen.app.books.active.sheets["收文登记"].range("C4").value
    assert received.startswith("邮件/") and received.endswith(".xlsx")


def test_a_yes_on_the_list_sends_each_message_once(smtp: Smtp, tmp_path: Path, screen: Screen, press: Press) -> None:
    settings = {"发信服务器": "localhost", "发信端口": smtp.port, "发信账号": USER, "发信间隔": 0}
    root = make_office(tmp_path / "本社", settings)
    write(root, letter("U01"), letter("U02"))
    assert "待发 2 封" in press("send", screen.show(root / "名册.xlsx"))
    listed = screen.app.books.active
    assert smtp.got == []
    listed.sheets["发信"].range("B3").value = "是"
    assert press("send", listed) == "发信完成:已发 2 封。"
    assert listed.sheets["发信"].range("A5:A6").value == ["已发", "已发"]
    assert listed.sheets["发信"].range("B3").value is None  # the next click sends nothing without another yes
    assert "没有发信" in press("send", listed)
    assert len(smtp.got) == 2
    assert {event.data["state"] for event in events(root, "mailed")} == {"中断", "已发"}
