"""A fault of the roster holds no unit's workbook back: whom it cannot tell is left out with a warning, everybody else counts."""

from dataclasses import replace

import pytest
from made_books import ENTRY, FIGURES, HEAD, POINT, ROSTER, SECOND, book, submit

from lzxl.checks.roster_settings import ledger_unit_fault
from lzxl.findings import Severity
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.law.figures import Setting, resolve


def without(*lost, faulty):
    """Return the roster without these units and people, whose rows had errors."""
    units = {number: unit for number, unit in ROSTER.units.items() if number not in lost}
    people = {number: person for number, person in ROSTER.people.items() if number not in lost}
    return replace(ROSTER, units=units, people=people, faulty=frozenset(faulty))


LOST_CLERK = without("P09", faulty={"P09", "李样"})
LOST_UNIT = without("U08", "P08", "P09", faulty={"U08", "样例一供销社", "样一社", "P08", "张样", "P09", "李样"})
CLERK = SECOND | {"person_id": "P09", "person_name": "李样", "post": "会计"}


@pytest.mark.parametrize(
    "cells",
    [{}, {"person_id": None}, {"person_id": "P09", "person_name": "张样"}, {"person_id": "P99"}],
    ids=["number and name", "name", "number", "name with a wrong number"],
)
def test_a_person_whose_row_is_faulty_is_left_out_with_a_warning(cells):
    found = submit(book(POSITION, [POINT, CLERK | cells]), LOST_CLERK)
    assert [(f.code, f.severity) for f in found.findings] == [("X126", Severity.WARNING)]
    assert [point.person for point in found.points] == ["P08"]


def test_a_namesake_elsewhere_is_not_taken_for_him():
    found = submit(book(LEDGER, [ENTRY | {"person_id": None, "person_name": "李样"}]), LOST_CLERK)
    assert ([f.code for f in found.findings], found.entries) == (["X126"], ())
    anybody = submit(
        book(
            LEDGER,
            [ENTRY | {"person_id": None, "person_name": "李样"}],
            HEAD | {"unit_name": "监察科", "unit_id": "U05"},
        ),
        LOST_CLERK,
    )
    assert ([f.code for f in anybody.findings], anybody.entries) == (["X126"], ())


def test_a_namesake_with_his_own_number_is_himself():
    entry = ENTRY | {"person_id": "P11", "person_name": "李样"}
    found = submit(book(LEDGER, [entry], HEAD | {"unit_name": "样例二供销社", "unit_id": "U09"}), LOST_CLERK)
    assert ([f.code for f in found.findings], [e.person for e in found.entries]) == ([], ["P11"])


def test_somebody_who_was_never_in_the_roster_is_still_an_error():
    found = submit(book(POSITION, [POINT | {"person_id": "P77", "person_name": "无名样"}]), LOST_CLERK)
    assert [f.code for f in found.findings] == ["X120"]


@pytest.mark.parametrize("form", [POSITION, UNIT_TABLE, LEDGER], ids=lambda form: form.name)
@pytest.mark.parametrize(
    "cells",
    [{}, {"unit_id": None}, {"unit_name": None}, {"unit_name": "样一社"}],
    ids=["both", "name", "number", "short"],
)
def test_nothing_of_a_unit_whose_row_is_faulty_is_counted_and_nothing_is_sent_back(form, cells):
    rows = [ENTRY] if form is LEDGER else [POINT]
    found = submit(book(form, rows, HEAD | cells), LOST_UNIT)
    assert [(f.code, f.severity) for f in found.findings] == [("X111", Severity.WARNING)]
    assert (found.unit, found.points, found.entries) == ("", (), ())


def test_a_hidden_identity_of_such_a_unit_repairs_nothing():
    claims = {"lzxl.form": "扣分台账", "lzxl.unit": "U08", "lzxl.year": "2026"}
    found = submit(book(LEDGER, [ENTRY], HEAD | {"unit_name": None, "unit_id": None}, properties=claims), LOST_UNIT)
    assert ([f.code for f in found.findings], found.entries) == (["X111"], ())


def test_an_entry_about_such_a_unit_is_left_out_of_the_office_s_ledger():
    rows = [
        ENTRY | {"subject_kind": "单位", "person_id": None, "unit_name": "样例一供销社"},
        ENTRY | {"serial": 2, "person_id": "P11"},
    ]
    found = submit(book(LEDGER, rows, HEAD | {"unit_name": "监察科", "unit_id": "U05"}), LOST_UNIT)
    assert ([f.code for f in found.findings], [e.person for e in found.entries]) == (["X111"], ["P11"])


def test_errors_of_the_workbook_itself_still_send_it_back():
    found = submit(book(LEDGER, [ENTRY | {"points": None}]), LOST_UNIT)
    assert [f.code for f in found.findings] == ["C101", "X111"]


# ---------------------------------------------------------------- 台账单位


def ledger_unit(value, roster=ROSTER):
    settings = [Setting("扣分步长", None, None, 3), Setting("台账单位", value, None, 5)]
    return ledger_unit_fault(resolve(settings)[0], roster, settings)


@pytest.mark.parametrize(
    ("value", "unit", "codes"),
    [
        ("U05", "U05", []),
        (None, "", []),
        ("监察科", "U05", ["R121"]),
        ("样一社", "U08", ["R121"]),
        ("老社", "", ["R120"]),
        ("U5", "", ["R120"]),
    ],
)
def test_the_ledger_unit_is_a_unit_of_the_roster_or_none(value, unit, codes):
    figures, findings = ledger_unit(value)
    assert (figures.ledger_unit, [finding.code for finding in findings]) == (unit, codes)
    assert all(f.place == ("名册.xlsx", "参数", 5, 2) for f in findings)


def test_a_ledger_unit_whose_row_is_faulty_stays_named():
    assert ledger_unit("U08", LOST_UNIT)[0].ledger_unit == "U08"
    assert ledger_unit("U08", LOST_UNIT)[1] == []


def test_without_units_the_setting_stands_as_it_is():
    figures = resolve([Setting("台账单位", "U05", None, 5)])[0]
    assert ledger_unit_fault(figures, replace(ROSTER, units={}), []) == (figures, [])
    assert ledger_unit_fault(FIGURES, ROSTER, []) == (FIGURES, [])
