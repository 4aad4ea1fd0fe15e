"""The journal (流水): 归档/journal.jsonl, one event a line, each chained to the one before by SHA-256.

A chain shows an edit inside the file, not a whole rewrite: the hash of the last line also stands in 归档/journal.head, and
is worth printing. A line that an interrupted write left incomplete is set aside; any other damage stops the run.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.office.atomic import write_whole
from lzxl.office.errors import OfficeError, sentence
from lzxl.register.state import Event, State, learn

_NAMES = 5  # in a line: data, hash, kind, prev, seq
START = "0" * 64  # what stands for the hash before the first line

SET_ASIDE = rule(
    "J101",
    Severity.WARNING,
    "",
    "流水的最后一行(第 {line} 行)没有写完,是上次运行中断所致,已移到 {aside}",
    "不用处理;本次运行已重新办理",
)
HEADLESS = rule(
    "J102",
    Severity.WARNING,
    "",
    "缺少 journal.head,无法证明流水末尾没有被删",
    "请核对“归档”目录是否完整;再汇总一次会补上",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Damage of the journal: the line (from 1) where it first shows, and what it is; ``unfinished``: a write was cut off."""

    line: int
    reason: str
    unfinished: bool = False


_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def chained(seq: int, prev: str, event: Event) -> tuple[str, str]:
    """Return an event's line (without line end) and its hash."""
    body = {"seq": seq, "kind": event.kind, "data": dict(event.data.items()), "prev": prev}
    own = hashlib.sha256(_text(body).encode()).hexdigest()
    return _text({**body, "hash": own}), own


def _read(line: bytes, seq: int, prev: str) -> tuple[Event, str] | str:
    """Return the event of a line and its hash, or what is wrong with it."""
    try:
        body = json.loads(line)
        event = Event(body["kind"], body["data"])
        sound = len(body) == _NAMES and _proved(line, body)
    except (ValueError, KeyError, TypeError):
        return "不是一条完整的记录"
    if body.get("seq") != seq or body.get("prev") != prev:
        return "与前一行接不上(有行被删、被加或被调换)"
    return (event, body["hash"]) if sound else "内容与它的校验值不符(被改过)"


def _proved(line: bytes, body: Mapping[str, Any]) -> bool:
    """Return whether a line is as it was written, told by the hash in it: nothing need be written out again for that.

    ``hash`` stands second of the names in their order, and behind it only what is short.
    """
    behind = _text({name: value for name, value in body.items() if name > "hash"})[1:].encode()
    end = f',"hash":"{body["hash"]}",'.encode() + behind
    if not line.endswith(end):
        return False
    whole = hashlib.sha256(line[: -len(end)])
    whole.update(b"," + behind)
    return bool(whole.hexdigest() == body["hash"])


def _forget(_event: Event) -> None:
    """Keep nothing."""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o640)


