"""A table filled in with LibreOffice or openpyxl, and the same table made by other hands, read alike."""

import json
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mutants import MUTANTS, Cells
from openpyxl import load_workbook
from real_office import MadeOffice, lzxl, program

from lzxl.calc.profile import write_plain_profile
from lzxl.cells import Formula, Value
from lzxl.checks.book import check_book
from lzxl.excel.workbook import read_workbook
from lzxl.findings import Severity
from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.template import first_row, template
from lzxl.forms.template_head import head_cells
from lzxl.forms.unit import UNIT_TABLE
from lzxl.law.figures import default_figures
from lzxl.model import Submission
from lzxl.paper.pdf import find_soffice
from lzxl.sample import TODAY, YEAR
from lzxl.sample.ledgers import ledger_rows
from lzxl.sample.tables import Row, head, position_rows, unit_rows
from lzxl.sample.units import SAMPLE_UNITS

pytestmark = pytest.mark.office

UNIT = SAMPLE_UNITS["U10"]
SAVED = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
FORMS = (POSITION, UNIT_TABLE, LEDGER)


class Filling(NamedTuple):
    """What a clerk types into a table."""

    head: dict[str, Value]
    rows: list[Row]


FILLINGS: Mapping[str, Filling] = {
    POSITION.name: Filling(head(UNIT, YEAR), position_rows(UNIT, YEAR)),
    UNIT_TABLE.name: Filling(head(UNIT, YEAR), unit_rows(UNIT, YEAR)),
    LEDGER.name: Filling({**head(UNIT, YEAR), "zero_report": "否"}, ledger_rows(UNIT.id, YEAR)),
}


def typed(form: Form) -> dict[tuple[int, int], Value]:
    """Return what is typed into the blank template, by row and column."""
    filling, places = FILLINGS[form.name], head_cells(form)
    cells: dict[tuple[int, int], Any] = {places[field]: filling.head[field] for field in places}
    for at, row in enumerate(filling.rows, first_row(form)):
        for column, declared in enumerate(form.columns, 1):
            if (value := row.get(declared.field)) not in (None, ""):
                cells[at, column] = "、".join(value) if isinstance(value, tuple) else value
    return cells


# ---- the hands that fill it in


@pytest.fixture(scope="module")
def by_libreoffice(made: MadeOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each format, with the blank templates filled in and saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("typed")
    blank = {form.name: made.workbooks()[f"空表/{form.file_name}"] for form in FORMS}
    workbooks = [
        {
            "source": str(blank[form.name]),
            "sheet": form.sheet,
            "cells": [[row, column, str(value)] for (row, column), value in typed(form).items()],
            "saved": {str(folder / kind / f"{form.name}.{kind}"): name for kind, name in SAVED.items()},
        }
        for form in FORMS
    ]
    for kind in SAVED:
        (folder / kind).mkdir()
    soffice = find_soffice() or program("soffice", "libreoffice-calc-nogui")
    write_plain_profile(folder / "profile")
    job = {"soffice": soffice, "profile": str(folder / "profile"), "workbooks": workbooks}
    (folder / "job.json").write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
    python = program("python3", "python3-uno", "/usr/bin")  # uno belongs to the system's own Python
    command = [python, str(Path(__file__).with_name("type_in.py")), str(folder / "job.json")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})
    assert ran.returncode == 0, f"需要 python3-uno (apt-get install python3-uno): {ran.stderr}"
    return folder


@pytest.fixture(scope="module")
def by_openpyxl(made: MadeOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the blank templates filled in and saved by openpyxl."""
    folder = tmp_path_factory.mktemp("openpyxl")
    for form in FORMS:
        book = load_workbook(made.workbooks()[f"空表/{form.file_name}"])
        for (row, column), value in typed(form).items():
            book[form.sheet].cell(row, column, value)
        book.save(folder / f"{form.name}.xlsx")
    return folder


def by_other_hands(form: Form, make: Callable[[Cells, int], bytes]) -> bytes:
    """Return the table as one of the mutants has it."""
    filling = FILLINGS[form.name]
    cells = template(form, filling.head, filling.rows).sheets[0].cells
    plain = {place: value for place, value in cells.items() if value is not None and not isinstance(value, Formula)}
    return make(plain, first_row(form) - 1)


# ---- what is read of it


def read(data: bytes, file: str) -> Submission:
    """Return what lzxl reads, without a roster: as ``lzxl check FILE``."""
    book, findings = read_workbook(data, file)
    assert book, findings
    received = datetime.combine(TODAY, datetime.min.time())
    found = check_book(book, sha256="", received=received, roster=None, figures=default_figures(), year=YEAR)
    assert found, file
    return found


def assert_as_typed(submission: Submission, form: Form) -> None:
    """Check that no error was found and that each record has what was typed, field by field."""
    filling = FILLINGS[form.name]
    assert [str(finding) for finding in submission.findings if finding.severity is Severity.ERROR] == []
    assert (submission.table, submission.unit, submission.year) == (form.name, UNIT.id, YEAR)
    assert submission.filled == filling.head["filled"]
    records = submission.entries if form is LEDGER else submission.points
    assert len(records) == len(filling.rows)
    for record, row in zip(records, filling.rows, strict=True):
        assert {field: getattr(record, field) for field in _shared(record, row)} == {
            field: _as_read(field, row[field]) for field in _shared(record, row)
        }


def _shared(record: Any, row: Row) -> list[str]:
    fields = [field for field, value in row.items() if hasattr(record, field) and value not in (None, "")]
    assert len(fields) >= 7, fields
    return fields


def _as_read(field: str, value: Any) -> Any:
    return Decimal(str(value)) if field == "points" else value


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
@pytest.mark.parametrize("kind", SAVED)
def test_a_table_filled_in_with_libreoffice(by_libreoffice: Path, kind: str, form: Form) -> None:
    path = by_libreoffice / kind / f"{form.name}.{kind}"
    assert_as_typed(read(path.read_bytes(), path.name), form)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_table_filled_in_with_openpyxl(by_openpyxl: Path, form: Form) -> None:
    path = by_openpyxl / f"{form.name}.xlsx"
    assert_as_typed(read(path.read_bytes(), path.name), form)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_same_table_made_by_other_hands(mutant: str, form: Form) -> None:
    data = by_other_hands(form, MUTANTS[mutant])
    assert load_workbook(BytesIO(data)), mutant
    assert_as_typed(read(data, f"{mutant}.xlsx"), form)


@pytest.mark.parametrize("hand", [*SAVED, "openpyxl"])
def test_the_office_takes_them_without_an_error(
    made: MadeOffice, by_libreoffice: Path, by_openpyxl: Path, hand: str
) -> None:
    folder = by_openpyxl if hand == "openpyxl" else by_libreoffice / hand
    today = date(YEAR, 11, 20).isoformat()
    told = json.loads(lzxl("check", folder, "--office", made.office, "--today", today, "--json"))
    assert [one for one in told["findings"] if one["level"] == "错误"] == []
    assert len(told["files"]) == len(FORMS)
