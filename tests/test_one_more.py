"""One more table, check, unit kind: each declared here, in one place, and everything generic follows.

Nothing of lzxl is touched; the toys go down the same line as the real ones.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from lzxl.cells import Block, Book, Sheet
from lzxl.checks.page import catalogue_page
from lzxl.decide import decide
from lzxl.explain import explanations, page
from lzxl.findings import CATALOGUE, Rule, Severity, rule
from lzxl.forms import columns as c
from lzxl.forms.form import Column, Form, Kind
from lzxl.forms.identify import identify
from lzxl.forms.master_layout import sheet
from lzxl.forms.parse import Table, parse
from lzxl.forms.template import template
from lzxl.law.figures import default_figures
from lzxl.law.scope import RANKS, UNIT_KINDS, Chain, UnitKind
from lzxl.law.vocabulary import Vocabulary
from lzxl.model import Person, RegisteredPoint, RiskPoint, Roster, Unit

# ---------------------------------------------------------------- one more table: a form, and nothing else

GIFT_KIND = Vocabulary("礼品种类", ("实物", "礼金", "购物卡"), "二(五)", {"现金": "礼金"})
GIFTS = Form(
    name="礼品登记表",
    sheet="礼品登记表",
    title="礼品礼金登记表",
    clause="二(五)",
    file_name="礼品礼金登记表.xlsx",
    head=(c.UNIT_NAME, c.UNIT_ID, c.YEAR, c.FILLED),
    columns=(
        c.SERIAL,
        replace(c.PERSON_NAME, required=True),
        Column(
            "gift", "礼品种类", Kind.CHOICE, GIFT_KIND, required=True, prompt="实物、礼金或购物卡。", clause="二(五)"
        ),
        Column("detail", "来由", required=True, width=34, prompt="谁送的,为什么。", clause="二(五)"),
        Column("handed_in", "上交日期", Kind.DATE, prompt="上交的日期。", clause="二(五)"),
    ),
)
HEAD = {"unit_name": "样例一社", "unit_id": "U08", "year": 2026, "filled": date(2026, 9, 1)}
ROWS = (
    {"serial": 1, "person_name": "张样", "gift": "礼金", "detail": "供货人所送", "handed_in": date(2026, 2, 3)},
    {"serial": 2, "person_name": "李样", "gift": "实物", "detail": "年节所送", "handed_in": None},
)


def received(shown: Sheet) -> Block:
    """Return a laid-out sheet as it would come back, formulas as their stored results."""
    bottom, right = max(row for row, _ in shown.cells), max(column for _, column in shown.cells)
    rows = tuple(
        tuple(
            getattr(shown.cells.get((row, column)), "value", shown.cells.get((row, column)))
            for column in range(1, right + 1)
        )
        for row in range(1, bottom + 1)
    )
    return Block("礼品.xlsx", shown.name, rows)


def toy_book(rows=ROWS, **changes) -> Book:
    made = template(GIFTS, HEAD, rows)
    shown = next(one for one in made.sheets if one.name == GIFTS.sheet)
    block = received(shown)
    return Book("礼品.xlsx", "xlsx", (replace(block, **changes),), made.properties)


def toy_table(book: Book) -> tuple[Table, list]:
    found, findings = identify(book, (GIFTS,))
    assert found is not None, findings
    assert found.form is GIFTS
    return parse(found.form, found.block)


def test_a_toy_table_is_laid_out_recognised_and_read_back() -> None:
    table, findings = toy_table(toy_book())
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert table.head["unit_id"] == "U08"
    assert table.head["year"] == 2026
    assert [dict(row.values) for row in table.rows] == list(ROWS)


def test_a_toy_table_s_template_has_its_drop_down_prompt_and_list() -> None:
    made = template(GIFTS)
    shown = next(one for one in made.sheets if one.name == GIFTS.sheet)
    assert GIFT_KIND.items in [tuple(words) for words in made.lists.values()]
    assert any("实物、礼金或购物卡" in drop_down.prompt for drop_down in shown.drop_downs)
    assert any("礼品种类" in str(value) for one in made.sheets for value in one.cells.values())


@pytest.mark.parametrize(
    ("typed", "severities"),
    [("现金", {Severity.NOTE}), ("烟酒", {Severity.ERROR}), (None, {Severity.ERROR})],
)
def test_a_toy_table_s_cells_are_judged(typed: str | None, severities: set[Severity]) -> None:
    rows = (ROWS[0] | {"gift": typed}, ROWS[1])
    table, findings = toy_table(toy_book(rows))
    column = [one.field for one in GIFTS.columns].index("gift") + 1
    here = {finding.severity for finding in findings if finding.place[2:] == (table.rows[0].number, column)}
    assert here == severities


def test_a_toy_table_is_a_sheet_of_the_master_too() -> None:
    shown = sheet(GIFTS, ROWS)
    table, findings = parse(GIFTS, received(shown))
    assert [row.values["person_name"] for row in table.rows] == ["张样", "李样"]
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


# ---------------------------------------------------------------- one more check: a function and its catalogue row


@pytest.fixture
def late() -> Iterator[Rule]:
    yield rule("X990", Severity.WARNING, "二(五)", "{name}收的{value}没有上交", "请补填上交日期。")
    del CATALOGUE["X990"]


def check_handed_in(table: Table, late: Rule) -> list:
    """A toy check: money not handed in."""
    return [
        late.at(row.places["handed_in"], row.values["gift"], name=row.values["person_name"])
        for row in table.rows
        if row.values["handed_in"] is None
    ]


def test_a_toy_check_names_its_cell_and_stands_in_the_catalogue_page(late: Rule) -> None:
    found = check_handed_in(toy_table(toy_book())[0], late)
    assert [finding.message for finding in found] == ["李样收的实物没有上交"]
    assert found[0].place.address.startswith("E")
    assert "X990" in catalogue_page(CATALOGUE.values())
    assert "…收的…没有上交" in page(explanations(CATALOGUE, "二(五)"))


def test_a_code_is_used_once_and_a_clause_exists(late: Rule) -> None:
    with pytest.raises(ValueError, match="X990"):
        rule(late.code, Severity.ERROR, "二(五)", "", "")
    with pytest.raises(ValueError, match="九"):
        rule("X991", Severity.ERROR, "九(九)", "", "")


# ---------------------------------------------------------------- one more unit kind: one row


def toy_roster(kind: UnitKind) -> Roster:
    units = (
        Unit("U1", "领导班子", UNIT_KINDS["市社领导"], head="P1"),
        Unit("U9", "样例学校", kind, head="P3", leader="P2"),
    )
    people = (
        Person("P1", "赵样", "U1", "主任", RANKS["主任"]),
        Person("P2", "钱样", "U1", "副主任", RANKS["班子成员"]),
        Person("P3", "孙样", "U9", "校长", RANKS["中层"]),
        Person("P4", "李样", "U9", "教导主任", RANKS["中层"]),
    )
    return Roster({unit.id: unit for unit in units}, {person.id: person for person in people}, "P1")


def toy_point(number: str, person: str) -> RegisteredPoint:
    text = {"text": "风险", "area": "其他", "source": "岗位职责", "ways": ("自己找",), "measures": "措施"}
    degrees = {"size": "中", "harm": "中", "frequency": "低", "self_level": "二级"}
    return RegisteredPoint(number, RiskPoint("U9", person, 1, **text, **degrees, responsible="本人", deadline="长期"))


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (Chain.APPRAISED, {"1": ("", "钱样"), "2": ("孙样", "钱样")}),
        (Chain.SUPERVISED, {"1": ("", "钱样"), "2": ("", "钱样")}),
    ],
)
def test_a_toy_unit_kind_is_reviewed_as_its_row_says(chain: Chain, expected: dict) -> None:
    school = UnitKind("学校", chain, "联系领导", subordinate=True)
    points = [toy_point("1", "P3"), toy_point("2", "P4")]
    made = decide(toy_roster(school), default_figures(), points, [], {}, {}, year=2026, today=date(2026, 11, 1))
    assert {number: (rating.appraiser, rating.reviewer) for number, rating in made.ratings.items()} == expected
