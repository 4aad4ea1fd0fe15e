"""``lzxl assess`` (评估定级) 二(三): the levels typed into the master are taken, and all that hangs on them is brought up to date."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.registry import MASTER_FILE
from lzxl.law.level import is_kept
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.workflow.consolidate import settle
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.receive import Advance, quiet

_REGISTERS = (POSITION_REGISTER.sheet, UNIT_REGISTER.sheet)
_NAMED = 5  # cells that a sentence names


def assess(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line on an office folder; the report says how far the leading group has come 二(三)1."""
    office = Office.open(root)
    with run_lock(office, "评估定级"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at)
    return outcome.report(assessed(outcome))


def assessed(outcome: Outcome) -> str:
    """Return the sentence: how many points are assessed, how many open, how many differ, what was not understood."""
    points, ratings = outcome.register.points, outcome.decisions.ratings
    if not points:
        return f"{outcome.desk.year} 年度还没有可以评估的风险点:没有收到承诺表,或者都退回了。"
    kept = [one for one in points if is_kept(one.screening)]
    done = [one for one in kept if one.assessed_level]
    other = sum(one.assessed_level != ratings[one.number].proposed_level for one in done)
    aside = len(points) - len(kept)
    parts = [
        f"{outcome.desk.year} 年度风险点 {len(points)} 个:已评估 {len(done)} 个"
        + (f"(其中 {other} 个与建议等级不同)" if other else ""),
        f"合并、剔除 {aside} 个" if aside else "",
        f"还没有评估 {len(kept) - len(done)} 个,暂按建议等级办理" if len(done) < len(kept) else "全部评估完毕",
        _not_understood(outcome.findings),
    ]
    return ";".join(part for part in parts if part) + "。"


def _not_understood(findings: Iterable[Finding]) -> str:
    """Return where the office has typed something that cannot be read, at its cells in the master as it stands now."""
    errors = (f.place for f in findings if f.severity is Severity.ERROR and f.place.file == MASTER_FILE)
    places = (place for place in errors if place.sheet in _REGISTERS)
    cells = list(dict.fromkeys(f"{place.sheet}!{place.address}" for place in places))
    more = f"等 {len(cells)} 处" if len(cells) > _NAMED else ""
    return f"没有看懂的:{'、'.join(cells[:_NAMED])}{more},没有采用,请从下拉列表中选" if cells else ""
