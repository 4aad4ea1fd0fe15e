"""Rows of both registers that stood in the last master are taken from there; the master is the same as without that."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import openpyxl
import pytest

from lzxl.excel.write_parts import Parts
from lzxl.forms import master_layout
from lzxl.model import RegisteredPoint, RiskPoint
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.folder import verify
from lzxl.workflow.unchanged import _MANY, _some_at_a_time

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 2)
PARTS = 2  # of each register; which units begin one follows from their ids
MAKE = Path(__file__).parents[1] / "bench" / "office_of.py"


@pytest.fixture(scope="module", autouse=True)
def _written_one_by_one() -> Iterator[None]:
    """Rows of any register, as those of a long one."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(master_layout, "MOST_HELD", 0)
        yield


@pytest.fixture(scope="module")
def consolidated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of four units with both tables, after a run: 200 rows in each register."""
    root = tmp_path_factory.mktemp("offices") / "本社"
    subprocess.run([sys.executable, str(MAKE), str(root), "8"], check=True)
    consolidate(root, year=None, today=TODAY)
    return root


@pytest.fixture
def office(consolidated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(consolidated, tmp_path / "本社")


def kept(root: Path) -> Path:
    return root / "归档" / "缓存" / "登记册"


def cell(path: Path, sheet: str, heading: str, row: int, value: object) -> None:
    """Type a value into a cell of a workbook, by the heading of its column; ``row`` counts from the first of the data."""
    book = openpyxl.load_workbook(path)
    found = next(one for line in book[sheet].iter_rows() for one in line if one.value == heading)
    book[sheet].cell(found.row + row, found.column, value)
    book.save(path)


def nothing(_: Path) -> None:
    """Change nothing."""


def a_table_goes(root: Path) -> None:
    (root / "收件" / "U0003-单位承诺表.xlsx").unlink()


def a_first_table_goes(root: Path) -> None:
    (root / "收件" / "U0001-岗位承诺表.xlsx").unlink()


def a_table_is_renamed(root: Path) -> None:
    (root / "收件" / "U0003-岗位承诺表.xlsx").rename(root / "收件" / "改名.xlsx")


def the_office_decides(root: Path) -> None:
    cell(root / "汇总册.xlsx", "岗位风险登记册", "评估等级", 60, "一级")
    cell(root / "汇总册.xlsx", "单位风险登记册", "领导小组意见", 1, "请\n核实 <一> & “二” _x0041_ ")


def the_office_leaves_out(root: Path) -> None:
    cell(root / "汇总册.xlsx", "单位风险登记册", "甄别结果", 51, "剔除")


def a_person_has_another_name(root: Path) -> None:
    cell(root / "名册.xlsx", "人员", "姓名", 36, "样改名")


def a_level_begins_elsewhere(root: Path) -> None:
    cell(root / "名册.xlsx", "参数", "值", 4, 8)  # 一级起点


# What is changed before the second run, and how many parts are made for it of all (``PARTS`` in each register).
CASES: list[tuple[Callable[[Path], None], int]] = [
    (nothing, 0),
    (a_table_goes, 1),
    (a_first_table_goes, 0),
    (a_table_is_renamed, 1),
    (the_office_decides, 2),
    (the_office_leaves_out, 1),
    (a_person_has_another_name, 2 * PARTS),
    (a_level_begins_elsewhere, 2 * PARTS),
]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts that are made, as they are kept."""
    keys: list[str] = []
    really = Parts._keep

    def noted(self: Parts, key: str, rows: list[bytes]) -> None:
        keys.append(key)
        really(self, key, rows)

    monkeypatch.setattr(Parts, "_keep", noted)
    return keys


@pytest.mark.parametrize(("change", "parts"), CASES, ids=[change.__name__ for change, _ in CASES])
def test_only_rows_of_what_has_changed_are_made(
    change: Callable[[Path], None], parts: int, office: Path, made: list[str], tmp_path: Path
) -> None:
    change(office)
    other = shutil.copytree(office, tmp_path / "另一处" / "本社")
    consolidate(office, year=None, today=TODAY)
    assert len(made) == parts
    shutil.rmtree(kept(other))
    consolidate(other, year=None, today=TODAY)
    assert (office / "汇总册.xlsx").read_bytes() == (other / "汇总册.xlsx").read_bytes()


@pytest.mark.parametrize("harm", [lambda data: data[:-3], lambda _: b"", lambda data: data[:40] + b"?" + data[41:]])
def test_rows_that_are_damaged_are_made_anew(harm: Callable[[bytes], bytes], office: Path, made: list[str]) -> None:
    before = (office / "汇总册.xlsx").read_bytes()
    for path in kept(office).rglob("*"):
        if path.is_file():
            path.write_bytes(harm(path.read_bytes()))
    (office / "汇总册.xlsx").unlink()
    consolidate(office, year=None, today=TODAY)
    assert (office / "汇总册.xlsx").read_bytes() == before
    assert len(made) == 2 * PARTS


def test_what_no_sheet_shows_any_more_is_not_kept(office: Path, made: list[str]) -> None:
    def entries() -> set[str]:
        return {path.name for path in kept(office).rglob("*") if path.is_file()}

    before = entries()
    a_table_goes(office)
    consolidate(office, year=None, today=TODAY)
    assert len(before) == len(entries()) == 2 * PARTS
    assert entries() - before == set(made)


def test_many_rows_of_few_units_are_kept_in_several_parts() -> None:
    words = *[""] * 3, (), *[""] * 7
    points = [
        RegisteredPoint(f"{unit}-{at}", RiskPoint(unit, "", at, *words)) for unit in "甲乙丙" for at in range(2 * _MANY)
    ]
    assert [len(part) for part in _some_at_a_time(points)] == [_MANY] * 6
    assert list(chain(*_some_at_a_time(points))) == points


def test_what_somebody_changed_in_a_long_register_is_named(office: Path) -> None:
    """Which is told by making the same master again, without anything that is kept."""
    assert verify(office).findings == []
    cell(office / "汇总册.xlsx", "岗位风险登记册", "防控措施", 60, "改了")
    (found,) = (one for one in verify(office).findings if one.code == "J120")
    assert (found.place.sheet, found.place.row) == ("岗位风险登记册", 63)


def test_nothing_is_kept_where_passwords_are_in_use(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LZXL_PASSWORDS", "样例口令")
    a_table_goes(office)
    consolidate(office, year=None, today=TODAY)
    assert not [path for path in kept(office).rglob("*") if path.is_file()]


def test_of_two_files_with_one_name_both_are_looked_at(office: Path) -> None:
    """收件/本社台账.xlsx is told with its folder, as a file in a folder 收件 is."""
    inbox, twin = office / "收件", office / "收件" / "收件"
    twin.mkdir()
    (inbox / "U0003-岗位承诺表.xlsx").rename(inbox / "本社台账.xlsx")
    (inbox / "U0004-岗位承诺表.xlsx").rename(twin / "本社台账.xlsx")
    consolidate(office, year=None, today=TODAY)
    for number, path in enumerate((inbox / "本社台账.xlsx", twin / "本社台账.xlsx")):
        cell(path, "岗位承诺表", "防控措施", 2, f"第{number}次改成这样,两人一起验收")
        consolidate(office, year=None, today=TODAY)
    shown = openpyxl.load_workbook(office / "汇总册.xlsx")["岗位风险登记册"]
    texts = {str(one.value) for line in shown.iter_rows() for one in line}
    assert {f"第{number}次改成这样,两人一起验收" for number in range(2)} <= texts
