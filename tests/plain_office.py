"""A LibreOffice as it comes, for the scripts of the tests that the Python with LibreOffice's ``uno`` runs, not pytest."""

import contextlib
import os
import signal
import subprocess
import threading
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_LONGEST = 300  # seconds


@contextlib.contextmanager
def desktop(soffice, profile):
    """Start LibreOffice with a profile folder and give its desktop; everything of it has ended afterwards."""
    pipe = f"lzxl-tests-{uuid.uuid4().hex}"  # the tests may run twice on one computer
    options = ("--headless", "--invisible", "--norestore", "--nodefault", "--nologo", "--nofirststartwizard")
    command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", *options, f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(command, start_new_session=True)
    late = threading.Timer(_LONGEST, _end, (office,))  # frees the caller, whose call then fails
    late.start()
    try:
        found = _connected(pipe)
        yield found
        found.terminate()
        office.wait(30)
    finally:
        late.cancel()
        _end(office)


def _end(office):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(office.pid, signal.SIGKILL)  # what was started is a script, the program its child


def _connected(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    raise SystemExit("LibreOffice does not answer")


def properties(**values):
    """Return arguments as LibreOffice takes them."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())
