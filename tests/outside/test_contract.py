"""The contract from outside: templates filled with openpyxl, the command line, the master read back with openpyxl."""

import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import oracle
import pytest
from outside_office import FILES, PEOPLE, TODAY, UNITS, YEAR, edit, fill, roster_dictionaries, rows_of, run

pytestmark = pytest.mark.slow

HEAD_DAY = date(2026, 9, 1)
CLOCK = ("--today", TODAY.isoformat())
LETTERS = "高中低"
COMBINATIONS = list(itertools.product(LETTERS, repeat=3))


def head(unit: str, **more: Any) -> dict[str, Any]:
    return {"单位": UNITS[unit][0], "单位编号": unit, "年度": YEAR, "填表日期": HEAD_DAY, **more}


def risk(serial: int, combination: tuple[str, str, str], text: str, **more: Any) -> dict[str, Any]:
    size, harm, frequency = combination
    return {
        "序号": serial,
        "重点环节": "货款回收",
        "风险类别": "业务流程",
        "风险点": text,
        "查找方式": "自己找、群众提",
        "风险大小": size,
        "危害程度": harm,
        "发生频率": frequency,
        "自评等级": oracle.proposed(*combination),
        "防控措施": f"{text}的防控做法第{serial}项",
        "责任人": "本人",
        "完成时限": "长期",
        **more,
    }


def person_rows(unit: str) -> list[dict[str, Any]]:
    people = [i for i, p in PEOPLE.items() if p[1] == unit and p[3] != "一般"]
    rows = []
    for number, person in enumerate(people):
        for k in range(3):
            combination = COMBINATIONS[(number * 3 + k + int(unit[1:]) * 5) % 27]
            who = {
                "人员编号": person,
                "姓名": PEOPLE[person][0],
                "职务": PEOPLE[person][2],
                "岗位职责": f"负责{person}工作",
            }
            text = f"{person}在第{k + 1}个环节可能出现的问题"
            rows.append(risk(len(rows) + 1, combination, text, 承诺日期=HEAD_DAY, **who))
    return rows


def send_tables(inbox: Path, units: list[str]) -> None:
    for unit in units:
        fill(inbox / f"{unit}岗位.xlsx", "岗位承诺表", head(unit), person_rows(unit))
        if UNITS[unit][2] != "市社领导":
            more = {"承诺人": PEOPLE[UNITS[unit][3]][0], "承诺日期": HEAD_DAY}
            rows = [
                risk(
                    n,
                    COMBINATIONS[(n * 7 + int(unit[1:])) % 27],
                    f"{unit}单位风险{n}",
                    职权名称=f"职权{n}",
                    行使依据=f"制度{n}",
                )
                for n in range(1, 5)
            ]
            fill(inbox / f"{unit}单位.xlsx", "单位承诺表", head(unit, **more), rows)


def entry(serial: int, day: date, who: str, points: float, **more: Any) -> dict[str, Any]:
    row = {
        "序号": serial,
        "发生日期": day,
        "事由": f"第{serial}号事由",
        "记录类型": "扣分" if points else "提醒",
        "扣分": points,
    }
    if who in PEOPLE:
        return {**row, "对象类型": "个人", "人员编号": who, "姓名": PEOPLE[who][0], **more}
    return {**row, "对象类型": "单位", "单位": UNITS[who][0], **more}


ENTRIES = [
    entry(1, date(2026, 1, 5), "P032", 2),
    entry(2, date(2026, 2, 5), "P032", 1.5, 查处机关="上级纪检监察机关"),
    entry(3, date(2026, 3, 5), "P032", 6.5, 查处机关="检察机关", 性质恶劣="是"),
    entry(4, date(2026, 3, 9), "P020", 0),
    entry(5, date(2026, 4, 9), "P021", 3, 状态="撤销"),
    entry(6, date(2026, 5, 9), "P030", 6, 查处机关="上级纪检监察机关", 性质恶劣="是"),
    entry(7, date(2026, 6, 9), "U04", 3.5),
    entry(8, date(2026, 6, 19), "P002", 10, 查处机关="检察机关", 性质恶劣="是"),
    entry(9, date(2026, 7, 1), "P041", 2.5),
]


def known(entries: list[dict[str, Any]], *, counted: bool) -> list[dict[str, Any]]:
    units = {row[0]: unit for unit, row in UNITS.items()}
    full = []
    for row in entries:
        person = row.get("人员编号", "")
        unit = PEOPLE[person][1] if person else units[row["单位"]]
        stands = counted and row.get("状态", "有效") == "有效"
        full.append(
            {"查处机关": "无", "性质恶劣": "否", **row, "人员编号": person, "单位编号": unit, "counted": stands}
        )
    return full


