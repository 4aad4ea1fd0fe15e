"""The words of the warning sheet (预警表) 二(五): what an account rests on, when rectification is due, which figures are used."""

from collections.abc import Sequence
from datetime import date

from lzxl.law.clauses import DOCUMENT, cite
from lzxl.law.figure_values import number_text
from lzxl.law.figures import Figures
from lzxl.law.grading import is_full
from lzxl.law.warning import DEDUCTION, FAULT_GRADES, FULL_POINTS, GRADES, NO_FAULT, REMINDER, TO_ISSUE, Grade
from lzxl.model import Account, Notice, RegisteredEntry

_WARNING, _RECTIFICATION = cite("二(五)"), cite("二(六)")


def marks(grade: Grade) -> str:
    """Return how grave a grade is without colour: as many full marks as it stands steps up."""
    return "●" * grade.rank + "○" * (len(GRADES) - grade.rank)


def reached_by(grade: Grade, figures: Figures) -> str:
    """Return in short from where a grade holds."""
    if grade.fault:
        return f"{number_text(figures.threshold(grade.letter))}分起"
    return f"有{REMINDER}或一级风险点" if figures.holders_noticed else f"有{REMINDER}"


def points_words(account: Account, *, left: bool = False) -> str:
    """Return the sum of points, or what is ``left``; 满12分 is said below the sum."""
    if left:
        return number_text(account.left)
    full = f"\n满{FULL_POINTS}分" if is_full(account.total) else ""
    return f"{number_text(account.total)}{full}"


def basis(entries: Sequence[RegisteredEntry]) -> str:
    """Return the entries that an account rests on, one a line: day, points, number, nothing of what was done."""
    if not entries:
        return "名下有一级风险点"
    return "\n".join(f"{_day(one.entry.day)}{_taken(one)} {one.number}" for one in entries)


def _taken(one: RegisteredEntry) -> str:
    return f"扣{number_text(one.entry.points)}分" if one.entry.record_type == DEDUCTION else REMINDER


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def term(notice: Notice | None) -> str:
    """Return 整改期限 with the state of the notice, the state alone while there is no day."""
    if notice is None:
        return "—"
    if notice.due is None:
        return f"通知{notice.state}" if notice.state == TO_ISSUE else notice.state
    return f"{notice.due.year}年\n{_day(notice.due)}\n({notice.state})"


def notes(figures: Figures) -> list[str]:
    """Return what stands below the table: the clause, the office's figures and how far they are adopted."""
    from_where = "、".join(f"{letter}级{number_text(figures.threshold(letter))}分" for letter in FAULT_GRADES)
    begin = figures.label(*(f"{letter}级起点" for letter in FAULT_GRADES))
    plans = figures.label(*(f"{letter}级处置预案" for letter in GRADES))
    days = figures.label(*(f"{letter}级整改天数" for letter in FAULT_GRADES))
    fault = "、".join(f"{letter}级" for letter in FAULT_GRADES)
    return [
        f"依据:{DOCUMENT}{_WARNING}:预警实行{FULL_POINTS}分制,以年度为周期;{fault}为过错预警(事后),"
        f"{NO_FAULT}级为无过错预警(事前)。整改和责任追究见{_RECTIFICATION}。",
        f"{from_where}起为{begin},处置预案为{plans},整改天数为{days};整改期限自通知发出之日起算。"
        "“计入的登记”所列编号见汇总册的扣分台账。",
    ]
