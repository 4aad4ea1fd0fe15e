"""二(五): notices (预警登记): one for each account, year and grade; those no longer carried are withdrawn, never removed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lzxl.decide.accounts import FULL, holding, plan, reached
from lzxl.decide.people import People
from lzxl.decide.standing import Standing, is_deduction, mark
from lzxl.law.clauses import cite
from lzxl.law.figure_values import number_text
from lzxl.law.figures import Figures
from lzxl.law.grading import due_day, fault_grade, is_full, notice_state
from lzxl.law.warning import GRADES, NO_FAULT, WITHDRAWN
from lzxl.model import Notice, NoticeState, RegisteredEntry

_CLAUSE = cite("二(五)")
_NOT_ISSUED = NoticeState()


class Crossing(NamedTuple):
    """A grade that an account first reaches: at which entry (None for a holder of a level-one point), total and entries."""

    grade: str
    at: RegisteredEntry | None
    total: Decimal
    entries: tuple[RegisteredEntry, ...]


def crossings(standing: Standing, figures: Figures) -> list[Crossing]:
    """Return the grades that a year's entries reach, in order 二(五); an entry that crosses several makes the highest."""
    found: list[Crossing] = []
    highest = 0
    for place, (at, total) in enumerate(zip(standing.entries, standing.totals, strict=True), 1):
        letter = fault_grade(total, figures) or ("" if is_deduction(at) else NO_FAULT)
        if letter and GRADES[letter].rank > highest:
            highest = GRADES[letter].rank
            carrying = filter(is_deduction, standing.entries[:place]) if is_deduction(at) else (at,)
            found.append(Crossing(letter, at, total, tuple(carrying)))
    return found


@dataclass(frozen=True)
class Notifier:
    """What all notices of a run depend on; ``known`` are those of earlier runs, ``states`` what the office has entered."""

    people: People
    figures: Figures
    known: Mapping[str, Notice]
    states: Mapping[str, NoticeState]
    year: int
    today: date

    def carried(self, standing: Standing, held: Sequence[str]) -> list[Notice]:
        """Return the notices that the account's entries (or ``held``, its level-one points) carry."""
        found = crossings(standing, self.figures)
        if self._noticed_as_holder(held, found):
            found.append(Crossing(NO_FAULT, None, Decimal(0), ()))
        return [self._notice(standing, crossing, held) for crossing in found]

    def _noticed_as_holder(self, held: Sequence[str], found: Sequence[Crossing]) -> bool:
        """A holder gets his notice once a year: what he holds has no date, so it comes before any entry."""
        return self.figures.holders_noticed and bool(held) and all(c.grade != NO_FAULT for c in found)

    def number(self, standing: Standing, letter: str) -> str:
        """Return 编号 of a notice: year, grade and account make it."""
        return f"YJ{self.year}-{letter}-{mark(self.people, standing.subject)}"

    def _notice(self, standing: Standing, crossing: Crossing, held: Sequence[str]) -> Notice:
        number, letter = self.number(standing, crossing.grade), crossing.grade
        entered = self.states.get(number, _NOT_ISSUED)
        due = due_day(letter, entered.issued, self.figures)
        return Notice(
            number,
            self.year,
            letter,
            standing.subject.kind,
            standing.unit,
            standing.person,
            crossing.at.entry.day if crossing.at else None,
            crossing.total,
            self.figures.disposal(letter),
            due,
            notice_state(letter, entered.issued, entered.acceptance, due, self.today),
            self._reason(standing, crossing, held),
            tuple(e.number for e in crossing.entries),
        )

    def _reason(self, standing: Standing, crossing: Crossing, held: Sequence[str]) -> str:
        letter, at, figures = crossing.grade, crossing.at, self.figures
        if at is None:
            return f"{holding(held, figures)},发D级(绿色)事前预警({_CLAUSE});{plan(letter, figures)}"
        if not GRADES[letter].fault:
            return f"{at.entry.day}的{at.number}为提醒,发D级(绿色)事前预警({_CLAUSE});{plan(letter, figures)}"
        days = f"整改期限为发出后{figures.days(letter)}日({figures.label(f'{letter}级整改天数')})"
        why = (
            f"{at.entry.day}的{at.number}计入后累计扣{number_text(crossing.total)}分,{reached(letter, figures)};{days}"
        )
        # Only the gravest notice speaks of the twelve points: it is the one that the account stands on.
        gravest = letter == fault_grade(standing.total, figures)
        return f"{why};现累计扣{number_text(standing.total)}分,{FULL}" if gravest and is_full(standing.total) else why

    def withdrawn(self, carried: Iterable[Notice], totals: Mapping[str, Decimal]) -> list[Notice]:
        """Return the known notices of the year that nothing carries now; ``totals`` are by the account's mark."""
        numbers = {notice.number for notice in carried}
        return [
            self._withdrawn(notice, totals)
            for notice in self.known.values()
            if notice.year == self.year and notice.number not in numbers
        ]

    def _withdrawn(self, notice: Notice, totals: Mapping[str, Decimal]) -> Notice:
        issued = self.states.get(notice.number, _NOT_ISSUED).issued
        total = number_text(totals.get(notice.number.split("-", 2)[-1], Decimal(0)))
        reason = f"原来依据的扣分、提醒或风险点已撤销、更正或不再计入,现累计扣{total}分,{notice.grade}级通知已撤回({_CLAUSE})"
        return replace(notice, due=due_day(notice.grade, issued, self.figures), state=WITHDRAWN, reason=reason)


def in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return notices as they are listed: by the day that triggered them (those without one last), then by number."""
    return tuple(sorted(notices, key=lambda n: (n.trigger_day or date.max, n.number)))
