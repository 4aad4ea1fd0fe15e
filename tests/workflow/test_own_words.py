"""What is told a unit names nobody of other units whom the unit has not named itself."""

import pytest

from lzxl.cells import Block, Book, Place
from lzxl.findings import Finding, Severity
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, Roster, Unit
from lzxl.workflow.own_words import only_own, words_in

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
