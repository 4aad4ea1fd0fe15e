"""The commands ``lzxl addin …``: no decisions, one short function each."""

from pathlib import Path
from typing import Annotated

from lzxl.cli_options import COMMAND, GROUP, JSON, TODAY, app, day_of, finish, typer

_OUT = typer.Argument(metavar="文件", help="写到哪里。")

group = typer.Typer(
    name="addin",
    cls=GROUP,
    help="Excel 加载项:生成、安装、卸载、查看。",
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    no_args_is_help=True,
)
app.add_typer(group)


@group.command("build", help="由 macros/ 里的源文件生成加载项。", cls=COMMAND, options_metavar="[选项]")
def build(out: Annotated[Path, _OUT] = Path("lzxl.xlam"), as_json: Annotated[bool, JSON] = False) -> None:
    """Make the add-in from its sources."""
    from lzxl.workflow.addin import addin_build

    finish(addin_build(out), as_json)


@group.command("install", help="装进本机的 Excel(Windows、macOS)。", cls=COMMAND, options_metavar="[选项]")
def install(as_json: Annotated[bool, JSON] = False) -> None:
    """Put the add-in into this machine's Excel."""
    from lzxl.workflow.addin import addin_install

    finish(addin_install(), as_json)


@group.command("uninstall", help="从本机的 Excel 里卸载。", cls=COMMAND, options_metavar="[选项]")
def uninstall(as_json: Annotated[bool, JSON] = False) -> None:
    """Take the add-in out of this machine's Excel."""
    from lzxl.workflow.addin import addin_uninstall

    finish(addin_uninstall(), as_json)


@group.command("status", help="装在哪里,版本和 Python 对不对。", cls=COMMAND, options_metavar="[选项]")
def status(as_json: Annotated[bool, JSON] = False) -> None:
    """Tell where the add-in is and whether it fits."""
    from lzxl.workflow.addin import addin_status

    finish(addin_status(), as_json)


@group.command(
    "press",
    help="不用 Excel,在工作簿的副本上按一个按钮(试用,要装 LibreOffice)。",
    cls=COMMAND,
    options_metavar="[选项]",
)
def press(
    button: Annotated[str, typer.Argument(metavar="按钮", help="按钮的命令名,如 check、consolidate。")],
    workbook: Annotated[Path, typer.Argument(metavar="工作簿", help="在它的副本上办;它自己不动。")],
    engine: Annotated[str, typer.Option("--engine", metavar="程序", help="目前只有 libreoffice。")] = "libreoffice",
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="副本写到哪里。")] = None,
    folder: Annotated[Path | None, typer.Option("--folder", metavar="目录", help="新建工作目录用的空目录。")] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Press a button on a copy of a workbook, without Excel."""
    from lzxl import press as pressing  # LibreOffice and what drives it are loaded for this command only

    day = day_of(today)
    finish(pressing.press(button, workbook, engine=engine, out=out, folder=folder, today=day), as_json)
