"""One and two levels up 二(六): who stands above whom, who handles, which situations there are."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.law.accountability import (
    handler,
    in_loops,
    is_misjudged,
    is_relapse,
    is_unrectified,
    leads_up,
    superior,
)
from lzxl.law.scope import RANKS, UNIT_KINDS, Seat

COMPANY = UNIT_KINDS["公司"]

# 职级, 本人, 负责人, 分管领导, 主任, 直接上级 → 上一级 (- is nobody)
TABLE = """
一般 甲 乙 丙 丁 - 乙
一般 甲 乙 丙 丁 戊 戊
一般 甲 乙 丙 丁 甲 乙
一般 甲 - 丙 丁 - -
中层 甲 乙 丙 丁 - 乙
中层 甲 甲 丙 丁 - 丙
中层 甲 甲 甲 丁 - -
中层 甲 甲 - 丁 - -
中层 甲 甲 丙 丁 乙 乙
班子成员 甲 丁 丁 丁 - 丁
班子成员 甲 甲 甲 丁 - 丁
班子成员 甲 丁 丁 - - -
班子成员 甲 丁 丁 丁 戊 戊
主任 丁 丁 - 丁 - -
主任 丁 乙 丙 丁 - -
主任 丁 丁 - 丁 戊 戊
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_superior(row):
    rank, person, head, leader, director, above, expected = (word.replace("-", "") for word in row.split())
    assert superior(Seat(person, RANKS[rank], COMPANY, head, leader, director, above)) == expected


def test_the_superior_is_never_himself():
    ids = ("", "甲", "乙", "丙")
    for rank, head, leader, director, above in itertools.product(RANKS.values(), ids, ids, ids, ids):
        seat = Seat("甲", rank, COMPANY, head, leader, director, above)
        assert superior(seat) != "甲"


@pytest.mark.parametrize(
    ("superiors", "looped"),
    [
        ({}, ""),
        ({"甲": "乙"}, ""),
        ({"甲": "甲"}, "甲"),
        ({"甲": "乙", "乙": "甲"}, "甲乙"),
        ({"甲": "乙", "乙": "丙", "丙": "乙"}, "乙丙"),  # 甲 only leads into the loop
        ({"甲": "乙", "乙": "丙", "丁": "戊", "戊": "丁"}, "丁戊"),
    ],
)
def test_loops(superiors, looped):
    assert in_loops(superiors) == frozenset(looped)


@given(st.dictionaries(st.integers(0, 12), st.integers(0, 12)))
def test_without_its_loops_every_chain_ends(links):
    looped = in_loops(links)
    sound = {person: above for person, above in links.items() if person not in looped}
    for start in links:
        person, steps = start, 0
        while person in sound and steps <= len(links):
            person, steps = sound[person], steps + 1
        assert steps <= len(sound)


@pytest.mark.parametrize(
    ("rank", "expected"),
    [(None, "市纪委"), ("主任", "市纪委"), ("班子成员", "市纪委"), ("中层", "领导小组"), ("一般", "领导小组")],
)
def test_handler(rank, expected):
    assert handler(RANKS[rank] if rank else None) == expected


@pytest.mark.parametrize(
    ("own", "assessed", "expected"),
    [
        ("三级", "一级", True),
        ("三级", "二级", False),
        ("二级", "一级", False),
        ("一级", "三级", False),  # graver than assessed is no fault
        ("一级", "一级", False),
    ],
)
def test_misjudged(own, assessed, expected):
    assert is_misjudged(own, assessed) is expected


@pytest.mark.parametrize(
    ("state", "acceptance", "expected"),
    [
        ("逾期", "", True),
        ("逾期", "不合格", True),
        ("整改中", "不合格", True),
        ("整改中", "", False),
        ("已办结", "合格", False),
        ("已撤回", "不合格", False),
        ("待发出", "", False),
    ],
)
def test_unrectified(state, acceptance, expected):
    assert is_unrectified(state, acceptance) is expected


@pytest.mark.parametrize(
    ("investigator", "day", "relapse", "up"),
    [
        ("无", 2, False, False),
        ("本社", 2, True, False),
        ("本社", 1, False, False),  # the day itself is not after it
        ("上级纪检监察机关", 2, True, True),
        ("检察机关", 2, True, True),
    ],
)
def test_breaches(investigator, day, relapse, up):
    assert is_relapse(investigator, date(2026, 3, day), date(2026, 3, 1)) is relapse
    assert leads_up(investigator) is up
