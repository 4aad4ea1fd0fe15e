"""``python loop_pandas.py OFFICE OUT [--write-back]``: the job as a loop of pandas and openpyxl, as people write it.

Each workbook is read whole, cleaned and levelled by columns, put together, written by ``to_excel`` and then
given its looks with openpyxl; ``--write-back`` also writes the levels into a copy of every workbook.
"""

import hashlib
import shutil
import sys
from pathlib import Path

import openpyxl
import pandas as pd
from plain import DEGREES, HEADINGS, LEVELS, SHEETS, dress, level_of, levels_into, unit_in


def main(office: Path, out: Path, write_back: bool) -> None:
    out.mkdir()
    frames: dict[str, list[pd.DataFrame]] = {sheet: [] for sheet in SHEETS}
    for path in sorted((office / "收件").glob("*.xlsx")):
        shutil.copyfile(path, out / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.xlsx")
        sheets = pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
        name = next(name for name in sheets if name in SHEETS)
        table = _table(sheets[name], path.name)
        frames[name].append(table)
        if write_back:
            levels_into(path, out / path.name, name, dict(zip(table["行"], table["建议等级"], strict=True)))
    with pd.ExcelWriter(out / "汇总册.xlsx", engine="openpyxl") as writer:
        for sheet, found in frames.items():
            pd.concat(found).to_excel(writer, sheet_name=sheet, index=False)
    master = openpyxl.load_workbook(out / "汇总册.xlsx")
    for page in master.worksheets:
        dress(page)
    master.save(out / "汇总册.xlsx")


def _table(sheet: pd.DataFrame, file: str) -> pd.DataFrame:
    at = next(row for row in range(len(sheet)) if sheet.iat[row, 0] == HEADINGS[0])
    table = sheet.iloc[at + 1 :].set_axis(sheet.iloc[at].astype(str).tolist(), axis=1).dropna(subset=["风险点"])
    for column in table.columns:
        table[column] = table[column].map(lambda value: value.strip() if isinstance(value, str) else value)
    carried = [column for column in ("人员编号", "姓名", "职务", "岗位职责") if column in table]
    table[carried] = table[carried].ffill()
    for column in DEGREES:
        if not table[column].isin(["高", "中", "低"]).all():
            raise ValueError(f"{file}: {column}")
    table["建议等级"] = [level_of(*row) for row in table[DEGREES].itertuples(index=False)]
    table["提示"] = [
        "" if ours == theirs else "不一致" for ours, theirs in zip(table["自评等级"], table["建议等级"], strict=True)
    ]
    if not table["自评等级"].isin(LEVELS).all():
        raise ValueError(file)
    table.insert(0, "单位", unit_in(sheet.iloc[2]))
    table["来源"] = file
    table["行"] = table.index + 1
    return table


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--write-back" in sys.argv)
