"""What a unit has changed from one table to the next: told row by row, also where a cell could not be understood."""

from datetime import date
from typing import Any

import pytest
from laid_out import book_of

from lzxl.forms.compared import Comparison, compared
from lzxl.forms.form import Form
from lzxl.forms.identify import identify
from lzxl.forms.ledger import LEDGER
from lzxl.forms.parse import Table, parse
from lzxl.forms.position import POSITION
from lzxl.forms.template import template

HEAD = {"unit_name": "样例科", "unit_id": "U01", "year": 2026, "filled": date(2026, 9, 1)}


def table(form: Form, rows: list[dict[str, Any]], **head: Any) -> Table:
    """Return a table as it is read back."""
    identified = identify(book_of(template(form, {**HEAD, **head}, rows)))[0]
    assert identified
    return parse(identified.form, identified.block)[0]


def point(text: str | None, name: str = "甲某", **more: Any) -> dict[str, Any]:
    return {"serial": 1, "person_name": name, "text": text, "measures": "每月核对", "self_level": "三级", **more}


def entry(serial: int, **more: Any) -> dict[str, Any]:
    return {"serial": serial, "day": date(2026, 3, 1), "subject_kind": "个人", "reason": "某事", **more}


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ([point("一"), point("二")], [point("一"), point("二")], []),
        ([point("一")], [point("一", measures="双人复核")], ["改了“甲某:一”(“防控措施” 每月核对 → 双人复核)"]),
        ([point("一")], [point("一"), point("二")], ["增加“甲某:二”"]),
        ([point("一"), point("二")], [point("二")], ["删去“甲某:一”"]),
        ([point("一")], [point("壹")], ["改了“甲某:壹”(“风险点” 一 → 壹)"]),
        ([point(None)], [point("一")], ["改了“甲某:一”(“风险点” 空 → 一)"]),
        ([point("一", self_level="四级")], [point("一")], ["改了“甲某:一”(“自评等级” 四级 → 三级)"]),
        ([point("一")], [point("一", "乙某")], ["增加“乙某:一”", "删去“甲某:一”"]),
        ([point("一"), point("一")], [point("一"), point("一")], []),
    ],
    ids=["同样", "改措施", "增加", "删去", "改文字", "补空格", "改错字", "换人", "两行一样"],
)
def test_rows_of_a_commitment_table(old: list[dict[str, Any]], new: list[dict[str, Any]], changes: list[str]) -> None:
    assert compared(table(POSITION, old), table(POSITION, new)) == Comparison(not changes, tuple(changes))


def test_entries_of_a_ledger_are_told_by_their_serial() -> None:
    old, new = [entry(1), entry(2)], [entry(2, reason="另一事"), entry(3)]
    assert compared(table(LEDGER, old), table(LEDGER, new)).changes == (
        "改了序号2(“事由” 某事 → 另一事)",
        "增加序号3",
        "删去序号1",
    )


def test_a_later_date_alone_is_no_change_but_another_year_is() -> None:
    first = table(POSITION, [point("一")])
    assert compared(first, table(POSITION, [point("一")], filled=date(2026, 10, 1))).same
    assert compared(first, table(POSITION, [point("一")], year=2025)).changes == ("表头“年度” 2026 → 2025",)
