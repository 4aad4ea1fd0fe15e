"""``python loop_openpyxl.py OFFICE OUT [--write-back]``: the same job as a loop of openpyxl alone, row by row."""

import hashlib
import shutil
import sys
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from plain import DEGREES, HEADINGS, LEVELS, SHEETS, dress, level_of, levels_into, unit_in

_CARRIED = ("人员编号", "姓名", "职务", "岗位职责")


def main(office: Path, out: Path, write_back: bool) -> None:
    out.mkdir()
    master = openpyxl.Workbook()
    pages = {sheet: master.create_sheet(sheet) for sheet in SHEETS}
    del master["Sheet"]
    for path in sorted((office / "收件").glob("*.xlsx")):
        shutil.copyfile(path, out / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.xlsx")
        workbook = openpyxl.load_workbook(path, data_only=True)
        sheets = {page.title: [list(row) for row in page.values] for page in workbook.worksheets}
        name = next(name for name in sheets if name in SHEETS)
        levels = _rows(sheets[name], path.name, pages[name])
        if write_back:
            levels_into(path, out / path.name, name, levels)
    for page in pages.values():
        dress(page)
    master.save(out / "汇总册.xlsx")


def _rows(sheet: list[list[object]], file: str, page: Worksheet) -> dict[int, str]:
    """Append the rows of a table to the master's page; return the levels by row."""
    at = next(number for number, row in enumerate(sheet) if row[0] == HEADINGS[0])
    headings = [str(heading) for heading in sheet[at]]
    if page.max_row == 1:
        page.append(["单位", *headings, "建议等级", "提示", "来源"])
    levels: dict[int, str] = {}
    above: dict[str, object] = {}
    for number, row in enumerate(sheet[at + 1 :], at + 2):
        cells = {key: cell.strip() if isinstance(cell, str) else cell for key, cell in zip(headings, row, strict=True)}
        if cells["风险点"] is None:
            continue
        above |= {name: cells[name] for name in _CARRIED if cells.get(name) is not None}
        cells |= {name: above.get(name) for name in _CARRIED if name in cells}
        if cells["自评等级"] not in LEVELS or any(cells[name] not in ("高", "中", "低") for name in DEGREES):
            raise ValueError(f"{file}: {number}")
        levels[number] = level_of(*(str(cells[name]) for name in DEGREES))
        hint = "" if levels[number] == cells["自评等级"] else "不一致"
        page.append([unit_in(sheet[2]), *cells.values(), levels[number], hint, file])
    return levels


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--write-back" in sys.argv)
