"""One invented filled row for each template, shown on 填表说明; exported, so that a check recognises copies of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from lzxl.cells import Value
from lzxl.forms.form import Form, Kind
from lzxl.forms.registry import TEMPLATES

_RISK: Mapping[str, Value | tuple[str, ...]] = {
    "serial": 1,
    "area": "大宗商品采购",
    "elements": ("权", "钱"),
    "source": "业务流程",
    "ways": ("自己找", "群众提"),
    "size": "高",
    "harm": "中",
    "frequency": "低",
    "self_level": "二级",
    "responsible": "张样例",
    "deadline": "每季度",
}

SAMPLES: Mapping[str, Mapping[str, Value | tuple[str, ...]]] = {
    "岗位承诺表": {
        **_RISK,
        "person_id": "P000",
        "person_name": "张样例",
        "post": "样例科科长",
        "duties": "拟订年度采购计划,选择供货单位,签订并保管采购合同",
        "text": "选择供货单位时不比价,由一人说了算,可能收受好处",
        "measures": "采购前向三家以上询价,比价记录由两人签字,每季度公示采购结果",
        "commitment_date": date(2026, 9, 1),
    },
    "单位承诺表": {
        **_RISK,
        "power": "年度化肥采购",
        "basis": "《示例县供销合作社采购管理办法》",
        "text": "采购计划、询价、验收由同一人经办,可能虚报数量和价格",
        "measures": "计划、询价、验收分由三人负责,验收单附照片,每季度交叉抽查一次",
    },
    "扣分台账": {
        "serial": 1,
        "day": date(2026, 3, 12),
        "subject_kind": "个人",
        "unit_name": "样例一社",
        "person_id": "P000",
        "person_name": "张样例",
        "reason": "未经询价直接向供货单位下单,被责令作出书面检查",
        "item": "S02",
        "record_type": "扣分",
        "points": Decimal("1.5"),
        "basis": "示例供〔2026〕3号",
        "investigator": "本社",
        "grave": "否",
        "status": "有效",
    },
}

_SHORTEST = 8  # shorter texts may well be the same by chance


def _free_texts(form: Form) -> list[str]:
    texts = ((column, SAMPLES.get(form.name, {}).get(column.field)) for column in form.columns)
    return [
        text for column, text in texts if column.kind is Kind.TEXT and isinstance(text, str) and len(text) >= _SHORTEST
    ]


SAMPLE_TEXTS: frozenset[str] = frozenset(text for form in TEMPLATES for text in _free_texts(form))
