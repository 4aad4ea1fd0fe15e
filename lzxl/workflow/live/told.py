"""What the buttons share: the sentence on a report, and making way for what is written anew."""

from pathlib import Path

from lzxl.excel.platform.document import is_changed
from lzxl.findings import Severity
from lzxl.office.errors import OfficeError
from lzxl.report import Report
from lzxl.workflow.live.click import Click


def sentence(report: Report) -> str:
    """Return the report's sentence, with how many errors and warnings want a look at 问题清单."""
    counts = {level: sum(one.severity is level for one in report.findings) for level in Severity}
    words = [f"{counts[level]} 处{level.value}" for level in (Severity.ERROR, Severity.WARNING) if counts[level]]
    return report.sentence + (f"另有 {'、'.join(words)},见“问题清单”。" if words else "")


def close_made(click: Click, folder: Path) -> None:
    """Close what an earlier click has written to ``folder`` and opened; changes of a person's stop us with a sentence."""
    for book in list(click.screen.app.books):
        path = Path(book.fullname)
        if path.is_absolute() and path.parent == folder:
            if is_changed(book):
                raise OfficeError(f"“{book.name}”有没有保存的改动。请另存到别处或关闭它,再点一次。")
            if len(click.screen.app.books) > 1:
                book.close()
