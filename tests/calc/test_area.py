"""Rectangles and their addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.calc.area import MAX_COLUMNS, MAX_ROWS, Area, blocks, column_name, column_number, parse

AREAS = st.builds(Area, st.integers(1, 30), st.integers(1, 30), st.integers(1, 30), st.integers(1, 30))


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("A1", Area(1, 1)),
        ("$B$3", Area(3, 2)),
        ("b3:a1", Area(1, 1, 3, 2)),
        ("A:C", Area(1, 1, MAX_ROWS, 3)),
        ("2:4", Area(2, 1, 3, MAX_COLUMNS)),
        ("XFD1048576", Area(MAX_ROWS, MAX_COLUMNS)),
        ("XFE1", None),
        ("A1048577", None),
        ("A", None),
        ("1", None),
        ("A0", None),
        ("A1:甲", None),
        ("名称", None),
    ],
)
def test_addresses(address: str, area: Area | None) -> None:
    assert parse(address) == area


@given(AREAS)
def test_an_address_leads_back(area: Area) -> None:
    assert parse(area.address()) == parse(area.address(False, False)) == area


@given(st.integers(1, MAX_COLUMNS))
def test_a_column_has_one_name(number: int) -> None:
    assert column_number(column_name(number)) == number


def cells(area: Area) -> set[tuple[int, int]]:
    """Return every cell of an area."""
    return {(r, c) for r in range(area.row, area.last_row + 1) for c in range(area.column, area.last_column + 1)}


@given(AREAS, AREAS)
def test_a_hole_leaves_every_other_cell_once(area: Area, hole: Area) -> None:
    left = [cell for part in area.without(hole) for cell in cells(part)]
    assert len(left) == len(set(left))
    assert set(left) == cells(area) - cells(hole)


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_blocks_hold_every_cell_once(wanted: set[tuple[int, int]]) -> None:
    found = [cell for area in blocks(wanted) for cell in cells(area)]
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_a_full_rectangle_is_one_block() -> None:
    assert blocks(cells(Area(2, 3, 500, 4))) == [Area(2, 3, 500, 4)]
