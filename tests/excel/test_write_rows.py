"""Rows written straight as XML are what XlsxWriter would have written: cell for cell, look for look."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lzxl.cells import Area, Body, Formula, Link, Out, Sheet, Style, WorkbookOut
from lzxl.excel import write_parts, write_rows
from lzxl.excel.read import Reader
from lzxl.excel.write import MOST_CHARACTERS, render, render_into

WRAPPED = Style(wrap=True, border=True)
LINK = Style(ink="0563C1", underline=True)
HEAD: dict[tuple[int, int], Out] = {(1, 1): "一", (1, 2): "二", (1, 3): "三"}
Row = tuple[float, Sequence[Out]]

AWKWARD: tuple[Out, ...] = (
    "普通文字",
    "| 竖线 |",
    "|",
    " ",
    " 前后有空格 ",
    "两\n行",
    "<b>&amp;\"'",
    "\x01\x0b\ufffe",
    "\r\n\r",
    "<r>像标记</r>",
    "=1+1",
    "007",
    "𠀀" * 3,
    "",
    None,
    0,
    -1.5,
    1e15,
    Decimal("0.1"),
    date(1900, 1, 1),
    date(1900, 3, 1),
    date(1899, 12, 31),
    date(2026, 9, 1),
    datetime(2026, 9, 1, 8, 30),
    Link("internal:'甲'!A1", "去甲<表>"),
    Link("external:收件/一.xlsx", "一"),
)

ESCAPES = ("_x000D_ 和 _x41_", "_x005F_x000D_", "__x0041_x0041_")  # openpyxl undoes these in shared strings only


def as_body(rows: Sequence[Row]) -> Sheet:
    return Sheet("甲", HEAD, column_styles={1: WRAPPED}, widths={1: 20.0}, body=Body(2, rows, LINK))


def as_cells(rows: Sequence[Row]) -> Sheet:
    cells = {(row, at): value for row, (_, values) in enumerate(rows, 2) for at, value in enumerate(values, 1)}
    full = {cell: value for cell, value in cells.items() if value not in (None, "")}
    looks = {cell: LINK for cell, value in full.items() if isinstance(value, Link)}
    heights = {row: height for row, (height, _) in enumerate(rows, 2)}
    return replace(as_body(rows), cells=HEAD | full, styles=looks, heights=heights, body=None)


def seen(sheet: Sheet) -> tuple[object, ...]:
    page = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([sheet])))).worksheets[0]
    cells = [
        (cell.coordinate, cell.value, cell.data_type, cell.number_format, cell.font.u, cell.alignment.wrap_text)
        + ((cell.hyperlink.target, cell.hyperlink.location) if cell.hyperlink else ())
        for row in page.iter_rows()
        for cell in row
    ]
    return cells, {row: page.row_dimensions[row].height for row in range(1, page.max_row + 1)}, page.dimensions


def test_every_kind_of_value_is_written_as_xlsxwriter_writes_it() -> None:
    rows = [(15.0 + 3 * at, (value, "旁边", value)) for at, value in enumerate(AWKWARD)]
    assert seen(as_body(rows)) == seen(as_cells(rows))


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.floats(10, 400), st.lists(st.sampled_from(AWKWARD) | st.text(max_size=20), min_size=3, max_size=3))
    )
)
def test_any_rows_are_written_as_xlsxwriter_writes_them(rows: list[Row]) -> None:
    rows = [*rows, (15.0, ("末", "行", 1))]
    assert seen(as_body(rows)) == seen(as_cells(rows))


def test_both_are_read_the_same_by_our_own_reader() -> None:
    kinds = [value for value in AWKWARD if not isinstance(value, Link)]
    rows = [(20.0, (value, "旁边")) for value in [*kinds, *ESCAPES]]
    with Reader() as reader:
        books = [reader.read(render(WorkbookOut([sheet])), "甲.xlsx") for sheet in (as_body(rows), as_cells(rows))]
    assert books[0][0] is not None
    assert books[0] == books[1]


def test_a_table_may_stand_over_rows_made_while_they_are_written() -> None:
    rows = [(15.0, (f"第{number}行", number, None)) for number in range(1, 4)]
    sheet = replace(as_body(rows), table=(Area(1, 1, 4, 3), "lzxl_rows"))
    page = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([sheet])))).worksheets[0]
    assert page.tables["lzxl_rows"].ref == "A1:C4"
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [[*values] for _, values in rows]


def test_a_link_that_excel_would_not_open_stays_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_rows, "MOST_LINKS", 2)
    rows = [(15.0, (Link("internal:'甲'!A1", "近"), Link("external:" + "x" * 3000, "远")))] * 4
    page = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([as_body(rows)])))).worksheets[0]
    assert [[bool(cell.hyperlink) for cell in row] for row in page["A2:B5"]] == [[True, False]] * 2 + [
        [False, False]
    ] * 2
    assert [[cell.value for cell in row] for row in page["A2:B5"]] == [["近", "远"]] * 4


@pytest.mark.parametrize("value", ["长" * (MOST_CHARACTERS + 1), Formula("1+1", 2)])
def test_what_a_row_cannot_hold_is_refused(value: Out) -> None:
    with pytest.raises((ValueError, TypeError)):
        render(WorkbookOut([as_body([(15.0, (value,))])]))


class Unmade(list[Row]):
    """Rows that must not be made."""

    def __iter__(self) -> Iterator[Row]:
        raise AssertionError("made, though they are known")


class Joined(Collection[Row]):
    """The rows of all parts, made anew each time."""

    def __init__(self, parts: Collection[list[Row]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self._parts)

    def __contains__(self, row: object) -> bool:
        return any(row in part for part in self._parts)


class Kept(dict[str, bytes]):
    """A memory."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


