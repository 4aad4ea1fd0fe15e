"""The rows that one workbook has of one subject: :class:`Sheaf`; all of them in the order of time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from lzxl.model import RiskPoint, Roster, Submission
from lzxl.register.state import Order, State, Subject, order_of

PERSON, UNIT = "P:", "U:"
_WHOSE, _ORDINAL = attrgetter("person", "unit"), attrgetter("ordinal")


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The rows that one workbook has of one subject (a person, or a unit on its own table), in their places."""

    order: Order
    submission: Submission
    points: tuple[RiskPoint, ...] = ()

    @property
    def sha256(self) -> str:
        """The workbook's hash."""
        return self.submission.sha256

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts (风险点) place by place."""
        return tuple(point.text for point in self.points)


def subject_of(point: RiskPoint) -> str:
    """Return the subject of a row: ``P:`` and the person's id, on the unit table ``U:`` and the unit's."""
    return f"{PERSON}{point.person}" if point.person else f"{UNIT}{point.unit}"


def called(subject: str, roster: Roster) -> str:
    """Return the name of a subject of :func:`subject_of`, its id where it is unknown."""
    identity = subject[len(PERSON) :]
    return roster.name_of(identity) if subject.startswith(PERSON) else roster.name_of("", identity)


def placed(submission: Submission, seen: Mapping[str, datetime]) -> Sheaf:
    """Return a workbook, yet without rows, with its place in time; ``seen``: when each file was first received, by hash."""
    received = seen.get(submission.sha256, submission.received)
    order = order_of(submission.filled, received, submission.sha256)
    return Sheaf(order, submission)


def _grouped(submission: Submission) -> dict[str, list[RiskPoint]]:
    """Return the rows of a workbook by subject, each subject's in their places; as a rule they stand so already."""
    rows: defaultdict[str, list[RiskPoint]] = defaultdict(list)
    for _, run in groupby(submission.points, _WHOSE):
        points = list(run)
        rows[subject_of(points[0])] += points
    for points in rows.values():
        points.sort(key=_ORDINAL)
    return rows


def in_time(sheaves: Sequence[Sheaf]) -> list[Sheaf]:
    """Return the earliest first."""
    return sorted(sheaves, key=lambda sheaf: sheaf.order)


def share_texts(submission: Submission, state: State, year: int) -> None:
    """Let what the journal knows of a workbook be its own texts: those of a large register are not in memory twice."""
    for subject, points in _grouped(submission).items():
        versions = state.versions.get((submission.year or year, subject), {})
        known, own = versions.get(submission.sha256), tuple(point.text for point in points)
        if known and known.texts == own:
            versions[submission.sha256] = replace(known, texts=own)


def by_subject(accepted: Sequence[Submission], seen: Mapping[str, datetime], year: int) -> dict[Subject, list[Sheaf]]:
    """Return the rows of all workbooks by year and subject, each subject's in the order of time."""
    found: defaultdict[Subject, list[Sheaf]] = defaultdict(list)
    for submission in accepted:
        order = placed(submission, seen).order
        for subject, points in _grouped(submission).items():
            found[submission.year or year, subject].append(Sheaf(order, submission, tuple(points)))
    return {subject: in_time(versions) for subject, versions in sorted(found.items())}
