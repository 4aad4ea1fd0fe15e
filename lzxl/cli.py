"""The command line: one short function per verb, no decisions. ``lzxl --help`` lists them in Chinese."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from lzxl import __version__, chinese_help, cli_addin, cli_letters, screen
from lzxl.cli_options import JSON, NOTES, OFFICE, TODAY, YEAR, app, day_of, finish, typer, verb
from lzxl.garbage import search_seldom
from lzxl.office.errors import OfficeError
from lzxl.report import COULD_NOT, DONE, OUR_FAULT, Report

__all__ = ["app", "cli_addin", "cli_letters", "main"]


@verb("init", "新建工作目录:名册.xlsx 和各个子目录。")
def init(
    office: Annotated[Path, typer.Argument(metavar="工作目录", help="要新建的目录,须不存在或是空的。")],
    name: Annotated[str, typer.Option("--name", metavar="名称", help="本社名称。")] = "",
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Make an office folder."""
    from lzxl.workflow.folder import init

    finish(init(office, name=name, year=year or day_of(today).year), as_json)


@verb("distribute", "下发:给每个单位一个文件夹,里面是填好单位、年度和人员的表。")
def distribute(
    office: Annotated[Path, OFFICE] = Path(),
    letters: Annotated[bool, typer.Option("--letters", help="另备下发通知和邮件草稿,在 往来/下发/。")] = False,
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Make each unit's pre-filled templates."""
    from lzxl.workflow.folder import distribute

    finish(distribute(office, year=year, today=day_of(today), letters=letters), as_json, notes)


@verb("check", "校验:检查一个或多个表格,不改动它们。")
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="文件", help="表格、压缩包或目录,可写多个。")],
    office: Annotated[
        Path | None, typer.Option("--office", metavar="工作目录", help="对照它的名册;不写只查表格本身。")
    ] = None,
    mark: Annotated[Path | None, typer.Option("--mark", metavar="目录", help="另写标出问题的副本,原件不动。")] = None,
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Check workbooks without touching them."""
    from lzxl.workflow.check import check

    with screen.progress("校验", quiet=as_json) as advance:
        report = check(paths, office=office, mark=mark, year=year, today=day_of(today), advance=advance)
    finish(report, as_json, notes)


@verb("consolidate", "汇总:收件/ 里的表格 → 汇总册.xlsx。重复运行结果不变。")
def consolidate(
    office: Annotated[Path, OFFICE] = Path(),
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """The main job."""
    from lzxl.workflow.consolidate import consolidate

    with screen.progress("汇总", quiet=as_json) as advance:
        report = consolidate(office, year=year, today=day_of(today), advance=advance)
    finish(report, as_json, notes)


@verb("assess", "评估定级:汇总册里填好的评估等级、甄别结果生效,防控要求、预警、追究跟着变。")
def assess(
    office: Annotated[Path, OFFICE] = Path(),
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Take the leading group's levels in."""
    from lzxl.workflow.assess import assess

    with screen.progress("评估定级", quiet=as_json) as advance:
        report = assess(office, year=year, today=day_of(today), advance=advance)
    finish(report, as_json, notes)


@verb("writeback", "写回意见:评估等级和领导小组意见写进各单位承诺表的副本,放在 下发/写回/。")
def writeback(
    office: Annotated[Path, OFFICE] = Path(),
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Write levels and opinions into copies of the units' tables."""
    from lzxl.workflow.writeback import writeback

    with screen.progress("写回意见", quiet=as_json) as advance:
        report = writeback(office, year=year, today=day_of(today), advance=advance)
    finish(report, as_json, notes)


@verb("forms", "打印承诺表:每人、每单位一份可签字盖章的表,登记册成册,公示版;放在 打印/。")
def forms(
    office: Annotated[Path, OFFICE] = Path(),
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="谁", help="只打印这些人员或单位(编号或名称),可写多次。")
    ] = None,
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Make the commitment forms and the bound register, as workbooks and PDF."""
    from lzxl.workflow.print_forms import forms

    with screen.progress("打印", quiet=as_json) as advance:
        report = forms(office, year=year, today=day_of(today), only=only or (), advance=advance)
    finish(report, as_json, notes)


@verb("deduct", "登记扣分:在 本社台账.xlsx 里加一笔,并显示这个账户的累计扣分和预警等级。")
def deduct(
    office: Annotated[Path, OFFICE] = Path(),
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
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Add an entry to the office's own ledger and show the account."""
    from lzxl.checks.new_entry import NewEntry
    from lzxl.workflow.deduct import deduct

    entry = NewEntry(person, unit, day, item, points, reason, kind, basis, authority, grave, note)
    with screen.progress("登记扣分", quiet=as_json) as advance:
        report = deduct(
            beside or office, entry, year=year, today=day_of(today), ledger_unit=ledger_unit, advance=advance
        )
    finish(report, as_json, notes)


