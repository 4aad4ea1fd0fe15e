"""A child process that works on one received file after the other, so that no file can take the run along: :class:`Child`."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from lzxl.cells import Place
from lzxl.excel import rules
from lzxl.excel.package import MIB, Limits
from lzxl.excel.wire import Ended, pack, receive, send, unpack
from lzxl.findings import Finding

_log = logging.getLogger(__name__)
_HOME = Path(__file__).parents[2]
_STOPPED_BY_SYSTEM = (-24,)  # SIGXCPU: the computing time given to a file is used up


class Child:
    """A process that runs ``module`` (see :mod:`lzxl.excel.worker`); a context manager, which ends it.

    ``seconds`` of computing time for each file (twice that on the clock, where the system cannot count the former);
    ``memory`` in bytes. After a crash or a hang the file has its finding, and the next file a fresh process.
    """

    module = "lzxl.excel.worker"

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
        """End the process; a later :meth:`ask` starts another."""
        if self._child:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe:
                    _close_quietly(pipe)
            self._child = None

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the process where it does not run yet, so that it is ready when it is asked; return it."""
        if self._child is None:
            # -P: the current folder is the office's, and nothing in it may be imported.
            paths = os.pathsep.join(filter(None, (str(_HOME), os.environ.get("PYTHONPATH", ""))))
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-X", "utf8", "-m", self.module, str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows: no black window beside Excel
            )
            self.started()
        return self._child

    def started(self) -> None:
        """Take note that a fresh process runs, which knows nothing of what the one before was told."""

    def ask(self, data: bytes, file: str, more: Callable[[], Mapping[str, Any]] = dict) -> bytes | Finding:
        """Return the answer to a file, or the finding where it is too large to send or the process ended over it.

        ``more``: what else the request says; asked for once the process runs.
        """
        if len(data) > self._limits.file:  # not worth sending over
            most = self._limits.file // MIB
            return rules.TOO_LARGE.at(Place(file), what=f"{len(data) / MIB:.0f} MB,最多 {most} MB")
        child = self.start()
        overdue = threading.Event()
        clock = threading.Timer(2 * self._seconds, _stop, (child, overdue))
        clock.start()
        try:
            return self._exchange(child, data, {"file": file, **more()})
        except (Ended, OSError):
            late = overdue.is_set() or child.wait() in _STOPPED_BY_SYSTEM
            self.close()
            _log.warning("child ended: %s", "late" if late else child.returncode)
            ended = rules.READING_ENDED.at(Place(file), seconds=f"{self._seconds:g}")
            return ended if late else rules.READING_DIED.at(Place(file))
        finally:
            clock.cancel()

    def _exchange(self, child: "subprocess.Popen[bytes]", data: bytes, request: Mapping[str, Any]) -> bytes:
        assert child.stdin and child.stdout
        send(child.stdin, pack({**request, "seconds": self._seconds, "limits": asdict(self._limits)}), data)
        fault = unpack(receive(child.stdout))
        answer = receive(child.stdout)
        if fault:
            _log.warning("fault: %s at %s", fault["fault"], fault["where"])
        if fault.get("last"):
            self.close()
        return answer


def _stop(child: "subprocess.Popen[bytes]", overdue: threading.Event) -> None:
    overdue.set()
    child.kill()


def _close_quietly(pipe: IO[bytes]) -> None:
    with suppress(OSError):  # what was not sent is not wanted any more
        pipe.close()
