"""What only shows when workbooks lie side by side."""

from itertools import permutations

import pytest
from made_books import HEAD, POINT, ROSTER, SECOND, book, submit

from lzxl.checks import across
from lzxl.checks.across import check_across
from lzxl.findings import Severity
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE

TWO = HEAD | {"unit_name": "样例二供销社", "unit_id": "U09", "promiser": "周样"}
ZHOU = POINT | {"person_id": "P10", "person_name": "周样"}
LI = SECOND | {"person_id": "P09", "person_name": "李样", "post": "会计"}

ONE_FILE = submit(book(POSITION, [POINT, LI], file="甲.xlsx"))
OTHER_FILE = submit(book(POSITION, [ZHOU], TWO, file="乙.xlsx"))
UNIT_FILE = submit(book(UNIT_TABLE, [POINT], file="丙.xlsx"))


def told(*submissions):
    return [(f.code, f.place.file, f.place.row) for f in check_across(submissions, ROSTER)]


def test_a_copied_point_names_both_whatever_the_order_of_files():
    expected = check_across([ONE_FILE, OTHER_FILE, UNIT_FILE], ROSTER)
    assert [(f.code, f.severity, f.place.file, f.unit) for f in expected] == [
        ("X160", Severity.WARNING, "甲.xlsx", "样例一供销社")
    ]
    assert "“周样”" in expected[0].message
    assert "乙.xlsx" in expected[0].message
    for order in permutations([ONE_FILE, OTHER_FILE, UNIT_FILE]):
        assert check_across(order, ROSTER) == expected


def test_one_s_own_point_sent_again_is_no_copy():
    assert told(ONE_FILE, submit(book(POSITION, [POINT], file="甲(更正).xlsx"))) == []


def test_other_words_of_the_same_hash_are_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [ONE_FILE, OTHER_FILE, UNIT_FILE]
    expected = told(*files)
    monkeypatch.setattr(across, "hash", lambda _: 7, raising=False)
    assert told(*files) == expected


def test_a_short_text_may_be_the_same_by_chance():
    short = {"text": "收礼", "measures": "不收"}
    assert (
        told(
            submit(book(POSITION, [POINT | short], file="甲.xlsx")),
            submit(book(POSITION, [ZHOU | short], TWO, file="乙.xlsx")),
        )
        == []
    )


def test_a_person_on_two_units_tables():
    here = submit(book(POSITION, [POINT], file="甲.xlsx"), roster=None)
    there = submit(book(POSITION, [SECOND], TWO, file="乙.xlsx"), roster=None)
    assert told(here, there) == [("X161", "甲.xlsx", 4)]
