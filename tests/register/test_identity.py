"""Which row of a later workbook is which row of an earlier one."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_cases import Runs, position, serials

from lzxl.register.identity import assign

CASES = [
    ("the first workbook", ["ab"], "a1 b2"),
    ("the same again", ["ab", "ab"], "a1 b2"),
    ("turned round", ["ab", "ba"], "b2 a1"),
    ("one reworded in its place", ["ab", "ax"], "a1 x2"),
    ("one inserted before", ["ab", "xab"], "x3 a1 b2"),
    ("one dropped", ["ab", "b"], "b2"),
    ("one dropped, then back with its old number", ["ab", "b", "ab"], "a1 b2"),
    ("a number is never given twice", ["ab", "a", "ac"], "a1 c3"),
    ("equal texts, each used once, in order", ["aab", "aaa"], "a1 a2 a3"),
    ("text goes before place", ["abc", "cxa"], "c3 x2 a1"),
    ("all new in the same places", ["ab", "xy"], "x1 y2"),
    ("more rows than before", ["a", "xyz"], "x1 y2 z3"),
]


@pytest.mark.parametrize(("what", "versions", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rows_keep_their_numbers(what: str, versions: list[str], expected: str) -> None:
    sheets = [position(f"第{n}份.xlsx", f"9-{n}", {"P003": texts}, n) for n, texts in enumerate(versions, 1)]
    assert serials(Runs().run(*sheets)) == expected, what


@pytest.mark.parametrize(("what", "versions", "expected"), CASES, ids=[case[0] for case in CASES])
def test_one_run_a_workbook_gives_the_same_numbers(what: str, versions: list[str], expected: str) -> None:
    runs, sheets = Runs(), []
    for n, texts in enumerate(versions, 1):
        sheets.append(position(f"第{n}份.xlsx", f"9-{n}", {"P003": texts}, n))
        result = runs.run(*sheets)
    assert serials(result) == expected, what


@pytest.mark.parametrize(("what", "versions", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_workbook_that_is_gone_is_remembered(what: str, versions: list[str], expected: str) -> None:
    runs = Runs()
    for n, texts in enumerate(versions, 1):
        result = runs.run(position(f"第{n}份.xlsx", f"9-{n}", {"P003": texts}, n))
    assert serials(result) == expected, what


def test_spelling_of_blanks_and_width_is_no_other_text() -> None:
    fresh = (f"n{serial}" for serial in count(1))
    assert assign(["收 款(现金)"], [("别的", "a"), ("收款(现金)", "b")], {}, fresh) == ("b",)


TEXTS = st.lists(st.sampled_from("abcd"), max_size=5)


@given(TEXTS, TEXTS, TEXTS)
def test_every_row_has_a_number_of_its_own(texts: list[str], before: list[str], gone: list[str]) -> None:
    previous = [(text, f"p{place}") for place, text in enumerate(before)]
    dormant = {f"d{place}": text for place, text in enumerate(gone)}
    given_numbers = assign(texts, previous, dormant, (f"n{serial}" for serial in count(1)))
    assert len(given_numbers) == len(texts) == len(set(given_numbers))
    kept = {number for _, number in previous} & set(given_numbers)
    for text in set(before):
        assert sum(previous[int(n[1:])][0] == text for n in kept) >= min(texts.count(text), before.count(text))
