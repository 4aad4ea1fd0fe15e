"""二(五): which entries count, the grade of a total, when a notice is due and how it stands."""

from datetime import date, timedelta
from decimal import Decimal

from lzxl.law.figures import Figures
from lzxl.law.warning import (
    ACCEPTED,
    CLOSED,
    FAULT_GRADES,
    FULL_POINTS,
    GRADES,
    IN_FORCE,
    NO_FAULT,
    OVERDUE,
    RECOGNISED,
    RECTIFYING,
    TO_ISSUE,
)


def stands(status: str, recognition: str, *, of_office: bool, figures: Figures) -> bool:
    """Tell whether an entry stands 二(五): in force, and recognised where 「单位上报须认定」 asks for it.

    ``of_office``: the entry comes from the ledger of the office itself (:func:`keeps_ledger`).
    """
    return status == IN_FORCE and (of_office or not figures.recognition_needed or recognition == RECOGNISED)


def keeps_ledger(unit: str, of_keeping_kind: bool, figures: Figures) -> bool:
    """Tell whether ``unit`` is the one of 「台账单位」 二(五); where that is empty, any unit of a kind that keeps the ledger."""
    return unit == figures.ledger_unit if figures.ledger_unit else of_keeping_kind


def left(total: Decimal) -> Decimal:
    """Return the points that are left of the 12 (剩余分) 二(五), not below 0."""
    return max(FULL_POINTS - total, Decimal(0))


def is_full(total: Decimal) -> bool:
    """Tell whether all 12 points are gone (满12分) 二(五)."""
    return total >= FULL_POINTS


def fault_grade(total: Decimal, figures: Figures) -> str:
    """Return the fault grade (A, B, C) that a year's total reaches 二(五), ``""`` for none."""
    return next((letter for letter in FAULT_GRADES if total >= figures.threshold(letter)), "")


def grade(total: Decimal, *, forewarned: bool, figures: Figures) -> str:
    """Return the grade of an account 二(五), ``""`` for none.

    ``forewarned``: the year has a reminder that stands, or a person holds a level-one point where that figure is on.
    """
    return fault_grade(total, figures) or (NO_FAULT if forewarned else "")


def due_day(letter: str, issued: date | None, figures: Figures) -> date | None:
    """Return 整改期限 二(六): the grade's calendar days after 发出日期; None before it, and for the no-fault grade."""
    if issued is None or not GRADES[letter].fault:
        return None
    return issued + timedelta(days=figures.days(letter))


def notice_state(letter: str, issued: date | None, acceptance: str, due: date | None, today: date) -> str:
    """Return 状态 of a notice that its entries carry 二(六); a no-fault notice is closed when it goes out."""
    if not GRADES[letter].fault:
        return CLOSED if issued else TO_ISSUE
    if acceptance == ACCEPTED:
        return CLOSED
    if due is not None and due < today:
        return OVERDUE
    return RECTIFYING if issued else TO_ISSUE
