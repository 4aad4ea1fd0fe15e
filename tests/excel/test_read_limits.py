"""Absurd sizes are refused before they cost anything; bits that flip never change a value in silence."""

import random

import pytest
from made_files import package, row, saved

from lzxl.cells import column_letters
from lzxl.excel.package import Limits
from lzxl.excel.workbook import read_workbook


def refusal(data: bytes, **limits: int) -> tuple[str, str]:
    book, findings = read_workbook(data, "台账.xlsx", limits=Limits(**limits))
    assert book is None
    assert len(findings) == 1
    return findings[0].code, findings[0].message


def test_two_cells_at_the_far_corners_are_beyond_any_table() -> None:
    data = package(row('<c r="A1"><v>1</v></c>') + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    code, message = refusal(data)
    assert (code, "1048576 行、XFD 列" in message) == ("F125", True)


def test_one_stray_cell_far_to_the_right_or_down_is_read_without_a_dense_grid() -> None:
    wide = read_workbook(package(row('<c r="A1"><v>1</v></c>', '<c r="XFD1"><v>2</v></c>')), "a.xlsx")[0]
    assert wide
    assert (len(wide.blocks[0].rows[0]), wide.blocks[0].at(1, 16384)) == (16384, 2)
    deep = row('<c r="A1"><v>1</v></c>', '<c r="P1"><v>1</v></c>') + '<row r="200000"><c r="A200000"><v>2</v></c></row>'
    far = read_workbook(package(deep), "a.xlsx")[0]
    assert far
    assert (len(far.blocks[0].rows), far.blocks[0].at(200_000, 1)) == (200_000, 2)


def test_many_rows_of_formatted_empty_cells_are_nothing() -> None:
    empty = "".join(
        row(*[f'<c r="{column_letters(c)}{n}" s="1"/>' for c in range(1, 8)], number=n) for n in range(2, 20_000)
    )
    book, findings = read_workbook(package(row('<c r="@"><v>1</v></c>') + empty), "a.xlsx", limits=Limits(cells=100))
    assert book
    assert (book.blocks[0].rows, findings) == (((1,),), [])


@pytest.mark.parametrize("cell", ['<c r="@"><v>1</v></c>', "<c r='@'><v>1</v></c>"])
def test_more_cells_than_the_limit_are_refused(cell: str) -> None:
    data = package("".join(row(cell, cell, number=n) for n in range(1, 40)))
    assert refusal(data, cells=60)[0] in ("F120", "F125")
    assert read_workbook(data, "a.xlsx", limits=Limits(cells=200))[0]


def test_single_bit_flips_never_give_another_value() -> None:
    data = saved(lambda sheet: [sheet.append(["张样例", n, n / 2, f"事由{n}"]) for n in range(12)])
    book, _ = read_workbook(data, "台账.xlsx")
    assert book
    chance = random.Random(20110817)
    outcomes = set()
    for place in sorted(chance.sample(range(len(data) * 8), 80)):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        other, findings = read_workbook(bytes(flipped), "台账.xlsx")
        assert other is None or other.blocks == book.blocks, f"bit {place}: a different value without a word"
        assert other or findings
        outcomes.add(other is None)
    assert outcomes == {True, False}