class Journal:
    """The journal as it stands on disk: ``events``, ``hashes`` line by line, ``fault`` where the chain is broken.

    ``headless``: journal.head is missing although there are events. One that was :meth:`folded` keeps no events.
    """

    def __init__(self, path: Path, head_path: Path) -> None:
        self.path, self.head_path = path, head_path
        self.events: list[Event] = []
        self._keep: Callable[[Event], None] = self.events.append
        self.hashes: list[str] = []
        self.fault: Fault | None = None
        self.headless = False
        self._unfinished = b""
        self._size = 0  # of the sound lines, bytes

    @property
    def head(self) -> str:
        """The hash of the last sound line."""
        return self.hashes[-1] if self.hashes else START

    @property
    def _next(self) -> int:
        return len(self.hashes) + 1

    @classmethod
    def load(cls, path: Path, head_path: Path) -> Self:
        """Read the journal and prove its chain; damage is a ``fault``, never an exception. No file is an empty journal."""
        journal = cls(path, head_path)
        journal._load()
        return journal

    @classmethod
    def folded(cls, path: Path, head_path: Path) -> tuple[Self, State]:
        """Read the journal as :meth:`load` does, and what its events say, up to where it is damaged.

        The events are not kept: beside what they come to, a long journal would fill the memory.
        """
        journal, state = cls(path, head_path), State()
        journal._keep = partial(learn, state)
        journal._load()
        journal._keep = _forget
        state.learnt()
        return journal, state

    def _load(self) -> None:
        try:
            if self.path.exists():
                with self.path.open("rb") as lines:
                    self._read_lines(lines)
            if self.fault is None or self.fault.unfinished:
                self._compare_head()
        except OSError as error:
            raise sentence(error, self.path) from error

    def _read_lines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            if not line.endswith(b"\n"):
                self._unfinished = line
                self.fault = Fault(self._next, "最后一行没有写完", unfinished=True)
                return
            found = _read(line[:-1], self._next, self.head)
            if isinstance(found, str):
                self.fault = Fault(self._next, found)
                return
            self._take(*found, len(line))

    def _take(self, event: Event, own: str, size: int) -> None:
        self._keep(event)
        self.hashes.append(own)
        self._size += size

    def _compare_head(self) -> None:
        """Compare with journal.head: behind it is an interrupted run, ahead or elsewhere means that lines are missing."""
        if not self.head_path.exists():
            self.headless = bool(self.hashes)
            return
        noted = self.head_path.read_text("ascii", "replace").split()
        if len(noted) != 2 or not noted[0].isdigit():
            self.fault = Fault(self._next, "journal.head 的内容被改过")
            return
        seq, own = int(noted[0]), noted[1]
        if seq > len(self.hashes):
            self.fault = Fault(self._next, f"末尾少了 {seq - len(self.hashes)} 行")
        elif own != [START, *self.hashes][seq]:
            self.fault = Fault(max(seq, 1), "与 journal.head 记下的校验值不符(整份流水被换过)")

    def sound(self) -> list[Finding]:
        """Make sure that a run can go on, and return what it should tell: an unfinished last line is set aside.

        Raises :class:`OfficeError` where the journal is damaged otherwise.
        """
        told = [HEADLESS.at(Place(self.path.name))] if self.headless else []
        fault = self.fault
        if fault is None:
            return told
        if not fault.unfinished:
            raise OfficeError(
                f"流水 {self.path.name} 第 {fault.line} 行有问题:{fault.reason}。为免编号错乱,没有汇总。"
                "请运行 lzxl verify 查看,从备份恢复“归档”目录后再运行。"
            )
        aside = self._set_aside()
        self.fault = None
        return [*told, SET_ASIDE.at(Place(self.path.name, "", fault.line), line=fault.line, aside=aside.name)]

    def _set_aside(self) -> Path:
        mark = hashlib.sha256(self._unfinished).hexdigest()[:8]
        aside = self.path.with_name(f"{self.path.name}.broken-{mark}")
        write_whole(aside, self._unfinished)
        self._cut()
        return aside

    def _cut(self) -> None:
        """Shorten the file to its sound lines."""
        try:
            with self.path.open("r+b") as file:
                file.truncate(self._size)
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise sentence(fault, self.path) from fault

    def append(self, events: Iterable[Event]) -> int:
        """Write all new events of a run at once and return how many; without any, no byte of the journal changes.

        A write that fails is taken back and raises :class:`OfficeError`.
        """
        new = list(events)
        if new:
            if not self.head_path.exists():
                self._note_head()  # so that a run cut off after the first lines is not taken for a missing head
            for event, own, size in self._write(new):
                self._take(event, own, size)
        if new or self.headless:
            self._note_head()
        return len(new)

    def _note_head(self) -> None:
        write_whole(self.head_path, f"{len(self.hashes)} {self.head}\n".encode())
        self.headless = False

    def _write(self, events: Iterable[Event]) -> list[tuple[Event, str, int]]:
        """Write events line by line, all or none; return each with its hash and the size of its line."""
        prev, written = self.head, []
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path, "ab", opener=_private) as file:
                for seq, event in enumerate(events, self._next):
                    text, prev = chained(seq, prev, event)
                    written.append((event, prev, file.write(f"{text}\n".encode())))
                file.flush()
                os.fsync(file.fileno())
        except BaseException as fault:
            with contextlib.suppress(OfficeError):
                self._cut()
            if isinstance(fault, OSError):
                raise sentence(fault, self.path) from fault
            raise
        return written