@verb("print", "打印预警表:按等级着色、黑白也能看清的 A4 预警表,有 PDF;放在 打印/。")
def print_warning(
    office: Annotated[Path, OFFICE] = Path(),
    by_unit: Annotated[bool, typer.Option("--by-unit", help="每个单位一页;不写就是全社一张表。")] = False,
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Make the warning sheet, as workbook and PDF."""
    from lzxl.workflow.print_warning import print_warning

    with screen.progress("打印", quiet=as_json) as advance:
        report = print_warning(office, year=year, today=day_of(today), by_unit=by_unit, advance=advance)
    finish(report, as_json, notes)


@verb("explain", "依据:条款 → 规则 → 工作表和栏目。")
def explain(
    clause: Annotated[str, typer.Argument(metavar="条款", help="如 二(五);不写就列出全部。")] = "",
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Print clause, rule, sheet and column."""
    from lzxl.workflow.explaining import explain

    lines = explain(clause)
    if as_json:
        document = {**Report("").document(), "explanations": [line._asdict() for line in lines]}
        screen.show_json(document)
    else:
        screen.show_explanations(lines)


@verb("verify", "核验:原件、流水和汇总册是否一致,有没有被动过。")
def verify(office: Annotated[Path, OFFICE] = Path(), as_json: Annotated[bool, JSON] = False) -> None:
    """Prove that originals, journal and master agree."""
    from lzxl.workflow.folder import verify

    finish(verify(office), as_json, notes=True)


@verb("demo", "样例:生成一个样例单位并汇总,告诉您该打开什么看。")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="目录", help="样例放在哪里。")] = Path("demo-office"),
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Make the sample office and run the main job on it; status 0 when it ran as meant."""
    from lzxl.workflow.sample import demo

    with screen.progress("汇总", quiet=as_json) as advance:
        report, told = demo(folder, advance=advance)
    if as_json:
        screen.show_json(report.document())
    else:
        screen.show(report)
        screen.tell(told)
    raise typer.Exit(DONE)


# The order of the work: as the help lists them.
_ORDER = (
    *("init", "distribute", "check", "fetch", "consolidate", "return", "remind", "assess", "writeback", "forms"),
    *("deduct", "warn", "print", "account", "send", "status", "explain", "verify", "demo"),
)
app.registered_commands.sort(key=lambda command: _ORDER.index(command.name or ""))


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
    search_seldom()
    as_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    sys.exit(_guarded(lambda: app(arguments, standalone_mode=False), as_json))


_INTERRUPTED = 130  # what the library returns, having swallowed an interruption


def _guarded(run: Callable[[], Any], as_json: bool) -> int:
    try:
        status = int(run() or DONE)
        if status != _INTERRUPTED:
            return status
        raise KeyboardInterrupt
    except OfficeError as refusal:
        sentence, status = str(refusal), COULD_NOT
    except (KeyboardInterrupt, typer.Abort):
        sentence, status = "已中断。原有文件没有改动,可以重新运行。", COULD_NOT
    except chinese_help.usage_errors() as misuse:
        sentence, status = chinese_help.in_chinese(misuse), COULD_NOT
    except Exception:  # a fault of ours: the clerk gets a sentence, the log keeps the traceback
        log = screen.log(traceback.format_exc())
        sentence, status = f"程序出错了,没有完成。详情记在 {log} ,请发给维护人员。", OUR_FAULT
    screen.complain(sentence)
    if as_json:
        screen.show_json(Report(sentence).document())
    return status


if __name__ == "__main__":
    main()
