"""``lzxl status`` on the sample office: the page in a real browser, the report, the workbook and the screen say the same."""

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from browser import chromium, dom, picture
from docx import Document
from lettered import Lettered
from real_office import pages_of

from lzxl.sample import TODAY
from lzxl.workflow.status import status

pytestmark = [pytest.mark.slow, pytest.mark.office, pytest.mark.browser]


def path(shown: Lettered, name: str) -> Path:
    """Return one of the files that ``status`` has made."""
    return shown.root / "往来" / "进度" / name


@pytest.fixture(scope="module")
def counts(lettered: Lettered) -> dict[str, int]:
    """The numbers counted anew from the master."""
    book = openpyxl.load_workbook(lettered.root / "汇总册.xlsx", read_only=True)

    def rows(sheet: str) -> list[dict[str, object]]:
        headings, *found = list(book[sheet].iter_rows(min_row=3, values_only=True))
        return [dict(zip(map(str, headings), row, strict=True)) for row in found]

    sent = rows("报送情况")
    late = {r["单位编号"] for r in sent if r["已填"] < r["应填"] and r["截止日期"].date() < TODAY}  # type: ignore
    return {
        "due": sum(int(str(r["应填"])) for r in sent),
        "filled": sum(int(str(r["已填"])) for r in sent),
        "late": len(late),
        "points": len(rows("岗位风险登记册")) + len(rows("单位风险登记册")),
        "warned": len(rows("预警名单")),
    }


@pytest.fixture(scope="module")
def page(lettered: Lettered, tmp_path_factory: pytest.TempPathFactory) -> str:
    return dom(path(lettered, "进度.html"), tmp_path_factory.mktemp("profile"))


def tile(page: str, name: str) -> str:
    found = re.search(rf'<b id="{name}">([^<]*)</b>', page)
    assert found
    return found[1]


def test_the_browser_shows_the_counts_of_the_master(page: str, counts: dict[str, int]) -> None:
    assert tile(page, "coverage") == f"{round(100 * counts['filled'] / counts['due'])}%"
    names = ("late", "points", "warned")
    assert [tile(page, name) for name in names] == [str(counts[name]) for name in names]
    assert f"{counts['filled']}/{counts['due']}" in page


def test_charts_are_drawn_as_long_as_the_shares(page: str) -> None:
    drawn = [float(width) for width in re.findall(r'<rect class="bar"[^>]* width="([\d.]+)"', page)]
    said = [(int(a), int(b)) for a, b in re.findall(r'<text class="value"[^>]*>(\d+)/(\d+)  ', page)]
    assert len(drawn) == len(said) == 3
    assert drawn == pytest.approx([330 * a / b for a, b in said], abs=0.06)


def test_the_page_asks_for_nothing_from_outside_and_runs_nothing(lettered: Lettered) -> None:
    source = path(lettered, "进度.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in source
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|https?://|\son\w+=", source)


@pytest.mark.parametrize("width", [1240, 700])
def test_it_is_not_blank_and_nothing_is_cut_off_to_the_right(lettered: Lettered, width: int, tmp_path: Path) -> None:
    drawn = picture(path(lettered, "进度.html"), tmp_path / "profile", tmp_path / "page.png", width, 1600)
    measured = tmp_path / "measured.html"
    source = path(lettered, "进度.html").read_text(encoding="utf-8")
    measuring = "<script>document.title=document.documentElement.scrollWidth+'/'+innerWidth+'/'+Math.max(...[...document.querySelectorAll('svg text')].map(t=>t.getBoundingClientRect().right-t.closest('section').getBoundingClientRect().right))</script></body>"
    measured.write_text(
        re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", source).replace("</body>", measuring),
        encoding="utf-8",
    )
    seen = dom(measured, tmp_path / "profile2", f"--window-size={width},1600")
    title = re.search(r"<title>(\d+)/(\d+)/(-?[\d.]+)</title>", seen)
    assert title, seen[:500]
    assert int(title[1]) <= int(title[2])
    assert float(title[3]) < 0  # no word of a chart reaches out of its box
    data = drawn.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 60_000  # a blank page of that size has some 6,000 bytes


def test_printed_it_is_two_sheets_of_a4_side_by_side_as_on_the_screen(lettered: Lettered, tmp_path: Path) -> None:
    printed = tmp_path / "page.pdf"
    chromium(path(lettered, "进度.html"), tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    first, second = pages_of(printed)
    assert "各类单位报送" in first and "风险等级" in first
    assert "请领导小组研究的事项" in second
    info = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in info


def test_report_workbook_and_screen_say_the_same(lettered: Lettered, counts: dict[str, int]) -> None:
    report = Document(BytesIO(path(lettered, "情况汇报.docx").read_bytes()))
    said = "".join(paragraph.text for paragraph in report.paragraphs)
    assert f"应报材料{counts['due']}份\uff0c已报{counts['filled']}份" in said
    assert f"仍有{counts['late']}个单位已过截止日期而没有报齐" in said
    assert f"登记在册的风险点{counts['points']}个" in said
    sheet = openpyxl.load_workbook(path(lettered, "进度.xlsx"))["进度"]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert sum(row[1] for row in rows if row and row[0] in ("岗位承诺表", "单位承诺表", "职权流程图")) == counts["due"]
    assert len(sheet._charts) == 1
    assert lettered.report.lines[0].startswith(f"报送:应报 {counts['due']} 份,已报 {counts['filled']} 份,")


def test_the_page_stands_the_same_after_another_run(lettered: Lettered) -> None:
    before = {one.name: one.read_bytes() for one in path(lettered, "").iterdir()}
    again = status(lettered.root, year=None, today=TODAY)
    assert {one.name: one.read_bytes() for one in path(lettered, "").iterdir()} == before
    assert {"files", "findings", "counts"} <= json.loads(json.dumps(again.document())).keys()
