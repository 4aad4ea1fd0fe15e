"""Who owes what and what has come."""

from collections.abc import ValuesView
from dataclasses import replace
from datetime import date

import pytest
from register_cases import CAME, ROSTER, YEAR, File, Runs, codes, ledger, position, sha, unit_table

from lzxl.forms.position import POSITION
from lzxl.law.figures import Setting, default_figures, resolve
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, Unit
from lzxl.register.coverage import coverage, flow_charts, unit_of_chart
from lzxl.register.merge import Register


def table(result: Register, charts: list[str], ledgers: str = "否") -> dict[tuple[str, str], tuple[int, int]]:
    figures, _ = resolve([Setting("单位报送台账", ledgers, None, 2)])
    papers = [File(name, sha(name), kind="paper") for name in charts]
    found, _ = flow_charts(papers, {}, ROSTER)
    rows = coverage(ROSTER, figures, result, found, {}, year=YEAR)
    return {(row.unit, row.table): (row.due, row.filled) for row in rows}


def test_what_each_unit_owes_and_has_sent() -> None:
    result = Runs().run(position("甲.xlsx", "9-1", {"P003": "a", "P006": "b"}), unit_table("乙.xlsx", "9-1", "c"))
    assert table(result, ["样例一社职权流程图.pdf"]) == {
        ("U00", "岗位承诺表"): (2, 0),
        ("U01", "岗位承诺表"): (2, 1),
        ("U01", "单位承诺表"): (1, 1),
        ("U01", "职权流程图"): (1, 1),
        ("U12", "岗位承诺表"): (1, 0),
        ("U12", "单位承诺表"): (1, 0),
        ("U12", "职权流程图"): (1, 0),
    }


def test_ledgers_are_owed_where_the_office_says_so_and_a_zero_report_counts() -> None:
    sent = table(Runs().run(ledger("零.xlsx", "9-1", {}, zero=True)), [], "是")
    assert {key: value for key, value in sent.items() if key[1] == "扣分台账"} == {
        ("U00", "扣分台账"): (1, 0),
        ("U01", "扣分台账"): (1, 1),
        ("U12", "扣分台账"): (1, 0),
    }
    silent = table(Runs().run(ledger("空.xlsx", "9-1", {})), [], "是")
    assert silent["U01", "扣分台账"] == (1, 0)


class _People(dict[str, Person]):
    """People who know how often they were gone over."""

    times = 0

    def values(self) -> ValuesView[Person]:
        self.times += 1
        return super().values()


def test_people_are_gone_over_once_and_counted_for_their_own_unit() -> None:
    result = Runs().run(position("甲.xlsx", "9-1", {"P003": "a", "P005": "b", "P006": "c"}))
    nobodys = Person("P009", "孙样例", "U99", "经理", RANKS["中层"])
    people = _People({**ROSTER.people, nobodys.id: nobodys})
    units = {**ROSTER.units, "U13": Unit("U13", "样例二社", UNIT_KINDS["基层社"])}
    rows = coverage(replace(ROSTER, units=units, people=people), default_figures(), result, {}, {}, year=YEAR)
    found = {row.unit: (row.due, row.filled) for row in rows if row.table == POSITION.name}
    assert found == {"U00": (2, 0), "U01": (2, 1), "U12": (1, 1), "U13": (0, 0)}
    assert people.times == 1


def test_dates_of_the_document_and_the_latest_receipt() -> None:
    runs = Runs()
    first, later = position("甲.xlsx", "9-1", {"P003": "a"}), position("乙.xlsx", "9-2", {"P004": "b"}, 48)
    rows = coverage(ROSTER, default_figures(), runs.run(first, later), {"U01": CAME}, {}, year=YEAR)
    found = {(row.unit, row.table): (row.deadline, row.latest) for row in rows}
    assert found["U01", "岗位承诺表"] == (date(YEAR, 9, 20), date(YEAR, 9, 3))
    assert found["U01", "职权流程图"] == (date(YEAR, 10, 20), date(YEAR, 9, 1))
    assert found["U12", "单位承诺表"] == (date(YEAR, 9, 20), None)


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("样例一社职权流程图.pdf", "U01"),
        ("样例一社门市流程图.pdf", "U12"),
        ("第一样例社 流程图(新).jpg", "U01"),
        ("流程图 U12.vsdx", "U12"),
        ("流程图u01.pdf", "U01"),
        ("流程图 U123.pdf", ""),
        ("样例一社/职权流程图1.pdf", "U01"),
        ("样例一社/样例一社门市流程图.pdf", "U12"),
        ("报送材料.zip/样例一社/流程图.png", "U01"),
        ("职权流程图/样例一社.pdf", "U01"),
        ("流程图.pdf", ""),
        ("样例一社汇报.docx", None),
        ("流程图 样例一社 样例一社.pdf", "U01"),
    ],
)
def test_whose_flow_chart_a_paper_is(file: str, unit: str | None) -> None:
    assert unit_of_chart(file, ROSTER) == unit


def test_a_flow_chart_of_nobody_is_told() -> None:
    _, findings = flow_charts([File("流程图.pdf", sha("x"), kind="paper")], {}, ROSTER)
    assert codes(findings) == ["G130"] and findings[0].place.file == "流程图.pdf"
