"""Conditional formats and validation in a real Calc, and in the file that it saves."""

import datetime as dt
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from lzxl.calc import styles
from lzxl.calc.conditions import add_customs
from lzxl.calc.main_thread import in_main_thread

pytestmark = pytest.mark.office
RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def formulas(cells: Any) -> list[str | None]:
    """Return the conditions of a range's rules, the first one wins."""
    return [rule.formula or rule.formula1 for rule in cells.conditional_formats]


def test_a_new_rule_stands_on_top(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1:F12"].value = 1
    block, row = sheet["C5:D9"], sheet["C7:D7"]
    block.conditional_formats.add_custom("=$C5>1", fill_color=RED, font_bold=True)
    row.conditional_formats.add_cell_value("between", 1, 5, font_color=BLUE)
    block.conditional_formats.add_custom('=AND($C5="x,y",TRUE)', fill_color=GREEN, font_italic=True)
    assert formulas(block) == ['=AND($C5="x,y",TRUE)', "=1", "=$C5>1"]
    assert formulas(sheet["C5"]) == ['=AND($C5="x,y",TRUE)', "=$C5>1"]
    assert formulas(sheet["A1"]) == []
    first = block.conditional_formats[0]
    assert (first.type, first.fill_color, first.font_italic, first.font_bold) == ("custom", GREEN, True, None)
    book.save(tmp_path / "规则.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "规则.xlsx").active
    found = {
        rule.priority: (str(part.sqref), rule.type, rule.formula[0].replace("TRUE()", "TRUE"))
        for part in saved.conditional_formatting
        for rule in part.rules
    }
    assert [found[priority] for priority in sorted(found)] == [
        ("C5:D9", "expression", 'AND($C5="x,y",TRUE)'),
        ("C7:D7", "cellIs", "1"),
        ("C5:D9", "expression", "$C5>1"),
    ]


def test_rules_are_changed_and_removed(sheet: Any) -> None:
    cells = sheet["A1:B9"]
    one = cells.conditional_formats.add_custom("=$A1>1", fill_color=RED)
    two = cells.conditional_formats.add_cell_value("equal_to", '="甲"', fill_color=BLUE)
    one.set(formula="=$A1>2", font_bold=True)
    assert (one.formula, one.fill_color, one.font_bold) == ("=$A1>2", RED, True)
    two.delete()
    assert formulas(cells) == ["=$A1>2"]
    one.delete()
    assert len(cells.conditional_formats) == 0


def test_clearing_spares_the_other_cells(sheet: Any) -> None:
    sheet["A1:A9"].conditional_formats.add_custom("=$A1>1", fill_color=RED)
    sheet["A4:A5"].conditional_formats.clear()
    assert formulas(sheet["A4:A5"]) == []
    assert formulas(sheet["A1:A9"]) == ["=$A1>1", "=$A6>1"]


def test_rules_show_on_paper(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1:D20"].value = 1
    sheet["A1:D20"].conditional_formats.add_custom("=$A1=2", fill_color=BLUE)
    sheet["A1:D20"].conditional_formats.add_custom("=$A1=1", fill_color=RED)
    sheet["A1:B20"].conditional_formats.add_cell_value("equal_to", 1, fill_color=GREEN)
    book.to_pdf(tmp_path / "p.pdf")
    subprocess.run(["pdftoppm", "-r", "20", "-singlefile", tmp_path / "p.pdf", tmp_path / "p"], check=True)
    _, _, _, pixels = (tmp_path / "p.ppm").read_bytes().split(b"\n", 3)
    shown = {pixels[at : at + 3] for at in range(0, len(pixels), 3)}
    assert bytes(RED) in shown
    assert bytes(GREEN) in shown
    assert bytes(BLUE) not in shown


def test_a_rule_brings_no_font_of_its_own(app: xw.App, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "甲"
    made.active["A1"].font = openpyxl.styles.Font(name="仿宋", size=9)
    made.save(tmp_path / "a.xlsx")
    with app.books.open(tmp_path / "a.xlsx") as opened:
        cell = opened.sheets[0]["A1"]
        cell.conditional_formats.add_custom("=$A1<>1", font_bold=True)
        opened.save()
        assert (cell.font.name, cell.font.size, opened.sheets[0]["B9"].font.name) == ("仿宋", 9, "Calibri")
    saved = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    font = saved.conditional_formatting["A1"][0].dxf.font
    assert (font.b, font.name, font.sz) == (True, None, None)
    assert (saved["A1"].font.name, saved["A1"].font.sz, saved["B9"].font.name) == ("仿宋", 9, "Calibri")


def test_rules_can_be_added_while_another_sheet_is_protected(
    book: xw.Book, sheet: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def in_turn(office: Any, work: Any) -> None:
        asked.append(office)
        in_main_thread(office, work)

    monkeypatch.setattr(styles, "in_main_thread", in_turn)
    other = book.sheets.add("别", after=sheet)
    other.api.protect("")
    sheet["A1"].conditional_formats.add_custom("=$A1<>1", fill_color=(171, 205, 239), font_color=BLUE)
    rule = sheet["A1"].conditional_formats[0]
    assert (rule.fill_color, rule.font_color) == ((171, 205, 239), BLUE)
    assert asked == [book.app.impl.office]  # elsewhere LibreOffice crashes, once in fifty times


def test_what_may_be_typed(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1:F9"].value = 1
    book.names.add("清单", f"={sheet.name}!$E$2:$E$6")
    sheet["A2:A9"].data_validation.set_list(["甲", '乙"', "丙"])
    sheet["B2:B9"].data_validation.set_list(sheet["E2:E6"], in_cell_dropdown=False)
    sheet["C2:C9"].data_validation.set_list(book.names["清单"])
    sheet["D2:D9"].data_validation.set_date("between", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    sheet["F2:F9"].data_validation.set_custom("=AND($F2>1,TRUE)")
    read = {column: sheet[f"{column}2:{column}9"].data_validation for column in "ABCDEF"}
    assert [read[c].source for c in "ABC"] == ['甲,乙",丙', f"={sheet.name}!$E$2:$E$6", "=清单"]
    assert [read[c].in_cell_dropdown for c in "ABC"] == [True, False, True]
    assert (read["D"].operator, read["D"].formula1) == ("between", "=DATE(2026,1,1)")
    assert (read["F"].formula, read["E"].type) == ("=AND($F2>1,TRUE)", "none")
    assert sheet["A1:A9"].data_validation.type == "mixed_criteria"
    assert (read["A"].show_error, read["A"].alert_style, read["A"].ignore_blank) == (True, "stop", True)
    book.save(tmp_path / "有效性.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "有效性.xlsx").active
    kinds = {
        str(rule.sqref).split()[0][0]: (rule.type, rule.formula1) for rule in saved.data_validations.dataValidation
    }
    assert kinds["C"] == ("list", "清单")
    assert kinds["D"] == ("date", "DATE(2026,1,1)")
    sheet["A1:F9"].data_validation.delete()
    assert sheet["A1:F9"].data_validation.type == "none"


def test_messages_survive_a_new_list(sheet: Any) -> None:
    cells = sheet["A1:A3"]
    cells.data_validation.set_list(["甲"])
    rule = cells.data_validation.api
    rule.InputTitle, rule.InputMessage, rule.ErrorMessage = "填写", "请选择", "不在清单里"
    cells.api.Validation = rule
    cells.data_validation.set_list(["乙"])
    found = cells.data_validation
    assert (found.source, found.input_title, found.input_message, found.error_message) == (
        "乙",
        "填写",
        "请选择",
        "不在清单里",
    )


def test_rules_added_at_once_stand_as_if_added_one_by_one(book: xw.Book, sheet: Any) -> None:
    other = book.sheets.add("别", after=sheet)
    added = [("A1:F12", "=$A1>1", RED), ("C5:D9", "=$C5>2", GREEN), ("C5:D9", "=$C5>3", BLUE), ("H1:H9", "=$H1>4", RED)]
    for page in (sheet, other):
        page["B2:E8"].conditional_formats.add_custom("=$B2>5", font_bold=True)
    for cells, formula, colour in added:
        sheet[cells].conditional_formats.add_custom(formula, fill_color=colour)
    specs = [(other[cells].impl.area, {"formula": formula, "fill_color": colour}) for cells, formula, colour in added]
    styles = add_customs(other.impl, specs)
    for cells in ("A1:H12", "C5", "A1", "H9"):
        one, two = (
            [(r.formula, r.fill_color, r.font_bold) for r in page[cells].conditional_formats] for page in (sheet, other)
        )
        assert one == two != []
    assert len(set(styles)) == 3
