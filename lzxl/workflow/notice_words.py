"""What a warning notice says 二(五): whom it is to, the entries it rests on, how far the office's figures are adopted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lzxl.forms.master_warning import NOTICES
from lzxl.forms.paper_text import typeset
from lzxl.law.figure_values import number_text
from lzxl.law.grading import left
from lzxl.law.warning import GRADES, PERSON
from lzxl.model import Notice, RegisteredEntry
from lzxl.register.issuing import lacking
from lzxl.register.office_columns import understood
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.own_words import own_text
from lzxl.workflow.remembered import digest

_TYPED = ("事由", "依据")  # what people wrote


@dataclass(frozen=True)
class Issue:
    """A notice with what the office has entered on it; ``lacks``: why it can have no number yet, in words."""

    notice: Notice
    name: str
    post: str
    unit_name: str
    signer: str
    issued: date | None
    lacks: str

    @property
    def ready(self) -> bool:
        """Whether it can have a number: it is signed and dated, and the day can be true."""
        return bool(self.signer and self.issued and not self.lacks)

    @property
    def called(self) -> str:
        """How the notice speaks to the one it is about."""
        return "你" if self.notice.subject_kind == PERSON else "你单位"


def issues(outcome: Outcome) -> list[Issue]:
    """Return all notices of the year with what the office has entered."""
    roster, cells = outcome.desk.roster, understood(NOTICES, outcome.office_cells[NOTICES.sheet])
    found = []
    for notice in outcome.decisions.notices:
        entered = cells.get(notice.number, {})
        signer, day = str(entered.get("signer") or "").strip(), entered.get("issued")
        issued, lacks = day if isinstance(day, date) else None, lacking(notice, entered, outcome.desk.today)
        person, unit = roster.people.get(notice.person), roster.units.get(notice.unit)
        name = roster.name_of(notice.person, notice.unit)
        post = person.post if person else ""
        found.append(Issue(notice, name, post, unit.name if unit else "", signer, issued, lacks))
    return found


def notice_values(one: Issue, outcome: Outcome, *, draft: bool) -> dict[str, object]:
    """Return the values of 预警通知书 but for its number; a ``draft`` has no signer and no day."""
    notice, figures = one.notice, outcome.desk.figures
    letter, grade = notice.grade, GRADES[notice.grade]
    values: dict[str, object] = {
        "等级": letter,
        "颜色": grade.colour,
        "性质": typeset(grade.nature),
        "过错": grade.fault,
        "对象": one.name,
        "职务": one.post,
        "所在单位": one.unit_name,
        "称谓": one.called,
        "累计": notice.trigger_total,
        "剩余": left(notice.trigger_total),
        "依据事项": own_entries(notice, outcome),
        "说明": typeset(notice.reason),
        "处置": typeset(notice.disposal),
        "处置标签": figures.label(f"{letter}级处置预案"),
        "期限": None if draft else notice.due,
        "申辩天数": figures.get("陈述申辩天数"),
        "申辩标签": figures.label("陈述申辩天数"),
        "发出": None if draft else one.issued,
        "签发人": "" if draft else one.signer,
        "起点": "",
        "起点标签": "",
        "天数": "",
        "天数标签": "",
    }
    return values | (_fault(letter, outcome) if grade.fault else {})


def _fault(letter: str, outcome: Outcome) -> dict[str, object]:
    figures = outcome.desk.figures
    return {
        "起点": figures.threshold(letter),
        "起点标签": figures.label(f"{letter}级起点"),
        "天数": figures.days(letter),
        "天数标签": figures.label(f"{letter}级整改天数"),
    }


def _entries(notice: Notice, outcome: Outcome) -> list[Mapping[str, object]]:
    entries = outcome.register.entry_by_number
    return [_entry(entries[number]) for number in notice.entries if number in entries]


def own_entries(notice: Notice, outcome: Outcome) -> list[Mapping[str, object]]:
    """Return the entries as they are told: other units' people, whom a cause may name, are not named in a notice."""
    mine = own_text(outcome.desk.roster, notice.unit)
    return [
        {name: mine(value) if isinstance(value, str) and name in _TYPED else value for name, value in one.items()}
        for one in _entries(notice, outcome)
    ]


def names_others(notice: Notice, outcome: Outcome) -> bool:
    """Whether a name was left out of the entries of a notice."""
    return own_entries(notice, outcome) != _entries(notice, outcome)


def _entry(registered: RegisteredEntry) -> dict[str, object]:
    entry = registered.entry
    return {
        "编号": registered.number,
        "日期": entry.day,
        "事由": entry.reason,
        "扣分": number_text(Decimal(entry.points)),
        "依据": entry.basis or "—",
    }


def rests_on(one: Issue, outcome: Outcome) -> str:
    """Return a hash of what a notice rests on: its sum and its entries, no setting and nobody's post."""
    return digest([number_text(one.notice.trigger_total), *map(repr, _entries(one.notice, outcome))])


def withdrawal_values(one: Issue) -> dict[str, object]:
    """Return the values of 撤回通知 but for its numbers."""
    grade = GRADES[one.notice.grade]
    return {
        "对象": one.name,
        "等级": grade.letter,
        "颜色": grade.colour,
        "称谓": one.called,
        "发出": one.issued,
    }
