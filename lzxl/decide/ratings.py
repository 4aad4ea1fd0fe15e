"""二(二), 二(三): for each risk point the proposed level, what it requires, and who appraises and reviews it."""

from collections.abc import Iterable, Mapping
from functools import cache, partial

from lzxl.decide.people import People
from lzxl.law import review
from lzxl.law.figures import Figures
from lzxl.law.level import LEVELS, ONE, Proposal, is_kept, proposed
from lzxl.model import Rating, RegisteredPoint


def rate(points: Iterable[RegisteredPoint], people: People, figures: Figures) -> dict[str, Rating]:
    """Return what follows for each risk point, by number; points that are rated alike share it."""
    rated: dict[str, Rating] = {}
    # Three degrees of three criteria, few levels and few people: asked once each.
    propose = cache(partial(proposed, figures=figures))
    names = cache(partial(_reviewers, people=people))
    rating = cache(_rating)
    for one in points:
        point = one.point
        reviewers = names(point.person, "" if point.person else point.unit)
        proposal = propose(point.size, point.harm, point.frequency)
        rated[one.number] = rating(proposal, one.assessed_level, one.screening, *reviewers)
    return rated


def _rating(proposal: Proposal, assessed: str, screening: str, appraiser: str, reviewer: str) -> Rating:
    """Rate one risk point; the assessed level (评估等级) wins over the proposed one 二(三)1."""
    level = assessed or proposal.level
    treatment, counts = LEVELS[level].treatment, is_kept(screening)
    return Rating(proposal.level, level, treatment, appraiser, reviewer, counts, proposal.reason)


def _reviewers(person: str, unit: str, people: People) -> tuple[str, str]:
    """Return the names of who appraises and who reviews a person's points, without a person a unit's 二(二)."""
    reviewed = _review(person, unit, people)
    return people.name(reviewed.appraiser), people.name(reviewed.reviewer)


def _review(person: str, unit: str, people: People) -> review.Review:
    if person:
        seat = people.seat(person)
        return review.of_position(seat) if seat else review.Review("", "")
    head, leader = people.head(unit), people.leader(unit)
    return review.Review("", review.of_unit(head, leader, people.roster.director))


def holders(points: Iterable[RegisteredPoint], ratings: Mapping[str, Rating]) -> dict[str, tuple[str, ...]]:
    """Return the numbers of the level-one points that count, by the person id of their holder 二(三)2."""
    held: dict[str, tuple[str, ...]] = {}
    for registered in points:
        rating, person = ratings[registered.number], registered.point.person
        if person and rating.counts and rating.level == ONE:
            held[person] = (*held.get(person, ()), registered.number)
    return {person: tuple(sorted(numbers)) for person, numbers in held.items()}
