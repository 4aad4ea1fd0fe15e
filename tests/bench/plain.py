"""What both plain loops share: the words, the level of a point, the looks of the master, levels written back."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

SHEETS = ("岗位承诺表", "单位承诺表")
HEADINGS = ("序号",)
DEGREES = ["风险大小", "危害程度", "发生频率"]
LEVELS = ("一级", "二级", "三级")
_FILLS = {"一级": "FFC7CE", "二级": "FFEB9C", "三级": "C6EFCE"}
_NUMBERS = {"高": 3, "中": 2, "低": 1}


def unit_in(row: Iterable[object]) -> object:
    """Return the value beside the label 单位."""
    cells = list(row)
    return cells[cells.index("单位") + 1]


def level_of(size: str, harm: str, frequency: str) -> str:
    """Return the level that the three degrees come to."""
    product = _NUMBERS[size] * _NUMBERS[harm] * _NUMBERS[frequency]
    if product >= 12 or size == harm == "高":
        return "一级"
    return "二级" if product >= 4 or harm == "高" else "三级"


def dress(page: Worksheet) -> None:
    """Give a sheet of the master its looks: heading, widths, wrapping, filter, drop-downs, colours, print set-up."""
    headings = [cell.value for cell in page[1]]
    for at, heading in enumerate(headings, 1):
        cell = page.cell(1, at)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
        page.column_dimensions[get_column_letter(at)].width = 36 if heading in ("风险点", "防控措施") else 12
    wrapped = Alignment(wrap_text=True, vertical="center")
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = wrapped
    page.freeze_panes, page.auto_filter.ref = "A2", page.dimensions
    letter = get_column_letter(headings.index("评估等级") + 1)
    choice = DataValidation(type="list", formula1='"一级,二级,三级"', allow_blank=True)
    choice.add(f"{letter}2:{letter}{page.max_row}")
    page.add_data_validation(choice)
    letter = get_column_letter(headings.index("建议等级") + 1)
    for level, fill in _FILLS.items():
        rule = FormulaRule([f'${letter}2="{level}"'], fill=PatternFill("solid", bgColor=fill))
        page.conditional_formatting.add(f"{letter}2:{letter}{page.max_row}", rule)
    page.page_setup.orientation, page.page_setup.paperSize, page.print_title_rows = "landscape", 9, "1:1"


def levels_into(path: Path, copy: Path, sheet: str, levels: Mapping[int, str]) -> None:
    """Write the levels, by row, into the column 评估等级 of a copy of a received workbook."""
    workbook = openpyxl.load_workbook(path)
    page = workbook[sheet]
    row = next(cells for cells in page.iter_rows(max_row=20) if cells[0].value == HEADINGS[0])
    column = next(cell.column for cell in row if cell.value == "评估等级")
    for number, level in levels.items():
        page.cell(number, column, level)
    workbook.save(copy)
