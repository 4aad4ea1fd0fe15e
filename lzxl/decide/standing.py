"""二(五): the entries that stand, sorted into accounts of one calendar year, with the running total."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from lzxl.decide.people import People
from lzxl.law.figure_values import number_text
from lzxl.law.figures import Figures
from lzxl.law.grading import keeps_ledger, stands
from lzxl.law.warning import DEDUCTION, IN_FORCE, PERSON, UNIT
from lzxl.model import Deduction, RegisteredEntry


class Subject(NamedTuple):
    """Whose account it is: 对象类型 and the id of the person or unit."""

    kind: str
    id: str


@dataclass(frozen=True)
class Standing:
    """An account of one year: its ``entries`` that stand, in order, and the ``totals`` after each of them."""

    subject: Subject
    unit: str
    entries: tuple[RegisteredEntry, ...] = ()
    totals: tuple[Decimal, ...] = ()

    @property
    def person(self) -> str:
        """The person id, ``""`` for a unit's account."""
        return self.subject.id if self.subject.kind == PERSON else ""

    @property
    def total(self) -> Decimal:
        """累计扣分 of the year."""
        return self.totals[-1] if self.totals else Decimal(0)

    @property
    def counted(self) -> tuple[RegisteredEntry, ...]:
        """The entries that take points, in order."""
        return tuple(e for e in self.entries if is_deduction(e))

    @property
    def reminders(self) -> tuple[RegisteredEntry, ...]:
        """The reminders (提醒), in order."""
        return tuple(e for e in self.entries if not is_deduction(e))


def is_deduction(registered: RegisteredEntry) -> bool:
    """Tell whether an entry takes points; the others are reminders."""
    return registered.entry.record_type == DEDUCTION


def subject_of(entry: Deduction) -> Subject:
    """Return whose account an entry belongs to."""
    return Subject(PERSON, entry.person) if entry.person else Subject(UNIT, entry.unit)


def standings(
    people: People, figures: Figures, entries: Iterable[RegisteredEntry], year: int
) -> dict[Subject, Standing]:
    """Return the accounts of ``year`` that have an entry which stands; the order of ``entries`` does not matter."""
    sorted_in: dict[Subject, list[RegisteredEntry]] = defaultdict(list)
    for registered in sorted(entries, key=_order):
        if registered.entry.day.year == year and _stands(registered, people, figures):
            sorted_in[subject_of(registered.entry)].append(registered)
    return {subject: _standing(subject, found, people) for subject, found in sorted_in.items()}


def _order(registered: RegisteredEntry) -> tuple[object, ...]:
    entry = registered.entry
    return entry.day, entry.serial, entry.ledger, registered.number


def _stands(registered: RegisteredEntry, people: People, figures: Figures) -> bool:
    ledger = people.roster.units.get(registered.entry.ledger)
    of_office = keeps_ledger(registered.entry.ledger, bool(ledger and ledger.kind.keeps_ledger), figures)
    return stands(registered.entry.status, registered.recognition, of_office=of_office, figures=figures)


def waiting(people: People, figures: Figures, entries: Iterable[RegisteredEntry]) -> int:
    """Return how many entries are in force and count in no account, because the office has said nothing of them yet 二(五)."""
    return sum(
        not one.recognition and one.entry.status == IN_FORCE and not _stands(one, people, figures) for one in entries
    )


def _standing(subject: Subject, entries: Sequence[RegisteredEntry], people: People) -> Standing:
    unit = entries[-1].entry.unit
    if subject.kind == PERSON:
        unit = people.unit_of(subject.id, unit)
    taken = (e.entry.points if is_deduction(e) else Decimal(0) for e in entries)
    return Standing(subject, unit, tuple(entries), tuple(accumulate(taken)))


_NAMED = 12  # a sentence names no more entries than this


def named(entries: Sequence[RegisteredEntry]) -> str:
    """Return entries as a sentence names them: number, day and points of each, the first dozen."""
    words = [
        f"{e.number}({e.entry.day}扣{number_text(e.entry.points)}分)"
        if is_deduction(e)
        else f"{e.number}({e.entry.day})"
        for e in entries[:_NAMED]
    ]
    return "、".join(words) + (f"等{len(entries)}笔" if len(entries) > _NAMED else "")


def mark(people: People, subject: Subject) -> str:
    """Return the id as it stands in a number; a unit's that is also a person's id says that it is the unit."""
    clash = subject.kind == UNIT and subject.id in people.roster.people
    return UNIT + subject.id if clash else subject.id
