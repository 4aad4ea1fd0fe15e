"""Candidates of accountability 二(六): who answers, one and two levels up, who handles it."""

from datetime import date

import pytest
from decide_cases import PEOPLE, UNITS, entry, issued, office, point, run
from hypothesis import given
from hypothesis import strategies as st

UP = "上级纪检监察机关"


def brief(decisions, situation):
    """Return the candidates of one situation as 当事人 层级 问责对象 处理机关."""
    return [(e.party, e.step, e.target, e.handler) for e in decisions.escalations if e.situation == situation]


# Subject → one up, handler; two up, handler. 性质恶劣 是.
CHAINS = [
    ("P06", "P05", "领导小组", "P02", "市纪委"),
    ("P05", "P02", "市纪委", "P01", "市纪委"),
    ("P07", "P06", "领导小组", "P05", "领导小组"),  # 直接上级 first
    ("P04", "P03", "领导小组", "P02", "市纪委"),
    ("P03", "P02", "市纪委", "P01", "市纪委"),
    ("P02", "P01", "市纪委", "", "市纪委"),
    ("P01", "", "市纪委", "", "市纪委"),  # the row of the second step is written even then
    ("P99", "", "市纪委", "", "市纪委"),  # not in the roster
]


@pytest.mark.parametrize(("who", "one", "one_by", "two", "two_by"), CHAINS)
def test_one_and_two_levels_up(who, one, one_by, two, two_by):
    made = [entry(1, "03-01", 1, who, investigator=UP, grave=True)]
    assert brief(run(made), "四") == [(who, "上追一级", one, one_by), (who, "上追二级", two, two_by)]
    plain = [entry(1, "03-01", 1, who, investigator="检察机关")]
    assert brief(run(plain), "四") == [(who, "上追一级", one, one_by)]


@pytest.mark.parametrize(
    "fields",
    [{"investigator": "本社"}, {"investigator": "无"}, {"status": "撤销"}, {"ledger": "U03"}],
    ids=["our own finding", "nobody's", "revoked", "not recognised"],
)
def test_what_leads_nowhere(fields):
    assert brief(run([entry(1, "03-01", 1, **({"investigator": UP, "grave": True} | fields))]), "四") == []


def test_a_units_own_entry_leads_to_nobody_above():
    assert brief(run([entry(1, "03-01", 1, "U03", investigator=UP, grave=True)]), "四") == []


def test_one_row_for_a_person_and_step_names_its_entries():
    made = [entry(1, "03-01", 1, investigator=UP), entry(2, "04-01", 1, investigator="检察机关", grave=True)]
    one, two = run(made).escalations
    assert "KF-U02-1(2026-03-01" in one.grounds and "KF-U02-2(2026-04-01,检察机关查处)" in one.grounds
    assert "KF-U02-1" not in two.grounds and "KF-U02-2" in two.grounds
    assert (one.number, two.number) == ("ZZ2026-四-P06-1-P05", "ZZ2026-四-P06-2-P02")
    assert "二(六)" in one.reason and "钱样例是领导班子成员,由领导小组提请市纪委" in two.reason


@given(
    st.dictionaries(
        st.sampled_from(["P03", "P04", "P05", "P06", "P07"]), st.sampled_from([f"P0{n}" for n in range(1, 8)])
    )
)
def test_whatever_the_roster_says_nobody_is_his_own_superior_and_the_second_step_is_that_of_the_first(superiors):
    people = "\n".join(
        " ".join([*line.split()[:4], superiors.get(line.split()[0], "-")]) for line in PEOPLE.strip().splitlines()
    )
    roster = office(people=people)
    above = {"": ""}
    steps = {}
    for who in roster.people:
        rows = brief(run([entry(1, "03-01", 1, who, investigator=UP, grave=True)], roster=roster), "四")
        above[who], steps[who] = (row[2] for row in rows)
        assert above[who] != who
    assert all(two == above[above[who]] for who, two in steps.items())


def test_direct_superiors_in_a_loop_are_followed_as_they_stand():
    roster = office(people=PEOPLE.replace("P06 吴样例 U03 一般 -", "P06 吴样例 U03 一般 P07"))
    rows = brief(run([entry(1, "03-01", 1, "P06", investigator=UP, grave=True)], roster=roster), "四")
    assert [row[1:3] for row in rows] == [("上追一级", "P07"), ("上追二级", "P06")]


# ---- situation two


@pytest.mark.parametrize(
    ("state", "today", "rows"),
    [
        (None, "12-01", 0),
        (issued("03-10"), "03-25", 0),
        (issued("03-10"), "03-26", 1),
        (issued("03-10", "不合格"), "03-20", 1),
        (issued("03-10", "不合格"), "12-01", 1),
        (issued("03-10", "合格"), "12-01", 0),
    ],
)
def test_not_rectified(state, today, rows):
    states = {"YJ2026-C-P06": state} if state else {}
    decisions = run([entry(1, "03-01", 3)], states=states, today=date.fromisoformat(f"2026-{today}"))
    assert brief(decisions, "二") == [("P06", "本人", "P06", "领导小组")] * rows
    for escalation in decisions.escalations:
        assert "YJ2026-C-P06" in escalation.grounds


