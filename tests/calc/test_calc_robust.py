"""A LibreOffice that crashes, hangs, or loses its user: one clear error, nothing left behind."""

import builtins
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from lzxl import calc
from lzxl.calc import bridge, found, office
from lzxl.calc.main_thread import in_main_thread

pytestmark = pytest.mark.office
ROOT = Path(__file__).parents[2]
_PATIENCE = 30.0


def group_is_gone(pid: int) -> bool:
    """Wait until no process of the group is left (zombies do not count); False when it takes too long."""
    return comes_true(lambda: not any(group == pid and state != "Z" for state, group in processes()))


def comes_true(what: Callable[[], bool]) -> bool:
    """Wait for something; False when it takes too long."""
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last:
        if what():
            return True
        time.sleep(0.05)
    return False


def processes() -> list[tuple[str, int]]:
    """Return state and process group of everything that runs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # gone in the meantime
            fields = path.read_text().rpartition(")")[2].split()
            found.append((fields[0], int(fields[2])))
    return found


def opened(seconds: float, file: Path) -> tuple[office.Office, object]:
    """Start a LibreOffice of its own and open a file in it."""
    openpyxl.Workbook().save(file)
    running = office.Office(seconds)
    running.holds(file.with_name(f".~lock.{file.name}#"))
    return running, running.desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, ())


def test_a_crash_is_one_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    running, document = opened(60, tmp_path / "a.xlsx")
    assert list(tmp_path.glob(".~lock*"))
    os.killpg(running.pid, signal.SIGSEGV)
    with pytest.raises(calc.CalcEndedError, match="意外结束"):
        document.Sheets.getByIndex(0).getName()  # type: ignore[attr-defined]
    with pytest.raises(calc.CalcEndedError, match="意外结束"):
        running.desktop.getComponents()
    running.quit()
    assert group_is_gone(running.pid)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert not running.profile.exists()


def test_a_hung_process_is_ended_and_the_caller_freed(tmp_path: Path) -> None:
    running, document = opened(60, tmp_path / "a.xlsx")
    running.seconds = 0.5
    os.killpg(running.pid, signal.SIGSTOP)
    assert comes_true(lambda: all(state == "T" for state, group in processes() if group == running.pid))
    with pytest.raises(calc.CalcEndedError, match=r"超过 0.5 秒没有回应"):
        document.Sheets.getCount()  # type: ignore[attr-defined]
    running.kill()
    assert group_is_gone(running.pid)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert not running.profile.exists()


def test_work_in_the_main_thread_has_it_alone_and_its_error_comes_back(tmp_path: Path) -> None:
    running, document = opened(60, tmp_path / "a.xlsx")
    busy, told = threading.Event(), []

    def long_work() -> None:
        busy.set()
        time.sleep(1)
        told.append(f"long {document.Sheets.getCount()}")  # type: ignore[attr-defined]

    def refused() -> None:
        told.append("refused")
        document.Sheets.getByName("没有")  # type: ignore[attr-defined]

    first = threading.Thread(target=in_main_thread, args=(running, long_work))
    first.start()
    assert busy.wait(_PATIENCE)
    with pytest.raises(calc.CalcRefusedError) as fault:
        in_main_thread(running, refused)
    first.join()
    running.quit()
    assert fault.value.name == "container.NoSuchElementException"
    assert told == ["long 1", "refused"]


@pytest.mark.parametrize(("sent", "message"), [(signal.SIGSEGV, "意外结束"), (signal.SIGSTOP, "超过 1 秒没有回应")])
def test_who_waits_for_the_main_thread_is_freed(tmp_path: Path, sent: signal.Signals, message: str) -> None:
    running, document = opened(60, tmp_path / "a.xlsx")
    running.seconds = 1 if sent is signal.SIGSTOP else 60

    def work() -> None:
        os.killpg(running.pid, sent)
        document.Sheets.getCount()  # type: ignore[attr-defined]

    with pytest.raises(calc.CalcEndedError, match=message):
        in_main_thread(running, work)
    running.kill()
    assert group_is_gone(running.pid)


def test_nothing_outlives_a_python_that_was_killed(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    code = (
        "import xlwings, time; from lzxl import calc; calc.install(60); app = xlwings.App(add_book=False)\n"
        f"app.books.open({str(tmp_path / 'a.xlsx')!r})\n"
        "print(app.pid, app.impl.office.profile, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid, profile = parent.stdout.readline().split()
    assert list(tmp_path.glob(".~lock*"))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert group_is_gone(int(pid))
    assert comes_true(lambda: not Path(profile).exists())
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_program_that_ends_without_quitting_leaves_nothing() -> None:
    code = (
        "import xlwings; from lzxl import calc; calc.install(60); app = xlwings.App()\n"
        "app.books[0].sheets[0]['A1'].value = 1; print(app.pid, app.impl.office.profile)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    pid, profile = ran.stdout.split()
    assert group_is_gone(int(pid))
    assert not Path(profile).exists()


def test_the_users_own_profile_is_never_touched(tmp_path: Path) -> None:
    """With an empty home of its own, a whole run leaves that home as it was."""
    home = tmp_path / "home"
    home.mkdir()
    code = "import xlwings; from lzxl import calc; calc.install(60); xlwings.App().quit()"
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False)
    assert ran.returncode == 0
    assert not list(home.rglob("*libreoffice*"))


def test_a_stale_lock_of_a_killed_run_does_not_bar_the_way(tmp_path: Path) -> None:
    import xlwings as xw

    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    lock = tmp_path / ".~lock.a.xlsx#"
    lock.write_text(f",u,h,25.11.2026 10:00,file:///tmp/{office.PREFIX}gone/user;", encoding="utf-8")
    calc.install(60)
    with xw.App(add_book=False) as app:
        app.books.open(tmp_path / "a.xlsx").close()
    assert not lock.exists()


def test_loading_the_bridge_leaves_no_trace() -> None:
    ours, path = builtins.__import__, list(sys.path)
    bridge.uno()
    assert builtins.__import__ is ours
    assert sys.path == path


def test_a_bridge_for_another_python_is_named() -> None:
    assert bridge.python_of(b"..libpython3.12.so.1.0..") == 12
    assert bridge.python_of(b"no python here") is None


def test_a_missing_libreoffice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(found, "USUAL", ())
    with pytest.raises(calc.CalcMissingError, match="没有装 LibreOffice"):
        calc.install()
