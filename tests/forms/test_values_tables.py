"""Cells as clerks type them: what is read from each, and what is said about it."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.area import MOST_CHARACTERS
from lzxl.cells import CellError, NoResult, Place
from lzxl.findings import Severity
from lzxl.forms import columns as c
from lzxl.forms.characters import odd
from lzxl.forms.form import Column, Kind
from lzxl.forms.ledger import GRAVE, INVESTIGATED, ITEM, POINTS
from lzxl.forms.readers import READERS
from lzxl.forms.values import is_blank, read_value
from lzxl.law.vocabulary import fold

HERE = Place("甲.xlsx", "表", 7, 3)
DAY = date(2011, 8, 17)
OPTIONAL_DAY = Column("day", "采用日期", Kind.DATE)
REMARK = Column("remark", "备注")
NAMES = Column("aliases", "别名", Kind.NAMES)
SETTING = Column("value", "值", Kind.ANY)

ZERO_WIDTH, REVERSED = "\u200b", "\u202e"


def read(column, raw):
    value, findings = read_value(column, raw, HERE)
    return value, [finding.code for finding in findings]


UNDERSTOOD = [
    # level
    (c.SELF_LEVEL, "一级", "一级", []),
    (c.SELF_LEVEL, "1级", "一级", ["C104"]),
    (c.SELF_LEVEL, "１级", "一级", ["C104"]),
    (c.SELF_LEVEL, "Ⅰ级", "一级", ["C104"]),
    (c.SELF_LEVEL, "重点", "一级", ["C104"]),
    (c.SELF_LEVEL, " 一 级\u3000", "一级", ["C104"]),
    (c.SELF_LEVEL, "一级(重点)", "一级", ["C104"]),
    (c.SELF_LEVEL, "一般", "三级", ["C104"]),
    (c.SELF_LEVEL, "二级" + ZERO_WIDTH, "二级", ["C105"]),
    # points
    (POINTS, 3, Decimal(3), []),
    (POINTS, 3.0, Decimal(3), []),
    (POINTS, 2.5, Decimal("2.5"), []),
    (POINTS, 2.9999999999999996, Decimal(3), []),
    (POINTS, 0, Decimal(0), []),
    (POINTS, "3", Decimal(3), ["C104"]),
    (POINTS, "3.0", Decimal("3.0"), ["C104"]),
    (POINTS, "３", Decimal(3), ["C104"]),
    (POINTS, " 3 ", Decimal(3), ["C104"]),
    (POINTS, "’3", Decimal(3), ["C104"]),
    (POINTS, "'3", Decimal(3), ["C104"]),
    (POINTS, "0.5分", Decimal("0.5"), ["C104"]),
    # dates
    (c.FILLED, DAY, DAY, []),
    (c.FILLED, datetime(2011, 8, 17), DAY, []),
    (c.FILLED, datetime(2011, 12, 31, 23, 59, 59), date(2011, 12, 31), ["C121"]),
    (c.FILLED, 20110817, DAY, ["C120"]),
    (c.FILLED, 20110817.0, DAY, ["C120"]),
    (c.FILLED, 40772.0, DAY, ["C120"]),
    *(
        (c.FILLED, text, DAY, ["C104"])
        for text in (
            "2011年8月17日",
            "2011年08月17号",
            "2011 年 8 月 17 日",
            "二○一一年八月十七日",
            "二〇一一年八月十七日",
            "二零一一年八月十七日",
            "二O一一年八月十七日",
            "2011年八月十七",
            "2011.8.17",
            "2011.8.17日",
            "2011/8/17",
            "2011-8-17",
            "2011-08-17",
            "2011－08－17",
            "２０１１年８月１７日",
            "20110817",
            "2011-08-17 00:00:00",
            "2011-08-17T09:30:00",
            "2011年8月17日 上午8:30",
            "2011年8月17日(星期三)",
        )
    ),
    (c.FILLED, "二○二六年十二月三十一日", date(2026, 12, 31), ["C104"]),
    (c.FILLED, "二○二六年十月二十日", date(2026, 10, 20), ["C104"]),
    (c.FILLED, "2026年元月1日", date(2026, 1, 1), ["C104"]),
    (c.DEADLINE, "长期", "长期", []),
    (c.DEADLINE, "每季", "每季度", ["C104"]),
    (c.DEADLINE, date(2026, 12, 20), date(2026, 12, 20), []),
    (c.DEADLINE, "2026年12月20日前", date(2026, 12, 20), ["C104"]),
    # years, whole numbers, ids
    (c.YEAR, 2026, 2026, []),
    (c.YEAR, 2026.0, 2026, []),
    (c.YEAR, "2026年", 2026, ["C104"]),
    (c.YEAR, "２０２６年度", 2026, ["C104"]),
    (c.YEAR, "二○二六年", 2026, ["C104"]),
    (c.SERIAL, 12.0, 12, []),
    (c.SERIAL, "12", 12, ["C104"]),
    (c.PERSON_ID, 1.0, "1", []),
    (c.PERSON_ID, "0012", "0012", []),
    (c.PERSON_ID, "p001", "p001", []),
    (c.PERSON_ID, "Ｐ００１ ", "P001", ["C104"]),
    # several words
    (c.ELEMENTS, "权、钱", ("权", "钱"), []),
    (c.ELEMENTS, "权钱人", ("权", "钱", "人"), ["C104"]),
    (c.ELEMENTS, "权/钱,物", ("权", "钱", "物"), ["C104"]),
    (c.ELEMENTS, "权、权", ("权",), ["C104", "C114"]),
    (c.WAYS, "自己找;群众提", ("自己找", "群众提"), ["C104"]),
    (c.WAYS, "自己找 群众提", ("自己找", "群众提"), ["C104"]),
    (c.WAYS, "自己找群众提", ("自己找", "群众提"), ["C104"]),
    # words that only look like placeholders
    (INVESTIGATED, "无", "无", []),
    (c.PERSON_ID, "无", None, ["C103"]),
    (ITEM, "/", None, ["C103"]),
    (REMARK, "—", None, ["C103"]),
    (OPTIONAL_DAY, "N/A", None, ["C103"]),
    # yes and no
    (GRAVE, True, "是", ["C104"]),
    (GRAVE, False, "否", ["C104"]),
    # free text stays the unit's own
    (c.TEXT, "进货时,一个人定价(口头)。", "进货时,一个人定价(口头)。", []),
    (c.TEXT, "=1+1", "=1+1", []),
    (c.TEXT, " 进货 ", "进货", ["C104"]),
    (c.TEXT, "进货" + ZERO_WIDTH + "定价", "进货定价", ["C105"]),
    (c.TEXT, "\u2f45案", "方案", ["C104"]),
    (c.TEXT, 2026, "2026", []),
    (c.TEXT, date(2026, 3, 1), "2026-03-01", ["C115"]),
    (c.TEXT, "甲\ue815乙", "甲\ue815乙", ["C112"]),
    (NAMES, "一社、样一社;样例一", ("一社", "样一社", "样例一"), []),
    (SETTING, True, True, []),
    (SETTING, "-", "-", []),
]


@pytest.mark.parametrize(("column", "raw", "value", "codes"), UNDERSTOOD, ids=repr)
def test_what_is_understood(column, raw, value, codes):
    assert read(column, raw) == (value, codes)


REFUSED = [
    # look-alikes of 一级 that are none
    *(
        (c.SELF_LEVEL, text, "C113")
        for text in ("ー级", "—级", "-级", "l级", "十级", "四级", "0级", "特级", "一级(一般)")
    ),
    (c.SELF_LEVEL, "☑", "C113"),
    (c.SELF_LEVEL, 1, "C113"),
    (c.ELEMENTS, "权、财", "C113"),
    # points
    *((POINTS, raw, "C131") for raw in (-3, -0.5, "-3", "－3", "(3)", "（3）", "−3", "—3")),
    *((POINTS, raw, "C130") for raw in ("2000万", "三分", "3、5", "1,000", "3-1", "3点5", "③", "½", "😀", "٣")),
    *((POINTS, raw, "C134") for raw in (float("nan"), float("inf"), 1e308, "1e308", "NaN", "inf")),
    *((POINTS, raw, "C135") for raw in (date(2026, 3, 1), datetime(2026, 1, 2), time(3, 1))),
    (c.SERIAL, 1.5, "C132"),
    *((c.YEAR, raw, "C133") for raw in ("26", 26, "今年", 202.6, "2026-2027")),
    # dates
    *((c.FILLED, raw, "C124") for raw in ("2011-02-30", "2011.9.31", "2011-13-01", "20110230", 20110230, "0000-00-00")),
    *(
        (c.FILLED, raw, "C125")
        for raw in ("2011年8月", "11.8.17", "17/8/2011", "8月17日", "2011年底", "2026.9", "2011-08/17")
    ),
    *((c.FILLED, raw, "C126") for raw in (0, -5, 60, 2958466.0, 8.17, date(1900, 2, 28), datetime(1904, 1, 1))),
    *((c.FILLED, raw, "C123") for raw in ("尽快", "二千零一一年八月十七日", "2O11-08-17")),
    (c.FILLED, time(9, 30), "C122"),
    (c.FILLED, float("nan"), "C123"),
    (c.DEADLINE, "2026年底", "C125"),
    (c.DEADLINE, "看情况", "C123"),
    # nothing said where something is asked
    *((c.MEASURES, word, "C102") for word in ("无", "/", "—", "N/A", "n/a", "略", "待补", "同上", "〃", " 无 ")),
    (c.RESPONSIBLE, "同上", "C102"),
    (POINTS, "/", "C102"),
    # what no reader can take
    (c.TEXT, CellError("#REF!"), "C106"),
    (POINTS, CellError("#DIV/0!"), "C106"),
    (POINTS, NoResult("=1+2"), "C107"),
    (POINTS, NoResult("=[1]Sheet1!A1", external=True), "C108"),
    (c.PERSON_NAME, "张" + REVERSED + "三", "C109"),
    (c.TEXT, "字" * (MOST_CHARACTERS + 1), "C110"),
    (c.TEXT, "𠮷" * (MOST_CHARACTERS // 2 + 1), "C110"),
    (c.TEXT, True, "C111"),
    (c.SELF_LEVEL, True, "C111"),
    (POINTS, True, "C111"),
    (c.PERSON_ID, date(2026, 1, 1), "C116"),
]


@pytest.mark.parametrize(("column", "raw", "code"), REFUSED, ids=lambda value: repr(value)[:40])
def test_what_is_refused(column, raw, code):
    value, findings = read_value(column, raw, HERE)
    assert value is None
    assert [(finding.code, finding.severity, finding.place) for finding in findings] == [(code, Severity.ERROR, HERE)]


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "\n", ZERO_WIDTH, "\ufeff\u00a0"])
def test_blank_is_neither_zero_nor_a_finding(raw):
    assert is_blank(raw)
    assert read(POINTS, raw) == (None, [])


@pytest.mark.parametrize(
    ("text", "named"),
    [("ー级", "U+30FC"), ("l级", "U+006C"), ("А级", "U+0410,西里尔字母"), ("—级", "U+2014")],
)
def test_a_look_alike_is_named(text, named):
    _, findings = read_value(c.SELF_LEVEL, text, HERE)
    assert named in findings[0].message


def test_a_note_tells_the_value_before_the_value_after_and_the_clause_of_its_column():
    _, (note,) = read_value(c.SIZE, " 大 ", HERE)
    assert (note.severity, note.value, note.clause) == (Severity.NOTE, " 大 ", "二(三)2")
    assert "“高”" in note.message


UNSEEN_DIFFERENCES = [
    (POINTS, "3", "“扣分”原填“3”(是文字格式),按“3”读取"),
    (c.FILLED, "2026-08-15", "“填表日期”原填“2026-08-15”(是文字格式),按“2026-08-15”读取"),
    (c.SERIAL, " 12", "“序号”原填“12”(是文字格式),按“12”读取"),
    (c.SIZE, " 高 ", "“风险大小”原填“高”(前后有空格),按“高”读取"),
    (c.AREA, "行政 审批", "“重点环节”原填“行政 审批”(中间有空格),按“行政审批”读取"),
    (c.TEXT, "\u2f45案", "“风险点”原填“\u2f45案”,其中“\u2f45”(U+2F45,部首)是另一个字,按“方案”读取"),
    (GRAVE, True, "“性质恶劣”原填“TRUE”(是逻辑值),按“是”读取"),
    (c.SIZE, "大", "“风险大小”原填“大”,按“高”读取"),
    (c.FILLED, "2026.8.15", "“填表日期”原填“2026.8.15”,按“2026-08-15”读取"),
]


@pytest.mark.parametrize(("column", "raw", "message"), UNSEEN_DIFFERENCES, ids=repr)
def test_a_note_says_what_differs_where_both_sides_look_the_same(column, raw, message):
    assert [finding.message for finding in read_value(column, raw, HERE)[1]] == [message]


def test_line_breaks_of_another_program_are_no_change():
    assert read(c.TEXT, "甲\r\n乙") == ("甲\n乙", [])


@pytest.mark.parametrize("text", ["U06", "X9", "3"])
def test_plain_letters_and_digits_are_not_odd(text):
    assert odd(text, ["行政审批"]) == ""


def test_the_longest_text_is_kept_whole():
    assert read(c.TEXT, "字" * MOST_CHARACTERS) == ("字" * MOST_CHARACTERS, [])


ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(CellError, st.sampled_from(["#N/A", "#REF!"])),
    st.builds(NoResult, st.just("=A1"), st.booleans()),
)
COLUMNS = [c.TEXT, c.PERSON_ID, c.SELF_LEVEL, c.WAYS, c.FILLED, c.DEADLINE, POINTS, c.SERIAL, c.YEAR, NAMES, SETTING]


@given(st.sampled_from(COLUMNS), ANYTHING)
def test_whatever_stands_in_a_cell_is_read_refused_or_blank(column, raw):
    value, findings = read_value(column, raw, HERE)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert len(errors) <= 1
    assert not (errors and value is not None)
    if value is None and not is_blank(raw):
        assert findings  # never a silent loss


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_is_read_back_however_it_is_written(day):
    digits = "".join("○一二三四五六七八九"[int(digit)] for digit in str(day.year))
    written = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        day.isoformat(),
        f"{digits}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
    ]
    assert [read(c.FILLED, text)[0] for text in written] == [day] * 5


def in_chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    words = " 一二三四五六七八九"
    return ((words[tens] if tens > 1 else "") + "十" if tens else "") + (words[units] if units else "")


@given(st.decimals(min_value=0, max_value=999, places=2))
def test_a_number_is_the_same_as_number_and_as_text(number):
    as_number, as_text = read(POINTS, float(number)), read(POINTS, str(number))
    assert as_number[0] == as_text[0] == number


@given(st.sampled_from(c.AREA.vocabulary.items), st.lists(st.sampled_from(" \u3000\u200b\u00a0\n"), max_size=4))
def test_blanks_inside_a_word_do_not_change_it(item, blanks):
    text = "".join(blanks).join(item[:3]) + item[3:]
    assert fold(read(c.AREA, text)[0]) == fold(item)


def test_there_is_a_reader_for_each_kind():
    assert set(READERS) == set(Kind)
