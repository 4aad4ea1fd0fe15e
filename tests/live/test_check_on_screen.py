"""校验本簿 in a real spreadsheet program: marks come and go, the unit's values and formats stay."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lzxl.excel.live_session import OpenSheet, Screen
from lzxl.excel.platform.protection import is_protected
from lzxl.excel.remarks import CHECKED
from lzxl.forms.own_sheets import CHECK_SHEET

pytestmark = pytest.mark.office

Press = Callable[..., str]
FAULTY = "收件/样例三社/岗位承诺表.xlsx"  # I9 风险点 and Q9 完成时限 are empty


class Look(NamedTuple):
    """What a unit's cell is, whatever lies over it."""

    value: object
    fill: object
    font: object
    number_format: str
    locked: bool


def looks(page: Worksheet) -> dict[str, Look]:
    """Return every cell of a saved sheet."""
    return {
        cell.coordinate: Look(
            cell.value,
            (cell.fill.fill_type, cell.fill.fgColor.rgb),
            (cell.font.name, cell.font.sz, cell.font.b, cell.font.color.rgb if cell.font.color else None),
            cell.number_format,
            cell.protection.locked,
        )
        for row in page.iter_rows(max_row=20)
        for cell in row
    }


def our_rules(page: OpenSheet) -> int:
    """Return how many conditional formats on the sheet are marks of ours."""
    return sum("lzxl" in str(rule.formula) for rule in page.range("A1:BH400").conditional_formats)


def test_faults_are_marked_in_place_and_listed(office: Path, screen: Screen, press: Press, tmp_path: Path) -> None:
    book = screen.show(office / FAULTY)
    book.save(tmp_path / "before.xlsx")
    before = looks(load_workbook(tmp_path / "before.xlsx")["岗位承诺表"])
    sentence = press("check", book)
    assert "2 处错误" in sentence
    assert "校验结果" in sentence
    page = book.sheets["岗位承诺表"]
    assert our_rules(page) == 2
    note = page.range("I9").note.text
    assert note.startswith(CHECKED)
    assert "“风险点”没有填写" in note
    assert "改法:" in note
    box = page.range("I9").api.getCellByPosition(0, 0).getAnnotation().getAnnotationShape().Size
    assert box.Width > box.Height  # read at a glance, with little of the table covered
    assert is_protected(page)
    listed = book.sheets[CHECK_SHEET]
    assert book.sheets[0].name == CHECK_SHEET
    assert listed.range("A4").value == "错误"
    assert {listed.range("B4").value, listed.range("B5").value} == {"I9", "Q9"}
    assert "I9" in listed.range("B4").hyperlink
    # What the unit has filled in, and how its cells look, is as it was.
    book.save(tmp_path / "after.xlsx")
    assert looks(load_workbook(tmp_path / "after.xlsx")["岗位承诺表"]) == before


def test_a_second_click_takes_away_what_is_cured_and_only_that(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / FAULTY)
    page = book.sheets["岗位承诺表"]
    own_rules = len(page.range("A1:BH400").conditional_formats)
    press("check", book)
    page.range("I9").value = "采购时不按规定比价"
    assert "1 处错误" in press("check", book)
    assert page.range("I9").note is None
    assert our_rules(page) == 1
    page.range("Q9").value = "长期"
    assert "处错误" not in press("check", book)
    assert our_rules(page) == 0
    assert len(page.range("A1:BH400").conditional_formats) == own_rules
    assert not [note for note in page.notes if CHECKED in note.text]


def test_notes_of_the_unit_are_kept(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / FAULTY)
    page = book.sheets["岗位承诺表"]
    from lzxl.excel.platform.protection import protect, unprotect

    unprotect(page)
    page.range("I9").add_note("请王主任补填")
    protect(page)
    press("check", book)
    assert page.range("I9").note.text.startswith("请王主任补填\n" + CHECKED)
    page.range("I9").value = "采购时不按规定比价"
    press("check", book)
    assert page.range("I9").note.text == "请王主任补填"


def test_a_foreign_password_is_told_and_the_list_is_there(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / FAULTY)
    page = book.sheets["岗位承诺表"]
    page.api.unprotect("")
    page.api.protect("别人的密码")
    sentence = press("check", book)
    assert "有保护密码,没有着色" in sentence
    assert book.sheets[CHECK_SHEET].range("A4").value == "错误"
    assert is_protected(page)


def test_without_an_office_all_is_checked_that_needs_no_roster(
    office: Path, screen: Screen, press: Press, tmp_path: Path
) -> None:
    alone = tmp_path / "别处" / "岗位承诺表.xlsx"
    alone.parent.mkdir()
    alone.write_bytes((office / FAULTY).read_bytes())
    assert "没有对照名册" in press("check", screen.show(alone))


def test_the_roster_is_checked_in_place(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / "名册.xlsx")
    page = book.sheets["人员"]
    page.range("C5").value = "没有的单位"
    assert "处错误" in press("check", book)
    assert CHECK_SHEET in [sheet.name for sheet in book.sheets]


def test_workbooks_that_are_none_of_a_units_are_refused_with_a_sentence(
    office: Path, screen: Screen, press: Press
) -> None:
    master = screen.show(office / "汇总册.xlsx")
    assert "不用校验" in press("check", master, refused=True)
    assert CHECK_SHEET not in [sheet.name for sheet in master.sheets]
    plain = screen.app.books.add()
    plain.sheets[0].range("A1").value = "值班安排"
    assert "不是本系统的表" in press("check", plain, refused=True)