def in_parts(parts: Mapping[str, list[Row]]) -> Sheet:
    """Return the sheet whose rows these are; none is a link."""
    body = Body(2, Joined(parts.values()), None, tuple(parts.items()))
    return replace(as_body([]), body=body)


def written(parts: Mapping[str, list[Row]], memory: Kept | None) -> bytes:
    stream = io.BytesIO()
    render_into(stream, WorkbookOut([in_parts(parts)]), memory)
    return stream.getvalue()


def test_parts_that_were_written_before_are_not_made_and_stand_where_they_belong() -> None:
    values = [value for value in AWKWARD if not isinstance(value, Link)]
    one, two, three = ([(15.0 + at, (at, value, name)) for at, value in enumerate(values)] for name in "甲乙丙")
    memory = Kept()
    parts: dict[str, list[Row]] = {"一": one, "二": two, "三": three}
    assert written(parts, memory) == written(parts, None)
    assert len(memory) == 3
    new: list[Row] = [(15.0, (date(2026, 9, 1), None, "新"))]
    assert written({"三": Unmade(three), "〇": new, "一": Unmade(one)}, memory) == written(
        {"三": three, "〇": new, "一": one}, None
    )
    assert len(memory) == 4


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("一二三四五"),
            st.lists(st.sampled_from(AWKWARD[:-2]) | st.text(max_size=9), min_size=3, max_size=3),
        ),
        min_size=1,
        max_size=9,
    ),
    st.data(),
)
def test_whatever_a_memory_has_the_bytes_are_the_same(cells: list[tuple[str, list[Out]]], data: st.DataObject) -> None:
    parts: dict[str, list[Row]] = {}
    for name, values in cells:
        parts.setdefault(name, []).append((15.0, values))
    memory = Kept()
    written({name: parts[name] for name in data.draw(st.sets(st.sampled_from(sorted(parts)), min_size=1))}, memory)
    assert written(parts, memory) == written(parts, None)


@pytest.mark.parametrize("harm", ["cut", "foreign"])
def test_a_part_that_cannot_be_whole_is_made_anew(harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parts: dict[str, list[Row]] = {"一": [(15.0, ("甲", number, "丙")) for number in range(99)]}
    memory = Kept()
    plain = written(parts, memory)
    if harm == "cut":
        monkeypatch.setattr(write_parts, "_MOST", 1000)  # bytes: the part is larger
    else:
        memory.update(dict.fromkeys(memory, b"none of ours"))
    assert written(parts, memory) == plain


def test_parts_must_be_all_the_rows() -> None:
    rows: list[Row] = [(15.0, ("甲",)), (15.0, ("乙",))]
    page = replace(as_body(rows), body=Body(2, rows, None, (("一", rows[:1]),)))
    with pytest.raises(ValueError, match="parts"):
        render_into(io.BytesIO(), WorkbookOut([page]), Kept())


def test_a_memory_of_other_looks_is_not_used() -> None:
    memory, part = Kept(), {"一": [(15.0, ("甲", "乙", "丙"))]}
    written(part, memory)
    wide = replace(in_parts(part), column_styles={1: WRAPPED, 2: replace(WRAPPED, italic=True)})
    stream, bare = io.BytesIO(), io.BytesIO()
    render_into(stream, WorkbookOut([wide]), memory)
    render_into(bare, WorkbookOut([wide]))
    assert stream.getvalue() == bare.getvalue()
    assert len(memory) == 2
