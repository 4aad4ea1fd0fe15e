"""What only shows when several workbooks lie side by side: texts copied from each other, one person on two units' tables."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
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
    """A risk point with the file that it stands in."""

    file: str
    point: RiskPoint
    unit: str

    @property
    def subject(self) -> str:
        """Whose row it is: a person id, else a unit id."""
        return self.point.person or self.point.unit

    @property
    def order(self) -> tuple[object, ...]:
        """Its place in the order of its file."""
        return (self.point.place.row, self.subject, self.point.ordinal)


def check_across(submissions: Sequence[Submission], roster: Roster) -> list[Finding]:
    """Return warnings about rows of different workbooks (or persons); the same for any order of ``submissions``."""
    return [*_copied(_rows(submissions), roster), *_on_two_tables(_rows(submissions), roster)]


def _rows(submissions: Iterable[Submission]) -> Iterator[_Row]:
    """Yield all risk points in an order that does not depend on the order in which files come."""
    for submission in sorted(submissions, key=lambda submission: submission.file):
        rows = (_Row(submission.file, point, submission.unit) for point in submission.points)
        yield from sorted(rows, key=lambda row: row.order)


def _copied(rows: Iterable[_Row], roster: Roster) -> Iterator[Finding]:
    """Yield a warning for each row that says what a row of another person (unit) further up says."""
    first: dict[bytes, _Row] = {}
    for row in rows:
        words = fold(row.point.text), fold(row.point.measures)
        if len("".join(words)) < _SHORTEST:
            continue
        other = first.setdefault(_digest(str(bool(row.point.person)), *words), row)
        if other.subject != row.subject:
            yield COPIED.at(
                row.point.place,
                row.point.text,
                other=_name(other, roster),
                own=_name(row, roster),
                file=other.file,
                row=other.point.place.row,
            ).of(_unit_name(row, roster))


def _digest(*words: str) -> bytes:
    """Return what stands for words that may be long: a register of 100,000 rows would fill the memory with them."""
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _on_two_tables(rows: Iterable[_Row], roster: Roster) -> Iterator[Finding]:
    first: dict[str, _Row] = {}
    told: set[tuple[str, str]] = set()
    for row in rows:
        if not row.point.person:
            continue
        other = first.setdefault(row.point.person, row)
        if other.unit != row.unit and (row.point.person, row.file) not in told:
            told.add((row.point.person, row.file))
            own = _name(row, roster)
            yield TWO_TABLES.at(row.point.place, own, own=own, file=other.file).of(_unit_name(row, roster))


def _name(row: _Row, roster: Roster) -> str:
    return roster.name_of(row.point.person, row.point.unit)


def _unit_name(row: _Row, roster: Roster) -> str:
    return roster.units[row.unit].name if row.unit in roster.units else ""
