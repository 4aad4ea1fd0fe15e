"""``lzxl writeback`` (写回意见) 二(三)3: the leading group's levels and opinions in copies of the units' own tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from lzxl.cells import Place, Value
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Severity, rule
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.written_back import Decided, written_back
from lzxl.model import RegisteredPoint, Submission
from lzxl.office.lock import run_lock
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.register.office_columns import understood
from lzxl.report import Report
from lzxl.workflow.consolidate import settle
from lzxl.workflow.handing_out import HANDED_OUT, WRITTEN_BACK, Handing, unit_folders
from lzxl.workflow.marked_copy import table_of
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.own_words import file_names
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.receive import Advance, quiet
from lzxl.workflow.whose import Whose

FOLDER = f"{HANDED_OUT}/{WRITTEN_BACK}"
_COPY = "(写回)"

NOT_WRITTEN_BACK = rule(
    "M111",
    Severity.WARNING,
    "二(三)3",
    "没有写回给“{unit}”:{why},不能确定是不是它报送的",
    "请核对表头填的单位;是这个单位报的,请它更正后重报。",
)


@dataclass(frozen=True)
class Copy:
    """A received workbook that stands in the registers: by row of its sheet what was decided of each current point."""

    submission: Submission
    decided: Mapping[int, Decided]


def writeback(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line, then write a copy of each commitment workbook that stands, with levels and opinions filled in.

    A copy that somebody has changed since is left alone, the new one put beside it; one whose workbook counts no more
    is taken away. What was received is never touched.
    """
    office = Office.open(root)
    with run_lock(office, "写回意见"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at)
        found = copies(outcome)
        handing = Handing(office)
        written = _write(outcome, found, handing, Whose(outcome, reader))
    return outcome.report(_sentence(outcome, found, written), (office.root / FOLDER,), handing.told)


def copies(outcome: Outcome) -> list[Copy]:
    """Return every commitment workbook of which rows are current, with what was decided of them, in order of their names.

    One of which nothing has been decided yet would say nothing new to its unit, and is none of them.
    """
    decisions = _decisions(outcome)
    rows: defaultdict[str, dict[int, Decided]] = defaultdict(dict)
    for one in outcome.register.points:
        rows[one.point.place.file][one.point.place.row] = decisions[one.number]
    accepted = {submission.file: submission for submission in outcome.register.accepted}
    some = (file for file in sorted(rows) if any(decided.any for decided in rows[file].values()))
    return [Copy(accepted[file], rows[file]) for file in some]


def _decisions(outcome: Outcome) -> dict[str, Decided]:
    opinions = {
        number: str(values.get("opinion") or "")
        for form in (POSITION_REGISTER, UNIT_REGISTER)
        for number, values in understood(form, outcome.office_cells[form.sheet]).items()
    }

    def decided(one: RegisteredPoint) -> Decided:
        return Decided(one.assessed_level, one.screening, opinions.get(one.number, ""))

    return {one.number: decided(one) for one in outcome.register.points}


def _write(outcome: Outcome, found: Iterable[Copy], handing: Handing, whose: Whose) -> list[Copy]:
    """Write the copies, each in the folder of its unit under the name of the received file, and take back what stands no more.

    Return those written: none goes to a unit whose it may not be.
    """
    desk = outcome.desk
    folders = unit_folders(desk.roster.units.values())
    taken: defaultdict[str, set[str]] = defaultdict(set)
    top = desk.office.folder(FOLDER)
    written = []
    for copy in found:
        unit = copy.submission.unit
        book = whose.book(copy.submission.file)
        if why := whose.doubt(book):
            place = Place(copy.submission.file)
            handing.told.append(NOT_WRITTEN_BACK.at(place, unit=desk.unit_names[unit], why=why))
            continue
        folder = desk.office.folder(f"{FOLDER}/{folders[unit]}")
        named = file_names(desk.roster, unit)(copy.submission.file)
        name = safe_name(f"{PurePosixPath(named).stem}{_COPY}", taken[unit])
        taken[unit].add(name)
        head: dict[str, Value] = {"unit_name": desk.unit_names[unit], "unit_id": unit, "year": copy.submission.year}
        made = written_back(table_of(book), copy.decided, head, desk.figures)
        handing.write(folder / f"{name}.xlsx", render(made))
        written.append(copy)
    handing.take_back(top)
    handing.keep()
    return written


def _sentence(outcome: Outcome, found: Sequence[Copy], written: Sequence[Copy]) -> str:
    year = outcome.desk.year
    if not outcome.register.points:
        return f"{year} 年度还没有计入的承诺表,没有可以写回的。"
    if not found:
        return f"{year} 年度还没有填评估等级或领导小组意见,没有写回。请在汇总册的登记册里填好,保存后再运行一次。"
    if not written:
        return f"{year} 年度评估过的 {len(found)} 份承诺表都可能是别的单位的,没有写回。请按所列的警告核对。"
    rows = [decided for copy in written for decided in copy.decided.values()]
    done = sum(decided.any for decided in rows)
    units = len({copy.submission.unit for copy in written})
    left = f",还没有评估意见的 {len(rows) - done} 个留空" if done < len(rows) else ""
    files = len({one.point.place.file for one in outcome.register.points}) - len(found)
    left += f";另有 {files} 份表一处也还没有评估,没有写回" if files else ""
    refused = len(found) - len(written)
    left += f";另有 {refused} 份表可能是别的单位的,没有写回" if refused else ""
    return (
        f"{year} 年度 {units} 个单位的 {len(written)} 份承诺表已写回,在“{FOLDER}”目录里,一个单位一个文件夹:"
        f"有评估等级或意见的风险点 {done} 个{left}。收到的原件没有改动。"
    )
