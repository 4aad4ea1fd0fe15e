"""How far the year's work has got 一(二): one set of numbers for the report, the page, the sheet and the screen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from lzxl.forms.master_warning import ACCOUNTABILITY
from lzxl.forms.paper_text import typeset
from lzxl.law.accountability import DISCIPLINE_COMMISSION
from lzxl.law.level import LEVELS
from lzxl.law.schedule import share
from lzxl.law.warning import FAULT_GRADES, GRADES, NOTICE_STATE, OVERDUE, PERSON, TO_ISSUE
from lzxl.model import FileStatus
from lzxl.register import statistics
from lzxl.workflow.bureau import name_of
from lzxl.workflow.outcome import Outcome

Numbers: TypeAlias = Mapping[str, object]


def overall(outcome: Outcome, returned: Mapping[str, int]) -> dict[str, object]:
    """Return all numbers by the names under which the sources of letters know them.

    ``returned``: by unit the workbooks that it is to put right, by ``""`` those of which nobody knows for certain whose they are.
    """
    due, filled = (sum(getattr(one, name) for one in outcome.coverage) for name in ("due", "filled"))
    values = {
        "收文": _received(outcome),
        "应报": due,
        "已报": filled,
        "覆盖率": share(filled, due),
        "覆盖": _coverage(outcome),
        "表种": _by_table(outcome),
        "未报": _late(outcome),
        **_returned(outcome, returned),
        **_points(outcome),
        **_warnings(outcome),
        "追究": _accountability(outcome),
    }
    return values | {"请示": _questions(values)}


def _received(outcome: Outcome) -> dict[str, int]:
    status = Counter(receipt.status for receipt in outcome.receipts)
    return {
        "共": len(outcome.receipts),
        "已汇总": status[FileStatus.TAKEN] + status[FileStatus.TAKEN_WITH_HINTS],
        "有提示": status[FileStatus.TAKEN_WITH_HINTS],
        "退回": status[FileStatus.RETURNED],
        "未读取": status[FileStatus.UNREAD],
        "附件": status[FileStatus.PAPER],
        "重复": status[FileStatus.DUPLICATE],
    }


def _coverage(outcome: Outcome) -> list[Numbers]:
    rows = statistics.coverage_by_kind(outcome.coverage, outcome.desk.roster)
    return [
        {"类别": kind, "表种": table, "应报": due, "已报": filled, "率": share(filled, due)}
        for kind, table, due, filled in rows
        if due
    ]


def _by_table(outcome: Outcome) -> list[Numbers]:
    tables = dict.fromkeys(one.table for one in outcome.coverage)
    found: list[Numbers] = []
    for table in tables:
        rows = [one for one in outcome.coverage if one.table == table]
        due, filled = sum(one.due for one in rows), sum(one.filled for one in rows)
        day = next((one.deadline for one in rows if one.deadline), None)
        found.append({"表种": table, "应报": due, "已报": filled, "率": share(filled, due), "截止": day})
    return found


def _late(outcome: Outcome) -> list[Numbers]:
    """Return the units that have not sent all that was due before today, the longest overdue first."""
    today = outcome.desk.today
    rows: list[Numbers] = []
    for unit in outcome.desk.roster.units.values():
        lacking = [
            one
            for one in outcome.coverage
            if one.unit == unit.id and one.filled < one.due and one.deadline and one.deadline < today
        ]
        if lacking:
            words = "、".join(f"{one.table}{one.due - one.filled}份" for one in lacking)
            days = max((today - one.deadline).days for one in lacking if one.deadline)
            rows.append({"单位": unit.name, "还差": words, "天数": days})
    return sorted(rows, key=lambda row: -int(str(row["天数"])))


def _returned(outcome: Outcome, returned: Mapping[str, int]) -> dict[str, object]:
    rows = [{"单位": name_of(outcome.desk.roster, unit), "份数": number} for unit, number in returned.items()]
    return {"待改": rows, "待改份数": sum(returned.values())}


def _points(outcome: Outcome) -> dict[str, object]:
    decisions, figures = outcome.decisions, outcome.desk.figures
    kept = [one for one in outcome.register.points if decisions.ratings[one.number].counts]
    unassessed = statistics.unassessed(outcome.register.points, decisions)
    levels = statistics.levels_by_kind(outcome.register.points, decisions, outcome.desk.roster)
    rows = [{"类别": kind, **counts, "合计": sum(counts.values())} for kind, counts in levels.items()]
    total = {level: sum(counts[level] for counts in levels.values()) for level in LEVELS}
    return {
        "风险点": len(kept),
        "岗位风险点": sum(bool(one.point.person) for one in kept),
        "单位风险点": sum(not one.point.person for one in kept),
        "已评估": len(kept) - unassessed,
        "待评估": unassessed,
        "等级": [*rows, {"类别": "合计", **total, "合计": len(kept)}],
        "等级合计": total,
        "等级标签": figures.label("一级起点", "二级起点", "大小危害均高定一级", "危害高不低于二级"),
    }


def _warnings(outcome: Outcome) -> dict[str, object]:
    accounts, notices, desk = outcome.decisions.accounts, outcome.decisions.notices, outcome.desk
    by_grade = Counter((one.grade, one.subject_kind == PERSON) for one in accounts)
    states = Counter(one.state for one in notices)
    overdue = [
        {
            "编号": one.number,
            "对象": desk.roster.name_of(one.person, one.unit),
            "单位": name_of(desk.roster, one.unit),
            "期限": one.due,
            "天数": (desk.today - (one.due or date.max)).days,
        }
        for one in notices
        if one.state == OVERDUE
    ]
    return {
        "预警个人": sum(one.subject_kind == PERSON for one in accounts),
        "预警单位": sum(one.subject_kind != PERSON for one in accounts),
        "预警": [_grade(letter, by_grade) for letter in reversed(GRADES)],
        "通知": {"共": len(notices), **{state: states[state] for state in NOTICE_STATE.items}},
        "逾期": overdue,
        "起点标签": desk.figures.label(*(f"{letter}级起点" for letter in FAULT_GRADES)),
    }


def _grade(letter: str, by_grade: Mapping[tuple[str, bool], int]) -> Numbers:
    grade = GRADES[letter]
    person, unit = by_grade.get((letter, True), 0), by_grade.get((letter, False), 0)
    return {
        "等级": letter,
        "颜色": grade.colour,
        "性质": typeset(grade.nature),
        "个人": person,
        "单位": unit,
        "合计": person + unit,
        "底色": f"#{grade.fill}",
    }


def _accountability(outcome: Outcome) -> dict[str, int]:
    found = outcome.decisions.escalations
    cells = outcome.office_cells[ACCOUNTABILITY.sheet]
    asked = sum(one.handler == DISCIPLINE_COMMISSION for one in found)
    done = sum(bool(cells.get(one.number, {}).get("outcome")) for one in found)
    return {"共": len(found), "领导小组": len(found) - asked, "市纪委": asked, "已有结果": done}


def _questions(values: Mapping[str, object]) -> list[str]:
    """Return what the leading group has to look at, in words."""
    asked: Iterable[tuple[object, str]] = (
        (values["待评估"], f"评估定级:待评估的风险点{values['待评估']}个,依据二(三)1。"),
        (_of(values, "通知", TO_ISSUE), f"签发预警通知:待发出的{_of(values, '通知', TO_ISSUE)}件,依据二(五)。"),
        (values["逾期"], f"督促整改:逾期的{len(_list(values['逾期']))}件,依据二(六)。"),
        (_of(values, "追究", "共"), f"研究责任追究线索:{_of(values, '追究', '共')}条,依据二(六)。"),
        (values["未报"], f"督促报送:过期未报齐的单位{len(_list(values['未报']))}个,依据一(二)。"),
    )
    return [typeset(words) for there, words in asked if there] or ["无。"]


def _of(values: Mapping[str, object], name: str, part: str) -> object:
    found = values[name]
    return found[part] if isinstance(found, dict) else 0


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
