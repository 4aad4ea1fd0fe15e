"""A small made-up office: two units, one position table and one ledger in 收件."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from lzxl.excel.write import render
from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.roster_layout import roster_workbook
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.report import Report
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.folder import init

YEAR, TODAY = 2026, date(2026, 11, 2)
UNITS = [
    {"id": "U00", "name": "示例社领导", "kind": "市社领导", "head": "P1"},
    {"id": "U01", "name": "样例科", "kind": "机关科室", "head": "P2", "leader": "P1"},
]
PEOPLE = [
    {"id": "P1", "name": "甲主任", "unit": "U00", "post": "主任", "rank": "主任"},
    {"id": "P2", "name": "乙科长", "unit": "U01", "post": "科长", "rank": "中层"},
    {"id": "P3", "name": "丙副科长", "unit": "U01", "post": "副科长", "rank": "中层"},
]
REGISTER = "岗位风险登记册"
HEAD: dict[str, Any] = {"unit_name": "样例科", "unit_id": "U01", "year": YEAR}


def _write(path: Path, form: Form, filled: str, rows: Sequence[Mapping[str, Any]], **head: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = template(form, {**HEAD, "filled": date.fromisoformat(f"{YEAR}-{filled}"), **head}, rows)
    path.write_bytes(render(workbook))


def send_position(
    path: Path, filled: str, texts: Mapping[str, str], people: Sequence[Mapping[str, Any]] = PEOPLE, **head: Any
) -> None:
    """Write a position table of U01 (or as ``head`` says): by person the risk points, one letter a row."""
    names = {person["id"]: person for person in people}
    pairs = [(names[person], letter) for person, letters in texts.items() for letter in letters]
    rows = [
        {
            "serial": serial,
            "person_id": person["id"],
            "person_name": person["name"],
            "post": person["post"],
            "duties": "主持样例工作",
            "area": "货款回收",
            "source": "业务流程",
            "ways": ("自己找",),
            "text": f"可能出现的问题{letter}",
            "size": "低",
            "harm": "低",
            "frequency": "低",
            "self_level": "三级",
            "measures": f"每月核对{letter}",
            "responsible": "本人",
            "deadline": "长期",
            "commitment_date": date(YEAR, 9, 1),
        }
        for serial, (person, letter) in enumerate(pairs, 1)
    ]
    _write(path, POSITION, filled, rows, **head)


def snapshot(root: Path) -> dict[Path, bytes]:
    """Return every file below a folder with its bytes."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def send_ledger(
    path: Path, filled: str, points: Mapping[int, str], reason: str = "样例事由", person: str = "丙副科长", **head: Any
) -> None:
    """Write a ledger of U01: points of P3 by serial."""
    rows = [
        {
            "serial": serial,
            "day": date(YEAR, 3, serial),
            "subject_kind": "个人",
            "person_id": "P3",
            "person_name": person,
            "reason": f"{reason}{serial}",
            "record_type": "扣分",
            "points": Decimal(value),
        }
        for serial, value in points.items()
    ]
    _write(path, LEDGER, filled, rows, **head)


def send_unit_table(path: Path, filled: str, responsible: str, text: str = "可能出现的问题", **head: Any) -> None:
    """Write a unit table of U01 (or as ``head`` says) with one risk point."""
    row = {
        "serial": 1,
        "power": "货款回收",
        "basis": "本社章程",
        "area": "货款回收",
        "source": "业务流程",
        "ways": ("自己找",),
        "text": text,
        "size": "低",
        "harm": "低",
        "frequency": "低",
        "self_level": "三级",
        "measures": "每月核对",
        "responsible": responsible,
        "deadline": "长期",
    }
    promised = {"promiser": "乙科长", "promised": date(YEAR, 9, 1)}
    _write(path, UNIT_TABLE, filled, [row], **{**promised, **head})


def write_roster(root: Path, people: Sequence[Mapping[str, Any]] = PEOPLE) -> None:
    """Write 名册.xlsx."""
    (root / "名册.xlsx").write_bytes(render(roster_workbook({"年度": YEAR}, UNITS, people)))


def make_office(root: Path) -> Path:
    """Make the office folder with both workbooks in 收件."""
    init(root, name="示例社", year=YEAR)
    write_roster(root)
    send_position(root / "收件" / "岗位.xlsx", "09-01", {"P2": "甲乙", "P3": "丙"})
    send_ledger(root / "收件" / "台账.xlsx", "04-01", {1: "12", 2: "0.5"})
    return root


def run(root: Path) -> Report:
    """Consolidate."""
    return consolidate(root, year=None, today=TODAY)


def told(report: Report, *codes: str) -> list[tuple[str, str, str]]:
    """Return (code, where, message) of the findings with these codes."""
    return [
        (f.code, f"{f.place.file} {f.place.sheet} {f.place.address}".strip(), f.message)
        for f in report.findings
        if f.code in codes
    ]


def type_in(root: Path, values: dict[tuple[str, int], object], sheet: str = REGISTER) -> None:
    """Type values into the master by heading and record (from 1)."""
    book = openpyxl.load_workbook(root / "汇总册.xlsx")
    page = book[sheet]
    at = {cell.value: cell.column for cell in page[3]}
    for (heading, record), value in values.items():
        page.cell(3 + record, at[heading], value)
    book.save(root / "汇总册.xlsx")


def column(root: Path, heading: str, sheet: str = REGISTER) -> list[object]:
    """Return a column of the master."""
    rows = list(openpyxl.load_workbook(root / "汇总册.xlsx")[sheet].iter_rows(min_row=3, values_only=True))
    return [row[rows[0].index(heading)] for row in rows[1:]]


FOURTH = {"id": "P4", "name": "丁社长", "unit": "U02", "post": "社长", "rank": "中层"}


def with_another_unit(root: Path, letter: str = "P", **settings: Any) -> None:
    """Give the office a unit U02 with one person; ``letter``: what stands before the figures in numbers of people."""
    other = {"id": "U02", "name": "样例社", "kind": "基层社", "head": "P4", "leader": "P1", "mail": "two@example.com"}
    units = [{**UNITS[1], "mail": "one@example.com"}, UNITS[0], other]
    rows = [
        [{key: re.sub(r"^P(?=\d)", letter, text) for key, text in row.items()} for row in sheet]
        for sheet in (units, [*PEOPLE, FOURTH])
    ]
    (root / "名册.xlsx").write_bytes(render(roster_workbook({"年度": YEAR, **settings}, *rows)))


def set_head(path: Path, number: str, name: str, sheet: str = "岗位承诺表") -> None:
    """Type another unit into the head of a received workbook."""
    book = openpyxl.load_workbook(path)
    page, heads = book[sheet], {"U01": number, "样例科": name}
    for row in page.iter_rows(max_row=6):
        for cell in row:
            cell.value = heads.get(cell.value, cell.value) if isinstance(cell.value, str) else cell.value
    book.save(path)
