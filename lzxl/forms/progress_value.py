"""What a template's counter says of given values: stored beside its formula, for programs that show without computing."""

from collections.abc import Mapping, Sequence

from lzxl.cells import Value
from lzxl.forms.form import Column, Form
from lzxl.forms.progress import asked, beginning

Row = Mapping[str, Value | tuple[str, ...]]
_EMPTY = (None, "", ())


def told(form: Form, head: Mapping[str, Value], rows: Sequence[Row]) -> str:
    """Return the counter's sentence, as :func:`lzxl.forms.progress.counter` computes it in the workbook."""
    begun = [row for row in rows if any(_has(row, field) for field in beginning(form))]
    first = "尚未填写" if not begun else f"已填 {len(begun)} 行"
    if head.get("zero_report") == "是":
        first = f"填了零报告又有 {len(begun)} 行记录,还须核对" if begun else "零报告"
    waiting = sum(_has(row, "person_name") and row not in begun for row in rows) if _carries(form) else 0
    head_lacks = sum(column.required and head.get(column.field) in _EMPTY for column in form.head)
    lacks = sum(_lacks(form, rows, at) for at, row in enumerate(rows) if row in begun)
    parts = [
        first,
        f";还有 {waiting} 行只有姓名" if waiting else "",
        f";表头还缺 {head_lacks} 项" if head_lacks else ";表头已填齐",
        f";表内还缺 {lacks} 项" if lacks else ";表内已填齐" if begun else "",
    ]
    return "".join(parts)


def _has(row: Row, field: str) -> bool:
    return row.get(field) not in _EMPTY


def _carries(form: Form) -> bool:
    return any(column.carried for column in form.columns)


def _lacks(form: Form, rows: Sequence[Row], at: int) -> int:
    """Return how many required cells the row at place ``at`` lacks."""
    row, one_of = rows[at], form.one_of
    lacks = sum(not _has(row, column.field) and _is_asked(column, rows, at) for column in asked(form))
    if one_of and row.get(one_of.field) == one_of.word:
        lacks += not any(_has(row, field) for field in one_of.fields)
    return lacks


def _is_asked(column: Column, rows: Sequence[Row], at: int) -> bool:
    """Tell whether an empty required cell is missed: a carried one is asked for once a person."""
    if not column.carried:
        return True
    if column.field == "person_name":
        named_above = any(_has(row, "person_name") for row in rows[:at])
        return not named_above or _never_told(rows, at, "person_id", "person_name")
    return _never_told(rows, at, "person_name", column.field)


def _never_told(rows: Sequence[Row], at: int, key: str, field: str) -> bool:
    """Tell whether the row has a ``key`` and no row with the same one has ``field``."""
    own = rows[at].get(key)
    return own not in _EMPTY and not any(row.get(key) == own and _has(row, field) for row in rows)
