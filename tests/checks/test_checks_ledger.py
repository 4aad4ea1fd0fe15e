"""Entries of the deduction ledger: points, dates, serial numbers, items, and whom they are about."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from made_books import ENTRY, HEAD, book, submit, told

from lzxl.forms.ledger import LEDGER
from lzxl.law.figures import Setting, resolve

OFFICE = HEAD | {"unit_name": "监察科", "unit_id": "U05"}

CELLS = [
    ("as it should be", {}, [], "1.5"),
    ("text number", {"points": "1.5"}, [("C104", "points")], "1.5"),
    ("half a step", {"points": 0.25}, [("K102", "points")], None),
    ("nothing", {"points": None}, [("C101", "points")], None),
    ("zero", {"points": 0}, [("K101", "points")], None),
    ("thirteen", {"points": 13}, [("K101", "points")], None),
    ("twelve", {"points": 12}, [], "12"),
    ("negative", {"points": -3}, [("C131", "points")], None),
    ("a date", {"points": date(2026, 3, 1)}, [("C135", "points")], None),
    ("a reminder", {"record_type": "提醒", "points": 0}, [], "0"),
    ("a reminder with points", {"record_type": "提醒", "points": 1}, [("K103", "points")], None),
    ("the year before", {"day": date(2025, 12, 31)}, [("K104", "day")], None),
    ("the first of January", {"day": datetime(2026, 1, 1)}, [], "1.5"),
    ("the last second", {"day": datetime(2026, 12, 31, 23, 59, 59)}, [("C121", "day")], "1.5"),
    ("the year after", {"day": date(2027, 1, 1)}, [("K104", "day")], None),
    ("serial 0", {"serial": 0}, [("K105", "serial")], None),
    ("item with its points", {"item": "S02"}, [], "1.5"),
    ("item in small letters", {"item": "s02"}, [("K121", "item")], "1.5"),
    ("item by name", {"item": "责令书面检查"}, [("K121", "item")], "1.5"),
    ("item with name", {"item": "S02 责令书面检查"}, [("C104", "item"), ("K121", "item")], "1.5"),
    ("item with other points", {"item": "S02", "points": 1}, [("K122", "points")], "1"),
    ("the same with a reason", {"item": "S02", "points": 1, "remark": "主动说明情况"}, [], "1"),
    ("unknown item", {"item": "S99"}, [("K120", "item")], None),
    ("no such body", {"investigator": "纪委"}, [("C113", "investigator")], None),
]


@pytest.mark.parametrize(
    ("what", "change", "findings", "counted"), CELLS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_an_entry(what, change, findings, counted):
    found = submit(book(LEDGER, [ENTRY | change]))
    assert told(LEDGER, found) == findings, what
    assert [entry.points for entry in found.entries] == ([] if counted is None else [Decimal(counted)])


def test_the_step_is_the_office_s_own():
    figures, bad = resolve([Setting("扣分步长", 0.25, None, 5)])
    assert bad == []
    assert submit(book(LEDGER, [ENTRY | {"points": 0.25}]), figures=figures).findings == ()


SUBJECTS = [
    # head, what the row says, (unit, person) or None, findings
    (HEAD, {}, ("U08", "P09"), []),
    (HEAD, {"person_id": None, "person_name": "李样"}, ("U08", "P09"), []),
    (HEAD, {"person_id": None}, None, [("C101", "person_name")]),
    (HEAD, {"person_id": "P10"}, None, [("X124", "person_id")]),
    (HEAD, {"person_id": None, "person_name": "周样"}, None, [("X124", "person_name")]),
    (HEAD, {"unit_name": "样例二供销社"}, ("U08", "P09"), [("K111", "unit_name")]),
    (HEAD, {"person_id": "P10", "unit_name": "样例二供销社"}, None, [("X124", "person_id")]),
    (HEAD, {"person_id": None, "person_name": "李样", "unit_name": "样例二供销社"}, None, [("X124", "person_name")]),
    (HEAD, {"unit_name": "样一社"}, ("U08", "P09"), [("X105", "unit_name")]),
    (HEAD, {"unit_name": "没有的社"}, None, [("X102", "unit_name")]),
    (HEAD, {"subject_kind": "单位", "person_id": None}, ("U08", ""), []),
    (
        HEAD,
        {"subject_kind": "单位", "person_id": None, "unit_name": "样例二供销社"},
        ("U09", ""),
        [("K109", "unit_name")],
    ),
    (HEAD, {"subject_kind": "单位"}, ("U08", ""), [("K108", "person_name")]),
    (OFFICE, {}, ("U08", "P09"), []),
    (OFFICE, {"person_id": "P10"}, ("U09", "P10"), []),
    (OFFICE, {"person_id": None, "person_name": "李样"}, None, [("X122", "person_name")]),
    (
        OFFICE,
        {"person_id": None, "person_name": "李样", "unit_name": "样二社"},
        ("U09", "P11"),
        [("X105", "unit_name")],
    ),
    (OFFICE, {"person_id": "P10", "unit_name": "样例一供销社"}, ("U09", "P10"), [("K111", "unit_name")]),
    (
        OFFICE,
        {"person_id": None, "person_name": "周样", "unit_name": "样例一供销社"},
        ("U09", "P10"),
        [("K111", "unit_name")],
    ),
    (OFFICE, {"person_id": None, "person_name": "李样", "unit_name": "监察科"}, None, [("X122", "person_name")]),
    (OFFICE, {"subject_kind": "单位", "person_id": None, "unit_name": "样例二供销社"}, ("U09", ""), []),
]


@pytest.mark.parametrize(("head", "change", "subject", "findings"), SUBJECTS)
def test_whom_an_entry_is_about(head, change, subject, findings):
    found = submit(book(LEDGER, [ENTRY | change], head))
    assert told(LEDGER, found) == findings
    assert [(entry.unit, entry.person) for entry in found.entries] == ([] if subject is None else [subject])


def test_only_the_unit_of_the_setting_may_name_anybody():
    figures, _ = resolve([Setting("台账单位", "U08", None, 5)])
    row = ENTRY | {"person_id": "P10"}
    assert [f.code for f in submit(book(LEDGER, [row]), figures=figures).findings] == []
    assert [f.code for f in submit(book(LEDGER, [row], OFFICE), figures=figures).findings] == ["X124"]


def test_a_serial_number_twice_is_an_error_and_the_same_event_a_warning():
    twice = submit(book(LEDGER, [ENTRY, ENTRY | {"reason": "迟到"}]))
    assert told(LEDGER, twice) == [("K106", "serial")]
    again = submit(book(LEDGER, [ENTRY, ENTRY | {"serial": 2, "reason": " 报销单据不全"}]))
    assert told(LEDGER, again) == [("C104", "reason"), ("K107", "reason")]
    assert [len(found.entries) for found in (twice, again)] == [1, 2]
    revoked = submit(book(LEDGER, [ENTRY, ENTRY | {"serial": 2, "status": "撤销"}]))
    assert revoked.findings == ()


def test_the_serials_of_rows_that_are_refused_are_kept():
    wrong = {"points": 13, "reason": "迟到"}
    found = submit(book(LEDGER, [ENTRY, ENTRY | wrong | {"serial": 22}, ENTRY | wrong | {"serial": "第三件"}]))
    assert ([entry.serial for entry in found.entries], found.refused, found.rows) == ([1], (22,), 3)
    assert (
        submit(book(LEDGER, [ENTRY, ENTRY | {"reason": "迟到"}])).refused == ()
    )  # a serial twice stands for the first


@pytest.mark.parametrize(
    ("what", "change", "refused", "leaving"),
    [
        ("to be corrected", {"points": 13}, (2,), ()),
        ("to be taken out: another year's", {"day": date(2025, 12, 31)}, (), (2,)),
        ("to be taken out: another unit's person", {"person_id": "P10"}, (), (2,)),
        ("to be taken out, without a serial", {"person_id": "P10", "serial": None}, (), (0,)),
        ("to get a serial", {"serial": 0}, (), ()),
        ("to get another serial", {"serial": 1}, (), ()),
        ("no serial that anybody meant", {"serial": 13812345678, "points": 13}, (), ()),
    ],
)
def test_the_serials_of_refused_rows_are_kept_by_what_is_to_be_done(what, change, refused, leaving):
    figures, _ = resolve([Setting("台账单位", "U05", None, 5)])
    found = submit(book(LEDGER, [ENTRY, ENTRY | {"serial": 2, "reason": "迟到"} | change]), figures=figures)
    assert [entry.serial for entry in found.entries] == [1], what
    assert (found.refused, found.leaving) == (refused, leaving), what


def test_of_a_serial_twice_the_first_row_keeps_it():
    rows = [ENTRY, ENTRY | {"serial": 2, "day": date(2025, 12, 31)}, ENTRY | {"serial": 2, "reason": "迟到"}]
    found = submit(book(LEDGER, rows))
    assert (found.refused, found.leaving) == ((), (2,))
    found = submit(book(LEDGER, [ENTRY, ENTRY | {"serial": 2, "points": 13}, ENTRY | {"serial": 2, "reason": "迟到"}]))
    assert (found.refused, found.leaving) == ((2,), ())


def test_what_is_empty_has_its_meaning():
    (entry,) = submit(book(LEDGER, [ENTRY])).entries
    assert (entry.investigator, entry.grave, entry.status, entry.item) == ("无", False, "有效", "")
    assert (entry.ledger, entry.year, entry.serial, entry.day) == ("U08", 2026, 1, date(2026, 3, 12))
