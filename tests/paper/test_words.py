"""Days and shares as official Chinese paper writes them."""

from datetime import date

import pytest

from lzxl.paper.words import chinese_number, day_words, percent


@pytest.mark.parametrize(
    ("day", "figures"),
    [
        (date(2026, 11, 25), "2026年11月25日"),
        (date(2011, 8, 17), "2011年8月17日"),
        (date(2030, 1, 10), "2030年1月10日"),
        (date(2026, 2, 20), "2026年2月20日"),
    ],
)
def test_days(day: date, figures: str) -> None:
    assert day_words(day) == figures


def test_a_day_that_is_not_there_is_left_to_be_filled_in() -> None:
    assert day_words(None) == "年  月  日"


def test_numbers() -> None:
    assert [chinese_number(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        *("一", "九", "十", "十一", "二十", "二十一", "九十九")
    ]


@pytest.mark.parametrize(("share", "words"), [(0.0, "0%"), (0.764, "76%"), (0.999, "99%"), (1.0, "100%"), (None, "—")])
def test_nothing_short_of_all_is_called_all(share: float | None, words: str) -> None:
    assert percent(share) == words
