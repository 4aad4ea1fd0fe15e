"""What is told a unit names nobody of other units whom the unit has not named itself."""

from collections.abc import ValuesView

import pytest

from lzxl.cells import Block, Book, Place
from lzxl.findings import Finding, Severity
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, Roster, Unit
from lzxl.workflow.own_words import file_names, only_own, own_text, words_in

KIND, RANK = UNIT_KINDS["机关科室"], next(iter(RANKS.values()))
UNITS = {key: Unit(key, f"{key}科", KIND) for key in ("甲", "乙")}
PEOPLE = {
    "P1": Person("P1", "张自己", "甲", "科员", RANK),
    "P2": Person("P2", "李别人", "乙", "科员", RANK),
    "P3": Person("P3", "张自己", "乙", "科长", RANK),  # bears the name of one's own
    "P4": Person("P4", "王写过", "乙", "会计", RANK),
    "P5": Person("P5", "王五一", "甲", "科员", RANK),
    "P6": Person("P6", "王五", "乙", "科员", RANK),  # one's own begins like that
    "P7": Person("P7", "欧阳王五", "甲", "科员", RANK),
}
BOOK = Book("a.xlsx", "xlsx", (Block("a.xlsx", "表", (("姓名", "王写过", "王五一"), (3.0, None))),))


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("与“李别人”的一字不差", "与“×××”的一字不差"),
        ("P2 李 别 人", "××× ×××"),
        ("“张自己”没有填写", "“张自己”没有填写"),
        ("“王写过”有同名的人:P4", "“王写过”有同名的人:P4"),
        ("第 3 行", "第 3 行"),
        ("与王五一致的内容", "与×××一致的内容"),
        ("王 五一同去", "×××一同去"),
        ("欧阳王五没有填写", "欧阳王五没有填写"),
    ],
)
def test_names_and_numbers_of_others_are_taken_out(message: str, told: str) -> None:
    mine = only_own(Roster(UNITS, PEOPLE), "甲", words_in(BOOK))
    finding = Finding(Severity.ERROR, "X1", Place("a.xlsx"), message, cure=message, value=message)
    found = mine(finding)
    assert (found.message, found.cure, found.value) == (told, told, told)


def test_each_unit_is_told_of_its_own_people_whoever_was_told_before() -> None:
    roster = Roster(UNITS, PEOPLE)
    told = {unit: file_names(roster, unit)("收件/P1 李别人、张自己、王写过 P4.xlsx") for unit in ("甲", "乙", "甲")}
    assert told == {"甲": "P1 ×××、张自己、××× ×××.xlsx", "乙": "P1 李别人、张自己、王写过 P4.xlsx"}
    mine = only_own(roster, "甲", words_in(BOOK))  # what one workbook names is no reason to name it in another paper
    assert mine(Finding(Severity.ERROR, "X1", Place("a.xlsx"), "王写过", "改")).message == "王写过"
    assert own_text(roster, "甲")("王写过") == "×××"
    moved = Roster(UNITS, {**PEOPLE, "P2": Person("P2", "李别人", "甲", "科员", RANK)})
    assert own_text(moved, "甲")("李别人 王写过") == "李别人 ×××"


def test_one_roster_is_looked_through_once_for_each_unit() -> None:
    """A run writes thousands of copies, each named anew, and a roster has thousands of people."""
    looked: list[str] = []

    class People(dict[str, Person]):
        def values(self) -> ValuesView[Person]:
            looked.append("values")
            return super().values()

    roster = Roster(UNITS, People(PEOPLE))
    for unit in ("甲", "乙") * 100:
        own_text(roster, unit)("李别人")
    first = len(looked)
    assert first > 0
    only_own(roster, "甲", "李别人")
    assert own_text(roster, "甲") is own_text(roster, "甲")
    assert len(looked) == first <= 4


@pytest.mark.parametrize(("unit", "told"), [("甲", "12 ××× 112 1２"), ("乙", "××× 34 112 1２")])
def test_a_plain_number_is_hidden_but_not_within_a_longer_one(unit: str, told: str) -> None:
    people = {"12": Person("12", "张甲", "甲", "科员", RANK), "34": Person("34", "李乙", "乙", "科员", RANK)}
    assert own_text(Roster(UNITS, people), unit)("12 34 112 1２") == told
