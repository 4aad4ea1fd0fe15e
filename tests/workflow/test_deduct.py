"""``lzxl deduct``: one entry more in the office's own ledger, the account at once; what is wrong changes nothing."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_office import (
    PEOPLE,
    TODAY,
    UNITS,
    YEAR,
    column,
    make_office,
    run,
    send_ledger,
    snapshot,
    told,
    type_in,
    write_roster,
)

from lzxl.checks.new_entry import NewEntry
from lzxl.excel.write import render
from lzxl.forms.roster_layout import roster_workbook
from lzxl.office.archive import sha256_of
from lzxl.office.errors import OfficeError
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.workflow.deduct import deduct
from lzxl.workflow.folder import verify

ENTRY = NewEntry(person="P3", item="K01", reason="样例离岗", day=date(YEAR, 10, 9))
LEDGER = "本社台账.xlsx"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office whose ledgers in 收件 say nothing of P3 yet."""
    root = make_office(tmp_path / "office")
    (root / "收件" / "台账.xlsx").unlink()
    return root


def enter(root: Path, entry: NewEntry = ENTRY, **options: str) -> Report:
    return deduct(root, entry, year=None, today=TODAY, **{"ledger_unit": "U01", **options})


def entries(root: Path) -> list[dict[str, object]]:
    """Return the records of the own ledger by heading."""
    rows = list(openpyxl.load_workbook(root / LEDGER)["扣分台账"].iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[0] == "序号")
    return [dict(zip(map(str, rows[top]), row, strict=False)) for row in rows[top + 1 :] if row[0]]


def test_the_first_entry_makes_the_ledger_and_the_account_is_shown(office: Path) -> None:
    report = enter(office)
    assert report.status == 0
    assert report.sentence == "已登记,序号 1;丙副科长 2026 年度累计扣 1 分,剩 11 分,没有达到预警等级。"
    assert report.lines == [
        "K2026-U01-001:2026-10-09 样例离岗,扣 1 分(K01)。",
        "丙副科长(P3,样例科):2026 年度累计扣 1 分,剩 11 分(满分 12 分)。",
        "预警等级:没有达到;再扣 2 分到 C级(蓝色)(试行参数)。",
    ]
    (row,) = entries(office)
    assert (row["人员编号"], row["姓名"], row["单位"], row["扣分"]) == ("P3", "丙副科长", "样例科", 1)
    assert (row["对象类型"], row["记录类型"], row["状态"], row["扣分项目"]) == ("个人", "扣分", "有效", "K01")
    assert report.document()["lines"] == list(report.lines)
    assert column(office, "编号", "扣分台账") == ["K2026-U01-001"]  # the master is up to date


def test_a_grade_comes_with_its_plan_its_notice_and_what_follows(office: Path) -> None:
    grave = replace(ENTRY, item="", points="9", investigator="检察院", grave=True)
    report = enter(office, grave)
    assert report.sentence == "已登记,序号 1;丙副科长 2026 年度累计扣 9 分,剩 3 分,A级(红色)预警。"
    assert report.lines[2:] == [
        "预警等级:A级(红色)预警,过错预警(事后)。",
        "依据:计入K2026-U01-001(2026-10-09扣9分),累计扣9分,达到A级起点9分(试行参数),为A级(红色)预警(二(五));"
        "处置预案为试行参数。",
        "处置预案:领导小组专题研究,建议停职检查或调整岗位(按干部管理权限),责令整改;涉嫌违纪违法的移送。",
        "预警通知:YJ2026-A-P3(A级),待发出,发出后 30 天内整改。",
        "责任追究建议:情形四,上追一级,问责对象 乙科长,处理机关 领导小组。",
        "责任追究建议:情形四,上追二级,问责对象 甲主任,处理机关 市纪委。",
    ]
    type_in(office, {("发出日期", 1): date(YEAR, 10, 20)}, "预警登记")
    again = enter(office, grave)
    assert "预警通知:YJ2026-A-P3(A级),整改中,整改期限 2026-11-19。" in again.lines


def test_the_very_same_entry_again_is_not_entered_twice(office: Path) -> None:
    enter(office)
    before = snapshot(office)
    report = enter(office)
    assert snapshot(office) == before
    assert report.sentence.startswith("这一笔已经登记过(序号 1),没有重复登记;丙副科长 2026 年度累计扣 1 分")


