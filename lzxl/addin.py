"""The buttons of the add-in: ``main(id)`` is what Excel's add-in calls through RunPython; no decisions here.

Whatever happens, the person at the screen gets exactly one sentence, in Chinese, and the program's state back.
"""

import sys
import traceback
from collections.abc import Callable, Mapping

from lzxl import screen
from lzxl.excel.live_session import Screen, call_of, find_call, say
from lzxl.office.errors import OfficeError
from lzxl.ribbon.buttons import buttons as buttons_of_ribbon
from lzxl.workflow.live import booking, buttons, checking, going_out
from lzxl.workflow.live.click import Click

BUTTONS: Mapping[str, Callable[[Click], str]] = {
    "init": buttons.init,
    "distribute": buttons.distribute,
    "check": checking.check,
    "consolidate": buttons.consolidate,
    "assess": buttons.assess,
    "writeback": buttons.writeback,
    "forms": buttons.forms,
    "deduct": booking.book_entry,
    "warn": going_out.warn,
    "print": buttons.print_warning,
    "account": going_out.account,
    "fetch": going_out.fetch,
    "return": going_out.send_back,
    "remind": going_out.remind,
    "send": going_out.send,
    "status": going_out.status,
    "explain": buttons.explain,
    "verify": buttons.verify,
}


def main(button: str) -> None:
    """Answer a click on ``button`` in the Excel that called, on the workbook that is in front there."""
    from lzxl.workflow.days import beijing_today

    app = None
    try:
        found = find_call(call_of(sys.argv[1:]))
        if found is None:
            raise OfficeError("没有打开的工作簿。请先打开工作目录里的“汇总册.xlsx”或“名册.xlsx”,再点一次。")
        app, book = found
        sentence, grave = answer(button, Click(Screen(app), book, beijing_today()))
    except Exception as fault:
        sentence, grave = _told(fault), True
    say(app, sentence, grave=grave)


def answer(button: str, click: Click) -> tuple[str, bool]:
    """Do what a button does and return its sentence, and whether that is a refusal or a fault; nothing is raised."""
    try:
        return pressed(button, click), False
    except Exception as fault:
        return _told(fault), True


def pressed(button: str, click: Click) -> str:
    """Do what a button does and return its sentence; a refusal is an :class:`OfficeError`, a fault of ours anything else."""
    with click.screen.at_work(_label(button)):
        return BUTTONS[button](click)


def _label(button: str) -> str:
    return next((one.label for one in buttons_of_ribbon() if one.id == button), button)


def _told(fault: Exception) -> str:
    """Return what is said of a refusal, or of a fault of ours, whose traceback goes to the log."""
    if isinstance(fault, OfficeError):
        return str(fault)
    log = screen.log("".join(traceback.format_exception(fault)))
    return f"程序出错了,没有完成。详情记在 {log} ,请发给维护人员。"
