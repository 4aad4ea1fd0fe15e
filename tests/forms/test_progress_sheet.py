"""The workbook of the progress: rows are as high as what is read in them."""

from lzxl.forms.progress_sheet import Section, progress_workbook


def test_a_share_takes_one_line_however_many_digits_it_has() -> None:
    rows = [["岗位承诺表", 41 / 57], ["单位承诺表", 0.75], ["样例单位的名称很长,一行里放不下,要写成两行", 1]]
    page = progress_workbook("示例社", "进度", [], [Section("一、各类材料", ["材料", "覆盖率"], rows)]).sheets[0]
    first = next(row for (row, _), value in page.cells.items() if value == "岗位承诺表")
    heights = [page.heights[first + at] for at in range(3)]
    assert heights[0] == heights[1] < heights[2]


def test_a_chart_is_as_wide_as_its_table_and_leaves_it_whole_and_each_page_names_the_office() -> None:
    rows = [["岗位承诺表", 57, 0.72], ["单位承诺表", 24, 0.75]]
    section = Section("一、各类材料", ["材料", "应报", "覆盖率"], rows, charted=(1, 3))
    page = progress_workbook("示例县&样例社", "进度", [], [section]).sheets[0]
    (chart,) = page.charts
    last = max(row for row, _ in page.cells)
    assert (chart.title, chart.area.left, chart.area.right) == ("覆盖率", 1, 3)
    assert chart.area.top > last + 1
    assert page.print_setup and page.print_setup.header == "&L示例县&&样例社&R进度"


def test_a_table_without_rows_says_so() -> None:
    page = progress_workbook(
        "示例社", "进度", [], [Section("六、逾期未整改", ["编号", "天数"], [], charted=(1, 2))]
    ).sheets[0]
    heading = next(row for (row, _), value in page.cells.items() if value == "编号")
    assert page.cells[heading + 1, 1] == "无" and not page.charts


def test_a_table_stands_on_one_page_where_it_fits_and_has_its_headings_on_each_where_it_does_not() -> None:
    def section(title: str, rows: int) -> Section:
        return Section(title, ["单位", "还差"], [[f"样例{number}社", "岗位承诺表1份"] for number in range(rows)])

    page = progress_workbook(
        "示例社", "进度", [], [section("一、", 30), section("二、", 20), section("三、", 80)]
    ).sheets[0]
    assert page.print_setup
    starts = [1, *(last + 1 for last in page.print_setup.breaks)]
    tops = [page.cells[start, 1] for start in starts]
    assert tops == ["进度", "二、", "单位", "单位"]
    for start, end in zip(starts, [*starts[1:], 1 + max(row for row, _ in page.cells)], strict=True):
        assert sum(page.heights.get(row, 15.0) for row in range(start, end)) <= 840


def test_no_row_is_higher_than_a_workbook_can_have_it() -> None:
    page = progress_workbook("示例社", "进度", [], [Section("一、", ["单位"], [["很长" * 2000]])]).sheets[0]
    assert max(page.heights.values()) == 409
