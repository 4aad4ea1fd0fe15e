"""The buttons of what goes to and fro: each runs its verb on the office of the workbook in front and opens what came of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lzxl.cells import Place, Sheet
from lzxl.excel import live
from lzxl.excel.live_session import open_path
from lzxl.forms import styles
from lzxl.forms.plain_list import plain_list
from lzxl.law.scope import YES_NO
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.workflow.account import FOLDER as PURSUED
from lzxl.workflow.fetch import MAILS
from lzxl.workflow.live.click import Click
from lzxl.workflow.live.told import close_made, sentence
from lzxl.workflow.remind import FOLDER as REMINDED
from lzxl.workflow.send import Message
from lzxl.workflow.send_back import RETURNED
from lzxl.workflow.status import FOLDER as PROGRESS
from lzxl.workflow.status import SHEET as PROGRESS_BOOK

SENDING = "发信"
_CONFIRM = (3, 2)  # the cell that says that the messages may go
_WIDTHS = {"状态": 16, "单位": 28, "收件人": 30, "主题": 46, "附件": 40}
YES = YES_NO.items[0]
_HOW = f"请在“{SENDING}”的 {Place('', '', *_CONFIRM).address} 填“{YES}”,再点一次“{SENDING}”"


def warn(click: Click) -> str:
    """预警通知: notices to sign, and the colour-coded warning sheet."""
    from lzxl.workflow.warn import warn

    return _made(click, warn, "预警通知", "预警")


def account(click: Click) -> str:
    """责任追究: proposals and letters."""
    from lzxl.workflow.account import account

    return _made(click, account, "责任追究", PURSUED)


def send_back(click: Click) -> str:
    """退回: marked copies and letters for what has errors."""
    from lzxl.workflow.send_back import send_back

    return _made(click, send_back, "退回", RETURNED)


def remind(click: Click) -> str:
    """催报: letters to those who have something due."""
    from lzxl.workflow.remind import remind

    return _made(click, remind, "催报", REMINDED)


def status(click: Click) -> str:
    """进度: report and page for the leading group; the workbook with the same is opened."""
    from lzxl.workflow.status import status

    folder = click.needed_office().root / PROGRESS
    close_made(click, folder)
    return _made(click, status, "进度", PROGRESS) + click.show(folder / PROGRESS_BOOK)


def fetch(click: Click) -> str:
    """收信: new mails into 收件."""
    from lzxl.workflow.fetch import fetch

    office = click.needed_office()
    report = fetch(office.root, year=None, today=click.today, advance=click.advance("收信"))
    open_path(office.inbox / MAILS)
    return sentence(report, click)


def send(click: Click) -> str:
    """发信: a click lists what is ready; a click on the list that says 是 sends it."""
    from lzxl.workflow.send import send

    page = live.find_sheet(click.book, SENDING)
    said = live.read_sheet(page) if page is not None else None
    if page is None or said is None:
        return _listed(click)
    if str(said.at(*_CONFIRM) or "").strip() != YES:
        return f"没有发信。要真的发出,{_HOW}。"
    office = Office.open(Path(str(said.at(2, 1))))
    report, messages = send(office.root, year=None, today=click.today, go=True, advance=click.advance(SENDING))
    live.renew(page, _list(office, messages, "")).activate()
    return sentence(report, click)


def _listed(click: Click) -> str:
    from lzxl.workflow.send import send

    office = click.needed_office()
    report, messages = send(office.root, year=None, today=click.today, how=_HOW)
    page = click.screen.app.books.add().sheets[0]
    page.name = SENDING
    how = f"填“{YES}”,再点一次“发信”,就真的发出" if messages else ""
    live.render_on(page, _list(office, messages, how))
    page.activate()
    return sentence(report, click)


def _list(office: Office, messages: list[Message], how: str) -> Sheet:
    """Return the list of messages; ``how``: what is to be done so that they go, ``""`` where they went."""
    rows = [
        (one.state, one.unit_name, ";".join(one.head.to), one.head.subject, "、".join(one.head.attachments))
        for one in messages
    ]
    sheet = plain_list(SENDING, SENDING, str(office.root), _WIDTHS, rows)
    if not how:
        return sheet
    row, column = _CONFIRM
    told = {(row, column - 1): "确认发出", (row, column + 1): how}
    looks = {
        (row, column - 1): styles.TEXT,
        _CONFIRM: replace(styles.CELL, fill=styles.OFFICE_FILL),
        (row, column + 1): styles.QUIET,
    }
    return replace(sheet, cells={**sheet.cells, **told}, styles={**sheet.styles, **looks})


def _made(click: Click, verb: Callable[..., Report], doing: str, folder: str) -> str:
    office = click.needed_office()
    told: dict[str, Any] = {"year": None, "today": click.today, "advance": click.advance(doing), "at": click.at}
    report = verb(office.root, **told)
    open_path(office.root / folder)
    return sentence(report, click)
