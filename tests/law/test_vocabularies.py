"""The words that are understood: what people type for an item, and what only looks like one."""

import pytest

from lzxl.law import accountability, level, measures, scope, warning
from lzxl.law.vocabulary import Vocabulary, fold

ALL = {
    f"{module.__name__}.{name}": value
    for module in (accountability, level, measures, scope, warning)
    for name, value in vars(module).items()
    if isinstance(value, Vocabulary)
}

UNDERSTOOD = [
    (scope.KEY_AREA, "其它", "其他"),
    (scope.KEY_AREA, "其它。", "其他"),
    (scope.KEY_AREA, "“货款回笼”", "货款回收"),
    (scope.KEY_AREA, "固定资产购置、处置", "固定资产购置(处置)"),
    (scope.KEY_AREA, "大额资金（货款）支付", "大额资金(货款)支付"),
    (scope.KEY_ELEMENT, "资金", "钱"),
    (scope.RISK_SOURCE, "业务流程类", "业务流程"),
    (scope.RISK_SOURCE, "制度机制风险", "制度机制"),
    (scope.WAY_OF_FINDING, "相互查", "互相查"),
    (scope.YES_NO, "√", "是"),
    (scope.RANK, "一般职工", "一般"),
    (scope.UNIT_KIND, "科室", "机关科室"),
    (level.LEVEL, "Ⅱ级", "二级"),
    (level.LEVEL, "一级风险", "一级"),
    (level.LEVEL, "二级防范", "二级"),
    (level.DEGREE, "较高", "高"),
    (level.DEGREE, "高级", "高"),
    (level.DEGREE, "偏低", "低"),
    (level.SCREENING, "予以保留", "保留"),
    (measures.TIME_LIMIT, "每季度一次", "每季度"),
    (measures.TIME_LIMIT, "立刻", "立即"),
    (warning.SUBJECT_KIND, "职工", "个人"),
    (warning.STATUS, "作废", "撤销"),
    (warning.RECORD_TYPE, "减分", "扣分"),
    (warning.RECOGNITION, "不认定", "不予认定"),
    (accountability.INVESTIGATOR, "市纪委", "上级纪检监察机关"),
]


@pytest.mark.parametrize(
    ("words", "text", "item"), UNDERSTOOD, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_people_type_is_understood(words, text, item):
    assert words.find(text) == item


TRAPS = [
    (scope.KEY_AREA, "贷款回收"),
    (scope.KEY_AREA, "物资采购"),
    (scope.KEY_ELEMENT, "权利"),
    (level.LEVEL, "高"),
    (level.LEVEL, "十级"),
    (level.DEGREE, "一般"),
    (level.DEGREE, ""),
    (level.DEGREE, "。"),
    (accountability.INVESTIGATOR, "检查机关"),
    (warning.RECOGNITION, "未认定"),
    (scope.YES_NO, "×"),
]


@pytest.mark.parametrize(("words", "text"), TRAPS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_may_mean_something_else_is_not(words, text):
    assert words.find(text) is None


@pytest.mark.parametrize("words", ALL.values(), ids=ALL)
def test_every_spelling_means_one_item_of_its_list_and_no_item_is_respelt(words):
    meant: dict[str, set[str]] = {}
    for spelling, item in [*words.variants.items(), *zip(words.items, words.items, strict=True)]:
        meant.setdefault(fold(spelling), set()).add(item)
    assert all(len(items) == 1 for items in meant.values()), meant
    assert {item for items in meant.values() for item in items} == set(words.items)
