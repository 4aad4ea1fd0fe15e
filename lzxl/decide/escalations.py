"""二(六): candidates of accountability (责任追究) for the leading group, never verdicts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lzxl.decide.people import People
from lzxl.decide.standing import Standing, Subject, mark
from lzxl.law import accountability as law
from lzxl.law.clauses import cite
from lzxl.law.warning import GRADES, NOT_ACCEPTED, PERSON, UNIT, WITHDRAWN
from lzxl.model import Escalation, Notice, NoticeState, RegisteredEntry, RegisteredPoint

_CLAUSE = cite("二(六)")


class _Ground(NamedTuple):
    """Why somebody is a candidate: 情形, whose case, the number of what it rests on, 触发依据, and the words of 说明."""

    situation: str
    subject: Subject
    about: str
    grounds: str
    why: str


@dataclass(frozen=True)
class Pursuer:
    """What all candidates of a run depend on; ``states`` is what the office has entered for the notices."""

    people: People
    states: Mapping[str, NoticeState]
    year: int

    def misjudged(self, points: Iterable[RegisteredPoint]) -> Iterator[Escalation]:
        """情形一: one for each risk point that counts and was rated two steps milder than it was assessed."""
        for registered in points:
            point, assessed = registered.point, registered.assessed_level
            if assessed and law.is_misjudged(point.self_level, assessed):
                subject = Subject(PERSON, point.person) if point.person else Subject(UNIT, point.unit)
                grounds = f"风险点{registered.number}自评{point.self_level},评估{assessed}"
                why = "自评等级比评估等级轻两级,定级不当"
                yield self._own(_Ground(law.MISJUDGED, subject, registered.number, grounds, why))

    def unrectified(self, standing: Standing, notices: Iterable[Notice]) -> Iterator[Escalation]:
        """情形二: one for each fault notice of the account that is overdue or was not accepted."""
        for notice in notices:
            acceptance = self.states.get(notice.number, NoticeState()).acceptance
            if GRADES[notice.grade].fault and law.is_unrectified(notice.state, acceptance):
                refused = acceptance == NOT_ACCEPTED
                fact = "验收结果为不合格" if refused else f"整改期限{notice.due}已过,验收未合格"
                why = "整改达不到要求" if refused else "不按时限整改"
                ground = _Ground(law.UNRECTIFIED, standing.subject, notice.number, f"预警{notice.number}{fact}", why)
                yield self._own(ground)

    def relapsed(self, standing: Standing, notices: Iterable[Notice]) -> Iterator[Escalation]:
        """情形三: one for each breach of the account that was found by some body and is dated after its first fault notice went out."""
        first = self._first_issued(notices)
        if first is None:
            return
        issued, number = first
        for registered in standing.counted:
            if law.is_relapse(registered.entry.investigator, registered.entry.day, issued):
                grounds = f"{_breach(registered)},晚于预警{number}的发出日期{issued}"
                why = "被启动过错预警后仍发生违纪违法行为"
                yield self._own(_Ground(law.RELAPSED, standing.subject, registered.number, grounds, why))

    def _first_issued(self, notices: Iterable[Notice]) -> tuple[date, str] | None:
        issued = [
            (day, notice.number)
            for notice in notices
            if GRADES[notice.grade].fault and notice.state != WITHDRAWN
            if (day := self.states.get(notice.number, NoticeState()).issued)
        ]
        return min(issued, default=None)

    def below(self, standing: Standing) -> Iterator[Escalation]:
        """情形四: the superior one level up of a person whose breach a higher body found; two levels up where it is grave."""
        if not standing.person:
            return
        found = [e for e in standing.counted if law.leads_up(e.entry.investigator)]
        grave = [e for e in found if e.entry.grave]
        one, two = self.people.upward(standing.person)
        for step, target, entries in ((law.ONE_UP, one, found), (law.TWO_UP, two, grave)):
            if entries:
                yield self._above(standing.subject, step, target, entries)

    def _above(self, subject: Subject, step: str, target: str, entries: Sequence[RegisteredEntry]) -> Escalation:
        found = "、".join(map(_breach, entries))
        grave = "且性质恶劣" if step == law.TWO_UP else ""
        why = f"下属违纪违法被上级机关查处{grave},{step}"
        return self._row(_Ground(law.BELOW, subject, "", found, why), step, target)

    def _own(self, ground: _Ground) -> Escalation:
        """The person himself answers, for a unit its head."""
        own = ground.subject.kind == PERSON
        return self._row(ground, law.HIMSELF, ground.subject.id if own else self.people.head(ground.subject.id))

    def _row(self, ground: _Ground, step: str, target: str) -> Escalation:
        handled = law.handler(self.people.rank(target))
        number = "-".join(
            filter(
                None,
                (
                    f"ZZ{self.year}",
                    ground.situation,
                    mark(self.people, ground.subject),
                    str(law.STEP.items.index(step)),
                    target or "无",
                    ground.about,
                ),
            )
        )
        return Escalation(
            number,
            ground.situation,
            ground.subject.id,
            step,
            target,
            handled,
            ground.grounds,
            f"情形{ground.situation}:{ground.why};{self._who(ground, target, handled)}({_CLAUSE});仅为建议",
        )

    def _who(self, ground: _Ground, target: str, handled: str) -> str:
        """The words that say why this body handles the case."""
        name = self.people.name(target)
        if handled != law.DISCIPLINE_COMMISSION:
            return f"由{handled}研究"
        if name:
            return f"{name}是领导班子成员,由领导小组提请{handled}"
        missing = ground.subject.kind == UNIT
        return f"{'名册没有该单位的负责人' if missing else '本社内再无上一级'},由领导小组提请{handled}"


def _breach(registered: RegisteredEntry) -> str:
    return f"{registered.number}({registered.entry.day},{registered.entry.investigator}查处)"


def in_order(escalations: Iterable[Escalation]) -> tuple[Escalation, ...]:
    """Return candidates as they are listed: by situation, party, step, number."""
    situations, steps = law.SITUATION.items, law.STEP.items
    return tuple(
        sorted(escalations, key=lambda e: (situations.index(e.situation), e.party, steps.index(e.step), e.number))
    )
