"""The roster workbook: its records, its faults, its settings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from lzxl.cells import Block, Book, CellError
from lzxl.checks.roster import read_roster
from lzxl.findings import Severity
from lzxl.forms.addresses import addresses
from lzxl.forms.form import Form
from lzxl.forms.roster import PEOPLE, SETTINGS, UNITS
from lzxl.law.figures import Setting

LEADERS = {"id": "U01", "name": "示例社领导", "kind": "市社领导", "head": "P01"}
SHOP = {"id": "U08", "name": "样例一供销社", "short_name": "样一社", "kind": "基层社", "head": "张样", "leader": "P02"}
DIRECTOR = {"id": "P01", "name": "赵样", "unit": "U01", "post": "主任", "rank": "主任"}
LEADER = {"id": "P02", "name": "钱样", "unit": "U01", "post": "副主任", "rank": "班子成员"}
MANAGER = {"id": "P08", "name": "张样", "unit": "U08", "post": "社主任", "rank": "中层", "key_post": "是"}
CLERK = {"id": "P09", "name": "李样", "unit": "U08", "post": "会计", "rank": "一般", "superior": "张样"}
STEP = {"item": "扣分步长", "default": 0.5, "remark": "每次扣分的最小单位"}

OFFICE: Mapping[str, Any] = {"units": [LEADERS, SHOP], "people": [DIRECTOR, LEADER, MANAGER, CLERK], "settings": [STEP]}


def sheet(form: Form, rows) -> Block:
    table = [[row.get(column.field) for column in form.columns] for row in rows]
    return Block("名册.xlsx", form.sheet, tuple(map(tuple, [[form.title], [c.heading for c in form.columns], *table])))


def read(**changes):
    parts = {**OFFICE, **changes}
    forms = {"units": UNITS, "people": PEOPLE, "settings": SETTINGS}
    blocks = tuple(sheet(forms[part], rows) for part, rows in parts.items() if rows is not None)
    return read_roster(Book("名册.xlsx", "xlsx", blocks))


def test_a_roster_without_fault():
    roster, settings, findings = read()
    assert findings == []
    assert (roster.director, list(roster.units), list(roster.people)) == (
        "P01",
        ["U01", "U08"],
        ["P01", "P02", "P08", "P09"],
    )
    assert (roster.units["U08"].head, roster.units["U08"].leader) == ("P08", "P02")
    assert (roster.people["P09"].superior, roster.people["P08"].key_post) == ("P08", True)
    assert settings == [Setting("扣分步长", None, None, 3, "每次扣分的最小单位")]


def test_a_mailbox_that_is_no_address_is_told_with_its_cell():
    mail = [column.field for column in UNITS.columns].index("mail") + 1
    roster, _, findings = read(
        units=[LEADERS, SHOP | {"mail": "xh@example,invalid"}],
        people=[DIRECTOR, LEADER, MANAGER | {"mail": "见通讯录"}, CLERK | {"mail": "a@example.com;b@example.com"}],
    )
    assert [(f.code, f.severity, f.place.sheet, f.place.row) for f in findings] == [
        ("R106", Severity.WARNING, "单位", 4),
        ("R106", Severity.WARNING, "人员", 5),
    ]
    assert findings[0].place.column == mail
    assert "“样例一供销社”的邮箱“xh@example,invalid”里的“invalid”不是邮箱地址" in findings[0].message
    assert addresses(roster.units["U08"].mail) == ()


def test_settings_are_handed_on_as_they_stand():
    rows = [
        STEP | {"value": "0.25", "adopted": date(2026, 3, 1)},
        {"item": "岗位承诺表截止", "value": date(2026, 9, 30)},
    ]
    _, settings, findings = read(settings=rows)
    assert findings == []
    assert [(s.item, s.value, s.adopted) for s in settings] == [
        ("扣分步长", "0.25", date(2026, 3, 1)),
        ("岗位承诺表截止", date(2026, 9, 30), None),
    ]


def changed(rows, place, **cells):
    return [{**row, **cells} if at == place else row for at, row in enumerate(rows)]


U, P = OFFICE["units"], OFFICE["people"]
FAULTS = [
    ("no sheet of units", {"units": None}, ["R101"]),
    ("no sheet of people", {"people": None}, ["R101"]),
    ("no sheet of settings", {"settings": None}, ["R102"]),
    ("a unit's number twice", {"units": [*U, SHOP | {"name": "样例二供销社", "short_name": "样二社"}]}, ["R103"]),
    ("a person's number twice", {"people": [*P, CLERK | {"name": "王样"}]}, ["R103"]),
    ("an unknown kind", {"units": changed(U, 1, kind="工厂")}, ["C113", "R104", "R105"]),
    ("an unknown rank", {"people": changed(P, 3, rank="科级")}, ["C113", "R104"]),
    ("a person in an unknown unit", {"people": changed(P, 3, unit="U99")}, ["R105"]),
    ("an unknown head", {"units": changed(U, 1, head="无名样")}, ["R110"]),
    ("an ambiguous head", {"people": [*P, MANAGER | {"id": "P10", "unit": "U01"}]}, ["R111"]),
    ("an unknown superior", {"people": changed(P, 3, superior="P77")}, ["R110"]),
    ("no director", {"people": changed(P, 0, rank="班子成员")}, ["R112"]),
    ("two directors", {"people": changed(P, 1, rank="主任")}, ["R113"]),
    ("no unit of leaders", {"units": changed(U, 0, kind="机关科室")}, ["R114", "R118"]),
    ("leaders headed by another", {"units": changed(U, 0, head="P02")}, ["R115"]),
    ("a leader who is none", {"units": changed(U, 1, leader="李样")}, ["R116"]),
    ("a loop", {"people": changed(P, 2, superior="P09")}, ["R117"]),
    ("a loop of one", {"people": changed(P, 3, superior="P09")}, ["R117"]),
    ("no leader", {"units": changed(U, 1, leader=None)}, ["R118"]),
    ("the same name twice", {"units": [*U, SHOP | {"id": "U09", "aliases": "样例一社"}]}, ["R119"]),
    ("two people of one name", {"people": [*P, CLERK | {"id": "P10", "superior": None}]}, []),
    ("an optional cell in error", {"people": changed(P, 3, mail=CellError("#N/A"))}, ["C106"]),
]


@pytest.mark.parametrize(("what", "changes", "codes"), FAULTS, ids=lambda v: v if isinstance(v, str) else "")
def test_faults_are_told_all_at_once(what, changes, codes):
    _, _, findings = read(**changes)
    assert sorted({finding.code for finding in findings}) == codes, what
    assert {finding.place.file for finding in findings} <= {"名册.xlsx"}


LOST = [
    ("an unknown rank", {"people": changed(P, 3, rank="科级")}, {"P09", "李样"}),
    ("no number", {"people": changed(P, 3, id=None)}, {"李样"}),
    ("an unknown unit", {"people": changed(P, 3, unit="U99")}, {"P09", "李样"}),
    ("another with his number", {"people": [*P, CLERK | {"name": "王样"}]}, {"王样"}),
    ("himself twice", {"people": [*P, CLERK]}, set()),
    (
        "an unknown kind",
        {"units": changed(U, 1, kind="工厂", aliases="老社")},
        {"U08", "样例一供销社", "样一社", "老社"},
    ),
    ("what is optional", {"people": changed(P, 3, mail=CellError("#N/A"))}, set()),
]


@pytest.mark.parametrize(("what", "changes", "faulty"), LOST, ids=lambda v: v if isinstance(v, str) else "")
def test_what_the_lost_rows_are_called_is_remembered(what, changes, faulty):
    roster, _, _ = read(**changes)
    people_of_lost = {"P08", "张样", "P09", "李样"} if "units" in changes else set()
    assert roster.faulty == faulty | people_of_lost, what


def test_a_link_to_a_lost_row_is_not_told_a_second_time():
    _, _, findings = read(people=changed(P, 2, rank="科级"))
    assert sorted({finding.code for finding in findings}) == ["C113", "R104"]


def test_a_loop_names_its_chain():
    _, _, findings = read(people=changed(P, 2, superior="P09"))
    assert [f.message for f in findings] == [
        "直接上级绕成一圈:张样 → 李样 → 张样",
        "直接上级绕成一圈:李样 → 张样 → 李样",
    ]
    assert {f.severity for f in findings} == {Severity.WARNING}


def test_what_is_optional_and_unreadable_does_not_lose_a_person():
    roster, _, findings = read(people=changed(P, 3, mail=CellError("#N/A")))
    assert [finding.severity for finding in findings] == [Severity.ERROR]
    assert "P09" in roster.people


def test_an_empty_roster_is_no_traceback():
    roster, settings, findings = read(units=[], people=[], settings=[])
    assert (dict(roster.units), dict(roster.people), settings, findings) == ({}, {}, [], [])
