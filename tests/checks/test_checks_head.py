"""The head: whose table it is, for which year; what the hidden identity repairs and contradicts."""

from datetime import date

import pytest
from made_books import ENTRY, HEAD, POINT, ROSTER, book, submit

from lzxl.cells import Block, Book
from lzxl.checks.book import refusal
from lzxl.findings import Severity
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE

CLAIMS = {"lzxl.form": "扣分台账", "lzxl.version": "1", "lzxl.unit": "U08", "lzxl.year": "2026"}

HEADS = [
    ("number and name", {}, "U08", []),
    ("name only", {"unit_id": None}, "U08", ["X106"]),
    ("number only", {"unit_name": None}, "U08", ["X106"]),
    ("number as a clerk's Excel has it", {"unit_id": " Ｕ08 "}, "U08", ["C104"]),
    ("short name", {"unit_name": "样一社"}, "U08", ["X105"]),
    ("alias", {"unit_name": "样例一社"}, "U08", ["X105"]),
    ("name with blanks", {"unit_name": "样例一 供销社"}, "U08", ["X105"]),
    ("number in the place of the name", {"unit_name": "U08", "unit_id": None}, "U08", ["X105", "X106"]),
    ("number in both places", {"unit_name": "U08"}, "U08", ["X105"]),
    ("another's number in the place of the name", {"unit_name": "U09"}, "", ["X104"]),
    ("name in the place of the number", {"unit_name": None, "unit_id": "样例一供销社"}, "", ["X101"]),
    ("unknown name", {"unit_name": "样例一供销合作社", "unit_id": None}, "", ["X102"]),
    ("unknown number", {"unit_id": "U88"}, "", ["X101"]),
    ("number of one, name of another", {"unit_id": "U09"}, "", ["X104"]),
    ("an alias of two units", {"unit_name": "老社", "unit_id": None}, "", ["X103"]),
    ("neither", {"unit_name": None, "unit_id": None}, "", ["C101", "C101"]),
    ("a placeholder", {"unit_name": "无", "unit_id": None}, "", ["C102"]),
    ("Latin look-alike", {"unit_name": "样例l供销社", "unit_id": None}, "", ["X102"]),
    ("Kangxi radical", {"unit_name": "样例\u2f00供销社", "unit_id": None}, "", ["C104", "X102"]),
    ("wrong year", {"year": 2025}, "U08", ["X132"]),
    ("no year", {"year": None}, "U08", ["C101"]),
    ("unreadable year", {"year": "去年"}, "U08", ["C133"]),
    ("dated years away", {"filled": date(2062, 9, 1)}, "U08", ["X133"]),
    ("not dated", {"filled": None}, "U08", ["X134"]),
]


@pytest.mark.parametrize(
    ("what", "change", "unit", "codes"), HEADS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_head_of_a_ledger(what, change, unit, codes):
    found = submit(book(LEDGER, [ENTRY], HEAD | change))
    assert (found.unit, [finding.code for finding in found.findings]) == (unit, codes), what


def test_a_unit_that_is_not_known_is_told_with_its_nearest_name_and_odd_character():
    (finding,) = submit(book(LEDGER, [ENTRY], HEAD | {"unit_name": "样例l供销社", "unit_id": None})).findings
    assert "U+006C" in finding.message
    assert "“样例一供销社”" in finding.cure


@pytest.mark.parametrize(
    ("change", "claims", "codes", "unit", "year"),
    [
        ({"unit_name": None, "unit_id": None}, {}, ["X107"], "U08", 2026),
        ({"year": None}, {}, ["X130"], "U08", 2026),
        ({}, {"lzxl.unit": "U09"}, ["X108"], "U08", 2026),
        ({}, {"lzxl.year": "2025"}, ["X131"], "U08", 2026),
        ({}, {"lzxl.unit": "U77"}, [], "U08", 2026),
        ({"unit_name": "#"}, {}, ["X102"], "", 2026),
    ],
)
def test_hidden_identity_repairs_an_empty_head_and_never_overrules_a_full_one(change, claims, codes, unit, year):
    found = submit(book(LEDGER, [ENTRY], HEAD | change, properties=CLAIMS | claims))
    assert ([f.code for f in found.findings], found.unit, found.year) == (codes, unit, year)
    repaired = [f for f in found.findings if f.code in {"X107", "X130"}]
    assert all(f.severity is Severity.NOTE for f in repaired)


@pytest.mark.parametrize("field", ["filled", "promiser", "promised"])
def test_a_commitment_is_dated_and_promised(field):
    found = submit(book(UNIT_TABLE, [POINT], HEAD | {field: None}))
    assert [f.code for f in found.findings] == ["C101"]


def test_a_promiser_who_is_not_the_head_is_a_note():
    found = submit(book(UNIT_TABLE, [POINT], HEAD | {"promiser": "李样"}))
    assert [f.code for f in found.findings] == ["X147"]


def test_a_folder_named_for_another_unit_is_a_warning():
    assert [f.code for f in submit(book(LEDGER, [ENTRY], file="收件/样例二供销社/台账.xlsx")).findings] == ["X109"]
    assert submit(book(LEDGER, [ENTRY], file="收件/样例一供销社/样例二供销社台账.xlsx")).findings == ()


def test_without_a_roster_units_and_people_stand_as_named_and_any_year_is_right():
    found = submit(book(POSITION, [POINT], HEAD | {"year": 2019, "filled": date(2019, 1, 1)}), roster=None, year=None)
    assert (found.unit, found.year, found.points[0].person, found.findings) == ("U08", 2019, "P08", ())


def test_findings_carry_the_unit_s_name():
    found = submit(book(LEDGER, [ENTRY | {"points": None}]))
    assert [(f.code, f.unit) for f in found.findings] == [("C101", ROSTER.units["U08"].name)]


EMPTY = [
    (book(POSITION, []), ["T150"]),
    (book(POSITION, [], pictures=2), ["T151"]),
    (book(LEDGER, []), ["T150"]),
    (book(LEDGER, [], HEAD | {"zero_report": "是"}), []),
    (book(LEDGER, [ENTRY], HEAD | {"zero_report": "是"}), ["K110"]),
]


@pytest.mark.parametrize(("given", "codes"), EMPTY)
def test_a_table_without_rows(given, codes):
    found = submit(given)
    assert [f.code for f in found.findings] == codes


def test_a_foreign_workbook_is_refused_with_a_reason():
    foreign = Book("杂.xlsx", "xlsx", (Block("杂.xlsx", "Sheet1", (("姓名", "手机"),)),))
    assert [f.code for f in refusal(foreign)] == ["T101"]
    assert refusal(book(LEDGER, [])) == []
