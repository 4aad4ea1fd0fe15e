"""A run on exactly what the last one had says the same without being made; whatever has changed makes a run."""

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from lzxl.examine.pool import _Examiner
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.intake.collect import Received
from lzxl.office import OfficeError
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.last_run import LastRun
from lzxl.workflow.receive import what_came

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the sample office after a run: tables in every state, papers, an archive, what is none of ours."""
    root = tmp_path_factory.mktemp("office") / "本社"
    build_office(root, YEAR, TODAY)
    for unit in (root / "收件").iterdir():
        if unit.is_dir() and unit.name not in ("样例棉麻公司", "样例三社", "业务指导科"):
            shutil.rmtree(unit)
    consolidate(root, year=None, today=TODAY)
    return root


@pytest.fixture
def office(run_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(run_once, tmp_path / "本社")


def stands(root: Path, today: date = TODAY, year: int | None = None) -> bool:
    """Whether what the last run said is known and stands."""
    office = Office.open(root)
    journal, state = Journal.folded(office.journal, office.head)
    said = LastRun(office, year=year, today=today).said(journal.head, state.master, what_came(office))
    return said is not None


def forget(root: Path) -> None:
    shutil.rmtree(root / "归档" / "缓存" / "上次汇总", ignore_errors=True)


def of(report: Report) -> dict[str, object]:
    return report.document() | {"written": [path.name for path in report.written]}


def came_to(root: Path) -> tuple[object, ...]:
    """Return what a run says, or why it is refused, and what it leaves behind."""
    try:
        said: object = of(consolidate(root, year=None, today=TODAY))
    except OfficeError as refusal:
        said = str(refusal).replace(str(root), "")
    kept = ("汇总册.xlsx", "归档/journal.jsonl", "归档/journal.head")
    originals = sorted(path for path in (root / "归档" / "原件").rglob("*") if path.is_file())
    return said, *((root / name).read_bytes() for name in kept), [path.read_bytes() for path in originals]


def test_it_says_what_a_run_says(office: Path) -> None:
    assert stands(office)
    known = came_to(office)
    assert isinstance(known[0], dict) and known[0]["findings"] and known[0]["files"]
    forget(office)
    assert came_to(office) == known
    assert stands(office)


def test_what_the_office_has_typed_makes_a_run_and_then_stands(office: Path) -> None:
    master = openpyxl.load_workbook(office / "汇总册.xlsx")
    sheet = master[POSITION_REGISTER.sheet]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "评估等级" for cell in row))
    column = next(cell.column for cell in heading if cell.value == "评估等级")
    sheet.cell(heading[0].row + 1, column).value = "一级"
    sheet.cell(heading[0].row + 2, column).value = "最高级"
    master.save(office / "汇总册.xlsx")
    assert not stands(office)
    first = came_to(office)
    assert stands(office)
    known = came_to(office)
    assert known[1:] == first[1:]
    forget(office)
    assert came_to(office) == known


def _any(folder: Path) -> Path:
    return next(path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix == ".xlsx")


def _new(root: Path) -> None:
    shutil.copy(_any(root / "收件"), root / "收件" / "又一份.xlsx")


def _gone(root: Path) -> None:
    _any(root / "收件").unlink()


def _later(root: Path) -> None:
    os.utime(_any(root / "收件"), (2e9, 2e9))


def _renamed(root: Path) -> None:
    file = _any(root / "收件")
    file.rename(file.with_stem("改名"))


def _broken_original(root: Path) -> None:
    _any(root / "归档" / "原件").write_bytes(b"x")


def _no_original(root: Path) -> None:
    _any(root / "归档" / "原件").unlink()


def _roster(root: Path) -> None:
    book = openpyxl.load_workbook(root / "名册.xlsx")
    sheet = book["参数"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "一级起点")
    sheet.cell(row, 2).value = 3
    book.save(root / "名册.xlsx")


def _torn_journal(root: Path) -> None:
    with (root / "归档" / "journal.jsonl").open("ab") as file:
        file.write(b'{"data":')


def _damaged(root: Path) -> None:
    for file in (root / "归档" / "缓存" / "上次汇总").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-5])


CHANGES: dict[str, Callable[[Path], object]] = {
    "another file": _new,
    "a file less": _gone,
    "a file saved again": _later,
    "a file renamed": _renamed,
    "a link among the files": lambda root: (root / "收件" / "链接.xlsx").symlink_to(root / "名册.xlsx"),
    "no 收件": lambda root: (root / "收件").rename(root / "别处"),
    "an own ledger": lambda root: shutil.copy(_any(root / "收件"), root / "本社台账.xlsx"),
    "an original damaged": _broken_original,
    "an original gone": _no_original,
    "a figure": _roster,
    "no roster": lambda root: (root / "名册.xlsx").unlink(),
    "no master": lambda root: (root / "汇总册.xlsx").unlink(),
    "another master": lambda root: shutil.copy(root / "名册.xlsx", root / "汇总册.xlsx"),
    "a torn journal": _torn_journal,
    "what was kept is damaged": _damaged,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_makes_a_run(change: Callable[[Path], object], office: Path, tmp_path: Path) -> None:
    other = shutil.copytree(office, tmp_path / "other" / office.name, symlinks=True)
    change(office)
    change(other)
    forget(other)
    try:
        came = came_to(office)
    except FileNotFoundError:  # no master at all: nothing was written, as without what is kept
        came = ()
    if came:
        assert came == came_to(other)


@pytest.mark.parametrize(("today", "year"), [(TODAY + timedelta(days=1), None), (TODAY, 2025)])
def test_another_day_or_year_makes_a_run(today: date, year: int | None, office: Path) -> None:
    assert stands(office) and not stands(office, today, year)


def test_passwords_make_a_run_and_leave_no_trace(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LZXL_PASSWORDS", "样例口令")
    assert not stands(office)
    forget(office)
    consolidate(office, year=None, today=TODAY)
    assert not stands(office) and not (office / "归档" / "缓存" / "上次汇总").exists()


def test_a_roster_saved_while_a_run_goes_on_makes_another(office: Path, tmp_path: Path) -> None:
    """The run has read the one before."""
    other = shutil.copytree(office, tmp_path / "other" / office.name)
    forget(office)
    consolidate(office, year=None, today=TODAY, advance=lambda done, _of: _roster(office) if done == 1 else None)
    _roster(other)
    assert came_to(office)[0] == came_to(other)[0]


def test_a_roster_away_when_a_run_ends_is_told_by_the_next(office: Path) -> None:
    forget(office)
    roster = office / "名册.xlsx"
    consolidate(office, year=None, today=TODAY, advance=lambda _done, _of: roster.unlink(missing_ok=True))
    assert "名册.xlsx" in str(came_to(office)[0])


def test_without_received_files_but_with_an_own_ledger_each_run_after_the_first_is_refused(
    office: Path, tmp_path: Path
) -> None:
    root = tmp_path / "new"
    root.mkdir()
    shutil.copy(office / "名册.xlsx", root)
    shutil.copy(_any(office / "收件"), root / "本社台账.xlsx")
    consolidate(root, year=None, today=TODAY)
    with pytest.raises(OfficeError, match="没有“收件”目录"):
        consolidate(root, year=None, today=TODAY)


def test_what_failed_by_chance_is_tried_again(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading process that died over a file may not die the next time."""
    whole = of(consolidate(office, year=None, today=TODAY))
    shutil.rmtree(office / "归档" / "缓存")
    unlucky, really = _any(office / "收件").name, _Examiner.examined

    def dying(self: _Examiner, data: bytes, file: Received) -> bytes:
        if file.file.endswith(unlucky):
            self.start().kill()
        return really(self, data, file)

    monkeypatch.setattr(_Examiner, "examined", dying)
    assert "F128" in {finding.code for finding in consolidate(office, year=None, today=TODAY).findings}
    monkeypatch.undo()
    assert of(consolidate(office, year=None, today=TODAY)) == whole
