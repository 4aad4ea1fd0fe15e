"""What runs in a child process: :func:`run`, one request after the other on its pipes; ``python -m lzxl.excel.worker`` reads.

It may crash, hang or be killed without taking the run along; the parent is :class:`lzxl.excel.child.Child`.
"""

import math
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import IO, Any, TypeAlias

from lzxl.excel import rules
from lzxl.excel.package import Limits
from lzxl.excel.rules import Refused
from lzxl.excel.wire import Ended, pack, pack_reading, receive, send, unpack
from lzxl.excel.workbook import Reading, read_workbook
from lzxl.findings import Finding
from lzxl.garbage import search_seldom

Request: TypeAlias = Mapping[str, Any]
Work: TypeAlias = Callable[[Request, bytes], bytes]
Refusal: TypeAlias = Callable[[Request, list[Finding]], bytes]


def reading_of(request: Request, data: bytes) -> Reading:
    """Return what is read of the workbook that a request is about."""
    return read_workbook(data, request["file"], request["passwords"], Limits(**request["limits"]))


def read(request: Request, data: bytes) -> bytes:
    """Return what is read, as :class:`lzxl.excel.read.Reader` takes it."""
    return pack_reading(*reading_of(request, data))


def unread(_request: Request, findings: list[Finding]) -> bytes:
    """Return why nothing is read."""
    return pack_reading(None, findings)


def serve(requests: IO[bytes], answers: IO[bytes], work: Work, refused: Refusal) -> None:
    """Answer requests by ``work`` until the parent closes the pipe; ``refused`` makes the answer where it fails.

    A request is two frames: JSON (``file``, ``seconds``, ``limits`` and what ``work`` needs) and the bytes of the workbook; an
    answer is JSON ``{"fault", "where", "last"}`` and what ``work`` returned. ``last``: this process must not be used again.
    """
    while True:
        try:
            request = unpack(receive(requests))
            data = receive(requests)
        except Ended:
            return
        limit_cpu(request["seconds"])
        fault: dict[str, object] = {}
        try:
            answer = work(request, data)
        except Exception as error:
            answer = refused(request, [_failed(error, request["file"])])
            fault = {"fault": type(error).__name__, "where": _where(error), "last": isinstance(error, MemoryError)}
        send(answers, pack(fault), answer)


def _failed(error: BaseException, file: str) -> Finding:
    large = isinstance(error, MemoryError)
    return (Refused(rules.TOO_LARGE, what="内存不够") if large else Refused(rules.READING_FAILED)).finding(file)


def _where(error: BaseException) -> str:
    """Return where an error arose, without anything of the file's content."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""


def limit_memory(size: int) -> None:
    """Bound this process's address space to ``size`` bytes, where the system can."""
    if sys.platform != "win32":
        import resource

        # A limit that the system does not know or does not allow is no reason not to read: the gate's own stay.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def limit_cpu(seconds: float) -> None:
    """Give this process ``seconds`` more of computing time, where the system can; beyond, the system ends it."""
    if sys.platform != "win32":
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = usage.ru_utime + usage.ru_stime
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds), hard))


def run(work: Work, refused: Refusal) -> None:
    """Serve on standard input and output; whatever a library prints goes to standard error instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(sys.argv[1]))
    search_seldom()
    serve(sys.stdin.buffer, answers, work, refused)


def main() -> None:
    """Read workbooks."""
    run(read, unread)


if __name__ == "__main__":
    main()
