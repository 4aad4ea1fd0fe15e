"""Make ``docs/图/按钮/`` anew: what each button leaves on the screen, pressed in a real LibreOffice Calc (``make pictures``).

Needs what ``docs/pictures.py`` needs. Run from anywhere: ``python docs/pictures_addin.py [TARGET]``.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from pictures import Picture, draw

from lzxl.addin import answer
from lzxl.excel.live_session import OpenBook, Screen, libreoffice
from lzxl.forms.booking import FIELDS, SHEET
from lzxl.forms.identify import CHECK_SHEET
from lzxl.forms.layout import column_number
from lzxl.forms.master_layout import FIRST_ROW
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.live.click import Click

TARGET = Path(__file__).parent / "图" / "按钮"
ALL_AT_MOST = 3 * 2**19  # bytes
FAULTY, TABLE = "收件/样例三社/岗位承诺表.xlsx", "岗位承诺表"


class Shown(NamedTuple):
    """What a button leaves to look at: a sheet of an open workbook, a text on its page, what part of the page to draw."""

    name: str
    book: OpenBook
    sheet: str
    text: str
    height: float = 0.5
    width: float = 1.0


def press(screen: Screen, button: str, book: OpenBook, folder: Path | None = None) -> None:
    """Press a button that must not be refused."""
    sentence, refused = answer(button, Click(screen, book, TODAY, folder=folder))
    print(f"{button}:{sentence}")
    if refused:
        raise SystemExit(sentence)


def pressed(screen: Screen, office: Path) -> Iterator[Shown]:
    """Press the buttons one after the other; yield what each leaves, while it is open."""
    table = screen.app.books.open(office / FAULTY)
    press(screen, "check", table)
    yield Shown("校验本簿-标出的单元格", table, TABLE, "岗位廉政风险和自我防控承诺表", 0.35, 0.55)
    yield Shown("校验本簿-校验结果", table, CHECK_SHEET, "本表存在的问题", 0.3)
    table.close()
    master = screen.app.books.open(office / "汇总册.xlsx")
    level = column_number(POSITION_REGISTER, "assessed_level")
    master.sheets[POSITION_REGISTER.sheet].range((FIRST_ROW, level)).value = "一级"
    press(screen, "consolidate", master)
    yield Shown("汇总-就地更新的登记册", master, POSITION_REGISTER.sheet, "年度岗位廉政风险登记册", 0.45)
    press(screen, "assess", master)
    yield Shown("评估定级-总览", master, "总览", "年度总览", 1.0)
    yield from booked(screen, master)
    press(screen, "print", master)
    yield Shown("打印预警表", screen.app.books.active, "廉政风险预警表", "廉政风险预警表", 0.6)
    press(screen, "verify", master)
    press(screen, "explain", master)
    yield Shown("依据", screen.app.books.active, "依据", "依据:条款", 0.4)


def booked(screen: Screen, master: OpenBook) -> Iterator[Shown]:
    """Fill the form in and book it."""
    press(screen, "deduct", master)
    rows = {field.name: row for row, field in enumerate(FIELDS, 4)}
    page = master.sheets[SHEET]
    typed = {
        "subject": page.range("F30").value,
        "item": page.range("G6").value,
        "reason": "客户货款逾期未催收",
        "investigator": "本社",
    }
    for name, value in typed.items():
        page.range((rows[name], 2)).value = value
    yield Shown("登记扣分-表单", master, SHEET, "登记扣分(本社台账)", 0.55)
    press(screen, "deduct", master)
    yield Shown("登记扣分-登记后的账户", master, SHEET, "登记扣分(本社台账)", 1.0)


def paint(shown: Shown, folder: Path, target: Path) -> None:
    """Print one sheet as the program itself does it, and draw the page."""
    pdf = folder / f"{shown.name}.pdf"
    shown.book.to_pdf(pdf, include=[shown.sheet])
    draw(Picture(shown.name, "", shown.text.replace(" ", ""), shown.height, shown.width), pdf, target)


def main(target: Path = TARGET) -> None:
    """Draw all pictures; those of an earlier run go."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name, libreoffice() as screen:
        office = Path(name) / "本社"
        build_office(office, YEAR, TODAY)
        consolidate(office, year=None, today=TODAY)
        for shown in pressed(screen, office):
            paint(shown, Path(name), target)
    size = sum(path.stat().st_size for path in target.iterdir())
    print(f"{target}:{len(list(target.iterdir()))} 张图,{size / 2**20:.2f} MB")
    if size > ALL_AT_MOST:
        raise SystemExit(f"太大了,总共不能超过 {ALL_AT_MOST / 2**20:.1f} MB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
