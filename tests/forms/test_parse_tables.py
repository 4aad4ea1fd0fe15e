"""Whole sheets: headings found wherever they stand, the head, people's rows, what is no record."""

from dataclasses import replace
from datetime import date

import pytest
from made_blocks import ENTRY, HEAD, POINT, block, column, sheet_rows

from lzxl.cells import Area, Block, Formula, NoResult
from lzxl.findings import Severity
from lzxl.forms.ledger import LEDGER
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.forms.parse import parse
from lzxl.forms.position import POSITION
from lzxl.forms.registry import MASTER, ROSTER, TEMPLATES
from lzxl.forms.samples import SAMPLES
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE

OTHER = POINT | {"serial": 3, "person_id": "P2", "person_name": "李样", "post": "会计", "duties": "记账"}


def codes(findings):
    return [finding.code for finding in findings]


def with_rows(form, rows, *extra, head=HEAD, **traits):
    cells = [*sheet_rows(form, rows, head), *extra]
    return Block("收件/表.xlsx", form.sheet, tuple(map(tuple, cells)), **traits)


def inserted(given: Block, *, row: int = 0, column: int = 0) -> Block:
    """Insert a blank row before ``row`` and a blank column before ``column``."""
    rows = [list(cells) for cells in given.rows]
    if row:
        rows.insert(row - 1, [])
    if column:
        for cells in rows:
            cells.insert(column - 1, None)
    return replace(given, rows=tuple(map(tuple, rows)))


# ---------------------------------------------------------------- headings and head


@pytest.mark.parametrize("form", TEMPLATES, ids=lambda form: form.name)
def test_a_template_with_its_sample_is_read_back_without_a_finding(form):
    sheet = template(form, {k: v for k, v in HEAD.items() if k in form.by_field}, [SAMPLES[form.name]]).sheets[0]
    height, width = (max(cell[at] for cell in sheet.cells) for at in (0, 1))
    formulas = frozenset(cell for cell, value in sheet.cells.items() if isinstance(value, Formula))
    rows = tuple(
        tuple(sheet.cells.get((row, at)) if (row, at) not in formulas else "已填 1 行" for at in range(1, width + 1))
        for row in range(1, height + 1)
    )
    raw = tuple(tuple(float(v) if hasattr(v, "as_tuple") else v for v in row) for row in rows)
    table, findings = parse(form, Block("表.xlsx", sheet.name, raw, tuple(sheet.merges), formulas=formulas))
    assert findings == []
    assert {name: value for name, value in table.head.items() if value is not None} == {
        name: value for name, value in HEAD.items() if name in form.by_field
    }
    (row,) = table.rows
    assert {name: row.values[name] for name in SAMPLES[form.name]} == dict(SAMPLES[form.name])


@pytest.mark.parametrize("row", [1, 2, 3])
@pytest.mark.parametrize("at", [1, 2, 5, 9])
def test_inserted_rows_and_columns_change_nothing(row, at):
    given = block(POSITION, [POINT, OTHER])
    plain, _ = parse(POSITION, given)
    table, findings = parse(POSITION, inserted(given, row=row, column=at))
    assert findings == []
    assert table.head == plain.head
    assert [r.values for r in table.rows] == [r.values for r in plain.rows]


@pytest.mark.parametrize(
    "heading", ["扣 分\n(分)", "扣分（分）", "\u00a0扣分 ", "扣\u200b分", "扣分*", "＊扣分", "扣分:"]
)
def test_headings_are_known_in_any_dress(heading):
    rows = sheet_rows(LEDGER, [ENTRY])
    rows[2][column(LEDGER, "points") - 1] = heading
    table, findings = parse(LEDGER, Block("a", "扣分台账", tuple(map(tuple, rows))))
    assert findings == []
    assert table.rows[0].values["points"] == 1.5


def changed_headings(change):
    rows = sheet_rows(LEDGER, [ENTRY])
    change(rows[2])
    return parse(LEDGER, Block("a", "扣分台账", tuple(map(tuple, rows))))


def test_a_missing_required_column_is_named_once_and_no_row_cries_for_it():
    table, findings = changed_headings(lambda row: row.__setitem__(column(LEDGER, "points") - 1, None))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert [finding.message for finding in errors] == ["缺少列“扣分”"]
    assert "points" not in table.rows[0].values


def test_a_missing_optional_column_is_a_warning():
    _, findings = changed_headings(lambda row: row.__setitem__(column(LEDGER, "remark") - 1, None))
    assert codes(findings) == ["T112"]


def test_a_heading_twice_an_unknown_one_and_content_without_one():
    rows = sheet_rows(LEDGER, [ENTRY])
    rows[2] += ["扣分", "本科室意见", None]
    rows[3] += [2, "同意", "随手记"]
    _, findings = parse(LEDGER, Block("a", "扣分台账", tuple(map(tuple, rows))))
    assert codes(findings) == ["T113", "T114", "T115"]
    assert "J3 和 P3" in findings[0].message


