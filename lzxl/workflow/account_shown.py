"""The account (账户) of one person or unit 二(五) as sentences: sum, grade, what it rests on, what follows."""

from collections.abc import Iterator

from lzxl.decide.people import People
from lzxl.decide.standing import Standing, Subject, standings
from lzxl.law.figure_values import number_text
from lzxl.law.grading import left
from lzxl.law.warning import FAULT_GRADES, FULL_POINTS, GRADES, PERSON, TO_ISSUE, WITHDRAWN
from lzxl.model import Account, Notice
from lzxl.workflow.outcome import Outcome


def account_of(outcome: Outcome, subject: Subject) -> Account | None:
    """Return an account of the warning list (预警名单), None where it has no grade."""
    return next((one for one in outcome.decisions.accounts if _subject(one) == subject), None)


def standing_of(outcome: Outcome, subject: Subject) -> Standing:
    """Return the entries that stand on an account and their sum, empty where there are none."""
    desk = outcome.desk
    found = standings(People(desk.roster), desk.figures, outcome.register.entries, desk.year)
    return found.get(subject, Standing(subject, ""))


def account_lines(outcome: Outcome, subject: Subject) -> list[str]:
    """Return what there is to say of an account, one sentence a line."""
    standing, account = standing_of(outcome, subject), account_of(outcome, subject)
    return [
        f"{_who(outcome, subject)}:{outcome.desk.year} 年度{sum_words(standing)}(满分 {FULL_POINTS} 分)。",
        *(_graded(account) if account else _ungraded(outcome, standing)),
        *_notices(outcome, subject),
        *_escalations(outcome, subject),
    ]


def sum_words(standing: Standing) -> str:
    """Return sum and what is left in words."""
    return f"累计扣 {number_text(standing.total)} 分,剩 {number_text(left(standing.total))} 分"


def grade_words(letter: str) -> str:
    """Return a grade by letter, colour and nature."""
    return f"{letter}级({GRADES[letter].colour}色)预警,{GRADES[letter].nature}"


def _who(outcome: Outcome, subject: Subject) -> str:
    roster = outcome.desk.roster
    if subject.kind != PERSON:
        return f"{roster.name_of('', subject.id)}({subject.id})"
    unit = roster.unit_of(subject.id)
    return f"{roster.name_of(subject.id)}({subject.id},{unit.name if unit else ''})"


def _subject(one: Account | Notice) -> Subject:
    return Subject(one.subject_kind, one.person or one.unit)


def _graded(account: Account) -> Iterator[str]:
    yield f"预警等级:{grade_words(account.grade)}。"
    yield f"依据:{account.reason}。"
    yield f"处置预案:{account.disposal}。"


def _ungraded(outcome: Outcome, standing: Standing) -> Iterator[str]:
    """Yield that there is no grade, and how far the next one is."""
    mildest = FAULT_GRADES[-1]
    figures = outcome.desk.figures
    lacking = figures.threshold(mildest) - standing.total
    label = figures.label(f"{mildest}级起点")
    yield f"预警等级:没有达到;再扣 {number_text(lacking)} 分到 {mildest}级({GRADES[mildest].colour}色)({label})。"


def _notices(outcome: Outcome, subject: Subject) -> Iterator[str]:
    """Yield the notices of the year that stand, and when each falls due 二(六)."""
    figures = outcome.desk.figures
    for one in outcome.decisions.notices:
        if _subject(one) != subject or one.state == WITHDRAWN:
            continue
        term = (
            f",发出后 {figures.days(one.grade)} 天内整改" if one.state == TO_ISSUE and GRADES[one.grade].fault else ""
        )
        yield f"预警通知:{one.number}({one.grade}级),{one.state}{f',整改期限 {one.due}' if one.due else term}。"


def _escalations(outcome: Outcome, subject: Subject) -> Iterator[str]:
    """Yield the candidates of accountability 二(六) that the account's subject gives rise to."""
    roster = outcome.desk.roster
    for one in outcome.decisions.escalations:
        if one.party == subject.id:
            target = roster.name_of(one.target) if one.target else "(本社内没有)"
            yield f"责任追究建议:情形{one.situation},{one.step},问责对象 {target},处理机关 {one.handler}。"
