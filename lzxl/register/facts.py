"""Events of what was received, decided and written: each function gives only what the journal does not know yet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Protocol

from lzxl.law.warning import UNIT, WITHDRAWN
from lzxl.model import Decisions, Notice, Submission
from lzxl.register.state import Counted, Event, State, instant, received_event

_AT_ONCE = 1000  # values in one event: a line of the journal for all of a large register would fill the memory


class ReceivedFile(Protocol):
    """A received file as the register sees it (``lzxl.intake`` has the real one); ``kind``: workbook, paper, unreadable."""

    @property
    def file(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def modified(self) -> datetime: ...
    @property
    def kind(self) -> str: ...


def arrivals(received: Iterable[ReceivedFile], state: State) -> tuple[dict[str, datetime], list[Event]]:
    """Return when each file (by hash) was first received, as the journal has it, and events for those that it has not.

    Of copies with the same bytes the earliest date counts, and the first name by sorted path.
    """
    new: dict[str, ReceivedFile] = {}
    moments: dict[str, datetime] = {}
    for file in sorted(received, key=lambda item: item.file):
        if file.sha256 and file.sha256 not in state.first_seen:
            new.setdefault(file.sha256, file)
            moments[file.sha256] = min(moments.get(file.sha256, file.modified), file.modified, key=instant)
    events = [received_event(sha, file.file, moments[sha]) for sha, file in new.items()]
    return {**state.first_seen, **moments}, events


def _notice_event(notice: Notice) -> Event:
    data = asdict(notice)
    del data["due"], data["state"]  # they follow from the day and the office's columns
    data["trigger_day"] = notice.trigger_day.isoformat() if notice.trigger_day else None
    data["trigger_total"] = str(notice.trigger_total)
    data["entries"] = list(notice.entries)
    return Event("notice", data)


def notice_events(notices: Iterable[Notice], state: State) -> list[Event]:
    """Return events for notices that are new, changed, withdrawn (已撤回) or carried again."""
    events = []
    for notice in notices:
        if notice.state == WITHDRAWN:
            if notice.number not in state.withdrawn:
                events.append(Event("notice", {"number": notice.number, "withdrawn": True}))
            continue
        event, known = _notice_event(notice), state.notices.get(notice.number)
        if known is None or notice.number in state.withdrawn or event.data != _notice_event(known).data:
            events.append(event)
    return events


def figures_events(year: int, values: Mapping[str, str], state: State) -> list[Event]:
    """Return the event of the figures in force (texts by name) where they are not what the journal has last."""
    same = state.figures.get(year) == dict(values)
    return [] if same else [Event("figures", {"year": year, "values": dict(values)})]


def decision_events(year: int, decisions: Decisions, state: State) -> list[Event]:
    """Return what was decided anew: levels by number, accounts by id (a unit's after 单位), candidates by number."""
    accounts = {item.person or f"{UNIT}{item.unit}": f"{item.grade} {item.total}" for item in decisions.accounts}
    proposals = {item.number: f"{item.situation} {item.step} {item.target}" for item in decisions.escalations}
    return [
        *_changed(year, "level", decisions.ratings, state, attrgetter("level")),
        *_changed(year, "account", accounts, state),
        *_changed(year, "escalation", proposals, state),
    ]


def _changed(
    year: int, what: str, values: Mapping[str, Any], state: State, told: Callable[[Any], str] = str
) -> list[Event]:
    """Return what differs from the journal; nothing is laid out besides, as a register may be large."""
    known = state.decided.get((year, what), {})
    changed = [(key, told(value)) for key, value in values.items() if known.get(key) != told(value)]
    gone = sorted(key for key in known if key not in values)
    parts = range(0, max(len(changed), 1 if gone else 0), _AT_ONCE)
    return [
        Event(
            "decided",
            {"year": year, "what": what, "values": dict(changed[at : at + _AT_ONCE]), "gone": [] if at else gone},
        )
        for at in parts
    ]


def counted_events(accepted: Iterable[Submission], state: State) -> list[Event]:
    """Return the events of ledgers that are counted for the first time; of the other tables the rows' own events tell."""
    ledgers = (
        Counted(item.sha256, item.table, item.unit, item.year, item.filled, tuple(e.serial for e in item.entries))
        for item in accepted
        if item.entries and item.year
    )
    return [item.event() for item in ledgers if state.counted.get(item.sha256) != item]


def master_events(sha256: str, state: State, *, year: int, today: date, saved: str = "") -> list[Event]:
    """Return the event of the master's bytes where they are not what was written last; ``saved``: see :class:`State`.

    ``year`` and ``today`` are those of the run: what makes these bytes again, beside the input.
    """
    if state.master == sha256 and state.master_run and saved in ("", state.saved):
        return []
    told = {"sha256": sha256, "year": year, "today": today.isoformat()}
    return [Event("master", told | ({"saved": saved} if saved else {}))]


def first_of(received: Sequence[ReceivedFile]) -> dict[str, str]:
    """Return by hash the file that counts among files with the same bytes: the earliest, then the first by path."""
    first: dict[str, str] = {}
    for item in sorted(received, key=lambda one: (instant(one.modified), one.file)):
        if item.sha256:
            first.setdefault(item.sha256, item.file)
    return first
