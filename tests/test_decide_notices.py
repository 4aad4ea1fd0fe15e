"""Notices 二(五): when one falls due, what it says, how it stands, and what becomes of it when its entries go."""

from datetime import date
from decimal import Decimal

import pytest
from decide_cases import entry, issued, point, run, settings

from lzxl.law.figures import Setting, resolve

# Entries as day:points (0 is a reminder), in the order of the ledger → notices as grade:day:sum.
CROSSINGS = [
    ("", ""),
    ("0301:2.5", ""),
    ("0301:3", "C:0301:3"),
    ("0301:1 0302:1 0303:1 0304:1", "C:0303:3"),
    ("0301:3 0302:3 0303:3", "C:0301:3 B:0302:6 A:0303:9"),
    ("0301:10", "A:0301:10"),  # crosses three, makes the highest
    ("0301:2 0302:5", "B:0302:7"),
    ("0301:3 0302:6 0303:3", "C:0301:3 A:0302:9"),
    ("0301:0", "D:0301:0"),
    ("0301:0 0302:0", "D:0301:0"),  # once a year
    ("0301:1 0302:0 0303:2", "D:0302:1 C:0303:3"),
    ("0301:3 0302:0", "C:0301:3"),  # a fault grade was reached before it
    ("0302:3 0301:0", "D:0301:0 C:0302:3"),  # by day, not by serial
    ("0301:3 0301:0", "C:0301:3"),  # on one day by serial
    ("0301:0 0301:3", "C:0301:3 D:0301:0"),  # both; on one day listed by number
]


def rows(text):
    return [
        entry(n, f"{day[:2]}-{day[2:]}", points if points != "0" else 0)
        for n, (day, points) in enumerate((pair.split(":") for pair in text.split()), 1)
    ]


def brief(notices):
    """Return notices as the table above writes them."""
    return " ".join(f"{n.grade}:{n.trigger_day:%m%d}:{n.trigger_total}" for n in notices)


@pytest.mark.parametrize(("entries", "expected"), CROSSINGS)
def test_crossings(entries, expected):
    assert brief(run(rows(entries)).notices) == expected


def test_a_notice_explains_itself():
    [notice] = run([entry(1, "03-01", 1), entry(2, "03-02", 2.5)]).notices
    assert (notice.number, notice.state, notice.due) == ("YJ2026-C-P06", "待发出", None)
    assert (notice.subject_kind, notice.unit, notice.person) == ("个人", "U03", "P06")
    assert notice.entries == ("KF-U02-1", "KF-U02-2")
    for words in ("2026-03-02", "KF-U02-2", "累计扣3.5分", "C级起点3分(试行参数)", "发出后15日", "二(五)"):
        assert words in notice.reason


def test_adopted_figures_are_named_as_the_offices():
    figures, _ = resolve([Setting("C级起点", None, date(2026, 1, 1), 2)])
    [notice] = run([entry(1, "03-01", 3)], figures=figures).notices
    assert "C级起点3分(本社规定)" in notice.reason and "处置预案为试行参数" in notice.reason


def test_only_the_gravest_notice_speaks_of_twelve_points():
    notices = run([entry(1, "03-01", 3), entry(2, "03-02", 7), entry(3, "03-03", 3)]).notices
    assert [("满12分" in n.reason) for n in notices] == [False, True]


@pytest.mark.parametrize(
    ("state", "today", "due", "expected"),
    [
        (None, "12-01", None, "待发出"),
        (issued("03-10"), "03-25", "03-25", "整改中"),
        (issued("03-10"), "03-26", "03-25", "逾期"),
        (issued("03-10", "不合格"), "03-20", "03-25", "整改中"),
        (issued("03-10", "合格"), "12-01", "03-25", "已办结"),
    ],
)
def test_state_and_due_day(state, today, due, expected):
    states = {"YJ2026-C-P06": state} if state else {}
    [notice] = run([entry(1, "03-01", 3)], states=states, today=date.fromisoformat(f"2026-{today}")).notices
    assert notice.state == expected
    assert notice.due == (date.fromisoformat(f"2026-{due}") if due else None)


