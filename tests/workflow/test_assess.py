"""``lzxl assess``: what the leading group has typed into the master holds, and the sentence says how far it has come."""

from pathlib import Path

import openpyxl
import pytest
from made_office import TODAY, YEAR, column, make_office, run, told, type_in, write_roster

from lzxl.workflow.assess import assess
from lzxl.workflow.folder import init


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = make_office(tmp_path / "office")
    run(root)
    return root


def test_nothing_is_assessed_yet(office: Path) -> None:
    report = assess(office, year=None, today=TODAY)
    assert report.sentence == "2026 年度风险点 3 个:已评估 0 个;还没有评估 3 个,暂按建议等级办理。"
    assert report.status == 0
    assert "风险点还有 3 个没有评估,暂按建议等级统计。" in said_below_the_title(office)


def said_below_the_title(office: Path) -> str:
    """Return the line of 总览 on what its numbers rest on."""
    return str(openpyxl.load_workbook(office / "汇总册.xlsx")["总览"]["A2"].value)


def test_typed_levels_hold_and_are_counted(office: Path) -> None:
    before = column(office, "防控要求")
    type_in(office, {("评估等级", 1): "一级", ("评估等级", 2): "三级", ("甄别结果", 3): "剔除"})
    report = assess(office, year=None, today=TODAY)
    assert report.sentence == (
        "2026 年度风险点 3 个:已评估 2 个(其中 1 个与建议等级不同);合并、剔除 1 个;全部评估完毕。"
    )
    assert before[0] == "落实制度,加强提醒"
    assert column(office, "防控要求")[:2] == ["建立制度,重点监管", "落实制度,加强提醒"]
    assert column(office, "评估等级") == ["一级", "三级", None]
    situations = column(office, "情形", "责任追究")
    assert situations == ["一"]  # rated two steps too mildly by himself
    assert "没有评估" not in said_below_the_title(office)


def test_what_was_not_understood_is_named_with_its_cell(office: Path) -> None:
    type_in(office, {("评估等级", 1): "四级", ("甄别结果", 2): "再议", ("评估等级", 3): "1级"})
    report = assess(office, year=None, today=TODAY)
    assert report.status == 1
    assert "没有看懂的:岗位风险登记册!Q4、岗位风险登记册!P5,没有采用" in report.sentence
    assert "已评估 1 个" in report.sentence
    assert {where for _, where, _ in told(report, "C113")} == {
        "汇总册.xlsx 岗位风险登记册 Q4",
        "汇总册.xlsx 岗位风险登记册 P5",
    }
    assert column(office, "评估等级") == ["四级", None, "1级"]  # it stays as the office typed it
    page = openpyxl.load_workbook(office / "汇总册.xlsx")["问题清单"]
    leads = {cell.value: cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert leads["岗位风险登记册Q4"] == "'岗位风险登记册'!Q4"


def test_again_changes_no_byte(office: Path) -> None:
    type_in(office, {("评估等级", 1): "一级"})
    first = assess(office, year=None, today=TODAY)
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    assert assess(office, year=None, today=TODAY).sentence == first.sentence
    assert {path: path.read_bytes() for path in office.rglob("*") if path.is_file()} == before


def test_an_office_without_tables_is_told_so(tmp_path: Path) -> None:
    init(tmp_path / "office", name="示例社", year=YEAR)
    write_roster(tmp_path / "office")
    report = assess(tmp_path / "office", year=None, today=TODAY)
    assert report.sentence == "2026 年度还没有可以评估的风险点:没有收到承诺表,或者都退回了。"
