"""``lzxl forms`` on the sample office: real workbooks, real PDFs, read back page by page."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from lzxl.calc import found
from lzxl.forms.bound_register import CONTENTS
from lzxl.forms.paper_books import LIST
from lzxl.office.errors import OfficeError
from lzxl.report import Report
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.print_forms import BOOK, PRINTED, PUBLIC, forms

PERSONS, UNITS = "岗位承诺表", "单位承诺表"
BOOKS = (PERSONS, UNITS, BOOK, PUBLIC)


def squeezed(text: str) -> str:
    """Return a text without blanks, full-width marks as half-width ones."""
    wide = {mark + 0xFEE0: mark for mark in range(0x21, 0x7F)}
    return "".join(text.split()).translate(wide)


@dataclass(frozen=True)
class Printed:
    """What a run left: its report, and each PDF's pages as text without blanks."""

    root: Path
    report: Report
    pages: Mapping[str, list[str]]

    def path(self, name: str) -> Path:
        """Return one of the printed files."""
        return self.root / PRINTED / name


def pages_of(path: Path) -> list[str]:
    """Return the text of each page."""
    told = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    return [squeezed(page) for page in told.split("\f")[:-1]]


def assess(master: Path) -> None:
    """Type the leading group's levels and an opinion into the master, but for every seventh row."""
    book = load_workbook(master)
    for name in ("岗位风险登记册", "单位风险登记册"):
        sheet = book[name]
        at = {cell.value: cell.column for cell in sheet[3]}
        for row in range(4, sheet.max_row + 1):
            if row % 7:
                sheet.cell(row, at["评估等级"], sheet.cell(row, at["建议等级"]).value)
        sheet.cell(5, at["领导小组意见"], "同意自评意见")
        sheet.cell(4, at["甄别结果"], "剔除")
    book.save(master)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The sample office, assessed and printed once."""
    root = tmp_path_factory.mktemp("office") / "样例"
    build_office(root, YEAR, TODAY)
    consolidate(root, year=None, today=TODAY)
    assess(root / "汇总册.xlsx")
    report = forms(root, year=None, today=TODAY)
    pages = {name: pages_of(root / PRINTED / f"{name}.pdf") for name in BOOKS}
    return Printed(root, report, pages)


def master_rows(root: Path, sheet: str) -> list[dict[str, str]]:
    """Return the rows of a sheet of the master by heading."""
    rows = list(
        load_workbook(BytesIO((root / "汇总册.xlsx").read_bytes()), read_only=True)[sheet].iter_rows(
            min_row=3, values_only=True
        )
    )
    return [dict(zip(map(str, rows[0]), ("" if v is None else str(v) for v in row), strict=True)) for row in rows[1:]]


def roster_words(root: Path) -> set[str]:
    """Return all names and person numbers."""
    rows = list(
        load_workbook(BytesIO((root / "名册.xlsx").read_bytes()), read_only=True)["人员"].iter_rows(values_only=True)
    )
    head = next(at for at, row in enumerate(rows) if "人员编号" in row)
    number, name = rows[head].index("人员编号"), rows[head].index("姓名")
    return {str(row[at]) for row in rows[head + 1 :] for at in (number, name) if row[at]}


@cache
def breaks(path: Path) -> int:
    """Return how many pages a workbook has by our own breaks."""
    return sum(len(sheet.row_breaks.brk) + 1 for sheet in load_workbook(path).worksheets)


@pytest.mark.office
def test_every_workbook_is_there_with_its_pdf_and_both_have_the_same_pages(printed: Printed) -> None:
    names = [f"{name}.{kind}" for name in BOOKS for kind in ("xlsx", "pdf")]
    assert [path.name for path in printed.report.written] == names
    for name in BOOKS:
        assert breaks(printed.path(f"{name}.xlsx")) == len(printed.pages[name])


@pytest.mark.office
def test_paper_is_a4_and_every_font_is_in_it(printed: Printed) -> None:
    for name in BOOKS:
        path = printed.path(f"{name}.pdf")
        told = subprocess.run(["pdfinfo", "-l", "999", path], capture_output=True, text=True, check=True).stdout
        sizes = set(re.findall(r"size: +([0-9]+)\.[0-9]+ x ([0-9]+)", told))
        assert sizes <= {("595", "841"), ("841", "595")}
        fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.split("\n")[2:-1]
        assert fonts
        assert all(" yes yes " in line for line in fonts), fonts


@pytest.mark.office
def test_each_person_has_a_page_with_all_that_he_found_and_his_boxes(printed: Printed) -> None:
    rows = master_rows(printed.root, "岗位风险登记册")
    pages = [page for page in printed.pages[PERSONS] if "本人承诺" in page]
    by_person = {person: [row for row in rows if row["人员编号"] == person] for person in {r["人员编号"] for r in rows}}
    assert len(pages) == len(by_person)
    for person, own in by_person.items():
        (page,) = [page for page in pages if f"人员编号{person}" in page]
        for row in own:
            wanted = (row["姓名"], row["单位"], row["职务"], row["风险点"], row["防控措施"], row["责任人"])
            assert [text for text in wanted if squeezed(text) not in page] == []
        assert ("评定意见" in page) == bool(own[0]["评定人"])
        assert f":{own[0]['评定人']}" in page
        assert ("领导小组审核、评估意见" in page) == (own[0]["审核人"] == "领导小组")
        assert own[0]["审核人"] == "领导小组" or f":{own[0]['审核人']}" in page


@pytest.mark.office
def test_each_unit_has_its_form_and_no_box_is_parted(printed: Printed) -> None:
    rows = master_rows(printed.root, "单位风险登记册")
    shown = "".join(printed.pages[UNITS][1:])
    assert [row["风险点"] for row in rows if squeezed(row["风险点"]) not in shown] == []
    for page in printed.pages[UNITS]:
        assert page.count("年月日") == page.count("签字:") + page.count("单位盖章:") + page.count("(盖章)")


@pytest.mark.office
def test_what_the_leading_group_typed_is_on_the_forms(printed: Printed) -> None:
    typed = next(row for row in master_rows(printed.root, "岗位风险登记册") if row["领导小组意见"])
    (page,) = [page for page in printed.pages[PERSONS] if f"人员编号{typed['人员编号']}" in page]
    assert "同意自评意见" in page


@pytest.mark.office
@pytest.mark.parametrize("name", [BOOK, PUBLIC])
def test_the_contents_are_true_in_the_pdf(printed: Printed, name: str) -> None:
    pages = printed.pages[name]
    book = load_workbook(printed.path(f"{name}.xlsx"))
    front = breaks(printed.path(f"{name}.xlsx")) - (len(book.worksheets[-1].row_breaks.brk) + 1)
    entries = [
        (row[1], row[8]) for row in book[CONTENTS].iter_rows(values_only=True) if row[8] and row[8] not in ("页码", "—")
    ]
    assert len(entries) > 20
    for unit, number in entries:
        page = pages[front + int(number) - 1]
        assert f"第{number}页,共{len(pages) - front}页" in page
        assert page.startswith(f"{unit}(") or f"{unit}(" in page[:120]
        assert "(续)" not in page[:120]
    told = "".join(pages[1:front])
    assert all(f"{unit}" in told for unit, _ in entries)


@pytest.mark.office
def test_the_register_has_every_point_that_counts_and_no_other(printed: Printed) -> None:
    body = "".join(printed.pages[BOOK])
    for sheet in ("岗位风险登记册", "单位风险登记册"):
        rows = master_rows(printed.root, sheet)
        assert [r["编号"] for r in rows if (r["编号"] in body) != (r["甄别结果"] in ("", "保留"))] == []
    assert "建议" in body


@pytest.mark.office
def test_nothing_that_is_published_names_anybody(printed: Printed) -> None:
    words = roster_words(printed.root)
    assert len(words) > 250
    with ZipFile(printed.path(f"{PUBLIC}.xlsx")) as archive:
        parts = "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    shown = "\n".join(printed.pages[PUBLIC])
    about = subprocess.run(["pdfinfo", printed.path(f"{PUBLIC}.pdf")], capture_output=True, text=True, check=True)
    assert [word for word in words if word in parts or word in shown or word in about.stdout] == []
    assert "待评估" in shown
    assert "一级(重点)" in shown


@pytest.mark.office
def test_a_second_run_changes_no_byte_and_prints_nothing_anew(printed: Printed) -> None:
    files = sorted((printed.root / PRINTED).iterdir())
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
    assert forms(printed.root, year=None, today=TODAY).sentence == printed.report.sentence
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files} == before


@pytest.mark.office
def test_only_some_go_to_workbooks_of_their_own(printed: Printed) -> None:
    row = master_rows(printed.root, "岗位风险登记册")[-1]
    report = forms(printed.root, year=None, today=TODAY, only=[row["姓名"], PERSONS])
    assert [path.name for path in report.written] == [f"{PERSONS}(选印).xlsx", f"{PERSONS}(选印).pdf"]
    book = load_workbook(report.written[0])
    assert len(book.worksheets) == 2
    assert [cells[2] for cells in book[LIST].iter_rows(values_only=True) if cells[0] == "1"] == [row["姓名"]]


def test_a_word_that_names_nothing_stops_the_run(small_office: Path) -> None:
    with pytest.raises(OfficeError, match=r"没有“谁也不是”.*岗位承诺表"):
        forms(small_office, year=None, today=TODAY, only=["谁也不是"])


def test_without_libreoffice_the_workbooks_are_made_and_an_old_pdf_goes(
    small_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(found, "USUAL", ())
    old = small_office / PRINTED / f"{UNITS}.pdf"
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"of an earlier run")
    report = forms(small_office, year=None, today=TODAY)
    assert "没有装 LibreOffice" in report.sentence
    assert [path.name for path in report.written] == [f"{name}.xlsx" for name in BOOKS]
    assert all(path.is_file() for path in report.written)
    assert not old.exists()


@pytest.fixture(scope="module")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office as it was received."""
    root = tmp_path_factory.mktemp("small") / "样例"
    build_office(root, YEAR, TODAY)
    return root
