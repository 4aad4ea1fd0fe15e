"""Tables in all stages of being filled in, and what the counter in their head must say; a clerk can read them."""

from datetime import date
from typing import Any

from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.samples import SAMPLES
from lzxl.forms.unit import UNIT_TABLE

HEAD: dict[str, Any] = {
    "unit_name": "样例一社",
    "unit_id": "U08",
    "year": 2026,
    "filled": date(2026, 9, 1),
    "promiser": "张样例",
    "promised": date(2026, 9, 1),
}
_POINT, _UNIT, _ENTRY = (dict(SAMPLES[form.name]) for form in (POSITION, UNIT_TABLE, LEDGER))
_PREFILLED = {"person_id": "P2", "person_name": "李样例", "post": "出纳"}
_CARRIED = ("person_id", "person_name", "post", "duties")


def without(row: dict[str, Any], *fields: str) -> dict[str, Any]:
    return {field: value for field, value in row.items() if field not in fields}


CASES: list[tuple[str, Form, dict[str, Any], list[dict[str, Any]], str]] = [
    ("空白的岗位表", POSITION, {}, [], "尚未填写;表头还缺 4 项"),
    ("空白的单位表", UNIT_TABLE, {}, [], "尚未填写;表头还缺 6 项"),
    ("空白的台账,填表日期可不填", LEDGER, {}, [], "尚未填写;表头还缺 3 项"),
    ("零报告", LEDGER, {**HEAD, "zero_report": "是"}, [], "零报告;表头已填齐"),
    (
        "零报告却有记录",
        LEDGER,
        {**HEAD, "zero_report": "是"},
        [_ENTRY],
        "填了零报告又有 1 行记录,还须核对;表头已填齐;表内已填齐",
    ),
    ("填齐", UNIT_TABLE, HEAD, [_UNIT, _UNIT], "已填 2 行;表头已填齐;表内已填齐"),
    ("表头缺一项", UNIT_TABLE, without(HEAD, "promiser"), [_UNIT], "已填 1 行;表头还缺 1 项;表内已填齐"),
    (
        "表内缺三项",
        UNIT_TABLE,
        HEAD,
        [without(_UNIT, "text", "measures"), without(_UNIT, "serial")],
        "已填 2 行;表头已填齐;表内还缺 3 项",
    ),
    ("只有序号的行不算", UNIT_TABLE, HEAD, [_UNIT, {"serial": 2}, {"serial": 3}], "已填 1 行;表头已填齐;表内已填齐"),
    ("选填的缺了不算", UNIT_TABLE, HEAD, [without(_UNIT, "elements")], "已填 1 行;表头已填齐;表内已填齐"),
    ("预填了姓名还没有开始", POSITION, HEAD, [_POINT, _PREFILLED], "已填 1 行;还有 1 行只有姓名;表头已填齐;表内已填齐"),
    ("只有一人预填", POSITION, HEAD, [_PREFILLED], "尚未填写;还有 1 行只有姓名;表头已填齐"),
    (
        "同一人第二行不重写姓名职务职责",
        POSITION,
        HEAD,
        [_POINT, without(_POINT, *_CARRIED)],
        "已填 2 行;表头已填齐;表内已填齐",
    ),
    (
        "同一人只重写姓名",
        POSITION,
        HEAD,
        [_POINT, without(_POINT, "post", "duties")],
        "已填 2 行;表头已填齐;表内已填齐",
    ),
    (
        "另一人没有职责",
        POSITION,
        HEAD,
        [_POINT, without(_POINT, "duties") | _PREFILLED],
        "已填 2 行;表头已填齐;表内还缺 1 项",
    ),
    ("第一行没有姓名", POSITION, HEAD, [without(_POINT, "person_name"), _POINT], "已填 2 行;表头已填齐;表内还缺 1 项"),
    (
        "谁也没有姓名",
        POSITION,
        HEAD,
        [without(_POINT, "person_name", "person_id")],
        "已填 1 行;表头已填齐;表内还缺 1 项",
    ),
    (
        "另一编号没有姓名",
        POSITION,
        HEAD,
        [_POINT, without(_POINT, "person_name") | {"person_id": "P9"}],
        "已填 2 行;表头已填齐;表内还缺 1 项",
    ),
    (
        "台账选填的不缺",
        LEDGER,
        HEAD,
        [without(_ENTRY, "item", "status", "grave", "unit_name", "basis")],
        "已填 1 行;表头已填齐;表内已填齐",
    ),
    (
        "个人的姓名和编号都没有",
        LEDGER,
        HEAD,
        [without(_ENTRY, "person_id", "person_name")],
        "已填 1 行;表头已填齐;表内还缺 1 项",
    ),
    ("个人有编号", LEDGER, HEAD, [without(_ENTRY, "person_name")], "已填 1 行;表头已填齐;表内已填齐"),
    (
        "单位不用姓名",
        LEDGER,
        HEAD,
        [without(_ENTRY, "person_id", "person_name") | {"subject_kind": "单位"}],
        "已填 1 行;表头已填齐;表内已填齐",
    ),
]
