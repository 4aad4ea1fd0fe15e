"""Real workbooks down the line: written, saved by another program, read in the child process, checked."""

import io
from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pytest
from made_books import ENTRY, FIGURES, HEAD, POINT, ROSTER, SECOND

from lzxl.checks.book import check_book
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE

ROWS = {
    POSITION: [POINT, SECOND],
    UNIT_TABLE: [POINT, SECOND],
    LEDGER: [ENTRY, ENTRY | {"serial": 2, "reason": "迟到"}],
}
FORMS = pytest.mark.parametrize("form", list(ROWS), ids=lambda form: form.name)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as started:
        yield started


def written(form: Form, rows=None, head=HEAD) -> bytes:
    known = {name: value for name, value in head.items() if name in form.by_field}
    return render(template(form, known, ROWS[form] if rows is None else rows))


def saved_again(data: bytes, change=None) -> bytes:
    """Open the workbook with openpyxl, as another program would, change something, save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    if change:
        change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def submit(reader: Reader, data: bytes):
    book, _ = reader.read(data, "收件/表.xlsx")
    assert book is not None
    found = check_book(book, sha256="", received=datetime(2026, 9, 2), roster=ROSTER, figures=FIGURES, year=2026)
    assert found is not None
    return found


@FORMS
def test_a_filled_template_comes_back_without_a_finding(form, reader):
    for data in (written(form), saved_again(written(form))):
        found = submit(reader, data)
        assert found.findings == ()
        assert (found.table, found.unit, found.year, len(found.points) + len(found.entries)) == (
            form.name,
            "U08",
            2026,
            2,
        )


@FORMS
def test_a_blank_template_sent_back_says_what_it_lacks(form, reader):
    found = submit(reader, written(form, [], {}))
    assert {finding.code for finding in found.findings} <= {"C101", "T150", "X134"}
    assert "T150" in {finding.code for finding in found.findings}


def renamed(book):
    book["岗位承诺表"].title = "Sheet1"


def sheet_moved(book):
    book.create_sheet("通讯录", 0)["A1"] = "姓名"


def rows_and_columns_inserted(book):
    sheet = book["岗位承诺表"]
    for area in list(sheet.merged_cells.ranges):  # Excel moves merged areas along, openpyxl leaves them behind
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1, 2)
    sheet.insert_cols(3)


def without_identity(book):
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    del book["_lzxl"]


CHANGES = [(renamed, ["T104"]), (sheet_moved, []), (rows_and_columns_inserted, []), (without_identity, [])]


@pytest.mark.parametrize(("change", "codes"), CHANGES, ids=lambda value: getattr(value, "__name__", ""))
def test_what_people_do_to_a_sheet_changes_no_row(change, codes, reader):
    plain = submit(reader, written(POSITION))
    found = submit(reader, saved_again(written(POSITION), change))
    assert (found.points, [finding.code for finding in found.findings]) == (plain.points, codes)
    assert found.filled == plain.filled


def test_a_lost_head_is_repaired_from_the_hidden_identity(reader):
    def empty_head(book):
        for row in book["岗位承诺表"].iter_rows(max_row=6):
            for cell in row:
                if cell.value in ("单位", "单位编号", "年度"):
                    book["岗位承诺表"].cell(cell.row, cell.column + 1).value = None

    found = submit(reader, saved_again(written(POSITION), empty_head))
    assert (found.unit, found.year) == ("U08", 2026)
    assert [finding.code for finding in found.findings] == ["X107", "X130"]


def test_a_formula_that_nobody_calculated_is_an_error_not_a_zero(reader):
    def formula(book):
        sheet = book["扣分台账"]
        cell = next(c for row in sheet.iter_rows() for c in row if c.value == 1.5)
        cell.value = "=1+0.5"

    found = submit(reader, saved_again(written(LEDGER), formula))
    assert [finding.code for finding in found.findings] == ["C107"]
    assert [entry.serial for entry in found.entries] == [2]
