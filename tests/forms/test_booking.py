"""The small form of 登记扣分: what it offers, and what is read from it."""

from datetime import date
from decimal import Decimal

from lzxl.cells import Block, Formula, Link, Raw
from lzxl.forms.booking import FIELDS, SHEET, booking_form, first_word, said
from lzxl.law.figures import default_figures
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, Roster, Unit

TODAY = date(2026, 11, 20)
FIGURES = default_figures()


def roster() -> Roster:
    kind, rank = UNIT_KINDS["机关科室"], RANKS["一般"]
    unit = Unit("U10", "监察科", kind)
    return Roster({"U10": unit}, {"P007": Person("P007", "赵样甲", "U10", "科员", rank)})


def block_of(values: dict[str, Raw]) -> Block:
    """Return the form as it is read from the screen with these values typed in."""
    sheet = booking_form(roster(), FIGURES, TODAY, "/office")
    rows: list[list[Raw]] = [[None] * 14 for _ in range(200)]
    for (row, column), value in sheet.cells.items():
        if not isinstance(value, Formula | Link):
            rows[row - 1][column - 1] = float(value) if isinstance(value, Decimal) else value
    for row, field in enumerate(FIELDS, 4):
        if field.name in values:
            rows[row - 1][1] = values[field.name]
    return Block("汇总册.xlsx", SHEET, tuple(map(tuple, rows)))


def test_it_offers_people_units_and_items() -> None:
    sheet = booking_form(roster(), FIGURES, TODAY, "/office")
    assert [sheet.cells[row, 6] for row in (1, 2)] == ["P007 赵样甲(监察科)", "U10 监察科(机关科室)"]
    item = next(iter(FIGURES.items.values()))
    assert (sheet.cells[1, 7], sheet.cells[1, 8]) == (f"{item.code} {item.name}", item.points)
    sources = {drop_down.source for drop_down in sheet.drop_downs}
    assert {f"'{SHEET}'!$F$1:$F$2", f"'{SHEET}'!$G$1:$G${len(FIGURES.items)}"} <= sources


def test_points_follow_the_item_by_formula() -> None:
    sheet = booking_form(roster(), FIGURES, TODAY, "/office")
    points = sheet.cells[6, 2]
    assert isinstance(points, Formula)
    assert "MATCH(B5" in points.text


def test_an_empty_form_is_not_booked() -> None:
    found = said(block_of({}))
    assert not found.filled
    assert found.day == TODAY
    assert found.office == "/office"


def test_a_filled_form_says_what_was_typed() -> None:
    typed: dict[str, Raw] = {"subject": "P007 赵样甲(监察科)", "reason": "迟到", "points": 1, "item": "K01 迟到"}
    found = said(block_of(typed))
    assert found.filled
    assert found.values["points"] == "1"
    assert [first_word(found.values[name]) for name in ("subject", "item")] == ["P007", "K01"]


def test_what_could_not_be_booked_stands_there_again_with_the_reason() -> None:
    kept = said(block_of({"subject": "P007 赵样甲(监察科)", "reason": "迟到", "points": 1})).kept
    sheet = booking_form(roster(), FIGURES, TODAY, "/office", told=["没有登记。", "错误:……"], kept=kept)
    assert sheet.cells[4, 2] == "P007 赵样甲(监察科)"
    assert sheet.cells[8, 2] == "迟到"
    assert "没有登记。" in sheet.cells.values()
