"""二(二), 二(三): for each risk point the proposed level, what it requires, and who appraises and reviews it."""

from collections.abc import Iterable, Mapping

from lzxl.decide.people import People
from lzxl.law import review
from lzxl.law.figures import Figures
from lzxl.law.level import LEVELS, ONE, is_kept, proposed
from lzxl.model import Rating, RegisteredPoint, RiskPoint


def rate(points: Iterable[RegisteredPoint], people: People, figures: Figures) -> dict[str, Rating]:
    """Return what follows for each risk point, by number; points that are rated alike share it."""
    shared: dict[Rating, Rating] = {}
    rated: dict[str, Rating] = {}
    for one in points:
        rating = _rating(one, people, figures)
        rated[one.number] = shared.setdefault(rating, rating)
    return rated


def _rating(registered: RegisteredPoint, people: People, figures: Figures) -> Rating:
    """Rate one risk point; the assessed level (评估等级) wins over the proposed one 二(三)1."""
    point = registered.point
    proposal = proposed(point.size, point.harm, point.frequency, figures)
    level = registered.assessed_level or proposal.level
    reviewed = _review(point, people)
    return Rating(
        proposal.level,
        level,
        LEVELS[level].treatment,
        people.name(reviewed.appraiser),
        people.name(reviewed.reviewer),
        is_kept(registered.screening),
        proposal.reason,
    )


def _review(point: RiskPoint, people: People) -> review.Review:
    if point.person:
        seat = people.seat(point.person)
        return review.of_position(seat) if seat else review.Review("", "")
    head, leader = people.head(point.unit), people.leader(point.unit)
    return review.Review("", review.of_unit(head, leader, people.roster.director))


def holders(points: Iterable[RegisteredPoint], ratings: Mapping[str, Rating]) -> dict[str, tuple[str, ...]]:
    """Return the numbers of the level-one points that count, by the person id of their holder 二(三)2."""
    held: dict[str, tuple[str, ...]] = {}
    for registered in points:
        rating, person = ratings[registered.number], registered.point.person
        if person and rating.counts and rating.level == ONE:
            held[person] = (*held.get(person, ()), registered.number)
    return {person: tuple(sorted(numbers)) for person, numbers in held.items()}
