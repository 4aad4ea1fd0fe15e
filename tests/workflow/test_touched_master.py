"""``lzxl verify`` names what was changed in the master, cell by cell, and writes nothing."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made_office import PEOPLE, make_office, run, told, write_roster

from lzxl.findings import Severity
from lzxl.workflow.folder import verify

MASTER = "汇总册.xlsx"
CHANGES = ("J119", "J120", "J121", "J122", "J123", "J124", "J125", "J126", "J127", "J128")


@pytest.fixture(scope="module")
def consolidated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_office(tmp_path_factory.mktemp("touched") / "office")
    report = run(root)
    assert report.status == 0, report.findings
    return root


@pytest.fixture
def office(consolidated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(consolidated, tmp_path / "office"))


def edit(office: Path, change: Callable[[Any], object]) -> None:
    """Let ``change`` edit the master as openpyxl opens it."""
    book = openpyxl.load_workbook(office / MASTER)
    change(book)
    book.save(office / MASTER)


def cell(book: Any, sheet: str, row: int, heading: str) -> Any:
    """Return a cell of the ``row``th record."""
    columns = {c.value: c.column for c in book[sheet][3]} | {"A": 1}
    return book[sheet].cell(3 + row, columns[heading])


def put(sheet: str, row: int, heading: str, value: object) -> Callable[[Any], object]:
    def change(book: Any) -> None:
        cell(book, sheet, row, heading).value = value

    return change


def everything(folder: Path) -> dict[str, str]:
    """Return the hash of each file by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_nothing_is_said_where_nothing_was_touched(office: Path) -> None:
    assert verify(office).findings == []


def test_a_changed_cell_is_named_with_what_was_written(office: Path) -> None:
    edit(office, put("扣分台账", 1, "扣分", 1))
    before = everything(office)
    report = verify(office)
    (found,) = [f for f in report.findings if f.code == "J120"]
    assert (found.severity, found.place.file, found.place.sheet, found.place.address) == (
        *(Severity.WARNING, MASTER, "扣分台账"),
        "K4",
    )
    assert found.value == "1"
    assert "“12”" in found.message and "“1”" in found.message and "扣分" in found.message
    assert "K2026-U01-001" in found.message
    assert everything(office) == before


def test_what_the_office_types_is_normal(office: Path) -> None:
    edit(office, put("岗位风险登记册", 1, "领导小组意见", "同意"))
    edit(office, put("岗位风险登记册", 2, "甄别结果", "剔除"))
    report = verify(office)
    assert told(report, *CHANGES) == [("J124", MASTER, "本社填写的栏目有 2 处改动,属正常")]
    assert all(f.severity is Severity.NOTE for f in report.findings)
    run(office)
    assert verify(office).findings == []
    edit(office, put("岗位风险登记册", 1, "姓名", "丁样例"))
    assert [code for code, *_ in told(verify(office), *CHANGES)] == ["J120"]


# One change on each sheet: (what is done, the finding's code, a word of its message).
DONE: list[tuple[Callable[[Any], object], str, str]] = [
    (lambda b: b["岗位风险登记册"].delete_rows(5), "J122", "G2026-P2-02"),
    (put("扣分台账", 1, "扣分", 1), "J120", "“12”,现在是“1”"),
    (put("预警名单", 1, "预警等级", "C"), "J120", "“A”,现在是“C”"),
    (put("报送情况", 1, "已填", 9), "J120", "现在是“9”"),
    (put("收文登记", 1, "状态", "退回"), "J120", "现在是“退回”"),
    (put("总览", -2, "A", "另一本"), "J120", "现在是“另一本”"),
    (lambda b: b.remove(b["预警登记"]), "J125", "预警登记"),
    (put("责任追究", 0, "处理机关", None), "J126", "处理机关"),
]


def test_each_change_is_named(office: Path) -> None:
    edit(office, lambda book: [change(book) for change, _, _ in DONE])
    found = told(verify(office), *CHANGES)
    for _, code, word in DONE:
        assert any(code == of and word in message for of, _, message in found), (code, word, found)
    assert len(found) == len(DONE), found


def test_a_number_never_given_is_told_where_nothing_can_be_compared(office: Path) -> None:
    edit(office, put("岗位风险登记册", 1, "编号", "G2026-P2-77"))
    write_roster(office, [*PEOPLE[:2], {**PEOPLE[2], "name": "丁样例"}])
    assert [code for code, *_ in told(verify(office), "J118", *CHANGES)] == ["J118", "J119", "J127"]


def test_a_master_that_cannot_be_read_is_told(office: Path) -> None:
    (office / MASTER).write_bytes(b"damaged")
    assert [code for code, *_ in told(verify(office), "J118", *CHANGES)] == ["J118", "J128"]


def test_a_damaged_journal_is_one_error(office: Path) -> None:
    journal = office / "归档" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"P3", b"P4", 1))
    edit(office, put("扣分台账", 1, "扣分", 1))
    assert [f.code for f in verify(office).findings] == ["J110"]
