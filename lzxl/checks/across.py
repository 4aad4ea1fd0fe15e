"""What only shows when several workbooks lie side by side: texts copied from each other, one person on two units' tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lzxl.findings import Finding, Severity, rule
from lzxl.law.vocabulary import fold
from lzxl.model import RiskPoint, Roster, Submission

COPIED = rule(
    "X160",
    Severity.WARNING,
    "二(二)",
    "风险点和防控措施与“{other}”的一字不差({file} 第 {row} 行)",
    "请“{own}”对照自己的岗位(职权)重新查找,不照抄。",
)
TWO_TABLES = rule(
    "X161",
    Severity.WARNING,
    "二(二)1",
    "“{own}”同时出现在两个单位的表上(另见 {file})",
    "请由其现在所在的单位填报一份。",
)
_SHORTEST = 12  # folded characters of text and measures together; shorter ones may well be the same by chance


class _Row(NamedTuple):
    """A risk point with the workbook that it stands in."""

    point: RiskPoint
    book: Submission

    @property
    def subject(self) -> str:
        """Whose row it is: a person id, else a unit id."""
        return self.point.person or self.point.unit

    @property
    def words(self) -> tuple[bool, str, str]:
        """What it says, and whether of a person."""
        return bool(self.point.person), fold(self.point.text), fold(self.point.measures)


def check_across(submissions: Sequence[Submission], roster: Roster) -> list[Finding]:
    """Return warnings about rows of different workbooks (or persons); the same for any order of ``submissions``."""
    in_order = sorted(submissions, key=lambda submission: submission.file)
    rows = [_Row(point, book) for book in in_order for point in sorted(book.points, key=_order)]
    return [*_copied(rows, roster), *_on_two_tables(rows, roster)]


def _order(point: RiskPoint) -> tuple[int, str, int]:
    """Return a row's place in the order of its file."""
    return point.place.row, point.person or point.unit, point.ordinal


def _copied(rows: Iterable[_Row], roster: Roster) -> Iterator[Finding]:
    """Yield a warning for each row that says what a row of another person (unit) further up says."""
    # By the words' hashes: the words themselves of 100,000 rows would fill the memory.
    first: dict[int, _Row] = {}
    for row in rows:
        words = row.words
        if len(words[1]) + len(words[2]) < _SHORTEST:
            continue
        number = hash(words)
        while (other := first.setdefault(number, row)) is not row and other.words != words:
            number += 1  # other words of the same hash: it never happened, but it may
        if other.subject != row.subject:
            yield COPIED.at(
                row.point.place,
                row.point.text,
                other=_name(other, roster),
                own=_name(row, roster),
                file=other.book.file,
                row=other.point.place.row,
            ).of(_unit_name(row, roster))


def _on_two_tables(rows: Iterable[_Row], roster: Roster) -> Iterator[Finding]:
    first: dict[str, _Row] = {}
    told: set[tuple[str, str]] = set()
    for row in rows:
        if not row.point.person:
            continue
        other, book = first.setdefault(row.point.person, row), row.book
        if other.book.unit != book.unit and (row.point.person, book.file) not in told:
            told.add((row.point.person, book.file))
            own = _name(row, roster)
            yield TWO_TABLES.at(row.point.place, own, own=own, file=other.book.file).of(_unit_name(row, roster))


def _name(row: _Row, roster: Roster) -> str:
    return roster.name_of(row.point.person, row.point.unit)


def _unit_name(row: _Row, roster: Roster) -> str:
    return roster.units[row.book.unit].name if row.book.unit in roster.units else ""
