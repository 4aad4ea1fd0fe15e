"""Rows of people: what is left blank or merged below a person's first row belongs to that person."""

from made_blocks import POINT, block, column

from lzxl.cells import Area
from lzxl.findings import Severity
from lzxl.forms.parse import parse
from lzxl.forms.position import POSITION

BLANK_BELOW = {"person_id": None, "person_name": None, "post": None, "duties": None}
SECOND = POINT | {"serial": 2, "text": "付款时一个人审批"}
OTHER = POINT | {"serial": 3, "person_id": "P2", "person_name": "李样", "post": "会计", "duties": "记账"}


def codes(findings, *, notes=True):
    return [f.code for f in findings if notes or f.severity is not Severity.NOTE]


def people(rows, **traits):
    table, findings = parse(POSITION, block(POSITION, rows, **traits))
    return [(row.values["person_id"], row.values["person_name"], row.values["post"]) for row in table.rows], findings


def test_rows_left_blank_below_belong_to_the_person_above_with_one_note():
    rows, findings = people([POINT, SECOND | BLANK_BELOW, SECOND | BLANK_BELOW, OTHER])
    assert rows == [("P1", "张样", "社主任")] * 3 + [("P2", "李样", "会计")]
    assert [(f.code, f.place.address) for f in findings] == [("T140", "C5")]
    assert "第 5 至 6 行" in findings[0].message


def test_merged_names_are_the_same_as_blank_ones():
    areas = tuple(Area(4, column(POSITION, field), 5, column(POSITION, field)) for field in BLANK_BELOW)
    rows, findings = people([POINT, SECOND | BLANK_BELOW], merged=areas)
    assert (rows, codes(findings)) == ([("P1", "张样", "社主任")] * 2, ["T140"])


def test_an_own_name_starts_a_new_person_who_inherits_nothing():
    rows, findings = people([POINT, OTHER | {"person_id": None, "post": None, "duties": None}])
    assert rows[1] == (None, "李样", None)
    assert [(f.code, f.place.address) for f in findings] == [("C101", "D5"), ("C101", "E5")]


def test_a_repeated_name_keeps_post_and_duties_also_further_down():
    again = SECOND | {"post": None, "duties": None}
    rows, findings = people([POINT, again, OTHER, again])
    assert rows == [
        ("P1", "张样", "社主任"),
        ("P1", "张样", "社主任"),
        ("P2", "李样", "会计"),
        ("P1", "张样", "社主任"),
    ]
    assert codes(findings, notes=False) == []


def test_a_blank_number_beside_the_repeated_name_is_that_of_the_first_row():
    rows, _ = people([POINT, SECOND | {"person_id": None}])
    assert rows[1] == ("P1", "张样", "社主任")


def test_an_empty_carried_cell_is_told_once_for_the_person():
    _, findings = people([POINT | {"duties": None}, SECOND | BLANK_BELOW, SECOND | BLANK_BELOW])
    assert [(f.code, f.place.address) for f in findings if f.code == "C101"] == [("C101", "E4")]


def test_a_prefilled_name_without_a_risk_point_is_a_warning_not_a_flood():
    waiting = {"serial": 2, "person_id": "P2", "person_name": "李样", "post": "会计"}
    rows, findings = people([POINT, waiting])
    assert (rows, codes(findings)) == ([("P1", "张样", "社主任")], ["T135"])
    assert "李样" in findings[0].message


def test_a_prefilled_name_above_its_rows_lends_its_name_and_still_owes_its_duties():
    waiting = {"serial": 1, "person_id": "P2", "person_name": "李样", "post": "会计"}
    rows, findings = people([waiting, SECOND | BLANK_BELOW])
    assert rows == [("P2", "李样", "会计")]
    assert [(f.code, f.place.address) for f in findings if f.severity is Severity.ERROR] == [("C101", "E5")]
