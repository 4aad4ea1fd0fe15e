"""Files: opened, saved, copied, locked, encrypted, printed."""

import subprocess
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest
import xlwings as xw

from lzxl.calc import CalcRefusedError

pytestmark = pytest.mark.office


def test_saving_makes_the_file_ours_a_copy_does_not(app: xw.App, book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1"].value = 1
    book.save(tmp_path / "一 册.xlsx")
    assert (book.name, book.fullname) == ("一 册.xlsx", str(tmp_path / "一 册.xlsx"))
    assert app.books["一 册.xlsx"] == book
    sheet["A1"].value = 2
    book.impl.save_copy(tmp_path / "副本.xlsx")
    assert book.name == "一 册.xlsx"
    found = [openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active["A1"].value for name in ("一 册", "副本")]
    assert found == [1, 2]
    book.save()
    assert openpyxl.load_workbook(tmp_path / "一 册.xlsx").active["A1"].value == 2


def test_a_lock_lies_beside_an_open_file_only(book: xw.Book, tmp_path: Path) -> None:
    book.save(tmp_path / "a.xlsx")
    assert [path.name for path in tmp_path.glob(".~lock*")] == [".~lock.a.xlsx#"]
    book.close()
    assert list(tmp_path.glob(".~lock*")) == []


def test_a_file_that_another_program_has_open_is_refused(app: xw.App, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    lock = tmp_path / ".~lock.a.xlsx#"
    lock.write_text(",张三,pc,25.11.2026 10:00,file:///home/zhang/.config/libreoffice/4;", encoding="utf-8")
    with pytest.raises(CalcRefusedError, match=r"正被另一个程序打开.*张三"):
        app.books.open(tmp_path / "a.xlsx")
    assert lock.exists()
    with app.books.open(tmp_path / "a.xlsx", read_only=True) as opened:
        assert opened.sheets[0]["A1"].value is None
    assert lock.exists()


def test_what_is_no_workbook_is_refused(app: xw.App, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(CalcRefusedError, match=r"坏\.xlsx.*打不开"):
        app.books.open(tmp_path / "坏.xlsx")
    assert list(tmp_path.glob(".~lock*")) == []


def test_an_ending_that_calc_cannot_write_is_refused(book: xw.Book, tmp_path: Path) -> None:
    with pytest.raises(CalcRefusedError, match="xlsb"):
        book.save(tmp_path / "a.xlsb")
    assert list(tmp_path.iterdir()) == []


def test_a_password_encrypts_and_opens(app: xw.App, book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    sheet["A1"].value = "密"
    book.save(tmp_path / "密.xlsx", password="pw一")
    book.close()
    with (tmp_path / "密.xlsx").open("rb") as file:
        assert msoffcrypto.OfficeFile(file).is_encrypted()
    with pytest.raises(CalcRefusedError, match="密码"):
        app.books.open(tmp_path / "密.xlsx", password="x")
    with app.books.open(tmp_path / "密.xlsx", password="pw一") as opened:
        assert opened.sheets[0]["A1"].value == "密"


def test_hidden_sheets_are_not_printed(book: xw.Book, sheet: Any, tmp_path: Path) -> None:
    other = book.sheets.add("内", after=sheet)
    sheet["A1"].value, other["A1"].value = "shown", "hidden"
    other.page_setup.print_area = "A1:B2"
    other.visible = False
    book.to_pdf(tmp_path / "a.pdf")
    other.visible = True
    book.to_pdf(tmp_path / "b.pdf", include=["内"])
    told = [
        subprocess.run(["pdftotext", tmp_path / name, "-"], capture_output=True, text=True, check=True).stdout.split()
        for name in ("a.pdf", "b.pdf")
    ]
    assert told == [["shown"], ["hidden"]]
    assert other.page_setup.print_area == "$A$1:$B$2"


def test_macros_of_a_file_do_not_run_and_links_are_not_followed(book: xw.Book) -> None:
    arguments = {one.Name: one.Value for one in book.api.getArgs()}
    assert (arguments["MacroExecutionMode"], arguments["UpdateDocMode"]) == (0, 0)
