"""``lzxl addin``: the add-in built, put into Excel's start folder, taken away, looked at."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lzxl.office.atomic import write_whole
from lzxl.report import Report

if TYPE_CHECKING:
    from lzxl.ribbon.install import Computer, State


def this_computer() -> "Computer":
    """Return what an installation here depends on."""
    from lzxl.ribbon.install import Computer

    code_page = "mbcs" if sys.platform == "win32" else "utf-8"
    return Computer(sys.platform, os.environ, Path.home(), sys.executable, code_page)


def addin_build(out: Path) -> Report:
    """Build the add-in from ``macros/`` into the file ``out``."""
    from lzxl.ribbon.build import build

    write_whole(out, build())
    return Report("加载项已生成。装到本机的 Excel 请用 lzxl addin install。", written=(out,))


def addin_install(computer: "Computer | None" = None) -> Report:
    """Put the add-in with this computer's Python into Excel's start folder."""
    from lzxl.ribbon.install import install

    place = install(computer or this_computer())
    return Report("加载项已装好。请重新启动 Excel,功能区里会有“廉政风险防控”一页。", written=(place,))


def addin_uninstall(computer: "Computer | None" = None) -> Report:
    """Take the add-in out of Excel's start folder."""
    from lzxl.ribbon.install import uninstall

    place = uninstall(computer or this_computer())
    return Report("这台电脑上没有装加载项。" if place is None else f"加载项已卸载:{place}。重新启动 Excel 后生效。")


def addin_status(computer: "Computer | None" = None) -> Report:
    """Say whether the add-in is installed, of this version, with a Python that is there."""
    from lzxl.ribbon.install import state

    here = computer or this_computer()
    return Report(" ".join(_said(state(here), here.python)))


def _said(found: "State", python: str) -> list[str]:
    if not found.there:
        return [f"没有装加载项(应在 {found.place})。要装请运行 lzxl addin install。"]
    said = [f"加载项装在 {found.place}。"]
    said += ["与本软件的版本一致。"] if found.same else ["与本软件的版本不一致,请重新运行 lzxl addin install。"]
    said += [_of_python(found, python)]
    return [*said, "Excel 正开着它。"] if found.is_open else said


def _of_python(found: "State", python: str) -> str:
    if not found.python_there:
        return f"它要用的 Python({found.python or '没有写明'})不在了,请重新运行 lzxl addin install。"
    other = "" if found.python == python else f",不是现在这个({python});要换请重新运行 lzxl addin install"
    return f"它用的 Python 是 {found.python}{other}。"
