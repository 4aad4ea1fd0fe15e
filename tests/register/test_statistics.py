"""The numbers of 总览: what counts is counted once, zeros are there too."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lzxl.cells import Place
from lzxl.checks.head import ODD_DATE
from lzxl.findings import Finding, Severity
from lzxl.law.figures import default_figures
from lzxl.law.scope import KEY_AREA, RANKS, UNIT_KINDS
from lzxl.model import Decisions, Deduction, Person, Rating, RegisteredEntry, RegisteredPoint, RiskPoint, Roster, Unit
from lzxl.register import statistics

ROSTER = Roster(
    {"U1": Unit("U1", "办公室", UNIT_KINDS["机关科室"]), "U2": Unit("U2", "样例一社", UNIT_KINDS["基层社"])},
    {"P1": Person("P1", "张样例", "U2", "主任", RANKS["中层"])},
)
ENTRY = Deduction("U1", 2026, 1, date(2026, 3, 5), "个人", "U1", "P1", "事由", "", "扣分", Decimal("1.5"))


@pytest.mark.parametrize(
    ("change", "recognition", "counts"),
    [
        ({}, "", True),  # the office's own ledger
        ({"ledger": "U2"}, "", False),
        ({"ledger": "U2"}, "认定", True),
        ({"ledger": "U2"}, "不予认定", False),
        ({"status": "撤销"}, "", False),
        ({"record_type": "提醒", "points": Decimal(0)}, "", False),
        ({"day": date(2025, 3, 5)}, "", False),
    ],
)
def test_points_that_count(change: dict[str, Any], recognition: str, counts: bool) -> None:
    entry = RegisteredEntry("K1", replace(ENTRY, **change), recognition)
    found = statistics.deducted([entry], ROSTER, default_figures(), 2026)
    assert found.by_month == tuple(Decimal("1.5") if counts and month == 3 else 0 for month in range(1, 13))
    assert found.by_kind == {kind: Decimal("1.5") if counts and kind == "基层社" else 0 for kind in UNIT_KINDS}


def test_points_of_a_unit_are_its_kind_s() -> None:
    entry = replace(ENTRY, person="", subject_kind="单位")
    assert (
        statistics.deducted([RegisteredEntry("K1", entry)], ROSTER, default_figures(), 2026).by_kind["机关科室"] == 1.5
    )


def test_key_areas_by_kind() -> None:
    point = RiskPoint(
        "U2", "P1", 1, "点", "行政审批", "业务流程", ("自己找",), "高", "高", "高", "一级", "措施", "人", "长期"
    )
    points = [RegisteredPoint(f"G{n}", point) for n in range(3)]
    ratings = {f"G{n}": Rating("一级", "一级", "", "", "", counts=n > 0, reason="") for n in range(3)}
    found = statistics.areas_by_kind(points, Decisions(ratings, (), (), ()), ROSTER)
    assert list(found) == list(KEY_AREA.items) and found["行政审批"]["基层社"] == 2
    assert sum(sum(row.values()) for row in found.values()) == 2


def test_the_most_frequent_findings_come_first_and_of_equals_the_errors() -> None:
    same = [Finding(Severity.ERROR, "Z902", Place("a.xlsx", "表", row), "空文件", "改") for row in range(2)]
    once = [Finding(Severity.ERROR, "Z900", Place("a.xlsx"), "一次", "改")]
    other = [ODD_DATE.at(Place("a.xlsx", "表", row), row, heading="填表日期", year=2026) for row in range(5)]
    everything = [*other, *once, *same]
    hint = [Finding(Severity.NOTE, "Z100", Place("a.xlsx"), "提示", "改")]
    assert statistics.frequent([*hint, *everything]) == [
        ("警告", "“…”… 与表头年度 … 相差较远", 5),
        ("错误", "空文件", 2),
        ("错误", "一次", 1),
        ("提示", "提示", 1),
    ]
    assert statistics.frequent(everything, most=1) == [("警告", "“…”… 与表头年度 … 相差较远", 5)]
    assert statistics.frequent([]) == []
