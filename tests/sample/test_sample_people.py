"""The made-up office is big enough, complete, and nobody in it is real."""

from collections import Counter

import pytest

from lzxl.law.scope import UNIT_KINDS
from lzxl.sample.people import MEMBERS, NAMESAKES, leader, member, owing
from lzxl.sample.tables import position_rows, unit_rows
from lzxl.sample.units import SAMPLE_UNITS, TOP

YEAR = 2026


def test_all_kinds_of_units_and_150_people() -> None:
    assert len(SAMPLE_UNITS) >= 24
    assert {unit.kind_name for unit in SAMPLE_UNITS.values()} == set(UNIT_KINDS)
    assert len(MEMBERS) == 150
    assert Counter(person.post.rank for person in MEMBERS.values() if person.home.id == TOP) == {
        "主任": 1,
        "班子成员": 3,
    }


def test_two_people_share_a_name_in_different_units() -> None:
    names = Counter(person.name for person in MEMBERS.values())
    assert [number for number in names.values() if number > 1] == [2]
    for one, other in NAMESAKES.items():
        assert member(*one).name == member(*other).name
        assert member(*one).home is not member(*other).home


def test_every_name_shows_that_it_is_made_up() -> None:
    assert all(set(person.name) & set("样例试仿拟") for person in MEMBERS.values())
    assert all(
        "样例" in unit.name or "示例" in unit.name or unit.kind_name == "机关科室" for unit in SAMPLE_UNITS.values()
    )


@pytest.mark.parametrize("unit", SAMPLE_UNITS.values(), ids=lambda unit: unit.id)
def test_every_unit_has_a_leader_and_people_who_owe_a_table(unit) -> None:
    assert leader(unit).home.id == TOP
    assert owing(unit)[0] is member(unit.id)


def test_no_risk_point_reads_copied() -> None:
    texts = [row["text"] for unit in SAMPLE_UNITS.values() for row in position_rows(unit, YEAR)]
    texts += [row["text"] for unit in SAMPLE_UNITS.values() for row in unit_rows(unit, YEAR)]
    assert len(texts) > 200
    assert [text for text, number in Counter(texts).items() if number > 1] == []
    assert not any("{" in str(text) for text in texts)
