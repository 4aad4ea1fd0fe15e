"""The numbers of the overview (总览): counts by level, grade, key area and unit kind, coverage, points by month, findings.

Every function takes records and returns plain counts, zeros too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from lzxl.findings import CATALOGUE, Finding, Severity
from lzxl.forms.ledger import LEDGER
from lzxl.law.figures import Figures
from lzxl.law.grading import keeps_ledger, stands
from lzxl.law.level import LEVELS
from lzxl.law.scope import KEY_AREA, UNIT_KINDS
from lzxl.law.warning import DEDUCTION, GRADE
from lzxl.model import Account, Coverage, Decisions, RegisteredEntry, RegisteredPoint, Roster, Submission

MONTHS = range(1, 13)


def _crosstab(rows: Iterable[Sequence[Any]], index: Sequence[str], columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return counts of (row, column) pairs, every index and column present, zeros too."""
    counts = Counter(map(tuple, rows))
    return {row: {column: counts[row, column] for column in columns} for row in index}


def levels_by_kind(
    points: Iterable[RegisteredPoint], decisions: Decisions, roster: Roster
) -> dict[str, dict[str, int]]:
    """Return how many counting points of each level each unit kind has 二(三)2: {unit kind: {level: n}}."""
    counting = _counting(points, decisions)
    rows = ((roster.units[p.point.unit].kind.name, decisions.ratings[p.number].level) for p in counting)
    return _crosstab(rows, tuple(UNIT_KINDS), tuple(LEVELS))


def _counting(points: Iterable[RegisteredPoint], decisions: Decisions) -> Iterator[RegisteredPoint]:
    return (point for point in points if decisions.ratings[point.number].counts)


def unassessed(points: Iterable[RegisteredPoint], decisions: Decisions) -> int:
    """Return how many counting points have no level of the leading group's own yet 二(三)1."""
    return sum(not point.assessed_level for point in _counting(points, decisions))


def areas_by_kind(points: Iterable[RegisteredPoint], decisions: Decisions, roster: Roster) -> dict[str, dict[str, int]]:
    """Return how many counting points each key area (重点环节) has 二(二), 其他 too: {area: {unit kind: n}}."""
    rows = ((p.point.area, roster.units[p.point.unit].kind.name) for p in _counting(points, decisions))
    return _crosstab(rows, KEY_AREA.items, tuple(UNIT_KINDS))


def grades_by_kind(accounts: Iterable[Account], roster: Roster) -> dict[str, dict[str, int]]:
    """Return how many accounts of each grade each unit kind has 二(五): {unit kind: {grade: n}}."""
    rows = ((roster.units[account.unit].kind.name, account.grade) for account in accounts)
    return _crosstab(rows, tuple(UNIT_KINDS), GRADE.items)


class Deducted(NamedTuple):
    """The points that count 二(五): by month, January first, and by unit kind."""

    by_month: tuple[Decimal, ...]
    by_kind: dict[str, Decimal]


def deducted(entries: Iterable[RegisteredEntry], roster: Roster, figures: Figures, year: int) -> Deducted:
    """Return the points of all entries of ``year`` that count 二(五), whether or not their account has a grade."""
    months, kinds = dict.fromkeys(MONTHS, Decimal()), dict.fromkeys(UNIT_KINDS, Decimal())
    for one in entries:
        if one.entry.day.year == year and one.entry.record_type == DEDUCTION and _stands(one, roster, figures):
            months[one.entry.day.month] += one.entry.points
            kinds[_kind_of(one, roster)] += one.entry.points
    return Deducted(tuple(months.values()), kinds)


def _kind_of(registered: RegisteredEntry, roster: Roster) -> str:
    """Return the unit kind of whose account it is: a person's own unit, else the entry's."""
    own = roster.unit_of(registered.entry.person)
    return (own or roster.units[registered.entry.unit]).kind.name


def _stands(registered: RegisteredEntry, roster: Roster, figures: Figures) -> bool:
    entry = registered.entry
    ledger = roster.units.get(entry.ledger)
    of_office = keeps_ledger(entry.ledger, bool(ledger and ledger.kind.keeps_ledger), figures)
    return stands(entry.status, registered.recognition, of_office=of_office, figures=figures)


def coverage_by_kind(coverage: Iterable[Coverage], roster: Roster) -> list[tuple[str, str, int, int]]:
    """Return (unit kind, table, due, filled) summed, in the order of the kinds 一(二)."""
    due: Counter[tuple[str, str]] = Counter()
    filled: Counter[tuple[str, str]] = Counter()
    for one in coverage:
        key = roster.units[one.unit].kind.name, one.table
        due[key] += one.due
        filled[key] += one.filled
    order = {kind: place for place, kind in enumerate(UNIT_KINDS)}
    return [(*key, due[key], filled[key]) for key in sorted(due, key=lambda key: order[key[0]])]


def held_back(submissions: Iterable[Submission], returned: Iterable[str]) -> tuple[int, int, int]:
    """Return (workbooks, risk points, ledger entries) that are held back (退回): ``returned`` are their hashes."""
    hashes = set(returned)
    books = [submission for submission in submissions if submission.sha256 in hashes]
    entries = sum(book.rows for book in books if book.table == LEDGER.name)
    return len(books), sum(book.rows for book in books) - entries, entries


_ORDER = {severity: place for place, severity in enumerate(Severity)}
_BLANK = re.compile(r"\{[^{}]*\}")


def frequent(findings: Iterable[Finding], most: int = 10) -> list[tuple[str, str, int]]:
    """Return (级别, 问题, count) of the rules that were broken most often; of those broken equally often errors come first.

    Where the messages of a rule differ, its own words stand for them, with … for what differs.
    """
    said: dict[tuple[Severity, str], Counter[str]] = {}
    for finding in findings:
        said.setdefault((finding.severity, finding.code), Counter())[finding.message] += 1
    ordered = sorted(said.items(), key=lambda one: (-one[1].total(), _ORDER[one[0][0]], one[0][1]))
    return [(severity.value, _words(code, texts), texts.total()) for (severity, code), texts in ordered[:most]]


def _words(code: str, texts: Counter[str]) -> str:
    if len(texts) == 1 or code not in CATALOGUE:
        return next(iter(texts))
    return _BLANK.sub("…", CATALOGUE[code].message).rstrip("…")
