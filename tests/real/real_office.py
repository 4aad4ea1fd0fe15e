"""What the tests of this folder share: an office made by the real commands, and the programs that look at its files."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from lzxl.forms.registry import TEMPLATES as FORMS
from lzxl.sample import TODAY, YEAR
from lzxl.sample.units import SAMPLE_UNITS

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"


def program(name: str, package: str, folder: str | None = None) -> str:
    """Return where a program is; the test fails where it is missing."""
    found = shutil.which(name, path=folder)
    if found is None:
        pytest.fail(f"缺少程序 {name},请运行 make test 或安装 {package} ({name} is missing: apt-get install {package})")
    return found


def lzxl(*arguments: str | Path, status: int = 0) -> str:
    """Run the command line as a clerk does and return what it printed."""
    command = [sys.executable, "-X", "utf8", "-m", "lzxl.cli", *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    assert ran.returncode == status, ran.stdout + ran.stderr
    return ran.stdout


@dataclass(frozen=True)
class MadeOffice:
    """A folder with the sample office ``样例``, the empty office ``新建``, the marked copies in ``标注``, the office ``长册``."""

    home: Path

    @property
    def office(self) -> Path:
        """The sample office."""
        return self.home / "样例"

    def workbooks(self) -> dict[str, Path]:
        """Return every workbook that lzxl hands out, by a name that says what it is."""
        return {f"{kind}/{path.relative_to(folder)}": path for kind, folder, path in self._found()}

    def of_each_kind(self) -> dict[str, Path]:
        """Return the workbooks, of the units' own only those of one unit of each kind and two marked ones of each table."""
        first = {unit.kind: unit.id for unit in reversed(SAMPLE_UNITS.values())}
        found = self.workbooks()
        marked = [name for name in found if name.startswith("标注/")]
        tables = [[name for name in marked if form.name in name] for form in FORMS]
        spared = {name for names in tables for name in names[2:]}
        handed = {name: name.removeprefix("下发/").removeprefix("写回/") for name in found if name.startswith("下发/")}
        spared |= {name for name, folder in handed.items() if folder[:3] not in first.values()}
        return {name: path for name, path in found.items() if name not in spared}

    def _found(self) -> Iterator[tuple[str, Path, Path]]:
        places = {
            "空表": TEMPLATES,
            "新建": self.home / "新建",
            "下发": self.office / "下发",
            "标注": self.home / "标注",
            "打印": self.office / "打印",
            "进度": self.office / "往来" / "进度",
        }
        for kind, folder in places.items():
            yield from ((kind, folder, path) for path in sorted(folder.rglob("*.xlsx")))
        for kind, folder in {"工作目录": self.office, "长册": self.home / "长册"}.items():
            yield from ((kind, folder, path) for path in sorted(folder.glob("*.xlsx")))


def make(home: Path) -> MadeOffice:
    """Run every verb that writes workbooks."""
    made = MadeOffice(home)
    today = ("--today", TODAY.isoformat())
    lzxl("init", home / "新建", "--name", "示例县供销合作社联合社", "--year", str(YEAR))
    lzxl("demo", made.office)
    lzxl("distribute", made.office, *today)
    lzxl("check", made.office / "收件", "--office", made.office, "--mark", home / "标注", *today, status=1)
    lzxl("forms", made.office, *today, status=1)
    _assess(made.office / "汇总册.xlsx")
    lzxl("writeback", made.office, *today, status=1)
    lzxl("deduct", made.office, "--person", "P046", "--item", "K01", "--reason", "样例事由", *today)
    lzxl("print", made.office, *today, status=1)
    lzxl("print", made.office, "--by-unit", *today, status=1)
    lzxl("status", made.office, *today, status=1)
    _long_registers(home / "长册")
    return made


def _long_registers(office: Path) -> None:
    """Make a master whose registers are too long to be held, a second time: of known rows, and of some that went."""
    subprocess.run([sys.executable, ROOT / "tests" / "bench" / "office_of.py", office, "10"], check=True)
    today = ("--today", TODAY.isoformat())
    lzxl("consolidate", office, *today)
    _assess(office / "汇总册.xlsx")
    lzxl("consolidate", office, *today)
    (office / "收件" / "U0003-岗位承诺表.xlsx").unlink()
    lzxl("consolidate", office, *today)


def _assess(master: Path) -> None:
    """Type a level for every risk point."""
    book = openpyxl.load_workbook(master)
    for name in ("岗位风险登记册", "单位风险登记册"):
        page = book[name]
        headings = {cell.value: cell.column for cell in page[3]}
        for row in range(4, page.max_row + 1):
            if page.cell(row, headings["编号"]).value:
                page.cell(row, headings["评估等级"], "二级")
    book.save(master)


def squeezed(text: str) -> str:
    """Return a text without blanks, full-width marks as half-width ones: where a line was broken does not matter."""
    wide = {mark + 0xFEE0: mark for mark in range(0x21, 0x7F)}
    return "".join(text.split()).translate(wide)


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page, cell after cell."""
    pdftotext = program("pdftotext", "poppler-utils")
    told = subprocess.run([pdftotext, "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return [squeezed(page) for page in told.split("\f")[:-1]]


def without_results(data: bytes) -> bytes:
    """Return a workbook without the stored results of its formulas: what a program then shows it has computed itself."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(name)))
    return stream.getvalue()
