"""One LibreOffice process of our own: started, connected to, watched over, ended with everything that belongs to it."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lzxl.calc import keeper
from lzxl.calc.bridge import uno
from lzxl.calc.errors import ENDED, HUNG, NO_PROGRAM, NO_START, CalcEndedError, CalcMissingError
from lzxl.calc.found import find_soffice
from lzxl.calc.profile import write_fonts, write_profile
from lzxl.calc.remote import Remote

_OPTIONS = ("--headless", "--invisible", "--norestore", "--nodefault", "--nologo", "--nofirststartwizard")
_CONTEXT = "urp;StarOffice.ComponentContext"
PREFIX = "xlwings-calc-"
_SYSTEM_FONTS = "/etc/fonts/fonts.conf"
_PAUSE, _TICK, _GOODBYE = 0.02, 0.25, 5.0


def program() -> str:
    """Return the path of LibreOffice; :class:`CalcMissingError` where there is none."""
    path = find_soffice()
    if path is None:
        raise CalcMissingError(NO_PROGRAM)
    return path


class Office:
    """A running LibreOffice with a private profile, reached through a pipe; never the user's own.

    ``seconds`` bounds the start and each single call; ``environment`` is added to that of the process.
    """

    def __init__(self, seconds: float = 300.0, environment: Mapping[str, str] | None = None) -> None:
        self.seconds = seconds
        self.calls = 0
        self._running: dict[int, float] = {}
        self._hung = self._closed = False
        uno()  # what is missing is said before anything is started
        path = program()
        self.profile = Path(tempfile.mkdtemp(prefix=PREFIX))
        write_profile(self.profile)
        pipe = f"calc{uuid.uuid4().hex}"
        accept = f"--accept=pipe,name={pipe};urp;"
        command = [path, f"-env:UserInstallation={self.profile.as_uri()}", accept, *_OPTIONS]
        self._keeper = _start(self.profile, command, {**os.environ, **(environment or {})})
        assert self._keeper.stdout is not None
        self.pid = int(self._keeper.stdout.readline() or 0)
        try:
            self.context = Remote(self._connect(pipe), self)
            self.desktop = self.create("com.sun.star.frame.Desktop")
        except BaseException:
            self.kill()
            raise
        threading.Thread(target=self._watchdog, daemon=True, name="calc-watchdog").start()

    def _connect(self, pipe: str) -> Any:
        local = uno().getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        last = time.monotonic() + self.seconds
        while True:
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};{_CONTEXT}")
            except uno().getClass("com.sun.star.connection.NoConnectException"):
                if not self.alive or time.monotonic() > last:
                    raise CalcEndedError(NO_START) from None
                time.sleep(_PAUSE)

    def create(self, service: str) -> Any:
        """Return a new object of a UNO service."""
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._keeper.poll() is None

    def begin(self) -> None:
        """A call begins: it is timed and counted; :class:`CalcEndedError` where nobody would answer."""
        if self._closed or self._hung:
            raise self._reason()
        self.calls += 1
        self._running[threading.get_ident()] = time.monotonic()

    def done(self) -> None:
        """The call has come back."""
        self._running.pop(threading.get_ident(), None)

    def ended(self) -> CalcEndedError | None:
        """Return why the process is gone; None while it answers, which is tried."""
        if self._closed or self._hung or not self.alive:
            return self._reason()
        self.begin()
        try:
            self.desktop._remote_.getImplementationName()
        except uno().getClass("com.sun.star.uno.Exception"):
            return self._reason()
        finally:
            self.done()
        return None

    def _reason(self) -> CalcEndedError:
        return CalcEndedError(HUNG.format(seconds=self.seconds) if self._hung else ENDED)

    def _watchdog(self) -> None:
        """End the process when one call takes too long; the caller then gets an exception instead of waiting for ever."""
        while not self._closed and self.alive:
            time.sleep(_TICK)
            begun = list(self._running.values())
            if begun and time.monotonic() - min(begun) > self.seconds:
                self._hung = True
                keeper.end_group(self.pid)
                return

    def holds(self, lock: Path) -> None:
        """Remember a lock file, to be removed with the process if LibreOffice itself does not."""
        assert self._keeper.stdin is not None
        with contextlib.suppress(OSError):
            self._keeper.stdin.write(f"{lock}\n")
            self._keeper.stdin.flush()

    def quit(self) -> None:
        """End the process in the orderly way, by force where it does not."""
        if not self._closed and self.alive and not self._hung:
            with contextlib.suppress(Exception):
                self.desktop.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._keeper.wait(_GOODBYE)
        self.kill()

    def kill(self) -> None:
        """End the process at once; profile and lock files go with it."""
        self._closed = True
        keeper.end_group(self.pid)
        for stream in (self._keeper.stdin, self._keeper.stdout):
            with contextlib.suppress(OSError, AttributeError):
                stream.close()  # type: ignore[union-attr]  # None only if it was never opened
        self._keeper.wait()
        keeper.end_group(self.pid)
        shutil.rmtree(self.profile, ignore_errors=True)


def _start(profile: Path, command: list[str], environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    fonts = write_fonts(profile, environment.get("FONTCONFIG_FILE", _SYSTEM_FONTS))
    kept = {name: value for name, value in environment.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(keeper.__file__), str(profile), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=kept | {"SAL_USE_VCLPLUGIN": "svp", "FONTCONFIG_FILE": str(fonts)},
        cwd=profile,
        start_new_session=True,
    )
