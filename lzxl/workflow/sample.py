"""``lzxl demo``: the made-up office, the main job on it, and what to open."""

from collections.abc import Sequence
from pathlib import Path

from lzxl.excel.write import render
from lzxl.office.errors import OfficeError
from lzxl.office.paths import INBOX, MASTER, ROSTER
from lzxl.report import Report
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.sample.roster import roster
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.receive import Advance, quiet


def demo(folder: Path, advance: Advance = quiet) -> tuple[Report, Sequence[str]]:
    """Make the sample office in ``folder`` (empty or new), run the main job, and say in Chinese what to open.

    In a sample made before, only the main job runs again: what somebody has tried there stays. Raises
    :class:`RuntimeError` where a file of a new sample does not end as it is meant to: a fault of ours.
    """
    if _is_sample(folder):
        return consolidate(folder, year=None, today=TODAY, advance=advance), _told(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OfficeError(f"“{folder}”已经有内容,没有动它。请另选一个空的目录,如 lzxl demo 样例二。")
    expected = build_office(folder, YEAR, TODAY)
    report = consolidate(folder, year=None, today=TODAY, advance=advance)
    status = {receipt.file: receipt.status for receipt in report.receipts}
    wrong = [one.file for one in expected if status.get(one.file) is not one.status]
    if wrong:
        raise RuntimeError(f"the sample did not run as meant: {wrong}")
    return report, _told(folder)


def _is_sample(folder: Path) -> bool:
    path = folder / ROSTER
    return path.is_file() and path.read_bytes() == render(roster(YEAR))


def _told(folder: Path) -> list[str]:
    return [
        "",
        "样例运行正常。请用 Excel 或 WPS 打开:",
        f"  {folder / MASTER}",
        "  先看“总览”,再看“问题清单”(为什么退回、怎么改)、“预警名单”(谁到了哪一级、为什么)、“责任追究”(上追到谁)。",
        f"  来件在 {folder / INBOX},里面有几份特意填错的,可以对照“问题清单”改一改,再运行:",
        f"  lzxl consolidate {folder} --today {TODAY.isoformat()}",
    ]
