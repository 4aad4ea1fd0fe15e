"""Type into workbooks with LibreOffice and save them: run by the Python that has LibreOffice's ``uno``, not by pytest.

``python3 type_in.py JOB``: a JSON file ``{"soffice", "profile", "workbooks": [{"source", "sheet", "cells", "saved"}]}``.
``cells`` are ``[row, column, text]`` from 1, typed in order; ``saved`` gives the filter of LibreOffice by the file to save.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from plain_office import desktop, properties


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with desktop(job["soffice"], job["profile"]) as office:
        for workbook in job["workbooks"]:
            fill_in(office, **workbook)


def fill_in(office, source, sheet, cells, saved) -> None:
    """Open a workbook, type into a sheet, save it under each name."""
    document = office.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, properties(Hidden=True))
    table = document.Sheets.getByName(sheet)
    for row, column, text in cells:
        table.getCellByPosition(column - 1, row - 1).FormulaLocal = text  # as from the keyboard
    for path, kind in saved.items():
        document.storeToURL(Path(path).as_uri(), properties(FilterName=kind))
    document.close(True)


if __name__ == "__main__":
    main()
