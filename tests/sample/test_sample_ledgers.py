"""The made-up ledgers reach every grade, by the law's own functions."""

from collections import defaultdict
from decimal import Decimal

import pytest

from lzxl.law.figures import default_figures
from lzxl.law.grading import grade
from lzxl.sample.ledgers import LEDGERS, OFFICE_LEDGER, UNIT_LEDGERS, WHOLE_UNIT, ledger_rows
from lzxl.sample.people import member
from lzxl.sample.units import LEDGER_UNIT, SAMPLE_UNITS


def test_accounts_reach_every_grade() -> None:
    totals: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for event in OFFICE_LEDGER:
        if event.status != "撤销":
            totals[event.unit, event.place] += Decimal(event.points)
    forewarned = {(e.unit, e.place) for e in OFFICE_LEDGER if not Decimal(e.points) and e.status != "撤销"}
    grades = [grade(total, forewarned=key in forewarned, figures=default_figures()) for key, total in totals.items()]
    assert set(grades) == {"", "A", "B", "C", "D"}
    assert max(totals.values()) == 12
    assert any(event.place == WHOLE_UNIT for event in OFFICE_LEDGER)
    assert any(event.grave == "是" and event.investigator == "检察机关" for event in OFFICE_LEDGER)


@pytest.mark.parametrize("unit", LEDGERS)
def test_entries_are_in_order_of_their_days_and_name_people_who_exist(unit: str) -> None:
    events = LEDGERS[unit]
    assert [event.day for event in events] == sorted(event.day for event in events)
    assert all(event.place == WHOLE_UNIT or member(event.unit, event.place) for event in events)
    assert [row["serial"] for row in ledger_rows(unit, 2026)] == list(range(1, len(events) + 1))


def test_a_unit_writes_of_its_own_people_only() -> None:
    for unit, events in UNIT_LEDGERS.items():
        assert {event.unit for event in events} <= {unit}
    assert SAMPLE_UNITS[LEDGER_UNIT].kind.keeps_ledger


@pytest.mark.parametrize("event", [e for events in LEDGERS.values() for e in events if e.item], ids=lambda e: e.reason)
def test_points_are_the_catalogue_s_or_the_remark_says_why(event) -> None:
    item = default_figures().items[event.item]
    assert item.points == Decimal(event.points) or event.remark
