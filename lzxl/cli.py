"""The command line: one short function per verb, no decisions. ``lzxl --help`` lists them in Chinese."""

import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from lzxl import __version__, chinese_help  # first: typer reads its texts when it is imported

chinese_help.install()

import typer  # noqa: E402  (after the Chinese texts are in place)

from lzxl import cli_addin, screen, workflow  # noqa: E402
from lzxl.office.errors import OfficeError  # noqa: E402
from lzxl.report import COULD_NOT, DONE, OUR_FAULT, Report  # noqa: E402

_COMMAND, _GROUP = chinese_help.commands()

app = typer.Typer(
    name="lzxl",
    cls=_GROUP,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    help="廉政风险防控:收表、校验、汇总、定级、预警、追究,全在表格里办。",
    epilog="第一次用?先运行 lzxl demo,看一个样例单位怎样从收表走到汇总册。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
)

_TODAY = typer.Option("--today", metavar="年-月-日", help="以这一天为“今天”。")
_YEAR = typer.Option("--year", metavar="年度", min=1990, max=2999, help="办理哪一年度;默认照“参数”。")
_JSON = typer.Option("--json", help="只打印一份 JSON,供其他程序用。")
_NOTES = typer.Option("--notes", help="把“提示”也逐条显示出来。")
_OFFICE = typer.Argument(metavar="工作目录", help="放着 名册.xlsx 的目录;不写就用当前目录。")


def _finish(report: Report, as_json: bool, notes: bool = False) -> None:
    if as_json:
        typer.echo(json.dumps(report.document(), ensure_ascii=False, indent=1))
    else:
        screen.show(report, every_note=notes)
    raise typer.Exit(report.status)


def _verb(name: str, what: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, help=what, cls=_COMMAND, options_metavar="[选项]")


@_verb("init", "新建工作目录:名册.xlsx 和各个子目录。")
def init(
    office: Annotated[Path, typer.Argument(metavar="工作目录", help="要新建的目录,须不存在或是空的。")],
    name: Annotated[str, typer.Option("--name", metavar="名称", help="本社名称。")] = "",
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Make an office folder."""
    _finish(workflow.init(office, name=name, year=year or workflow.day_of(today).year), as_json)


@_verb("distribute", "下发:给每个单位一个文件夹,里面是填好单位、年度和人员的表。")
def distribute(
    office: Annotated[Path, _OFFICE] = Path(),
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Make each unit's pre-filled templates."""
    _finish(workflow.distribute(office, year=year, today=workflow.day_of(today)), as_json)


@_verb("check", "校验:检查一个或多个表格,不改动它们。")
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="文件", help="表格、压缩包或目录,可写多个。")],
    office: Annotated[
        Path | None, typer.Option("--office", metavar="工作目录", help="对照它的名册;不写只查表格本身。")
    ] = None,
    mark: Annotated[Path | None, typer.Option("--mark", metavar="目录", help="另写标出问题的副本,原件不动。")] = None,
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
    notes: Annotated[bool, _NOTES] = False,
) -> None:
    """Check workbooks without touching them."""
    with screen.progress("校验", quiet=as_json) as advance:
        report = workflow.check(
            paths, office=office, mark=mark, year=year, today=workflow.day_of(today), advance=advance
        )
    _finish(report, as_json, notes)


@_verb("consolidate", "汇总:收件/ 里的表格 → 汇总册.xlsx。重复运行结果不变。")
def consolidate(
    office: Annotated[Path, _OFFICE] = Path(),
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
    notes: Annotated[bool, _NOTES] = False,
) -> None:
    """The main job."""
    with screen.progress("汇总", quiet=as_json) as advance:
        report = workflow.consolidate(office, year=year, today=workflow.day_of(today), advance=advance)
    _finish(report, as_json, notes)


@_verb("assess", "评估定级:汇总册里填好的评估等级、甄别结果生效,防控要求、预警、追究跟着变。")
def assess(
    office: Annotated[Path, _OFFICE] = Path(),
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
    notes: Annotated[bool, _NOTES] = False,
) -> None:
    """Take the leading group's levels in."""
    with screen.progress("评估定级", quiet=as_json) as advance:
        report = workflow.assess(office, year=year, today=workflow.day_of(today), advance=advance)
    _finish(report, as_json, notes)


@_verb("writeback", "写回意见:评估等级和领导小组意见写进各单位承诺表的副本,放在 下发/写回/。")
def writeback(
    office: Annotated[Path, _OFFICE] = Path(),
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
    notes: Annotated[bool, _NOTES] = False,
) -> None:
    """Write levels and opinions into copies of the units' tables."""
    with screen.progress("写回意见", quiet=as_json) as advance:
        report = workflow.writeback(office, year=year, today=workflow.day_of(today), advance=advance)
    _finish(report, as_json, notes)


@_verb("forms", "打印承诺表:每人、每单位一份可签字盖章的表,登记册成册,公示版;放在 打印/。")
def forms(
    office: Annotated[Path, _OFFICE] = Path(),
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="谁", help="只打印这些人员或单位(编号或名称),可写多次。")
    ] = None,
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
    notes: Annotated[bool, _NOTES] = False,
) -> None:
    """Make the commitment forms and the bound register, as workbooks and PDF."""
    with screen.progress("打印", quiet=as_json) as advance:
        report = workflow.forms(office, year=year, today=workflow.day_of(today), only=only or (), advance=advance)
    _finish(report, as_json, notes)


