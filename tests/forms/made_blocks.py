"""Sheets as they come from the reader, written the way a clerk would type them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lzxl.cells import Block
from lzxl.forms.form import Form

HEAD: Mapping[str, Any] = {
    "unit_name": "样例一社",
    "unit_id": "U08",
    "year": 2026,
    "filled": date(2026, 9, 1),
    "promiser": "张样",
    "promised": date(2026, 9, 1),
}
POINT: Mapping[str, Any] = {
    "serial": 1,
    "area": "大宗商品采购",
    "elements": "权、钱",
    "source": "业务流程",
    "text": "进货时一个人定价",
    "ways": "自己找、群众提",
    "size": "高",
    "harm": "中",
    "frequency": "低",
    "self_level": "二级",
    "measures": "三家询价,两人签字",
    "responsible": "张样",
    "deadline": "每季度",
    "person_id": "P1",
    "person_name": "张样",
    "post": "社主任",
    "duties": "主持全面工作",
    "commitment_date": date(2026, 9, 1),
    "power": "进货",
    "basis": "采购办法",
}
ENTRY: Mapping[str, Any] = {
    "serial": 1,
    "day": date(2026, 3, 12),
    "subject_kind": "个人",
    "person_name": "张样",
    "reason": "报销单据不全",
    "record_type": "扣分",
    "points": 1.5,
}


def sheet_rows(form: Form, rows: Sequence[Mapping[str, Any]], head: Mapping[str, Any] = HEAD) -> list[list[Any]]:
    """Return a title, the head's labels and values in one row, the headings, and ``rows`` by field."""
    labels = [cell for c in form.head if c.field in head for cell in (c.heading, head[c.field])]
    table = [[row.get(column.field) for column in form.columns] for row in rows]
    return [[form.title], labels, [column.heading for column in form.columns], *table]


def block(form: Form, rows: Sequence[Mapping[str, Any]], head: Mapping[str, Any] = HEAD, **traits: Any) -> Block:
    """Return such a sheet as a block; row *n* of ``rows`` (from 1) is sheet row 3 + *n*."""
    cells = tuple(map(tuple, sheet_rows(form, rows, head)))
    return Block(**{"file": "收件/样例一社.xlsx", "sheet": form.sheet, "rows": cells, **traits})


def column(form: Form, field: str) -> int:
    """Return the sheet column of a field in such a block."""
    return [c.field for c in form.columns].index(field) + 1
