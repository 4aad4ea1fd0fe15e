"""What the command lines share: the program, its options, how a verb is declared and how it ends."""

from collections.abc import Callable

from lzxl import chinese_help  # first: typer reads its texts when it is imported

chinese_help.install()

import typer  # noqa: E402  (after the Chinese texts are in place)

from lzxl import screen  # noqa: E402
from lzxl.report import Report  # noqa: E402
from lzxl.workflow.days import day_of  # noqa: E402

__all__ = ["COMMAND", "GROUP", "JSON", "NOTES", "OFFICE", "TODAY", "YEAR", "app", "day_of", "finish", "typer", "verb"]

COMMAND, GROUP = chinese_help.commands()

app = typer.Typer(
    name="lzxl",
    cls=GROUP,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    help="廉政风险防控:收表、校验、汇总、定级、预警、追究,全在表格里办。",
    epilog="第一次用?先运行 lzxl demo,看一个样例单位怎样从收表走到汇总册。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
)

TODAY = typer.Option("--today", metavar="年-月-日", help="以这一天为“今天”。")
YEAR = typer.Option("--year", metavar="年度", min=1990, max=2999, help="办理哪一年度;默认照“参数”。")
JSON = typer.Option("--json", help="只打印一份 JSON,供其他程序用。")
NOTES = typer.Option("--notes", help="把“提示”也逐条显示出来。")
OFFICE = typer.Argument(metavar="工作目录", help="放着 名册.xlsx 的目录;不写就用当前目录。")


def finish(report: Report, as_json: bool, notes: bool = False) -> None:
    """Print a report and end with its exit status."""
    if as_json:
        screen.show_json(report.document())
    else:
        screen.show(report, every_note=notes)
    raise typer.Exit(report.status)


def verb(name: str, what: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a verb with its help in Chinese."""
    return app.command(name, help=what, cls=COMMAND, options_metavar="[选项]")