def test_a_heading_of_two_rows_is_put_together():
    rows = sheet_rows(POSITION, [POINT])
    degrees = [column(POSITION, field) - 1 for field in ("size", "harm", "frequency")]
    below = [rows[2][at] if at in degrees else None for at in range(len(rows[2]))]
    for at in degrees:
        rows[2][at] = "风险评定" if at == degrees[0] else None
    rows.insert(3, below)
    table, findings = parse(POSITION, Block("a", "岗位承诺表", tuple(map(tuple, rows))))
    assert codes(findings) == ["T116"]
    assert (table.rows[0].values["size"], table.rows[0].number) == ("高", 5)


def test_a_sheet_without_headings_says_so():
    table, findings = parse(POSITION, Block("a", "岗位承诺表", (("单位", "样例一社"), ("随便写写",))))
    assert codes(findings) == ["T110"]
    assert (table.head["unit_name"], table.rows) == ("样例一社", ())


HEADS = [
    ([["单位", "样例一社", "年度", 2026]], []),
    ([["单位:", "样例一社"], ["年 度", 2026]], []),
    ([["填报单位：", "样例一社", None, "年度", 2026]], []),
    ([["单位:样例一社", "年度:2026"]], ["C104", "T120", "T120"]),
    ([["填报单位:样例一社    年度:2026年"]], ["C104", "T120", "T120"]),
    ([["单位", "样例一社", "单位", "样例二社", "年度", 2026]], ["T121"]),
]


@pytest.mark.parametrize(("rows", "expected"), HEADS)
def test_the_head_is_read_wherever_its_labels_stand(rows, expected):
    table, findings = parse(
        LEDGER, Block("a", "扣分台账", tuple(map(tuple, [*rows, *sheet_rows(LEDGER, [ENTRY])[2:]])))
    )
    assert (table.head["unit_name"], table.head["year"]) == ("样例一社", 2026)
    assert sorted(codes(findings)) == expected


def test_a_label_without_value_does_not_take_the_next_label():
    table, _ = parse(LEDGER, block(LEDGER, [ENTRY], HEAD | {"unit_name": None}))
    assert (table.head["unit_name"], table.head["unit_id"]) == (None, "U08")


def test_merged_labels_and_values_of_the_head():
    rows = [["单位", None, "样例一社", None, "年度", 2026], *sheet_rows(LEDGER, [ENTRY])[2:]]
    given = Block("a", "扣分台账", tuple(map(tuple, rows)), (Area(1, 1, 1, 2), Area(1, 3, 1, 4)))
    table, findings = parse(LEDGER, given)
    assert (table.head["unit_name"], table.head["year"], findings) == ("样例一社", 2026, [])


# ---------------------------------------------------------------- rows that are no records

BELOW = [
    ([["填表人:王样", None, "审核人:", None, "日期:2026年9月1日"]], ["T134"]),
    ([["填表人:王样"], ["2026年9月1日", "(盖章)"]], ["T134", "T134"]),
    ([["注:本表一式两份"]], ["T134"]),
    ([["审核人签字:"], [None, None, None, None, None, "2026年9月8日"]], ["T134", "T134"]),
    ([[None, None, "单位负责人(签字):"], [None, date(2026, 9, 8)]], ["T134", "T134"]),
    ([[None, None, "审核意见:同意"], [None, None, None, None, None, "王样"]], ["T134", "T134"]),
    ([["科室负责人签名盖章"], [None] * 14 + ["年 月 日"]], ["T134", "T134"]),
    ([["单位(公章):"]], ["T134"]),
    ([[None, None, None, None, None, None, "2026年9月8日"]], ["T134"]),
    ([["合计", None, None, None, None, None, None, None, None, 1.5]], ["T133"]),
    ([["示例", date(2026, 1, 1), "个人", None, None, "王样", "迟到", None, "扣分", 1]], ["T132"]),
    ([[2, date(2026, 1, 1), "个人", None, None, "例:王样", "迟到", None, "扣分", 1]], ["T132"]),
    ([[2], [3], [4]], []),
    ([["2"], [" "], []], []),
    ([[], [], [], [], [], [None, None, None, None, None, "x"]], ["T136"]),
    ([[column.heading for column in LEDGER.columns]], ["T130"]),
]


@pytest.mark.parametrize(("rows", "expected"), BELOW)
def test_what_stands_below_is_no_record(rows, expected):
    table, findings = parse(LEDGER, with_rows(LEDGER, [ENTRY], *rows))
    assert (len(table.rows), codes(findings)) == (1, expected)


def test_a_date_where_dates_belong_is_the_beginning_of_a_record():
    table, findings = parse(LEDGER, with_rows(LEDGER, [ENTRY], [None, date(2026, 9, 8)]))
    assert (len(table.rows), set(codes(findings))) == (2, {"C101"})


