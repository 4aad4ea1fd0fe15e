"""Make ``docs/图/按钮/`` and the part of ``docs/按钮.md`` that shows it anew: every button pressed in a real LibreOffice Calc.

Needs what ``docs/pictures.py`` needs, and for the two mail buttons Dovecot and aiosmtpd (``make pictures`` has them).
Run from anywhere: ``python docs/pictures_addin.py``; with a folder named the pictures go there and the page stays.
"""

import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "mail"))

from gallery import FOLDER, Gallery
from servers import PASSWORD, USER, Imap, Smtp, dovecot, smtp_server

from lzxl.excel.live_session import OpenBook, libreoffice
from lzxl.forms.booking import FIELDS, SHEET
from lzxl.forms.layout import column_number
from lzxl.forms.master_layout import FIRST_ROW
from lzxl.forms.master_points import POSITION_REGISTER
from lzxl.forms.own_sheets import CHECK_SHEET
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.live.going_out import SENDING, YES

TARGET = Path(__file__).parent / FOLDER
ALL_AT_MOST = 5 * 2**19  # bytes
FAULTY, TABLE = "收件/样例三社/岗位承诺表.xlsx", "岗位承诺表"
MAILED = {"U02": "收件/办公室/岗位承诺表.xlsx", "U03": "收件/人事教育科/岗位承诺表.xlsx"}  # these come by mail


