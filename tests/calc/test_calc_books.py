"""Sheets, names, notes, tables, panes, links and app state in a real Calc."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from lzxl.calc import CalcRefusedError

pytestmark = pytest.mark.office


def test_sheets_come_go_and_move(book: xw.Book, sheet: Any) -> None:
    second = book.sheets.add("第 二", after=sheet)
    assert book.sheets.active == second
    second["A1"].value = "=1+1"
    copy = second.copy(after=second, name="副本")
    copy.move(before=sheet)
    assert book.sheet_names == ["副本", "Sheet1", "第 二"]
    assert (copy["A1"].value, copy.index, second.index) == (2, 1, 3)
    second.name = "改名"
    assert second["A1"].get_address(external=True) == "[" + book.name + "]改名!$A$1"
    copy.delete()
    second.visible = False
    assert (book.sheet_names, second.visible, sheet.visible) == (["Sheet1", "改名"], False, True)
    with pytest.raises(CalcRefusedError, match="名称"):
        second.name = "a:b"
    with pytest.raises(CalcRefusedError, match="没有改名"):  # Calc itself would say nothing
        second.name = "sheet1"
    assert second.name == "改名"


def test_a_sheet_goes_into_another_book(app: xw.App, sheet: Any) -> None:
    sheet["A1"].value = "源"
    with app.books.add() as other:
        sheet.copy(after=other.sheets[0], name="来")
        assert other.sheets["来"]["A1"].value == "源"


def test_names(book: xw.Book, sheet: Any) -> None:
    book.names.add("全册", "=Sheet1!$A$1:$B$2")
    sheet.names.add("本表", "=Sheet1!$C$3")
    book.names.add("数", "=0.5")
    assert book.names["全册"].refers_to == "=Sheet1!$A$1:$B$2"
    assert (sheet.range("全册").address, sheet.range("本表").address) == ("$A$1:$B$2", "$C$3")
    assert {name.name for name in book.names} == {"全册", "数", "Sheet1!本表"}
    assert sheet["A1:B2"].name.name == "全册"
    book.names["数"].refers_to = "=0.75"
    sheet["D1"].value = "=数*2"
    assert sheet["D1"].value == 1.5
    del book.names["数"]
    assert "数" not in book.names


def test_notes(sheet: Any) -> None:
    note = sheet["B2"].add_note("因由\n办法")
    assert (note.text, note.location.address, sheet["A1"].note) == ("因由\n办法", "$B$2", None)
    note.text = "改"
    sheet["C3"].add_note("三")
    assert [(one.location.address, one.text) for one in sheet.notes] == [("$B$2", "改"), ("$C$3", "三")]
    note.delete()
    assert [one.text for one in sheet.notes] == ["三"]


def test_tables(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["B2"].value = [["姓名", "分"], ["甲", 3], ["乙", 4]]
    table = sheet.tables.add(sheet["B2:C4"], name="台账")
    sheet["E1"].value = "=SUM(台账[分])"
    assert (table.range.address, table.data_body_range.address, sheet["E1"].value) == ("$B$2:$C$4", "$B$3:$C$4", 7)
    assert (sheet["C3"].table.name, sheet["A1"].table) == ("台账", None)
    sheet["B5"].value = ["丙", 5]
    table.resize(sheet["B2:C5"])
    book.app.calculate()
    assert sheet["E1"].value == 12
    with pytest.raises(CalcRefusedError, match="重叠"):
        sheet.tables.add(sheet["A1:B3"])
    book.save(tmp_path / "表.xlsx")
    assert openpyxl.load_workbook(tmp_path / "表.xlsx").active.tables["台账"].ref == "B2:C5"


def test_panes_and_print_area(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    other = book.sheets.add("别", after=sheet)
    sheet.freeze_panes.freeze_at("A1:B3")
    sheet.freeze_panes.freeze_at("1:2")
    other.freeze_panes.freeze_at("A:A")
    sheet.page_setup.print_area = "A1:C9"
    assert sheet.page_setup.print_area == "$A$1:$C$9"
    assert book.sheets.active == other
    book.save(tmp_path / "窗.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "窗.xlsx")
    assert [one.freeze_panes for one in saved] == ["A3", "B1"]
    assert saved.worksheets[0].print_area == "'Sheet1'!$A$1:$C$9"
    other.freeze_panes.unfreeze()
    book.save()
    assert [one.freeze_panes for one in openpyxl.load_workbook(tmp_path / "窗.xlsx")] == ["A3", None]


def test_frozen_panes_of_a_file_stay_when_it_is_saved(app: xw.App, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.freeze_panes = "C4"
    made.save(tmp_path / "甲.xlsx")
    with app.books.open(tmp_path / "甲.xlsx") as opened:
        opened.sheets[0]["A1"].value = 1
        opened.save()
    assert openpyxl.load_workbook(tmp_path / "甲.xlsx").active.freeze_panes == "C4"


def test_links(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    book.sheets.add("第 二", after=sheet)
    sheet["A1"].add_hyperlink("#'第 二'!B3", "去看")
    sheet["A2"].add_hyperlink("https://example.org/a")
    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("去看", "#'第 二'!B3")
    assert sheet["A2"].hyperlink == "https://example.org/a"
    book.save(tmp_path / "链.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "链.xlsx").worksheets[0]
    assert (saved["A1"].hyperlink.location, saved["A2"].hyperlink.target) == ("'第 二'!B3", "https://example.org/a")


def test_what_the_app_would_have_shown_is_kept(app: xw.App, sheet: Any) -> None:
    sheet["A1"].value = [[1, "=A1+1"]]
    with app.properties(status_bar="正在汇总", screen_updating=False, calculation="manual"):
        assert (app.status_bar, app.screen_updating) == ("正在汇总", False)
        sheet["A1"].value = 5
        assert sheet["B1"].value == 2
    assert (app.status_bar, app.calculation) == (False, "automatic")
    assert sheet["B1"].value == 6
    assert app.impl.status_texts[-1] == "正在汇总"
    app.impl.answers.append("yes")
    assert app.alert("写回吗?", buttons="yes_no") == "yes"
    assert app.alert("写回吗?", buttons="yes_no") == "no"
    assert app.impl.alerts[-1].prompt == "写回吗?"
    sheet["B2:C3"].select()
    assert app.selection.address == "$B$2:$C$3"


def test_the_api_leads_to_unos_objects(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    assert sheet["A1"].api
    book.api.getDocumentProperties().getUserDefinedProperties().addProperty("form", 0, "甲表")
    sheet["A1"].value = 1
    book.save(tmp_path / "属性.xlsx")
    assert openpyxl.load_workbook(tmp_path / "属性.xlsx").custom_doc_props["form"].value == "甲表"


@pytest.mark.parametrize(
    "left_out",
    [
        lambda sheet: sheet.charts.add(),
        lambda sheet: sheet["A1"].conditional_formats.add_data_bar("#ff0000"),
        lambda sheet: sheet["A1"].paste(),
        lambda sheet: sheet["A1"].copy(),
        lambda sheet: sheet["A1"].autofilter.clear(),
        lambda sheet: sheet["A1:A2"].sort(1),
    ],
)
def test_what_is_left_out_says_so(sheet: Any, left_out: Any) -> None:
    with pytest.raises(NotImplementedError):
        left_out(sheet)
