"""The counter in a template's head: the stored sentence, and what LibreOffice computes from the formula."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from counter_cases import CASES
from laid_out import block_of
from python_calamine import CalamineWorkbook

from lzxl.calc.profile import write_plain_profile
from lzxl.cells import Formula, WorkbookOut
from lzxl.excel.write import render
from lzxl.forms.cell_rules import EMPTY
from lzxl.forms.form import Form
from lzxl.forms.parse import parse
from lzxl.forms.progress_value import told
from lzxl.forms.template import first_row, template


@pytest.mark.parametrize(("form", "head", "rows", "sentence"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_the_stored_sentence(form: Form, head: dict[str, Any], rows: list[dict[str, Any]], sentence: str) -> None:
    assert told(form, head, rows) == sentence
    cell = template(form, head, rows).sheets[0].cells[first_row(form) - 3, 1]
    assert isinstance(cell, Formula) and cell.value == sentence


@pytest.mark.parametrize(("form", "head", "rows", "sentence"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_the_checks_miss_the_same_cells(
    form: Form, head: dict[str, Any], rows: list[dict[str, Any]], sentence: str
) -> None:
    table, findings = parse(form, block_of(template(form, head, rows).sheets[0]))
    empty = sum(finding.code == EMPTY.code for finding in findings)
    if form.one_of:  # a check of its own asks for these
        empty += sum(
            row.values[form.one_of.field] == form.one_of.word and not any(row.values[f] for f in form.one_of.fields)
            for row in table.rows
        )
    assert empty == sum(map(int, re.findall(r"表内还缺 (\d+) 项", sentence)))
    assert len(table.rows) == sum(map(int, re.findall(r"(?:已填|又有) (\d+) 行", sentence)))


@pytest.mark.office
def test_the_formula_computes_the_same_in_libreoffice(tmp_path: Path) -> None:
    books = [template(form, head, rows) for _, form, head, rows, _ in CASES]
    sheets = [replace(book.sheets[0], name=str(number)) for number, book in enumerate(books)]
    lists = {name: words for book in books for name, words in book.lists.items()}
    (tmp_path / "cases.xlsx").write_bytes(_without_stored_results(render(WorkbookOut(sheets, lists))))
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing: apt-get install libreoffice-calc"
    write_plain_profile(tmp_path / "profile")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), "cases.xlsx"]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    computed = CalamineWorkbook.from_path(str(tmp_path / "cases.ods"))
    for number, (case, form, _, _, sentence) in enumerate(CASES):
        rows = computed.get_sheet_by_name(str(number)).to_python(skip_empty_area=False)
        assert rows[first_row(form) - 4][0] == sentence, case


def _without_stored_results(data: bytes) -> bytes:
    """Return the workbook without the stored results of its formulas: what is read afterwards has been computed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(name)))
    return stream.getvalue()
