"""What each button does with a click: the verb on the office of the workbook in front, and what there is to see afterwards."""

from collections.abc import Sequence

from lzxl.cells import Out, Sheet
from lzxl.excel import live
from lzxl.excel.live_session import ask_folder, open_path
from lzxl.findings import Finding, in_order
from lzxl.forms.plain_list import plain_list
from lzxl.report import Report
from lzxl.workflow.handing_out import HANDED_OUT
from lzxl.workflow.live.click import Click
from lzxl.workflow.live.told import close_made, sentence
from lzxl.workflow.on_paper import PRINTED
from lzxl.workflow.print_forms import BOOK
from lzxl.workflow.print_warning import WHOLE
from lzxl.workflow.writeback import FOLDER


def init(click: Click) -> str:
    """新建工作目录: in a folder that is asked for; its roster is opened."""
    from lzxl.workflow.folder import init

    folder = click.folder or ask_folder(click.screen.app, "请选一个空的文件夹作工作目录")
    if folder is None:
        return "没有选文件夹,没有新建。"
    report = init(folder, name="", year=click.today.year)
    roster = report.written[0]
    return f"工作目录已建好:{folder}。请在“{roster.name}”里登记单位和人员。{click.show(roster)}"


def distribute(click: Click) -> str:
    """下发: templates for every unit."""
    from lzxl.workflow.folder import distribute

    office = click.needed_office()
    report = distribute(office.root, year=None, today=click.today)
    open_path(office.root / HANDED_OUT)
    return sentence(report, click)


def consolidate(click: Click) -> str:
    """汇总: the master brought up to date where it is open, else in its file, which is then opened."""
    from lzxl.workflow.consolidate import consolidate

    office = click.needed_office()
    report = consolidate(office.root, year=None, today=click.today, advance=click.advance("汇总"), at=click.at)
    return sentence(report, click) + click.show_master(office)


def assess(click: Click) -> str:
    """评估定级: the levels typed into the master are taken, all that hangs on them is brought up to date."""
    from lzxl.workflow.assess import assess

    office = click.needed_office()
    report = assess(office.root, year=None, today=click.today, advance=click.advance("评估定级"), at=click.at)
    return sentence(report, click) + click.show_master(office)


def writeback(click: Click) -> str:
    """写回意见: levels and opinions into copies of the units' tables."""
    from lzxl.workflow.writeback import writeback

    office = click.needed_office()
    report = writeback(office.root, year=None, today=click.today, advance=click.advance("写回意见"), at=click.at)
    open_path(office.root / FOLDER)
    return sentence(report, click)


def forms(click: Click) -> str:
    """打印承诺表: workbooks to print and their PDFs; the bound register is opened."""
    from lzxl.workflow.print_forms import forms

    office = click.needed_office()
    close_made(click, office.root / PRINTED)
    report = forms(
        office.root,
        year=None,
        today=click.today,
        advance=click.advance("打印承诺表"),
        at=click.at,
        pdf=click.screen.pdfs,
    )
    return sentence(report, click) + _show_first(click, report, BOOK)


def print_warning(click: Click) -> str:
    """打印预警表: the warning sheet in one and a page for each unit, with PDFs; the former is opened."""
    from lzxl.workflow.print_warning import print_warning

    office = click.needed_office()
    close_made(click, office.root / PRINTED)
    report = print_warning(
        office.root,
        year=None,
        today=click.today,
        by_unit=None,
        advance=click.advance("打印预警表"),
        at=click.at,
        pdf=click.screen.pdfs,
    )
    return sentence(report, click) + _show_first(click, report, WHOLE)


def explain(click: Click) -> str:
    """依据: clause, rule, sheet and column as a list in a new workbook."""
    from lzxl.workflow.explaining import explain

    lines = explain()
    widths = {"条款": 10, "内容": 24, "规则": 64, "工作表": 18, "栏目": 18}
    _show_list(
        click,
        plain_list(
            "依据",
            "依据:条款 → 规则 → 工作表和栏目",
            "按文件的条款排;没有写工作表的,由人落实。",
            widths,
            [tuple(one) for one in lines],
        ),
    )
    return f"列出了 {len(lines)} 条规则和它们的依据。"


def verify(click: Click) -> str:
    """核验: whether originals, journal and master agree; what is to be looked at is listed in a new workbook."""
    from lzxl.workflow.folder import verify

    office = click.needed_office()
    report = verify(office.root)
    if report.findings:
        widths = {"级别": 8, "文件": 26, "位置": 26, "问题": 60, "原值": 20, "改法": 60}
        rows = [_row(one) for one in in_order(report.findings)]
        _show_list(click, plain_list("核验结果", "核验结果", str(office.root), widths, rows))
    return report.sentence


# ---------------------------------------------------------------- what is shown


def _row(finding: Finding) -> Sequence[Out]:
    place = "!".join(part for part in (finding.place.sheet, finding.place.address) if part)
    return finding.severity.value, finding.place.file, place, finding.message, finding.value, finding.cure


def _show_list(click: Click, sheet: Sheet) -> None:
    """Show a list in a new workbook, which nobody needs to keep."""
    page = click.screen.app.books.add().sheets[0]
    page.name = sheet.name
    live.render_on(page, sheet)
    page.activate()


def _show_first(click: Click, report: Report, name: str) -> str:
    workbooks = [path for path in report.written if path.suffix == ".xlsx"]
    named = [path for path in workbooks if path.stem == name]
    return "".join(click.show(path) for path in (named or workbooks)[:1])
