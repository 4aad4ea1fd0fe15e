"""The master as it was written beside the master as it is found: what counts as a change, and what does not."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.cells import Block
from lzxl.findings import Finding
from lzxl.forms.form import Form
from lzxl.forms.master_intake import FINDINGS, RECEIVED
from lzxl.forms.master_warning import LEDGER_REGISTER
from lzxl.forms.parse import Table, parse
from lzxl.forms.registry import MASTER
from lzxl.register.touched import MOST_LISTED, Sheets, touched

ENTRY: Mapping[str, Any] = {
    "number": "K2026-U01-001",
    "day": date(2026, 3, 1),
    "subject_kind": "个人",
    "unit_id": "U01",
    "unit_name": "样例一社",
    "person_id": "P003",
    "person_name": "张样例",
    "reason": "样例事由",
    "record_type": "扣分",
    "points": 12,
    "investigator": "无",
    "grave": "否",
    "status": "有效",
}
SECOND = {**ENTRY, "number": "K2026-U01-002", "points": 0.5, "day": datetime(2026, 3, 2)}


def sheet(form: Form, rows: Sequence[Mapping[str, Any]], *, without: str = "") -> Table:
    columns = [column for column in form.columns if column.field != without]
    headings = tuple(column.heading for column in columns)
    cells = (tuple(row.get(column.field) for column in columns) for row in rows)
    return parse(form, Block("汇总册.xlsx", form.sheet, ((form.title,), (), headings, *cells)))[0]


def changes(
    written: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], form: Form = LEDGER_REGISTER
) -> Any:
    return touched([Sheets(form, sheet(form, written), sheet(form, found))])


def seen(findings: Sequence[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.place.row, finding.place.column) for finding in findings]


def test_every_sheet_has_something_that_tells_its_rows_apart() -> None:
    for form in MASTER:
        row = {column.field: "1" for column in form.columns}
        (finding,) = changes([], [row], form)
        assert (finding.code, finding.place.sheet) == ("J121", form.sheet)


SAME: list[tuple[str, Mapping[str, Any]]] = [
    ("a float for a whole number", {"points": 12.0}),
    ("a day with a time of nothing", {"day": datetime(2026, 3, 1)}),
    ("an empty text", {"basis": ""}),
    ("blanks at the end", {"reason": "样例事由 "}),
]


@pytest.mark.parametrize(("what", "change"), SAME, ids=[case[0] for case in SAME])
def test_what_other_programs_make_of_a_cell_is_no_change(what: str, change: Mapping[str, Any]) -> None:
    assert changes([ENTRY, SECOND], [{**ENTRY, **change}, SECOND]) == [], what


OTHER: list[tuple[str, Any, str]] = [
    ("points", 1, "K4"),
    ("points", "12", "K4"),
    ("points", None, "K4"),
    ("day", date(2026, 3, 2), "B4"),
    ("reason", "另一事由", "H4"),
]


@pytest.mark.parametrize(("name", "value", "at"), OTHER)
def test_a_changed_cell_is_named(name: str, value: object, at: str) -> None:
    (finding,) = changes([ENTRY, SECOND], [{**ENTRY, name: value}, SECOND])
    assert (finding.code, finding.place.address) == ("J120", at)


def test_rows_may_be_sorted_but_not_deleted_or_added() -> None:
    assert changes([ENTRY, SECOND], [SECOND, ENTRY]) == []
    third = {**SECOND, "number": "K2026-U01-003"}
    assert seen(changes([ENTRY, SECOND], [third, ENTRY])) == [("J121", 4, 0), ("J122", 0, 0)]


def test_a_copied_row_is_one_added() -> None:
    assert seen(changes([ENTRY], [ENTRY, ENTRY])) == [("J121", 5, 0)]


def test_rows_without_a_key_are_known_by_what_they_are_about() -> None:
    rows = [{"serial": n, "file": f"{n}.xlsx", "status": "已汇总"} for n in (1, 2)]
    assert seen(changes(rows, [rows[1], {**rows[0], "status": "退回"}], RECEIVED)) == [("J120", 5, 8)]
    twice = [{"severity": "警告", "file": "甲.xlsx", "code": "C1", "message": text} for text in "甲乙"]
    assert changes(twice, twice[::-1], FINDINGS) == []


def test_a_column_that_is_gone_is_named_once() -> None:
    pair = Sheets(LEDGER_REGISTER, sheet(LEDGER_REGISTER, [ENTRY]), sheet(LEDGER_REGISTER, [ENTRY], without="points"))
    (finding,) = touched([pair])
    assert (finding.code, finding.message) == ("J126", "“扣分台账”里没有“扣分”一栏了")


def test_the_offices_columns_are_counted_only() -> None:
    findings = changes([ENTRY, SECOND], [{**ENTRY, "recognition": "认定", "recognised_on": date(2026, 4, 1)}, SECOND])
    assert [(f.code, f.message) for f in findings] == [("J124", "本社填写的栏目有 2 处改动,属正常")]


@given(st.integers(0, 80))
def test_what_is_not_listed_is_counted(count: int) -> None:
    written = [{**ENTRY, "number": f"K{n}"} for n in range(80)]
    found = [{**row, "points": 1} if n < count else row for n, row in enumerate(written)]
    findings = changes(written, found)
    codes = [finding.code for finding in findings]
    assert codes == ["J120"] * min(count, MOST_LISTED) + ["J123"] * (count > MOST_LISTED)
    assert count <= MOST_LISTED or f"还有 {count - MOST_LISTED} 处" in findings[-1].message
