"""``lzxl writeback``: the units' own tables come back with levels and opinions, and with nothing else that is new."""

from pathlib import Path

import openpyxl
import pytest
from made_office import (
    TODAY,
    column,
    make_office,
    run,
    send_position,
    send_unit_table,
    snapshot,
    told,
    type_in,
    with_another_unit,
)

from lzxl.office.errors import OfficeError
from lzxl.report import Report
from lzxl.workflow import handing_out
from lzxl.workflow.folder import distribute
from lzxl.workflow.writeback import writeback

COPY = "下发/写回/U01 样例科/岗位(写回).xlsx"
DECISIONS = ("评估等级", "领导小组意见")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = make_office(tmp_path / "office")
    run(root)
    type_in(root, {("评估等级", 1): "一级", ("领导小组意见", 1): "同意,限期完善", ("甄别结果", 3): "剔除"})
    return root


def write(root: Path) -> Report:
    return writeback(root, year=None, today=TODAY)


def table(path: Path, sheet: str = "岗位承诺表") -> tuple[list[object], list[dict[str, object]]]:
    """Return what stands above the headings of a template, and its records by heading."""
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[0] == "序号")
    headings = [str(cell) for cell in rows[top]]
    records = [dict(zip(headings, row, strict=False)) for row in rows[top + 1 :] if any(row)]
    return [cell for row in rows[:top] for cell in row], records


def test_the_copy_is_the_units_table_with_the_decisions(office: Path) -> None:
    before = snapshot(office / "收件")
    report = write(office)
    head, rows = table(office / COPY)
    sent_head, sent = table(office / "收件" / "岗位.xlsx")
    assert head == sent_head
    assert [[row[name] for name in DECISIONS] for row in rows] == [
        ["一级", "同意,限期完善"],
        [None, None],
        [None, "经甄别剔除。"],
    ]
    for row, own in zip(rows, sent, strict=True):
        assert {name: row[name] for name in row if name not in DECISIONS} == {
            name: own[name] for name in own if name not in DECISIONS
        }
    assert snapshot(office / "收件") == before
    assert report.written[0] == office / "下发" / "写回"
    assert "1 个单位的 1 份承诺表已写回" in report.sentence
    assert "有评估等级或意见的风险点 2 个,还没有评估意见的 1 个留空" in report.sentence


def test_what_a_unit_had_typed_there_itself_does_not_stay(office: Path) -> None:
    path = office / "收件" / "岗位.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["岗位承诺表"]
    at = {cell.value: cell.column for row in page.iter_rows() for cell in row if cell.value in DECISIONS}
    first = next(row[0].row for row in page.iter_rows() if row[0].value == 1)
    page.cell(first + 1, at["评估等级"], "二级")
    page.cell(first + 1, at["领导小组意见"], "自己写的")
    book.save(path)
    write(office)
    assert [row["评估等级"] for row in table(office / COPY)[1]] == ["一级", None, None]


def test_again_changes_no_byte(office: Path) -> None:
    write(office)
    before = snapshot(office)
    report = write(office)
    assert snapshot(office) == before
    assert told(report, "M110") == []


def test_a_copy_that_somebody_has_changed_is_left_alone(office: Path) -> None:
    write(office)
    book = openpyxl.load_workbook(office / COPY)
    book["岗位承诺表"]["A30"] = "批注"
    book.save(office / COPY)
    typed = (office / COPY).read_bytes()
    type_in(office, {("评估等级", 2): "二级"})
    for _ in range(2):
        report = write(office)
        assert (office / COPY).read_bytes() == typed
        assert told(report, "M110") == [
            ("M110", COPY, "下发后有人改过这份表,没有覆盖;新的另存为“岗位(写回)(2).xlsx”"),
        ]
    _, rows = table(office / COPY.replace(".xlsx", "(2).xlsx"))
    assert [row["评估等级"] for row in rows] == ["一级", "二级", None]


def test_a_replaced_workbook_gets_no_copy_and_its_old_one_goes(office: Path) -> None:
    write(office)
    assert (office / COPY).is_file()
    send_position(office / "收件" / "重报.xlsx", "09-20", {"P2": "甲乙", "P3": "丙"})
    write(office)
    assert [path.name for path in (office / COPY).parent.iterdir()] == ["重报(写回).xlsx"]


