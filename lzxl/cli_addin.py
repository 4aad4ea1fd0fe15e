"""The commands ``lzxl addin …``: no decisions, one short function each; ``cli`` hangs them in."""

from pathlib import Path
from typing import Annotated, Protocol

import typer

from lzxl import chinese_help, workflow
from lzxl.report import Report

_COMMAND, _GROUP = chinese_help.commands()
_JSON = typer.Option("--json", help="只打印一份 JSON,供其他程序用。")
_OUT = typer.Argument(metavar="文件", help="写到哪里。")


class Finish(Protocol):
    """Shows a report and ends the process with its status."""

    def __call__(self, report: Report, as_json: bool) -> None:
        """Show ``report``."""


def commands(finish: Finish) -> typer.Typer:
    """Return the group of commands."""
    group = typer.Typer(
        name="addin",
        cls=_GROUP,
        help="Excel 加载项:生成、安装、卸载、查看。",
        options_metavar="[选项]",
        subcommand_metavar="命令 …",
        no_args_is_help=True,
    )

    @group.command("build", help="由 macros/ 里的源文件生成加载项。", cls=_COMMAND, options_metavar="[选项]")
    def build(out: Annotated[Path, _OUT] = Path("lzxl.xlam"), as_json: Annotated[bool, _JSON] = False) -> None:
        finish(workflow.addin_build(out), as_json)

    @group.command("install", help="装进本机的 Excel(Windows、macOS)。", cls=_COMMAND, options_metavar="[选项]")
    def install(as_json: Annotated[bool, _JSON] = False) -> None:
        finish(workflow.addin_install(), as_json)

    @group.command("uninstall", help="从本机的 Excel 里卸载。", cls=_COMMAND, options_metavar="[选项]")
    def uninstall(as_json: Annotated[bool, _JSON] = False) -> None:
        finish(workflow.addin_uninstall(), as_json)

    @group.command("status", help="装在哪里,版本和 Python 对不对。", cls=_COMMAND, options_metavar="[选项]")
    def status(as_json: Annotated[bool, _JSON] = False) -> None:
        finish(workflow.addin_status(), as_json)

    return group
