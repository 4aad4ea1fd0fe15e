"""总览: every number that it is given stands there, and the sums are right."""

from dataclasses import replace
from datetime import date

from lzxl.cells import Link, Sheet
from lzxl.forms.overview import HeldBack, Numbers, overview
from lzxl.law.scope import UNIT_KINDS

NUMBERS = Numbers(
    office="示例县供销合作社",
    year=2026,
    today=date(2026, 11, 5),
    levels={kind: {"一级": place, "二级": 2, "三级": 3} for place, kind in enumerate(UNIT_KINDS)},
    grades={kind: {"A": 0, "B": place, "C": 0, "D": 2} for place, kind in enumerate(UNIT_KINDS)},
    coverage=[("机关科室", "岗位承诺表", 10, 8), ("基层社", "岗位承诺表", 10, 10), ("公司", "单位承诺表", 0, 0)],
    statuses={"已汇总": 20, "退回": 2, "未读取": 1},
    severities={"错误": 5, "警告": 7},
    held=HeldBack(books=2, points=17, entries=3),
    remark="分值为试行参数。",
)


def line(page: Sheet, *begins: object) -> list[object]:
    """Return the values of the first row that begins with these."""
    rows = sorted({row for row, _ in page.cells})
    values = [[page.cells[cell] for cell in sorted(page.cells) if cell[0] == row] for row in rows]
    return next(row for row in values if tuple(row[: len(begins)]) == begins)


def test_counts_by_kind_and_their_sums() -> None:
    page = overview(NUMBERS, {})
    assert line(page, "公司", 3) == ["公司", 3, 2, 3, 8]
    assert line(page, "合计", 10) == ["合计", 10, 10, 15, 35]
    assert line(page, "单位类别", "A级(红色)") == [
        "单位类别",
        "A级(红色)",
        "B级(黄色)",
        "C级(蓝色)",
        "D级(绿色)",
        "合计",
    ]
    assert line(page, "合计", 0) == ["合计", 0, 10, 0, 10, 20]


def test_the_first_figures() -> None:
    page = overview(NUMBERS, {})
    heading = next(cell for cell, value in page.cells.items() if value == "登记风险点")
    figures = [page.cells[heading[0] + 1, at] for at in range(1, 8)]
    assert figures == [35, 10, 20, 0.9, 23, 2, 17]


def test_coverage_without_anything_owed_is_empty() -> None:
    page = overview(NUMBERS, {})
    assert line(page, "机关科室", "岗位承诺表") == ["机关科室", "岗位承诺表", 10, 8, 2, 0.8]
    assert line(page, "公司", "单位承诺表")[-1] is None
    nothing = overview(replace(NUMBERS, coverage=[]), {})
    heading = next(cell for cell, value in nothing.cells.items() if value == "报送覆盖率")
    assert nothing.cells[heading[0] + 1, heading[1]] is None


def test_what_is_held_back_is_said_in_words() -> None:
    text = "\n".join(str(value) for value in overview(NUMBERS, {}).cells.values())
    assert "退回的 2 个文件中有风险点 17 个、扣分记录 3 条" in text
    assert "截至 2026-11-05" in text and "分值为试行参数。" in text
    assert "没有退回的文件" in str(overview(replace(NUMBERS, held=HeldBack()), {}).cells.values())


def test_every_sheet_is_linked_with_its_rows() -> None:
    page = overview(NUMBERS, {"预警名单": 4})
    (link,) = (value for value in page.cells.values() if isinstance(value, Link))
    assert link == Link("internal:'预警名单'!A1", "预警名单")
