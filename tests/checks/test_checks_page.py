"""The catalogue of findings: every row usable, every row on the page."""

import re
from string import Formatter

import pytest

import lzxl.checks  # noqa: F401 - declares the rules
from lzxl.checks.page import GROUPS, catalogue_page
from lzxl.findings import CATALOGUE

FILLED_IN = re.compile(r"\{[a-z]+\}")  # the whole cure comes from the law (of a bad setting)
OURS = [rule for code, rule in sorted(CATALOGUE.items()) if code[0] in "CTXKR"]


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_a_rule_has_clause_message_and_cure_in_chinese(rule):
    assert rule.clause
    assert re.search(r"[\u4e00-\u9fff]", rule.message)
    assert re.search(r"[\u4e00-\u9fff]", rule.cure) or FILLED_IN.fullmatch(rule.cure)
    for words in (rule.message, rule.cure):
        assert "{value!r}" not in words
        assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(words))
    assert rule.cure.removesuffix("{prompt}").endswith("。") or FILLED_IN.fullmatch(rule.cure)


def test_the_page_has_each_rule_once_in_its_group():
    page = catalogue_page(CATALOGUE.values())
    assert [re.findall(rf"^\| {rule.code} \|", page, re.MULTILINE) for rule in OURS] == [
        [f"| {r.code} |"] for r in OURS
    ]
    headings = re.findall(r"^## (\w) ", page, re.MULTILINE)
    assert headings == [group for group in GROUPS if group in headings]
    assert "{" not in page


def test_the_page_does_not_depend_on_the_order_of_rules():
    assert catalogue_page(reversed(CATALOGUE.values())) == catalogue_page(CATALOGUE.values())
