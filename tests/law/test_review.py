"""Who appraises and reviews 二(二)1-2: every kind of unit, every rank, every coincidence of head and leader."""

import itertools

import pytest

from lzxl.law.review import Review, of_position, of_unit
from lzxl.law.scope import LEADING_GROUP, RANKS, UNIT_KINDS, Seat, head_of

ME, HEAD, LEADER, DIRECTOR = "我", "负责人", "领导", "主任"

# 单位类别, 职级, 本人是: - (neither) 负 (head) 领 (leader) 两 (both) → 评定人, 审核人. 主任 and 班子成员 are alike in every unit.
TABLE = """
市社领导 中层 - 无 领导
市社领导 中层 负 无 领导
市社领导 中层 领 无 主任
市社领导 中层 两 无 主任
市社领导 一般 - 无 领导
市社领导 一般 负 无 领导
市社领导 一般 领 无 主任
市社领导 一般 两 无 主任
机关科室 中层 - 无 领导
机关科室 中层 负 无 领导
机关科室 中层 领 无 主任
机关科室 中层 两 无 主任
机关科室 一般 - 无 领导
机关科室 一般 负 无 领导
机关科室 一般 领 无 主任
机关科室 一般 两 无 主任
基层社 中层 - 负责人 领导
基层社 中层 负 无 领导
基层社 中层 领 负责人 主任
基层社 中层 两 无 主任
基层社 一般 - 负责人 领导
基层社 一般 负 无 领导
基层社 一般 领 负责人 主任
基层社 一般 两 无 主任
公司 中层 - 负责人 领导
公司 中层 负 无 领导
公司 中层 领 负责人 主任
公司 中层 两 无 主任
公司 一般 - 负责人 领导
公司 一般 负 无 领导
公司 一般 领 负责人 主任
公司 一般 两 无 主任
市场 中层 - 负责人 领导
市场 中层 负 无 领导
市场 中层 领 负责人 主任
市场 中层 两 无 主任
市场 一般 - 负责人 领导
市场 一般 负 无 领导
市场 一般 领 负责人 主任
市场 一般 两 无 主任
"""
CASES = [line.split() for line in TABLE.strip().splitlines()]
CASES += [
    [kind, rank, role, "无", reviewer]
    for kind in UNIT_KINDS
    for role in "-负领两"
    for rank, reviewer in (("主任", LEADING_GROUP), ("班子成员", DIRECTOR))
]


def seat(kind: str, rank: str, role: str) -> Seat:
    """Return the seat of ME, who may also be the unit's head, its leader, both, and the director himself."""
    head = ME if role in "负两" else HEAD
    leader = ME if role in "领两" else LEADER
    return Seat(ME, RANKS[rank], UNIT_KINDS[kind], head, leader, ME if rank == "主任" else DIRECTOR)


def test_the_table_has_every_combination_once():
    assert sorted(case[:3] for case in CASES) == sorted(map(list, itertools.product(UNIT_KINDS, RANKS, "-负领两")))


@pytest.mark.parametrize(("kind", "rank", "role", "appraiser", "reviewer"), CASES)
def test_position_table(kind, rank, role, appraiser, reviewer):
    assert of_position(seat(kind, rank, role)) == Review("" if appraiser == "无" else appraiser, reviewer)


@pytest.mark.parametrize(
    ("head", "leader", "director", "reviewer"),
    [
        ("甲", "乙", "丙", "乙"),
        ("甲", "丙", "丙", "丙"),
        ("甲", "甲", "丙", "丙"),  # would review himself
        ("丙", "丙", "丙", LEADING_GROUP),  # the director heads and leads it
        ("甲", "", "丙", ""),  # nobody known
        ("", "", "", ""),
        ("", "乙", "丙", "乙"),
    ],
)
def test_unit_table(head, leader, director, reviewer):
    assert of_unit(head, leader, director) == reviewer


IDS = ("", "甲", "乙", "丙")


def test_nobody_reviews_or_appraises_himself():
    for kind, rank, head, leader, director in itertools.product(UNIT_KINDS.values(), RANKS.values(), IDS, IDS, IDS):
        for person in IDS[1:]:
            assert person not in of_position(Seat(person, rank, kind, head, leader, director))
    for head, leader, director in itertools.product(IDS[1:], IDS, IDS):
        assert of_unit(head, leader, director) != head


def test_a_new_kind_of_unit_is_one_row():
    """A kind declared here, with traits alone, is reviewed as its traits say."""
    kind = UNIT_KINDS["公司"].__class__("合作联社", UNIT_KINDS["公司"].chain, "联系领导")
    assert of_position(Seat("甲", RANKS["一般"], kind, "乙", "丙", "丁")) == Review("乙", "丙")


def test_only_the_leaders_unit_is_headed_by_the_director():
    assert head_of(UNIT_KINDS["市社领导"], "", "丁") == "丁"
    assert head_of(UNIT_KINDS["市社领导"], "乙", "丁") == "乙"
    assert head_of(UNIT_KINDS["公司"], "", "丁") == ""
