"""Handing out templates again never destroys what somebody has typed into them."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lzxl.excel.write import render
from lzxl.forms.roster_layout import roster_workbook
from lzxl.workflow.folder import distribute, init

TODAY = date(2026, 11, 2)
UNITS = [
    {"id": "U00", "name": "示例社领导", "kind": "市社领导", "head": "P1"},
    {"id": "U01", "name": "样例科", "kind": "机关科室", "head": "P2", "leader": "P1"},
]
PEOPLE = [
    {"id": "P1", "name": "甲主任", "unit": "U00", "post": "主任", "rank": "主任"},
    {"id": "P2", "name": "乙科长", "unit": "U01", "post": "科长", "rank": "中层"},
]
TABLE = "下发/U01 样例科/岗位廉政风险和自我防控承诺表.xlsx"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = tmp_path / "office"
    init(root, name="示例社", year=2026)
    (root / "名册.xlsx").write_bytes(render(roster_workbook({"年度": 2026}, UNITS, PEOPLE)))
    return root


def test_the_same_again_changes_nothing(office: Path) -> None:
    distribute(office, year=None, today=TODAY)
    before = {path: path.read_bytes() for path in office.rglob("*.xlsx")}
    journal = (office / "归档" / "journal.jsonl").read_bytes()
    report = distribute(office, year=None, today=TODAY)
    assert {path: path.read_bytes() for path in office.rglob("*.xlsx")} == before
    assert (office / "归档" / "journal.jsonl").read_bytes() == journal
    assert report.findings == []


def test_an_untouched_table_follows_the_roster(office: Path) -> None:
    distribute(office, year=None, today=TODAY)
    renamed = [{**PEOPLE[0]}, {**PEOPLE[1], "post": "副科长"}]
    (office / "名册.xlsx").write_bytes(render(roster_workbook({"年度": 2026}, UNITS, renamed)))
    distribute(office, year=None, today=TODAY)
    texts = {cell.value for row in openpyxl.load_workbook(office / TABLE)["岗位承诺表"] for cell in row}
    assert "副科长" in texts
    assert "科长" not in texts


def test_what_somebody_typed_stays(office: Path) -> None:
    distribute(office, year=None, today=TODAY)
    book = openpyxl.load_workbook(office / TABLE)
    book["岗位承诺表"]["F20"] = "货款回收"
    book.save(office / TABLE)
    typed = (office / TABLE).read_bytes()
    for _ in range(2):
        report = distribute(office, year=2027, today=TODAY)
        assert (office / TABLE).read_bytes() == typed
        assert [finding.code for finding in report.findings] == ["M110"]
    beside = sorted(path.name for path in (office / TABLE).parent.glob("岗位*"))
    assert len(beside) == 2


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.parametrize(("day", "late"), [(date(2026, 9, 20), False), (date(2026, 9, 21), True)])
def test_the_cover_says_so_where_a_deadline_has_passed(office: Path, day: date, late: bool) -> None:
    distribute(office, year=None, today=day, letters=True)
    text = (office / "往来" / "下发" / "U01 样例科" / "正文.txt").read_text("utf-8-sig")
    assert ("截止日期已过的材料" in text) is late
    assert "1\uff0e岗位廉政风险和自我防控承诺表\u3000" in text
    assert "关于填报" not in text  # that is the subject
    assert "\r\n\r\n\r\n" not in text
