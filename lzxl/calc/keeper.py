"""Run as a program of its own: keeps one LibreOffice and cleans up after it, however its user ended.

``python keeper.py PROFILE PROGRAM ARGUMENT…`` starts the program, prints its process id, and reads lock files' paths,
one a line. When the program ends or the input ends (the user closed it, or was killed), the program's whole process
group is killed, those lock files that belong to this profile are removed, and the profile too.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path


def keep(profile: Path, command: list[str]) -> None:
    """Run the program to its end or to the end of our input; leave nothing behind."""
    null = subprocess.DEVNULL
    program = subprocess.Popen(command, stdin=null, stdout=null, stderr=null, start_new_session=True)
    locks: list[str] = []
    sys.stdout.write(f"{program.pid}\n")
    sys.stdout.flush()
    threading.Thread(target=_listen, args=(program.pid, locks), daemon=True).start()
    program.wait()
    end_group(program.pid)
    for lock in locks:
        remove_lock(Path(lock), profile)
    shutil.rmtree(profile, ignore_errors=True)


def _listen(group: int, locks: list[str]) -> None:
    for line in sys.stdin:
        locks.append(line.rstrip("\n"))
    end_group(group)


def end_group(group: int) -> None:
    """Kill a process group; that it is gone already is fine."""
    with contextlib.suppress(OSError):
        os.killpg(group, signal.SIGKILL)


def remove_lock(lock: Path, profile: Path) -> None:
    """Remove a lock file where the program with this profile has written it."""
    with contextlib.suppress(OSError):
        if profile.as_uri() in lock.read_text(encoding="utf-8", errors="replace"):
            lock.unlink()


if __name__ == "__main__":
    keep(Path(sys.argv[1]), sys.argv[2:])
