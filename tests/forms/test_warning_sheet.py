"""The warning sheet: every account three ways (letter, word, marks), nothing of what was done, A4 with its title on every page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from lzxl.cells import Cell, Sheet
from lzxl.forms.warning_sheet import MOST_SHEETS, About, Warned, unit_books, warning_book
from lzxl.law.figures import FIGURES, Setting, default_figures, resolve
from lzxl.law.scope import UNIT_KINDS
from lzxl.law.warning import GRADES
from lzxl.model import Account, Deduction, Notice, RegisteredEntry, Unit

KIND = next(iter(UNIT_KINDS.values()))
ABOUT = About(2026, date(2026, 11, 20), default_figures())
TOTALS = {"A": "9.5", "B": "6", "C": "3", "D": "0"}


def warned(letter: str, place: int = 1, *, of_unit: bool = False, entries: int = 1, unit: int = 1) -> Warned:
    """Return an account of a grade; what was done is told apart by a word of its own."""
    person, total = "" if of_unit else f"P{place:03d}", Decimal(TOTALS[letter])
    made = tuple(
        RegisteredEntry(
            f"K2026-U05-{place:03d}{number}",
            Deduction(
                ledger="U05",
                year=2026,
                serial=number,
                day=date(2026, 3, number % 28 + 1),
                subject_kind="单位" if of_unit else "个人",
                unit=f"U{unit:03d}",
                person=person,
                reason="不可张贴的事由",
                item="K01",
                record_type="扣分" if total else "提醒",
                points=total,
                basis="不可张贴的依据",
                remark="不可张贴的备注",
            ),
        )
        for number in range(entries)
    )
    kind = "单位" if of_unit else "个人"
    account = Account(
        2026,
        kind,
        f"U{unit:03d}",
        person,
        total,
        max(12 - total, Decimal(0)),
        letter,
        default_figures().disposal(letter),
        "说明",
        tuple(one.number for one in made),
    )
    place_of = Unit(f"U{unit:03d}", f"示例第{unit}社", KIND)
    return Warned(account, place_of, "" if of_unit else f"样例{place}", made, None)


def notice(one: Warned, due: date | None, state: str) -> Warned:
    """Return the same account with a notice of its grade."""
    a = one.account
    made = Notice("YJ", 2026, a.grade, a.subject_kind, a.unit, a.person, None, a.total, a.disposal, due, state, "")
    return replace(one, notice=made)


WIDE = {mark + 0xFEE0: mark for mark in range(0x21, 0x7F)}


def shown(sheet: Sheet) -> str:
    """Return all texts of a sheet, full-width marks as half-width ones."""
    return "\n".join(str(value) for value in sheet.cells.values()).translate(WIDE)


def rows_of(sheet: Sheet, letter: str) -> list[tuple[int, dict[int, str]]]:
    """Return the rows of a grade: sheet row, texts by column."""
    assert sheet.print_setup.title_rows
    below = sheet.print_setup.title_rows[1]
    at = [row for (row, column), value in sheet.cells.items() if row > below and column == 2 and value == f"{letter}级"]
    return [(row, {c: str(v).translate(WIDE) for (r, c), v in sheet.cells.items() if r == row}) for row in at]


@pytest.mark.parametrize("letter", GRADES)
def test_a_grade_is_told_by_letter_word_and_marks_as_well_as_by_colour(letter: str) -> None:
    (sheet,) = warning_book([warned(letter)], ABOUT).sheets
    ((row, texts),) = rows_of(sheet, letter)
    grade = GRADES[letter]
    assert texts[3] == f"{grade.colour}色\n" + "●" * grade.rank + "○" * (4 - grade.rank)
    for cell in ((row, 2), (row, 3)):
        assert (sheet.styles[cell].fill, sheet.styles[cell].ink) == (grade.fill, grade.ink)
    others = {sheet.styles[row, at].fill for at in range(4, 11)}
    assert others == {None}  # nothing else rests on colour


def test_a_row_says_who_how_many_points_on_what_and_what_follows() -> None:
    of_person = notice(warned("B", 7, entries=3), date(2026, 12, 5), "整改中")
    (sheet,) = warning_book([of_person], ABOUT).sheets
    ((_, texts),) = rows_of(sheet, "B")
    assert texts[1] == "1"
    assert texts[4] == "样例7\nP007"
    assert texts[5] == "示例第1社"
    assert (texts[6], texts[7]) == ("6", "6")
    assert texts[8].split("\n") == [f"3月{n + 1}日扣6分 K2026-U05-007{n}" for n in range(3)]
    assert texts[9] == "诫勉谈话,系统内通报,责令整改"
    assert texts[10] == "2026年\n12月5日\n(整改中)"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (warned("C"), "—"),
        (notice(warned("C"), None, "待发出"), "通知待发出"),
        (notice(warned("D"), None, "已办结"), "已办结"),
        (notice(warned("A"), date(2026, 1, 3), "逾期"), "2026年\n1月3日\n(逾期)"),
    ],
)
def test_the_term_is_that_of_the_notice(one: Warned, said: str) -> None:
    (sheet,) = warning_book([one], ABOUT).sheets
    ((_, texts),) = rows_of(sheet, one.account.grade)
    assert texts[10] == said


def test_full_points_and_a_units_own_account_and_a_holder() -> None:
    full = warned("A")
    full = replace(full, account=replace(full.account, total=Decimal(12), left=Decimal(0)))
    (sheet,) = warning_book([full, warned("C", of_unit=True), replace(warned("D", 3), entries=())], ABOUT).sheets
    assert rows_of(sheet, "A")[0][1][6] == "12\n满12分"
    assert rows_of(sheet, "C")[0][1][4] == "(单位)"
    assert rows_of(sheet, "D")[0][1][8] == "名下有一级风险点"


def test_nothing_of_what_was_done_is_on_the_sheet() -> None:
    everyone = [warned(letter, number) for number, letter in enumerate(GRADES, 1)]
    for book in (warning_book(everyone, ABOUT), *unit_books(everyone, ABOUT)):
        for sheet in book.sheets:
            assert "不可张贴" not in shown(sheet)


def test_the_legend_counts_and_says_where_each_grade_begins() -> None:
    (sheet,) = warning_book([warned("A"), warned("C", 2), warned("C", 3)], ABOUT).sheets
    text = shown(sheet)
    assert "A级(红色) ●●●● 1个\n过错预警(事后) 9分起" in text
    assert "B级(黄色) ●●●○ 0个\n过错预警(事后) 6分起" in text
    assert "C级(蓝色) ●●○○ 2个\n过错预警(事后) 3分起" in text
    assert "D级(绿色) ●○○○ 0个\n无过错预警(事前) 有提醒" in text
    assert "虞合委〔2011〕14号二(五)" in text
    assert "2026年度\u3000截至2026年11月20日" in text


def test_figures_say_how_far_they_are_adopted() -> None:
    adopted = [Setting(name, None, date(2026, 1, 4), row) for row, name in enumerate(FIGURES, 4)]
    by_rule = About(2026, date(2026, 11, 20), resolve(adopted)[0])
    trial, rule = (shown(warning_book([warned("A")], about).sheets[0]) for about in (ABOUT, by_rule))
    assert ("试行参数" in trial, "本社规定" in trial) == (True, False)
    assert ("试行参数" in rule, "本社规定" in rule) == (False, True)
    days = next(name for name in FIGURES if name == "B级整改天数")
    partly = About(2026, date(2026, 11, 20), resolve([one for one in adopted if one.item != days])[0])
    assert "整改天数为试行参数" in shown(warning_book([warned("A")], partly).sheets[0])


def test_paper_is_a4_with_title_and_headings_on_every_page_and_rows_kept_whole() -> None:
    everyone = [warned("C", number, entries=number % 9 + 1) for number in range(1, 60)]
    (sheet,) = warning_book(everyone, ABOUT).sheets
    setup = sheet.print_setup
    assert setup.title_rows == (1, 5)
    assert setup.landscape
    assert setup.footer.count(f"共 {len(setup.breaks) + 1} 页") == 1
    title = sum(sheet.heights[row] for row in range(1, 6))
    last = max(row for row, _ in sheet.cells)
    ends = [5, *setup.breaks, last]
    for begin, end in pairwise(ends):
        assert title + sum(sheet.heights[row] for row in range(begin + 1, end + 1)) <= 492
    assert [int(texts[1]) for _, texts in rows_of(sheet, "C")] == list(range(1, 60))
    notes = next(row for (row, _), value in sheet.cells.items() if "虞合委" in str(value))
    assert setup.breaks[-1] < rows_of(sheet, "C")[-1][0] < notes  # the notes are never alone on a page


def test_an_account_with_many_entries_goes_on_in_further_rows() -> None:
    (sheet,) = warning_book([warned("A", entries=50)], ABOUT).sheets
    text = "\n".join(texts[8] for _, texts in _all_rows(sheet) if 8 in texts)
    assert [number for number in range(50) if f"K2026-U05-001{number}" not in text] == []


def _all_rows(sheet: Sheet) -> Sequence[tuple[int, dict[int, str]]]:
    rows = sorted({row for row, _ in sheet.cells if row > 5})
    return [(row, {c: str(v).translate(WIDE) for (r, c), v in sheet.cells.items() if r == row}) for row in rows]


def test_without_a_grade_the_sheet_says_so() -> None:
    for book in (warning_book([], ABOUT), *unit_books([], ABOUT)):
        (sheet,) = book.sheets
        assert "2026年度没有达到预警等级的个人和单位。" in shown(sheet)
        assert "A级(红色) ●●●● 0个" in shown(sheet)


def test_where_nothing_was_entered_that_is_said_too() -> None:
    (sheet,) = warning_book([], ABOUT._replace(entered=False)).sheets
    assert "2026年度还没有扣分登记，没有达到预警等级的个人和单位。".translate(WIDE) in shown(sheet)


def test_a_page_for_each_unit_has_its_own_people_and_counts_only() -> None:
    both = [warned("A", 1, unit=1), warned("C", 2, unit=2), warned("D", 3, unit=1)]
    (book,) = unit_books(both, ABOUT)
    assert [sheet.name for sheet in book.sheets] == ["示例第1社", "示例第2社"]
    first, second = map(shown, book.sheets)
    assert ("样例1" in first, "样例2" in first, "样例3" in first) == (True, False, True)
    assert ("样例1" in second, "样例2" in second, "样例3" in second) == (False, True, False)
    assert "C级(蓝色) ●●○○ 0个" in first
    assert "C级(蓝色) ●●○○ 1个" in second
    assert all("共 1 页" in sheet.print_setup.footer for sheet in book.sheets)


def test_more_units_than_a_workbook_should_have_go_to_a_second_one() -> None:
    many = [warned("C", number, unit=number) for number in range(1, MOST_SHEETS + 3)]
    assert [len(book.sheets) for book in unit_books(many, ABOUT)] == [MOST_SHEETS, 2]


def test_merged_cells_do_not_overlap() -> None:
    (sheet,) = warning_book([warned(letter, n) for n, letter in enumerate("ABCD", 1)], ABOUT).sheets
    seen: set[Cell] = set()
    for area in sheet.merges:
        cells = {(r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, area.right + 1)}
        assert not cells & seen
        seen |= cells
