"""Click buttons in LibreOffice: run by the Python that has LibreOffice's ``uno``, not by pytest.

``python3 run_in_office.py JOB``: a JSON file ``{"soffice", "profile", "addin", "clicks": {name: {"workbook", "arguments"}}}``;
prints ``{name: what the macro returned}``.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from plain_office import desktop, properties

FILTER = "Calc MS Excel 2007 VBA XML"  # LibreOffice knows the ending .xlam only when told
CLICK = "vnd.sun.star.script:VBAProject.LzxlTest.Click?language=Basic&location=document"


def main():
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with desktop(job["soffice"], job["profile"]) as office:
        addin = office.loadComponentFromURL(
            Path(job["addin"]).as_uri(), "_blank", 0, properties(FilterName=FILTER, MacroExecutionMode=4, Hidden=True)
        )
        click = addin.getScriptProvider().getScript(CLICK)
        print(json.dumps({name: clicked(office, addin, click, **one) for name, one in job["clicks"].items()}))


def clicked(office, addin, click, workbook, arguments):
    """Open a workbook (None: the add-in alone is in front), click, close it."""
    document = addin
    if workbook is not None:
        document = office.loadComponentFromURL(Path(workbook).as_uri(), "_blank", 0, properties(MacroExecutionMode=0))
    document.CurrentController.Frame.activate()
    try:
        return click.invoke(tuple(arguments), (), ())[0]
    finally:
        if workbook is not None:
            document.close(True)


if __name__ == "__main__":
    main()
