"""Values and formulas in a real Calc: what is written is read again, and stands so in the saved file."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

pytestmark = pytest.mark.office

ROWS = [
    ["名称", None, True, 1.5],
    ["007", "'007", "12%", "1,234"],
    [dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 5, 6, 30), "2026年2月3日", "TRUE"],
    ["=1+1", '=IF(B3=7,"a;,b",SUM({1,2;3,4}))', "=1/0", "#N/A"],
]
READ = [
    ["名称", None, True, 1.5],
    [7.0, "007", 0.12, 1234.0],
    [dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 5, 6, 30), dt.datetime(2026, 2, 3), True],
    [2.0, "a;,b", None, None],
]


def test_a_rectangle_is_read_as_excel_would_have_taken_it(sheet: Any) -> None:
    sheet["B2"].value = ROWS
    assert sheet["B2:E5"].value == READ
    assert sheet["B5:E5"].options(err_to_str=True).value == [2.0, "a;,b", "#DIV/0!", "#N/A"]
    assert sheet["B5:E5"].formula == (("=1+1", ROWS[3][1], "=1/0", "=#N/A"),)
    assert sheet["B3:B4"].formula == (("7",), ("46027",))
    assert [sheet[cell].number_format for cell in ("D3", "B4", "C4", "D4")] == [
        "0%",
        "yyyy/m/d",
        "yyyy/m/d h:mm",
        'yyyy"年"m"月"d"日"',
    ]


def test_text_cells_keep_everything_as_text(sheet: Any) -> None:
    sheet["A1:A4"].number_format = "@"
    sheet["A1:B4"].value = [["007", "007"], ["=1+1", "=1+1"], [5, 5], [True, True]]
    assert sheet["A1:B4"].value == [["007", 7.0], ["=1+1", 2.0], ["5", 5.0], ["TRUE", True]]
    assert sheet["A2"].formula == "=1+1"


def test_a_number_over_a_truth_value_is_a_number(sheet: Any) -> None:
    sheet["A1"].value = True
    sheet["A1"].value = 3
    assert sheet["A1"].value == 3.0
    assert sheet["A1"].number_format == "General"


def test_dates_keep_the_format_of_the_cell(sheet: Any) -> None:
    sheet["A1"].number_format = "yyyy-mm"
    sheet["A1"].value = dt.date(2026, 1, 5)
    assert sheet["A1"].number_format == "yyyy-mm"
    assert sheet["A1"].value == dt.datetime(2026, 1, 5)


def test_one_value_fills_a_range(sheet: Any) -> None:
    sheet["A1:C2"].value = "x"
    assert sheet["A1:C2"].value == [["x"] * 3] * 2
    sheet["A1:C2"].value = "=ROW()"
    assert sheet["A1:C2"].value == [[1.0] * 3, [2.0] * 3]


def test_many_formulas_land_in_their_cells(sheet: Any) -> None:
    sheet["B1:C1200"].formula = [[f"=ROW()+{n}", f"=B{n}*2"] for n in range(1, 1201)]
    assert sheet["B1:C1200"].value == [[2.0 * n, 4.0 * n] for n in range(1, 1201)]
    assert sheet["C1200"].formula == "=B1200*2"


def test_a_large_rectangle_costs_as_many_calls_as_a_small_one(app: xw.App, sheet: Any) -> None:
    def calls(rows: int) -> int:
        sheet.clear()
        before = app.impl.office.calls
        block = sheet["A1"].resize(rows, 6)
        block.value = [[n, "文", dt.date(2026, 1, 1), None, "007", "=A1"] for n in range(rows)]
        assert len(block.value) == rows
        return int(app.impl.office.calls - before)

    calls(10)  # number formats become known
    assert calls(400) == calls(10)


def test_clearing(sheet: Any) -> None:
    cell = sheet["A1"]
    cell.value, cell.color = 5, "#ff0000"
    cell.add_note("注")
    cell.clear_contents()
    assert (cell.value, cell.color, cell.note.text) == (None, (255, 0, 0), "注")
    cell.clear_formats()
    assert cell.color is None
    cell.value = 5
    cell.clear()
    assert (cell.value, cell.note) == (None, None)


def test_where_the_arrow_keys_lead(sheet: Any) -> None:
    sheet["B2"].value = [["a", "b", None, "d"], ["x", None, None, None]]
    assert sheet["B2"].expand().address == "$B$2:$C$3"
    assert sheet["B2"].current_region.address == "$B$2:$C$3"
    assert [sheet["B2"].end(way).address for way in ("right", "down", "up", "left")] == ["$C$2", "$B$3", "$B$1", "$A$2"]
    assert sheet["C2"].end("right").address == "$E$2"
    assert sheet["E2"].end("right").address == "$XFD$2"
    assert sheet.used_range.address == "$B$2:$E$3"


def test_the_file_holds_what_was_written(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["B2"].value = ROWS
    book.save(tmp_path / "值.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "值.xlsx").active
    assert saved["D2"].data_type == "b"
    assert [saved[cell].value for cell in ("B3", "C3", "B4", "B5")] == [7, "007", dt.datetime(2026, 1, 5), "=1+1"]
    assert saved["C5"].value == ROWS[3][1]


def test_formulas_of_a_file_without_results_are_calculated(app: xw.App, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append([1, "=A1+1", "=TRUE"])
    made.save(tmp_path / "b.xlsx")
    with app.books.open(tmp_path / "b.xlsx") as opened:
        assert opened.sheets[0]["A1:C1"].value == [1.0, 2.0, True]