class Round:
    """A year's round through the office of the sample, button by button, as a clerk goes about it."""

    def __init__(self, gallery: Gallery, home: Path, imap: Imap, smtp: Smtp) -> None:
        self.gallery, self.home, self.office = gallery, home, home / "本社"
        self.imap, self.smtp = imap, smtp

    def open(self, path: str) -> OpenBook:
        """Open a workbook of the office, by its path or a pattern of it."""
        return self.gallery.screen.app.books.open(next(iter(sorted(self.office.glob(path)))))

    def master(self) -> OpenBook:
        """Return the master, which is open."""
        found = self.gallery.screen.opened(self.office / "汇总册.xlsx")
        assert found is not None
        return found

    def go(self) -> None:
        """Press everything."""
        self.beginning()
        self.checking()
        self.workbook_of_the_year()
        self.booking()
        self.papers()
        self.mails()
        self.looking()

    # ---------------------------------------------------------------- the beginning

    def beginning(self) -> None:
        """新建工作目录, 下发, 收信: the roster is open."""
        gallery, books = self.gallery, self.gallery.screen.app.books
        fresh = books.add()
        gallery.press("init", fresh, self.home / "新社")
        roster = books.active
        gallery.paint("init", "", roster.sheets[0], "单位名称", 0.3)
        fresh.close()
        roster.close()
        roster = self.open("名册.xlsx")
        self._set_up_mail(roster)
        gallery.press("distribute", roster)
        gallery.list_folder("distribute", self.office / "下发")
        table = self.open("下发/U10*/岗位*.xlsx")
        gallery.paint("distribute", "发给一个单位的表", table.sheets[TABLE], "岗位廉政风险和自我防控承诺表", 0.35, 0.55)
        table.close()
        self._mail_in()
        os.environ["SSL_CERT_FILE"] = str(self.imap.cert)
        gallery.press("fetch", roster)
        gallery.list_folder("fetch", self.office / "收件" / "邮件")
        roster.close()

    def _set_up_mail(self, roster: OpenBook) -> None:
        """Type the mailbox into 参数, as the manual says."""
        page = roster.sheets["参数"]
        names = page.range("A1:A200").value
        typed = {"收信服务器": "localhost", "收信端口": self.imap.tls_port, "收信账号": USER}
        typed |= {"发信服务器": "localhost", "发信端口": self.smtp.port, "发信账号": USER, "发信间隔": 0}
        for name, value in typed.items():
            page.range((names.index(name) + 1, 2)).value = value
        roster.save()

    def _mail_in(self) -> None:
        """Let two units mail what else would have lain in 收件."""
        for number, (unit, file) in enumerate(MAILED.items(), 1):
            path, message = self.office / file, EmailMessage()
            message["From"], message["To"], message["Subject"] = f"{unit.lower()}@example.invalid", USER, "报送承诺表"
            message["Message-ID"], message["Date"] = f"<{number}@example.invalid>", f"Tue, 8 Sep {YEAR} 09:30:00 +0800"
            message.set_content("附件请查收。")
            kind = {"maintype": "application", "subtype": "octet-stream"}
            message.add_attachment(path.read_bytes(), filename=path.name, **kind)
            message.set_boundary("=_part")  # the same bytes each time, as its name tells of them
            self.imap.deliver(message.as_bytes())
            path.unlink()

    # ---------------------------------------------------------------- what came, and the year's workbook

    def checking(self) -> None:
        """校验本簿 on a table with errors."""
        gallery, table = self.gallery, self.open(FAULTY)
        gallery.press("check", table)
        gallery.say("check", "有问题的格子变色;鼠标停在上面,显示原因和改法:")
        page, title = table.sheets[TABLE], "岗位廉政风险和自我防控承诺表"
        gallery.paint("check", "标出的单元格", page, title, 0.38, 0.62, notes=("I9",))
        gallery.say("check", "另加一张“校验结果”,点单元格跳过去:")
        gallery.paint("check", "校验结果", table.sheets[CHECK_SHEET], "本表存在的问题", 0.3)
        table.close()

    def workbook_of_the_year(self) -> None:
        """汇总, 评估定级, 写回意见: the master is open."""
        gallery = self.gallery
        consolidate(self.office, year=None, today=TODAY)
        master = self.open("汇总册.xlsx")
        register, form = master.sheets[POSITION_REGISTER.sheet], POSITION_REGISTER
        level, opinion = (column_number(form, name) for name in ("assessed_level", "opinion"))
        gallery.say("fetch", "收到的邮件下一次汇总时拆开,附件一件一件登记:")
        gallery.paint("fetch", "汇总后的收文登记", master.sheets["收文登记"], "邮件/", 0.45)
        register.range((FIRST_ROW, level)).value = "一级"
        register.range((FIRST_ROW, opinion)).value = "同意定为一级"
        gallery.press("consolidate", master)
        gallery.say("consolidate", "第一行的“一级”是刚填进去、还没有保存的,防控要求已经跟着变:")
        gallery.paint("consolidate", "就地更新的登记册", register, "年度岗位廉政风险登记册", 0.45)
        gallery.press("assess", master)
        gallery.say("assess", "总览跟着变:")
        gallery.paint("assess", "总览", master.sheets["总览"], "年度总览", 1.0)
        gallery.press("writeback", master)
        gallery.list_folder("writeback", self.office / "下发" / "写回")
        copy = self.open("下发/写回/*/岗位*.xlsx")
        gallery.paint("writeback", "单位收到的表", copy.sheets[TABLE], "岗位廉政风险和自我防控承诺表", 0.4)
        copy.close()

    def booking(self) -> None:
        """登记扣分: the form filled in, then booked."""
        gallery, master = self.gallery, self.master()
        gallery.press("deduct", master)
        rows = {field.name: row for row, field in enumerate(FIELDS, 4)}
        page = master.sheets[SHEET]
        typed = {"subject": page.range("F30").value, "item": page.range("G23").value}
        typed |= {"reason": "维修工程拆成两笔,没有招标", "basis": "监察科调查报告", "investigator": "本社"}
        for name, value in typed.items():
            page.range((rows[name], 2)).value = value
        gallery.paint("deduct", "表单", page, "登记扣分(本社台账)", 0.55)
        gallery.press("deduct", master)
        gallery.paint("deduct", "登记后的账户", master.sheets[SHEET], "登记扣分(本社台账)", 0.9)

    def papers(self) -> None:
        """打印承诺表, 打印预警表, 预警通知, 责任追究, 退回, 催报, 进度."""
        gallery, books = self.gallery, self.gallery.screen.app.books
        master = self.master()
        gallery.press("forms", master)
        register = books.active
        gallery.list_folder("forms", self.office / "打印", "登记册打开了;做好的都在")
        gallery.paint("forms", "登记册内页", register.sheets[2], "编号姓名职务重点环节", 0.6)
        gallery.press("print", master)
        gallery.paint("print", "", books.active.sheets[0], "廉政风险预警表", 0.6)
        for button, folder, paper in (
            ("warn", "预警", "待签发/*-A-*.pdf"),
            ("account", "预警/追究", "责任追究建议书-*.pdf"),
            ("return", "退回", "*/退回通知.pdf"),
            ("remind", "往来/催报", "U16*/催报通知.pdf"),
        ):
            gallery.press(button, master)
            gallery.list_folder(button, self.office / folder)
            pdf = next(iter(sorted((self.office / folder).glob(paper))))
            gallery.letter(button, pdf.stem.split("-")[0] if button != "warn" else "预警通知书", pdf, "")
        copy = self.open("退回/U10*/*.xlsx")
        gallery.paint("return", "标好问题的副本", copy.sheets[0], "本表存在的问题", 0.3)
        copy.close()
        gallery.press("status", master)
        gallery.list_folder("status", self.office / "往来" / "进度")
        gallery.paint("status", "", books.active.sheets[0], "进度", 0.6)

    # ---------------------------------------------------------------- out and about

    def mails(self) -> None:
        """发信: the list, then the same after a yes."""
        gallery, books = self.gallery, self.gallery.screen.app.books
        master = self.master()
        gallery.press("send", master)
        listed = books.active
        gallery.paint("send", "待发的信", listed.sheets[SENDING], "确认发出", 0.5)
        listed.sheets[SENDING].range("B3").value = YES
        os.environ["SSL_CERT_FILE"] = str(self.home / "localhost.crt")
        gallery.press("send", listed)
        gallery.say("send", f"填“{YES}”再点以后,发信服务器收到 {len(self.smtp.got)} 封:")
        gallery.paint("send", "发出以后", listed.sheets[SENDING], "收件人", 0.5)

    def looking(self) -> None:
        """核验 and 依据."""
        gallery, books = self.gallery, self.gallery.screen.app.books
        master = self.master()
        gallery.press("verify", master)
        original = next(path for path in sorted((self.office / "归档" / "原件").rglob("*")) if path.is_file())
        original.write_bytes(original.read_bytes() + b" ")
        gallery.say("verify", "下面先改动了归档里的一份原件,再点:")
        gallery.press("verify", master)
        gallery.paint("verify", "", books.active.sheets[0], "核验结果", 0.35)
        gallery.press("explain", master)
        gallery.paint("explain", "", books.active.sheets[0], "依据:条款", 0.4)


