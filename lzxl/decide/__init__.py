"""Records and figures in, decisions out: levels 二(三), accounts and notices 二(五), accountability 二(六). Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from lzxl.decide import accounts, escalations, notices, ratings
from lzxl.decide.people import People
from lzxl.decide.standing import Standing, Subject, mark, standings
from lzxl.law.figures import Figures
from lzxl.law.warning import PERSON
from lzxl.model import (
    Account,
    Decisions,
    Escalation,
    Notice,
    NoticeState,
    RegisteredEntry,
    RegisteredPoint,
    Roster,
)


def decide(
    roster: Roster,
    figures: Figures,
    points: Sequence[RegisteredPoint],
    entries: Sequence[RegisteredEntry],
    known_notices: Mapping[str, Notice],
    notice_states: Mapping[str, NoticeState],
    *,
    year: int,
    today: date,
) -> Decisions:
    """Return all that follows from the register for ``year`` as of ``today``; the order of the records does not matter.

    ``known_notices`` are those of earlier runs by number: what no longer stands of them comes out as 已撤回.
    ``notice_states`` is what the office has entered, by the notice's number.
    """
    people = People(roster)
    rated = ratings.rate(points, people, figures)
    held = ratings.holders(points, rated)
    standing = _with_holders(standings(people, figures, entries, year), held, people)
    notifier = notices.Notifier(people, figures, known_notices, notice_states, year, today)
    carried = {s.subject: notifier.carried(s, held.get(s.person, ())) for s in standing}
    totals = {mark(people, s.subject): s.total for s in standing}
    every = [notice for of_one in carried.values() for notice in of_one]
    kept = [registered for registered in points if rated[registered.number].counts]
    pursuer = escalations.Pursuer(people, notice_states, year)
    return Decisions(
        rated,
        _accounts(standing, held, figures, year),
        notices.in_order([*every, *notifier.withdrawn(every, totals)]),
        escalations.in_order(_escalations(pursuer, standing, carried, kept)),
    )


def _with_holders(
    found: Mapping[Subject, Standing], held: Mapping[str, Sequence[str]], people: People
) -> list[Standing]:
    """Return the accounts with entries, and an empty one for each further holder of a level-one point."""
    holders = (Subject(PERSON, person) for person in held)
    empty = [Standing(subject, people.unit_of(subject.id, "")) for subject in holders if subject not in found]
    return [*found.values(), *empty]


def _accounts(
    standing: Sequence[Standing], held: Mapping[str, Sequence[str]], figures: Figures, year: int
) -> tuple[Account, ...]:
    graded = (accounts.account(s, held.get(s.person, ()), figures, year) for s in standing)
    return accounts.in_order(account for account in graded if account)


def _escalations(
    pursuer: escalations.Pursuer,
    standing: Sequence[Standing],
    carried: Mapping[Subject, Sequence[Notice]],
    kept: Sequence[RegisteredPoint],
) -> list[Escalation]:
    """Return the candidates of all four situations."""
    found = list(pursuer.misjudged(kept))
    for s in standing:
        found += pursuer.unrectified(s, carried[s.subject])
        found += pursuer.relapsed(s, carried[s.subject])
        found += pursuer.below(s)
    return found
