"""Where something stands, in the words of a clerk."""

import pytest

from lzxl.cells import Place


@pytest.mark.parametrize(
    ("row", "column", "address", "corner"),
    [(7, 3, "C7", "C7"), (10, 0, "第10行", "A10"), (0, 28, "AB列", "AB1"), (0, 0, "", "A1")],
)
def test_a_place_is_told_in_plain_words_and_linked_by_its_first_cell(row, column, address, corner):
    place = Place("表.xlsx", "表", row, column)
    assert (place.address, place.corner) == (address, corner)
