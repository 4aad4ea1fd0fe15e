"""Events of what was received and decided: only what the journal does not know yet, and all of it comes back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_cases import CAME, File, sha

from lzxl.model import Account, Decisions, Escalation, Notice, Rating
from lzxl.register.facts import arrivals, decision_events, figures_events, first_of, master_events, notice_events
from lzxl.register.state import Event, State, fold, order_of
from lzxl.register.typed import Typed, decode, encode


class Run(TypedDict):
    """The run that writes a master."""

    year: int
    today: date


RUN: Run = {"year": 2026, "today": date(2026, 11, 2)}
NOTICE = Notice(
    *("YJ2026-C-P003", 2026, "C", "个人", "U01", "P003", date(2026, 3, 1), Decimal("3.5"), "提醒谈话"),
    due=None,
    state="",
    reason="累计 3.5 分",
    entries=("K2026-U01-001",),
)


def as_kept(events: list[Event]) -> list[Event]:
    """Return events as they come back from a file."""
    return [Event(event.kind, json.loads(json.dumps(event.data))) for event in events]


def test_a_file_is_first_seen_once_at_its_earliest_date() -> None:
    files = [
        File("乙.xlsx", sha("a"), CAME),
        File("甲.xlsx", sha("a"), CAME + timedelta(days=1)),
        File("坏.xlsx", ""),
    ]
    seen, events = arrivals(files, State())
    assert seen == {sha("a"): CAME}
    assert [event.data["file"] for event in events] == [min("甲.xlsx", "乙.xlsx")]
    state = fold(as_kept(events))
    assert arrivals([File("丙.xlsx", sha("a"), CAME - timedelta(days=9))], state) == ({sha("a"): CAME}, [])


def test_the_first_of_copies_is_the_first_by_path() -> None:
    files = [File("b", "1"), File("a", "1"), File("c", "2"), File("d", "")]
    assert first_of(files) == {"1": "a", "2": "c"}


def test_a_notice_comes_back_and_is_told_once() -> None:
    events = as_kept(notice_events([NOTICE], State()))
    state = fold(events)
    assert state.notices == {NOTICE.number: NOTICE}
    overdue = replace(NOTICE, state="逾期", due=date(2026, 4, 1))
    assert notice_events([overdue], state) == []
    changed = replace(NOTICE, trigger_total=Decimal("4"))
    assert len(notice_events([changed], state)) == 1


def test_a_notice_withdrawn_and_carried_again() -> None:
    events = as_kept(notice_events([NOTICE], State()))
    withdrawn = replace(NOTICE, state="已撤回", reason="已无扣分")
    events += as_kept(notice_events([withdrawn], fold(events)))
    state = fold(events)
    assert state.withdrawn == {NOTICE.number} and state.notices[NOTICE.number] == NOTICE
    assert notice_events([withdrawn], state) == []
    again = as_kept(notice_events([NOTICE], state))
    assert len(again) == 1 and not fold([*events, *again]).withdrawn


def test_figures_and_master_are_told_when_they_change() -> None:
    events = [*figures_events(2026, {"A级起点": "9"}, State()), *master_events("aa", State(), **RUN)]
    state = fold(as_kept(events))
    assert figures_events(2026, {"A级起点": "9"}, state) == master_events("aa", state, **RUN) == []
    assert len(figures_events(2026, {"A级起点": "10"}, state)) == len(master_events("bb", state, **RUN)) == 1


def test_the_master_keeps_the_run_that_wrote_it() -> None:
    state = fold(as_kept(master_events("aa", State(), **RUN)))
    assert (state.master, state.master_run) == ("aa", (2026, date(2026, 11, 2)))
    assert master_events("aa", state, year=2026, today=date(2026, 11, 3)) == []
    of_old = fold([Event("master", {"sha256": "aa"})])
    assert (of_old.master, of_old.master_run) == ("aa", None)
    assert len(master_events("aa", of_old, **RUN)) == 1


def test_decisions_are_told_when_they_change() -> None:
    rating = Rating("二级", "一级", "", "", "", True, "")
    account = Account(2026, "个人", "U01", "P003", Decimal("3.5"), Decimal("8.5"), "C", "", "")
    proposal = Escalation("ZZ1", "四", "P003", "上追一级", "P002", "市纪委", "", "")
    of_unit = replace(account, subject_kind="单位", unit="P003", person="", total=Decimal(3))  # ids may be the same
    decisions = Decisions({"G2026-P003-01": rating}, (account, of_unit), (), (proposal,))
    events = as_kept(decision_events(2026, decisions, State()))
    state = fold(events)
    assert state.decided[2026, "level"] == {"G2026-P003-01": "一级"}
    assert state.decided[2026, "account"] == {"P003": "C 3.5", "单位P003": "C 3"}
    assert state.decided[2026, "escalation"] == {"ZZ1": "四 上追一级 P002"}
    assert decision_events(2026, decisions, state) == []
    nothing = decision_events(2026, Decisions({}, (), (), ()), state)
    assert not any(fold([*events, *as_kept(nothing)]).decided.values())


def test_an_event_of_a_later_program_is_passed_over() -> None:
    assert fold([Event("unheard of", {"x": 1})]) == State()


@pytest.mark.parametrize("value", [None, "", "甲", 3, 2.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4)])
def test_a_cell_comes_back_from_json(value: Typed) -> None:
    back = decode(json.loads(json.dumps(encode(value))))
    assert back == value and type(back) is type(value)


DATES = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 5))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 5)) | st.datetimes(
    datetime(2026, 1, 1), datetime(2026, 1, 5), timezones=st.just(UTC)
)


@given(st.lists(st.tuples(DATES, MOMENTS, st.sampled_from("abc")), min_size=2, max_size=6, unique=True))
def test_any_two_workbooks_can_be_ordered(drawn: list[tuple[date | None, datetime, str]]) -> None:
    orders = [order_of(*one) for one in drawn]
    assert sorted(sorted(orders, reverse=True)) == sorted(orders)