@contextmanager
def place() -> Iterator[Path]:
    """Yield a folder that has the same name each time, as some pictures show it; it goes afterwards."""
    home = Path(tempfile.gettempdir()).resolve() / "样例"
    home.mkdir()
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(target: Path = TARGET) -> None:
    """Draw all pictures; those of an earlier run go."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    warnings.filterwarnings("ignore", "Requiring AUTH")  # the connection is encrypted from the start
    os.environ |= {"LZXL_MAIL_PASSWORD": PASSWORD, "LZXL_MAIL_FOR": f"{USER}@localhost"}
    with ExitStack() as until:
        home = until.enter_context(place())
        imap, smtp = until.enter_context(dovecot()), until.enter_context(smtp_server(home))
        build_office(home / "本社", YEAR, TODAY)
        gallery = Gallery(until.enter_context(libreoffice()), home, target)
        Round(gallery, home, imap, smtp).go()
    if target == TARGET:
        gallery.write_page()
    size = sum(path.stat().st_size for path in target.iterdir())
    print(f"{target}:{len(list(target.iterdir()))} 张图,{size / 2**20:.2f} MB")
    if size > ALL_AT_MOST:
        raise SystemExit(f"太大了,总共不能超过 {ALL_AT_MOST / 2**20:.1f} MB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
