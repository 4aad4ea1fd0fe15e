"""Looks and sizes in a real Calc, and in the file that it saves."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

pytestmark = pytest.mark.office


def test_fonts_are_set_for_chinese_too(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1"].value = [["供销社", "abc"]]
    cells = sheet["A1:B1"]
    cells.font.set(name="仿宋", size=16, bold=True, italic=True, color="#c00000")
    assert (cells.font.name, cells.font.size, cells.font.bold, cells.font.italic, cells.font.color) == (
        "仿宋",
        16,
        True,
        True,
        (192, 0, 0),
    )
    assert [getattr(cells.api, f"CharFontName{script}") for script in ("", "Asian", "Complex")] == ["仿宋"] * 3
    book.save(tmp_path / "字.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "字.xlsx").active
    for cell in (saved["A1"], saved["B1"]):
        assert (cell.font.name, cell.font.sz, cell.font.b, cell.font.color.rgb) == ("仿宋", 16, True, "FFC00000")
    assert saved["C9"].font.name == "Calibri"


@pytest.mark.parametrize("face", ["仿宋", "方正小标宋简体", "等线", "SimSun", "Calibri"])
def test_faces_of_a_file_stay_when_it_is_saved(app: xw.App, tmp_path: Path, face: str) -> None:
    """Also those that this computer has not got, and Chinese text in a Latin face."""
    made = openpyxl.Workbook()
    made.active["A1"] = "甲"
    made.active["A1"].font = openpyxl.styles.Font(name=face, size=9)
    made.save(tmp_path / "a.xlsx")
    with app.books.open(tmp_path / "a.xlsx") as opened:
        opened.save()
    saved = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A1"].font
    assert (saved.name, saved.sz) == (face, 9)


def test_looks_are_read_as_they_were_set(sheet: Any) -> None:
    cells = sheet["B2:C3"]
    cells.color = (255, 255, 0)
    cells.number_format = "0.00"
    cells.wrap_text = True
    cells.horizontal_alignment, cells.vertical_alignment = "center", "top"
    assert (cells.color, cells.number_format, cells.wrap_text) == ((255, 255, 0), "0.00", True)
    assert (cells.horizontal_alignment, cells.vertical_alignment) == ("center", "top")
    sheet["C3"].color = None
    sheet["C3"].number_format = "@"
    assert (cells.color, cells.number_format, sheet["C3"].color) == (None, None, None)


def test_many_colours_at_once(sheet: Any) -> None:
    sheet["A1:C2"].set_colors([["#ff0000", "#ff0000", ...], [None, "#00ff00", "#ff0000"]])
    found = [[sheet[r, c].color for c in range(3)] for r in range(2)]
    red = (255, 0, 0)
    assert found == [[red, red, None], [None, (0, 255, 0), red]]


def test_borders_reach_the_file(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1"].value = 1
    cells = sheet["B2:D4"]
    cells.borders.set("all", line_style="continuous", weight="thin", color="#0000ff")
    cells.borders["edge_bottom"].weight = "thick"
    assert (cells.borders.line_style, cells.borders.weight) == ("continuous", None)
    book.save(tmp_path / "框.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "框.xlsx").active
    assert (saved["C3"].border.top.style, saved["C4"].border.bottom.style) == ("thin", "thick")
    assert saved["C3"].border.left.color.rgb == "FF0000FF"
    assert saved["A1"].border.bottom.style is None
    cells.borders.clear()
    assert cells.borders.line_style == "none"


def test_sizes_are_those_of_excel(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1"].value = 1
    sheet["A1"].column_width, sheet["A1"].row_height = 20, 30
    assert (sheet["A1"].column_width, sheet["A1"].row_height) == (20, 30)
    assert sheet["A1:B1"].column_width is None
    sheet["C:C"].columns.hidden = True
    sheet["3:3"].rows.hidden = True
    assert (sheet["C1"].columns.hidden, sheet["B1:C1"].columns.hidden, sheet["A3"].rows.hidden) == (True, None, True)
    book.save(tmp_path / "宽.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "宽.xlsx").active
    assert saved.column_dimensions["A"].width == pytest.approx(20.71, abs=0.02)
    assert saved.row_dimensions[1].height == 30
    assert saved.column_dimensions["C"].hidden
    assert saved.row_dimensions[3].hidden


def test_widths_of_a_file_are_read_as_they_stand(app: xw.App, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = 1
    for letter, width in (("A", 5.7109375), ("B", 50.7109375)):
        made.active.column_dimensions[letter].width = width
    made.save(tmp_path / "w.xlsx")
    with app.books.open(tmp_path / "w.xlsx") as opened:
        assert [opened.sheets[0][cell].column_width for cell in ("A1", "B1")] == [5, 50]


def test_merged_cells(sheet: Any) -> None:
    sheet["A1:B2"].merge()
    sheet["D4:D6"].merge()
    assert (sheet["B2"].merge_area.address, sheet["C3"].merge_area.address) == ("$A$1:$B$2", "$C$3")
    assert [sheet[place].merge_cells for place in ("A1", "A1:B2", "A1:F9", "E1:F9")] == [True, True, None, False]
    assert [area.address() for area in sheet["A1:F9"].impl.merged_areas()] == ["$A$1:$B$2", "$D$4:$D$6"]
    sheet["A1:F9"].unmerge()
    assert sheet["A1:F9"].merge_cells is False


def test_rows_are_inserted_deleted_copied(sheet: Any) -> None:
    sheet["A1"].value = [[1, "=A1*10"], [2, "=A2*10"]]
    sheet["2:3"].insert("down")
    assert sheet["A1:B4"].value == [[1, 10], [None, None], [None, None], [2, 20]]
    assert sheet["B4"].formula == "=A4*10"
    sheet["2:2"].delete("up")
    sheet["A1:B1"].copy(sheet["A2"])
    assert sheet["A1:B3"].value == [[1, 10], [1, 10], [2, 20]]


def test_a_protected_sheet_refuses_as_excel_does(sheet: Any) -> None:
    sheet["A1:B1"].value = [1, 2]
    unlocked = sheet["B1"].api
    protection = unlocked.CellProtection
    protection.IsLocked = False
    unlocked.CellProtection = protection
    sheet.api.protect("")
    sheet["B1"].value = 3
    for change in (
        lambda: setattr(sheet["A1"], "value", 5),
        lambda: setattr(sheet["A1:B1"], "value", [5, 5]),
        lambda: setattr(sheet["B1"], "color", (1, 2, 3)),
        lambda: sheet["B1"].add_note("x"),
        lambda: sheet["1:1"].insert("down"),
    ):
        with pytest.raises(Exception, match="受保护"):
            change()
    assert sheet["A1:B1"].value == [1, 3]
    sheet.api.unprotect("")
    sheet["A1"].value = 5
    assert sheet["A1"].value == 5
