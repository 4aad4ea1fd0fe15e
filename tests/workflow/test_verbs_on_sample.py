"""assess, writeback, deduct and print on the sample office: what the master says is what comes back, is pinned up, is told."""

import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from made_office import snapshot
from openpyxl import load_workbook

from lzxl.checks.new_entry import NewEntry
from lzxl.paper import pdf
from lzxl.report import Report
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.workflow.assess import assess
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.deduct import deduct
from lzxl.workflow.print_warning import BY_UNIT, WHOLE, print_warning
from lzxl.workflow.writeback import writeback

REGISTERS = ("岗位风险登记册", "单位风险登记册")
GRADES = {"A": "红", "B": "黄", "C": "蓝", "D": "绿"}
WIDE = {mark + 0xFEE0: mark for mark in range(0x21, 0x7F)}
MARKS = {"A": "●●●●", "B": "●●●○", "C": "●●○○", "D": "●○○○"}


@dataclass(frozen=True)
class Sample:
    """The sample office after the verbs, and what they reported."""

    root: Path
    assessed: Report
    written: Report
    printed: Report
    by_unit: Report


def decide(master: Path) -> None:
    """Type levels, opinions and a screening into both registers, but for every fifth row."""
    book = load_workbook(master)
    for name in REGISTERS:
        sheet = book[name]
        at = {cell.value: cell.column for cell in sheet[3]}
        for row in range(4, sheet.max_row + 1):
            if row % 5:
                sheet.cell(row, at["评估等级"], "一级" if row % 3 else "二级")
                sheet.cell(row, at["领导小组意见"], f"意见{row}")
        sheet.cell(7, at["甄别结果"], "合并")
    book.save(master)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    root = tmp_path_factory.mktemp("verbs") / "样例"
    build_office(root, YEAR, TODAY)
    consolidate(root, year=None, today=TODAY)
    decide(root / "汇总册.xlsx")
    day = {"year": None, "today": TODAY}
    return Sample(
        root,
        assess(root, **day),
        writeback(root, **day),
        print_warning(root, **day),
        print_warning(root, by_unit=True, **day),
    )


def records(path: Path, sheet: str) -> list[dict[str, str]]:
    """Return the rows below a heading row by heading, as text."""
    rows = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[0] in ("序号", "序\n号", "编号", "年度") and row[1])
    shown = [["" if cell is None else str(cell) for cell in row] for row in rows[top:]]
    return [dict(zip(shown[0], row, strict=False)) for row in shown[1:] if any(row)]


def master(sample: Sample, sheet: str) -> list[dict[str, str]]:
    return records(sample.root / "汇总册.xlsx", sheet)


