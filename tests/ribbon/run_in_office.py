"""Click buttons in LibreOffice: run by the Python that has LibreOffice's ``uno``, not by pytest.

``python3 run_in_office.py JOB``: a JSON file ``{"soffice", "profile", "addin", "clicks": {name: {"workbook", "arguments"}}}``;
prints ``{name: what the macro returned}``.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = "lzxl-tests-ribbon"
FILTER = "Calc MS Excel 2007 VBA XML"  # LibreOffice knows the ending .xlam only when told
CLICK = "vnd.sun.star.script:VBAProject.LzxlTest.Click?language=Basic&location=document"


def main():
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    command = [
        job["soffice"],
        f"-env:UserInstallation={Path(job['profile']).as_uri()}",
        "--headless",
        "--invisible",
        "--norestore",
    ]
    office = subprocess.Popen(
        [*command, "--nodefault", "--nologo", "--nofirststartwizard", f"--accept=pipe,name={PIPE};urp;"]
    )
    try:
        desktop = connected()
        addin = desktop.loadComponentFromURL(
            Path(job["addin"]).as_uri(), "_blank", 0, properties(FilterName=FILTER, MacroExecutionMode=4, Hidden=True)
        )
        click = addin.getScriptProvider().getScript(CLICK)
        print(json.dumps({name: clicked(desktop, addin, click, **one) for name, one in job["clicks"].items()}))
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


def clicked(desktop, addin, click, workbook, arguments):
    """Open a workbook (None: the add-in alone is in front), click, close it."""
    document = addin
    if workbook is not None:
        document = desktop.loadComponentFromURL(Path(workbook).as_uri(), "_blank", 0, properties(MacroExecutionMode=0))
    document.CurrentController.Frame.activate()
    try:
        return click.invoke(tuple(arguments), (), ())[0]
    finally:
        if workbook is not None:
            document.close(True)


def connected():
    """Return LibreOffice's desktop, as soon as it answers."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    raise SystemExit("LibreOffice does not answer")


def properties(**values):
    """Return arguments as LibreOffice takes them."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


if __name__ == "__main__":
    main()
