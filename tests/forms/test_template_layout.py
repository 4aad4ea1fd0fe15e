"""The three templates as clerks get them: what stands where, what is asked for, what the counter says."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laid_out import block_of, book_of

from lzxl.cells import LAST_ROW, Formula, Place, Sheet, Visibility
from lzxl.excel.write import render
from lzxl.findings import Finding, Severity
from lzxl.forms import styles
from lzxl.forms.form import Form
from lzxl.forms.identify import identify
from lzxl.forms.instructions import SAMPLE_TEXTS
from lzxl.forms.ledger import LEDGER
from lzxl.forms.parse import parse
from lzxl.forms.position import POSITION
from lzxl.forms.registry import TEMPLATES
from lzxl.forms.samples import SAMPLES
from lzxl.forms.template import ROOM, blank_templates, first_row, template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.law.figures import default_figures
from lzxl.law.level import proposed

HEAD: Mapping[str, Any] = {
    "unit_name": "样例一社",
    "unit_id": "U08",
    "year": 2026,
    "filled": date(2026, 9, 1),
    "promiser": "张样例",
    "promised": date(2026, 9, 1),
}
HEADINGS = {
    "岗位承诺表": "序号 人员编号 姓名 职务 岗位职责 重点环节 关键要素 风险类别 风险点 查找方式 风险大小 危害程度 发生频率 自评等级 "
    "防控措施 责任人 完成时限 承诺日期 评定意见 审核意见 评估等级 领导小组意见",
    "单位承诺表": "序号 职权名称 行使依据 重点环节 关键要素 风险类别 风险点 查找方式 风险大小 危害程度 发生频率 自评等级 "
    "防控措施 责任人 完成时限 审核意见 评估等级 领导小组意见",
    "扣分台账": "序号 发生日期 对象类型 单位 人员编号 姓名 事由 扣分项目 记录类型 扣分 依据 查处机关 性质恶劣 状态 备注",
}
LABELS = {
    "岗位承诺表": "单位 单位编号 年度 填表日期",
    "单位承诺表": "单位 单位编号 年度 填表日期 承诺人 承诺日期",
    "扣分台账": "单位 单位编号 年度 填表日期 零报告",
}
FILES = {
    "岗位廉政风险和自我防控承诺表.xlsx": "岗位承诺表",
    "科室、单位廉政风险和防控承诺表.xlsx": "单位承诺表",
    "廉政风险预警扣分台账.xlsx": "扣分台账",
}
ROOT = Path(__file__).parents[2]

each_form = pytest.mark.parametrize("form", TEMPLATES, ids=lambda form: form.name)


def table(form: Form, head: Mapping[str, Any] | None = None, rows: Sequence[Any] = ()) -> Sheet:
    return template(form, head, rows).sheets[0]


def counter(sheet: Sheet) -> Formula:
    (formula,) = (value for value in sheet.cells.values() if isinstance(value, Formula))
    return formula


# ---------------------------------------------------------------- what stands where


def test_the_three_files_and_their_sheets() -> None:
    made = {name: workbook.sheets[0].name for name, workbook in blank_templates().items()}
    assert made == FILES
    for workbook in blank_templates().values():
        assert [sheet.name for sheet in workbook.sheets[1:]] == ["填表说明", "_lzxl"]


@each_form
def test_headings_stand_as_the_contract_has_them(form: Form) -> None:
    sheet = table(form)
    row = first_row(form) - 1
    assert [sheet.cells[row, at] for at in range(1, len(form.columns) + 1)] == HEADINGS[form.name].split()
    assert max(r for r, _ in sheet.cells) == row  # a blank template has nothing below its headings


@each_form
def test_head_values_stand_right_of_their_labels_unmerged(form: Form) -> None:
    sheet = table(form, HEAD)
    head_rows = range(3, first_row(form) - 2)
    labels = {
        value: cell
        for cell, value in sheet.cells.items()
        if cell[0] in head_rows and value in LABELS[form.name].split()
    }
    assert list(labels) == LABELS[form.name].split()
    for column in form.head:
        row, at = labels[column.heading]
        assert sheet.cells[row, at + 1] == HEAD.get(column.field)
        assert not any(a.top <= row <= a.bottom and a.left <= at + 1 and at <= a.right for a in sheet.merges)


@each_form
def test_the_commitment_stands_in_the_head(form: Form) -> None:
    assert table(form).cells[1, 1] == form.title
    if form is not LEDGER:
        assert table(form).cells[2, 1] == form.statement and "承诺" in form.statement


@each_form
def test_required_headings_differ_in_style_not_in_words(form: Form) -> None:
    sheet, row = table(form), first_row(form) - 1
    for at, column in enumerate(form.columns, 1):
        assert (sheet.styles[row, at] == styles.REQUIRED_HEADING) == column.required


# ---------------------------------------------------------------- typing


@each_form
def test_room_without_formatted_empties(form: Form) -> None:
    with zipfile.ZipFile(io.BytesIO(render(template(form)))) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert max(map(int, re.findall(r'<row r="(\d+)"', xml))) == first_row(form) - 1
    assert len(xml) < 40_000


@each_form
def test_the_whole_typing_area_is_open_and_the_headings_are_not(form: Form) -> None:
    import openpyxl

    page = openpyxl.load_workbook(io.BytesIO(render(template(form, HEAD))))[form.sheet]
    first, width = first_row(form), len(form.columns)
    assert page.protection.sheet and page.protection.password is None
    assert all(page.cell(first - 1, at).protection.locked for at in range(1, width + 1))
    runs = [(run.min, run.max) for run in page.column_dimensions.values() if not run.protection.locked]
    assert {at for low, high in runs for at in range(low, high + 1)} == set(range(1, width + 1))
    assert not page.cell(
        3, next(at for (row, at), v in table(form, HEAD).cells.items() if v == "U08")
    ).protection.locked
    protection = template(form).sheets[0].protection
    assert protection is not None and protection.unlocked[-1].bottom == LAST_ROW


@each_form
def test_every_vocabulary_column_has_a_list_with_a_prompt(form: Form) -> None:
    workbook = template(form)
    sheet = workbook.sheets[0]
    rules = {(rule.area.top, rule.area.left): rule for rule in sheet.drop_downs}
    first = first_row(form)
    for at, column in enumerate(form.columns, 1):
        if column.vocabulary:
            rule = rules[first, at]
            assert list(workbook.lists[rule.source]) == list(column.vocabulary.items)
            assert rule.prompt and rule.area.bottom >= first + ROOM - 1
            assert rule.strict == (column.kind.value == "选项")


@each_form
def test_prompts_fit_excel(form: Form) -> None:
    sheet = table(form)
    for rule in [*sheet.drop_downs, *sheet.limits]:
        assert len(rule.title) <= 32 and len(rule.prompt) <= 255
    first = first_row(form)
    asked = {rule.area.left for rule in [*sheet.drop_downs, *sheet.limits] if rule.area.top == first}
    assert asked == {at for at, column in enumerate(form.columns, 1) if column.prompt}


def test_the_ledger_offers_item_codes_and_days_of_its_year() -> None:
    workbook = template(LEDGER, {**HEAD})
    assert list(workbook.lists["词表_扣分项目"]) == list(default_figures().items)
    (day,) = (rule for rule in workbook.sheets[0].limits if rule.title == "发生日期")
    assert (day.low, day.high) == (date(2026, 1, 1), date(2026, 12, 31))


@each_form
def test_conditions_stay_short_enough_for_excel(form: Form) -> None:
    sheet = table(form)
    assert max(len(rule.formula) for rule in sheet.colours) <= 255
    assert len(counter(sheet).text) <= 8_000
    texts = re.findall(r'"((?:[^"]|"")*)"', counter(sheet).text)
    assert max(map(len, texts)) <= 255


# ---------------------------------------------------------------- pouring


@each_form
def test_poured_values_are_read_back(form: Form) -> None:
    rows = [{**SAMPLES[form.name], "serial": number} for number in range(1, 4)]
    read, _ = parse(form, block_of(table(form, HEAD, rows)))
    assert {field: read.head[field] for field in HEAD if field in read.head} == {
        column.field: HEAD[column.field] for column in form.head if column.field in HEAD
    }
    assert len(read.rows) == 3
    for row, values in zip(read.rows, rows, strict=True):
        assert {field: row.values[field] for field in values} == values
    assert read.rows[0].number == first_row(form)


@each_form
def test_a_blank_template_is_read_as_empty(form: Form) -> None:
    book = book_of(template(form))
    identified, findings = identify(book)
    assert identified is not None and identified.form is form and findings == []
    read, _ = parse(form, identified.block)
    assert read.rows == () and set(read.head.values()) == {None}


@settings(max_examples=25)
@given(st.integers(0, 400))
def test_more_rows_than_the_room_have_their_rules_too(count: int) -> None:
    sheet = table(UNIT_TABLE, HEAD, [{**SAMPLES["单位承诺表"], "serial": n} for n in range(count)])
    last = first_row(UNIT_TABLE) + count - 1
    assert all(rule.area.bottom > last for rule in sheet.drop_downs if rule.area.top == first_row(UNIT_TABLE))


def test_identity_stands_in_three_places() -> None:
    workbook = template(POSITION, HEAD)
    told = {"lzxl.form": "岗位承诺表", "lzxl.version": "1", "lzxl.unit": "U08", "lzxl.year": "2026"}
    hidden = workbook.sheets[-1]
    assert workbook.properties == told
    assert hidden.visibility is Visibility.VERY_HIDDEN
    assert {hidden.cells[row, 1]: hidden.cells[row, 2] for row, at in hidden.cells if at == 2} == told
    assert "lzxl.unit" not in template(POSITION).properties


# ---------------------------------------------------------------- marks


def finding(severity: Severity, message: str) -> Finding:
    return Finding(severity, "C113", Place("a.xlsx", "岗位承诺表", 9, 11), message, "请改正。", "二(三)2", "特高")


def test_marks_colour_explain_and_are_listed() -> None:
    first = first_row(POSITION)
    marks = [
        ((first, 11), finding(Severity.WARNING, "可疑")),
        ((first, 11), finding(Severity.ERROR, "不在可选范围内")),
        ((0, 0), finding(Severity.NOTE, "整表的话")),
    ]
    workbook = template(POSITION, HEAD, [SAMPLES["岗位承诺表"]], marks)
    listed, sheet = workbook.sheets[:2]
    assert (listed.name, sheet.name) == ("问题清单", "岗位承诺表")
    assert sheet.styles[first, 11].fill == styles.RED.fill
    assert "可疑" in sheet.notes[first, 11] and "改法:请改正。" in sheet.notes[first, 11]
    lines = [[getattr(v, "text", v) for (r, _), v in sorted(listed.cells.items()) if r == row] for row in (4, 5, 6)]
    assert [line[:3] for line in lines] == [
        ["错误", f"K{first}", "不在可选范围内"],
        ["警告", f"K{first}", "可疑"],
        ["提示", "整表", "整表的话"],
    ]
    assert identify(book_of(workbook))[0].form is POSITION  # type: ignore[union-attr]


# ---------------------------------------------------------------- instructions, samples


@each_form
def test_instructions_name_every_column_word_and_clause(form: Form) -> None:
    page = template(form).sheets[1]
    text = "\n".join(str(value) for value in page.cells.values())
    for column in (*form.head, *form.columns):
        assert column.heading in text and column.prompt in text
        assert not column.vocabulary or "、".join(column.vocabulary.items) in text
    assert "提示条" in text and "示例" in text


def test_instructions_follow_the_figures() -> None:
    def text(form: Form, **figures: Any) -> str:
        from lzxl.law.figures import Setting, resolve

        settings = [Setting(name, value, None, row) for row, (name, value) in enumerate(figures.items(), 4)]
        return "\n".join(str(v) for v in template(form, figures=resolve(settings)[0]).sheets[1].cells.values())

    assert "12 及以上为一级,4 及以上为二级" in text(POSITION)
    assert "18 及以上为一级,6 及以上为二级" in text(POSITION, 一级起点=18, 二级起点=6)
    assert "都是“高”的,为一级" not in text(POSITION, 大小危害均高定一级="否")
    assert "年内累计扣分达到 9 分" in text(LEDGER)
    assert "责令书面检查" in text(LEDGER) and "S02" in text(LEDGER)


@each_form
def test_samples_are_complete_right_and_recognisable(form: Form) -> None:
    sample = SAMPLES[form.name]
    assert {column.field for column in form.columns if column.required} <= set(sample)
    for column in form.columns:
        if column.vocabulary and column.field in sample and column.kind.name != "TIME_LIMIT":
            value = sample[column.field]
            assert set(value if isinstance(value, tuple) else (value,)) <= set(column.vocabulary.items)
    for field in ("text", "measures", "reason"):
        assert field not in sample or sample[field] in SAMPLE_TEXTS
    if "self_level" in sample:
        level = proposed(str(sample["size"]), str(sample["harm"]), str(sample["frequency"]), default_figures()).level
        assert sample["self_level"] == level
