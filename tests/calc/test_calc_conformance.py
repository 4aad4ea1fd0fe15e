"""xlwings' own tests on our engine: the quick modules in every run, as the committed table says."""

import conformance
import pytest

pytestmark = [pytest.mark.office, pytest.mark.slow]


def test_the_outside_judge_finds_what_the_table_says() -> None:
    results = conformance.run(conformance.fetch(), conformance.SETTINGS["quick"])
    page = conformance.PAGE.read_text(encoding="utf-8")
    for module in conformance.SETTINGS["quick"]:
        row = " | ".join(map(str, conformance.counts(results, module)))
        assert f"| {module} | {row} |" in page, [one for one in results if one.outcome == "failed"]
    assert [line for line in conformance.names(results) if line not in page.splitlines()] == []
    assert [one.name for one in results if one.outcome == "failed" and not one.reason] == []