def test_of_a_workbook_replaced_in_part_only_what_stands_comes_back(office: Path) -> None:
    send_position(office / "收件" / "重报.xlsx", "09-20", {"P2": "甲乙"})
    write(office)
    copies = {path.name: table(path)[1] for path in (office / COPY).parent.iterdir()}
    assert {name: [row["姓名"] for row in rows] for name, rows in copies.items()} == {
        "岗位(写回).xlsx": ["丙副科长"],
        "重报(写回).xlsx": ["乙科长", "乙科长"],
    }


def test_a_copy_that_is_sent_in_again_changes_nothing(office: Path) -> None:
    write(office)
    wanted = ("编号", "姓名", "风险点", "甄别结果", "评估等级", "领导小组意见", "防控要求")
    before = {heading: column(office, heading) for heading in wanted}
    (office / "收件" / "回来的.xlsx").write_bytes((office / COPY).read_bytes())
    report = run(office)
    assert {heading: column(office, heading) for heading in wanted} == before
    assert [one.status for one in report.receipts if one.file == "回来的.xlsx"] == ["已汇总"]
    assert [finding.message for finding in report.findings if finding.place.file == "回来的.xlsx"] == []


def test_handing_out_templates_and_copies_do_not_meet(office: Path) -> None:
    write(office)
    before = snapshot(office / "下发" / "写回")
    assert distribute(office, year=None, today=TODAY).status == 0
    write(office)
    assert snapshot(office / "下发" / "写回") == before
    assert sorted(path.name for path in (office / "下发").iterdir()) == ["U00 示例社领导", "U01 样例科", "写回"]


def test_a_run_that_was_cut_short_is_made_good_by_the_next(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _content: bytes) -> bool:
        raise OfficeError(f"“{path.name}”磁盘已满")

    with monkeypatch.context() as patch:
        patch.setattr(handing_out, "write_whole", full)
        with pytest.raises(OfficeError, match="磁盘已满"):
            write(office)
    assert not (office / COPY).exists()
    report = write(office)
    assert (office / COPY).is_file()
    assert told(report, "M110") == []
    before = snapshot(office)
    write(office)
    assert snapshot(office) == before


def test_what_is_not_assessed_at_all_is_not_written_back(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    report = write(root)
    assert "还没有填评估等级或领导小组意见,没有写回" in report.sentence
    assert list((root / "下发").rglob("*.xlsx")) == []
    send_position(root / "收件" / "重报.xlsx", "09-20", {"P2": "甲乙"})
    run(root)
    type_in(root, {("评估等级", 3): "二级"})
    assert "另有 1 份表一处也还没有评估,没有写回" in write(root).sentence
    assert [path.name for path in (root / "下发").rglob("*.xlsx")] == ["岗位(写回).xlsx"]
    type_in(root, {("评估等级", 3): ""})
    write(root)
    assert list((root / "下发").rglob("*.xlsx")) == []


def test_a_table_that_may_be_anothers_is_written_back_to_nobody_whoever_else_it_names(tmp_path: Path) -> None:
    root = make_office(tmp_path / "office")
    with_another_unit(root)
    send_unit_table(root / "收件" / "样例社" / "单位表.xlsx", "10-08", "丁社长、乙科长")  # U01's head, in U02's folder
    run(root)
    type_in(root, {("评估等级", 1): "三级"}, "单位风险登记册")
    report = write(root)
    assert [(where, "所在文件夹写的是别的单位" in message) for _, where, message in told(report, "M111")] == [
        ("样例社/单位表.xlsx", True)
    ]
    assert list((root / "下发").rglob("*.xlsx")) == []
    assert "评估过的 1 份承诺表都可能是别的单位的,没有写回" in report.sentence
    type_in(root, {("评估等级", 1): "三级"})
    report = write(root)
    assert "1 个单位的 1 份承诺表已写回" in report.sentence
    assert "有评估等级或意见的风险点 1 个,还没有评估意见的 2 个留空;另有 1 份表可能是别的单位的" in report.sentence
    assert [path.name for path in (root / "下发").rglob("*.xlsx")] == ["岗位(写回).xlsx"]
