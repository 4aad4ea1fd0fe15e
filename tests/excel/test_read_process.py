"""The reader's child process: it may die, hang or run out of memory, and only the file at hand is lost."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import package, parts_of, row, saved, zipped

from lzxl.cells import Area, Block, Book, CellError, NoResult, Place, Raw, Visibility
from lzxl.excel import child
from lzxl.excel.package import MIB, Limits
from lzxl.excel.read import Reader
from lzxl.excel.wire import Ended, pack_reading, receive, send, unpack_reading
from lzxl.excel.workbook import read_workbook
from lzxl.findings import CATALOGUE

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no process's memory or computing time")
GOOD = saved(lambda sheet: sheet.append(["张样例", 3, date(2011, 8, 17)]))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as shared:
        yield shared


def everything(sheet: Any) -> None:
    sheet.append(["=1+2", 2.5, True, datetime(2011, 8, 17, 8, 30), time(8, 30), "#REF!", None, "末"])
    sheet["F1"].data_type = "e"
    sheet.merge_cells("A2:B2")


@pytest.mark.parametrize(
    "data",
    [GOOD, saved(everything), b"", GOOD[:100], b"%PDF"],
    ids=["good", "all kinds", "empty", "cut", "another kind"],
)
def test_the_child_says_what_the_same_code_says_here(reader: Reader, data: bytes) -> None:
    assert reader.read(data, "示例社/台账.xlsx") == read_workbook(data, "示例社/台账.xlsx")


RAWS: st.SearchStrategy[Raw] = st.one_of(
    st.none(),
    st.text(st.characters(), max_size=5),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(CellError, st.text(max_size=5)),
    st.builds(NoResult, st.text(max_size=5), st.booleans()),
)
CELL_SETS = st.frozensets(st.tuples(st.integers(1, 99), st.integers(1, 99)), max_size=3)
BLOCKS = st.builds(
    Block,
    st.just("a.xlsx"),
    st.text(max_size=5),
    st.lists(st.lists(RAWS, max_size=3).map(tuple), max_size=3).map(tuple),
    st.lists(st.builds(Area, *[st.integers(1, 9)] * 4), max_size=2).map(tuple),
    st.sampled_from(Visibility),
    CELL_SETS,
    CELL_SETS,
    st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 9)), st.text(max_size=5), max_size=2),
    st.frozensets(st.integers(1, 99), max_size=3),
    st.frozensets(st.integers(1, 99), max_size=3),
    st.booleans(),
    st.integers(0, 9),
)


@settings(max_examples=60)
@given(st.lists(BLOCKS, max_size=2).map(tuple), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2))
def test_nothing_changes_on_the_wire(blocks: tuple[Block, ...], properties: dict[str, str]) -> None:
    book = Book("a.xlsx", "xlsx", blocks, properties)
    findings = [CATALOGUE["F142"].at(Place("a.xlsx", "表", 1, 2), "值", text="批注")]
    back, same = unpack_reading(pack_reading(book, findings))
    assert (back, same) == (book, findings)
    assert back
    assert [[list(map(type, line)) for line in block.rows] for block in back.blocks] == [
        [list(map(type, line)) for line in block.rows] for block in book.blocks
    ]


def test_a_stream_that_ends_early_is_noticed() -> None:
    stream = io.BytesIO()
    send(stream, b"abc", b"")
    assert (receive(io.BytesIO(stream.getvalue())), stream.getvalue()[-8:]) == (b"abc", bytes(8))
    for length in range(11):
        with pytest.raises(Ended):
            receive(io.BytesIO(stream.getvalue()[:length]))


def killed(reader: Reader) -> None:
    child = reader._child
    assert child
    child.kill()
    child.wait()


def test_after_a_crash_the_file_has_a_finding_and_the_next_one_a_fresh_child(reader: Reader) -> None:
    assert reader.read(GOOD, "a.xlsx")[0]
    killed(reader)
    book, findings = reader.read(GOOD, "b.xlsx")
    assert (book, [(f.code, f.place.file) for f in findings]) == (None, [("F128", "b.xlsx")])
    assert reader.read(GOOD, "c.xlsx")[0]


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    popen = subprocess.Popen

    def asleep(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
        return popen([command[0], "-c", "import time; time.sleep(60)"], **options)

    with Reader(seconds=0.2) as slow:
        monkeypatch.setattr(child.subprocess, "Popen", asleep)
        book, findings = slow.read(GOOD, "a.xlsx")
        assert (book, [f.code for f in findings]) == (None, ["F127"])
        monkeypatch.undo()
        slow.close()
    with Reader() as fresh:
        assert fresh.read(GOOD, "a.xlsx")[0]


MANY = package(
    "".join(row('<c r="@" t="str"><v>a</v></c>', "<c r='@'><v>1</v></c>", number=n) for n in range(1, 60_000))
)


@POSIX
def test_a_file_that_takes_too_much_computing_time_is_given_up() -> None:
    with Reader(seconds=0.3) as slow:
        book, findings = slow.read(MANY, "a.xlsx")
        assert (book, [f.code for f in findings]) == (None, ["F127"])


@POSIX
def test_a_file_that_takes_too_much_memory_is_refused_and_the_run_goes_on() -> None:
    text = f'<c r="@" t="inlineStr"><is><t>{"a" * (24 * MIB)}</t></is></c>'
    large = zipped(parts_of(package(row(text))), zipfile.ZIP_STORED)
    with Reader(memory=100 * MIB) as small:
        assert small.read(GOOD, "a.xlsx")[0]
        book, findings = small.read(large, "b.xlsx")
        assert book is None
        assert findings[0].code in ("F120", "F128")  # Python tells; a library in C may end the process
        assert small.read(GOOD, "c.xlsx")[0]


def test_limits_reach_the_child() -> None:
    with Reader(limits=Limits(cells=2)) as strict:
        book, findings = strict.read(GOOD, "a.xlsx")
        assert (book, [f.code for f in findings]) == (None, ["F120"])
    with Reader(limits=Limits(file=100)) as strict:
        assert [f.code for f in strict.read(GOOD, "a.xlsx")[1]] == ["F120"]


def test_nothing_in_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lzxl", "json", "zipfile", "python_calamine"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('taken')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Reader() as outside:
        assert outside.read(GOOD, "a.xlsx")[0]


def test_a_closed_reader_leaves_no_process_and_may_start_again() -> None:
    reader = Reader()
    with reader:
        assert reader.read(GOOD, "a.xlsx")[0]
        child = reader._child
    assert child
    assert child.returncode is not None
    assert reader.read(GOOD, "a.xlsx")[0]
    reader.close()
    assert reader._child is None
