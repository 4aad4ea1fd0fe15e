"""``lzxl remind`` (催报) 一(二), 二(六): letters to units for what is due soon or overdue, and lines for a chat group."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from lzxl.excel.read import Reader
from lzxl.forms.ledger import LEDGER
from lzxl.forms.paper_text import typeset
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.law.clauses import cite
from lzxl.law.schedule import FLOW_CHART
from lzxl.law.warning import FAULT_GRADES, OVERDUE, RECTIFYING
from lzxl.model import Coverage, Unit
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.workflow.bureau import Bureau
from lzxl.workflow.consolidate import settle
from lzxl.workflow.notice_words import issues
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.posting import Post, post
from lzxl.workflow.receive import Advance, quiet
from lzxl.workflow.whose import Whose

KIND, FOLDER = "催报", "往来/催报"
GROUP_TEXT = "群发文字.txt"
_LETTER, _LINES = "催报通知", "群发文字"
CLAUSES = {
    POSITION.name: cite("二(二)1"),
    UNIT_TABLE.name: cite("二(二)2"),
    FLOW_CHART: cite("二(二)2"),
    LEDGER.name: cite("二(五)"),
}


@dataclass(frozen=True)
class Due:
    """What a unit has to do now: rows of 报送情况 not complete, workbooks to be put right, days of rectification."""

    unit: Unit
    tables: tuple[Coverage, ...]
    returned: int
    rectify: Mapping[date, int]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.tables or self.returned or self.rectify)

    def late(self, today: date) -> bool:
        """Whether a day has passed."""
        days = [*(one.deadline for one in self.tables), *self.rectify]
        return any(day and day < today for day in days)


def remind(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line, then write 往来/催报: a letter for each unit that has something due, and lines for a chat group."""
    office = Office.open(root)
    with run_lock(office, "催报"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at)
        bureau = Bureau(outcome.desk, KIND)
        due = what_is_due(outcome, Whose(outcome, reader).returned_by_unit())
        posts = [Post(one.unit.id, bureau.write_anew(_LETTER, _values(one, outcome))) for one in due]
        loose = {GROUP_TEXT: _group_text(bureau, outcome, due)}
        written = post(bureau, FOLDER, KIND, _LETTER, posts, day=today.isoformat(), loose=loose)
        bureau.close()
    made = [*written.folders, office.root / FOLDER / GROUP_TEXT]
    return outcome.report(_sentence(due, today, bureau.no_pdf), made, written.findings)


def what_is_due(outcome: Outcome, returned: Mapping[str, int]) -> list[Due]:
    """Return what each unit has to do now, in the roster's order; what lies further ahead than 催报提前天数 is left alone.

    ``returned``: by unit the workbooks that were given back to it; those that nobody can be given are nobody's.
    """
    desk = outcome.desk
    soon = cast(int, desk.figures.get("催报提前天数"))

    def near(day: date | None) -> bool:
        return day is not None and (day - desk.today).days <= soon

    tables: defaultdict[str, list[Coverage]] = defaultdict(list)
    for one in outcome.coverage:
        if one.filled < one.due and near(one.deadline):
            tables[one.unit].append(one)
    rectify: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for issue in issues(outcome):
        notice = issue.notice
        if notice.state in (RECTIFYING, OVERDUE) and notice.due and near(notice.due) and not issue.lacks:
            rectify[notice.unit][notice.due] += 1  # one whose day cannot be true has not been issued
    units = desk.roster.units.values()
    every = (Due(unit, tuple(tables[unit.id]), returned.get(unit.id, 0), rectify[unit.id]) for unit in units)
    return [one for one in every if one]


def in_days(day: date, today: date) -> str:
    """Return in words how far a day is away."""
    left = (day - today).days
    return f"已逾期{-left}天" if left < 0 else f"还有{left}天" if left else "今天到期"


def _values(due: Due, outcome: Outcome) -> dict[str, object]:
    desk = outcome.desk
    return {
        "单位": due.unit.name,
        "有逾期": due.late(desk.today),
        "材料": [
            {
                "表种": one.table,
                "应报": one.due,
                "已报": one.filled,
                "差": one.due - one.filled,
                "截止": one.deadline,
                "情况": in_days(one.deadline, desk.today) if one.deadline else "",
                "条款": typeset(CLAUSES[one.table]),
            }
            for one in due.tables
        ],
        "退回": due.returned,
        "整改": [
            {"期限": day, "件数": number, "情况": in_days(day, desk.today)}
            for day, number in sorted(due.rectify.items())
        ],
        "整改标签": desk.figures.label(*(f"{letter}级整改天数" for letter in FAULT_GRADES)),
    }


def _group_text(bureau: Bureau, outcome: Outcome, due: Iterable[Due]) -> bytes:
    """Return lines to paste into a chat: names of units and counts only, as Notepad shows them."""
    today = outcome.desk.today
    units = [{"单位": one.unit.name, "事项": _matters(one, today), "有逾期": one.late(today)} for one in due]
    values = {
        "单位们": units,
        "应报": sum(one.due for one in outcome.coverage),
        "已报": sum(one.filled for one in outcome.coverage),
    }
    lines = (part.text for part in bureau.write_anew(_LINES, values))
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _matters(due: Due, today: date) -> list[str]:
    """Return in a few words each what a unit has to do."""
    tables = [f"{one.table}差{one.due - one.filled}份({_short(one.deadline, today)})" for one in due.tables]
    returned = [f"退回的{due.returned}份待改正重报"] if due.returned else []
    rectify = [f"整改{number}件({_short(day, today)})" for day, number in sorted(due.rectify.items())]
    return list(map(typeset, (*tables, *returned, *rectify)))


def _short(day: date | None, today: date) -> str:
    return f"{day.month}月{day.day}日截止,{in_days(day, today)}" if day else ""


def _sentence(due: list[Due], today: date, no_pdf: str) -> str:
    if not due:
        return "没有要催的:到期和临近到期的都已办好。"
    late = sum(one.late(today) for one in due)
    words = f"{len(due)} 个单位有要催的事({late} 个已有逾期),通知、邮件草稿和群发文字在“{FOLDER}”目录里。"
    return f"{words}{no_pdf}"