def test_what_nearly_was_entered_already_is_told(office: Path) -> None:
    enter(office)
    report = enter(office, replace(ENTRY, points="2", remark="从重"))
    assert [row["序号"] for row in entries(office)] == [1, 2]
    assert [code for code, *_ in told(report, "K107")] == ["K107"]


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (replace(ENTRY, person="没有这人"), {"X121"}),
        (replace(ENTRY, person="", unit="没有单位"), {"X102"}),
        (replace(ENTRY, item="Z99", points="1"), {"K120"}),
        (replace(ENTRY, points="0.3", remark="另说"), {"K102"}),
        (replace(ENTRY, points="13"), {"K101"}),
        (replace(ENTRY, points="-1"), {"C131"}),
        (replace(ENTRY, points="三分", item=""), {"C130"}),
        (replace(ENTRY, day="去年"), {"C123"}),
        (replace(ENTRY, day=date(YEAR - 1, 12, 30)), {"K104"}),
        (replace(ENTRY, kind="表扬"), {"C113"}),
        (replace(ENTRY, kind="提醒", points="1", item=""), {"K103"}),
        (replace(ENTRY, investigator="邻居"), {"C113"}),
        (replace(ENTRY, reason="", item=""), {"C101"}),
    ],
)
def test_what_is_wrong_is_told_as_in_a_received_ledger_and_nothing_is_written(
    faulty_office: Path, entry: NewEntry, codes: set[str]
) -> None:
    before = snapshot(faulty_office)
    report = enter(faulty_office, entry)
    assert snapshot(faulty_office) == before
    assert report.status == 1
    assert {f.code for f in report.findings if f.severity == "错误"} == codes
    assert {f.place.file for f in report.findings} == {LEDGER}
    assert report.sentence == "没有登记,本社台账没有改动:请按改法改正后再登记。"
    assert report.written == ()