@_verb("deduct", "登记扣分:在 本社台账.xlsx 里加一笔,并显示这个账户的累计扣分和预警等级。")
def deduct(
    office: Annotated[Path, _OFFICE] = Path(),
    person: Annotated[str, typer.Option("--person", metavar="人员", help="登记给谁:人员编号或姓名。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="单位编号或名称;也可分清同名的人。")] = "",
    day: Annotated[str, typer.Option("--date", metavar="年-月-日", help="发生日期;不写就是今天。")] = "",
    item: Annotated[str, typer.Option("--item", metavar="代码", help="扣分项目,如 K01;分值照“参数”。")] = "",
    points: Annotated[str, typer.Option("--points", metavar="分", help="扣几分;写了扣分项目的可不写。")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="事由", help="简要写明事实。")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="类型", help="扣分,或不扣分的提醒。")] = "扣分",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="处理文件或证据的名称、文号。")] = "",
    authority: Annotated[str, typer.Option("--authority", metavar="机关", help="查处机关,如:检察机关。")] = "",
    grave: Annotated[bool, typer.Option("--grave", help="性质恶劣、负面影响较大。")] = False,
    note: Annotated[str, typer.Option("--note", metavar="备注", help="扣分与标准项目不同的,说明原因。")] = "",
    ledger_unit: Annotated[
        str, typer.Option("--ledger-unit", metavar="科室", help="新建台账时写明由哪个科室登记。")
    ] = "",
    beside: Annotated[
        Path | None, typer.Option("--office", metavar="工作目录", help="工作目录也可以写在这里。")
    ] = None,
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
    notes: Annotated[bool, _NOTES] = False,
) -> None:
    """Add an entry to the office's own ledger and show the account."""
    entry = workflow.NewEntry(person, unit, day, item, points, reason, kind, basis, authority, grave, note)
    with screen.progress("登记扣分", quiet=as_json) as advance:
        report = workflow.deduct(
            beside or office, entry, year=year, today=workflow.day_of(today), ledger_unit=ledger_unit, advance=advance
        )
    _finish(report, as_json, notes)


@_verb("print", "打印预警表:按等级着色、黑白也能看清的 A4 预警表,有 PDF;放在 打印/。")
def print_warning(
    office: Annotated[Path, _OFFICE] = Path(),
    by_unit: Annotated[bool, typer.Option("--by-unit", help="每个单位一页;不写就是全社一张表。")] = False,
    year: Annotated[int | None, _YEAR] = None,
    today: Annotated[str | None, _TODAY] = None,
    as_json: Annotated[bool, _JSON] = False,
    notes: Annotated[bool, _NOTES] = False,
) -> None:
    """Make the warning sheet, as workbook and PDF."""
    with screen.progress("打印", quiet=as_json) as advance:
        report = workflow.print_warning(
            office, year=year, today=workflow.day_of(today), by_unit=by_unit, advance=advance
        )
    _finish(report, as_json, notes)


@_verb("explain", "依据:条款 → 规则 → 工作表和栏目。")
def explain(
    clause: Annotated[str, typer.Argument(metavar="条款", help="如 二(五);不写就列出全部。")] = "",
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Print clause, rule, sheet and column."""
    lines = workflow.explain(clause)
    if as_json:
        document = {**Report("").document(), "explanations": [line._asdict() for line in lines]}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        screen.show_explanations(lines)


@_verb("verify", "核验:原件、流水和汇总册是否一致,有没有被动过。")
def verify(office: Annotated[Path, _OFFICE] = Path(), as_json: Annotated[bool, _JSON] = False) -> None:
    """Prove that originals, journal and master agree."""
    _finish(workflow.verify(office), as_json, notes=True)


app.add_typer(cli_addin.commands(_finish))


@_verb("demo", "样例:生成一个样例单位并汇总,告诉您该打开什么看。")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="目录", help="样例放在哪里。")] = Path("demo-office"),
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Make the sample office and run the main job on it; status 0 when it ran as meant."""
    with screen.progress("汇总", quiet=as_json) as advance:
        report, told = workflow.demo(folder, advance=advance)
    if as_json:
        typer.echo(json.dumps(report.document(), ensure_ascii=False, indent=1))
    else:
        screen.show(report)
        screen.tell(told)
    raise typer.Exit(DONE)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lzxl {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool, typer.Option("--version", help="显示版本号。", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """What stands before a verb."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with the contract's exit status; no traceback reaches a user."""
    screen.utf8_streams()
    as_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    sys.exit(_guarded(lambda: app(arguments, standalone_mode=False), as_json))


def _guarded(run: Callable[[], Any], as_json: bool) -> int:
    try:
        return int(run() or DONE)
    except OfficeError as refusal:
        screen.complain(str(refusal))
        if as_json:
            typer.echo(json.dumps(Report(str(refusal)).document(), ensure_ascii=False, indent=1))
        return COULD_NOT
    except (KeyboardInterrupt, typer.Abort):
        screen.complain("已中断。原有文件没有改动,可以重新运行。")
        return COULD_NOT
    except chinese_help.usage_errors() as misuse:
        screen.complain(chinese_help.in_chinese(misuse))
        return COULD_NOT
    except Exception:  # a fault of ours: the clerk gets a sentence, the log keeps the traceback
        screen.complain(f"程序出错了,没有完成。详情记在 {screen.log(traceback.format_exc())} ,请发给维护人员。")
        return OUR_FAULT


if __name__ == "__main__":
    main()
