"""What LibreOffice saves is read alike in all its formats: values, errors, days, and what stands beside them."""

import subprocess
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from made_files import saved
from openpyxl.comments import Comment
from openpyxl.styles import Font

from lzxl.calc.profile import write_plain_profile
from lzxl.cells import Area, Block, CellError, Visibility
from lzxl.excel.workbook import read_workbook


def fill(sheet: Any) -> None:
    sheet.append(["标题"])
    sheet.append(["00123", 3, 2.5, date(2011, 8, 17), time(8, 30), "多\n行  空格"])
    sheet.append(["=1+2", "=1/0", '=IF(1=1,"文字","")', "=NA()", '=IF(1=1,"","x")'])
    sheet.append(["划掉", "批注", None, "重复", "重复"])
    sheet.append(["藏行"])
    sheet.merge_cells("A1:C1")
    sheet["A4"].font = Font(strike=True)
    sheet["B4"].comment = Comment("请核对", "张样例")
    sheet["H2"] = "藏列"
    sheet.column_dimensions["H"].hidden = True
    sheet.row_dimensions[5].hidden = True
    sheet.protection.sheet = True
    sheet.parent.create_sheet("藏").sheet_state = "hidden"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("libreoffice") / "台账.xlsx"
    path.write_bytes(saved(fill))
    return path


def converted(source: Path, kind: str) -> tuple[Block, Block]:
    target = source.parent / kind
    write_plain_profile(target / "profile")
    profile = f"-env:UserInstallation={(target / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book, findings = read_workbook((target / f"台账.{kind}").read_bytes(), f"台账.{kind}")
    assert book, findings
    assert [finding.code for finding in findings] == ["F142", "F145", "F143", "F144"]
    first, hidden = book.blocks
    return first, hidden


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_a_workbook_saved_by_libreoffice(source: Path, kind: str) -> None:
    block, hidden = converted(source, kind)
    assert block.rows == (
        ("标题",),
        ("00123", 3, 2.5, date(2011, 8, 17), time(8, 30), "多\n行  空格", None, "藏列"),
        (3, CellError("#DIV/0!"), "文字", CellError("#N/A")),
        ("划掉", "批注", None, "重复", "重复"),
        ("藏行",),
    )
    assert block.merged == (Area(1, 1, 1, 3),)
    assert block.formulas == {(3, column) for column in range(1, 6)}
    assert (block.struck, dict(block.notes)) == ({(4, 1)}, {(4, 2): "请核对"})
    assert (block.hidden_rows, block.hidden_columns, block.protected) == ({5}, {8}, True)
    assert hidden.visibility is Visibility.HIDDEN
