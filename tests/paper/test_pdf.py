"""PDF through LibreOffice: made with a profile of our own; a sentence for the clerk where there is no LibreOffice."""

import contextlib
import os
import stat
import subprocess
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lzxl.calc import found
from lzxl.cells import Sheet, WorkbookOut
from lzxl.excel.write import render
from lzxl.office.errors import OfficeError
from lzxl.paper import pdf
from lzxl.paper.fonts import STAND_INS, fontconfig

BOOK = render(WorkbookOut([Sheet("纸", {(1, 1): "打印样张"})]))


@pytest.mark.office
def test_workbooks_become_pdfs_in_one_go(tmp_path: Path) -> None:
    made = pdf.to_pdf({"甲": BOOK, "乙": BOOK})
    assert list(made) == ["甲", "乙"]
    for name, data in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
        told = subprocess.run(["pdftotext", tmp_path / f"{name}.pdf", "-"], capture_output=True, text=True, check=True)
        assert "打印样张" in told.stdout


@pytest.mark.usefixtures("nothing_installed")
def test_nothing_to_do_needs_no_libreoffice() -> None:
    assert pdf.to_pdf({}) == {}


@pytest.mark.usefixtures("nothing_installed")
def test_without_libreoffice_the_clerk_is_told_how_to_print() -> None:
    assert pdf.find_soffice() is None
    with pytest.raises(OfficeError, match=r"没有装 LibreOffice.*Excel 或 WPS"):
        pdf.to_pdf({"甲": BOOK})


@pytest.mark.skipif(os.name != "posix", reason="a program made of a shell script")
@pytest.mark.parametrize(
    ("script", "sentence"),
    [("sleep 60 & sleep 60", "超过 1 秒"), ("exit 3", "没有转换成功"), ("exit 0", "没有转换成功")],
)
def test_a_program_that_hangs_or_fails_is_ended_and_told(
    script: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(OfficeError, match=sentence):
        pdf.to_pdf({"甲": BOOK}, seconds=1)
    group = (tmp_path / "pid").read_text().strip()
    for _ in range(100):  # a killed process is gone when the system comes round to it
        if group not in _living_groups():
            return
        time.sleep(0.05)
    pytest.fail("a process of the program is left")


def _living_groups() -> set[str]:
    """Return the process groups that have a living process, from /proc: a fresh Debian has no ``ps``."""
    groups = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            state, _, group, *_ = status.read_text().rpartition(")")[2].split()
            groups |= {group} if state != "Z" else set()
    return groups


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(found, "USUAL", ())


def test_fonts_of_office_paper_have_stand_ins() -> None:
    from lzxl.forms import paper_styles

    used = {style.font for style in vars(paper_styles).values() if isinstance(style, paper_styles.Style)}
    assert used <= set(STAND_INS)
    rules = ElementTree.fromstring(fontconfig().split("?>", 1)[1].split(">", 1)[1]).findall("match")
    assert {rule.findtext("test/string") for rule in rules} == set(STAND_INS)
