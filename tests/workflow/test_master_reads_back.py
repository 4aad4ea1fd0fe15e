"""What the office typed into the master is written and read back as the same, run after run."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest

from lzxl.cells import CellError, NoResult, Raw, WorkbookOut
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms.identify import find_sheet
from lzxl.forms.master_layout import sheet
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.forms.parse import parse
from lzxl.register.office_columns import Described, carry, judged
from lzxl.register.old_master import OldMaster, as_typed, read_old_master
from lzxl.register.state import Event, OfficeEntry, State, fold

TODAY = date(2026, 9, 1)
# What a cell holds, and what it holds after every run.
CELLS: list[tuple[Raw, Any]] = [
    (True, True),
    (False, False),
    (1, 1),
    (0.1, 0.1),
    ("1", "1"),
    ("TRUE", "TRUE"),
    ("同意\n 照办 ", "同意\n 照办 "),
    ("_x0041_", "_x0041_"),
    (date(2026, 3, 1), date(2026, 3, 1)),
    (datetime(2026, 3, 1, 8, 30), datetime(2026, 3, 1, 8, 30)),
    (time(8, 30), "08:30:00"),
    (CellError("#N/A"), "#N/A"),
    (NoResult("A1*2"), "=A1*2"),
    (NoResult("=A1*2"), "=A1*2"),
    ("=A1*2", "=A1*2"),
    ("字" * 32_767, "字" * 32_767),
]
NUMBERS = [f"G2026-P001-{n:02}" for n in range(1, len(CELLS) + 1)]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def read_back(reader: Reader, opinions: list[Any]) -> OldMaster:
    rows = [
        {"number": number, "unit_id": "U01", "text": "风险", "opinion": opinion}
        for number, opinion in zip(NUMBERS, opinions, strict=True)
    ]
    book, _ = reader.read(render(WorkbookOut([sheet(POSITION_REGISTER, rows)])), "汇总册.xlsx")
    assert book is not None
    block = find_sheet(book, POSITION_REGISTER)
    assert block is not None
    return read_old_master([parse(POSITION_REGISTER, block)[0]])[0]


def kinds(values: list[Any]) -> list[Any]:
    """Return values with their types; Excel has one kind of number."""
    return [(float if type(value) is int else type(value), value) for value in values]


def opinions_of(master: OldMaster) -> list[Any]:
    rows = master.sheets[POSITION_REGISTER.sheet]
    return [rows[number].values["opinion"] for number in NUMBERS]


@pytest.mark.parametrize("held", [2_000, 0], ids=["held in memory", "row by row"])
def test_cells_stay_what_they_are(reader: Reader, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr("lzxl.forms.master_layout.MOST_HELD", held)
    first = [as_typed(raw) for raw, _ in CELLS]
    assert kinds(first) == kinds([value for _, value in CELLS])
    again = opinions_of(read_back(reader, first))
    assert kinds(again) == kinds(first)
    assert kinds(opinions_of(read_back(reader, again))) == kinds(first)


def test_a_second_run_has_the_same_cells_and_nothing_to_tell_the_journal(reader: Reader) -> None:
    rows = {number: Described("张样例", "风险") for number in NUMBERS}
    state, typed = State(), [as_typed(raw) for raw, _ in CELLS]
    first = carry(POSITION_REGISTER, rows, read_back(reader, typed), state, TODAY)
    state = fold(first.events)
    written = [first.cells[number]["opinion"] for number in NUMBERS]
    second = carry(POSITION_REGISTER, rows, read_back(reader, written), state, TODAY)
    assert first.events and (second.cells, second.events, second.findings) == (first.cells, (), ())


def test_true_that_becomes_one_is_a_change() -> None:
    rows = {NUMBERS[0]: Described("张样例", "风险")}
    events: list[Event] = []
    for typed, told in ((True, 1), (1, 1), (1.0, 0)):
        old = OldMaster({POSITION_REGISTER.sheet: {NUMBERS[0]: OfficeEntry({"opinion": typed}, "张样例", "风险")}})
        carried = carry(POSITION_REGISTER, rows, old, fold(events), TODAY)
        assert len(carried.events) == told
        events += carried.events


def test_free_text_of_the_office_is_never_an_error() -> None:
    cells = {number: {"opinion": as_typed(raw)} for number, (raw, _) in zip(NUMBERS, CELLS, strict=True)}
    assert {finding.severity.value for finding in judged(POSITION_REGISTER, NUMBERS, cells, 4)} <= {"提示"}
