"""The verbs of what goes to and fro: mail in and out, letters, notices, progress."""

from pathlib import Path
from typing import Annotated

from lzxl import screen
from lzxl.cli_options import JSON, NOTES, OFFICE, TODAY, YEAR, day_of, finish, typer, verb


@verb("fetch", "收信:把邮箱里新来的邮件收进 收件/邮件/,每封一次;邮箱里的不删不移。")
def fetch(
    office: Annotated[Path, OFFICE] = Path(),
    again: Annotated[bool, typer.Option("--again", help="以前收过、文件已不在的也再收一次。")] = False,
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Take new mails from the office's mailbox."""
    from lzxl.workflow.fetch import fetch

    with screen.progress("收信", quiet=as_json) as advance:
        report = fetch(office, year=year, today=day_of(today), again=again, advance=advance)
    finish(report, as_json, notes=True)


@verb("send", "发信:列出写好的信;加 --yes 才真的发出,每封只发一次。")
def send(
    office: Annotated[Path, OFFICE] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="真的发出;不加只列出来看。")] = False,
    again: Annotated[bool, typer.Option("--again", help="上次发到一半断了、不知道对方收到没有的,再发一次。")] = False,
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """List the messages that are ready, or send them."""
    from lzxl.workflow.send import send

    with screen.progress("发信", quiet=as_json) as advance:
        report, messages = send(office, year=year, today=day_of(today), go=yes, again=again, advance=advance)
    if as_json:
        document = {**report.document(), "messages": [message.document() for message in messages]}
        screen.show_json(document)
        raise typer.Exit(report.status)
    screen.tell(message.line for message in messages)
    finish(report, as_json)


@verb("return", "退回:有错误的表标好问题、写好退回通知和邮件草稿,放在 退回/;收件回执在 往来/回执/。")
def send_back(
    office: Annotated[Path, OFFICE] = Path(),
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Make marked copies and letters for what has errors."""
    from lzxl.workflow.send_back import send_back

    with screen.progress("退回", quiet=as_json) as advance:
        report = send_back(office, year=year, today=day_of(today), advance=advance)
    finish(report, as_json, notes)


@verb("remind", "催报:只给有到期、临近到期事项的单位写催报通知,放在 往来/催报/,另有群发文字。")
def remind(
    office: Annotated[Path, OFFICE] = Path(),
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Write reminders for what is due or overdue."""
    from lzxl.workflow.remind import remind

    with screen.progress("催报", quiet=as_json) as advance:
        report = remind(office, year=year, today=day_of(today), advance=advance)
    finish(report, as_json, notes)


@verb("status", "进度:谁交了谁没交、覆盖率、预警和整改;情况汇报、网页和表格在 往来/进度/。")
def status(
    office: Annotated[Path, OFFICE] = Path(),
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Tell how far the work has got."""
    from lzxl.workflow.status import status

    with screen.progress("进度", quiet=as_json) as advance:
        report = status(office, year=year, today=day_of(today), advance=advance)
    if as_json or notes:
        finish(report, as_json, notes)
    screen.tell([*report.lines, report.sentence])
    raise typer.Exit(report.status)


@verb("warn", "预警通知:按预警登记写通知书,填好签发人和发出日期后有文号;预警表;都放在 预警/。")
def warn(
    office: Annotated[Path, OFFICE] = Path(),
    holiday: Annotated[
        str, typer.Option("--holiday", metavar="名称", help="改写节前提醒,如 元旦春节:一份文字发各单位,附签收表。")
    ] = "",
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Write the warning notices, or a reminder before a holiday."""
    from lzxl.workflow.holiday import remind_before
    from lzxl.workflow.warn import warn

    with screen.progress("预警通知", quiet=as_json) as advance:
        day = day_of(today)
        if holiday:
            report = remind_before(office, holiday, year=year, today=day, advance=advance)
        else:
            report = warn(office, year=year, today=day, advance=advance)
    finish(report, as_json, notes)


@verb("account", "责任追究:给领导小组的建议书、给市纪委的提请问责函,放在 预警/追究/;只是建议。")
def account(
    office: Annotated[Path, OFFICE] = Path(),
    year: Annotated[int | None, YEAR] = None,
    today: Annotated[str | None, TODAY] = None,
    as_json: Annotated[bool, JSON] = False,
    notes: Annotated[bool, NOTES] = False,
) -> None:
    """Write the papers on candidates of accountability."""
    from lzxl.workflow.account import account

    with screen.progress("责任追究", quiet=as_json) as advance:
        report = account(office, year=year, today=day_of(today), advance=advance)
    finish(report, as_json, notes)