def test_a_half_filled_row_is_no_signature_because_its_responsible_is_one_who_signs():
    begun = {"serial": 2, "text": "付款时一个人审批", "measures": "两人签字", "responsible": "负责人"}
    table, findings = parse(UNIT_TABLE, block(UNIT_TABLE, [POINT, begun]))
    assert (len(table.rows), set(codes(findings))) == (2, {"C101"})


@pytest.mark.parametrize("lost", ["assessed_level", "opinion"])
def test_nobody_is_told_to_use_a_template_for_the_master(lost):
    rows = sheet_rows(POSITION_REGISTER, [])
    rows[-1] = [None if at == column(POSITION_REGISTER, lost) else cell for at, cell in enumerate(rows[-1], 1)]
    _, findings = parse(POSITION_REGISTER, Block("汇总册.xlsx", POSITION_REGISTER.sheet, tuple(map(tuple, rows))))
    assert findings == []


@pytest.mark.parametrize(("forms", "of_master"), [(MASTER, True), (TEMPLATES, False), (ROSTER, False)])
def test_only_the_master_is_written_by_nobody_but_the_office(forms, of_master):
    assert {form.of_master for form in forms} == {of_master}


def test_a_second_table_with_other_headings_is_an_error():
    other = [column.heading for column in reversed(LEDGER.columns)]
    _, findings = parse(LEDGER, with_rows(LEDGER, [ENTRY], other))
    assert codes(findings) == ["T131"]


def test_rows_below_a_repeated_heading_are_read_and_its_words_are_nobody():
    headings = [column.heading for column in LEDGER.columns]
    more = [ENTRY.get(column.field) for column in LEDGER.columns]
    table, _ = parse(LEDGER, with_rows(LEDGER, [ENTRY], headings, more))
    assert [row.values["person_name"] for row in table.rows] == ["张样", "张样"]


def test_a_person_named_like_the_sample_is_not_lost():
    table, findings = parse(LEDGER, block(LEDGER, [ENTRY | {"person_name": "例样"}, ENTRY | {"person_name": "示例"}]))
    assert (len(table.rows), findings) == (2, [])


def test_a_merged_unit_fills_its_rows_with_one_note():
    at = column(LEDGER, "unit_name")
    rows = [ENTRY | {"unit_name": "样例一社"}, ENTRY | {"serial": 2}, ENTRY | {"serial": 3}]
    table, findings = parse(LEDGER, block(LEDGER, rows, merged=(Area(4, at, 6, at),)))
    assert [row.values["unit_name"] for row in table.rows] == ["样例一社"] * 3
    assert [(f.code, f.value) for f in findings] == [("T141", "样例一社")]


def test_each_empty_required_cell_is_told_with_its_place():
    rows = [POINT | {"text": None, "deadline": None}, OTHER | {"measures": "无"}]
    table, findings = parse(POSITION, block(POSITION, rows))
    told = [(f.code, f.place.row, f.place.column) for f in findings]
    assert told == [
        ("C101", 4, column(POSITION, "text")),
        ("C101", 4, column(POSITION, "deadline")),
        ("C102", 5, column(POSITION, "measures")),
    ]
    assert [row.broken for row in table.rows] == [{"text", "deadline"}, {"measures"}]


def test_formulas_with_a_result_are_values_and_those_without_are_errors():
    rows = [ENTRY, ENTRY | {"serial": 2, "points": NoResult("=1+2")}]
    given = block(LEDGER, rows, formulas=frozenset({(4, column(LEDGER, "points")), (5, column(LEDGER, "points"))}))
    table, findings = parse(LEDGER, given)
    assert (table.rows[0].values["points"], codes(findings)) == (1.5, ["C107"])


def test_the_template_s_own_formulas_beside_the_table_are_never_data():
    rows = sheet_rows(LEDGER, [ENTRY])
    rows[1] += ["还缺", "3 项"]
    rows[3] += [None, "已填齐"]
    rows.append([None] * 16 + ["未填"])
    formulas = frozenset({(4, 17), (5, 17)})
    table, findings = parse(LEDGER, Block("a", "扣分台账", tuple(map(tuple, rows)), formulas=formulas))
    assert (len(table.rows), findings) == (1, [])


@pytest.mark.parametrize("form", [UNIT_TABLE, POSITION_REGISTER], ids=lambda form: form.name)
def test_an_empty_table_of_any_form_is_no_fault_of_the_parser(form):
    table, findings = parse(form, block(form, []))
    assert (table.rows, findings) == ((), [])


@pytest.mark.parametrize("reason", ["说明:三次迟到", "备注:无", "签字"])
def test_a_half_filled_record_with_a_label_word_stays_a_record(reason):
    begun = {"serial": 2, "person_name": "张样", "reason": reason}
    table, _ = parse(LEDGER, block(LEDGER, [ENTRY, begun]))
    assert len(table.rows) == 2
