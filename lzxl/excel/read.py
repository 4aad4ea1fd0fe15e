"""Reads received workbooks in a child process, so that no file can take the run along: :class:`Reader`."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from lzxl.cells import Book, Place
from lzxl.excel import rules
from lzxl.excel.package import MIB, Limits
from lzxl.excel.wire import Ended, pack, receive, send, unpack, unpack_reading
from lzxl.findings import Finding

_log = logging.getLogger(__name__)
_HOME = Path(__file__).parents[2]
_STOPPED_BY_SYSTEM = (-24,)  # SIGXCPU: the computing time given to a file is used up


class Reader:
    """Reads one workbook after the other through a child process; a context manager, which ends the child.

    ``seconds`` of computing time for each file (twice that on the clock, where the system cannot count the former);
    ``memory`` in bytes. After a crash or a hang the file has its finding, and the next file a fresh child.
    """

    def __init__(self, seconds: float = 10, memory: int = 640 * MIB, limits: Limits | None = None) -> None:
        self._seconds, self._memory, self._limits = seconds, memory, limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process; a later :meth:`read` starts another."""
        if self._child:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe:
                    _close_quietly(pipe)
            self._child = None

    def read(self, data: bytes, file: str, passwords: Sequence[str] = ()) -> tuple[Book | None, list[Finding]]:
        """Return the book that ``data`` holds and what a person should know of it; None and why where it is refused."""
        if len(data) > self._limits.file:  # not worth sending over
            most = self._limits.file // MIB
            return None, [rules.TOO_LARGE.at(Place(file), what=f"{len(data) / MIB:.0f} MB,最多 {most} MB")]
        child = self._child or self._start()
        overdue = threading.Event()
        clock = threading.Timer(2 * self._seconds, _stop, (child, overdue))
        clock.start()
        try:
            return self._ask(child, data, file, passwords)
        except (Ended, OSError):
            late = overdue.is_set() or child.wait() in _STOPPED_BY_SYSTEM
            self.close()
            _log.warning("reader ended: %s", "late" if late else child.returncode)
            ended = rules.READING_ENDED.at(Place(file), seconds=f"{self._seconds:g}")
            return None, [ended if late else rules.READING_DIED.at(Place(file))]
        finally:
            clock.cancel()

    def _ask(
        self, child: "subprocess.Popen[bytes]", data: bytes, file: str, passwords: Sequence[str]
    ) -> tuple[Book | None, list[Finding]]:
        assert child.stdin and child.stdout
        request = {
            "file": file,
            "passwords": list(passwords),
            "seconds": self._seconds,
            "limits": asdict(self._limits),
        }
        send(child.stdin, pack(request), data)
        fault = unpack(receive(child.stdout))
        reading = unpack_reading(receive(child.stdout))
        if fault:
            _log.warning("reader fault: %s at %s", fault["fault"], fault["where"])
        if fault.get("last"):
            self.close()
        return reading

    def _start(self) -> "subprocess.Popen[bytes]":
        # -P: the current folder is the office's, and nothing in it may be imported.
        paths = os.pathsep.join(filter(None, (str(_HOME), os.environ.get("PYTHONPATH", ""))))
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "lzxl.excel.worker", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows: no black window beside Excel
        )
        return self._child


def _stop(child: "subprocess.Popen[bytes]", overdue: threading.Event) -> None:
    overdue.set()
    child.kill()


def _close_quietly(pipe: IO[bytes]) -> None:
    with suppress(OSError):  # what was not sent is not wanted any more
        pipe.close()
