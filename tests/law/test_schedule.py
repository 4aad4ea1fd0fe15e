"""Dates of the document 一(二), 二: the figures' defaults are the document's days."""

from datetime import date

import pytest

from lzxl.law.figures import FIGURES, Setting, default_figures, resolve
from lzxl.law.schedule import COVERAGE_AIMS, FLOW_CHART, STEP_ENDS, deadline, share


@pytest.mark.parametrize("table", ["岗位承诺表", "单位承诺表", FLOW_CHART, "扣分台账"])
def test_the_default_is_the_documents_day(table):
    figure = FIGURES[f"{table}截止"]
    assert figure.source == "文件"
    assert deadline(table, 2026, default_figures()) == STEP_ENDS[figure.clause].in_year(2026)


def test_the_office_may_move_it():
    figures, _ = resolve([Setting("岗位承诺表截止", "6月30日", None, 2)])
    assert deadline("岗位承诺表", 2027, figures) == date(2027, 6, 30)


def test_aims_cover_both_kinds_of_units():
    finding = [aim for aim in COVERAGE_AIMS if "排查" in aim.what]
    assert [(aim.day, aim.departments, aim.subordinates) for aim in finding] == [(date(2011, 12, 31), True, True)]
    mechanism = [aim for aim in COVERAGE_AIMS if "机制" in aim.what]
    assert {(aim.day, aim.departments) for aim in mechanism} == {(date(2011, 12, 31), True), (date(2012, 6, 30), False)}


@pytest.mark.parametrize(("filled", "due", "expected"), [(0, 4, 0.0), (1, 4, 0.25), (4, 4, 1.0), (0, 0, None)])
def test_share(filled, due, expected):
    assert share(filled, due) == expected
