"""The workbook of the progress: rows are as high as what is read in them."""

from lzxl.forms.progress_sheet import Section, progress_workbook


def test_a_share_takes_one_line_however_many_digits_it_has() -> None:
    rows = [["岗位承诺表", 41 / 57], ["单位承诺表", 0.75], ["样例单位的名称很长,一行里放不下,要写成两行", 1]]
    page = progress_workbook("进度", [], [Section("一、各类材料", ["材料", "覆盖率"], rows)]).sheets[0]
    first = next(row for (row, _), value in page.cells.items() if value == "岗位承诺表")
    heights = [page.heights[first + at] for at in range(3)]
    assert heights[0] == heights[1] < heights[2]
