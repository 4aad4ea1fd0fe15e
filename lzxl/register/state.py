"""What the journal (流水) says: :class:`Event`, and :func:`fold`, which makes the :class:`State` of all of them.

Pure: the file itself is the business of :mod:`lzxl.office.journal`. Nothing here knows a clock; a moment in an event is a
fact (when a file was first seen), never the time of a run.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from lzxl.model import Notice
from lzxl.register.made_late import MadeLate
from lzxl.register.typed import Typed, decode, encode

Subject: TypeAlias = tuple[int, str]  # year, and P:person id or U:unit id
Key: TypeAlias = tuple[str, str]  # sheet and number
Order: TypeAlias = tuple[date, datetime, str]  # a later workbook is greater


@dataclass(frozen=True, slots=True)
class Event:
    """One fact for the journal; ``data`` holds only what JSON knows."""

    kind: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """The rows of one subject in one workbook: the texts (风险点) and, place by place, the numbers (编号) they were given."""

    year: int
    subject: str
    sha256: str
    filled: date | None
    texts: tuple[str, ...]
    numbers: tuple[str, ...]

    def event(self) -> Event:
        """Return the event that keeps these numbers."""
        filled = self.filled.isoformat() if self.filled else None
        about = {"year": self.year, "subject": self.subject, "sha256": self.sha256, "filled": filled}
        return Event("rows", MadeLate(lambda: about | {"rows": list(zip(self.texts, self.numbers, strict=True))}))


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """What the office has typed into one row of the master, by field, and what row it was (for people)."""

    values: Mapping[str, Typed]
    subject: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class VoidRecord:
    """A row of 已失效记录: one entry of the office whose row has vanished."""

    sheet: str
    number: str
    subject: str
    content: str
    heading: str
    value: Typed
    since: date | None

    def row(self) -> dict[str, Typed]:
        """Return the record by the fields of its sheet."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Counted:
    """A ledger that was counted: the serials (序号) of its entries in that unit's year."""

    sha256: str
    table: str
    unit: str
    year: int
    filled: date | None
    serials: tuple[int, ...]

    def event(self) -> Event:
        """Return the event that keeps it."""
        filled = self.filled.isoformat() if self.filled else None
        about = {"sha256": self.sha256, "table": self.table, "unit": self.unit, "year": self.year, "filled": filled}
        return Event("counted", {**about, "serials": list(self.serials)})


@dataclass
class State:
    """All that the journal knows. ``void`` and ``office`` by (sheet, number); ``decided`` by (year, what), then by key."""

    first_seen: dict[str, datetime] = field(default_factory=dict)  # by hash
    files: dict[str, str] = field(default_factory=dict)  # name at first sight, by hash
    versions: dict[Subject, dict[str, Version]] = field(default_factory=dict)
    highest: dict[Subject, int] = field(default_factory=dict)  # the last serial ever given, so that none is given twice
    office: dict[Key, OfficeEntry] = field(default_factory=dict)
    void: dict[Key, tuple[VoidRecord, ...]] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    figures: dict[int, Mapping[str, str]] = field(default_factory=dict)
    decided: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict)
    handed_out: dict[str, str] = field(default_factory=dict)  # hash of each template as it was handed out, by path
    fetched: dict[str, str] = field(
        default_factory=dict
    )  # path below 收件 by place in a mailbox and by the mail's identity
    mailed: dict[str, str] = field(default_factory=dict)  # how far the sending of a message (by its Message-ID) got
    counted: dict[str, Counted] = field(default_factory=dict)  # ledgers that were counted, by hash
    master: str = ""  # hash of the master as it was last written
    saved: str = ""  # hash of the same as a spreadsheet program saved it, where it was written on the screen
    master_run: tuple[int, date] | None = None  # year and day of the run that wrote it; None: an older program did
    _shared: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def shared(self, texts: Collection[str]) -> Iterator[str]:
        """Return the one object for each text that stands in many events; kept until :meth:`learnt`."""
        return map(self._shared.setdefault, texts, texts)

    def learnt(self) -> None:
        """Take note that no more events come for now."""
        self._shared = {}

    def wrote(self, sha256: str) -> bool:
        """Whether a master with this hash is as it was last written."""
        return bool(sha256) and sha256 in (self.master, self.saved)

    @property
    def numbers(self) -> frozenset[str]:
        """Every number that was ever given to a risk point."""
        known = (version.numbers for versions in self.versions.values() for version in versions.values())
        return frozenset(number for numbers in known for number in numbers)


def highest(numbers: Iterable[str]) -> int:
    """Return the greatest serial among the numbers of one subject, 0 where there is none."""
    return max([int(number.rpartition("-")[2]) for number in numbers], default=0)


