"""Risk points of many workbooks become the current rows of both registers 二(三)3: identity and replacement."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lzxl.findings import Finding
from lzxl.model import RiskPoint, Roster, Submission
from lzxl.register.identity import Dated, before, number_versions
from lzxl.register.resubmission import Step, changed, late, reworded, unchanged, vanished
from lzxl.register.sheaves import PERSON, UNIT, Sheaf, by_subject
from lzxl.register.state import Event, State, Subject, Version, order_of

_LETTER = {PERSON: "G", UNIT: "D"}  # of the numbers on the two registers
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Current:
    """A current row: its number, the point, the workbook it stands in, and whether that one changed its text."""

    number: str
    point: RiskPoint
    submission: Submission
    reworded: bool = False


@dataclass
class Points:
    """The current rows; by hash of a replaced workbook, which subject's rows stand in which later file now."""

    rows: list[Current] = field(default_factory=list)
    replaced: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    findings: list[Finding] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def register_points(
    accepted: Sequence[Submission], seen: Mapping[str, datetime], state: State, roster: Roster, year: int
) -> Points:
    """Return the current rows of all subjects with their numbers, and all that is to be told of replacement.

    ``seen``: when each file was first received, by hash. A later workbook replaces the rows of the subjects it names.
    """
    points = Points()
    sheaves = by_subject(accepted, seen, year)
    for subject, versions in sheaves.items():
        last, standing = versions[-1], _as_known(versions, state.versions.get(subject, {}))
        if standing:
            points.rows += [Current(*row, last.submission) for row in zip(standing.numbers, last.points, strict=True)]
            continue
        timeline = _numbered(subject, versions, seen, state)
        points.events += _new(timeline, state.versions.get(subject, {}))
        steps = list(_steps(versions, timeline))
        points.findings += late(versions)
        for step in steps:
            points.findings += [*vanished(step, _name(subject[1], roster)), *changed(step)]
        touched = reworded(steps[-1]) if steps and steps[-1].new is last else {}
        for number, point in zip(timeline[last.sha256].version.numbers, last.points, strict=True):
            points.rows.append(Current(number, point, last.submission, number in touched))
        for sheaf in versions[:-1]:
            points.replaced[sheaf.sha256][subject[1]] = last.submission.file
    points.findings += unchanged(sheaves)
    return points


def _as_known(versions: Sequence[Sheaf], known: Mapping[str, Version]) -> Version | None:
    """Return what the journal has of a subject's only workbook, None where there is anything else: as a rule nothing is to do."""
    if len(versions) != 1 or len(known) != 1:
        return None
    version = known.get(versions[0].sha256)
    return version if version and version.texts == versions[0].texts else None


def _numbered(
    subject: Subject, versions: Sequence[Sheaf], seen: Mapping[str, datetime], state: State
) -> dict[str, Dated]:
    year, name = subject
    drafts = [
        Dated(sheaf.order, Version(year, name, sheaf.sha256, sheaf.submission.filled, sheaf.texts, ()))
        for sheaf in versions
    ]
    known = [
        Dated(order_of(version.filled, seen.get(sha, _LONG_AGO), sha), version)
        for sha, version in state.versions.get(subject, {}).items()
    ]
    prefix = f"{_LETTER[name[:2]]}{year}-{name[2:]}"
    return number_versions(drafts, known, prefix, state.highest.get(subject, 0))


def _new(timeline: Mapping[str, Dated], known: Mapping[str, Version]) -> list[Event]:
    in_order = sorted(timeline.values(), key=lambda item: item.order)
    return [item.version.event() for item in in_order if known.get(item.version.sha256) != item.version]


def _steps(versions: Sequence[Sheaf], timeline: Mapping[str, Dated]) -> Iterator[Step]:
    here = {sheaf.sha256: sheaf for sheaf in versions}
    for sheaf in versions:
        previous = before(timeline.values(), sheaf.order)
        if previous:
            yield Step(sheaf, timeline[sheaf.sha256].version, previous, here.get(previous.sha256))


def _name(subject: str, roster: Roster) -> str:
    person = roster.people.get(subject[2:])
    return person.name if person and subject.startswith(PERSON) else ""
