"""What the tests of paper are made of: an invented office with every chain of review, and risk points in one line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lzxl.decide import decide
from lzxl.forms.paper_person import PersonForm
from lzxl.forms.paper_table import PaperPoint
from lzxl.forms.paper_unit import UnitForm
from lzxl.law.figures import default_figures
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, RegisteredPoint, RiskPoint, Roster, Unit

YEAR, TODAY = 2026, date(2026, 11, 20)
ROSTER = Roster(
    units={
        unit.id: unit
        for unit in (
            Unit("U1", "示例县供销合作社领导班子", UNIT_KINDS["市社领导"], "社领导", "P001", "P001"),
            Unit("U2", "样例科", UNIT_KINDS["机关科室"], "", "P003", "P002"),
            Unit("U3", "示例县样例一供销合作社", UNIT_KINDS["基层社"], "样例一社", "P005", "P002"),
            Unit("U4", "样例市场", UNIT_KINDS["市场"], "", "P007", "P001"),
        )
    },
    people={
        person.id: person
        for person in (
            Person("P001", "甲某某", "U1", "主任", RANKS["主任"]),
            Person("P002", "乙某某", "U1", "副主任", RANKS["班子成员"]),
            Person("P003", "丙某某", "U2", "科长", RANKS["中层"]),
            Person("P004", "丁某某", "U2", "副科长", RANKS["中层"]),
            Person("P005", "戊某某", "U3", "社主任", RANKS["中层"]),
            Person("P006", "己某某", "U3", "副社主任", RANKS["中层"]),
            Person("P007", "庚某某", "U4", "经理", RANKS["中层"]),
        )
    },
    director="P001",
)
_BASE = RiskPoint(
    *("U1", "", 1, "采购定价由一人说了算", "大宗商品采购", "业务流程", ("自己找",)),
    *("高", "中", "低", "二级", "三家询价,两人签字", "本人", "每季度"),
    duties="拟订采购计划,签订并保管合同",
    power="年度采购",
    basis="采购管理办法第四条",
)


def points(owner: str, texts: Sequence[str] = ("采购定价由一人说了算",), **more: object) -> tuple[PaperPoint, ...]:
    """Return the paper points of a person (or a unit) id, one for each text, decided as the program decides them."""
    person = ROSTER.people.get(owner)
    unit, number = (person.unit, person.id) if person else (owner, "")
    assessed = {name: str(more.pop(name, "")) for name in ("screening", "assessed_level")}
    opinion = str(more.pop("opinion", ""))
    made = [
        replace(_BASE, unit=unit, person=number, ordinal=at, text=text, **more)  # type: ignore[arg-type]
        for at, text in enumerate(texts, 1)
    ]
    registered = [
        RegisteredPoint(f"{'G' if number else 'D'}{YEAR}-{owner}-{point.ordinal:02}", point, **assessed)
        for point in made
    ]
    decided = decide(ROSTER, default_figures(), registered, (), {}, {}, year=YEAR, today=TODAY)
    return tuple(PaperPoint(one, decided.ratings[one.number], opinion) for one in registered)


def person_form(owner: str, *texts: str, **more: object) -> PersonForm:
    """Return a person's form."""
    person = ROSTER.people[owner]
    made = points(owner, texts or ("采购定价由一人说了算",), **more)
    return PersonForm(person, ROSTER.units[person.unit], YEAR, made)


def unit_form(owner: str, *texts: str, **more: object) -> UnitForm:
    """Return a unit's form."""
    return UnitForm(ROSTER.units[owner], YEAR, points(owner, texts or ("采购定价由一人说了算",), **more))
