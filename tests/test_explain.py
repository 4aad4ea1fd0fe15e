"""依据: the table from clause to rule to sheet and column, and the page of it."""

import re

import pytest

from lzxl.explain import Explanation, explanations, page
from lzxl.findings import Rule, Severity
from lzxl.forms.form import Owner
from lzxl.forms.registry import MASTER, ROSTER, TEMPLATES
from lzxl.law.clauses import CLAUSES
from lzxl.law.figures import FIGURES
from lzxl.workflow.explaining import every_rule

TOY = {
    "Z901": Rule("Z901", Severity.WARNING, "二(五)", "样例问题{value}|{word}", "样例改法"),
    "Z903": Rule("Z903", Severity.NOTE, "二(五)", "样例提示", "样例改法"),
    "Z902": Rule("Z902", Severity.ERROR, "", "与条款无关", "样例改法"),
}
LINES = explanations(TOY)


def test_every_clause_is_there_in_the_documents_order():
    assert list(dict.fromkeys(line.clause for line in LINES)) == list(CLAUSES)
    assert all(line.rule and line.subject == CLAUSES[line.clause].subject for line in LINES)


def test_what_is_not_computed_says_why():
    for number, clause in CLAUSES.items():
        rules = [line.rule for line in LINES if line.clause == number]
        assert (rules == [f"不计算:{clause.not_computed}"]) is bool(clause.not_computed)


def test_every_column_and_figure_with_a_clause_is_there():
    shown = {(line.clause, line.sheet, line.column) for line in LINES}
    for form in (*TEMPLATES, *ROSTER, *MASTER):
        for column in (*form.head, *form.columns):
            assert not column.clause or (column.clause, form.sheet, column.heading) in shown
    assert {(figure.clause, "参数", figure.name) for figure in FIGURES.values()} <= shown


def test_what_the_program_works_out_is_explained():
    """A column of the master that no template has is computed: it may not say that it was received."""
    received = {field for form in (*TEMPLATES, *ROSTER) for field in form.by_field}
    rules = {(line.sheet, line.column, line.clause): line.rule for line in LINES}
    for form in MASTER:
        for column in form.columns:
            if column.clause and column.owner is Owner.COMPUTED and column.field not in received:
                assert rules[form.sheet, column.heading, column.clause] != "照收到的表和名册", column.heading


@pytest.mark.parametrize(
    ("sheet", "column", "words"),
    [
        ("岗位风险登记册", "建议等级", "高3中2低1"),
        ("岗位风险登记册", "评定人", "基层社、公司、市场"),
        ("岗位风险登记册", "姓名", "照收到的表"),
        ("预警名单", "剩余分", "12 减"),
        ("报送情况", "应填", "除市社领导外"),
        ("报送情况", "截止日期", "截止月日"),
        ("预警登记", "整改期限", "发出日期加"),
        ("参数", "A级起点", "默认9(本社假设)"),
        ("参数", "扣分项目S02", "责令书面检查;默认1.5(公开做法)"),
    ],
)
def test_rules_in_words(sheet, column, words):
    [line] = [line for line in LINES if (line.sheet, line.column) == (sheet, column)]
    assert words in line.rule


def test_findings_stand_under_their_clause_without_gaps_to_fill():
    assert Explanation("二(五)", CLAUSES["二(五)"].subject, "警告:样例问题…|…", "问题清单", "Z901") in LINES
    assert not any(line.column == "Z902" for line in LINES)


@pytest.mark.parametrize(
    ("asked", "clauses"),
    [
        ("二(五)", {"二(五)"}),
        ("二（五）", {"二(五)"}),
        (" 二 (三) ", {"二(三)", "二(三)1", "二(三)2", "二(三)3"}),
        ("二(三)2", {"二(三)2"}),
        ("三", {"三(一)", "三(二)", "三(三)", "三(四)"}),
        ("九", set()),
    ],
)
def test_only_the_clause_that_was_asked_for(asked, clauses):
    assert {line.clause for line in explanations(TOY, asked)} == clauses


def test_the_page_is_a_table_for_each_clause():
    text = page(LINES)
    assert [row for row in text.splitlines() if row.startswith("## ")] == [
        f"## {clause.number} {clause.subject}" for clause in CLAUSES.values()
    ]
    assert "| 警告:样例问题…\\|… | 问题清单 | Z901 |" in text
    assert len([row for row in text.splitlines() if row.startswith("| ")]) == len(LINES) + 2 * len(CLAUSES)
    assert page(explanations(TOY)) == text and text.endswith("|\n")


def test_the_order_of_import_does_not_matter():
    assert explanations(dict(reversed(TOY.items()))) == LINES
    assert [line.column for line in LINES if line.column in ("Z901", "Z903")] == ["Z901", "Z903"]


@pytest.mark.parametrize(
    ("wanted", "clause", "column"),
    [
        ("Z901", "二(五)", "Z901"),
        ("z901", "二(五)", "Z901"),
        ("Z902", "", "Z902"),
        ("S02", "二(五)", "扣分项目S02"),
        ("预警等级", "二(五)", "预警等级"),
        ("A级起点", "二(五)", "A级起点"),
    ],
)
def test_a_code_or_a_name_is_explained_too(wanted: str, clause: str, column: str) -> None:
    lines = explanations(TOY, wanted)
    assert {(line.clause, line.column) for line in lines} == {(clause, column)}


def test_it_is_said_once_who_fills_in_a_column() -> None:
    rules = {(line.sheet, line.column): line.rule for line in LINES}
    assert rules["岗位承诺表", "评估等级"] == "由领导小组评定,填报时留空。"
    assert rules["岗位承诺表", "风险点"].startswith("由单位填写:")
    assert rules["单位", "单位名称"] == "由本社填写:全称。"


def test_no_rule_is_explained_by_dots_alone() -> None:
    assert [code for code, one in every_rule().items() if re.fullmatch(r"\{[^{}]*\}", one.message)] == []
