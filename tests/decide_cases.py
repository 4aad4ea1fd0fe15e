"""A small made-up office and short ways to write its records, for the tests of deciding."""

from datetime import date
from decimal import Decimal

from lzxl.decide import decide
from lzxl.law.figures import Setting, default_figures, resolve
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Deduction, NoticeState, Person, RegisteredEntry, RegisteredPoint, RiskPoint, Roster, Unit

YEAR, TODAY = 2026, date(2026, 12, 1)

# 单位编号 单位名称 单位类别 负责人 分管(联系)领导
UNITS = """
U01 样例社领导 市社领导 P01 -
U02 样例监察科 机关科室 P03 P02
U03 样例一社 基层社 P05 P02
"""
# 人员编号 姓名 单位编号 职级 直接上级
PEOPLE = """
P01 赵样例 U01 主任 -
P02 钱样例 U01 班子成员 -
P03 孙样例 U02 中层 -
P04 李样例 U02 一般 -
P05 周样例 U03 中层 -
P06 吴样例 U03 一般 -
P07 郑样例 U03 一般 P06
"""


def office(units=UNITS, people=PEOPLE):
    """Return the roster that the two tables describe; - is an empty cell."""
    unit_rows = [line.replace("-", "").split(" ") for line in units.strip().splitlines()]
    person_rows = [line.replace("-", "").split(" ") for line in people.strip().splitlines()]
    found = {i: Unit(i, name, UNIT_KINDS[kind], head=head, leader=leader) for i, name, kind, head, leader in unit_rows}
    members = {i: Person(i, name, unit, "样例职务", RANKS[rank], up) for i, name, unit, rank, up in person_rows}
    directors = [person.id for person in members.values() if person.rank.director]
    return Roster(found, members, directors[0] if len(directors) == 1 else "")


def settings(**values):
    """Return the figures of an office that has written these values."""
    figures, bad = resolve([Setting(item, value, None, row) for row, (item, value) in enumerate(values.items(), 2)])
    assert not bad
    return figures


def entry(serial, day, points, subject="P06", *, recognition="", **fields):
    """Return an entry of the ledger of U02 (which needs no recognition): ``day`` is mm-dd or a full date, 0 points a reminder."""
    year, month, rest = f"{YEAR}-{day}".split("-")[-3:]
    of_unit = subject.startswith("U")
    made = {
        "ledger": "U02",
        "year": int(year),
        "serial": serial,
        "day": date(int(year), int(month), int(rest)),
        "subject_kind": "单位" if of_unit else "个人",
        "unit": subject if of_unit else "U03",
        "person": "" if of_unit else subject,
        "reason": "样例事由",
        "item": "",
        "record_type": "扣分" if points else "提醒",
        "points": Decimal(str(points)),
    } | fields
    return RegisteredEntry(f"KF-{made['ledger']}-{serial}", Deduction(**made), recognition)


def point(number, rated="中中低", person="P06", unit="U03", self_level="二级", **registered):
    """Return a risk point: ``rated`` holds 大小 危害 频率 in three letters; ``person`` ``""`` is the unit's own table."""
    size, harm, frequency = rated
    text = f"样例风险{number}"
    base = RiskPoint(
        unit,
        person,
        1,
        text,
        "其他",
        "岗位职责",
        ("自己找",),
        size,
        harm,
        frequency,
        self_level,
        "措施",
        "本人",
        "长期",
    )
    return RegisteredPoint(number, base, **registered)


def issued(day, acceptance=""):
    """Return what the office enters for a notice: 发出日期 as mm-dd, 验收结果."""
    return NoticeState(date.fromisoformat(f"{YEAR}-{day}"), acceptance)


def run(entries=(), points=(), *, roster=None, figures=None, known=(), states=None, year=YEAR, today=TODAY):
    """Decide; ``known`` are notices of an earlier run."""
    return decide(
        roster or office(),
        figures or default_figures(),
        list(points),
        list(entries),
        {notice.number: notice for notice in known},
        states or {},
        year=year,
        today=today,
    )
