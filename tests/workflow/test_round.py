"""A whole round: hand out → fill in, some of it wrong → consolidate → return → correct → consolidate → warn → print."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made_office import YEAR, type_in, write_roster

from lzxl.report import Report
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.folder import distribute, init, verify
from lzxl.workflow.print_warning import print_warning
from lzxl.workflow.remind import remind
from lzxl.workflow.send_back import send_back
from lzxl.workflow.status import status
from lzxl.workflow.warn import warn

pytestmark = pytest.mark.usefixtures("without_libreoffice")

TODAY = date(YEAR, 11, 2)
POINT = {
    "岗位职责": "主持样例工作",
    "职权名称": "样例审批",
    "行使依据": "本社制度",
    "重点环节": "货款回收",
    "风险类别": "业务流程",
    "查找方式": "自己找",
    "风险大小": "低",
    "危害程度": "低",
    "发生频率": "低",
    "自评等级": "三级",
    "防控措施": "每月核对",
    "责任人": "本人",
    "完成时限": "长期",
    "承诺日期": date(YEAR, 9, 1),
}
ENTRY = {"序号": 1, "发生日期": date(YEAR, 3, 1), "对象类型": "个人", "姓名": "丙副科长", "事由": "样例事由"}
ENTRY |= {"记录类型": "扣分", "扣分": 3.5}


def fill_in(source: Path, target: Path, rows: list[Mapping[str, Any]], head: Mapping[str, Any]) -> None:
    """Type into a table as a unit does, into the cells below the headings and beside the labels."""
    book = openpyxl.load_workbook(source)
    sheet = next(one for one in book if one.title in ("岗位承诺表", "单位承诺表", "扣分台账"))
    labels = {cell.value: cell for row in sheet.iter_rows(max_row=7) for cell in row if isinstance(cell.value, str)}
    for label, value in head.items():
        cell = labels[label]
        sheet.cell(cell.row, cell.column + 1, value)
    at = {cell.value: cell.column for cell in next(sheet.iter_rows(min_row=7, max_row=7))}
    assert "序号" in at, at
    for number, values in enumerate(rows, 8):
        for heading, value in values.items():
            if heading in at:
                sheet.cell(number, at[heading], value)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def counts(report: Report) -> dict[str, int]:
    return dict(Counter(receipt.status.value for receipt in report.receipts))


def names(root: Path, folder: str) -> list[str]:
    return sorted(path.relative_to(root / folder).as_posix() for path in (root / folder).rglob("*") if path.is_file())


def test_a_whole_round(tmp_path: Path) -> None:
    root = tmp_path / "本社"
    day = {"year": None, "today": TODAY}
    init(root, name="示例社", year=YEAR)
    write_roster(root)

    distribute(root, **day, letters=True)  # type: ignore[arg-type]
    assert Counter(name.split("/")[0] for name in names(root, "下发")) == {"U00 示例社领导": 2, "U01 样例科": 3}
    assert [name for name in names(root, "往来/下发") if name.endswith("草稿.eml")] == [
        "U00 示例社领导/草稿.eml",
        "U01 样例科/草稿.eml",
    ]

    office, leaders, came = root / "下发/U01 样例科", root / "下发/U00 示例社领导", root / "收件"
    head = {"填表日期": date(YEAR, 9, 1)}
    people = [POINT | {"风险点": "问题一"}, POINT | {"风险点": "问题二", "自评等级": "四级"}]
    fill_in(next(office.glob("岗位*")), came / "样例科/岗位.xlsx", people, head)
    fill_in(
        next(office.glob("科室*")),
        came / "样例科/单位.xlsx",
        [POINT | {"序号": 1, "风险点": "问题三"}],
        head | {"承诺日期": date(YEAR, 9, 1)},
    )
    fill_in(next(office.glob("廉政*")), came / "样例科/台账.xlsx", [ENTRY], head)
    fill_in(next(leaders.glob("岗位*")), came / "领导/岗位.xlsx", [POINT | {"风险点": "问题四"}], head)

    first = consolidate(root, **day)  # type: ignore[arg-type]
    assert counts(first) == {"已汇总": 3, "退回": 1}
    assert first.status == 1

    returned = send_back(root, **day)  # type: ignore[arg-type]
    copy = root / "退回/U01 样例科/岗位(请改正).xlsx"
    assert {name.split("/")[0] for name in names(root, "退回")} == {"U01 样例科"}
    assert "要退回 1 份表" in returned.sentence

    book = openpyxl.load_workbook(copy)  # the unit corrects the copy and sends it in
    sheet = book["岗位承诺表"]
    (wrong,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "四级"]
    wrong.value = "三级"
    book.save(came / "样例科/岗位(已改).xlsx")

    second = consolidate(root, **day)  # type: ignore[arg-type]
    assert counts(second) == {"已汇总": 4, "退回": 1}
    assert [one.remark for one in second.receipts if one.status.value == "退回"] == [
        "有 1 处错误;单位已重报《样例科/岗位(已改).xlsx》"
    ]
    assert "没有要退回的" in send_back(root, **day).sentence  # type: ignore[arg-type]
    assert names(root, "退回") == []

    assert "待签发 1 份(C级 1 份)" in warn(root, **day).sentence  # type: ignore[arg-type]
    type_in(root, {("签发人", 1): "甲主任", ("发出日期", 1): date(YEAR, 11, 2)}, "预警登记")
    assert "已签发 1 份" in warn(root, **day).sentence  # type: ignore[arg-type]
    assert names(root, "预警/已签发") == ["廉防办〔2026〕1号 C级 丙副科长.docx"]

    assert "C级 1 个" in print_warning(root, **day).sentence  # type: ignore[arg-type]
    assert "预警表.xlsx" in names(root, "打印")

    assert "1 个单位有要催的事(1 个已有逾期)" in remind(root, **day).sentence  # type: ignore[arg-type]
    shown = status(root, **day).lines  # type: ignore[arg-type]
    assert shown[0].startswith("报送:应报 5 份,已报 4 份,覆盖率 80%")
    assert shown[4] == "预警:个人 1 人、单位 0 个;通知 1 件(整改中 1)"
    assert verify(root).sentence == "核验完成:原件、流水和汇总册一致。"