def test_each_notice_is_a_row_of_its_own():
    states = {"YJ2026-C-P06": issued("03-10"), "YJ2026-B-P06": issued("04-10")}
    decisions = run([entry(1, "03-01", 3), entry(2, "04-01", 3)], states=states)
    assert [e.number for e in decisions.escalations] == [
        "ZZ2026-二-P06-0-P06-YJ2026-B-P06",
        "ZZ2026-二-P06-0-P06-YJ2026-C-P06",
    ]


def test_neither_green_nor_withdrawn_notices_count():
    known = run([entry(1, "03-01", 3)]).notices
    states = {"YJ2026-C-P06": issued("03-10", "不合格"), "YJ2026-D-P06": issued("03-10", "不合格")}
    assert run([entry(2, "03-02", 0)], known=known, states=states).escalations == ()


@pytest.mark.parametrize(
    ("units", "target", "handler"),
    [
        (UNITS, "P05", "领导小组"),
        (UNITS.replace("P05 P02", "P02 P02"), "P02", "市纪委"),
        (UNITS.replace("P05 P02", "- -"), "", "市纪委"),
    ],
)
def test_for_a_unit_its_head_answers(units, target, handler):
    states = {"YJ2026-C-U03": issued("03-10")}
    decisions = run([entry(1, "03-01", 3, "U03")], states=states, roster=office(units=units))
    assert brief(decisions, "二") == [("U03", "本人", target, handler)]


# ---- situation three


@pytest.mark.parametrize(
    ("day", "investigator", "rows"),
    [("03-11", "本社", 1), ("03-10", "本社", 0), ("03-11", "无", 0), ("03-11", UP, 1), ("02-01", UP, 0)],
)
def test_a_breach_after_the_notice_went_out(day, investigator, rows):
    made = [entry(1, "03-01", 3), entry(2, day, 1, investigator=investigator)]
    decisions = run(made, states={"YJ2026-C-P06": issued("03-10", "合格")})
    assert brief(decisions, "三") == [("P06", "本人", "P06", "领导小组")] * rows


def test_the_first_notice_that_went_out_decides_and_every_entry_is_a_row():
    made = [entry(1, "03-01", 3), entry(2, "03-02", 3), *(entry(n, f"04-0{n}", 1, investigator="本社") for n in (3, 4))]
    states = {"YJ2026-C-P06": issued("05-10", "合格"), "YJ2026-B-P06": issued("03-10", "合格")}
    decisions = run(made, states=states)
    assert [e.grounds.split("(")[0] for e in decisions.escalations] == ["KF-U02-3", "KF-U02-4"]
    assert all("晚于预警YJ2026-B-P06的发出日期2026-03-10" in e.grounds for e in decisions.escalations)


def test_a_green_or_another_years_notice_does_not_lead_to_it():
    green = [entry(1, "03-01", 0), entry(2, "04-01", 1, investigator="本社")]
    assert run(green, states={"YJ2026-D-P06": issued("03-10")}).escalations == ()
    past = [entry(1, "2025-03-01", 3), entry(2, "2026-04-01", 1, investigator="本社")]
    assert run(past, states={"YJ2025-C-P06": issued("03-10")}).escalations == ()


# ---- situation one


@pytest.mark.parametrize(
    ("own", "assessed", "screening", "rows"),
    [
        ("三级", "一级", "", 1),
        ("三级", "一级", "保留", 1),
        ("三级", "一级", "剔除", 0),
        ("三级", "二级", "", 0),
        ("三级", "", "", 0),  # proposed one: only the assessed level decides
        ("一级", "三级", "", 0),
    ],
)
def test_rated_two_steps_milder(own, assessed, screening, rows):
    points = [point("F1", "高高高", self_level=own, assessed_level=assessed, screening=screening)]
    decisions = run(points=points)
    assert brief(decisions, "一") == [("P06", "本人", "P06", "领导小组")] * rows


def test_for_a_unit_table_its_head_answers_and_every_point_is_a_row():
    points = [point(f"F{n}", person="", self_level="三级", assessed_level="一级") for n in (2, 1)]
    decisions = run(points=points)
    assert brief(decisions, "一") == [("U03", "本人", "P05", "领导小组")] * 2
    assert [e.number for e in decisions.escalations] == ["ZZ2026-一-U03-0-P05-F1", "ZZ2026-一-U03-0-P05-F2"]
    assert "自评三级,评估一级" in decisions.escalations[0].grounds


def test_candidates_stand_by_situation_party_and_step():
    made = [
        entry(1, "03-01", 3),
        entry(2, "04-01", 1, investigator=UP, grave=True),
        entry(3, "04-02", 1, "P03", investigator=UP),
    ]
    points = [point("F1", self_level="三级", assessed_level="一级")]
    decisions = run(made, points, states={"YJ2026-C-P06": issued("03-10")})
    assert [(e.situation, e.party, e.step) for e in decisions.escalations] == [
        ("一", "P06", "本人"),
        ("二", "P06", "本人"),
        ("三", "P06", "本人"),
        ("四", "P03", "上追一级"),
        ("四", "P06", "上追一级"),
        ("四", "P06", "上追二级"),
    ]
