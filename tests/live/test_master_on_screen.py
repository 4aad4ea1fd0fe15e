"""汇总 on the master that is open on the screen: what was typed survives, whatever comes after."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lzxl.cells import WorkbookOut
from lzxl.excel import live
from lzxl.excel.live_session import OpenBook, OpenSheet, Screen
from lzxl.excel.platform.document import set_custom_properties
from lzxl.excel.write import render
from lzxl.forms.layout import column_number
from lzxl.forms.master import LAYOUT, MasterContent, master
from lzxl.forms.master_layout import FIRST_ROW
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.overview import Numbers
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.register.state import State, fold
from lzxl.sample import TODAY
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.folder import verify
from lzxl.workflow.live import open_master

pytestmark = pytest.mark.office

Press = Callable[..., str]

LEVEL = column_number(POSITION_REGISTER, "assessed_level")
TREATMENT = column_number(POSITION_REGISTER, "treatment")


def state_of(root: Path) -> State:
    """Return what the journal of an office says."""
    office = Office(root)
    return fold(Journal.load(office.journal, office.head).events)


def register(book: OpenBook) -> OpenSheet:
    """Return the sheet of the position register."""
    return book.sheets[POSITION_REGISTER.sheet]


def type_level(book: OpenBook, level: str, row: int = FIRST_ROW) -> str:
    """Type an assessed level into a row and return the row's number."""
    register(book).range((row, LEVEL)).value = level
    number: str = register(book).range((row, 1)).value
    return number


def level_in_file(path: Path, number: str) -> object:
    """Return the assessed level of a number in a master's file."""
    rows = load_workbook(path)[POSITION_REGISTER.sheet].iter_rows(min_row=FIRST_ROW, values_only=True)
    return next(row[LEVEL - 1] for row in rows if row[0] == number)


def test_what_was_typed_and_not_saved_is_taken_and_shown(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / "汇总册.xlsx")
    saved = type_level(book, "三级", FIRST_ROW + 1)
    book.save()
    number = type_level(book, "一级")
    sentence = press("consolidate", book)
    assert sentence.startswith("2026 年度汇总完成")
    assert register(book).range((FIRST_ROW, LEVEL)).value == "一级"
    assert register(book).range((FIRST_ROW, TREATMENT)).value == "建立制度,重点监管"
    assert state_of(office).office[POSITION_REGISTER.sheet, number].values["assessed_level"] == "一级"
    assert level_in_file(office / "汇总册.xlsx", number) == "一级"
    # What stood there before is kept; a second click has nothing to keep and nothing to tell the journal.
    copies = list((office / "归档" / "汇总册").glob("*/*.xlsx"))
    assert [level_in_file(copy, number) for copy in copies] == ["一级"]
    before = (office / "归档" / "journal.jsonl").read_bytes()
    press("consolidate", book)
    assert (office / "归档" / "journal.jsonl").read_bytes() == before
    assert list((office / "归档" / "汇总册").glob("*/*.xlsx")) == copies
    type_level(book, "二级", FIRST_ROW + 2)  # neither saved nor clicked: that is the person's own choice
    book.close()
    # The command line finds nothing touched, and its file shows what the screen showed.
    assert verify(office).findings == []
    before = state_of(office).master
    report = consolidate(office, year=None, today=TODAY)
    assert level_in_file(office / "汇总册.xlsx", number) == "一级"
    assert state_of(office).master == before  # what the screen showed is what the file shows
    assert not [f for f in report.findings if f.code.startswith("G12")]
    assert level_in_file(office / "汇总册.xlsx", saved) == "三级"


