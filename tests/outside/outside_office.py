"""An office made from outside: only openpyxl, the committed templates and the command line."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

TEMPLATES = Path(__file__).parents[2] / "templates"
FILES = {
    "岗位承诺表": "岗位廉政风险和自我防控承诺表.xlsx",
    "单位承诺表": "科室、单位廉政风险和防控承诺表.xlsx",
    "扣分台账": "廉政风险预警扣分台账.xlsx",
}
YEAR, TODAY = 2026, date(2026, 11, 2)


def run(*arguments: str, status: int | None = None) -> dict[str, Any]:
    """Run ``lzxl … --json``, check its exit status, return the document."""
    call = [sys.executable, "-m", "lzxl.cli", *arguments, "--json"]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    assert status is None or done.returncode == status, (done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout) if done.stdout else {}


def headings(sheet: Any, wanted: str) -> tuple[int, dict[str, int]]:
    """Return the heading row and {heading: column}."""
    for row in range(1, 31):
        found = {str(c.value): c.column for c in sheet[row] if c.value is not None}
        if wanted in found and len(found) > 4:
            return row, found
    raise AssertionError(f"no heading row with {wanted} on {sheet.title}")


def rows_of(path: Path, sheet_name: str, key: str) -> list[dict[str, Any]]:
    """Return a sheet of a written workbook as dictionaries by heading."""
    sheet = openpyxl.load_workbook(path)[sheet_name]
    top, columns = headings(sheet, key)
    assert top <= 5
    rows = sheet.iter_rows(min_row=top + 1, values_only=True)
    return [{h: row[c - 1] for h, c in columns.items()} for row in rows if any(v is not None for v in row)]


def fill(path: Path, table: str, head: dict[str, Any], rows: list[dict[str, Any]]) -> Path:
    """Fill a committed template as a unit would and save it at ``path``."""
    book = openpyxl.load_workbook(TEMPLATES / FILES[table])
    sheet = book[table]
    top, columns = headings(sheet, "序号")
    for row in sheet.iter_rows(max_row=top - 1):
        for cell in row:
            if cell.value in head:
                sheet.cell(cell.row, cell.column + 1).value = head[cell.value]
    for offset, values in enumerate(rows, 1):
        for heading, value in values.items():
            sheet.cell(top + offset, columns[heading]).value = value
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def edit(path: Path, sheet_name: str, key: str, change: Callable[[Any, int, dict[str, int]], None]) -> None:
    """Open a workbook, let ``change`` edit a sheet (heading row, columns), save it."""
    book = openpyxl.load_workbook(path)
    change(book[sheet_name], *headings(book[sheet_name], key))
    book.save(path)


UNITS = {
    "U00": ("示例县供销合作社联合社领导", "社领导", "市社领导", "P001", ""),
    "U01": ("监察科", "监察科", "机关科室", "P010", "P002"),
    "U02": ("财务科", "财务科", "机关科室", "P020", "P003"),
    "U03": ("样例一基层供销合作社", "样一社", "基层社", "P030", "P003"),
    "U04": ("样例二农资公司", "样二公司", "公司", "P040", "P002"),
}
PEOPLE = {
    "P001": ("甲主任", "U00", "主任", "主任", ""),
    "P002": ("乙副主任", "U00", "副主任", "班子成员", ""),
    "P003": ("丙副主任", "U00", "副主任", "班子成员", ""),
    "P010": ("丁科长", "U01", "科长", "中层", ""),
    "P011": ("戊科员", "U01", "科员", "一般", ""),
    "P020": ("己科长", "U02", "科长", "中层", ""),
    "P021": ("庚副科长", "U02", "副科长", "中层", ""),
    "P030": ("辛社长", "U03", "社长", "中层", ""),
    "P031": ("壬副社长", "U03", "副社长", "中层", "P030"),
    "P032": ("癸营业员", "U03", "营业员", "一般", "P031"),
    "P040": ("子经理", "U04", "经理", "中层", ""),
    "P041": ("丑会计", "U04", "会计", "一般", ""),
}
UNIT_HEADINGS = ("单位名称", "简称", "单位类别", "负责人", "分管(联系)领导")
PERSON_HEADINGS = ("姓名", "单位编号", "职务", "职级", "直接上级")


def roster_dictionaries() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Return units and people by id, by heading."""
    return (
        {i: dict(zip(UNIT_HEADINGS, row, strict=True)) for i, row in UNITS.items()},
        {i: dict(zip(PERSON_HEADINGS, row, strict=True)) for i, row in PEOPLE.items()},
    )


def write_roster(path: Path) -> None:
    """Fill the roster that ``init`` made."""
    book = openpyxl.load_workbook(path)
    units, people = roster_dictionaries()
    for name, key, rows in (("单位", "单位编号", units), ("人员", "人员编号", people)):
        top, columns = headings(book[name], key)
        for offset, (identity, values) in enumerate(rows.items(), 1):
            for heading, value in {key: identity, **values}.items():
                book[name].cell(top + offset, columns[heading]).value = value or None
    book.save(path)
