"""Ratings and accounts: from records and figures to levels, reviewers, sums and grades."""

import random
from decimal import Decimal

import pytest
from decide_cases import entry, issued, office, point, run, settings
from hypothesis import given
from hypothesis import strategies as st

from lzxl.decide.people import People
from lzxl.decide.standing import waiting
from lzxl.law.warning import GRADES


def grades(decisions):
    """Return grade and total by the account's id."""
    return {a.person or a.unit: (a.grade, a.total) for a in decisions.accounts}


# ---- ratings


def test_the_assessed_level_wins_and_sets_the_treatment():
    ratings = run(points=[point("F1"), point("F2", assessed_level="一级")]).ratings
    assert [(r.proposed_level, r.level, r.treatment) for r in ratings.values()] == [
        ("二级", "二级", "完善制度,强化监督"),
        ("二级", "一级", "建立制度,重点监管"),
    ]
    assert "=4,达到二级起点4" in ratings["F1"].reason


@pytest.mark.parametrize(
    ("person", "unit", "appraiser", "reviewer"),
    [
        ("P01", "U01", "", "领导小组"),
        ("P02", "U01", "", "赵样例"),
        ("P03", "U02", "", "钱样例"),
        ("P05", "U03", "", "钱样例"),
        ("P06", "U03", "周样例", "钱样例"),
        ("", "U02", "", "钱样例"),
        ("", "U03", "", "钱样例"),
        ("P99", "U03", "", ""),  # not in the roster
    ],
)
def test_reviewers_are_names(person, unit, appraiser, reviewer):
    rating = run(points=[point("F1", person=person, unit=unit)]).ratings["F1"]
    assert (rating.appraiser, rating.reviewer) == (appraiser, reviewer)


def test_a_unit_whose_head_and_leader_are_one_is_reviewed_by_the_director():
    roster = office(units="U01 样例社领导 市社领导 P01 -\nU03 样例一社 基层社 P02 P02")
    ratings = run(points=[point("F1", person=""), point("F2")], roster=roster).ratings
    assert ratings["F1"].reviewer == "赵样例"
    assert (ratings["F2"].appraiser, ratings["F2"].reviewer) == ("钱样例", "钱样例")


def test_a_roster_without_leaders_leaves_the_reviewer_empty():
    roster = office(units="U03 样例一社 基层社 - -", people="P06 吴样例 U03 一般 -")
    assert run(points=[point("F1"), point("F2", person="")], roster=roster).ratings["F1"].reviewer == ""


@pytest.mark.parametrize(("screening", "counts"), [("", True), ("保留", True), ("合并", False), ("剔除", False)])
def test_points_screened_out_are_rated_but_do_not_count(screening, counts):
    assert run(points=[point("F1", screening=screening)]).ratings["F1"].counts is counts


# ---- accounts


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], {}),
        ([2.5], {}),
        ([0], {"P06": ("D", 0)}),
        ([0, 2.5], {"P06": ("D", Decimal("2.5"))}),
        ([1, 2], {"P06": ("C", 3)}),
        ([1, 2, 0], {"P06": ("C", 3)}),
        ([3, 3], {"P06": ("B", 6)}),
        ([4.5, 4.5], {"P06": ("A", 9)}),
        ([10, 10], {"P06": ("A", 20)}),
    ],
)
def test_sum_and_grade(points, expected):
    assert grades(run([entry(n, f"03-{n:02}", p) for n, p in enumerate(points, 1)])) == expected


def test_an_account_explains_itself():
    [account] = run([entry(1, "03-01", 4), entry(2, "03-02", 3), entry(3, "03-03", 0)]).accounts
    assert (account.left, account.disposal) == (5, "诫勉谈话,系统内通报,责令整改")
    assert account.entries == ("KF-U02-1", "KF-U02-2")
    for words in ("KF-U02-1", "扣3分", "累计扣7分", "B级起点6分(试行参数)", "B级(黄色)", "二(五)"):
        assert words in account.reason
    assert "满12分" not in account.reason


def test_from_twelve_points_it_says_so():
    [account] = run([entry(1, "03-01", 12), entry(2, "03-02", 1)]).accounts
    assert (account.total, account.left, account.grade) == (13, 0, "A")
    assert "满12分" in account.reason


def test_a_long_account_names_the_first_entries_only():
    [account] = run([entry(n, "03-01", 0.5) for n in range(1, 41)]).accounts
    assert len(account.entries) == 40
    assert "等40笔" in account.reason and "KF-U02-13" not in account.reason


RECOGNITION = [
    # ledger, 认定结果, 状态, settings → counts
    ("U02", "", "有效", {}, True),
    ("U03", "", "有效", {}, False),
    ("U03", "认定", "有效", {}, True),
    ("U03", "不予认定", "有效", {}, False),
    ("U03", "", "有效", {"单位上报须认定": "否"}, True),
    ("U02", "", "有效", {"台账单位": "U01"}, False),
    ("U03", "", "有效", {"台账单位": "U03"}, True),
    ("U02", "", "撤销", {}, False),
    ("U03", "认定", "撤销", {}, False),
    ("U99", "", "有效", {}, False),
]


