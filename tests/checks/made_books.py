"""An invented office and workbooks for it, written the way a clerk would type them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from lzxl.cells import Block, Book
from lzxl.checks.book import check_book
from lzxl.forms.form import Form
from lzxl.law.figures import default_figures
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, Roster, Submission, Unit

UNITS = (
    Unit("U01", "示例社领导", UNIT_KINDS["市社领导"], head="P01"),
    Unit("U05", "监察科", UNIT_KINDS["机关科室"], head="P05", leader="P02"),
    Unit("U08", "样例一供销社", UNIT_KINDS["基层社"], "样一社", head="P08", leader="P02", aliases=("样例一社",)),
    Unit("U09", "样例二供销社", UNIT_KINDS["基层社"], "样二社", head="P10", leader="P02", aliases=("老社",)),
    Unit("U10", "样例三供销社", UNIT_KINDS["基层社"], "样三社", head="P12", leader="P02", aliases=("老社",)),
)
PEOPLE = (
    Person("P01", "赵样", "U01", "主任", RANKS["主任"]),
    Person("P02", "钱样", "U01", "副主任", RANKS["班子成员"]),
    Person("P05", "孙样", "U05", "科长", RANKS["中层"]),
    Person("P08", "张样", "U08", "社主任", RANKS["中层"]),
    Person("P09", "李样", "U08", "会计", RANKS["中层"]),
    Person("P10", "周样", "U09", "社主任", RANKS["中层"]),
    Person("P11", "李样", "U09", "会计", RANKS["一般"]),
    Person("P12", "吴样", "U10", "社主任", RANKS["中层"]),
    Person("P13", "郑样", "U10", "出纳", RANKS["一般"]),
    Person("P14", "郑样", "U10", "仓管", RANKS["一般"]),
)
ROSTER = Roster({unit.id: unit for unit in UNITS}, {person.id: person for person in PEOPLE}, "P01")
FIGURES = default_figures()

HEAD: Mapping[str, Any] = {
    "unit_name": "样例一供销社",
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
    "person_id": "P08",
    "person_name": "张样",
    "post": "社主任",
    "duties": "主持全面工作",
    "commitment_date": date(2026, 9, 1),
    "power": "进货",
    "basis": "采购办法",
}
SECOND = POINT | {"serial": 2, "text": "付款时一个人审批", "measures": "付款须两人签字并存档"}
ENTRY: Mapping[str, Any] = {
    "serial": 1,
    "day": date(2026, 3, 12),
    "subject_kind": "个人",
    "person_id": "P09",
    "reason": "报销单据不全",
    "record_type": "扣分",
    "points": 1.5,
}
FIRST_ROW = 4  # the sheet row of the first record


def book(
    form: Form,
    rows: Sequence[Mapping[str, Any]],
    head: Mapping[str, Any] = HEAD,
    file: str = "收件/表.xlsx",
    properties: Mapping[str, str] | None = None,
    **traits: Any,
) -> Book:
    """Return a workbook with title, head, headings and ``rows`` by field."""
    labels = [cell for c in form.head if c.field in head for cell in (c.heading, head[c.field])]
    table = [[row.get(column.field) for column in form.columns] for row in rows]
    cells = tuple(map(tuple, [[form.title], labels, [c.heading for c in form.columns], *table]))
    return Book(file, "xlsx", (Block(file, form.sheet, cells, **traits),), properties or {})


def submit(given: Book, roster: Roster | None = ROSTER, year: int | None = 2026, figures=FIGURES) -> Submission:
    """Return what is made of a workbook of ours."""
    found = check_book(
        given, sha256="0" * 64, received=datetime(2026, 9, 2, 8), roster=roster, figures=figures, year=year
    )
    assert found is not None
    return found


def told(form: Form, submission: Submission) -> list[tuple[str, str]]:
    """Return (code, field) of each finding in the table's rows, (code, "") of any other."""
    fields = ["", *(column.field for column in form.columns)]
    return [
        (f.code, fields[f.place.column] if f.place.row >= FIRST_ROW and f.place.column < len(fields) else "")
        for f in submission.findings
    ]
