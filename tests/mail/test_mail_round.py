"""A whole round by mail, through a real SMTP and a real IMAP server: hand out → fill in, one of it wrong → mail in → consolidate
→ return → correct → mail in → consolidate → warn → print, with the counts of every step."""

import email
import email.policy
from collections import Counter
from collections.abc import Mapping
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from mail_office import TODAY, YEAR, make_office
from servers import USER, Imap, Smtp

from lzxl.report import Report
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.fetch import fetch
from lzxl.workflow.folder import distribute, verify
from lzxl.workflow.print_warning import print_warning
from lzxl.workflow.send import Message, send
from lzxl.workflow.send_back import send_back
from lzxl.workflow.warn import warn

pytestmark = [
    pytest.mark.mail,
    pytest.mark.slow,
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]
DAY: dict[str, Any] = {"year": None, "today": TODAY}
POINT = {
    "岗位职责": "主持样例工作",
    "重点环节": "货款回收",
    "风险类别": "业务流程",
    "风险点": "货款回收不及时",
    "查找方式": "自己找",
    "风险大小": "低",
    "危害程度": "低",
    "发生频率": "低",
    "自评等级": "三级",
    "防控措施": "每月核对",
    "责任人": "本人",
    "完成时限": "长期",
    "承诺日期": date(YEAR, 9, 1),
}
ENTRY = {
    "序号": 1,
    "发生日期": date(YEAR, 3, 1),
    "对象类型": "个人",
    "单位": "样例社",
    "姓名": "丙社长",
    "事由": "样例事由",
    "记录类型": "扣分",
    "扣分": 3.5,
}
ADDRESS = {"样例科": "one@example.com", "样例社": "two@example.com"}


def typed(workbook: bytes, values: Mapping[str, Any]) -> bytes:
    """Return a table as a unit sends it back: the day at its label, ``values`` in the first row below the headings."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    sheet = next(page for page in book if page.title in ("岗位承诺表", "扣分台账"))
    label = next(cell for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == "填表日期")
    sheet.cell(label.row, label.column + 1, date(YEAR, 9, 1))
    headings = next(row for row in sheet.iter_rows(max_row=9) if row[0].value == "序号")
    for cell in headings:
        if cell.value in values:
            sheet.cell(cell.row + 1, cell.column, values[cell.value])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def corrected(workbook: bytes) -> bytes:
    """Return a marked copy after the unit has put right what is wrong in it."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    (wrong,) = [cell for row in book["岗位承诺表"].iter_rows() for cell in row if cell.value == "四级"]
    wrong.value = "三级"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def attachments(smtp: Smtp, unit: str) -> dict[str, bytes]:
    """Return what the unit has got with its last mail, by name; nobody else has got it."""
    content, to = next((content, to) for _, to, content in reversed(smtp.got) if ADDRESS[unit] in to)
    assert not set(to) & {address for name, address in ADDRESS.items() if name != unit}
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}


def mailed(imap: Imap, unit: str, number: int, files: Mapping[str, bytes]) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = ADDRESS[unit], "报送", f"<{number}@example.com>"
    message["Date"] = f"Tue, 8 Sep {YEAR} 09:30:0{number} +0800"
    message.set_content("附件请查收。")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    imap.deliver(message.as_bytes())


def counts(report: Report) -> dict[str, int]:
    return dict(Counter(receipt.status.value for receipt in report.receipts))


def test_a_whole_round_by_mail(imap: Imap, smtp: Smtp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken() -> Report:
        monkeypatch.setenv("SSL_CERT_FILE", str(imap.cert))
        return fetch(root, **DAY)

    def sent() -> list[Message]:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "smtp" / "localhost.crt"))
        return send(root, **DAY, go=True)[1]

    mailbox = {"收信服务器": "localhost", "收信端口": imap.tls_port, "收信账号": USER}
    outgoing = {"发信服务器": "localhost", "发信端口": smtp.port, "发信账号": USER, "发信间隔": 0}
    root = make_office(tmp_path / "本社", {**mailbox, **outgoing})

    distribute(root, **DAY, letters=True)
    assert Counter(one.state for one in sent()) == {"已发": 2, "不发": 2}  # two units have no address
    of_department, of_cooperative = attachments(smtp, "样例科"), attachments(smtp, "样例社")
    table = next(name for name in of_department if name.startswith("岗位"))
    ledger = next(name for name in of_department if "台账" in name)

    filled = {table: typed(of_department[table], POINT), ledger: typed(of_department[ledger], ENTRY)}
    mailed(imap, "样例科", 1, filled)
    mailed(imap, "样例社", 2, {table: typed(of_cooperative[table], POINT | {"自评等级": "四级"})})
    assert "2 封" in taken().sentence
    first = consolidate(root, **DAY)
    assert (counts(first), first.status) == ({"已汇总": 2, "退回": 1}, 1)

    send_back(root, **DAY)
    assert Counter(one.state for one in sent() if "退回" in one.path) == {"已发": 1}
    (copy,) = [name for name in attachments(smtp, "样例社") if name.endswith(".xlsx")]

    mailed(imap, "样例社", 3, {table: corrected(attachments(smtp, "样例社")[copy])})
    assert "1 封" in taken().sentence
    second = consolidate(root, **DAY)
    assert counts(second) == {"已汇总": 3, "退回": 1}
    assert "没有要退回的" in send_back(root, **DAY).sentence

    assert "待签发 1 份(C级 1 份)" in warn(root, **DAY).sentence
    assert "C级 1 个" in print_warning(root, **DAY).sentence
    assert (root / "打印" / "预警表.pdf").read_bytes().startswith(b"%PDF")
    assert verify(root).findings == []