@pytest.fixture(scope="module")
def faulty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which nothing of the cases above is written."""
    root = make_office(tmp_path_factory.mktemp("faulty") / "office")
    run(root)
    with run_lock(Office.open(root)):  # what a lock leaves behind is there before, too
        pass
    return root


def test_a_name_that_two_people_bear_needs_the_number_or_the_unit(office: Path) -> None:
    namesake = {"id": "P4", "name": "丙副科长", "unit": "U02", "post": "会计", "rank": "一般"}
    second = {"id": "U02", "name": "样例基层社", "kind": "基层社", "head": "P4", "leader": "P1"}
    (office / "名册.xlsx").write_bytes(render(roster_workbook({"年度": YEAR}, [*UNITS, second], [*PEOPLE, namesake])))
    report = enter(office, replace(ENTRY, person="丙副科长"))
    assert [code for code, *_ in told(report, "X122")] == ["X122"]
    assert not (office / LEDGER).exists()
    enter(office, replace(ENTRY, person="丙副科长", unit="样例基层社"))
    enter(office, replace(ENTRY, person="P3"))
    assert [row["人员编号"] for row in entries(office)] == ["P4", "P3"]


def test_what_was_understood_in_other_words_is_told(office: Path) -> None:
    report = enter(office, replace(ENTRY, unit="U01", day="2026.10.9"))
    assert [code for code, *_ in told(report, "C104")] == ["C104"]
    assert len(report.findings) == 1
    (row,) = entries(office)
    assert (row["单位"], row["人员编号"], row["姓名"]) == ("样例科", "P3", "丙副科长")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (replace(ENTRY, unit="U00"), "丙副科长.*在名册里是“样例科”的人员,不是所写单位的"),
        (replace(ENTRY, person="丙副科长", unit="示例社领导"), "在名册里是“样例科”的人员,不是所写单位的"),
        (replace(ENTRY, day=TODAY + timedelta(1)), "发生日期 2026-11-03 在今天.2026-11-02.之后"),
        (replace(ENTRY, day="2026.11.3"), "在今天.2026-11-02.之后"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_written(faulty_office: Path, entry: NewEntry, told: str) -> None:
    before = snapshot(faulty_office)
    with pytest.raises(OfficeError, match=f"没有登记:.*{told}"):
        enter(faulty_office, entry)
    assert snapshot(faulty_office) == before


def test_an_entry_of_today_is_taken(office: Path) -> None:
    assert enter(office, replace(ENTRY, day=TODAY)).sentence.startswith("已登记,序号 1")


def test_nobody_named_is_said_in_a_sentence(office: Path) -> None:
    with pytest.raises(OfficeError, match="没有写明登记给谁"):
        enter(office, replace(ENTRY, person=""))


def test_whose_ledger_it_is_must_be_known(office: Path) -> None:
    with pytest.raises(OfficeError, match=r"台账单位.*--ledger-unit"):
        enter(office, ledger_unit="")
    with pytest.raises(OfficeError, match="没有“某科”这个单位"):
        enter(office, ledger_unit="某科")
    assert not (office / LEDGER).exists()
    enter(office, ledger_unit="样例科")
    with pytest.raises(OfficeError, match="不是“示例社领导”的台账"):
        enter(office, replace(ENTRY, reason="另一件"), ledger_unit="U00")
    assert enter(office, replace(ENTRY, reason="另一件"), ledger_unit="").status == 0


def test_the_setting_names_the_keeper(office: Path) -> None:
    settings_ = {"年度": YEAR, "台账单位": "U01"}
    (office / "名册.xlsx").write_bytes(render(roster_workbook(settings_, UNITS, PEOPLE)))
    assert enter(office, ledger_unit="").status == 0


@pytest.mark.parametrize("owner", [f"~${LEDGER}", f".~lock.{LEDGER}#", "~$汇总册.xlsx"])
def test_a_ledger_or_master_that_is_open_is_refused_before_anything_is_written(office: Path, owner: str) -> None:
    enter(office)
    (office / owner).write_bytes(b"clerk")
    before = snapshot(office)
    with pytest.raises(OfficeError, match="正被打开"):
        enter(office, replace(ENTRY, reason="另一件"))
    assert snapshot(office) == before


def test_a_second_clerk_waits(office: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from lzxl.office.lock import run_lock\nfrom lzxl.office.paths import Office\n"
        "with run_lock(Office.open(Path(sys.argv[1])), '登记扣分'):\n    print('held', flush=True)\n    sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, office], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin
    assert holder.stdout
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OfficeError, match=r"正在由 .*登记扣分"):
            enter(office)
        assert not (office / LEDGER).exists()
    finally:
        holder.communicate("")
    assert enter(office).status == 0


def test_what_stands_in_the_ledger_stays_and_the_old_one_is_kept(office: Path) -> None:
    send_ledger(office / LEDGER, "04-01", {1: "1", 2: "0.5"})
    book = openpyxl.load_workbook(office / LEDGER)
    page = book["扣分台账"]
    top = next(row[0].row for row in page.iter_rows() if row[0].value == "序号")
    at = {cell.value: cell.column for cell in page[top]}
    page.cell(top + 1, at["备注"], "一段备注")
    page.cell(top + 2, at["状态"], "撤销")
    page.cell(top + 40, at["事由"] + 20, "表外的字")
    book.save(office / LEDGER)
    old = (office / LEDGER).read_bytes()
    report = enter(office)
    assert [(row["序号"], row["扣分"], row["备注"], row["状态"]) for row in entries(office)] == [
        (1, 1, "一段备注", None),
        (2, 0.5, None, "撤销"),
        (3, 1, None, "有效"),
    ]
    kept = list((office / "归档" / "台账").glob("*/*"))
    assert [(path.stem, path.read_bytes()) for path in kept] == [(sha256_of(old), old)]
    assert [message for *_, message in told(report, "M120")] == [
        "原来的本社台账里有模板以外的内容(“表外的字”等 1 处),没有带进新的一份"
    ]


def test_a_ledger_with_an_error_takes_no_entry(office: Path) -> None:
    send_ledger(office / LEDGER, "04-01", {1: "0.3"})
    before = (office / LEDGER).read_bytes()
    report = enter(office)
    assert report.status == 1
    assert [code for code, *_ in told(report, "K102")] == ["K102"]
    assert (office / LEDGER).read_bytes() == before


def test_last_years_ledger_and_what_is_no_ledger_are_refused_in_a_sentence(office: Path) -> None:
    enter(office)
    with pytest.raises(OfficeError, match="是 2026 年度的,现在办理的是 2027 年度"):
        deduct(office, replace(ENTRY, day=date(2027, 1, 4)), year=2027, today=TODAY)
    (office / LEDGER).write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(OfficeError, match="读不出来"):
        enter(office)
    (office / LEDGER).write_bytes(b"\xd0\xcf\x11\xe0 locked")
    with pytest.raises(OfficeError, match="有打开密码"):
        enter(office)


def test_a_number_is_never_used_again(office: Path) -> None:
    send_ledger(office / "收件" / "台账.xlsx", "04-01", {1: "1", 7: "0.5"})
    enter(office)
    assert [row["序号"] for row in entries(office)] == [8]  # after those of the same unit in 收件
    enter(office, replace(ENTRY, reason="第二件"))
    (office / "收件" / "台账.xlsx").unlink()
    send_ledger(office / LEDGER, "04-01", {1: "1"})  # both entries deleted by hand
    enter(office, replace(ENTRY, reason="第三件"))
    assert [row["序号"] for row in entries(office)] == [1, 10]


def test_points_are_those_of_the_catalogue_unless_given(office: Path) -> None:
    enter(office, NewEntry(person="丙副科长", item="k06", reason="甲", day=date(YEAR, 1, 5)))
    enter(office, NewEntry(person="丙副科长", item="K06", points="2.0", remark="情节轻", reason="乙", day="2026.1.6"))
    report = enter(office, NewEntry(person="丙副科长", item="K06", points="2", reason="丙"))
    assert [(row["扣分项目"], row["扣分"], row["发生日期"].date()) for row in entries(office)] == [  # type: ignore[attr-defined]
        ("K06", 6, date(YEAR, 1, 5)),
        ("K06", 2, date(YEAR, 1, 6)),
        ("K06", 2, TODAY),
    ]
    assert [code for code, *_ in told(report, "K122")] == ["K122"]


def test_a_reminder_and_a_unit_of_its_own(office: Path) -> None:
    report = enter(office, NewEntry(unit="样例科", kind="提醒", reason="节前提醒"))
    assert report.sentence == "已登记,序号 1;样例科 2026 年度累计扣 0 分,剩 12 分,D级(绿色)预警。"
    assert report.lines[-1] == "预警通知:YJ2026-D-U01(D级),待发出。"
    assert [row["对象类型"] for row in entries(office)] == ["单位"]


def test_an_entry_that_the_office_must_recognise_first_says_so(office: Path) -> None:
    settings_ = {"年度": YEAR, "台账单位": "U00"}
    (office / "名册.xlsx").write_bytes(render(roster_workbook(settings_, UNITS, PEOPLE)))
    report = enter(office)
    assert "累计扣 0 分" in report.sentence
    assert report.lines[1] == "这一笔还没有计入:要先在汇总册“扣分台账”的“认定结果”一栏填“认定”。"


def test_an_entry_stands_though_the_master_cannot_be_brought_up_to_date(office: Path) -> None:
    run(office)
    good = (office / "汇总册.xlsx").read_bytes()
    (office / "汇总册.xlsx").write_bytes(b"PK damaged")
    with pytest.raises(OfficeError, match=r"序号 1 已经登记在“本社台账\.xlsx”里,但汇总册没有更新"):
        enter(office)
    (office / "汇总册.xlsx").write_bytes(good)
    assert enter(office).sentence.startswith("这一笔已经登记过(序号 1)")
    assert column(office, "编号", "扣分台账") == ["K2026-U01-001"]


def test_a_person_whose_row_in_the_roster_is_faulty_takes_no_entry(office: Path) -> None:
    write_roster(office, [*PEOPLE[:2], {**PEOPLE[2], "rank": "不知道"}])
    with pytest.raises(OfficeError, match="没有登记:名册里“P3”这一行有错误"):
        enter(office)
    assert not (office / LEDGER).exists()


def test_an_office_is_as_sound_as_before(office: Path) -> None:
    for number in range(3):
        enter(office, replace(ENTRY, reason=f"第{number}件"))
    gone = [(f.code, f.place.file) for f in verify(office).findings]
    assert gone == []
    (office / LEDGER).unlink()
    assert {(f.code, f.place.file) for f in verify(office).findings} == {("J116", LEDGER)}


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 24), min_size=1, max_size=3))
def test_each_entry_is_one_more_and_the_account_moves_by_it(
    tmp_path_factory: pytest.TempPathFactory, halves: list[int]
) -> None:
    root = make_office(tmp_path_factory.mktemp("many") / "office")
    (root / "收件" / "台账.xlsx").unlink()
    total = Decimal(0)
    for number, half in enumerate(halves, 1):
        points = Decimal(half) / 2
        total += points
        report = enter(root, NewEntry(person="P3", points=str(points), reason=f"第{number}件"))
        assert f"累计扣 {total.normalize():f} 分,剩 {max(12 - total, Decimal(0)).normalize():f} 分" in report.sentence
    assert [(row["序号"], Decimal(str(row["扣分"]))) for row in entries(root)] == [
        (number, Decimal(half) / 2) for number, half in enumerate(halves, 1)
    ]
