"""Files that change or vanish between listing and reading, and what that does to the rest of the run."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Severity
from lzxl.forms.roster_layout import roster_workbook
from lzxl.intake.collect import Received, collect
from lzxl.model import FileStatus
from lzxl.office.errors import OfficeError
from lzxl.workflow import receive
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.folder import init
from lzxl.workflow.marked_copy import read_again
from lzxl.workflow.receive import loaded

TODAY = date(2026, 11, 2)
UNITS = [{"id": "U00", "name": "示例社领导", "kind": "市社领导", "head": "P1"}]
PEOPLE = [{"id": "P1", "name": "甲主任", "unit": "U00", "post": "主任", "rank": "主任"}]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = tmp_path / "office"
    init(root, name="示例社", year=2026)
    (root / "名册.xlsx").write_bytes(render(roster_workbook({"年度": 2026}, UNITS, PEOPLE)))
    (root / "收件" / "甲.xlsx").write_bytes(b"x")
    (root / "收件" / "乙.pdf").write_bytes(b"%PDF-1.4")
    return root


def test_a_file_that_vanishes_is_unread_and_the_run_goes_on(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> bytes:
        raise OSError("gone")

    def one_gone(folder: Path) -> tuple[list[Received], list[object]]:
        found, findings = collect(folder)
        return [replace(one, load=gone) if one.file == "甲.xlsx" else one for one in found], findings

    monkeypatch.setattr(receive, "collect", one_gone)
    report = consolidate(office, year=None, today=TODAY)
    assert {receipt.file: receipt.status for receipt in report.receipts} == {
        "甲.xlsx": FileStatus.UNREAD,
        "乙.pdf": FileStatus.PAPER,
    }
    assert [f.code for f in report.findings if f.severity is Severity.ERROR] == ["F190"]


def test_a_file_that_is_being_written_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(b"first half")
    (listed,), _ = collect(tmp_path)
    path.write_bytes(b"first half, second half")
    found = loaded(listed)
    assert not isinstance(found, bytes)
    assert found.code == "F191"


def test_what_is_read_again_must_be_what_was_listed(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(b"as it was listed")
    (listed,), _ = collect(tmp_path)
    path.write_bytes(b"as somebody has saved it since")
    with Reader() as reader:
        with pytest.raises(OfficeError, match=r"“甲\.xlsx”正在改动"):
            read_again(listed, reader)
        path.unlink()
        with pytest.raises(OfficeError, match=r"“甲\.xlsx”列出后又不见了"):
            read_again(listed, reader)


def test_a_master_that_cannot_be_read_is_not_overwritten(office: Path) -> None:
    consolidate(office, year=None, today=TODAY)
    (office / "汇总册.xlsx").write_bytes(b"damaged")
    with pytest.raises(OfficeError, match="没有覆盖它"):
        consolidate(office, year=None, today=TODAY)
    assert (office / "汇总册.xlsx").read_bytes() == b"damaged"


def test_a_master_that_is_open_is_not_overwritten(office: Path) -> None:
    consolidate(office, year=None, today=TODAY)
    before = (office / "汇总册.xlsx").read_bytes()
    (office / "~$汇总册.xlsx").write_bytes(b"")
    with pytest.raises(OfficeError, match="正被打开"):
        consolidate(office, year=None, today=TODAY)
    assert (office / "汇总册.xlsx").read_bytes() == before
