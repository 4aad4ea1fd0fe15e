"""The office's figures: defaults, what an office may write, and the sentence for what it may not."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.cells import CellError
from lzxl.law.figures import FIGURES, SOURCES, MonthDay, Setting, default_figures, resolve

ADOPTED_ON = date(2026, 1, 5)

# Contract part 5, one line a figure.
DEFAULTS = {
    "年度": None,
    "台账单位": "",
    "一级起点": 12,
    "二级起点": 4,
    "大小危害均高定一级": True,
    "危害高不低于二级": True,
    "单位上报须认定": True,
    "扣分步长": Decimal("0.5"),
    "A级起点": Decimal(9),
    "B级起点": Decimal(6),
    "C级起点": Decimal(3),
    "一级持有人绿色预警": False,
    "D级处置预案": "廉政提醒",
    "C级整改天数": 15,
    "B级整改天数": 30,
    "A级整改天数": 30,
    "单位报送台账": False,
    "岗位承诺表截止": MonthDay(9, 20),
    "单位承诺表截止": MonthDay(9, 20),
    "职权流程图截止": MonthDay(10, 20),
    "扣分台账截止": MonthDay(10, 20),
}
PLANS = {
    "C": ("提醒谈话", "责令整改"),
    "B": ("诫勉谈话", "系统内通报", "责令整改"),
    "A": ("领导小组专题研究", "建议停职检查或调整岗位(按干部管理权限)", "责令整改", "涉嫌违纪违法的移送"),
}
CATALOGUE = """
S01 1 S02 1.5 S03 2 S04 2.5 S05 3 S06 6 S07 10 S08 12 S09 12
K01 1 K02 1 K03 3 K04 6 K05 6 K06 6 K07 1 K08 2 K09 6 K10 3 K11 6
Y01 1 Y02 3 Y03 6 Y04 6 Y05 3 Y06 6 Y07 3 Y08 1 Y09 3 Y10 1 Y11 3 Y12 3
M01 0.5 M02 1 M03 0.5 M04 1 M05 2 M06 3 M07 3 M08 1 L01 0.5
"""


def one(item, value, adopted=None):
    """Return the figures and the faults where the office has written one row."""
    return resolve([Setting(item, value, adopted, 7)])


@pytest.mark.parametrize(("name", "value"), DEFAULTS.items())
def test_default(name, value):
    assert default_figures().get(name) == value
    assert type(default_figures().get(name)) is type(value)


@pytest.mark.parametrize(("letter", "words"), PLANS.items())
def test_disposal_plans(letter, words):
    assert all(word in default_figures().disposal(letter) for word in words)


def test_the_catalogue_is_the_notes_one_number_a_code():
    words = CATALOGUE.split()
    expected = dict(zip(words[::2], map(Decimal, words[1::2]), strict=True))
    assert {code: item.points for code, item in default_figures().items.items()} == expected
    assert "没有自动规则" in FIGURES["扣分项目L01"].remark


def test_every_figure_has_a_source_and_a_remark():
    assert {figure.source for figure in FIGURES.values()} <= set(SOURCES)
    assert all(figure.remark for figure in FIGURES.values())


@pytest.mark.parametrize("name", FIGURES)
def test_the_default_written_out_is_the_default(name):
    figure = FIGURES[name]
    figures, bad = one(name, figure.default)
    assert not bad
    assert figures == default_figures()


@pytest.mark.parametrize(
    ("item", "written", "value"),
    [
        ("A级起点", "１０", Decimal(10)),
        ("A级起点", "10分", Decimal(10)),
        ("Ａ级起点", 10.5, Decimal("10.5")),
        (" A级 起点 ", 12, Decimal(12)),
        ("C级整改天数", "20天", 20),
        ("C级整改天数", 20.0, 20),
        ("单位上报须认定", "否", False),
        ("单位上报须认定", False, False),
        ("单位上报须认定", 0.0, False),
        ("单位报送台账", "Ｙ", True),
        ("单位报送台账", "√", True),
        ("年度", "2026年", 2026),
        ("年度", 2026.0, 2026),
        ("台账单位", 12.0, "12"),
        ("台账单位", "Ｕ０２", "U02"),
        ("岗位承诺表截止", "09-20", MonthDay(9, 20)),
        ("岗位承诺表截止", "9月5日", MonthDay(9, 5)),
        ("岗位承诺表截止", "2026/6/30", MonthDay(6, 30)),
        ("岗位承诺表截止", date(2024, 8, 1), MonthDay(8, 1)),
        ("岗位承诺表截止", datetime(2024, 8, 1), MonthDay(8, 1)),
        ("扣分项目S01", "2", Decimal(2)),
        ("本社名称", "示例县供销合作社", "示例县供销合作社"),
        ("B级起点", None, Decimal(6)),
        ("B级起点", " 　", Decimal(6)),
    ],
)
def test_understood(item, written, value):
    figures, bad = one(item, written)
    assert not bad
    assert figures.get(next(name for name in FIGURES if name == item.replace(" ", "").replace("Ａ", "A"))) == value


@pytest.mark.parametrize(
    ("item", "written", "word"),
    [
        ("A级起点", "九", "不是数字"),
        ("A级起点", 13, "不超过 12"),
        ("A级起点", 0, "大于 0"),
        ("A级起点", -9, "大于 0"),
        ("A级起点", True, "不是数字"),
        ("A级起点", date(2026, 9, 1), "不是数字"),
        ("A级起点", CellError("#REF!"), "#REF!"),
        ("A级起点", 5, "C级<B级<A级"),
        ("C级起点", 6, "C级<B级<A级"),
        ("一级起点", 28, "1 到 27"),
        ("一级起点", 11.5, "不是整数"),
        ("一级起点", 3, "二级起点不应大于一级起点"),
        ("二级起点", 13, "二级起点不应大于一级起点"),
        ("扣分步长", 0, "大于 0"),
        ("扣分步长", float("nan"), "不是数字"),
        ("单位上报须认定", "也许", "是"),
        ("C级整改天数", 0, "1 到 366"),
        ("年度", 26, "2000 到 2100"),
        ("岗位承诺表截止", "2月29日", "每年都有"),
        ("岗位承诺表截止", "13-01", "每年都有"),
        ("岗位承诺表截止", 9.2, "月和日"),
        ("本社名称", date(2026, 1, 1), "不是文字"),
        ("扣分项目S01", "停用", "不是数字"),
    ],
)
def test_a_bad_value_is_a_sentence_and_the_default_holds(item, written, word):
    figures, bad = one(item, written, ADOPTED_ON)
    assert figures == default_figures()  # adopted neither: what was adopted is not what is used
    [fault] = bad
    assert (fault.row, fault.item) == (7, item)
    assert word in fault.reason and "默认值" in fault.reason + fault.cure and fault.cure.startswith("请")


def test_thresholds_that_do_not_ascend_fall_back_together():
    figures, bad = resolve([Setting("C级起点", 8, ADOPTED_ON, 4), Setting("B级起点", 7, None, 3)])
    assert figures == default_figures()
    assert [(fault.row, fault.item) for fault in bad] == [(3, "B级起点"), (4, "C级起点")]


@given(*(st.integers(1, 24).map(lambda halves: Decimal(halves) / 2) for _ in "CBA"))
def test_whatever_is_written_thresholds_ascend(c, b, a):
    figures, bad = resolve(
        [Setting(f"{g}级起点", v, None, n) for n, (g, v) in enumerate(zip("CBA", (c, b, a), strict=True))]
    )
    assert 0 < figures.threshold("C") < figures.threshold("B") < figures.threshold("A") <= 12
    assert bool(bad) is not (c < b < a)


def test_unknown_and_repeated_rows():
    rows = [
        Setting("起点", 3, None, 2),
        Setting("A级起点", 10, None, 3),
        Setting("A级起点", 11, None, 4),
        Setting("扣分项目", 1, None, 5),
        Setting("", None, None, 6),
    ]
    figures, bad = resolve(rows)
    assert figures.get("A级起点") == 10
    assert [(fault.row, fault.value) for fault in bad] == [(2, "3"), (4, "11"), (5, "1")]
    assert "没有“起点”" in bad[0].reason and "以第 3 行为准" in bad[1].reason


def test_the_office_may_add_items():
    figures, bad = resolve(
        [Setting("扣分项目z01", "1.5", ADOPTED_ON, 2, "样例项目"), Setting("扣分项目Z02", "", None, 3)]
    )
    assert figures.items["Z01"] == ("Z01", "样例项目", Decimal("1.5"))
    assert "Z02" not in figures.items
    assert figures.label("扣分项目Z01") == "本社规定"
    assert [(fault.row, fault.item) for fault in bad] == [(3, "扣分项目Z02")]


def test_label_tells_what_is_adopted():
    figures, _ = resolve([Setting("A级起点", None, ADOPTED_ON, 2)])
    assert figures.label("A级起点") == "本社规定"
    assert figures.label("B级起点") == "试行参数"
    assert figures.label("A级起点", "B级起点") == "试行参数"
    assert figures.label("年度") == "本社规定"  # a plain setting needs no adoption


def test_in_words():
    words = resolve([Setting("A级起点", "10.0", None, 2)])[0].in_words()
    assert (words["A级起点"], words["单位报送台账"], words["岗位承诺表截止"], words["年度"]) == (
        "10",
        "否",
        "09-20",
        "",
    )