def test_a_break_off_between_journal_and_screen_loses_nothing(
    office: Path, screen: Screen, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = screen.show(office / "汇总册.xlsx")
    number = type_level(book, "一级")

    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(open_master, "fill", broken)
    monkeypatch.setenv("HOME", str(office))
    assert "lzxl.log" in press("consolidate", book, refused=True)
    book.close()
    assert state_of(office).office[POSITION_REGISTER.sheet, number].values["assessed_level"] == "一级"
    consolidate(office, year=None, today=TODAY)
    assert level_in_file(office / "汇总册.xlsx", number) == "一级"


def state_rows(book: OpenBook) -> list[object]:
    """Return the numbers that the register shows."""
    column = register(book).range((FIRST_ROW, 1), (5000, 1)).options(ndim=1).value
    while column and column[-1] is None:
        column.pop()
    return list(column)


def small_master() -> WorkbookOut:
    """Return a master of one register with a row."""
    rows = {POSITION_REGISTER.sheet: [{"number": "甲-1"}]}
    numbers = Numbers("某社", 2026, None, {"机关科室": {}}, {}, [], {}, {})
    return master(MasterContent(numbers, rows), (POSITION_REGISTER,))


def test_ten_runs_leave_as_many_rules_as_one(screen: Screen, tmp_path: Path) -> None:
    workbook = small_master()
    (tmp_path / "汇总册.xlsx").write_bytes(render(workbook))
    book = screen.show(tmp_path / "汇总册.xlsx")

    def rules() -> dict[str, int]:
        return {page.name: len(page.range("A1:Z200").conditional_formats) for page in book.sheets}

    before = rules()
    assert before[POSITION_REGISTER.sheet] == 5
    for _ in range(10):
        open_master.fill(book, live.read_values(book), workbook)
    assert rules() == before
    book.save()
    saved = load_workbook(tmp_path / "汇总册.xlsx")[POSITION_REGISTER.sheet]
    assert sum(len(found.rules) for found in saved.conditional_formatting) == 5


def test_fewer_rows_and_columns_of_ones_own(office: Path, screen: Screen, press: Press) -> None:
    book = screen.show(office / "汇总册.xlsx")
    rows = len(state_rows(book))
    (office / "收件" / "监察科" / "岗位承诺表.xlsx").rename(office.parent / "拿走的.xlsx")
    number = type_level(book, "一级")
    page = book.sheets[UNIT_REGISTER.sheet]
    page.range("C:C").insert("right")  # everything after it stands elsewhere now
    page.range((3, 3)).value = "自加"
    assert "已评估 1 个" in press("assess", book)
    fewer = state_rows(book)
    assert 0 < len(fewer) < rows
    assert None not in fewer
    assert number in fewer
    table = register(book).tables[0].range.address.replace("$", "")
    assert table.endswith(str(FIRST_ROW + len(fewer) - 1))
    page = book.sheets[UNIT_REGISTER.sheet]  # made anew, as its headings did not stand where ours do
    headings = page.range((3, 1), (3, len(UNIT_REGISTER.columns))).value
    assert headings == [column.heading for column in UNIT_REGISTER.columns]
    page.range((3, 1), (3, len(UNIT_REGISTER.columns))).value = None
    assert "没有了表头" in press("assess", book, refused=True)


def test_the_master_that_is_not_open_is_written_and_opened(office: Path, screen: Screen, press: Press) -> None:
    (office / "汇总册.xlsx").unlink()
    book = screen.show(office / "名册.xlsx")
    press("consolidate", book)
    opened = screen.opened(office / "汇总册.xlsx")
    assert opened is not None
    assert register(opened).range((FIRST_ROW, 1)).value


def test_an_overview_made_anew_says_that_its_charts_are_missing_until_they_are_back(
    office: Path, screen: Screen, press: Press
) -> None:
    book, roster = screen.show(office / "汇总册.xlsx"), screen.show(office / "名册.xlsx")
    assert "图表" not in press("consolidate", book)
    set_custom_properties(book, {LAYOUT: "an older one"})
    type_level(book, "二级")
    for _ in range(2):  # nothing new the second time, and still no charts
        assert press("consolidate", book).endswith("打开名册再点一次“汇总”,图表就回来了。")
    book.save()
    book.close()
    assert "图表" not in press("consolidate", roster)
    assert "图表" not in press("assess", screen.app.books.active)
    assert len(load_workbook(office / "汇总册.xlsx")["总览"]._charts) == 4
    assert level_in_file(office / "汇总册.xlsx", str(state_rows(screen.opened(office / "汇总册.xlsx"))[0])) == "二级"
