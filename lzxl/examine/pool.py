"""Received workbooks examined in child processes, several at a time, the results in order: :class:`Examiners`."""

import ctypes
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from lzxl.cells import Place
from lzxl.examine.brief import Brief
from lzxl.examine.sealed import Result, Unsealer, loosened, seal
from lzxl.excel.passwords import office_passwords
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, rule
from lzxl.intake.collect import Received
from lzxl.office.archive import sha256_of

VANISHED = rule(
    "F190", Severity.ERROR, "", "列出后又不见了,没有读取", "请核对文件是否还在(网络盘是否断开),再运行一次。"
)
CHANGING = rule("F191", Severity.ERROR, "", "正在改动,没有读取", "请等文件保存或复制完成,再运行一次。")

_AHEAD = 4  # workbooks that each process has waiting, so that it never does: results stay few in memory
_MOST = 4  # processes: more than that wait for the disk
_WORTH = 6  # workbooks that one process has done by the time another has started

Item = TypeVar("Item")
Made = TypeVar("Made")


class Memory(Protocol):
    """Sealed results of earlier runs."""

    def knows(self, file: Received) -> bool:
        """Return whether something is kept of the file."""

    def get(self, file: Received) -> bytes | None:
        """Return what the file came to, None where that is not known."""

    def put(self, file: Received, sealed: bytes) -> None:
        """Keep what a file came to."""


def loaded(file: Received) -> bytes | Finding:
    """Return a file's bytes, or why they are not those that were listed a moment ago."""
    try:
        data = file.load()
    except OSError:
        return VANISHED.at(Place(file.file))
    return data if sha256_of(data) == file.sha256 else CHANGING.at(Place(file.file))


class _Examiner(Reader):
    """A process of :mod:`lzxl.examine.examiner`, told the brief once; it also just reads."""

    module = "lzxl.examine.examiner"

    def __init__(self, passwords: tuple[str, ...]) -> None:
        super().__init__()
        self._brief, self._passwords, self._told = Brief(), list(passwords), False

    def learn(self, brief: Brief) -> None:
        """Take note of the brief; the process hears of it with the next workbook."""
        self._brief, self._told = brief, False

    def started(self) -> None:
        """A fresh process knows no brief."""
        self._told = False

    def examined(self, data: bytes, file: Received) -> bytes:
        """Return the sealed result."""
        answer = self.ask(data, file.file, lambda: self._request(file))
        return seal(None, [answer]) if isinstance(answer, Finding) else answer

    def _request(self, file: Received) -> Mapping[str, Any]:
        brief = {} if self._told else {"brief": self._brief.plain}
        self._told = True
        return {"sha256": file.sha256, "passwords": self._passwords, **brief}


_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3  # of glibc's mallopt
_LARGE = 1 << 20  # bytes: as large as it is told; by itself it would let what is large stay


def _share_memory() -> None:
    """Let the threads share one heap where the C library would give each its own, and what is large go back when it is done with."""
    with suppress(Exception):  # another C library has no such thing, and needs none
        for what, value in ((_M_ARENA_MAX, 1), (_M_MMAP_THRESHOLD, _LARGE)):
            ctypes.CDLL(None).mallopt(what, value)


class Examiners:
    """As many examining processes as the workbooks are worth and the machine has cores for; a context manager, which ends them.

    ``memory``: results of earlier runs, None where they are not to be relied on.
    """

    def __init__(self, brief: Brief | None = None, memory: Memory | None = None) -> None:
        self._passwords = office_passwords()
        self._examiners = [_Examiner(self._passwords) for _ in range(min(_MOST, os.cpu_count() or 1))]
        self.learn(brief or Brief(), memory)
        self._free: SimpleQueue[_Examiner] = SimpleQueue()
        self._engaged = 0
        _share_memory()
        self._threads = ThreadPoolExecutor(len(self._examiners))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=kind is None, cancel_futures=True)
        self._end()  # where a run is broken off, what a thread waits for ends here
        self._threads.shutdown()
        self._end()  # and what a thread has started since

    def _end(self) -> None:
        for one in self._examiners:
            one.close()

    def learn(self, brief: Brief, memory: Memory | None = None) -> None:
        """Take note of what they must know, where that was not known when they were made."""
        self._memory = memory
        for one in self._examiners:
            one.learn(brief)

    def start(self, files: int) -> Reader:
        """Start the processes for so many workbooks, which need no brief for that; one can read until there are :meth:`results`."""
        for one in self._engage(files):
            one.start()
        return self._examiners[0]

    def _engage(self, files: int) -> list[_Examiner]:
        """Let as many examiners work as so many workbooks are worth, at least one; return those."""
        wanted = self._examiners[: max(1, -(-files // _WORTH))]
        for one in wanted[self._engaged :]:
            self._free.put(one)
        self._engaged = max(self._engaged, len(wanted))
        return wanted

    def make_ready(self, files: Iterable[Received]) -> None:
        """Start the processes that ``files`` will want, while the run does something else."""
        unknown = self._unknown(files)
        for one in self._engage(unknown)[:unknown]:
            one.start()

    def _unknown(self, files: Iterable[Received]) -> int:
        return sum(not (self._memory and self._memory.knows(file)) for file in files)

    def results(self, files: Iterable[Received], moments: Mapping[str, datetime]) -> Iterator[Result]:
        """Yield what each workbook comes to, in the order of ``files``; ``moments``: when each was first received, by hash."""
        unsealer, files = Unsealer(), list(files)
        if not self._engaged:
            self._engage(self._unknown(files))
        for (file, sealed, lasting), loose in self.side_by_side(self._loosened, files):
            submission, findings = unsealer.read(loose, moments[file.sha256])
            if self._memory and lasting and submission:  # what is no workbook of ours is looked at anew each time
                self._memory.put(file, sealed)
            yield submission, findings

    def side_by_side(self, work: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
        """Yield ``work`` of each item in their order, a few at a time."""
        waiting: deque[Future[Made]] = deque()
        for item in items:
            waiting.append(self._threads.submit(work, item))
            if len(waiting) >= _AHEAD * len(self._examiners):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _loosened(self, file: Received) -> tuple[tuple[Received, bytes, bool], bytes]:
        """Return what :meth:`_sealed` does, and the same uncompressed: Python's other threads go on meanwhile."""
        found = self._sealed(file)
        return found, loosened(found[1])

    def _sealed(self, file: Received) -> tuple[Received, bytes, bool]:
        """Return what the workbook came to the last time where nothing has changed since, else examine it; whether that may be kept."""
        known = self._memory.get(file) if self._memory else None
        if known is not None:
            return file, known, False
        data = loaded(file)
        if isinstance(data, Finding):
            return file, seal(None, [data]), False
        examiner = self._free.get()
        try:
            sealed = examiner.examined(data, file)
        finally:
            self._free.put(examiner)
        return file, sealed, not self._passwords or data.startswith(b"PK")  # a locked workbook is no package
