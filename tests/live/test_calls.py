"""How often the spreadsheet program is called: a master of 5,000 rows is brought up to date in at most 25 calls a sheet."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from xlwings import base_classes

from lzxl.cells import Block
from lzxl.excel import live, live_read, live_rules
from lzxl.excel.live_session import OpenSheet, Screen
from lzxl.excel.platform import protection
from lzxl.excel.write import render
from lzxl.forms.form import Column, Kind
from lzxl.forms.master import MasterContent, master
from lzxl.forms.master_intake import RECEIVED
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.forms.overview import Numbers
from lzxl.forms.registry import MASTER
from lzxl.sample import YEAR
from lzxl.workflow.live import open_master

pytestmark = pytest.mark.office

ROWS = 5_000
MOST = 25
# What only leads from one object of xlwings to another, tells where a range is that we named ourselves, or tells xlwings its
# objects apart (names, process ids) is no work of the program's.
LEADS = frozenset(
    {
        "__call__", "api", "app", "book", "books", "cells", "column", "coords", "engine", "font", "impl", "max_cells_per_read",
        "max_cells_per_write", "name", "names", "pid", "notes", "options", "page_setup", "range", "row", "shape", "sheet", "sheets", "tables",
        "conditional_formats", "data_validation", "used_range", "index", "get_address", "borders", "contains",
    }
)  # fmt: skip
PLATFORM = ("choose", "frame", "keep_visuals", "set_words")


class Calls:
    """Counts the calls from outside into the objects behind xlwings, by sheet; what these call themselves is theirs."""

    def __init__(self) -> None:
        self.by_sheet: Counter[str] = Counter()
        self.what: Counter[tuple[str, str]] = Counter()
        self.inside = False
        self.sheet = ""

    def counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def one(*arguments: Any, **named: Any) -> Any:
            if self.inside:
                return call(*arguments, **named)
            if name not in LEADS:
                self.by_sheet[self.sheet] += 1
                self.what[self.sheet, name] += 1
            self.inside = True
            try:
                return call(*arguments, **named)
            finally:
                self.inside = False

        return one


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calls]:
    """Count while the block runs."""
    calls = Calls()
    with monkeypatch.context() as patched:
        for kind in every_kind():
            for name, trait in list(vars(kind).items()):
                if name.startswith("_") and name not in ("__call__", "__len__", "__contains__"):
                    continue
                if isinstance(trait, property):
                    getter = trait.fget and calls.counted(name, trait.fget)
                    setter = trait.fset and calls.counted(f"{name} =", trait.fset)
                    patched.setattr(kind, name, property(getter, setter))
                elif callable(trait) and not isinstance(trait, type):
                    patched.setattr(kind, name, calls.counted(name, trait))
        patched.setattr(live_rules, "add_at_once", lambda *_: False)  # as in Excel, whose calls are counted
        for name in PLATFORM:
            patched.setattr(live_rules, name, calls.counted(name, getattr(live_rules, name)))
        patched.setattr(protection, "is_protected", calls.counted("is_protected", protection.is_protected))
        patched.setattr(live, "remove_links", calls.counted("remove_links", live.remove_links))
        yield calls


def every_kind() -> list[type]:
    """Return the classes of our engine that stand behind xlwings' sheets, ranges and rules."""
    bases = [one for one in vars(base_classes).values() if isinstance(one, type)]
    found: dict[type, None] = {}
    for base in bases:
        for kind in base.__subclasses__():
            if kind.__module__.startswith("lzxl.calc"):
                found |= dict.fromkeys(one for one in kind.__mro__ if one.__module__.startswith("lzxl.calc"))
    return list(found)


def value_of(column: Column, number: int) -> Any:
    """Return a value for a column, another one in each row; none for most columns, as Calc measures each text."""
    if column.vocabulary:
        return column.vocabulary.items[number % len(column.vocabulary.items)]
    if column.kind in (Kind.POINTS, Kind.WHOLE, Kind.SHARE):
        return number % 13
    return f"{number}{column.heading}" if column.field in ("number", "text", "file", "severity", "state") else None


def big_master(rows: int) -> Any:
    """Return a master with every sheet that it can have: so many rows in the widest one, a hundredth in the others, no two alike."""
    numbers = Numbers("某社", YEAR, None, {"机关科室": {}}, {}, [], {}, {})
    content = {
        form.sheet: [
            {column.field: value_of(column, number) for column in form.columns}
            for number in range(1, 1 + (rows if form is POSITION_REGISTER else rows // 100))
        ]
        for form in MASTER
    }
    links = {row["file"]: row["file"] for row in content[RECEIVED.sheet][::2]}
    return master(MasterContent(numbers, content, links), MASTER)


def test_a_master_of_5000_rows_takes_few_calls_a_sheet(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = big_master(ROWS - 100), big_master(ROWS)
    (tmp_path / "汇总册.xlsx").write_bytes(render(before))
    book = screen.show(tmp_path / "汇总册.xlsx")
    read_sheet = live_read.read_sheet
    with counting(monkeypatch) as calls:

        def told(text: str) -> None:
            calls.sheet = re.sub("更新“(.*)”……", r"\1", text)

        def read_one(page: OpenSheet) -> Block:
            calls.sheet = page.name
            return read_sheet(page)

        monkeypatch.setattr(live_read, "read_sheet", read_one)
        read = live.read_values(book)
        calls.sheet = ""
        open_master.fill(book, read, after, told)
    page = book.sheets[POSITION_REGISTER.sheet]
    assert page.range((ROWS + 3, 1)).value == f"{ROWS}编号"
    assert {form.sheet for form in MASTER} <= calls.by_sheet.keys()  # counted, each for itself
    what = {name: [(call, n) for (sheet, call), n in calls.what.items() if sheet == name] for name in calls.by_sheet}
    assert {name: what[name] for name, number in calls.by_sheet.items() if number > MOST} == {}
