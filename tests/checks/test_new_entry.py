"""A new entry becomes a row of the ledger, and that row is read back as the very same entry."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_books import FIGURES, HEAD, ROSTER, book, submit

from lzxl.checks.new_entry import LedgerRow, NewEntry, entry_row, said_row
from lzxl.checks.units import directory_of
from lzxl.findings import Severity, worst
from lzxl.forms.ledger import LEDGER
from lzxl.model import Deduction

DIRECTORY = directory_of(ROSTER)
DAY = date(2026, 3, 5)
CATALOGUE = list(FIGURES.items.values())


def said(**words: Any) -> LedgerRow:
    return said_row(NewEntry(**{"day": DAY, "reason": "样例事由", **words}), 7, DIRECTORY, FIGURES)


def read(row: LedgerRow) -> Deduction:
    """Return the entry that the ledger's own checks make of a row, without an error."""
    cells = {name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()}
    submission = submit(book(LEDGER, [cells], HEAD | {"unit_id": "U05", "unit_name": "监察科"}))
    assert worst(submission.findings) is not Severity.ERROR, submission.findings
    (entry,) = submission.entries
    return entry


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"person": "P09"}, {"person_id": "P09", "person_name": "李样", "unit_name": "样例一供销社"}),
        ({"person": "张样"}, {"person_id": "P08", "person_name": "张样", "unit_name": "样例一供销社"}),
        ({"person": "李样", "unit": "样二社"}, {"person_id": "P11", "unit_name": "样例二供销社"}),
        ({"person": "李样"}, {"person_name": "李样", "person_id": None}),
        ({"person": "郑样", "unit": "U10"}, {"person_name": "郑样", "person_id": None, "unit_name": "样例三供销社"}),
        ({"person": "P09", "unit": "U10"}, {"person_id": "P09", "unit_name": "样例三供销社"}),
        ({"unit": "样例一社"}, {"subject_kind": "单位", "unit_name": "样例一供销社"}),
        ({"unit": "老社"}, {"unit_name": "老社"}),
        ({"unit": "U99"}, {"unit_name": "U99"}),
    ],
)
def test_who_is_named_in_full_where_he_is_certain(words: dict[str, str], expected: dict[str, str]) -> None:
    row = said(**words)
    assert {name: row.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ({"item": "K06"}, Decimal(6)),
        ({"item": "k06"}, Decimal(6)),
        ({"item": "公车私用"}, Decimal(6)),
        ({"item": "K06", "points": "2.5"}, Decimal("2.5")),
        ({"points": "1"}, Decimal(1)),
        ({"points": "三分"}, "三分"),
        ({"points": "NaN"}, "NaN"),
        ({"item": "没有"}, None),
        ({"kind": "提醒"}, Decimal(0)),
        ({"kind": "提醒", "item": "K06"}, Decimal(0)),
        ({}, None),
    ],
)
def test_points_are_those_said_else_those_of_the_item(words: dict[str, str], points: object) -> None:
    assert said(person="P09", **words)["points"] == points


entries = st.builds(
    Deduction,
    ledger=st.just("U05"),
    year=st.just(2026),
    serial=st.integers(1, 999),
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    subject_kind=st.just("个人"),
    unit=st.just(""),
    person=st.sampled_from(sorted(ROSTER.people)),
    reason=st.text("甲乙丙丁戊己(〔12", min_size=1, max_size=9).map(lambda text: f"事由{text}"),
    item=st.just(""),
    record_type=st.just("扣分"),
    points=st.integers(1, 24).map(lambda half: Decimal(half) / 2),
    basis=st.sampled_from(["", "谈话记录", "处理决定〔2026〕3号"]),
    investigator=st.sampled_from(["无", "本社", "上级纪检监察机关", "检察机关"]),
    grave=st.booleans(),
    status=st.sampled_from(["有效", "撤销"]),
    remark=st.sampled_from(["", "从轻"]),
)


@given(entries, st.sampled_from([None, *CATALOGUE]), st.booleans(), st.booleans())
def test_a_row_is_read_back_as_the_entry_that_it_was_made_from(
    made: Deduction, item: Any, reminder: bool, of_unit: bool
) -> None:
    home = ROSTER.people[made.person].unit
    entry = replace(made, unit=home, item=item.code if item else "", remark=made.remark or ("另说" if item else ""))
    entry = replace(entry, record_type="提醒", points=Decimal(0)) if reminder else entry
    entry = replace(entry, subject_kind="单位", person="") if of_unit else entry
    assert read(entry_row(entry, ROSTER)) == entry
