"""xlwings' own tests on our engine: the quick modules in every run, as the committed table says."""

from collections.abc import Sequence

import conformance
import pytest

pytestmark = [pytest.mark.office, pytest.mark.slow]


def test_the_outside_judge_finds_what_the_table_says() -> None:
    tests, modules = conformance.fetch(), conformance.SETTINGS["quick"]
    page = conformance.PAGE.read_text(encoding="utf-8")
    results = conformance.run(tests, modules)
    otherwise = [module for module in modules if row(results, module) not in page]
    if otherwise:  # a machine with much else to do may have ended the program: those are judged once more
        again = conformance.run(tests, otherwise)
        results = [one for one in results if one.module not in otherwise] + again
    for module in modules:
        failed = [f"{one.name}: {one.told}" for one in results if (one.module, one.outcome) == (module, "failed")]
        assert row(results, module) in page, "\n".join(failed)
    assert [line for line in conformance.names(results) if line not in page.splitlines()] == []
    assert [one.name for one in results if one.outcome == "failed" and not one.reason] == []


def row(results: Sequence[conformance.Result], module: str) -> str:
    """Return a module's row of the table."""
    return f"| {module} | {' | '.join(map(str, conformance.counts(results, module)))} |"
