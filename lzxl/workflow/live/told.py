"""What the buttons share: the sentence on a report, what is to be said of the master, making way for what is written anew."""

from pathlib import Path

from lzxl.excel import live
from lzxl.excel.platform.document import is_changed
from lzxl.excel.platform.looks import count_charts
from lzxl.findings import Severity
from lzxl.forms.registry import OVERVIEW
from lzxl.office.errors import OfficeError
from lzxl.report import Report
from lzxl.workflow.live.click import Click


def sentence(report: Report, click: Click) -> str:
    """Return the report's sentence, with how many errors and warnings want a look at 问题清单, and what charts are missing."""
    counts = {level: sum(one.severity is level for one in report.findings) for level in Severity}
    words = [f"{counts[level]} 处{level.value}" for level in (Severity.ERROR, Severity.WARNING) if counts[level]]
    return report.sentence + (f"另有 {'、'.join(words)},见“问题清单”。" if words else "") + missing_charts(click)


def missing_charts(click: Click) -> str:
    """Return what is to be said where the open master's 总览 has lost its charts: made anew on the screen it has none."""
    master = click.open_master(click.office) if click.office and not click.original else None
    page = live.find_sheet(master, OVERVIEW) if master else None
    if page is None or count_charts(page):
        return ""
    return f"“{OVERVIEW}”换了布局,图表没有跟着画:请保存并关闭汇总册,打开名册再点一次“汇总”,图表就回来了。"


def close_made(click: Click, folder: Path) -> None:
    """Close what an earlier click has written to ``folder`` and opened; changes of a person's stop us with a sentence."""
    for book in list(click.screen.app.books):
        path = Path(book.fullname)
        if path.is_absolute() and path.parent == folder:
            if is_changed(book):
                raise OfficeError(f"“{book.name}”有没有保存的改动。请另存到别处或关闭它,再点一次。")
            if len(click.screen.app.books) > 1:
                book.close()
