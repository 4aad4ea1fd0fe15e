"""Make ``docs/图/`` anew: a picture of every kind of page that lzxl hands out, as LibreOffice prints it (``make pictures``).

Needs LibreOffice, Chromium, poppler-utils and the fonts of ``make test``. Run from anywhere: ``python docs/pictures.py [TARGET]``.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import openpyxl

from lzxl.paper.docx import docx_of
from lzxl.paper.letters import Letters
from lzxl.paper.pdf import to_pdf
from lzxl.sample import TODAY, YEAR
from lzxl.workflow.account import account
from lzxl.workflow.check import check
from lzxl.workflow.folder import distribute
from lzxl.workflow.holiday import remind_before
from lzxl.workflow.print_forms import forms
from lzxl.workflow.print_warning import print_warning
from lzxl.workflow.remind import remind
from lzxl.workflow.sample import demo
from lzxl.workflow.send_back import send_back
from lzxl.workflow.status import status
from lzxl.workflow.warn import warn

TARGET = Path(__file__).parent / "图"
PAGE = Path(__file__).parent / "样张.md"
ALL_AT_MOST = 5 * 2**20  # bytes
DOTS = 90  # to the inch: small print of a table that was made to fit the paper is still read


class Picture(NamedTuple):
    """A page to show: the workbook below the made folder, a text on the page, what part of its height and width to draw."""

    name: str
    workbook: str
    text: str
    height: float = 1.0
    width: float = 1.0


_LIST, _TABLE = 0.45, 0.55  # of a long list the beginning says enough
PICTURES = (
    Picture("总览", "样例/汇总册.xlsx", "年度总览"),
    Picture("岗位风险登记册", "样例/汇总册.xlsx", "年度岗位廉政风险登记册", _LIST),
    Picture("单位风险登记册", "样例/汇总册.xlsx", "年度科室、单位廉政风险登记册", _LIST),
    Picture("扣分台账", "样例/汇总册.xlsx", "年度廉政风险预警扣分台账", _LIST),
    Picture("预警名单", "样例/汇总册.xlsx", "年度廉政风险预警名单", 0.75),
    Picture("预警登记", "样例/汇总册.xlsx", "年度廉政风险预警登记", _LIST),
    Picture("责任追究", "样例/汇总册.xlsx", "年度责任追究建议", 0.35),
    Picture("报送情况", "样例/汇总册.xlsx", "年度报送情况", 0.3),
    Picture("收文登记", "样例/汇总册.xlsx", "年度收文登记", _LIST),
    Picture("问题清单", "样例/汇总册.xlsx", "年度问题清单", _LIST),
    Picture("已失效记录", "签发/汇总册.xlsx", "原行已不在", 0.3),
    Picture("名册", "样例/名册.xlsx", "人员编号", _LIST),
    Picture("参数", "样例/名册.xlsx", "采用日期", 0.7),
    Picture("岗位承诺表模板", "样例/下发/U10*/岗位*.xlsx", "岗位廉政风险和自我防控承诺表", 0.3, _TABLE),
    Picture("岗位承诺表填好", "样例/收件/办公室/岗位承诺表.xlsx", "岗位廉政风险和自我防控承诺表", 0.35, _TABLE),
    Picture("单位承诺表模板", "样例/下发/U10*/科室*.xlsx", "科室、单位廉政风险和防控承诺表", 0.3, _TABLE),
    Picture("扣分台账模板", "样例/下发/U10*/廉政*.xlsx", "廉政风险预警扣分台账", 0.35),
    Picture("填表说明", "样例/下发/U10*/岗位*.xlsx", "一、怎样填"),
    Picture("标注副本问题清单", "标注/样例三社_岗位承诺表*.xlsx", "本表存在的问题", 0.3),
    Picture("标注副本", "标注/样例三社_岗位承诺表*.xlsx", "岗位廉政风险和自我防控承诺表", 0.35, _TABLE),
    Picture("岗位承诺表打印", "样例/打印/岗位承诺表.xlsx", "姓名钱样丁"),
    Picture("单位承诺表打印", "样例/打印/单位承诺表.xlsx", "职权名称行使依据"),
    Picture("打印清单", "样例/打印/岗位承诺表.xlsx", "打印清单", 0.5),
    Picture("登记册封面", "样例/打印/廉政风险登记册.xlsx", "编制单位"),
    Picture("登记册目录", "样例/打印/廉政风险登记册.xlsx", "目录"),
    Picture("登记册内页", "样例/打印/廉政风险登记册.xlsx", "编号姓名职务重点环节", 0.6),
    Picture("预警表", "样例/打印/预警表.xlsx", "计入的登记"),
    Picture("预警表末页", "样例/打印/预警表.xlsx", "制表人"),
    Picture("预警表分单位", "样例/打印/预警表(分单位).xlsx", "计入的登记", 0.6),
    Picture("公示版封面", "样例/打印/廉政风险登记册(公示版).xlsx", "公示期"),
    Picture("公示版目录", "样例/打印/廉政风险登记册(公示版).xlsx", "目录"),
    Picture("公示版内页", "样例/打印/廉政风险登记册(公示版).xlsx", "序号职务重点环节", 0.6),
    Picture("进度(表格)", "样例/往来/进度/进度.xlsx", "各类材料"),
)

# Letters: the document below the made folder, the page, how much of its height to draw.
LETTERS = (
    ("退回通知", "样例/退回/U11*/退回通知.pdf", 1, 1.0),
    ("退回通知(单位不明)", "样例/退回/单位不明/退回通知.pdf", 1, 1.0),
    ("收件回执", "样例/往来/回执/U10*/收件回执.pdf", 1, 0.75),
    ("催报通知", "样例/往来/催报/U16*/催报通知.pdf", 1, 0.75),
    ("下发通知", "样例/往来/下发/U10*/下发通知.pdf", 1, 1.0),
    ("下发通知第2页", "样例/往来/下发/U10*/下发通知.pdf", 2, 0.5),
    ("预警通知书", "样例/预警/待签发/YJ*-B-P102*.pdf", 1, 1.0),
    ("送达回执", "样例/预警/待签发/YJ*-B-P102*.pdf", 2, 0.75),
    ("预警通知书(已签发)", "签发/预警/已签发/*A级*.pdf", 1, 1.0),
    ("送达回执(已签发)", "签发/预警/已签发/*A级*.pdf", 2, 0.75),
    ("预警通知书(无过错)", "样例/预警/待签发/YJ*-D-*.pdf", 1, 0.75),
    ("撤回通知", "签发/预警/撤回/*.pdf", 1, 0.6),
    ("领取通知", "签发/领取通知.pdf", 1, 0.6),
    ("送达通知", "签发/送达通知.pdf", 1, 0.6),
    ("节前提醒", "样例/预警/节前提醒*/节前提醒.pdf", 1, 1.0),
    ("节前提醒签收表", "样例/预警/节前提醒*/签收表.pdf", 1, 1.0),
    ("责任追究建议书", "样例/预警/追究/责任追究建议书-*.pdf", 1, 1.0),
    ("责任追究建议书第2页", "样例/预警/追究/责任追究建议书-*.pdf", 2, 0.7),
    ("提请问责函", "样例/预警/追究/提请问责函-*.pdf", 1, 1.0),
    *(
        (f"情况汇报{f'第{page}页' if page > 1 else ''}", "样例/往来/进度/情况汇报.pdf", page, 1.0)
        for page in (1, 2, 3, 4)
    ),
)
PROGRESS = "进度"
SIGNED, REVOKED = (f"YJ{YEAR}-A-P060", f"YJ{YEAR}-C-P108"), 20
LOST = "资产管理科"  # whose table is gone after it was assessed
NAMES = (*(picture.name for picture in PICTURES), *(letter[0] for letter in LETTERS), PROGRESS)
# Where a page comes from, and the chapter of 样张.md that shows it; whatever else there is, is a letter.
CHAPTERS = {
    "样例/汇总册": "汇总册",
    "样例/名册": "名册",
    "样例/下发": "单位填的表",
    "样例/收件": "单位填的表",
    "标注": "标好问题的副本",
    "样例/打印": "打印的承诺表、登记册和预警表",
    "签发/汇总册": "汇总册",
    "样例/往来/进度/进度.xlsx": "进度",
}
LETTER_CHAPTER = "信函和文书"
LETTER_DOTS = 56
COLOURED = ("预警通知书", "预警通知书(已签发)", "预警通知书(无过错)", "节前提醒")
BROWSER = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=0.65"),
)


def make_files(home: Path) -> None:
    """Make everything that lzxl writes, as the verbs do it."""
    office = home / "样例"
    demo(office)
    distribute(office, year=YEAR, today=TODAY)
    check([office / "收件"], office=office, mark=home / "标注", year=None, today=TODAY)
    forms(office, year=None, today=TODAY)
    for by_unit in (False, True):
        print_warning(office, by_unit=by_unit, year=None, today=TODAY)
    for verb in (send_back, remind, warn, account, status):
        verb(office, year=None, today=TODAY)
    distribute(office, year=None, today=TODAY, letters=True)
    remind_before(office, "元旦春节", year=None, today=TODAY)
    issue(shutil.copytree(office, home / "签发"))


def issue(office: Path) -> None:
    """Sign two notices, revoke what one of them rests on, lose an assessed table; write what is mailed of a notice as a page, too."""
    master = openpyxl.load_workbook(office / "汇总册.xlsx")
    sheet = master["预警登记"]
    at = {cell.value: cell.column for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, at["编号"]).value in SIGNED:
            sheet.cell(row, at["签发人"], "赵样甲")
            sheet.cell(row, at["发出日期"], TODAY)
    register = master["岗位风险登记册"]
    at = {cell.value: cell.column for cell in register[3]}
    for row in range(4, register.max_row + 1):
        if register.cell(row, at["单位"]).value == LOST:
            register.cell(row, at["评估等级"], "二级")
            register.cell(row, at["领导小组意见"], "同意")
    master.save(office / "汇总册.xlsx")
    warn(office, year=None, today=TODAY)
    revoke(office / "收件" / "监察科" / "扣分台账.xlsx", REVOKED)
    (office / "收件" / LOST / "岗位承诺表.xlsx").unlink()
    warn(office, year=None, today=TODAY)
    letters, values = Letters(office / "信函"), {"单位": "示例县样例四供销合作社", "文号": f"廉防办〔{YEAR}〕1号"}
    about: dict[str, object] = {"本社": "示例县供销合作社联合社", "落款": "廉政风险防控机制工作领导小组办公室"}
    about |= {"依据": "虞合委〔2011〕14号", "年度": YEAR, "今天": TODAY, "电话": ""}
    mails = {name: docx_of(letters.letter(name, values | about), "") for name in ("领取通知", "送达通知")}
    for name, data in to_pdf(mails, suffix=".docx").items():
        (office / f"{name}.pdf").write_bytes(data)


def revoke(ledger: Path, serial: int) -> None:
    """Send a ledger once more, a later one in which an entry is revoked."""
    book = openpyxl.load_workbook(ledger)
    sheet = book["扣分台账"]
    for row in sheet.iter_rows():
        words = [cell.value for cell in row]
        if "填表日期" in words:
            row[words.index("填表日期") + 1].value = TODAY
        if "状态" in words:
            state = words.index("状态")
        if words[0] == serial:
            row[state].value = "撤销"
    book.save(ledger.with_stem(f"{ledger.stem}(更正)"))


def print_workbooks(home: Path) -> dict[str, Path]:
    """Return a PDF for each workbook that is shown."""
    found = {one.workbook: next(home.glob(one.workbook)) for one in PICTURES}
    pdfs = {name: path.with_suffix(".pdf") for name, path in found.items()}
    missing = {name: path.read_bytes() for name, path in found.items() if not pdfs[name].is_file()}
    for name, data in to_pdf(missing).items():
        pdfs[name].write_bytes(data)
    return pdfs


def page_with(pdf: Path, text: str) -> int:
    """Return the first page on which ``text`` stands, blanks left out of account."""
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    pages = ("".join(page.split()) for page in told.split("\f"))
    return next(number for number, page in enumerate(pages, 1) if text in page)


def draw(picture: Picture, pdf: Path, target: Path, dots: int = DOTS) -> None:
    """Draw one page, from its top as far as there is something on it; ``dots`` to the inch."""
    page = str(page_with(pdf, picture.text))
    told = subprocess.run(["pdfinfo", "-f", page, "-l", page, pdf], capture_output=True, encoding="utf-8", check=True)
    size = re.search(r"size: +([\d.]+) x ([\d.]+)", told.stdout)
    assert size, told.stdout
    dots = round(dots / picture.width)  # a part is drawn larger, so that all pictures are as wide
    across, down = (float(points) * dots / 72 for points in size.groups())
    top = 0.05 if picture.width < 1 else 0.0  # the margin, which a larger drawing makes large
    area = ["-x", "0", "-y", str(round(down * top)), "-W", str(round(across * picture.width))]
    area += ["-H", str(round(down * (picture.height - top)))]
    command = ["pdftoppm", "-png", "-singlefile", "-hide-annotations", "-r", str(dots), "-f", page, "-l", page, *area]
    subprocess.run([*command, pdf, target / picture.name], check=True)


def draw_letters(home: Path, target: Path) -> None:
    """Draw a page of each kind of letter, and the progress page as a browser shows it."""
    for name, pattern, page, height in LETTERS:
        pdf = sorted(home.glob(pattern))[0]
        area = [
            "-W",
            str(round(8.27 * LETTER_DOTS)),
            "-H",
            str(round(11.69 * LETTER_DOTS * height)),
            "-x",
            "0",
            "-y",
            "0",
        ]
        command = ["pdftoppm", "-png", "-gray", "-singlefile", "-r", str(LETTER_DOTS), "-f", str(page), "-l", str(page)]
        colour = [part for part in command if part != "-gray" or name not in COLOURED]
        subprocess.run([*colour, *area, pdf, target / name], check=True)
    page_file = home / "样例" / "往来" / "进度" / "进度.html"
    with tempfile.TemporaryDirectory() as profile:
        options = [
            f"--user-data-dir={profile}",
            "--window-size=1240,2060",
            f"--screenshot={target / f'{PROGRESS}.png'}",
        ]
        subprocess.run([*BROWSER, *options, page_file.as_uri()], check=True, stderr=subprocess.DEVNULL)


def page() -> str:
    """Return 样张.md: all pictures, chapter by chapter."""
    chapters: dict[str, list[str]] = {}
    for name, source in (*((one.name, one.workbook) for one in PICTURES), *((one[0], one[1]) for one in LETTERS)):
        of = next((title for begin, title in CHAPTERS.items() if source.startswith(begin)), LETTER_CHAPTER)
        chapters.setdefault(of, []).append(name)
    chapters["进度"].append(PROGRESS)
    lines = ["# 样张", "", "样例单位的每一种页面,由 `make pictures` 画成;点按钮以后的样子见 [按钮](按钮.md)。", ""]
    for title, names in chapters.items():
        lines += [f"## {title}", ""]
        for name in names:
            lines += [f"{name}", "", f"![{name}](<图/{name}.png>)", ""]
    return "\n".join(lines)


def main(target: Path = TARGET) -> None:
    """Draw all pictures; those of an earlier run go (those of the buttons have a folder of their own)."""
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        make_files(Path(folder))
        pdfs = print_workbooks(Path(folder))
        for picture in PICTURES:
            draw(picture, pdfs[picture.workbook], target)
        draw_letters(Path(folder), target)
    PAGE.write_text(page(), encoding="utf-8")
    size = sum(path.stat().st_size for path in target.glob("*.png"))
    print(f"{target}:{len(NAMES)} 张图,{size / 2**20:.1f} MB")
    if size > ALL_AT_MOST:
        raise SystemExit(f"太大了,总共不能超过 {ALL_AT_MOST / 2**20:.0f} MB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
