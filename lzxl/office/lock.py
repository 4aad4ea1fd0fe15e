"""One run at a time in an office folder; a second clerk is told who is at work and since when."""

import contextlib
import getpass
import json
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lzxl.office.atomic import write_whole
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.paths import Office

PATIENCE = 2.0  # seconds to wait for a run that is just ending


def _whoami() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user on this machine
        return "不知名用户"


@contextlib.contextmanager
def run_lock(office: Office, doing: str = "汇总", patience: float = PATIENCE) -> Iterator[None]:
    """Hold the office folder while a run writes; ``doing`` is what others are told.

    The system itself frees the lock of a process that has died. Raises :class:`OfficeError` where another run holds it.
    """
    from filelock import FileLock, Timeout  # late: only what writes needs it

    about = office.lock.with_name(f"{office.lock.name}.json")
    lock = FileLock(office.lock, timeout=patience, mode=0o660)
    try:
        office.archive.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise OfficeError(f"{_told(about)}。请等一会儿再运行。") from None
    except OSError as fault:
        raise sentence(fault, office.lock) from fault
    try:
        office.sweep()
        write_whole(about, _mine(doing))
        yield
    finally:
        with contextlib.suppress(OSError):
            about.unlink(missing_ok=True)
        lock.release()


def _mine(doing: str) -> bytes:
    about = {
        "who": _whoami(),
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        "doing": doing,
    }
    return json.dumps(about, ensure_ascii=False, sort_keys=True).encode()


def _told(about: Path) -> str:
    """Return who holds the lock, in words; the holder may be just about to say."""
    try:
        holder = json.loads(about.read_bytes())
        since = datetime.fromisoformat(holder["since"])
        return f"正在由 {holder['who']}(电脑 {holder['host']}){holder['doing']}(自 {since:%H:%M})"
    except (OSError, ValueError, KeyError, TypeError):
        return "正在由别人办理"
