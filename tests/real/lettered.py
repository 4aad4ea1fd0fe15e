"""The sample office with every letter written: what goes to units, to the leading group, what the page shows."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from lzxl.paper import pdf
from lzxl.report import Report
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.sample.people import MEMBERS
from lzxl.workflow.account import account
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.folder import distribute
from lzxl.workflow.holiday import remind_before
from lzxl.workflow.remind import remind
from lzxl.workflow.send_back import send_back
from lzxl.workflow.status import status
from lzxl.workflow.warn import warn

_TITLE_ROW = 3


class Lettered(NamedTuple):
    """The sample office with every letter written, and what ``status`` said."""

    root: Path
    report: Report


def write_all(root: Path) -> Report:
    """Run all verbs that write letters, every notice signed and allowed by mail; return what ``status`` says.

    Returned workbooks, notices and the report come with their PDFs; of the others the same words are in the document.
    """
    build_office(root, YEAR, TODAY)
    _allow_mailing(root / "名册.xlsx")
    _mislay(root / "收件")
    consolidate(root, year=None, today=TODAY)
    _sign(root / "汇总册.xlsx")
    for verb in (send_back, warn):
        verb(root, year=None, today=TODAY)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf, "find_soffice", lambda: None)
        distribute(root, year=None, today=TODAY, letters=True)
        remind(root, year=None, today=TODAY)
        account(root, year=None, today=TODAY)
        remind_before(root, "国庆", year=None, today=TODAY)
    return status(root, year=None, today=TODAY)


def _mislay(inbox: Path) -> None:
    """Call a unit's table, and a broken file in its folder, after another unit's person."""
    name = next(one.name for one in MEMBERS.values() if one.home.short_name == "样例三社")
    table = inbox / "样例四社" / "单位承诺表.xlsx"
    table.rename(table.with_name(f"{name}转来的表.xlsx"))
    (inbox / "样例四社" / f"{name}.xlsx").write_bytes(b"")


def _allow_mailing(roster: Path) -> None:
    book = openpyxl.load_workbook(roster)
    for cells in book["参数"].iter_rows():
        if cells[0].value == "邮寄预警通知":
            cells[1].value = "是"
    book.save(roster)


def _sign(master: Path) -> None:
    """Sign and date every notice but those of the no-fault grade, which stay drafts."""
    book = openpyxl.load_workbook(master)
    sheet = book["预警登记"]
    at = {cell.value: cell.column for cell in sheet[_TITLE_ROW]}
    for row in range(_TITLE_ROW + 1, sheet.max_row + 1):
        if sheet.cell(row, at["预警等级"]).value in ("A", "B", "C"):
            sheet.cell(row, at["签发人"], "签发人")
            sheet.cell(row, at["发出日期"], date(YEAR, 11, 1))
    book.save(master)


def revoke(root: Path) -> None:
    """Send 监察科's ledger once more with every entry revoked, and write the notices: those that were signed are withdrawn."""
    ledger = root / "收件" / "监察科" / "扣分台账.xlsx"
    book = openpyxl.load_workbook(ledger)
    state = 0
    for row in book["扣分台账"].iter_rows():
        words = [cell.value for cell in row]
        if "填表日期" in words:
            row[words.index("填表日期") + 1].value = TODAY
        if state and isinstance(words[0], int):
            row[state].value = "撤销"
        if "状态" in words:
            state = words.index("状态")
    book.save(ledger.with_stem(f"{ledger.stem}(更正)"))
    warn(root, year=None, today=TODAY)
