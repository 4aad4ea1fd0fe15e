"""Rows of the commitment tables: whose they are, what stands twice, levels and dates."""

from datetime import date

import pytest
from made_books import HEAD, POINT, SECOND, book, submit, told

from lzxl.findings import Severity
from lzxl.forms.position import POSITION
from lzxl.forms.samples import SAMPLES
from lzxl.forms.unit import UNIT_TABLE

PEOPLE = [
    ("number and name", {}, "P08", []),
    ("name only", {"person_id": None}, "P08", []),
    ("name of two, one of them here", {"person_id": None, "person_name": "李样", "post": "会计"}, "P09", []),
    ("name with a blank", {"person_name": "张 样"}, "P08", [("X125", "person_name")]),
    ("another post", {"post": "社长"}, "P08", [("X146", "post")]),
    ("unknown number", {"person_id": "P88"}, None, [("X120", "person_id")]),
    ("unknown name", {"person_id": None, "person_name": "無样"}, None, [("X121", "person_name")]),
    ("number of one, name of another", {"person_id": "P09"}, None, [("X123", "person_name")]),
    ("of another unit, by number", {"person_id": "P10", "person_name": "周样"}, None, [("X124", "person_name")]),
    ("of another unit, by name", {"person_id": None, "person_name": "周样"}, None, [("X124", "person_name")]),
    ("traditional spelling", {"person_id": None, "person_name": "張样"}, None, [("X121", "person_name")]),
    ("number missing its name", {"person_name": None}, None, [("C101", "person_name")]),
]


@pytest.mark.parametrize(
    ("what", "change", "person", "findings"), PEOPLE, ids=lambda v: v if isinstance(v, str) else ""
)
def test_whose_row_it_is(what, change, person, findings):
    found = submit(book(POSITION, [POINT | change]))
    assert told(POSITION, found) == findings, what
    assert [point.person for point in found.points] == ([] if person is None else [person])


def test_two_of_one_name_in_a_unit_are_an_error_that_names_both():
    head = HEAD | {"unit_name": "样例三供销社", "unit_id": "U10"}
    (finding,) = submit(
        book(POSITION, [POINT | {"person_id": None, "person_name": "郑样", "post": "出纳"}], head)
    ).findings
    assert (finding.code, finding.severity) == ("X122", Severity.ERROR)
    assert "P13(出纳)、P14(仓管)" in finding.message


def test_an_unknown_person_is_told_once_for_all_rows_that_lean_on_the_name():
    unknown = POINT | {"person_id": None, "person_name": "无名样"}
    below = SECOND | {"person_id": None, "person_name": None, "post": None, "duties": None}
    found = submit(book(POSITION, [unknown, below]))
    assert sorted(told(POSITION, found)) == [("T140", "person_name"), ("X121", "person_name")]


ROWS = [
    ("the same row twice", [POINT, POINT | {"serial": 2}], [("X140", "text")], 1),
    ("the same point, other measures", [POINT, POINT | {"measures": "另一种办法"}], [("X141", "text")], 2),
    ("the same row of two people", [POINT, POINT | {"person_id": "P09", "person_name": "李样", "post": "会计"}], [], 2),
    ("one step off", [POINT | {"self_level": "三级"}], [("X143", "self_level")], 1),
    ("two steps off", [POINT | {"harm": "高", "self_level": "三级"}], [("X142", "self_level")], 1),
    ("level filled in by the unit", [POINT | {"claimed_level": "一级"}], [], 1),
    ("opinion filled in by the unit", [POINT | {"claimed_opinion": "同意"}], [], 1),
    ("time limit in the past", [POINT | {"deadline": date(2026, 8, 31)}], [("X145", "deadline")], 1),
    ("time limit today", [POINT | {"deadline": date(2026, 9, 1)}], [], 1),
    ("copied from the sample", [POINT | {"text": SAMPLES["岗位承诺表"]["text"]}], [("X150", "text")], 1),
    ("one broken row of two", [POINT | {"size": "巨大"}, SECOND], [("C113", "size")], 1),
]


@pytest.mark.parametrize(("what", "rows", "findings", "points"), ROWS, ids=lambda v: v if isinstance(v, str) else "")
def test_rows(what, rows, findings, points):
    found = submit(book(POSITION, rows))
    assert (told(POSITION, found), len(found.points)) == (findings, points), what


def test_a_row_becomes_a_record():
    (point,) = submit(book(UNIT_TABLE, [POINT | {"deadline": "2026年12月20日前"}])).points
    assert (point.unit, point.person, point.ordinal, point.power) == ("U08", "", 1, "进货")
    assert (point.ways, point.elements, point.deadline) == (("自己找", "群众提"), ("权", "钱"), date(2026, 12, 20))
    assert (point.place.sheet, point.place.row) == ("单位承诺表", 4)


def test_the_ordinal_counts_the_rows_of_a_person_broken_ones_too():
    rows = [POINT, POINT | {"text": None}, SECOND]
    assert [point.ordinal for point in submit(book(POSITION, rows)).points] == [1, 3]
