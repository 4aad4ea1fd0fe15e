"""Which table a workbook is, whatever people did to its sheets."""

from dataclasses import replace

import pytest
from made_blocks import ENTRY, HEAD, POINT, block, sheet_rows

from lzxl.cells import Block, Book, Visibility
from lzxl.findings import Severity
from lzxl.forms.identify import find_sheet, hidden_identity, identify
from lzxl.forms.ledger import LEDGER
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.position import POSITION
from lzxl.forms.registry import MASTER, ROSTER, TEMPLATES
from lzxl.forms.roster import PEOPLE, SETTINGS, UNITS
from lzxl.forms.unit import UNIT_TABLE

IDENTITY = {"lzxl.form": "扣分台账", "lzxl.version": "1", "lzxl.unit": "U08", "lzxl.year": "2026"}
LEDGER_BLOCK = block(LEDGER, [ENTRY])
EMPTY_LEDGER = block(LEDGER, [])
NOTES = Block("a", "填表说明", (("单位", "样例一社"), ("序号", "发生日期", "对象类型", "扣分", "事由", "记录类型")))
FOREIGN = Block("a", "Sheet2", (("姓名", "手机"), ("张样", "1")))
HIDDEN = Block("a", "_lzxl", tuple(IDENTITY.items()), visibility=Visibility.VERY_HIDDEN)


def named(given, sheet):
    return replace(given, sheet=sheet)


def book(*blocks, properties=None):
    return Book("a.xlsx", "xlsx", blocks, properties or {})


CASES = [
    ("as it was sent out", book(LEDGER_BLOCK, NOTES, HIDDEN, properties=IDENTITY), "扣分台账", []),
    ("without any hidden identity", book(LEDGER_BLOCK), "扣分台账", []),
    ("a foreign first sheet", book(FOREIGN, LEDGER_BLOCK), "扣分台账", []),
    ("renamed", book(named(LEDGER_BLOCK, "Sheet1")), "Sheet1", ["T104"]),
    ("renamed with blanks", book(named(LEDGER_BLOCK, " 扣分 台账 ")), " 扣分 台账 ", []),
    ("an empty copy", book(EMPTY_LEDGER, named(LEDGER_BLOCK, "扣分台账 (2)")), "扣分台账 (2)", ["T108", "T104"]),
    ("an empty other form", book(LEDGER_BLOCK, block(POSITION, [])), "扣分台账", []),
    ("two with content", book(LEDGER_BLOCK, named(LEDGER_BLOCK, "扣分台账 (2)")), "扣分台账", ["T102"]),
    ("two different forms", book(LEDGER_BLOCK, block(UNIT_TABLE, [POINT])), "扣分台账", ["T103"]),
    ("an older template", book(LEDGER_BLOCK, properties=IDENTITY | {"lzxl.version": "0"}), "扣分台账", ["T105"]),
    ("a newer template", book(LEDGER_BLOCK, properties=IDENTITY | {"lzxl.version": "9"}), "扣分台账", ["T106"]),
    (
        "another form's template",
        book(LEDGER_BLOCK, properties=IDENTITY | {"lzxl.form": "单位承诺表"}),
        "扣分台账",
        ["T107"],
    ),
    ("headings gone, identity there", book(named(FOREIGN, "扣分台账"), properties=IDENTITY), "扣分台账", []),
    ("headings gone, head there", book(replace(LEDGER_BLOCK, rows=LEDGER_BLOCK.rows[:2])), "扣分台账", []),
]


@pytest.mark.parametrize(
    ("what", "given", "sheet", "codes"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_sheet_is_found(what, given, sheet, codes):
    identified, findings = identify(given)
    assert identified is not None, what
    assert (identified.block.sheet, [finding.code for finding in findings]) == (sheet, codes)


@pytest.mark.parametrize("form", TEMPLATES, ids=lambda form: form.name)
@pytest.mark.parametrize("lost", range(6))
def test_a_form_is_known_by_its_headings_though_some_are_lost(form, lost):
    rows = sheet_rows(form, [POINT | ENTRY])
    rows[2][lost] = None
    identified, _ = identify(book(Block("a", "Sheet1", tuple(map(tuple, rows)))))
    assert identified.form is form


@pytest.mark.parametrize("given", [book(), book(FOREIGN), book(NOTES, HIDDEN), book(Block("a", "空", ()))])
def test_what_is_none_of_ours(given):
    identified, findings = identify(given)
    assert identified is None
    assert [(finding.code, finding.severity, finding.place.file) for finding in findings] == [
        ("T101", Severity.ERROR, "a.xlsx")
    ]


def own(forms):
    return [block(form, [], HEAD) for form in forms]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (book(NOTES, *own(MASTER)), "汇总册"),
        (book(*own(MASTER[:3])), "汇总册"),
        (book(*own(ROSTER)), "名册"),
        (book(*own(ROSTER[:2])), "名册"),
    ],
)
def test_the_office_s_own_workbooks_are_called_by_their_name(given, name):
    identified, (finding,) = identify(given)
    assert (identified, finding.code, finding.place.file) == (None, "T109", "a.xlsx")
    assert f"这是{name}" in finding.message


def test_a_template_with_sheets_of_the_roster_beside_it_is_still_a_template():
    identified, _ = identify(book(LEDGER_BLOCK, *own(ROSTER), properties=IDENTITY))
    assert identified.form is LEDGER


def test_two_sheets_are_both_named():
    _, findings = identify(book(LEDGER_BLOCK, named(LEDGER_BLOCK, "扣分台账 (2)")))
    assert "“扣分台账”、“扣分台账 (2)”" in findings[0].message


def test_the_order_of_sheets_does_not_matter():
    blocks = (LEDGER_BLOCK, FOREIGN, NOTES, HIDDEN)
    assert identify(book(*blocks))[0].block is identify(book(*reversed(blocks)))[0].block is LEDGER_BLOCK


@pytest.mark.parametrize(
    "given",
    [
        book(LEDGER_BLOCK, properties=IDENTITY),
        book(LEDGER_BLOCK, HIDDEN),
        book(
            LEDGER_BLOCK,
            replace(HIDDEN, rows=(("form", "扣分台账"), ("version", 1.0), ("unit", "U08"), ("year", 2026.0))),
        ),
        book(LEDGER_BLOCK, HIDDEN, properties={"lzxl.unit": "U08", "lzxl.year": " "}),
    ],
)
def test_hidden_identity_stands_in_two_places_that_repair_each_other(given):
    assert hidden_identity(given) == {"form": "扣分台账", "version": "1", "unit": "U08", "year": "2026"}


def test_sheets_of_the_roster_are_found_by_name_else_by_headings():
    units, people = block(UNITS, [], HEAD), named(block(PEOPLE, [], HEAD), "花名册")
    given = book(people, units)
    assert find_sheet(given, UNITS) is units
    assert find_sheet(given, PEOPLE) is people
    assert find_sheet(given, SETTINGS) is None


def test_a_renamed_sheet_of_the_master_is_found_beside_others_that_look_like_it():
    """What the office has typed there would be lost without a word."""
    position, unit = POSITION_REGISTER, UNIT_REGISTER
    renamed, other = named(block(position, [], HEAD), "岗位登记"), block(unit, [], HEAD)
    assert find_sheet(book(renamed, other), position) is renamed
    assert find_sheet(book(renamed, other), unit) is other
    both = renamed, named(other, "单位登记")
    assert [find_sheet(book(*both), form) for form in (position, unit)] == list(both)
    twins = renamed, named(renamed, "岗位登记 (2)")
    assert find_sheet(book(*twins), position) is None
