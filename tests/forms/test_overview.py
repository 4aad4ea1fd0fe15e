"""总览: every number that it is given stands there, and the sums are right."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from lzxl.cells import Link, Sheet, WorkbookOut
from lzxl.excel.write import render
from lzxl.forms.overview import HeldBack, Numbers, overview
from lzxl.law.level import LEVELS
from lzxl.law.scope import KEY_AREA, UNIT_KINDS
from lzxl.law.warning import GRADES
from lzxl.traits import Chart

NUMBERS = Numbers(
    office="示例县供销合作社",
    year=2026,
    latest=date(2026, 11, 5),
    levels={kind: {"一级": place, "二级": 2, "三级": 3} for place, kind in enumerate(UNIT_KINDS)},
    grades={kind: {"A": 0, "B": place, "C": 0, "D": 2} for place, kind in enumerate(UNIT_KINDS)},
    coverage=[("机关科室", "岗位承诺表", 10, 8), ("基层社", "岗位承诺表", 10, 10), ("公司", "单位承诺表", 0, 0)],
    statuses={"已汇总": 20, "退回": 2, "未读取": 1},
    severities={"错误": 5, "警告": 7},
    held=HeldBack(books=2, points=17, entries=3),
    remark="分值为试行参数。",
    areas={area: dict.fromkeys(UNIT_KINDS, place) for place, area in enumerate(KEY_AREA.items)},
    points={kind: Decimal("1.5") for kind in UNIT_KINDS},
    months=[Decimal(month) for month in range(12)],
    frequent=[("错误", "“…”没有填写", 4), ("警告", "自评偏低", 9)],
)


def chart(page: Sheet, title: str) -> Chart:
    return next(one for one in page.charts if title in one.title)


def drawn(page: Sheet, one: Chart) -> dict[str, list[tuple[Any, Any]]]:
    """Return what a chart shows: by series, (category, value)."""
    pairs = {}
    for series in one.series:
        names, values = (
            [page.cells.get((row, at)) for row in range(a.top, a.bottom + 1) for at in range(a.left, a.right + 1)]
            for a in (series.categories, series.values)
        )
        pairs[series.name] = list(zip(names, values, strict=True))
    return pairs


def line(page: Sheet, *begins: object) -> list[object]:
    """Return the values of the first row that begins with these."""
    rows = sorted({row for row, _ in page.cells})
    values = [[page.cells[cell] for cell in sorted(page.cells) if cell[0] == row] for row in rows]
    return next(row for row in values if tuple(row[: len(begins)]) == begins)


def test_counts_by_kind_and_their_sums() -> None:
    page = overview(NUMBERS, {})
    assert line(page, "公司", 3) == ["公司", 3, 2, 3, 8, 3 / 8]
    assert line(page, "合计", 10) == ["合计", 10, 10, 15, 35, 10 / 35]
    grades = ["A级\n红色", "B级\n黄色", "C级\n蓝色", "D级\n绿色"]
    assert line(page, "单位类别", "A级\n红色") == ["单位类别", *grades, "合计", "扣分"]
    assert line(page, "合计", 0) == ["合计", 0, 10, 0, 10, 20, Decimal("7.5")]
    assert line(page, "干部人事管理")[:7] == ["干部人事管理", 1, 1, 1, 1, 1, 5]
    assert line(page, "其他")[:7] == ["其他", *[12] * 5, 60]


def under(page: Sheet, word: str) -> Any:
    """Return the value below a word."""
    row, column = next(cell for cell, value in sorted(page.cells.items()) if value == word)
    return page.cells[row + 1, column]


@pytest.mark.parametrize(
    ("word", "figure"),
    [
        ("登记风险点", 35),
        ("其中一级", 10),
        ("预警对象", 20),
        ("累计扣分", Decimal("7.5")),
        ("报送覆盖率", 0.9),
        ("收到文件", 23),
        ("退回文件", 2),
        ("退回未计风险点", 17),
    ],
)
def test_the_first_figures(word: str, figure: Any) -> None:
    assert under(overview(NUMBERS, {}), word) == figure


def test_coverage_stands_by_table_and_kind_and_is_empty_where_nothing_is_owed() -> None:
    page = overview(NUMBERS, {})
    row = next(row for (row, column), value in page.cells.items() if value == "岗位承诺表" and column == 1)
    assert [page.cells[row, at] for at in range(2, 8)] == [None, 0.8, 1.0, None, None, 0.9]
    assert [page.cells[row + 1, at] for at in range(2, 8)] == ["—", "8/10", "10/10", "—", "—", "18/20"]
    assert line(page, "单位承诺表")[1:7] == [None] * 6
    assert under(overview(replace(NUMBERS, coverage=[]), {}), "报送覆盖率") is None


def test_charts_draw_the_numbers_of_the_page() -> None:
    page = overview(NUMBERS, {})
    levels = drawn(page, chart(page, "风险点"))
    assert list(levels) == list(LEVELS)
    assert levels["一级"] == [(kind, place) for place, kind in enumerate(UNIT_KINDS)]
    (grades,) = drawn(page, chart(page, "预警对象")).values()
    assert [(name[0], n) for name, n in grades] == [("A", 0), ("B", 10), ("C", 0), ("D", 10)]
    assert chart(page, "预警对象").series[0].colours == tuple(GRADES[letter].fill for letter in "ABCD")
    (months,) = drawn(page, chart(page, "各月扣分")).values()
    assert months == [(str(month), Decimal(month - 1)) for month in range(1, 13)]
    coverage = drawn(page, chart(page, "覆盖率"))
    assert dict(coverage["岗位承诺表"])["机关科室"] == 0.8


def test_the_heat_map_covers_the_twelve_key_areas_and_no_sum() -> None:
    page = overview(NUMBERS, {})
    (heat,) = page.scales
    area = heat.area
    assert [page.cells[row, 1] for row in range(area.top, area.bottom + 1)] == list(KEY_AREA.items[:12])
    assert [page.cells[area.top - 1, at] for at in range(area.left, area.right + 1)] == list(UNIT_KINDS)


def test_the_most_frequent_findings_stand_in_their_order() -> None:
    page = overview(NUMBERS, {})
    row = next(row for (row, _), value in page.cells.items() if value == "问题")
    right = [[v for (r, c), v in sorted(page.cells.items()) if r == at and c > 8] for at in (row + 1, row + 2)]
    assert right == [["错误", "“…”没有填写", 4], ["警告", "自评偏低", 9]]
    assert "没有错误、警告、提示。" in overview(replace(NUMBERS, frequent=()), {}).cells.values()


def test_one_upright_page_holds_all_but_what_the_chart_of_months_draws() -> None:
    page = overview(NUMBERS, {"预警名单": 4, "问题清单": 9})
    setup = page.print_setup
    assert (setup.landscape, setup.fit_height) == (False, 1) and setup.area is not None
    below = {value for (row, _), value in page.cells.items() if row > setup.area.bottom}
    assert below == {"各月扣分(图表所用,不打印)", "月份", "扣分", *map(str, range(1, 13)), *map(Decimal, range(12))}
    written = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([page]))))["总览"]
    assert len(written._charts) == len(page.charts) == 4
    assert "1:1" not in str(written.print_area) and written.print_area.endswith(f"${setup.area.bottom}")


def test_a_further_unit_kind_makes_the_tables_wider() -> None:
    kinds = [*UNIT_KINDS, "联营企业", "合作社"]
    numbers = replace(
        NUMBERS, levels={kind: {"一级": 1} for kind in kinds}, areas={"行政审批": dict.fromkeys(kinds, 1)}
    )
    assert line(overview(numbers, {}), "行政审批")[:9] == ["行政审批", *[1] * 7, 7]


@pytest.mark.parametrize(("highest", "least"), [(0, 1), (8, 1), (50, 6), (500, 60)])
def test_a_part_of_a_column_too_low_for_its_number_has_none(highest: int, least: int) -> None:
    sheet = overview(replace(NUMBERS, levels={"公司": {"一级": highest}, "市场": {"二级": 1}}), {})
    assert next(one for one in sheet.charts if one.stacked).number_format == f'[<{least}]"";0'


def test_what_is_held_back_is_said_in_words() -> None:
    text = "\n".join(str(value) for value in overview(NUMBERS, {}).cells.values())
    assert "退回的 2 个文件中有风险点 17 个、扣分记录 3 条" in text
    assert "没有计入本页各表" in text and "改好重报" not in text
    again = overview(replace(NUMBERS, held=replace(NUMBERS.held, again=1)), {})
    assert "其中 1 个已有改好重报的,以重报的为准。" in str(again.cells.values())
    assert "最近收文 2026-11-05" in text and "分值为试行参数。" in text
    assert "没有退回的文件" in str(overview(replace(NUMBERS, held=HeldBack()), {}).cells.values())
    nothing = str(overview(replace(NUMBERS, held=HeldBack(), statuses={}), {}).cells.values())
    assert "还没有收到文件。" in nothing and "都已计入" not in nothing


def test_every_sheet_is_linked_with_its_rows() -> None:
    page = overview(NUMBERS, {"预警名单": 4})
    (link,) = (value for value in page.cells.values() if isinstance(value, Link))
    assert link == Link("internal:'预警名单'!A1", "预警名单")


def test_a_long_finding_stays_on_its_line() -> None:
    long = "单位编号“U07”是“资产管理科”,与所填的单位“业务指导科”不一致,也与文件夹的名称不一致"
    page = overview(replace(NUMBERS, frequent=[("错误", long, 1)]), {})
    (cell,) = [cell for cell, value in page.cells.items() if str(value).startswith("单位编号“U07”")]
    assert str(page.cells[cell]).endswith("…")
    assert (page.styles[cell].wrap, page.styles[cell].shrink) == (False, True)