@cache
def pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF without blanks, full-width marks as half-width ones."""
    told = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    return ["".join(page.split()).translate(WIDE) for page in told.split("\f")[:-1]]


# ---------------------------------------------------------------- assess, writeback


def test_the_sentence_counts_what_the_master_shows(sample: Sample) -> None:
    rows = [row for sheet in REGISTERS for row in master(sample, sheet)]
    kept = [row for row in rows if row["甄别结果"] in ("", "保留")]
    done = [row for row in kept if row["评估等级"]]
    other = sum(row["评估等级"] != row["建议等级"] for row in done)
    assert other
    assert sample.assessed.sentence == (
        f"2026 年度风险点 {len(rows)} 个:已评估 {len(done)} 个(其中 {other} 个与建议等级不同);"
        f"合并、剔除 {len(rows) - len(kept)} 个;还没有评估 {len(kept) - len(done)} 个,暂按建议等级办理。"
    )


def test_every_current_row_comes_back_once_with_what_the_master_says(sample: Sample) -> None:
    def told(row: Mapping[str, str]) -> str:
        return f"经甄别{row['甄别结果']}。{row['领导小组意见']}" if row["甄别结果"] else row["领导小组意见"]

    wanted = Counter(
        (row["单位"], row["风险点"], row["防控措施"], row["评估等级"], told(row))
        for sheet in REGISTERS
        for row in master(sample, sheet)
    )
    found: Counter[tuple[str, ...]] = Counter()
    for path in (sample.root / "下发" / "写回").rglob("*.xlsx"):
        unit = path.parent.name.partition(" ")[2]
        sheet = load_workbook(path, read_only=True).sheetnames[0]
        found.update(
            (unit, row["风险点"], row["防控措施"], row["评估等级"], row["领导小组意见"]) for row in records(path, sheet)
        )
    assert found == wanted
    assert "22 个单位" in sample.written.sentence


def test_all_copies_sent_in_again_change_no_row(sample: Sample, tmp_path: Path) -> None:
    root = tmp_path / "again"
    subprocess.run(["cp", "-a", sample.root, root], check=True)
    apart = {"来源": "", "提示": ""}  # where it stands now, and what the last resubmission changed
    before = {sheet: [row | apart for row in master(sample, sheet)] for sheet in REGISTERS}
    errors = sum(f.severity == "错误" for f in sample.written.findings)
    subprocess.run(["cp", "-r", root / "下发" / "写回", root / "收件" / "写回"], check=True)
    report = consolidate(root, year=None, today=TODAY)
    after = {sheet: [row | apart for row in records(root / "汇总册.xlsx", sheet)] for sheet in REGISTERS}
    assert after == before
    assert sum(f.severity == "错误" for f in report.findings) == errors


# ---------------------------------------------------------------- print


@pytest.mark.office
def test_the_sheet_has_every_account_of_the_warning_list_three_ways(sample: Sample) -> None:
    rows = master(sample, "预警名单")
    assert len(rows) == 11
    found = records(sample.root / "打印" / f"{WHOLE}.xlsx", "廉政风险预警表")[: len(rows)]
    for row, shown in zip(rows, found, strict=True):
        letter, cells = row["预警等级"], [cell.translate(WIDE) for cell in shown.values()]
        assert cells[1] == f"{letter}级"
        assert shown["姓名"].translate(WIDE) == (f"{row['姓名']}\n{row['人员编号']}" if row["姓名"] else "(单位)")
        assert (shown["单位"], shown["剩余分"]) == (row["单位"], row["剩余分"])
        assert shown["累计\n扣分"].split("\n")[0] == row["累计扣分"]
        assert re.findall(r"K\d{4}-U\d\d-\d{3}", shown["计入的登记"]) == re.findall(r"K\d{4}-U\d\d-\d{3}", row["说明"])
        assert shown["处置预案"].translate(WIDE) == row["处置预案"]
    text = pages(sample.root / "打印" / f"{WHOLE}.pdf")
    whole, counts = "".join(text), Counter(row["预警等级"] for row in rows)
    assert [row for row in rows if row["姓名"] not in whole or row["单位"] not in whole] == []
    assert all(f"{letter}级({GRADES[letter]}色){MARKS[letter]}{counts[letter]}个" in whole for letter in GRADES)
    assert all(whole.count(f"{GRADES[letter]}色{MARKS[letter]}") == counts[letter] for letter in GRADES)
    for number, page in enumerate(text, 1):
        title = ("廉政风险预警表", "示例县供销合作社联合社", "过错预警(事后)9分起", f"第{number}页,共{len(text)}页")
        assert [part for part in title if part not in page] == []


@pytest.mark.office
def test_nothing_of_what_was_done_is_pinned_up(sample: Sample) -> None:
    shown = "".join(pages(sample.root / "打印" / f"{WHOLE}.pdf") + pages(sample.root / "打印" / f"{BY_UNIT}.pdf"))
    ledger = master(sample, "扣分台账")
    assert [row["事由"] for row in ledger if "".join(row["事由"].split()) in shown] == []
    assert [row["职务"] for row in master(sample, REGISTERS[0]) if len(row["职务"]) > 3 and row["职务"] in shown] == []


@pytest.mark.office
def test_each_unit_has_its_page_with_nobody_elses_people(sample: Sample) -> None:
    text = pages(sample.root / "打印" / f"{BY_UNIT}.pdf")
    rows = master(sample, "预警名单")
    units = {row["单位"] for row in rows}
    assert len(text) == len(units)
    for page in text:
        (unit,) = [unit for unit in units if unit in page]
        names = {row["姓名"] for row in rows if row["姓名"] and row["姓名"] in page}
        assert names == {row["姓名"] for row in rows if row["单位"] == unit and row["姓名"]}
        assert "第1页,共1页" in page


@pytest.mark.office
def test_paper_is_a4_across_and_the_workbook_breaks_where_the_pdf_does(sample: Sample) -> None:
    for name in (WHOLE, BY_UNIT):
        path = sample.root / "打印" / f"{name}.pdf"
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        assert re.search(r"Page size: +841\.\d+ x 595\.\d+ pts \(A4\)", told)
        book = load_workbook(path.with_suffix(".xlsx"))
        assert sum(len(sheet.row_breaks.brk) + 1 for sheet in book.worksheets) == len(pages(path))
        assert {sheet.print_title_rows for sheet in book.worksheets} == {"$1:$5"}
        assert {sheet.page_setup.paperSize for sheet in book.worksheets} == {9}


@pytest.mark.office
def test_again_changes_no_byte_and_prints_nothing_anew(sample: Sample) -> None:
    files = sorted((sample.root / "打印").iterdir())
    assert [path.name for path in files] == sorted(
        f"{name}.{kind}" for name in (WHOLE, BY_UNIT) for kind in ("pdf", "xlsx")
    )
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
    day = {"year": None, "today": TODAY}
    whole = snapshot(sample.root)
    assert print_warning(sample.root, **day).sentence == sample.printed.sentence
    assert print_warning(sample.root, by_unit=True, **day).sentence == sample.by_unit.sentence
    assert writeback(sample.root, **day).sentence == sample.written.sentence
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files} == before
    assert snapshot(sample.root) == whole


def test_without_libreoffice_the_workbook_is_made_all_the_same(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "office"
    subprocess.run(["cp", "-a", sample.root, root], check=True)
    (root / "打印" / f"{WHOLE}.pdf").unlink()
    monkeypatch.setattr(pdf, "find_soffice", lambda: None)
    report = print_warning(root, year=None, today=TODAY)
    assert "没有装 LibreOffice" in report.sentence
    assert [path.name for path in report.written] == [f"{WHOLE}.xlsx", "汇总册.xlsx"]


# ---------------------------------------------------------------- deduct


def test_an_entry_beside_the_units_ledger_counts_with_it(sample: Sample, tmp_path: Path) -> None:
    root = tmp_path / "office"
    subprocess.run(["cp", "-a", sample.root, root], check=True)
    report = deduct(root, NewEntry(person="P013", item="K06", reason="样例事由"), year=None, today=TODAY)
    assert report.sentence == "已登记,序号 23;蒋样庚 2026 年度累计扣 10 分,剩 2 分,A级(红色)预警。"
    row = next(row for row in records(root / "汇总册.xlsx", "预警名单") if row["人员编号"] == "P013")
    assert (row["累计扣分"], row["剩余分"], row["预警等级"]) == ("10", "2", "A")
    assert [receipt.file for receipt in report.receipts] == ["本社台账.xlsx"]
    assert report.findings == []