@pytest.mark.parametrize(("ledger", "recognition", "status", "values", "counts"), RECOGNITION)
@pytest.mark.parametrize("points", [3, 0])
def test_what_counts(ledger, recognition, status, values, counts, points):
    made = entry(1, "03-01", points, ledger=ledger, recognition=recognition, status=status)
    decisions = run([made], figures=settings(**values))
    assert bool(decisions.accounts) is bool(decisions.notices) is counts
    unheard = waiting(People(office()), settings(**values), [made])
    assert unheard == (0 if counts or recognition or status == "撤销" else 1)


def test_the_year_resets():
    entries = [entry(1, "2025-12-31", 5), entry(2, "2026-01-01", 5), entry(3, "2027-01-01", 5)]
    for year in (2025, 2026, 2027):
        assert grades(run(entries, year=year)) == {"P06": ("C", 5)}
    assert run(entries, year=2024).accounts == ()


def test_units_have_accounts_of_their_own():
    decisions = run([entry(1, "03-01", 3, "U03"), entry(2, "03-01", 3, "P06")])
    assert [(a.subject_kind, a.unit, a.person) for a in decisions.accounts] == [
        ("个人", "U03", "P06"),
        ("单位", "U03", ""),
    ]


def test_a_unit_and_a_person_of_the_same_id_stay_apart():
    roster = office(units="1 样例一社 基层社 1 -\nU02 样例监察科 机关科室 - -", people="1 吴样例 1 一般 -")
    both = [entry(1, "03-01", 3, "1", unit="1"), entry(2, "03-01", 6, "U", unit="1")]
    decisions = run(both, roster=roster)
    assert [(a.subject_kind, a.total) for a in decisions.accounts] == [("单位", 6), ("个人", 3)]
    assert len({notice.number for notice in decisions.notices}) == 2


def test_accounts_stand_by_gravity_then_total_then_id():
    pairs = [("P03", 3), ("P04", 4), ("P05", 9), ("P06", 4), ("P07", 0)]
    decisions = run([entry(n, "03-01", points, who) for n, (who, points) in enumerate(pairs, 1)])
    assert [a.person for a in decisions.accounts] == ["P05", "P04", "P06", "P03", "P07"]


# ---- holders of level-one points

HOLDERS = settings(一级持有人绿色预警="是")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (point("F1", "高高高"), {"P06": ("D", 0)}),
        (point("F1", "高高高", screening="剔除"), {}),
        (point("F1", "高高高", assessed_level="二级"), {}),
        (point("F1", "低低低", assessed_level="一级"), {"P06": ("D", 0)}),
        (point("F1", "高高高", person=""), {}),
    ],
)
def test_a_holder_is_green_where_the_figure_is_on(made, expected):
    assert grades(run(points=[made], figures=HOLDERS)) == expected
    assert grades(run(points=[made])) == {}


def test_a_holders_reason_names_the_points():
    [account] = run(points=[point("F1", "高高高")], figures=HOLDERS).accounts
    assert "F1" in account.reason and "一级持有人绿色预警" in account.reason


# ---- properties

AMOUNTS = st.sampled_from([0, 0.5, 1, 2, 2.5, 3, 6, 12])
ROWS = st.lists(
    st.tuples(
        st.integers(1, 28),
        AMOUNTS,
        st.sampled_from(["P03", "P06", "U03"]),
        st.sampled_from(["无", "本社", "检察机关"]),
        st.booleans(),
    ),
    max_size=8,
)


def made(rows):
    """Return entries of drawn rows: day, points, subject, 查处机关, 性质恶劣."""
    return [
        entry(n, f"05-{day:02}", points, who, investigator=by, grave=grave)
        for n, (day, points, who, by, grave) in enumerate(rows, 1)
    ]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_records_never_matters(rows, shuffler: random.Random):
    entries = made(rows)
    points = [
        point(f"F{n}", "高高高", self_level="三级", assessed_level="一级", person=p)
        for n, p in enumerate(("P03", "P06", "P06"))
    ]
    states = {f"YJ2026-C-{who}": issued("05-10") for who in ("P03", "P06", "U03")}
    first = run(entries, points, states=states, figures=HOLDERS)
    shuffler.shuffle(entries)
    shuffler.shuffle(points)
    assert run(entries, points, states=states, figures=HOLDERS) == first


@given(ROWS, AMOUNTS)
def test_one_more_entry_never_gives_a_milder_grade(rows, points):
    def ranks(entries):
        return {account: GRADES[letter].rank for account, (letter, _) in grades(run(entries)).items()}

    before, after = ranks(made(rows)), ranks([*made(rows), entry(99, "06-01", points, "P06")])
    assert all(rank <= after[account] for account, rank in before.items())


@given(ROWS)
def test_every_grade_has_its_notice_and_every_reason_its_clause(rows):
    decisions = run(made(rows))
    assert {(a.person, a.unit, a.grade) for a in decisions.accounts} <= {
        (n.person, n.unit, n.grade) for n in decisions.notices
    }
    for decision in (*decisions.accounts, *decisions.notices):
        assert "二(五)" in decision.reason
    for escalation in decisions.escalations:
        assert "二(六)" in escalation.reason
    for rows_of in (decisions.notices, decisions.escalations):
        assert len({row.number for row in rows_of}) == len(rows_of)
