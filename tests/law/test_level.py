"""Proposed levels 二(三)2: all 27 combinations as a clerk can read them, and what the office may change."""

import itertools

import pytest

from lzxl.law.figures import Setting, default_figures, resolve
from lzxl.law.level import DEGREES, LEVELS, is_kept, proposed, steps_between, steps_milder

# One row for each 大小 and 危害, one letter for each 频率 低 中 高.
TABLE = """
低 低 三三三
低 中 三二二
低 高 二二二
中 低 三二二
中 中 二二一
中 高 二一一
高 低 三二二
高 中 二一一
高 高 一一一
"""
CASES = [
    (size, harm, frequency, f"{level}级")
    for size, harm, levels in (line.split() for line in TABLE.strip().splitlines())
    for frequency, level in zip(DEGREES, levels, strict=True)
]


def test_the_table_has_every_combination_once():
    assert sorted(case[:3] for case in CASES) == sorted(itertools.product(DEGREES, repeat=3))


@pytest.mark.parametrize(("size", "harm", "frequency", "level"), CASES)
def test_proposed_level(size, harm, frequency, level):
    proposal = proposed(size, harm, frequency, default_figures())
    assert proposal.level == level
    assert proposal.reason.startswith(f"建议{level}:大小{size}×危害{harm}×频率{frequency}=")
    assert "二(三)2" in proposal.reason and "试行参数" in proposal.reason


@pytest.mark.parametrize(("size", "harm", "frequency"), list(itertools.product(DEGREES, repeat=3)))
def test_a_higher_degree_never_gives_a_milder_level(size, harm, frequency):
    figures = default_figures()
    here = proposed(size, harm, frequency, figures).level
    for place, degree in enumerate((size, harm, frequency)):
        if degree != DEGREES[-1]:
            raised = [size, harm, frequency]
            raised[place] = DEGREES[DEGREES.index(degree) + 1]
            assert steps_milder(proposed(*raised, figures).level, here) <= 0


@pytest.mark.parametrize(
    ("settings", "degrees", "level", "word"),
    [
        ({"一级起点": 9}, "高 低 高", "一级", "一级起点9"),
        ({"二级起点": 7}, "高 低 中", "三级", "不到二级起点7"),
        ({"大小危害均高定一级": "否"}, "高 高 低", "二级", "=9"),
        ({"危害高不低于二级": "否"}, "低 高 低", "三级", "不到二级起点4"),
        ({"一级起点": 4, "二级起点": 4}, "中 中 低", "一级", "一级起点4"),
    ],
)
def test_the_office_may_change_every_figure(settings, degrees, level, word):
    rows = [Setting(item, value, None, row) for row, (item, value) in enumerate(settings.items(), 2)]
    figures, bad = resolve(rows)
    assert not bad
    proposal = proposed(*degrees.split(), figures)
    assert proposal.level == level and word in proposal.reason


@pytest.mark.parametrize(
    ("level", "other", "steps"),
    [("一级", "一级", 0), ("一级", "二级", -1), ("一级", "三级", -2), ("三级", "一级", 2), ("二级", "一级", 1)],
)
def test_steps(level, other, steps):
    assert steps_milder(level, other) == steps
    assert steps_between(level, other) == steps_between(other, level) == abs(steps)


def test_levels_print_the_word_and_the_treatment():
    assert [(v.name, v.kind, v.treatment) for v in LEVELS.values()] == [
        ("一级", "重点", "建立制度,重点监管"),
        ("二级", "防范", "完善制度,强化监督"),
        ("三级", "一般", "落实制度,加强提醒"),
    ]


@pytest.mark.parametrize(("screening", "kept"), [("", True), ("保留", True), ("合并", False), ("剔除", False)])
def test_only_kept_points_count(screening, kept):
    assert is_kept(screening) is kept
