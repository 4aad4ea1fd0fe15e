"""The child process that reads workbooks: ``python -m lzxl.excel.worker``, one request after the other on its pipes.

It may crash, hang or be killed without taking the run along; the parent is :class:`lzxl.excel.read.Reader`.
"""

import math
import os
import sys
from contextlib import suppress
from pathlib import PurePath
from typing import IO

from lzxl.excel import rules
from lzxl.excel.package import Limits
from lzxl.excel.rules import Refused
from lzxl.excel.wire import Ended, pack, pack_reading, receive, send, unpack
from lzxl.excel.workbook import Reading, read_workbook


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until the parent closes the pipe.

    A request is two frames: JSON (``file``, ``passwords``, ``seconds``, ``limits``) and the bytes of the workbook; an answer is
    JSON ``{"fault", "where", "last"}`` and the reading. ``last``: this process must not be used again.
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
            reading = read_workbook(data, request["file"], request["passwords"], Limits(**request["limits"]))
            answer = pack_reading(*reading)
        except Exception as error:
            answer = pack_reading(*_failed(error, request["file"]))
            fault = {"fault": type(error).__name__, "where": _where(error), "last": isinstance(error, MemoryError)}
        send(answers, pack(fault), answer)


def _failed(error: BaseException, file: str) -> Reading:
    large = isinstance(error, MemoryError)
    refused = Refused(rules.TOO_LARGE, what="内存不够") if large else Refused(rules.READING_FAILED)
    return None, [refused.finding(file)]


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


def main() -> None:
    """Serve on standard input and output; whatever a library prints goes to standard error instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(sys.argv[1]))
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
