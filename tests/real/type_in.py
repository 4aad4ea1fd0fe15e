"""Type into workbooks with LibreOffice and save them: run by the Python that has LibreOffice's ``uno``, not by pytest.

``python3 type_in.py JOB``: a JSON file ``{"soffice", "profile", "workbooks": [{"source", "sheet", "cells", "saved"}]}``.
``cells`` are ``[row, column, text]`` from 1, typed in order; ``saved`` gives the filter of LibreOffice by the file to save.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = "lzxl-tests-real"


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    command = [job["soffice"], f"-env:UserInstallation={Path(job['profile']).as_uri()}", "--headless", "--norestore"]
    office = subprocess.Popen([*command, "--nodefault", f"--accept=pipe,name={PIPE};urp;"])
    try:
        desktop = connected()
        for workbook in job["workbooks"]:
            fill_in(desktop, **workbook)
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


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


def fill_in(desktop, source, sheet, cells, saved) -> None:
    """Open a workbook, type into a sheet, save it under each name."""
    document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, properties(Hidden=True))
    table = document.Sheets.getByName(sheet)
    for row, column, text in cells:
        table.getCellByPosition(column - 1, row - 1).FormulaLocal = text  # as from the keyboard
    for path, kind in saved.items():
        document.storeToURL(Path(path).as_uri(), properties(FilterName=kind))
    document.close(True)


def properties(**values):
    """Return arguments as LibreOffice takes them."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


if __name__ == "__main__":
    main()
