"""The other buttons in a real spreadsheet program, from the click to what lies in the office's folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lzxl import addin
from lzxl.excel.live_session import Screen
from lzxl.forms.booking import FIELDS, SHEET
from lzxl.forms.layout import column_number
from lzxl.forms.master_layout import FIRST_ROW
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.sample import TODAY
from lzxl.workflow.live.click import Click

pytestmark = pytest.mark.office

Press = Callable[..., str]
ROW = {field.name: row for row, field in enumerate(FIELDS, 4)}


def test_an_entry_is_booked_from_the_form_in_the_master(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / "汇总册.xlsx")
    assert "请在“登记扣分”里填好这一笔" in press("deduct", book)
    page = book.sheets[SHEET]
    assert "写明事由" in press("deduct", book)  # nothing is filled in yet
    subject, item = page.range("F1").value, page.range("G1").value
    page.range((ROW["subject"], 2)).value = subject
    page.range((ROW["item"], 2)).value = item
    assert page.range((ROW["points"], 2)).value == page.range("H1").value  # filled in by the formula
    page.range((ROW["reason"], 2)).value = "上班迟到,经提醒仍不改"
    page.range((ROW["investigator"], 2)).value = "本社"
    sentence = press("deduct", book)
    assert sentence.startswith("已登记")
    page = book.sheets[SHEET]
    assert page.range((ROW["reason"], 2)).value is None
    told = page.range((15, 1), (22, 1)).value
    assert told[0] == sentence
    assert any("累计扣" in str(line) for line in told[1:])
    ledger = load_workbook(office / "本社台账.xlsx")["扣分台账"]
    assert "上班迟到,经提醒仍不改" in [cell.value for row in ledger.iter_rows() for cell in row]
    reasons = book.sheets["扣分台账"].range("H4:H400").value
    assert "上班迟到,经提醒仍不改" in reasons  # the open master shows it at once


def test_an_entry_with_a_fault_is_not_booked_and_stays_on_the_form(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / "汇总册.xlsx")
    press("deduct", book)
    before = (office / "本社台账.xlsx").read_bytes() if (office / "本社台账.xlsx").exists() else b""
    page = book.sheets[SHEET]
    page.range((ROW["subject"], 2)).value = "P999 没有这个人"
    page.range((ROW["reason"], 2)).value = "迟到"
    page.range((ROW["points"], 2)).value = 13
    assert "没有登记" in press("deduct", book)
    page = book.sheets[SHEET]
    assert page.range((ROW["reason"], 2)).value == "迟到"
    assert "错误" in page.range((16, 1)).value
    now = (office / "本社台账.xlsx").read_bytes() if (office / "本社台账.xlsx").exists() else b""
    assert now == before


def test_an_entry_is_booked_from_a_workbook_of_its_own(office: Path, screen: Screen, press: Press) -> None:
    press("deduct", screen.show(office / "名册.xlsx"))
    book = screen.app.books.active
    assert [page.name for page in book.sheets] == [SHEET]
    page = book.sheets[SHEET]
    page.range((ROW["subject"], 2)).value = page.range("F2").value
    page.range((ROW["points"], 2)).value = 1
    page.range((ROW["reason"], 2)).value = "脱岗"
    assert press("deduct", book).startswith("已登记")


def test_the_warning_sheet_is_printed_in_one_and_by_unit(office: Path, screen: Screen, press: Press) -> None:
    roster = screen.show(office / "名册.xlsx")
    sentence = press("print", roster)
    assert "有 PDF" in sentence
    printed = sorted(path.name for path in (office / "打印").iterdir() if not path.name.startswith(".~lock"))
    assert printed == ["预警表(分单位).pdf", "预警表(分单位).xlsx", "预警表.pdf", "预警表.xlsx"]
    assert (office / "打印" / "预警表.pdf").read_bytes().startswith(b"%PDF")
    assert screen.opened(office / "打印" / "预警表.xlsx") is not None
    assert press("print", roster)  # what the first click opened is in nobody's way
    opened = screen.opened(office / "打印" / "预警表.xlsx")
    opened.sheets[0].range("A1").value = "我的标题"
    assert "没有保存的改动" in press("print", roster, refused=True)


def test_the_forms_to_sign_are_made_and_the_bound_register_is_opened(
    office: Path, screen: Screen, press: Press
) -> None:
    master = screen.show(office / "汇总册.xlsx")
    level = column_number(POSITION_REGISTER, "assessed_level")
    register = master.sheets[POSITION_REGISTER.sheet]
    number = register.range((FIRST_ROW, 1)).value
    register.range((FIRST_ROW, level)).value = "三级"  # typed and not saved: it stands on paper all the same
    assert "各有 PDF 一份" in press("forms", master)
    names = ("岗位承诺表", "单位承诺表", "廉政风险登记册", "廉政风险登记册(公示版)")
    printed = {path.name for path in (office / "打印").iterdir() if not path.name.startswith(".~lock")}
    assert printed == {f"{name}{suffix}" for name in names for suffix in (".xlsx", ".pdf")}
    assert all((office / "打印" / f"{name}.pdf").read_bytes().startswith(b"%PDF") for name in names)
    opened = screen.opened(office / "打印" / "廉政风险登记册.xlsx")
    assert screen.app.books.active.name == opened.name
    rows = [row for page in opened.sheets for row in page.used_range.options(ndim=2).value]
    (first,) = [row for row in rows if number in row]
    assert any(str(cell).startswith("三级") for cell in first)
    assert press("forms", master)  # what the first click opened is in nobody's way
    screen.opened(office / "打印" / "廉政风险登记册.xlsx").sheets[0].range("A1").value = "我的标题"
    assert "没有保存的改动" in press("forms", master, refused=True)


def test_tables_are_written_back_handed_out_and_proved(office: Path, screen: Screen, press: Press) -> None:
    master = load_workbook(office / "汇总册.xlsx")
    page = master["岗位风险登记册"]
    headings = {cell.value: cell.column for cell in page[3]}
    page.cell(4, headings["评估等级"], "二级")
    master.save(office / "汇总册.xlsx")
    book = screen.show(office / "名册.xlsx")
    assert "1 份承诺表已写回" in press("writeback", book)
    assert list((office / "下发" / "写回").rglob("*.xlsx"))
    assert press("distribute", book).startswith("已给")
    assert press("verify", book) == "核验完成:原件、流水和汇总册一致。"
    original = next(path for path in (office / "归档" / "原件").rglob("*") if path.is_file())
    original.write_bytes(original.read_bytes() + b" ")
    assert press("verify", book) == "核验完成:有 1 处要看。"
    page = screen.app.books.active.sheets["核验结果"]
    assert page.range("A5").value == "错误"
    assert "归档的原件内容变了" in page.range("D5").value


def test_rules_and_their_grounds_are_listed(office: Path, screen: Screen, press: Press) -> None:
    assert "条规则" in press("explain", screen.show(office / "名册.xlsx"))
    page = screen.app.books.active.sheets["依据"]
    assert page.range("A4").value == "条款"
    assert page.range("A5").value


def test_a_new_office_is_made_where_the_person_says(screen: Screen, press: Press, tmp_path: Path) -> None:
    book = screen.app.books.add()
    assert "没有选文件夹" in press("init", book)
    assert "工作目录已建好" in press("init", book, folder=tmp_path / "新社")
    assert screen.app.books.active.fullname == str(tmp_path / "新社" / "名册.xlsx")
    assert "已经有内容" in press("init", book, folder=tmp_path / "新社", refused=True)
    # Excel has no two workbooks of one name open: the new one is made all the same, and the clerk is told where it is.
    assert "另一个叫“名册.xlsx”的工作簿正开着" in press("init", book, folder=tmp_path / "又一社")
    assert (tmp_path / "又一社" / "名册.xlsx").is_file()


def test_the_wrong_workbook_gets_a_sentence_that_says_which_one_to_open(
    screen: Screen, press: Press, tmp_path: Path
) -> None:
    fresh = screen.app.books.add()
    for button in ("consolidate", "assess", "writeback", "print", "deduct", "distribute", "verify", "forms"):
        assert "请先打开工作目录里的“汇总册.xlsx”" in press(button, fresh, refused=True)
    fresh.save(tmp_path / "别的.xlsx")
    assert "不在工作目录里" in press("consolidate", fresh, refused=True)


def test_a_fault_of_ours_is_told_in_one_sentence_and_logged(
    office: Path, screen: Screen, press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    book = screen.show(office / "名册.xlsx")
    before = (screen.app.calculation, screen.app.screen_updating, screen.app.enable_events)

    def broken(_: Click) -> str:
        raise ValueError("something that no clerk should read")

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(addin, "BUTTONS", {**addin.BUTTONS, "consolidate": broken})
    sentence = press("consolidate", book, refused=True)
    assert "something" not in sentence
    assert "lzxl.log" in sentence
    assert "something that no clerk should read" in (tmp_path / ".lzxl" / "lzxl.log").read_text(encoding="utf-8")
    assert (screen.app.calculation, screen.app.screen_updating, screen.app.enable_events) == before
    assert TODAY


def test_the_add_in_finds_the_workbook_that_called_and_says_one_sentence(
    office: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = office / "a=b 名册.xlsx"
    odd.write_bytes((office / "名册.xlsx").read_bytes())
    screen.app.books.open(odd)
    screen.app.books.add()  # another one is in front
    monkeypatch.setattr("sys.argv", ["-c", f"--wb={odd}", "--from_xl=1", "--app=Excel.exe", "--hwnd=4711"])
    screen.app.impl.alerts.clear()
    addin.main("verify")
    assert [alert.prompt[:4] for alert in screen.app.impl.alerts] == ["核验完成"]
    assert screen.app.impl.alerts[0].title == "廉政风险防控"
    assert screen.app.status_bar is False
    monkeypatch.setattr("sys.argv", ["-c"])
    addin.main("consolidate")  # the workbook in front belongs to no office
    assert "请先打开工作目录里的“汇总册.xlsx”" in screen.app.impl.alerts[1].prompt
