"""Nothing that the office has typed is lost: beside its row, restored, or in 已失效记录 and back."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_cases import TODAY, Runs, codes, ledger, master_of, position, unit_table

from lzxl.cells import CellError, NoResult, Raw
from lzxl.forms.form import Form
from lzxl.forms.master_intake import VOID
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.forms.master_warning import NOTICES
from lzxl.register.office_columns import OFFICE_SHEETS, Described, carry, carry_foreign, notice_states
from lzxl.register.old_master import OldMaster, read_old_master
from lzxl.register.state import OfficeEntry, State, VoidRecord, fold

SHEET = "岗位风险登记册"
ONE = "G2026-P003-01"


def test_the_sheets_with_office_columns() -> None:
    assert [form.sheet for form in OFFICE_SHEETS] == [SHEET, "单位风险登记册", "扣分台账", "预警登记", "责任追究"]


def typed_once() -> tuple[Runs, OldMaster]:
    """Return a run, and its master after the office has typed into the first row."""
    runs = Runs()
    first = runs.run(position("甲.xlsx", "9-1", {"P003": "ab"}))
    return runs, master_of(first, {SHEET: {ONE: {"assessed_level": "1级", "opinion": " 照办\n"}}})


def test_what_was_typed_stays_as_it_stood_and_is_understood() -> None:
    runs, old = typed_once()
    result = runs.run(position("甲.xlsx", "9-1", {"P003": "ab"}), old=old)
    assert result.office[SHEET] == {ONE: {"assessed_level": "1级", "opinion": " 照办\n"}}
    assert [row.assessed_level for row in result.points] == ["一级", ""]


def test_a_second_run_adds_nothing() -> None:
    runs, old = typed_once()
    sheet = position("甲.xlsx", "9-1", {"P003": "ab"})
    result = runs.run(sheet, old=old)
    length = len(runs.events)
    runs.run(sheet, old=master_of(result))
    assert len(runs.events) == length


def test_it_follows_its_row_into_another_place_and_another_text() -> None:
    runs, old = typed_once()
    result = runs.run(position("乙.xlsx", "9-5", {"P003": "xb"}, 5), old=old)
    assert [(row.point.text, row.assessed_level) for row in result.points] == [("x", "一级"), ("b", "")]


def test_a_vanished_row_leaves_a_record_and_comes_back_with_it() -> None:
    runs, old = typed_once()
    gone = runs.run(position("乙.xlsx", "9-5", {"P003": "b"}, 5), old=old)
    assert [(r.number, r.heading, r.value, r.content, r.since) for r in gone.void] == [
        (ONE, "评估等级", "1级", "a", TODAY),
        (ONE, "领导小组意见", " 照办\n", "a", TODAY),
    ]
    assert gone.office[SHEET] == {}
    later = date(2027, 1, 1)
    still = runs.run(position("乙.xlsx", "9-5", {"P003": "b"}, 5), old=master_of(gone), today=later)
    assert still.void == gone.void
    back = runs.run(position("丙.xlsx", "9-9", {"P003": "ab"}, 9), old=master_of(still), today=later)
    assert back.office[SHEET] == {ONE: {"assessed_level": "1级", "opinion": " 照办\n"}} and not back.void


def test_without_the_old_master_the_journal_restores_all() -> None:
    runs, old = typed_once()
    sheets = [position("甲.xlsx", "9-1", {"P003": "ab"}), unit_table("丁.xlsx", "9-1", "c")]
    before = runs.run(*sheets, old=old)
    again = runs.run(*sheets, old=None)
    assert again.office == before.office
    assert codes(again.findings) == ["G120"]
    gone = runs.run(position("乙.xlsx", "9-5", {"P003": "b"}, 5), old=master_of(again))
    assert runs.run(position("乙.xlsx", "9-5", {"P003": "b"}, 5), old=None).void == gone.void


def test_a_row_deleted_by_hand_is_restored_with_a_warning() -> None:
    runs, old = typed_once()
    sheet = position("甲.xlsx", "9-1", {"P003": "ab"})
    before = runs.run(sheet, old=old)
    master = master_of(before)
    del master.sheets[SHEET][ONE]  # type: ignore[attr-defined]
    result = runs.run(sheet, old=master)
    assert result.office == before.office and codes(result.findings) == ["G121"]
    assert "“甄别结果”" in result.findings[0].cure


@pytest.mark.parametrize("form", OFFICE_SHEETS, ids=lambda form: form.sheet)
def test_instead_of_deleting_a_row_there_is_a_column_of_that_very_sheet(form: Form) -> None:
    name = form.office_columns[0].field
    state = State(office={(form.sheet, "1"): OfficeEntry({name: "x"})})
    result = carry(form, {"1": Described("某人", "某事")}, OldMaster({form.sheet: {}}, ()), state, TODAY)
    (finding,) = result.findings
    assert finding.code == "G121"
    quoted = re.findall("“(.*?)”", finding.cure)
    assert quoted[0] in {column.heading for column in form.office_columns}


def test_a_cell_that_the_office_clears_is_cleared() -> None:
    runs, old = typed_once()
    sheet = position("甲.xlsx", "9-1", {"P003": "ab"})
    master = master_of(runs.run(sheet, old=old))
    master.sheets[SHEET][ONE] = OfficeEntry({"opinion": "照办"})  # type: ignore[index]
    assert runs.run(sheet, old=master).office[SHEET] == {ONE: {"opinion": "照办"}}
    assert runs.run(sheet, old=None).office[SHEET] == {ONE: {"opinion": "照办"}}


def test_a_column_deleted_by_hand_is_restored_with_a_warning() -> None:
    runs, old = typed_once()
    sheet = position("甲.xlsx", "9-1", {"P003": "ab"})
    before = runs.run(sheet, old=old)
    kept = Row(4, {"number": ONE, "text": "a"}, {"number": ONE, "screening": None, "opinion": "改了"})
    master, _ = read_old_master([Table(POSITION_REGISTER, [kept])])
    result = runs.run(sheet, old=master)
    assert before.office[SHEET][ONE]["assessed_level"] == "1级"
    assert result.office[SHEET] == {ONE: {"assessed_level": "1级", "opinion": "改了"}}
    assert [f.message for f in result.findings if f.code == "G124"] == [
        "汇总册“岗位风险登记册”里没有“评估等级”一栏了,本社填写的内容已按流水恢复"
    ]


def test_recognition_of_an_entry_is_merged_by_its_number() -> None:
    runs = Runs()
    first = runs.run(ledger("先.xlsx", "3-31", {1: "2"}))
    old = master_of(first, {"扣分台账": {"K2026-U01-001": {"recognition": "认定", "recognised_on": date(2026, 4, 2)}}})
    result = runs.run(ledger("先.xlsx", "3-31", {1: "2"}), ledger("后.xlsx", "4-30", {1: "3"}, 5), old=old)
    assert [(row.recognition, str(row.entry.points)) for row in result.entries] == [("认定", "3")]
    assert runs.state.office["扣分台账", "K2026-U01-001"].values["recognised_on"] == date(2026, 4, 2)


def test_a_claim_of_the_unit_never_decides_and_is_told() -> None:
    sheet = position("甲.xlsx", "9-1", {"P003": "a"})
    claim = replace(sheet, points=(replace(sheet.points[0], claimed_level="三级"),))
    result = Runs().run(claim)
    assert [row.assessed_level for row in result.points] == [""] and codes(result.findings) == ["G110"]


def test_notices_know_what_was_entered_before_they_are_decided() -> None:
    number = "YJ2026-C-P003"
    old = OldMaster({NOTICES.sheet: {number: OfficeEntry({"issued": "2026年4月2日", "acceptance": "合格"})}})
    state = notice_states(old, State())[number]
    assert (state.issued, state.acceptance) == (date(2026, 4, 2), "合格")
    carried = carry(NOTICES, {number: Described("张样例", "提醒谈话")}, old, State(), TODAY)
    assert carried.cells == {number: {"issued": "2026年4月2日", "acceptance": "合格"}}
    restored = notice_states(None, fold(carried.events))[number]
    assert restored == state


def test_records_of_a_sheet_that_is_not_ours_are_carried_on() -> None:
    record = VoidRecord("手工", "", "某人", "某事", "备注", "勿删", None)
    old = OldMaster({}, (record,))
    kept, events = carry_foreign(old, State())
    assert kept == (record,)
    assert carry_foreign(None, fold(events)) == (kept, []) and carry_foreign(old, fold(events)) == (kept, [])


# ---------------------------------------------------------------- reading the old master


@dataclass
class Row:
    number: int
    values: dict[str, object]
    raw: dict[str, Raw]


@dataclass
class Table:
    form: Form
    rows: list[Row] = field(default_factory=list)


def test_rows_without_a_number_and_second_rows_lose_nothing() -> None:
    table = Table(
        POSITION_REGISTER,
        [
            Row(4, {"number": ONE, "person_name": "张样例", "text": "a"}, {"opinion": "甲"}),
            Row(5, {"number": ONE, "text": "a"}, {"opinion": "乙", "screening": "保留"}),
            Row(9, {}, {"opinion": "丙"}),
        ],
    )
    old, findings = read_old_master([table])
    assert old.sheets[SHEET] == {ONE: OfficeEntry({"opinion": "甲", "screening": "保留"}, "", "a")}
    assert [(r.number, r.value) for r in old.apart] == [(ONE, "乙"), ("", "丙")]
    assert codes(findings) == ["G122", "G123"]
    result = Runs().run(position("甲.xlsx", "9-1", {"P003": "a"}), old=old)
    assert result.office[SHEET][ONE] == {"opinion": "甲", "screening": "保留"}
    assert [r.value for r in result.void] == ["乙", "丙"]


@pytest.mark.parametrize(
    ("raw", "kept"), [(CellError("#REF!"), "#REF!"), (NoResult("A1+1"), "=A1+1"), ("", None), (3.0, 3.0), (True, True)]
)
def test_a_cell_is_kept_so_that_it_can_be_written_again(raw: Raw, kept: object) -> None:
    old, _ = read_old_master([Table(POSITION_REGISTER, [Row(4, {"number": ONE}, {"opinion": raw})])])
    assert old.sheets[SHEET][ONE].values == ({} if kept is None else {"opinion": kept})


def test_the_sheet_of_void_records_is_read_back() -> None:
    values = {"sheet": SHEET, "number": ONE, "subject": "张样例", "content": "a", "heading": "评估等级", "since": TODAY}
    old, _ = read_old_master([Table(VOID, [Row(4, values, {"value": "一级"})])])
    (record,) = old.void or ()
    assert record.row() == {**values, "value": "一级"}


# ---------------------------------------------------------------- properties

VALUES = st.dictionaries(
    st.sampled_from(["screening", "assessed_level", "opinion"]),
    st.one_of(st.text("甲乙一级", min_size=1, max_size=3), st.integers(0, 9), st.dates()),
    max_size=3,
)
NUMBERS = [f"G2026-P003-0{n}" for n in range(1, 5)]
STEPS = st.lists(
    st.tuples(st.sets(st.sampled_from(NUMBERS)), st.dictionaries(st.sampled_from(NUMBERS), VALUES), st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=100)
@given(STEPS)
def test_every_entry_is_beside_its_row_or_in_the_void(steps: list) -> None:
    """Rows come and go, the office types, the master is lost at times: what was typed last is always somewhere."""
    events: list = []
    old: OldMaster | None = None
    expected: dict[tuple[str, str], object] = {}
    columns = POSITION_REGISTER.by_field
    for current, typed, lost in steps:
        if old is not None:
            rows = old.sheets[SHEET]
            for number, values in typed.items():
                if number in rows:
                    rows[number] = OfficeEntry({**rows[number].values, **values})  # type: ignore[index]
                    expected |= {(number, name): value for name, value in values.items()}
        described = {number: Described("某人", "某事") for number in sorted(current)}
        state = fold(events)
        result = carry(POSITION_REGISTER, described, old, state, TODAY)
        events += result.events
        held = {(n, name): value for n, values in result.cells.items() for name, value in values.items()}
        void = {(r.number, r.heading): r.value for r in result.void}
        for (number, name), value in expected.items():
            assert (held[number, name] if number in current else void[number, columns[name].heading]) == value
        assert len(held) + len(void) == len(expected)
        entries = {number: OfficeEntry(result.cells.get(number, {})) for number in described}
        old = None if lost else OldMaster({SHEET: entries}, result.void)
        assert not carry(POSITION_REGISTER, described, old, fold(events), TODAY).events
