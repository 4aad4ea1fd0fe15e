"""The twelve points 二(五): what counts, which grade, which day, which state."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.law.figures import Setting, default_figures, resolve
from lzxl.law.grading import due_day, fault_grade, grade, is_full, keeps_ledger, left, notice_state, stands
from lzxl.law.warning import FAULT_GRADES, GRADES, NO_FAULT

FIGURES = default_figures()
POINTS = st.integers(0, 60).map(lambda halves: Decimal(halves) / 2)


def with_settings(**settings):
    figures, bad = resolve([Setting(item, value, None, row) for row, (item, value) in enumerate(settings.items(), 2)])
    assert not bad
    return figures


@pytest.mark.parametrize(
    ("total", "reminded", "expected"),
    [
        ("0", False, ""),
        ("0", True, "D"),
        ("0.5", False, ""),
        ("2.5", False, ""),
        ("2.5", True, "D"),
        ("3", False, "C"),
        ("3", True, "C"),
        ("5.5", False, "C"),
        ("6", False, "B"),
        ("8.5", True, "B"),
        ("9", False, "A"),
        ("12", False, "A"),
        ("18", True, "A"),
    ],
)
def test_grade(total, reminded, expected):
    assert grade(Decimal(total), forewarned=reminded, figures=FIGURES) == expected


def test_the_office_may_move_the_thresholds():
    figures = with_settings(A级起点=12, B级起点=8, C级起点=4)
    assert [fault_grade(Decimal(n), figures) for n in (3, 4, 8, 11, 12)] == ["", "C", "B", "B", "A"]


@given(POINTS, POINTS, st.booleans())
def test_more_points_never_give_a_milder_grade(less, more, reminded):
    def rank(points):
        letter = grade(points, forewarned=reminded, figures=FIGURES)
        return GRADES[letter].rank if letter else 0

    assert rank(less) <= rank(less + more)


@given(POINTS)
def test_points_left_and_spent_make_twelve(total):
    assert left(total) == max(12 - total, 0)
    assert is_full(total) == (left(total) == 0)


def test_three_grades_are_faults_and_colours_are_the_contracts():
    assert FAULT_GRADES == ("A", "B", "C") and NO_FAULT == "D"
    assert {g.letter: (g.colour, g.fill) for g in GRADES.values()} == {
        "D": ("绿", "00B050"),
        "C": ("蓝", "0070C0"),
        "B": ("黄", "FFFF00"),
        "A": ("红", "FF0000"),
    }
    assert GRADES["B"].ink == "000000"


@pytest.mark.parametrize(
    ("status", "recognition", "of_office", "needed", "expected"),
    [
        ("有效", "", True, "是", True),
        ("有效", "", False, "是", False),
        ("有效", "认定", False, "是", True),
        ("有效", "不予认定", False, "是", False),
        ("有效", "", False, "否", True),
        ("撤销", "认定", True, "是", False),
        ("撤销", "", True, "否", False),
    ],
)
def test_what_stands(status, recognition, of_office, needed, expected):
    figures = with_settings(单位上报须认定=needed)
    assert stands(status, recognition, of_office=of_office, figures=figures) is expected


@pytest.mark.parametrize(
    ("keeper", "unit", "of_keeping_kind", "expected"),
    [("", "U02", True, True), ("", "U09", False, False), ("U02", "U02", True, True), ("U02", "U03", True, False)],
)
def test_whose_ledger_needs_no_recognition(keeper, unit, of_keeping_kind, expected):
    assert keeps_ledger(unit, of_keeping_kind, with_settings(台账单位=keeper)) is expected


@pytest.mark.parametrize(
    ("letter", "issued", "due"),
    [
        ("C", date(2026, 3, 1), date(2026, 3, 16)),
        ("B", date(2026, 3, 1), date(2026, 3, 31)),
        ("A", date(2026, 12, 15), date(2027, 1, 14)),
        ("D", date(2026, 3, 1), None),
        ("C", None, None),
    ],
)
def test_due_day(letter, issued, due):
    assert due_day(letter, issued, FIGURES) == due


MARCH_1, MARCH_16, MARCH_17 = date(2026, 3, 1), date(2026, 3, 16), date(2026, 3, 17)


@pytest.mark.parametrize(
    ("letter", "issued", "acceptance", "today", "state"),
    [
        ("C", None, "", MARCH_17, "待发出"),
        ("C", MARCH_1, "", MARCH_16, "整改中"),  # the last day is still in time
        ("C", MARCH_1, "", MARCH_17, "逾期"),
        ("C", MARCH_1, "不合格", MARCH_16, "整改中"),
        ("C", MARCH_1, "不合格", MARCH_17, "逾期"),
        ("C", MARCH_1, "合格", MARCH_17, "已办结"),
        ("C", None, "合格", MARCH_17, "已办结"),
        ("D", None, "", MARCH_17, "待发出"),
        ("D", None, "合格", MARCH_17, "待发出"),
        ("D", MARCH_1, "", MARCH_17, "已办结"),
    ],
)
def test_notice_state(letter, issued, acceptance, today, state):
    assert notice_state(letter, issued, acceptance, due_day(letter, issued, FIGURES), today) == state
