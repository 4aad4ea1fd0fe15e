"""Which row of a later workbook is which row of an earlier one, and the numbers (编号) that they carry 二(三)3.

A row keeps its number where the same subject's previous workbook has the same text; else where a row that had vanished had
that text; else, of what is left, where the previous workbook has a row at the same place; else it is given a new one.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from lzxl.law.vocabulary import fold
from lzxl.register.state import Order, Version


@dataclass(frozen=True, slots=True)
class Dated:
    """A version with its place in time."""

    order: Order
    version: Version


def assign(
    texts: Sequence[str], previous: Sequence[tuple[str, str]], dormant: Mapping[str, str], fresh: Iterator[str]
) -> tuple[str, ...]:
    """Return a number for each text. ``previous``: (text, number) by place; ``dormant``: texts of vanished rows by number.

    Each number is used once; among equal texts, in order.
    """
    given: dict[int, str] = {}
    for rows in (previous, [(text, number) for number, text in dormant.items()]):
        waiting: defaultdict[str, deque[str]] = defaultdict(deque)
        for text, number in rows:
            waiting[fold(text)].append(number)
        for place, text in enumerate(texts):
            if place not in given and waiting[fold(text)]:
                given[place] = waiting[fold(text)].popleft()
    used = set(given.values())
    for place, (_, number) in enumerate(previous[: len(texts)]):
        if place not in given and number not in used:
            given[place] = number
    return tuple(given[place] if place in given else next(fresh) for place in range(len(texts)))


def same_texts(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two versions have the same rows, place by place."""
    return one == other or list(map(fold, one)) == list(map(fold, other))


def before(timeline: Iterable[Dated], order: Order) -> Version | None:
    """Return the latest version before ``order``, None where there is none."""
    earlier = [item for item in timeline if item.order < order]
    return max(earlier, key=lambda item: item.order).version if earlier else None


def _latest(timeline: Iterable[Dated]) -> Version | None:
    latest = max(timeline, key=lambda item: item.order, default=None)
    return latest.version if latest else None


def number_versions(drafts: Sequence[Dated], known: Sequence[Dated], prefix: str, used: int = 0) -> dict[str, Dated]:
    """Return all versions of one subject by hash, those of ``drafts`` numbered; their own ``numbers`` are not looked at.

    ``known`` are the journal's. What it knows stands; a draft that comes in before all of it is laid beside the latest.
    ``used``: the highest serial that was ever given; new ones come after it.
    """
    fresh = (f"{prefix}-{serial:02d}" for serial in count(used + 1))
    timeline = {item.version.sha256: item for item in known}
    for draft in sorted(drafts, key=lambda item: item.order):
        stands = timeline.get(draft.version.sha256)
        if stands and same_texts(stands.version.texts, draft.version.texts):
            continue
        past = timeline.values()
        previous = stands.version if stands else before(past, draft.order) or _latest(past)
        timeline[draft.version.sha256] = _numbered(draft, previous, past, fresh)
    return timeline


def _numbered(draft: Dated, previous: Version | None, past: Iterable[Dated], fresh: Iterator[str]) -> Dated:
    in_order = sorted(past, key=lambda item: item.order)
    dormant = {
        number: text
        for item in in_order
        for text, number in zip(item.version.texts, item.version.numbers, strict=True)
        if previous is None or number not in previous.numbers
    }
    rows = list(zip(previous.texts, previous.numbers, strict=True)) if previous else []
    version = draft.version
    numbers = assign(version.texts, rows, dormant, fresh)
    return Dated(
        draft.order,
        Version(version.year, version.subject, version.sha256, version.filled, version.texts, numbers),
    )