def test_every_level_reviewer_and_number_of_points(office: Path) -> None:
    send_tables(office / "收件", list(UNITS))
    document = run("consolidate", str(office), *CLOCK, status=0)
    assert {f["status"] for f in document["files"]} <= {"已汇总", "已汇总(有提示)"}, document["findings"]
    master = office / "汇总册.xlsx"
    rules = oracle.Office(*roster_dictionaries())
    rows = rows_of(master, "岗位风险登记册", "编号")
    assert len(rows) == sum(len(person_rows(unit)) for unit in UNITS)
    for row in rows:
        assert row["建议等级"] == oracle.proposed(row["风险大小"], row["危害程度"], row["发生频率"])
        appraiser, reviewer = rules.reviewers(row["人员编号"])
        assert ((row["评定人"] or ""), row["审核人"]) == (appraiser, reviewer), row
    for row in rows_of(master, "单位风险登记册", "编号"):
        assert row["建议等级"] == oracle.proposed(row["风险大小"], row["危害程度"], row["发生频率"])
        assert row["审核人"] == PEOPLE[UNITS[row["单位编号"]][4]][0]
    coverage = {(r["单位编号"], r["表种"]): r for r in rows_of(master, "报送情况", "表种")}
    assert coverage["U03", "岗位承诺表"]["应填"] == 2
    assert coverage["U03", "岗位承诺表"]["覆盖率"] == 1
    assert ("U00", "单位承诺表") not in coverage
    assert coverage["U03", "职权流程图"]["状态"] == "未报"


def test_accounts_notices_and_accountability(office: Path) -> None:
    fill(office / "收件" / "台账.xlsx", "扣分台账", head("U01"), ENTRIES)
    run("consolidate", str(office), *CLOCK, status=0)
    master = office / "汇总册.xlsx"
    entries = known(ENTRIES, counted=True)
    accounts = {
        (r["人员编号"] or r["单位编号"]): (Decimal(str(r["累计扣分"])), r["预警等级"])
        for r in rows_of(master, "预警名单", "预警等级")
    }
    assert accounts == oracle.accounts(entries)
    notices = {
        (r["人员编号"] or r["单位编号"], r["预警等级"], r["触发日期"].date())
        for r in rows_of(master, "预警登记", "触发日期")
    }
    assert notices == oracle.notices(entries)
    found = {
        (r["情形"], r["当事人编号"], r["追究层级"], r["问责对象编号"] or "", r["处理机关"])
        for r in rows_of(master, "责任追究", "追究层级")
    }
    assert found == oracle.Office(*roster_dictionaries()).escalations(entries)


def test_entries_of_a_unit_count_only_when_recognised(office: Path) -> None:
    own = [entry(1, date(2026, 1, 5), "P032", 4), entry(2, date(2026, 2, 5), "P031", 7)]
    fill(office / "收件" / "样一社台账.xlsx", "扣分台账", head("U03"), own)
    run("consolidate", str(office), *CLOCK, status=0)
    master = office / "汇总册.xlsx"
    assert rows_of(master, "预警名单", "预警等级") == []

    def recognise(sheet: Any, top: int, columns: dict[str, int]) -> None:
        sheet.cell(top + 1, columns["认定结果"]).value = "认定"

    edit(master, "扣分台账", "编号", recognise)
    run("consolidate", str(office), *CLOCK, status=0)
    assert [(r["人员编号"], r["预警等级"]) for r in rows_of(master, "预警名单", "预警等级")] == [("P032", "C")]
    assert rows_of(master, "扣分台账", "编号")[0]["认定结果"] == "认定"


def test_the_offices_columns_and_numbers_survive(office: Path) -> None:
    send_tables(office / "收件", ["U03"])
    run("consolidate", str(office), *CLOCK, status=0)
    master = office / "汇总册.xlsx"
    before = rows_of(master, "岗位风险登记册", "编号")

    def decide(sheet: Any, top: int, columns: dict[str, int]) -> None:
        sheet.cell(top + 1, columns["评估等级"]).value = "一级"
        sheet.cell(top + 1, columns["领导小组意见"]).value = "同意,加强监督"
        sheet.cell(top + 2, columns["甄别结果"]).value = "剔除"

    edit(master, "岗位风险登记册", "编号", decide)
    run("consolidate", str(office), *CLOCK, status=0)
    after = rows_of(master, "岗位风险登记册", "编号")
    assert [r["编号"] for r in after] == [r["编号"] for r in before]
    assert after[0]["评估等级"] == "一级" and after[0]["领导小组意见"] == "同意,加强监督"
    assert "建立制度" in after[0]["防控要求"]
    journal = (office / "归档" / "journal.jsonl").read_bytes()
    bytes_before = master.read_bytes()
    run("consolidate", str(office), *CLOCK, status=0)
    assert (office / "归档" / "journal.jsonl").read_bytes() == journal
    assert master.read_bytes() == bytes_before
    master.unlink()
    run("consolidate", str(office), *CLOCK, status=0)
    assert [r["编号"] for r in rows_of(master, "岗位风险登记册", "编号")] == [r["编号"] for r in before]


