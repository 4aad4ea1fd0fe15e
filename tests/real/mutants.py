"""A filled-in table as other programs and other people would send it: made with XlsxWriter, cell by cell, not by lzxl."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

Cells = Mapping[tuple[int, int], Any]
Maker = Callable[[Cells, int], bytes]  # the table's cells and the row of its headings, to a workbook
Change = Callable[[Cells, int], Cells]


def written(
    cells: Cells, *, sheet: str = "Sheet1", before: str = "", merged: Cells | None = None, **options: Any
) -> bytes:
    """Return a workbook with these cells; ``merged`` gives the last row of a cell merged downwards."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, **options})
    if before:
        book.add_worksheet(before).write(0, 0, "请先看这一页")
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "yyyy/m/d"})
    for (row, column), value in sorted(cells.items()):
        if (row, column) in (merged or {}):
            page.merge_range(row - 1, column - 1, merged[row, column] - 1, column - 1, value)
        elif isinstance(value, date):
            page.write_datetime(row - 1, column - 1, value, day)
        elif isinstance(value, str):
            page.write_string(row - 1, column - 1, value)
        else:
            page.write_number(row - 1, column - 1, value)
    book.close()
    return stream.getvalue()


def _changed(change: Change, **options: Any) -> Maker:
    return lambda cells, heading: written(change(cells, heading), **options)


def _same(cells: Cells, _heading: int) -> Cells:
    return cells


def _moved(cells: Cells, _heading: int) -> Cells:
    return {(row + 3, column + 2): value for (row, column), value in cells.items()}


def _reversed(cells: Cells, heading: int) -> Cells:
    """Return the table with its columns the other way round; the head above stays."""
    width = max(column for row, column in cells if row == heading)
    return {(r, width + 1 - c if r >= heading else c): value for (r, c), value in cells.items()}


def _as_text(cells: Cells, _heading: int) -> Cells:
    return {place: _text(value) for place, value in cells.items()}


def _text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int | float | Decimal):
        return str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})  # full width
    return f"  {value} \N{NO-BREAK SPACE}"


def _spread(cells: Cells, heading: int) -> Cells:
    """Return the table with an empty row between its rows."""
    return {(row if row <= heading else 2 * row - heading, column): v for (row, column), v in cells.items()}


def _merged(cells: Cells, heading: int) -> bytes:
    """Return the table with the cells merged that say the same on rows below each other (the person's own)."""
    last: dict[tuple[int, int], int] = {}
    kept = dict(cells)
    for column in (2, 3, 4, 5):
        top = heading + 1
        for row in range(heading + 2, max(row for row, _ in cells) + 2):
            if cells.get((row, column)) != cells.get((top, column)) or (row, column) not in cells:
                if row - 1 > top:
                    last[top, column] = row - 1
                top = row
            else:
                del kept[row, column]
    return written(kept, merged=last)


MUTANTS: Mapping[str, Maker] = {
    "只有文字没有格式": _changed(_same),
    "工作表改了名,前面还有别的": _changed(_same, sheet="2026年", before="说明"),
    "整个往右下挪": _changed(_moved),
    "栏目倒过来排": _changed(_reversed),
    "日期数字都是文字,带空格和全角": _changed(_as_text),
    "行间有空行": _changed(_spread),
    "一九零四日期": _changed(_same, date_1904=True),
    "逐行写出": _changed(_same, constant_memory=True, in_memory=False),
    "相同的单元格合并": _merged,
}
