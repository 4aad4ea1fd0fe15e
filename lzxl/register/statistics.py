"""The numbers of the overview (总览): counts by level, grade and unit kind, coverage, what is held back. Uses pandas."""

from collections.abc import Iterable, Sequence
from typing import Any

from lzxl.law.level import LEVELS
from lzxl.law.scope import UNIT_KINDS
from lzxl.law.warning import GRADE
from lzxl.model import Account, Coverage, Decisions, RegisteredPoint, Roster, Submission

Table = Sequence[Sequence[Any]]


def _frame(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Any:
    import pandas as pd  # late: importing it costs more than a small job

    return pd.DataFrame(list(rows), columns=list(columns))


def _crosstab(rows: Iterable[Sequence[Any]], index: Sequence[str], columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return counts of (row, column) pairs, every index and column present, zeros too."""
    counts = _frame(rows, ("row", "column")).groupby(["row", "column"]).size()
    return {row: {column: int(counts.get((row, column), 0)) for column in columns} for row in index}


def levels_by_kind(
    points: Iterable[RegisteredPoint], decisions: Decisions, roster: Roster
) -> dict[str, dict[str, int]]:
    """Return how many counting points of each level each unit kind has 二(三)2: {unit kind: {level: n}}."""
    counting = (point for point in points if decisions.ratings[point.number].counts)
    rows = ((roster.units[p.point.unit].kind.name, decisions.ratings[p.number].level) for p in counting)
    return _crosstab(rows, tuple(UNIT_KINDS), tuple(LEVELS))


def grades_by_kind(accounts: Iterable[Account], roster: Roster) -> dict[str, dict[str, int]]:
    """Return how many accounts of each grade each unit kind has 二(五): {unit kind: {grade: n}}."""
    rows = ((roster.units[account.unit].kind.name, account.grade) for account in accounts)
    return _crosstab(rows, tuple(UNIT_KINDS), GRADE.items)


def coverage_by_kind(coverage: Iterable[Coverage], roster: Roster) -> list[tuple[str, str, int, int]]:
    """Return (unit kind, table, due, filled) summed, in the order of the kinds 一(二)."""
    columns = ("kind", "table", "due", "filled")
    rows = ((roster.units[c.unit].kind.name, c.table, c.due, c.filled) for c in coverage)
    frame = _frame(rows, columns)
    sums = frame.groupby(["kind", "table"], sort=False)[["due", "filled"]].sum().reset_index()
    order = {kind: place for place, kind in enumerate(UNIT_KINDS)}
    found = [(str(r.kind), str(r.table), int(r.due), int(r.filled)) for r in sums.itertuples(index=False)]
    return sorted(found, key=lambda row: order[row[0]])


def held_back(submissions: Iterable[Submission], returned: Iterable[str]) -> tuple[int, int, int]:
    """Return (workbooks, risk points, ledger entries) that are held back (退回): ``returned`` are their hashes."""
    hashes = set(returned)
    books = [submission for submission in submissions if submission.sha256 in hashes]
    return len(books), sum(len(book.points) for book in books), sum(len(book.entries) for book in books)