def test_a_green_notice_is_closed_when_it_goes_out():
    [notice] = run([entry(1, "03-01", 0)], states={"YJ2026-D-P06": issued("03-10")}).notices
    assert (notice.state, notice.due, notice.disposal) == ("已办结", None, "廉政提醒")


# ---- what no longer stands


def test_a_notice_whose_entry_is_revoked_is_withdrawn_and_stays():
    before = run([entry(1, "03-01", 3)]).notices
    after = run([entry(1, "03-01", 3, status="撤销")], known=before).notices
    assert [(n.number, n.state, n.trigger_day, n.trigger_total) for n in after] == [
        ("YJ2026-C-P06", "已撤回", date(2026, 3, 1), Decimal(3))
    ]
    assert "现累计扣0分" in after[0].reason and "已撤回" in after[0].reason
    assert run([entry(1, "03-01", 3)], known=after).notices == before  # and comes back with its entry
    assert run([], known=after).notices == after


def test_a_withdrawn_notice_keeps_the_day_it_went_out():
    before = run([entry(1, "03-01", 3)]).notices
    [after] = run([], known=before, states={"YJ2026-C-P06": issued("03-10")}).notices
    assert (after.state, after.due) == ("已撤回", date(2026, 3, 25))


def test_a_correction_upwards_withdraws_the_milder_notice():
    before = run([entry(1, "03-01", 3)]).notices
    after = run([entry(1, "03-01", 6)], known=before).notices
    assert [(n.grade, n.state) for n in after] == [("B", "待发出"), ("C", "已撤回")]


def test_notices_of_other_years_are_left_alone():
    last_year = run([entry(1, "2025-03-01", 3)], year=2025).notices
    assert run([], known=last_year).notices == ()


def test_a_second_run_on_the_same_input_changes_nothing():
    entries = rows("0301:0 0302:3 0303:3 0304:0 0305:6")
    first = run(entries)
    assert run(entries, known=first.notices) == first


# ---- holders of level-one points

HOLDERS = settings(一级持有人绿色预警="是")
HELD = point("F1", "高高高")


def test_a_holder_gets_one_notice_without_a_day():
    [notice] = run(points=[HELD], figures=HOLDERS).notices
    assert (notice.grade, notice.trigger_day, notice.trigger_total, notice.entries) == ("D", None, 0, ())
    assert "F1" in notice.reason


def test_a_reminder_makes_the_same_notice_with_its_day():
    [notice] = run([entry(1, "03-01", 0)], [HELD], figures=HOLDERS).notices
    assert (notice.number, notice.trigger_day) == ("YJ2026-D-P06", date(2026, 3, 1))


def test_a_reminder_after_a_fault_grade_takes_no_date_from_the_holder():
    found = run([entry(1, "03-01", 3), entry(2, "04-01", 0)], [HELD], figures=HOLDERS).notices
    assert [(n.grade, n.trigger_day) for n in found] == [("C", date(2026, 3, 1)), ("D", None)]


def test_a_holders_green_notice_does_not_depend_on_earlier_runs():
    first = run(points=[HELD], figures=HOLDERS).notices
    fault = entry(1, "03-01", 3)
    later = run([fault], [HELD], figures=HOLDERS, known=first).notices
    assert [(n.grade, n.state) for n in later] == [("C", "待发出"), ("D", "待发出")]
    assert run([fault], [HELD], figures=HOLDERS).notices == later
    gone = run([fault], [point("F1", "高高高", screening="剔除")], figures=HOLDERS, known=later).notices
    assert [(n.grade, n.state) for n in gone] == [("C", "待发出"), ("D", "已撤回")]
    assert run([fault], [HELD], figures=HOLDERS, known=gone).notices == later
