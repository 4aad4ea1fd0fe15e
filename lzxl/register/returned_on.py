"""What had come when workbooks were last given back: another file since, and the letters of then may say what is no longer so."""

import hashlib
from collections.abc import Iterable

from lzxl.forms.registry import LEDGER_FILE
from lzxl.register.facts import ReceivedFile
from lzxl.register.state import Event

KIND = "returned"


def mark_of(received: Iterable[ReceivedFile]) -> str:
    """Return a hash over what units have sent, by the hashes of the files; whatever they are called, and however often.

    The office's own ledger has been sent by nobody: an entry more in it makes no letter untrue.
    """
    hashes = {one.sha256 for one in received if one.sha256 and one.file != LEDGER_FILE}
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


def returned_event(mark: str) -> Event:
    """Return the event of a round that was written on what has this mark."""
    return Event(KIND, {"came": mark})


def last_round(events: Iterable[Event]) -> str:
    """Return the mark of what the last round was written on, ``""`` where there was none."""
    return next((str(event.data["came"]) for event in reversed(list(events)) if event.kind == KIND), "")
