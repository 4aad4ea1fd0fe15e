"""Work done in LibreOffice's main thread, for calls that LibreOffice itself does not guard.

Its main thread paints and saves while our calls come in on others. Nearly all of them wait for their turn; one that
does not, and changes what is being painted, crashes the whole program now and then. A callback of LibreOffice's own
comes when nothing else runs, and what we call from within it runs there, too.
"""

import threading
from collections.abc import Callable
from typing import Any

from lzxl.calc.bridge import uno
from lzxl.calc.office import Office

_TICK = 0.25


def in_main_thread(office: Office, work: Callable[[], None]) -> None:
    """Let LibreOffice call ``work`` from its main thread, and wait for its end; what it raises is raised here.

    Raises :class:`CalcEndedError` where LibreOffice ends before, or has not done it all within the time for a call. Who
    stops waiting, by Ctrl-C, has the work left undone, unless it has begun.
    """
    turn = _Turn(work)
    office.create("com.sun.star.awt.AsyncCallback").addCallback(turn, None)
    office.begin()
    try:
        while not turn.over.wait(_TICK):
            if not office.alive and (ended := office.ended()):
                raise ended
    finally:
        turn.over.set()
        office.done()
    if turn.fault is not None:
        raise turn.fault


class _Turn:
    """The callback (com.sun.star.awt.XCallback)."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self.over = threading.Event()
        self.fault: BaseException | None = None

    def getTypes(self) -> tuple[Any, ...]:  # noqa: N802 - the bridge asks under this name
        """Say what this object is, for the bridge."""
        return (uno().getTypeByName("com.sun.star.awt.XCallback"),)

    def notify(self, _data: Any) -> None:
        """Our turn has come, if anybody still waits for it."""
        if self.over.is_set():
            return
        try:
            self._work()
        except BaseException as fault:  # for the one who waits; the bridge would only print it
            self.fault = fault
        finally:
            self.over.set()
