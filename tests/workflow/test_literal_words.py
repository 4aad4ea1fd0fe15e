"""What people have typed stands in letters as they typed it, whatever our letters, a page or a mail would make of its marks."""

import subprocess
from collections.abc import Mapping
from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from made_office import PEOPLE, TODAY, UNITS, YEAR, make_office, send_ledger, type_in

from lzxl.excel.write import render
from lzxl.forms.roster_layout import roster_workbook
from lzxl.workflow.send_back import send_back
from lzxl.workflow.warn import warn

pytestmark = [pytest.mark.slow, pytest.mark.office]

UNIT = "#<b>样例&科</b>|**甲**{{乙}}"
NAME = "|丙<i>&副{{7*7}}"
REASON = "# 收**礼金** | <u>A&B</u> {{ 年度 }} &lt;"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A receipt, a notice and its mail, written with a unit, a person and a cause of such names."""
    root = make_office(tmp_path_factory.mktemp("literal") / "本社")
    units = [{**UNITS[1], "name": UNIT, "mail": "one@example.com"}, UNITS[0]]
    people = [*PEOPLE[:2], {**PEOPLE[2], "name": NAME}]
    settings = {"年度": YEAR, "邮寄预警通知": "是"}
    (root / "名册.xlsx").write_bytes(render(roster_workbook(settings, units, people)))
    (root / "收件" / "岗位.xlsx").unlink()
    send_ledger(root / "收件" / "台账.xlsx", "04-01", {1: "12"}, REASON, person=NAME, unit_name=UNIT)
    warn(root, year=None, today=TODAY)
    type_in(root, {("签发人", 1): "甲主任", ("发出日期", 1): date(2026, 11, 1)}, "预警登记")
    for verb in (warn, send_back):
        verb(root, year=None, today=TODAY)
    return root


def words(path: Path) -> list[str]:
    """Return paragraphs and cells of a document."""
    document = Document(BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def printed(path: Path) -> str:
    """Return the text of a PDF without its line ends and blanks."""
    told = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return "".join(told.stdout.split())


def squeezed(*texts: str) -> list[str]:
    return ["".join(text.split()) for text in texts]


def test_a_notice_has_them_in_the_document_and_on_paper(office: Path) -> None:
    (document,) = (office / "预警" / "已签发").glob("*.docx")
    said = words(document)
    assert f"{REASON}1" in said
    assert f"{NAME}\uff08{UNIT}副科长\uff09\uff1a" in said
    assert [
        text for text in squeezed(f"{REASON}1", NAME, UNIT) if text not in printed(document.with_suffix(".pdf"))
    ] == []


def test_a_receipt_has_them_in_text_and_mail(office: Path) -> None:
    (folder,) = (office / "往来" / "回执").iterdir()
    mail = message_from_bytes((folder / "草稿.eml").read_bytes(), policy=default)
    body = mail.get_body()
    assert body is not None
    texts: Mapping[str, str] = {"text": (folder / "正文.txt").read_text("utf-8-sig"), "mail": body.get_content()}
    assert {name: text.count(f"{UNIT}\uff1a") for name, text in texts.items()} == {"text": 1, "mail": 1}
    assert f"{UNIT}\uff1a" in words(folder / "收件回执.docx")
    assert squeezed(UNIT)[0] in printed(folder / "收件回执.pdf")
