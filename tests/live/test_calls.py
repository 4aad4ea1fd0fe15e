"""How often the spreadsheet program is called: a master of 5,000 rows is brought up to date in at most 25 calls a sheet."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from xlwings import base_classes

from lzxl.excel import live, live_rules
from lzxl.excel.live_session import Screen
from lzxl.excel.platform import protection
from lzxl.excel.write import render
from lzxl.forms.master import MasterContent, master
from lzxl.forms.master_intake import COVERAGE, FINDINGS
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.forms.master_warning import ACCOUNTS, NOTICES
from lzxl.forms.overview import Numbers
from lzxl.workflow.live import open_master

pytestmark = pytest.mark.office

ROWS = 5_000
SHOWN = (POSITION_REGISTER, ACCOUNTS, NOTICES, COVERAGE, FINDINGS)
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


def big_master(rows: int) -> Any:
    """Return a master: so many rows in the widest sheet, a hundredth in those with most rules, with icons and with links."""
    numbers = Numbers("某社", 2026, None, {"机关科室": {}}, {}, [], {}, {})
    row = {
        "number": "甲-1",
        "unit_id": "U01",
        "grade": "B",
        "state": "整改中",
        "self_level": "一级",
        "text": "采购不比价",
    }
    row |= {"serial": "1", "severity": "警告"}
    content = {form.sheet: [row] * (rows if form is POSITION_REGISTER else rows // 100) for form in SHOWN}
    return master(MasterContent(numbers, content), SHOWN)


def test_a_master_of_5000_rows_takes_few_calls_a_sheet(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = big_master(ROWS - 100), big_master(ROWS)
    (tmp_path / "汇总册.xlsx").write_bytes(render(before))
    book = screen.show(tmp_path / "汇总册.xlsx")
    with counting(monkeypatch) as calls:
        read = live.read_values(book)
        reading = sum(calls.by_sheet.values()) / len(book.sheets)
        open_master.fill(book, read, after, lambda text: setattr(calls, "sheet", text))
    page = book.sheets[POSITION_REGISTER.sheet]
    assert page.range((ROWS + 3, 1)).value == "甲-1"
    told = {text: [(name, n) for (sheet, name), n in calls.what.items() if sheet == text] for text in calls.by_sheet}
    assert {text: told[text] for text, number in calls.by_sheet.items() if text and reading + number > MOST} == {}
