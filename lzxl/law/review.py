"""二(二)1-2: who appraises (评定) and who reviews (审核) a commitment table. Nobody reviews himself."""

from typing import NamedTuple

from lzxl.law.scope import LEADING_GROUP, Chain, Seat


class Review(NamedTuple):
    """Person ids of 评定人 and 审核人, the reviewer may be 领导小组; ``""`` where there is none or nobody is known."""

    appraiser: str
    reviewer: str


def of_position(seat: Seat) -> Review:
    """Return who appraises and reviews the position table of the person at ``seat`` 二(二)1."""
    if seat.rank.director:
        return Review("", LEADING_GROUP)
    if seat.rank.leader:
        return Review("", _not_himself(seat.director, (seat.person,), seat.director))
    appraised = seat.kind.chain is Chain.APPRAISED and seat.head != seat.person
    return Review(seat.head if appraised else "", _not_himself(seat.leader, (seat.person,), seat.director))


def of_unit(head: str, leader: str, director: str) -> str:
    """Return who reviews a unit's table 二(二)2: its leader; where he also heads the unit, the director."""
    return _not_himself(leader, (head,), director)


def _not_himself(reviewer: str, own: tuple[str, ...], director: str) -> str:
    """Pass the review on to the director, and from him to the leading group, where it would be a review of oneself."""
    if reviewer not in own or not reviewer:
        return reviewer
    return director if director not in own else LEADING_GROUP
