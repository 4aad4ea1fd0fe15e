"""What a cell makes of a typed text."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.calc.typed import Entry, entered, moment, serial


@pytest.mark.parametrize(
    ("value", "entry"),
    [
        ("供", Entry("供")),
        ("", Entry("")),
        ("007", Entry(7.0)),
        (" 12 ", Entry(12.0)),
        ("-.5", Entry(-0.5)),
        ("1,234", Entry(1234.0, format="#,##0")),
        ("1,23", Entry("1,23")),
        ("12%", Entry(0.12, format="0%")),
        ("12.5%", Entry(0.125, format="0.00%")),
        ("1e3", Entry(1000.0, format="0.00E+00")),
        ("true", Entry(1.0, format="BOOLEAN")),
        ("#n/a", Entry(formula="=#N/A")),
        ("=A1", Entry(formula="=A1")),
        ("=", Entry("=")),
        ("'=A1", Entry("=A1")),
        ("2026-01-05", Entry(46027.0, format="yyyy/m/d")),
        ("2026年1月5日", Entry(46027.0, format='yyyy"年"m"月"d"日"')),
        ("2026/1/5 6:00", Entry(46027.25, format="yyyy/m/d h:mm")),
        ("2026-02-30", Entry("2026-02-30")),
        ("2026.1.5", Entry("2026.1.5")),
        ("12:00", Entry(0.5, format="h:mm")),
        ("25:00", Entry("25:00")),
        (True, Entry(1.0, format="BOOLEAN")),
        (7, Entry(7.0)),
        (dt.date(2026, 1, 5), Entry(46027.0, format="yyyy/m/d")),
        (dt.datetime(2026, 1, 5, 12), Entry(46027.5, format="yyyy/m/d h:mm")),
    ],
)
def test_in_an_ordinary_cell(value: Any, entry: Entry) -> None:
    assert entered(value, text_cell=False) == entry


@pytest.mark.parametrize(
    ("value", "text"),
    [("007", "007"), ("=A1", "=A1"), (7, "7"), (1.5, "1.5"), (True, "TRUE"), (dt.date(2026, 1, 5), "2026/1/5")],
)
def test_a_text_cell_keeps_everything_as_text(value: Any, text: str) -> None:
    assert entered(value, text_cell=True) == Entry(text)


@given(st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31)))
def test_a_moment_survives(value: dt.datetime) -> None:
    found = moment(serial(value))
    assert isinstance(found, dt.datetime)
    assert abs(found - value) <= dt.timedelta(milliseconds=1)
