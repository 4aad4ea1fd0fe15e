"""A run on what was there before: only what has changed is read, and the result is the same, byte for byte."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lzxl.cells import Value
from lzxl.examine.brief import Brief
from lzxl.examine.pool import Examiners
from lzxl.excel.child import Child
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.roster_layout import roster_workbook
from lzxl.forms.samples import SAMPLES
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.intake.collect import collect
from lzxl.office.cache import Cache
from lzxl.office.paths import Office
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.desk import open_desk
from lzxl.workflow.folder import init
from lzxl.workflow.remembered import Memory

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 2)
UNITS = [
    {"id": "U00", "name": "示例社领导", "kind": "市社领导", "head": "P00", "leader": "P00"},
    {"id": "U01", "name": "样例一社", "kind": "基层社", "head": "P01", "leader": "P00"},
    {"id": "U02", "name": "样例科", "kind": "机关科室", "head": "P02", "leader": "P00"},
]
PEOPLE = [
    {"id": "P00", "name": "甲样例", "unit": "U00", "post": "主任", "rank": "主任"},
    {"id": "P01", "name": "乙样例", "unit": "U01", "post": "社主任", "rank": "中层"},
    {"id": "P02", "name": "丙样例", "unit": "U02", "post": "科长", "rank": "中层"},
]
HEAD: dict[str, Value] = {"unit_name": "样例一社", "unit_id": "U01", "year": 2026, "filled": date(2026, 9, 1)}
PERSON = {"person_id": "P01", "person_name": "乙样例", "post": "社主任"}
PROMISE: dict[str, Value] = {"promiser": "乙样例", "promised": date(2026, 9, 1)}


def workbook(form: Form, head: Mapping[str, Value], **changes: Value | tuple[str, ...]) -> bytes:
    return render(template(form, HEAD | dict(head), [{**SAMPLES[form.name], **changes}]))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = tmp_path / "office"
    init(root, name="示例社", year=2026)
    (root / "名册.xlsx").write_bytes(render(roster_workbook({"年度": 2026}, UNITS, PEOPLE)))
    inbox = root / "收件"
    (inbox / "岗位.xlsx").write_bytes(workbook(POSITION, {}, **PERSON, size=" 高 "))
    (inbox / "单位.xlsx").write_bytes(workbook(UNIT_TABLE, PROMISE, self_level="三级", deadline=date(2026, 12, 1)))
    wrong = workbook(
        UNIT_TABLE, PROMISE | {"unit_name": "样例科", "unit_id": "U02", "promiser": "丙样例"}, harm="很大很大"
    )
    (inbox / "退回.xlsx").write_bytes(wrong)
    entry: dict[str, Value] = {**PERSON, "unit_name": "样例科", "person_id": "P02", "person_name": "丙样例"}
    entry |= {"points": Decimal("1.5"), "item": None, "basis": "示例依据", "remark": "一次"}
    ledger = workbook(
        LEDGER, {"unit_name": "样例科", "unit_id": "U02"}, **{k: v for k, v in entry.items() if k != "post"}
    )
    (inbox / "台账.xlsx").write_bytes(ledger)
    (inbox / "别的.xlsx").write_bytes(b"no workbook")
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that are really read, as they come."""
    names: list[str] = []
    really = Child.ask

    def noted(self: Child, data: bytes, file: str, more: Callable[[], Mapping[str, object]]) -> object:
        names.append(file)
        return really(self, data, file, more)

    monkeypatch.setattr(Child, "ask", noted)
    yield names


def run(office: Path) -> tuple[bytes, bytes]:
    consolidate(office, year=None, today=TODAY)
    return (office / "汇总册.xlsx").read_bytes(), (office / "归档" / "journal.jsonl").read_bytes()


def entries(office: Path) -> list[Path]:
    return sorted(path for path in (office / "归档" / "缓存").rglob("*") if path.is_file())


def test_only_what_has_changed_is_read_again(office: Path, read: list[str]) -> None:
    first = run(office)
    assert set(read) == {"名册.xlsx", "岗位.xlsx", "单位.xlsx", "退回.xlsx", "台账.xlsx", "别的.xlsx"}
    read.clear()
    assert run(office) == first
    assert not read
    (office / "收件" / "台账.xlsx").rename(office / "收件" / "台账改名.xlsx")
    run(office)
    # The name is part of a result, and what is no workbook of ours is looked at again whenever a run is made.
    assert set(read) == {"台账改名.xlsx", "别的.xlsx"}
    read.clear()
    (office / "收件" / "岗位.xlsx").write_bytes(workbook(POSITION, {"filled": date(2026, 9, 2)}, **PERSON))
    assert run(office) != first
    assert "岗位.xlsx" in read and "单位.xlsx" not in read


def _gone(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _turned(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_gone, _cut, _turned])
def test_a_damaged_cache_changes_nothing(harm: Callable[[Path], None], office: Path, read: list[str]) -> None:
    first = run(office)
    for path in entries(office):
        harm(path)
    (office / "汇总册.xlsx").unlink()  # so that it is laid out anew
    read.clear()
    master, _ = run(office)
    assert master == first[0]
    assert {"单位.xlsx", "岗位.xlsx", "台账.xlsx", "退回.xlsx"} <= set(read)


def test_without_the_cache_the_run_comes_to_the_same(office: Path, tmp_path: Path) -> None:
    run(office)
    other = shutil.copytree(office, tmp_path / "other")
    shutil.rmtree(other / "归档" / "缓存")
    (other / "归档" / "缓存").write_bytes(b"in the way")  # and none can be made
    assert run(office) == run(other)


def test_what_is_remembered_is_what_was_found(office: Path) -> None:
    """A result that comes from the memory is the one that was found, and no process is asked for it."""
    with Reader() as reader:
        desk = open_desk(Office.open(office), reader, year=None, today=TODAY)
    brief = Brief(desk.roster, desk.figures, desk.year)
    received, _ = collect(office / "收件")
    moments = {file.sha256: file.modified for file in received}
    with Examiners(brief, Memory(desk, Cache(office / "kept"))) as examiners:
        found = list(examiners.results(received, moments))
    again = Memory(desk, Cache(office / "kept"))
    with Examiners(brief, again) as examiners:
        assert list(examiners.results(received, moments)) == found
    assert [again.knows(file) for file in received] == [bool(submission) for submission, _ in found]
    assert sum(1 for submission, _ in found if submission) == 4


@pytest.mark.parametrize(("figure", "value"), [("一级起点", 9), ("扣分步长", 2)])
def test_another_figure_is_another_result(figure: str, value: int, office: Path, read: list[str]) -> None:
    run(office)
    (office / "名册.xlsx").write_bytes(render(roster_workbook({"年度": 2026, figure: value}, UNITS, PEOPLE)))
    read.clear()
    run(office)
    assert {"单位.xlsx", "岗位.xlsx", "台账.xlsx", "退回.xlsx"} <= set(read)


def test_what_the_office_types_is_read_and_a_master_as_we_wrote_it_is_not(office: Path, read: list[str]) -> None:
    run(office)
    path = office / "汇总册.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["岗位风险登记册"]
    column = next(cell.column for cell in page[3] if cell.value == "评估等级")
    page.cell(4, column, "二级")
    book.save(path)
    read.clear()
    typed = run(office)
    assert "汇总册.xlsx" in read
    read.clear()
    assert run(office) == typed
    assert "汇总册.xlsx" not in read
    assert openpyxl.load_workbook(path)["岗位风险登记册"].cell(4, column).value == "二级"
