"""Replacement, order of files, replays: the properties that the numbers must have."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from register_cases import CAME, ERROR, ROSTER, Runs, codes, numbers, position, serials, unit_table

from lzxl.model import Submission
from lzxl.register.sheaves import subject_of


def test_numbers_name_year_subject_and_serial() -> None:
    result = Runs().run(position("甲.xlsx", "9-1", {"P003": "a"}), unit_table("乙.xlsx", "9-1", "b"))
    assert [row.number for row in result.points] == ["G2026-P003-01", "D2026-U01-01"]


def test_a_later_table_replaces_only_the_people_it_names() -> None:
    first = position("先.xlsx", "9-1", {"P003": "ab", "P004": "c"})
    later = position("后.xlsx", "9-5", {"P003": "a"}, 5)
    result = Runs().run(first, later)
    assert (serials(result), serials(result, "P004")) == ("a1", "c1")
    assert result.remarks == {first.sha256: "部分已替换:张样例(见《后.xlsx》)"}
    assert codes(result.findings) == ["G102"]


def test_a_table_replaced_wholly_says_so() -> None:
    first, later = position("先.xlsx", "9-1", {"P003": "a"}), position("后.xlsx", "9-5", {"P003": "b"}, 5)
    assert Runs().run(first, later).remarks == {first.sha256: "已替换:全部内容见《后.xlsx》"}


def test_a_later_unit_table_replaces_the_unit_rows() -> None:
    first, later = unit_table("先.xlsx", "9-1", "ab"), unit_table("后.xlsx", "9-5", "bc", 5)
    result = Runs().run(later, first)
    assert serials(result, "U01") == "b2 c3"
    assert [f.message for f in result.findings] == ["重报后少了 1 个风险点:a"]


def test_later_is_the_date_of_filling_then_of_receipt_then_the_hash() -> None:
    by_date = Runs().run(position("甲.xlsx", "9-5", {"P003": "a"}), position("乙.xlsx", "9-1", {"P003": "b"}, -5))
    by_receipt = Runs().run(position("甲.xlsx", "9-1", {"P003": "a"}, 3), position("乙.xlsx", "9-1", {"P003": "b"}, 2))
    tie = [position("甲.xlsx", "9-1", {"P003": "a"}), position("乙.xlsx", "9-1", {"P003": "b"})]
    winner = max(tie, key=lambda item: item.sha256).points[0].text
    assert [serials(result)[0] for result in (by_date, by_receipt, Runs().run(*tie))] == ["a", "a", winner]


def test_received_later_with_an_earlier_date_is_a_warning_on_that_file() -> None:
    result = Runs().run(position("新.xlsx", "9-5", {"P003": "a"}), position("旧.xlsx", "9-1", {"P003": "a"}, 9))
    late = [f for f in result.findings if f.code == "G101"]
    assert [(f.place.file, f.severity.value) for f in late] == [("旧.xlsx", "警告")]


def test_a_workbook_held_back_replaces_nothing_and_gets_no_number() -> None:
    good = position("好.xlsx", "9-1", {"P003": "a"})
    runs = Runs()
    result = runs.run(good, position("坏.xlsx", "9-5", {"P003": "xy"}, 5, [ERROR]))
    assert serials(result) == "a1" and not result.remarks and len(runs.state.numbers) == 1


def test_a_corrected_workbook_counts_from_then_on() -> None:
    runs, good = Runs(), position("好.xlsx", "9-1", {"P003": "a"})
    runs.run(good, position("坏.xlsx", "9-5", {"P003": "xa"}, 5, [ERROR]))
    assert serials(runs.run(good, position("改.xlsx", "9-6", {"P003": "xa"}, 6))) == "x2 a1"


def test_same_bytes_count_once_under_the_first_name() -> None:
    one = position("乙.xlsx", "9-1", {"P003": "a"})
    copy = replace(one, file="甲/副本.xlsx")
    assert [item.file for item in Runs().run(one, copy).accepted] == [min("乙.xlsx", "甲/副本.xlsx")]


def test_the_date_of_first_sight_stays() -> None:
    runs = Runs()
    a, b = position("甲.xlsx", "9-1", {"P003": "a"}, 1), position("乙.xlsx", "9-1", {"P003": "b"}, 2)
    runs.run(a, b)
    copied_anew = replace(a, received=CAME.replace(year=2027))
    assert serials(runs.run(copied_anew, b)) == "b1"


def test_a_changed_cell_is_told_with_both_values() -> None:
    one = position("先.xlsx", "9-1", {"P003": "a"})
    other = position("后.xlsx", "9-5", {"P003": "a"}, 5)
    (row,) = other.points
    changed = replace(other, points=(replace(row, self_level="一级"),))
    (finding,) = Runs().run(one, changed).findings
    assert finding.message == "重报时改了内容(G2026-P003-01):自评等级 三级 → 一级"
    assert finding.place.row == 7


def test_an_unchanged_resubmission_is_told_apart() -> None:
    one, other = position("先.xlsx", "9-1", {"P003": "ab"}), position("后.xlsx", "9-5", {"P003": "ab"}, 5)
    (finding,) = Runs().run(one, other).findings
    assert (finding.code, finding.place.file) == ("G105", "后.xlsx") and "先.xlsx" in finding.message


def test_a_reworded_row_hints_at_it() -> None:
    one, other = position("先.xlsx", "9-1", {"P003": "ab"}), position("后.xlsx", "9-5", {"P003": "ax"}, 5)
    result = Runs().run(one, other)
    assert codes(result.findings) == ["G103"]
    assert [bool(row.hints) for row in result.points] == [False, True]


# ---------------------------------------------------------------- properties

ROWS = st.dictionaries(st.sampled_from(["P003", "P004"]), st.text("abcd", min_size=1, max_size=4), min_size=1)
SHEETS = st.lists(st.tuples(st.integers(1, 4), ROWS, st.integers(0, 3), st.booleans()), min_size=1, max_size=5)


def build(drawn: list[tuple[int, dict[str, str], int, bool]]) -> list[Submission]:
    return [
        position(f"{n}.xlsx", f"9-{date}", rows, came, [ERROR] if bad else [])
        for n, (date, rows, came, bad) in enumerate(drawn)
    ]


@settings(max_examples=60)
@given(SHEETS, st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters(drawn: list, random: Random) -> None:
    sheets = build(drawn)
    shuffled = sheets.copy()
    random.shuffle(shuffled)
    assert Runs().run(*sheets) == Runs().run(*shuffled)


@settings(max_examples=60)
@given(SHEETS)
def test_a_second_run_says_the_same_and_adds_nothing(drawn: list) -> None:
    runs, sheets = Runs(), build(drawn)
    first, length = runs.run(*sheets), len(runs.events)
    again = runs.run(*reversed(sheets))
    assert len(runs.events) == length
    assert (again.points, again.findings, again.remarks) == (first.points, first.findings, first.remarks)


@settings(max_examples=60)
@given(SHEETS, st.integers(0, 5))
def test_numbers_once_given_stand_whatever_comes_later(drawn: list, cut: int) -> None:
    runs, sheets = Runs(), build(drawn)
    runs.run(*sheets[:cut])
    before = runs.state.versions
    runs.run(*sheets)
    after = runs.state.versions
    for subject, versions in before.items():
        for sha, version in versions.items():
            assert after[subject][sha] == version


@settings(max_examples=60)
@given(SHEETS)
def test_nothing_vanishes(drawn: list) -> None:
    """Rows of accepted workbooks are current, or their subject's rows are marked as replaced in that workbook."""
    sheets = build(drawn)
    result = Runs().run(*sheets)
    current = {(subject_of(row.point), row.point.place.file) for row in result.points}
    for item in result.accepted:
        for subject in {subject_of(point) for point in item.points}:
            name = ROSTER.people[subject[2:]].name
            remark = result.remarks.get(item.sha256, "")
            replaced = "全部" in remark or name in remark
            assert ((subject, item.file) in current) is not replaced
    counted = [point for item in result.accepted for point in item.points]
    live = [p for p in counted if (subject_of(p), p.place.file) in current]
    assert len(live) == len(result.points) == len({row.number for row in result.points})


@settings(max_examples=40)
@given(SHEETS)
def test_numbers_do_not_depend_on_other_subjects(drawn: list) -> None:
    sheets = build(drawn)
    whole = numbers(Runs().run(*sheets))
    alone = [
        position(item.file, f"9-{item.filled.day}", {"P003": texts}, _hours(item), item.findings)
        for item in sheets
        if item.filled and (texts := "".join(p.text for p in item.points if p.person == "P003"))
    ]
    assert numbers(Runs().run(*alone)) == {key: number for key, number in whole.items() if key[0] == "P003"}


def _hours(item: Submission) -> int:
    return int((item.received - CAME).total_seconds() // 3600)
