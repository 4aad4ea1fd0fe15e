"""二(六): grounds of accountability; one and two levels up; leaders to the city's discipline commission (市纪委)."""

from collections.abc import Mapping
from datetime import date

from lzxl.law.clauses import cite
from lzxl.law.level import steps_milder
from lzxl.law.scope import LEADING_GROUP, Rank, Seat
from lzxl.law.vocabulary import Vocabulary, spelt
from lzxl.law.warning import NOT_ACCEPTED, OVERDUE, WITHDRAWN

NOBODY, OFFICE = "无", "本社"
HIGHER_BODIES = ("上级纪检监察机关", "检察机关")  # their findings lead one level up
INVESTIGATOR = Vocabulary(
    "查处机关",
    (NOBODY, OFFICE, *HIGHER_BODIES),
    cite("二(六)"),
    spelt(
        {
            OFFICE: ("市社", "供销社本社"),
            HIGHER_BODIES[0]: (
                *("上级纪检监察", "纪检监察机关", "上级纪检监察部门", "上级纪检机关", "上级纪委"),
                *("上级纪委监委", "市纪委", "市纪委监委", "市纪检监察机关"),
            ),
            HIGHER_BODIES[1]: ("检察院", "人民检察院", "市检察院", "检察部门"),
        }
    ),
)
DISCIPLINE_COMMISSION = "市纪委"

# 情形, in the order of the document: inexact points and levels; rectification not done; a further breach; a breach below.
MISJUDGED, UNRECTIFIED, RELAPSED, BELOW = "一", "二", "三", "四"
SITUATION = Vocabulary("情形", (MISJUDGED, UNRECTIFIED, RELAPSED, BELOW), cite("二(六)"))
HIMSELF, ONE_UP, TWO_UP = "本人", "上追一级", "上追二级"
STEP = Vocabulary("追究层级", (HIMSELF, ONE_UP, TWO_UP), cite("二(六)"))
_MISJUDGED_BY = 2  # steps of level


def superior(seat: Seat) -> str:
    """Return the person id of the superior (上一级) 二(六), ``""`` where nobody is left inside.

    The first that applies and is not the person himself. Two steps up may lead back to him, where 直接上级 say so.
    """
    return next((person for person in (seat.superior, _by_rank(seat)) if person not in ("", seat.person)), "")


def _by_rank(seat: Seat) -> str:
    if seat.rank.director:
        return ""
    if seat.rank.leader:
        return seat.director
    return seat.leader if seat.person == seat.head else seat.head


def in_loops(superiors: Mapping[str, str]) -> frozenset[str]:
    """Return the ids whose 直接上级 leads back to themselves 二(六); ``superiors`` gives each one's, by person id."""
    looped: set[str] = set()
    done: set[str] = set()
    for start in superiors:
        trail: dict[str, None] = {}
        person = start
        while person in superiors and person not in done and person not in trail:
            trail[person] = None
            person = superiors[person]
        if person in trail:
            walked = list(trail)
            looped.update(walked[walked.index(person) :])
        done.update(trail)
    return frozenset(looped)


def handler(target: Rank | None) -> str:
    """Return who handles the case (处理机关) 二(六): ``target`` is the rank of 问责对象, None where nobody is left inside."""
    return DISCIPLINE_COMMISSION if target is None or target.leader else LEADING_GROUP


def is_misjudged(self_level: str, assessed_level: str) -> bool:
    """Tell whether a self-rated level is two steps milder than the assessed one 二(六) (情形一)."""
    return steps_milder(self_level, assessed_level) >= _MISJUDGED_BY


def is_unrectified(state: str, acceptance: str) -> bool:
    """Tell whether a fault notice is overdue or was not accepted 二(六) (情形二)."""
    return state != WITHDRAWN and (state == OVERDUE or acceptance == NOT_ACCEPTED)


def is_relapse(investigator: str, day: date, issued: date) -> bool:
    """Tell whether a breach found by any body happened after a fault notice had gone out 二(六) (情形三)."""
    return investigator != NOBODY and day > issued


def leads_up(investigator: str) -> bool:
    """Tell whether a breach was found by a body above the office, so that the superiors answer too 二(六) (情形四)."""
    return investigator in HIGHER_BODIES