def instant(moment: datetime) -> datetime:
    """Return a moment that can be compared with any other; one without a zone counts as universal time."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def order_of(filled: date | None, received: datetime, sha256: str) -> Order:
    """Return the place in time of a workbook; without 填表日期 the day it was received stands for it."""
    return (filled or received.date(), instant(received), sha256)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def received_event(sha256: str, file: str, moment: datetime) -> Event:
    """Return the event of a file's first sight; ``moment`` is the date of the mail or of the file."""
    return Event("received", {"sha256": sha256, "file": file, "first_seen": moment.isoformat()})


def _received(state: State, data: Mapping[str, Any]) -> None:
    state.first_seen.setdefault(data["sha256"], datetime.fromisoformat(data["first_seen"]))
    state.files.setdefault(data["sha256"], data["file"])


def _rows(state: State, data: Mapping[str, Any]) -> None:
    rows = data["rows"]
    texts, numbers = tuple([row[0] for row in rows]), tuple(state.shared([row[1] for row in rows]))
    version = Version(data["year"], data["subject"], data["sha256"], _day(data["filled"]), texts, numbers)
    subject = (version.year, version.subject)
    state.versions.setdefault(subject, {})[version.sha256] = version
    state.highest[subject] = max(state.highest.get(subject, 0), highest(numbers))


def office_event(sheet: str, number: str, entry: OfficeEntry) -> Event:
    """Return the event of what stands in the office's columns of a row now (no values: nothing any more)."""
    values = {name: encode(value) for name, value in entry.values.items()}
    data = {"sheet": sheet, "number": number, "subject": entry.subject, "content": entry.content, "values": values}
    return Event("office", data)


def _office(state: State, data: Mapping[str, Any]) -> None:
    values = {name: decode(value) for name, value in data["values"].items()}
    state.office[data["sheet"], data["number"]] = OfficeEntry(values, data["subject"], data["content"])


def void_event(sheet: str, number: str, records: Iterable[VoidRecord]) -> Event:
    """Return the event of what stands in 已失效记录 for a row now (none: nothing any more)."""
    rows = [
        [record.subject, record.content, record.heading, encode(record.value), encode(record.since)]
        for record in records
    ]
    return Event("void", {"sheet": sheet, "number": number, "rows": rows})


def _void(state: State, data: Mapping[str, Any]) -> None:
    sheet, number = data["sheet"], data["number"]
    state.void[sheet, number] = tuple(
        VoidRecord(sheet, number, subject, content, heading, decode(value), _since(since))
        for subject, content, heading, value, since in data["rows"]
    )


def _since(value: Any) -> date | None:
    day = decode(value)
    return day if isinstance(day, date) else None


def _notice(state: State, data: Mapping[str, Any]) -> None:
    if data.get("withdrawn"):
        state.withdrawn.add(data["number"])
        return
    fields = dict(data)
    fields["trigger_day"] = _day(data["trigger_day"])
    fields["trigger_total"] = Decimal(data["trigger_total"])
    fields["entries"] = tuple(data["entries"])
    state.notices[data["number"]] = Notice(**fields, due=None, state="")
    state.withdrawn.discard(data["number"])


def _figures(state: State, data: Mapping[str, Any]) -> None:
    state.figures[data["year"]] = data["values"]


def _decided(state: State, data: Mapping[str, Any]) -> None:
    values = state.decided.setdefault((data["year"], data["what"]), {})
    told = data["values"]
    values.update(zip(state.shared(told.keys()), state.shared(told.values()), strict=True))  # levels, mostly: few texts
    for key in data["gone"]:
        values.pop(key, None)


def _counted(state: State, data: Mapping[str, Any]) -> None:
    fields = {**data, "filled": _day(data["filled"]), "serials": tuple(data["serials"])}
    state.counted[data["sha256"]] = Counted(**fields)


def _master(state: State, data: Mapping[str, Any]) -> None:
    state.master, state.saved = data["sha256"], data.get("saved", "")
    day = _day(data.get("today"))
    state.master_run = (data["year"], day) if day else None


def _handed_out(state: State, data: Mapping[str, Any]) -> None:
    state.handed_out.update(data["files"])


def _fetched(state: State, data: Mapping[str, Any]) -> None:
    state.fetched[data["place"]] = state.fetched[data["mail"]] = data["file"]


def _mailed(state: State, data: Mapping[str, Any]) -> None:
    state.mailed[data["message"]] = data["state"]


_FOLD: Mapping[str, Callable[[State, Mapping[str, Any]], None]] = {
    "received": _received,
    "rows": _rows,
    "office": _office,
    "void": _void,
    "notice": _notice,
    "figures": _figures,
    "decided": _decided,
    "counted": _counted,
    "master": _master,
    "handed_out": _handed_out,
    "fetched": _fetched,
    "mailed": _mailed,
}


def learn(state: State, event: Event) -> None:
    """Add to a state what the next event says; a kind that this version does not know (a later program's) is passed over."""
    if event.kind in _FOLD:
        _FOLD[event.kind](state, event.data)


def fold(events: Iterable[Event]) -> State:
    """Return what all events together say."""
    state = State()
    for event in events:
        learn(state, event)
    state.learnt()
    return state
