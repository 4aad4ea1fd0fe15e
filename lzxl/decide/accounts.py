"""二(五): the accounts that have a grade (预警名单), each with the sentence that says why."""

from collections.abc import Iterable, Sequence

from lzxl.decide.standing import Standing, named
from lzxl.law.clauses import cite
from lzxl.law.figure_values import number_text
from lzxl.law.figures import Figures
from lzxl.law.grading import fault_grade, grade, is_full, left
from lzxl.law.warning import FULL_POINTS, GRADES
from lzxl.model import Account

FULL = f"满{FULL_POINTS}分"
HOLDERS_FIGURE = "一级持有人绿色预警"
_CLAUSE = cite("二(五)")


def account(standing: Standing, held: Sequence[str], figures: Figures, year: int) -> Account | None:
    """Return the account with its grade, None where it has none; ``held``: numbers of level-one points of the person."""
    forewarned = bool(standing.reminders) or (figures.holders_noticed and bool(held))
    letter = grade(standing.total, forewarned=forewarned, figures=figures)
    if not letter:
        return None
    basis = standing.counted if fault_grade(standing.total, figures) else standing.reminders
    return Account(
        year,
        standing.subject.kind,
        standing.unit,
        standing.person,
        standing.total,
        left(standing.total),
        letter,
        figures.disposal(letter),
        _reason(standing, letter, held, figures),
        tuple(e.number for e in basis),
    )


def _reason(standing: Standing, letter: str, held: Sequence[str], figures: Figures) -> str:
    total = number_text(standing.total)
    spent = f"计入{named(standing.counted)},累计扣{total}分" if standing.counted else "没有计入的扣分"
    if GRADES[letter].fault:
        why = f"{spent},{reached(letter, figures)}"
        return f"{why};{FULL}" if is_full(standing.total) else why
    grounds = [f"有提醒{named(standing.reminders)}"] if standing.reminders else []
    if figures.holders_noticed and held:
        grounds.append(holding(held, figures))
    return f"{';'.join(grounds)};{spent},不到过错预警,为D级(绿色)事前预警({_CLAUSE});{plan(letter, figures)}"


def reached(letter: str, figures: Figures) -> str:
    """Return the words for a fault grade that a total reaches: threshold, how far adopted, clause."""
    name = f"{letter}级起点"
    points = number_text(figures.threshold(letter))
    colour = GRADES[letter].colour
    return (
        f"达到{name}{points}分({figures.label(name)}),为{letter}级({colour}色)预警({_CLAUSE});{plan(letter, figures)}"
    )


def plan(letter: str, figures: Figures) -> str:
    """Return the words that say how far the disposal plan of a grade is adopted."""
    return f"处置预案为{figures.label(f'{letter}级处置预案')}"


def holding(held: Sequence[str], figures: Figures) -> str:
    """Return the words for a holder of level-one points."""
    return f"名下有一级风险点{'、'.join(held)}(“{HOLDERS_FIGURE}”为{figures.label(HOLDERS_FIGURE)})"


def in_order(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return accounts as they are listed: the gravest grade first, then the higher total, then by id."""
    return tuple(sorted(accounts, key=lambda a: (-GRADES[a.grade].rank, -a.total, a.person or a.unit, a.subject_kind)))
