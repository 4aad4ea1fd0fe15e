"""Every citation of the founding document, both ways: each one exists, and each clause is cited or says why it is not."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import lzxl
from lzxl.forms.registry import MASTER, ROSTER, TEMPLATES
from lzxl.law import clauses as clauses_module
from lzxl.law.clauses import CLAUSES, cite
from lzxl.law.figures import FIGURES
from lzxl.law.vocabulary import Vocabulary
from lzxl.workflow.explaining import every_rule

PACKAGE = Path(lzxl.__file__).parent
CLAUSE = re.compile(r"[一二三]\([一二三四五六七八九]\)\d*")
DOCUMENT = Path(clauses_module.__file__)
RULE_ROOMS = ("law", "forms", "checks", "register", "excel", "intake", "office")


def declared() -> Iterator[tuple[str, str]]:
    """Yield (where, clause) of everything that is declared with a clause: forms, columns, figures, words, findings."""
    for room in RULE_ROOMS:
        for module in pkgutil.walk_packages([str(PACKAGE / room)], f"lzxl.{room}."):
            loaded = importlib.import_module(module.name)
            for name, value in vars(loaded).items():
                if isinstance(value, Vocabulary):
                    yield f"{module.name}.{name}", value.clause
    for form in (*TEMPLATES, *ROSTER, *MASTER):
        yield form.name, form.clause
        for column in (*form.head, *form.columns):
            if column.clause:
                yield f"{form.name}·{column.heading}", column.clause
    for figure in FIGURES.values():
        yield f"参数·{figure.name}", figure.clause
    for rule in every_rule().values():
        if rule.clause:
            yield f"问题·{rule.code}", rule.clause


def written() -> Iterator[tuple[str, str]]:
    """Yield (where, clause) of every citation in a text of the program: docstrings, sentences, calls of ``cite``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path == DOCUMENT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for found in CLAUSE.findall(node.value):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", found


@cache
def citations() -> dict[str, list[str]]:
    """Return where each clause is cited, by clause."""
    found: dict[str, list[str]] = defaultdict(list)
    for where, clause in (*declared(), *written()):
        found[clause].append(where)
    return found


def test_every_citation_exists():
    unknown = {clause: places for clause, places in citations().items() if clause not in CLAUSES}
    assert not unknown


@pytest.mark.parametrize("number", CLAUSES)
def test_every_clause_is_cited_or_says_why_not(number):
    places = citations().get(number, [])
    reason = CLAUSES[number].not_computed
    assert bool(places) is not bool(reason), (
        f"{number}: {'and'.join([reason, *places]) or 'neither cited nor explained'}"
    )


@pytest.mark.parametrize("clause", ["二(七)", "四(一)", "二(三)4", "二", "", "二（五）", " 二(五)"])
def test_a_citation_of_any_other_clause_is_an_error(clause):
    with pytest.raises(ValueError, match="no such clause"):
        cite(clause)


def test_clauses_stand_in_the_documents_order():
    digits = str.maketrans("一二三四五六", "123456", "()")
    assert list(CLAUSES) == sorted(CLAUSES, key=lambda number: number.translate(digits))
