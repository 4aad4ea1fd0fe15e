"""The own ledger with an error: no notice is withdrawn for it, no paper written; the refusal says what to correct."""

import hashlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from made_office import TODAY, YEAR, make_office, run, snapshot, told, type_in

from lzxl.checks.new_entry import NewEntry
from lzxl.office.errors import OfficeError
from lzxl.workflow.account import account
from lzxl.workflow.deduct import deduct
from lzxl.workflow.warn import warn

pytestmark = pytest.mark.usefixtures("without_libreoffice")

ISSUED = "廉防办〔2026〕1号 A级 丙副科长.docx"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that has issued a notice on an entry of its own ledger."""
    root = make_office(tmp_path / "本社")
    (root / "收件" / "台账.xlsx").unlink()
    entry = NewEntry(person="P3", points="12", reason="样例事由", day=date(YEAR, 10, 9))
    deduct(root, entry, year=None, today=TODAY, ledger_unit="U01")
    warn(root, year=None, today=TODAY)
    type_in(root, {("签发人", 1): "甲主任", ("发出日期", 1): date(YEAR, 11, 1)}, "预警登记")
    warn(root, year=None, today=TODAY)
    assert (root / "预警" / "已签发" / ISSUED).is_file()
    return root


def write_points(root: Path, points: object) -> None:
    """Type the points of the ledger's only entry."""
    book = openpyxl.load_workbook(root / "本社台账.xlsx")
    sheet = book["扣分台账"]
    row = next(cells for cells in sheet.iter_rows() if cells[0].value == "序号")
    at = next(cell.column for cell in row if cell.value == "扣分")
    sheet.cell(row[0].row + 1, at, points)
    book.save(root / "本社台账.xlsx")


@pytest.mark.parametrize("verb", [warn, account])
def test_nothing_is_withdrawn_while_the_own_ledger_has_an_error(office: Path, verb: object) -> None:
    write_points(office, "十二分半")
    before = snapshot(office)
    with pytest.raises(OfficeError, match=r"“本社台账\.xlsx”有错误.*扣分台账!.*扣分.*请先改正它再运行"):
        verb(office, year=None, today=TODAY)  # type: ignore[operator]
    after = snapshot(office)  # the journal too is as it was; only the archive of originals may have more
    assert all(after[path] == data for path, data in before.items() if "缓存" not in path.parts)
    assert {path for path in after.keys() - before.keys() if "归档" not in path.parts} == set()
    write_points(office, 12)
    assert "已签发 1 份" in warn(office, year=None, today=TODAY).sentence
    assert not list((office / "预警" / "撤回").glob("*"))


def test_a_ledger_that_cannot_be_read_stops_them_too(office: Path) -> None:
    (office / "本社台账.xlsx").write_bytes(b"no workbook")
    with pytest.raises(OfficeError, match=r"“本社台账\.xlsx”有错误") as refusal:
        warn(office, year=None, today=TODAY)
    assert "没有发出、撤回或改动任何文书" in str(refusal.value)


@pytest.mark.parametrize("verb", [warn, account])
def test_nothing_is_withdrawn_while_the_own_ledger_is_gone(office: Path, verb: object) -> None:
    aside = office.parent / "误删.xlsx"
    (office / "本社台账.xlsx").rename(aside)
    before = snapshot(office)
    with pytest.raises(OfficeError, match=r"“本社台账\.xlsx”不见了.*1 行") as refusal:
        verb(office, year=None, today=TODAY)  # type: ignore[operator]
    sha256 = hashlib.sha256(aside.read_bytes()).hexdigest()
    assert f"(原件在“归档/原件/{sha256[:2]}”里,文件名以 {sha256[:12]} 开头);" in str(refusal.value)
    assert "没有发出、撤回或改动任何文书" in str(refusal.value)
    assert {
        path for path, data in snapshot(office).items() if before.get(path) != data and "缓存" not in path.parts
    } == set()
    aside.rename(office / "本社台账.xlsx")
    assert "已签发 1 份" in warn(office, year=None, today=TODAY).sentence


def test_no_entry_makes_a_new_ledger_in_place_of_one_that_is_gone(office: Path) -> None:
    aside = office.parent / "误删.xlsx"
    (office / "本社台账.xlsx").rename(aside)
    entry = NewEntry(person="P3", points="1", reason="另一件", day=date(YEAR, 10, 10))
    with pytest.raises(OfficeError, match=r"“本社台账\.xlsx”不见了.*没有登记"):
        deduct(office, entry, year=None, today=TODAY, ledger_unit="U01")
    assert not (office / "本社台账.xlsx").exists()
    aside.rename(office / "收件" / "旧台账.xlsx")  # there it counts as before: a new one goes on from it
    assert "序号 2" in deduct(office, entry, year=None, today=TODAY, ledger_unit="U01").sentence


def test_moved_into_the_inbox_it_counts_as_before(office: Path) -> None:
    (office / "本社台账.xlsx").rename(office / "收件" / "监察科台账.xlsx")
    assert "已签发 1 份" in warn(office, year=None, today=TODAY).sentence


def test_the_own_ledger_is_not_looked_for_in_the_inbox(office: Path) -> None:
    write_points(office, "十二分半")
    report = run(office)
    assert told(report, "G140") == []
    assert [message for _, _, message in told(report, "G141")] == ["《本社台账.xlsx》以前计入的登记,其中 1 行不再计入"]
    (found,) = [one for one in report.findings if one.code == "G141"]
    assert "收件" not in found.cure


def test_nothing_is_withdrawn_while_a_counted_ledger_of_a_unit_is_gone_or_covered_by_one_with_an_error(
    tmp_path: Path,
) -> None:
    root = make_office(tmp_path / "本社")
    ledger = root / "收件" / "台账.xlsx"
    sound = ledger.read_bytes()
    issued = warn(root, year=None, today=TODAY).sentence
    for covered in (None, b"no workbook"):
        ledger.unlink() if covered is None else ledger.write_bytes(covered)
        before = snapshot(root)
        with pytest.raises(OfficeError, match=r"以前收到并计入的那份《台账\.xlsx》.*2 行.*归档/原件/") as refusal:
            warn(root, year=None, today=TODAY)
        assert "没有发出、撤回或改动任何文书" in str(refusal.value)
        after = snapshot(root)
        assert {path for path, data in before.items() if after.get(path) != data and "缓存" not in path.parts} == set()
        ledger.write_bytes(sound)
        assert warn(root, year=None, today=TODAY).sentence == issued
