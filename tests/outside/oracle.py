"""A second, plain implementation of contract part 5 for the outside test: dictionaries in, dictionaries out.

Written from the contract alone, on purpose without a line of ``lzxl``, so that both can be wrong only independently.
"""

from datetime import date, timedelta
from decimal import Decimal

SCORE = {"高": 3, "中": 2, "低": 1}
RANKED = ["", "D", "C", "B", "A"]
DAYS = {"C": 15, "B": 30, "A": 30}


def proposed(size: str, harm: str, frequency: str) -> str:
    product = SCORE[size] * SCORE[harm] * SCORE[frequency]
    if product >= 12 or (size == "高" and harm == "高"):
        return "一级"
    return "二级" if product >= 4 or harm == "高" else "三级"


def fault_grade(total: Decimal) -> str:
    return "A" if total >= 9 else "B" if total >= 6 else "C" if total >= 3 else ""


class Office:
    """People and units as dictionaries by id, keys as in the roster's headings."""

    def __init__(self, units: dict[str, dict[str, str]], people: dict[str, dict[str, str]]) -> None:
        self.units, self.people = units, people
        self.director = next(i for i, p in people.items() if p["职级"] == "主任")

    def reviewers(self, person: str) -> tuple[str, str]:
        """Return 评定人, 审核人 as names."""
        p = self.people[person]
        u = self.units[p["单位编号"]]
        if p["职级"] == "主任":
            return "", "领导小组"
        if p["职级"] == "班子成员":
            return "", self.name(self.director)
        leader = u["分管(联系)领导"]
        reviewer = self.director if leader == person else leader
        if u["单位类别"] in ("市社领导", "机关科室"):
            return "", self.name(reviewer)
        return ("" if u["负责人"] == person else self.name(u["负责人"])), self.name(reviewer)

    def name(self, person: str) -> str:
        return self.people[person]["姓名"] if person else ""

    def superior(self, person: str) -> str:
        p = self.people[person]
        u = self.units[p["单位编号"]]
        if p.get("直接上级") and p["直接上级"] != person:
            return p["直接上级"]
        if p["职级"] == "主任":
            return ""
        if p["职级"] == "班子成员":
            return self.director
        if u["负责人"] == person:
            return u["分管(联系)领导"]
        return u["负责人"]

    def handler(self, target: str) -> str:
        if not target or self.people[target]["职级"] in ("主任", "班子成员"):
            return "市纪委"
        return "领导小组"

    def escalations(self, entries: list[dict]) -> set[tuple[str, str, str, str, str]]:
        """Return situation 四 as (情形, 当事人编号, 追究层级, 问责对象编号, 处理机关)."""
        rows = set()
        for entry in entries:
            person = entry["人员编号"]
            if not entry["counted"] or not person or entry["查处机关"] not in ("上级纪检监察机关", "检察机关"):
                continue
            first = self.superior(person)
            rows.add(("四", person, "上追一级", first, self.handler(first)))
            if entry["性质恶劣"] == "是":
                second = self.superior(first) if first else ""
                rows.add(("四", person, "上追二级", second, self.handler(second)))
        return rows


def accounts(entries: list[dict]) -> dict[str, tuple[Decimal, str]]:
    """Return {account id: (sum, grade)} for accounts with a grade."""
    sums: dict[str, Decimal] = {}
    reminded = set()
    for entry in entries:
        account = entry["人员编号"] or entry["单位编号"]
        if not entry["counted"]:
            continue
        if entry["记录类型"] == "提醒":
            reminded.add(account)
        sums[account] = sums.get(account, Decimal(0)) + Decimal(str(entry["扣分"]))
    graded = {a: (s, fault_grade(s) or ("D" if a in reminded else "")) for a, s in sums.items()}
    return {a: row for a, row in graded.items() if row[1]}


def notices(entries: list[dict]) -> set[tuple[str, str, date]]:
    """Return {(account, grade, 触发日期)}."""
    made: set[tuple[str, str, date]] = set()
    state: dict[str, tuple[Decimal, str]] = {}
    for entry in sorted(entries, key=lambda e: (e["发生日期"], e["序号"])):
        if not entry["counted"]:
            continue
        account = entry["人员编号"] or entry["单位编号"]
        total, reached = state.get(account, (Decimal(0), ""))
        total += Decimal(str(entry["扣分"]))
        grade = fault_grade(total) or ("D" if entry["记录类型"] == "提醒" and not reached else "")
        if RANKED.index(grade) > RANKED.index(reached):
            made.add((account, grade, entry["发生日期"]))
            reached = grade
        state[account] = (total, reached)
    return made


def due(grade: str, issued: date) -> date | None:
    return issued + timedelta(days=DAYS[grade]) if grade in DAYS else None
