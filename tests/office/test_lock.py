"""One run at a time; the second clerk is told who is at work."""

import json
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from lzxl.office import OfficeError
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office

HOLD = """
    import pathlib, sys, time
    from lzxl.office.lock import run_lock
    from lzxl.office.paths import Office
    with run_lock(Office(pathlib.Path(sys.argv[1]))):
        pathlib.Path(sys.argv[1], "held").touch()
        time.sleep(float(sys.argv[2]))
"""


def holder(office: Office, seconds: float) -> "subprocess.Popen[bytes]":
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(HOLD), str(office.root), str(seconds)])
    until = time.monotonic() + 30
    while not (office.root / "held").exists() and time.monotonic() < until:
        time.sleep(0.02)
    return child


def test_the_second_is_told_who_and_since_when(tmp_path: Path) -> None:
    office = Office(tmp_path)
    with holder(office, 60) as child:
        try:
            with (
                pytest.raises(OfficeError, match=r"正在由 .+\(电脑 .+\)汇总\(自 \d\d:\d\d\)"),
                run_lock(office, patience=0.3),
            ):
                pass
            assert json.loads((office.archive / ".lock.json").read_bytes())["pid"] == child.pid
        finally:
            child.kill()


def test_a_dead_process_does_not_block(tmp_path: Path) -> None:
    office = Office(tmp_path)
    with holder(office, 60) as child:
        child.kill()
    with run_lock(office, patience=0.3):
        assert json.loads((office.archive / ".lock.json").read_bytes())["pid"] == os.getpid()


def test_the_second_waits_for_one_that_is_just_ending(tmp_path: Path) -> None:
    office = Office(tmp_path)
    with holder(office, 0.3), run_lock(office, patience=10):
        pass


def test_it_is_free_again_after_an_error_and_a_garbled_note_is_no_traceback(tmp_path: Path) -> None:
    office = Office(tmp_path)
    with pytest.raises(RuntimeError), run_lock(office):
        raise RuntimeError
    with run_lock(office):
        (office.archive / ".lock.json").write_text("{")
        with pytest.raises(OfficeError, match="正在由别人办理"), run_lock(office, patience=0.1):
            pass


RACE = """
    import pathlib, sys, time
    from lzxl.office.journal import Journal
    from lzxl.office.lock import run_lock
    from lzxl.office.paths import Office
    from lzxl.register.state import Event
    office = Office(pathlib.Path(sys.argv[1]))
    for turn in range(5):
        with run_lock(office, patience=30):
            journal = Journal.load(office.journal, office.head)
            journal.sound()
            time.sleep(0.01)
            journal.append([Event("test", {"who": sys.argv[2], "turn": turn})])
"""


def test_two_processes_racing_lose_nothing(tmp_path: Path) -> None:
    from lzxl.office.journal import Journal

    code = textwrap.dedent(RACE)
    children = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ab"]
    assert [child.wait(60) for child in children] == [0, 0]
    journal = Journal.load(Office(tmp_path).journal, Office(tmp_path).head)
    assert journal.fault is None
    told = sorted((event.data["who"], event.data["turn"]) for event in journal.events)
    assert told == [(name, turn) for name in "ab" for turn in range(5)]