def test_a_later_table_replaces_its_people_and_keeps_numbers(office: Path) -> None:
    inbox = office / "收件"
    send_tables(inbox, ["U03"])
    run("consolidate", str(office), *CLOCK, status=0)
    master = office / "汇总册.xlsx"
    old = {r["风险点"]: r["编号"] for r in rows_of(master, "岗位风险登记册", "编号")}

    def decide(sheet: Any, top: int, columns: dict[str, int]) -> None:
        for row in range(top + 1, top + 7):
            sheet.cell(row, columns["领导小组意见"]).value = f"意见{row}"

    edit(master, "岗位风险登记册", "编号", decide)
    rows = [r for r in person_rows("U03") if r["人员编号"] == "P030"][:2]
    rows[1]["风险点"] = "改写后的风险点文字,完全不同"
    fill(inbox / "U03岗位(补).xlsx", "岗位承诺表", head("U03") | {"填表日期": date(2026, 9, 20)}, rows)
    document = run("consolidate", str(office), *CLOCK, status=0)
    after = rows_of(master, "岗位风险登记册", "编号")
    new = {r["风险点"]: r["编号"] for r in after}
    assert len(new) == 5
    assert new[rows[0]["风险点"]] == old[rows[0]["风险点"]]
    assert new[rows[1]["风险点"]] == old["P030在第2个环节可能出现的问题"]
    assert len(rows_of(master, "已失效记录", "编号")) >= 1
    assert any("已替换" in str(r["说明"]) for r in rows_of(master, "收文登记", "文件"))
    assert document["counts"]["level"].get("错误", 0) == 0


def test_a_wrong_workbook_is_held_back_whole(office: Path) -> None:
    inbox = office / "收件"
    send_tables(inbox, ["U03", "U04"])

    def spoil(sheet: Any, top: int, columns: dict[str, int]) -> None:
        sheet.cell(top + 1, columns["自评等级"]).value = "特级"
        sheet.cell(top + 2, columns["风险点"]).value = None
        sheet.cell(top + 3, columns["姓名"]).value = "无此人"
        sheet.cell(top + 3, columns["人员编号"]).value = None

    edit(inbox / "U03岗位.xlsx", "岗位承诺表", "序号", spoil)
    (inbox / "空.xlsx").write_bytes(b"")
    (inbox / "副本.xlsx").write_bytes((inbox / "U04岗位.xlsx").read_bytes())
    (inbox / "U04职权流程图.pdf").write_bytes(b"%PDF-1.4\n")
    document = run("consolidate", str(office), *CLOCK, status=1)
    status = {Path(f["path"]).name: f["status"] for f in document["files"]}
    assert status["U03岗位.xlsx"] == "退回"
    assert status["空.xlsx"] == "未读取"
    assert "重复" in (status["副本.xlsx"], status["U04岗位.xlsx"])
    assert status["U04职权流程图.pdf"] == "附件"
    errors = [f for f in document["findings"] if f["level"] == "错误" and f["file"].endswith("U03岗位.xlsx")]
    assert len(errors) == 3, errors
    assert all(f["sheet"] == "岗位承诺表" and f["cell"] and f["cure"] and f["code"] for f in errors)
    people = {r["人员编号"] for r in rows_of(office / "汇总册.xlsx", "岗位风险登记册", "编号")}
    assert people == {"P040"}
    assert sum(document["counts"]["status"].values()) == len(document["files"]) == 7


def test_roster_without_people_is_status_two(tmp_path: Path) -> None:
    run("init", str(tmp_path / "空"), status=0)
    run("consolidate", str(tmp_path / "空"), status=2)
    run("consolidate", str(tmp_path / "没有"), status=2)
    run("init", str(tmp_path / "空"), status=2)


def test_master_sheets_and_headings(office: Path) -> None:
    run("consolidate", str(office), *CLOCK, status=0)
    book = openpyxl.load_workbook(office / "汇总册.xlsx")
    visible = [s.title for s in book if s.sheet_state == "visible"]
    assert visible[:10] == [
        "总览", "岗位风险登记册", "单位风险登记册", "扣分台账", "预警名单", "预警登记", "责任追究", "报送情况", "收文登记", "问题清单",
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["A1", "A3", "A4", "A6", "A9"])
def test_rows_and_columns_that_people_insert_change_nothing(office: Path, place: str) -> None:
    inbox = office / "收件"
    send_tables(inbox, ["U03"])
    fill(inbox / "台账.xlsx", "扣分台账", head("U01"), ENTRIES)
    for path in inbox.iterdir():
        book = openpyxl.load_workbook(path)
        sheet = book[next(name for name in book.sheetnames if name in FILES)]
        sheet.insert_rows(int(place[1:]))
        sheet.insert_cols(1)
        sheet.title = "Sheet1"
        book.save(path)
    document = run("consolidate", str(office), *CLOCK, status=0)
    assert {f["status"] for f in document["files"]} == {"已汇总(有提示)"}
    assert len(rows_of(office / "汇总册.xlsx", "岗位风险登记册", "编号")) == len(person_rows("U03"))
    assert len(rows_of(office / "汇总册.xlsx", "扣分台账", "编号")) == len(ENTRIES)
