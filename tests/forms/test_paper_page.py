"""Pages that we break ourselves: nothing too high, nothing parted, heads repeated, links to the right row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.cells import Margins, Style
from lzxl.forms.paper_page import MOST_PAGES, Block, Line, Paper, Span, heights, paginate, sheet_name, sheets, target

PAPER = Paper(landscape=False, columns=(100.0, 200.0), room=300.0, margins=Margins())


def line(text: str, height: float, grow: float = 0) -> Line:
    """Return a line with one text."""
    return Line(height, (Span(1, 2, text, Style()),), grow)


TOP, HEAD = line("题", 20), (line("头", 30),)
BLOCKS = st.lists(st.lists(st.floats(10, 120), min_size=1, max_size=2), min_size=1, max_size=40)


@given(BLOCKS)
def test_every_block_whole_and_in_order_below_its_head(parts: list[list[float]]) -> None:
    blocks = [
        Block(tuple(line(f"{number}-{at}", high) for at, high in enumerate(part)), HEAD)
        for number, part in enumerate(parts)
    ]
    pages = paginate(blocks, PAPER, lambda _page, _of: (TOP,))
    assert all(page[:2] == (TOP, *HEAD) for page in pages)
    assert all(heights(page) <= PAPER.room for page in pages)
    assert [one for page in pages for one in page[2:]] == [one for block in blocks for one in block.lines]
    begins = {one for page in pages for one in page[2:3]}
    assert begins <= {block.lines[0] for block in blocks}


def test_a_page_is_told_how_many_there_are() -> None:
    told: list[tuple[int, int]] = []

    def top(page: int, of: int) -> tuple[Line, ...]:
        told.append((page, of))
        return (TOP,)

    assert len(paginate([Block((line("行", 200),))] * 3, PAPER, top)) == 3
    assert told[-3:] == [(1, 3), (2, 3), (3, 3)]


def test_room_to_spare_goes_to_the_lines_that_grow_and_never_too_much() -> None:
    (page,) = paginate([Block((line("行", 100), line("写", 30, 60), line("写", 30, 120)))], PAPER, lambda *_: ())
    assert [one.height for one in page] == [100, 76.5, 123]
    (page,) = paginate([Block((line("写", 30, 60),))], PAPER, lambda *_: ())
    assert heights(page) == 90


def test_pages_become_rows_with_breaks_after_their_last() -> None:
    pages = [(TOP, line("甲", 30)), (TOP, line("乙", 30), line("丙", 30)), (TOP,)]
    (sheet,) = sheets("单", pages, PAPER, first_page=1)
    assert sheet.print_setup.breaks == (2, 5)
    assert sheet.print_setup.first_page == 1
    assert {row: value for (row, _), value in sheet.cells.items()} == dict(enumerate("题甲题乙丙题", 1))
    assert [target([sheet], pages, page) for page in range(3)] == [
        "internal:'单'!A1",
        "internal:'单'!A3",
        "internal:'单'!A6",
    ]


def test_more_pages_than_a_sheet_has_breaks_go_on_in_the_next_sheet_and_go_on_counting() -> None:
    pages = [(line(str(number), 20),) for number in range(MOST_PAGES + 5)]
    first, second = sheets("单", pages, PAPER, first_page=1)
    assert (len(first.print_setup.breaks), len(second.print_setup.breaks)) == (MOST_PAGES - 1, 4)
    assert second.print_setup.first_page == MOST_PAGES + 1
    assert target([first, second], pages, MOST_PAGES + 2) == "internal:'单(2)'!A3"
    assert second.cells[3, 1] == str(MOST_PAGES + 2)


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("样例一社", (), "样例一社"),
        ("样例一社", ("样例一社",), "样例一社(2)"),
        ("A社", ("a社",), "A社(2)"),
        ("农资/日杂:[总]?", (), "农资_日杂__总__"),
        ("'引号'", (), "_引号_"),
        ("长" * 40, (), "长" * 31),
        ("长" * 40, ("长" * 31,), "长" * 25 + "(2)"),
        ("History", (), "History(2)"),
        (" \n", (), "表"),
        ("样\U00031350", (), "样\U00031350"),  # newer than many a Python
    ],
)
def test_names_of_sheets_as_excel_takes_them(text: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(text, taken) == name
