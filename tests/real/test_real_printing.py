"""LibreOffice opens, recalculates and prints what lzxl hands out: nothing is lost on paper, nothing parted sideways."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from real_office import MadeOffice, pages_of, program, squeezed, without_results

from lzxl.paper.pdf import to_pdf

pytestmark = pytest.mark.office

TABLE_PAGES = {"岗位": 3, "科室": 3, "单位": 3, "廉政": 4, "扣分": 4}  # of a template: the table, then 填表说明
_NUMBERED = re.compile(r"第(\d+)页,共(\d+)页")


@dataclass(frozen=True)
class Paper:
    """A workbook beside what LibreOffice printed of it."""

    workbook: Path
    pdf: Path
    pages: list[str]

    def sheets(self) -> list[Worksheet]:
        """Return the sheets that are printed, with the results that we stored."""
        book = load_workbook(self.workbook, data_only=True)
        return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


@pytest.fixture(scope="module")
def printed(made: MadeOffice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """All kinds of workbooks on paper."""
    chosen = made.of_each_kind()
    done = {name: path.with_suffix(".pdf") for name, path in chosen.items() if name.startswith("打印/")}
    todo = {name: path for name, path in chosen.items() if name not in done}
    folder = tmp_path_factory.mktemp("paper")
    made_now = to_pdf({name: without_results(path.read_bytes()) for name, path in todo.items()})
    for number, (name, data) in enumerate(made_now.items()):
        done[name] = folder / f"{number}.pdf"
        done[name].write_bytes(data)
    return {name: Paper(path, done[name], pages_of(done[name])) for name, path in chosen.items()}


def test_every_text_of_a_printed_sheet_is_on_paper(printed: dict[str, Paper]) -> None:
    """Also the sentences that formulas make: their stored results were taken away before LibreOffice saw the file."""
    lost = {}
    for name, paper in printed.items():
        shown = "".join(paper.pages)
        texts = [text for sheet in paper.sheets() for text in _texts(sheet)]
        assert texts, name
        lost[name] = [text for text in texts if squeezed(text) not in shown]
    assert {name: texts for name, texts in lost.items() if texts} == {}


def _texts(sheet: Worksheet) -> list[str]:
    """Return the texts within the print area, but for those that show as far as they fit (文件指纹)."""
    area = str(sheet.print_area).split("!")[-1].replace("$", "") or sheet.dimensions
    left, top, right, bottom = range_boundaries(area)
    cells = (cell for row in sheet.iter_rows(top, bottom, left, right) for cell in row)
    return [cell.value for cell in cells if isinstance(cell.value, str) and cell.alignment.horizontal != "fill"]


def test_all_paper_is_a4(printed: dict[str, Paper]) -> None:
    pdfinfo = program("pdfinfo", "poppler-utils")
    for name, paper in printed.items():
        told = subprocess.run([pdfinfo, "-l", "999", paper.pdf], capture_output=True, text=True, check=True).stdout
        sizes = re.findall(r"size: +(\d+)[.\d]* x (\d+)", told)
        assert len(sizes) == len(paper.pages), name
        assert set(sizes) <= {("595", "841"), ("841", "595")}, name


def test_pages_are_numbered_through(printed: dict[str, Paper]) -> None:
    for name, paper in printed.items():
        if not name.startswith("打印/"):  # forms of one page each, and a book with its own count: tests/workflow
            numbers = [_NUMBERED.search(page) for page in paper.pages]
            told = [(int(found[1]), int(found[2])) for found in numbers if found]
            assert told == [(page, len(paper.pages)) for page in range(1, len(paper.pages) + 1)], name


def test_tables_have_the_pages_that_they_should(printed: dict[str, Paper]) -> None:
    for name, paper in printed.items():
        kind, *_, file = name.split("/")
        if kind in ("空表", "下发", "标注"):
            table = next(pages for word, pages in TABLE_PAGES.items() if word in file.split("_")[-1])
            assert len(paper.pages) == table + (kind == "标注"), name


def test_a_marked_copy_begins_with_what_is_wrong(printed: dict[str, Paper]) -> None:
    marked = {name: paper for name, paper in printed.items() if name.startswith("标注/")}
    assert marked
    for name, paper in marked.items():
        first = paper.sheets()[0]
        assert first.title == "问题清单"
        findings = [row[2] for row in first.iter_rows(min_row=4, values_only=True)]
        assert findings and all(squeezed(str(text)) in paper.pages[0] for text in findings), name


def test_each_page_of_the_master_has_all_headings_of_its_sheet(printed: dict[str, Paper]) -> None:
    paper = printed["工作目录/汇总册.xlsx"]
    overview, *sheets = paper.sheets()
    headings = {sheet.title: [squeezed(text) for text in _heading_row(sheet)] for sheet in sheets}
    shown = [{sheet for sheet, row in headings.items() if all(text in page for text in row)} for page in paper.pages]
    assert shown[0] == set(), overview.title
    assert all(shown[1:])
    assert set.union(*shown) == set(headings)


def _heading_row(sheet: Worksheet) -> list[str]:
    """Return the printed headings: the texts of the rows that are repeated on each page."""
    rows = re.search(r"\$(\d+):\$(\d+)", str(sheet.print_title_rows or ""))
    assert rows, sheet.title
    _, _, right, _ = range_boundaries(str(sheet.print_area).split("!")[-1].replace("$", ""))
    texts = sheet.iter_rows(int(rows[1]), int(rows[2]), 1, right, values_only=True)
    return [str(value) for row in texts for value in row if value]
