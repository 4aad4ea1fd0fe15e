"""``lzxl fetch`` (收信): mails from the office's mailbox into 收件/邮件/, byte for byte, each once."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lzxl.cells import Place
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, rule
from lzxl.intake.archives import ArchiveError, Limits
from lzxl.law.mailing import Account, Window, incoming, window
from lzxl.office.atomic import write_whole
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.names import safe_name
from lzxl.office.paths import INBOX, Office
from lzxl.register.state import Event, State
from lzxl.report import Report
from lzxl.workflow.desk import open_desk
from lzxl.workflow.receive import Advance, quiet

if TYPE_CHECKING:
    from lzxl.mail.mailbox import Mailbox, Waiting

MAILS = "邮件"
_AFTER = "已经收下的不会丢,也不会重复;再运行一次会接着收。"

TOO_LARGE = rule(
    "F220",
    Severity.WARNING,
    "",
    "邮箱里有一封 {size} MB 的邮件,超过“收信大小上限”,没有收取",
    "请在邮箱里打开它,把附件另存到收件目录;或改大参数“收信大小上限”后再收一次。",
)
NOT_MARKED = rule(
    "F221",
    Severity.NOTE,
    "",
    "邮箱不允许做标记,收过的邮件在邮箱里看不出来",
    "不用处理:收过哪些记在流水里,不会重复收取。",
)


@dataclass
class _Tally:
    """What came of a run so far."""

    files: list[Path] = field(default_factory=list)
    again: int = 0
    findings: list[Finding] = field(default_factory=list)

    def __str__(self) -> str:
        return f"新收 {len(self.files)} 封" + (f",另有 {self.again} 封与收过的相同" if self.again else "")


def fetch(root: Path, *, year: int | None, today: date, again: bool = False, advance: Advance = quiet) -> Report:
    """Take what has come to the mailbox since the last time; ``again``: also what was taken before.

    Raises :class:`OfficeError` where the mailbox cannot be opened, or the connection breaks; what was taken by then stays.
    """
    from lzxl.mail.connection import security, told  # late: no other verb needs them
    from lzxl.mail.credentials import password
    from lzxl.mail.mailbox import opened

    office = Office.open(root)
    with run_lock(office, "收信"):
        with Reader() as reader:
            desk = open_desk(office, reader, year=year, today=today)
        account = incoming(desk.figures)
        security(account, "收信")
        secret = password(account)
        journal, state = Journal.folded(office.journal, office.head)
        sound = journal.sound()
        run = _Run(office, journal, state, account, window(desk.figures, desk.year), again)
        with told(account, _AFTER), opened(account, run.window.folder, secret) as mailbox:
            run.take(mailbox, advance)
    return Report(
        f"收信完成:{run.tally}。" + ("请接着汇总。" if run.tally.files else ""),
        findings=[*sound, *run.tally.findings],
        written=run.tally.files,
        unit_names=desk.unit_names,
    )


@dataclass
class _Run:
    """One run: where it writes, what it knows, what it has done."""

    office: Office
    journal: Journal
    state: State
    account: Account
    window: Window
    again: bool
    tally: _Tally = field(default_factory=_Tally)

    def take(self, mailbox: "Mailbox", advance: Callable[[int, int], None]) -> None:
        """Take every message that is not known yet."""
        waiting = [one for one in mailbox.waiting(self.window.since) if self.again or not self._known(mailbox, one)]
        for done, one in enumerate(waiting, 1):
            if one.size > self.window.largest:
                self._say(TOO_LARGE.at(Place(f"{INBOX}/{MAILS}"), size=-(-one.size // (1 << 20))))
            else:
                self._take_one(mailbox, one)
            advance(done, len(waiting))

    def _known(self, mailbox: "Mailbox", one: "Waiting") -> bool:
        return self._place(mailbox, one) in self.state.fetched

    def _place(self, mailbox: "Mailbox", one: "Waiting") -> str:
        return f"{self.account.login}/{self.window.folder}/{mailbox.validity}/{one.number}"

    def _take_one(self, mailbox: "Mailbox", one: "Waiting") -> None:
        """Write the file, then the journal, then mark: cut off anywhere, the next run does the rest."""
        content = mailbox.content(one.number)
        if content is None:  # somebody has moved it meanwhile
            return
        mail = identity(content)
        known = self.state.fetched.get(mail, "")
        path = Path(known) if known else Path(MAILS) / _file_name(content, mail)
        target = self.office.inbox / path
        if known and not (self.again and not target.exists()):
            self.tally.again += 1
        else:
            self.office.folder(f"{INBOX}/{MAILS}")
            write_whole(target, content)
            self.tally.files.append(target)
        data = {"place": self._place(mailbox, one), "mail": mail, "file": path.as_posix()}
        if self.state.fetched.get(data["place"]) != data["file"]:
            self.journal.append([Event("fetched", data)])
            self.state.fetched[data["place"]] = self.state.fetched[mail] = data["file"]
        if not one.marked and not mailbox.mark(one.number):
            self._say(NOT_MARKED.at(Place(f"{INBOX}/{MAILS}")))

    def _say(self, finding: Finding) -> None:
        if finding not in self.tally.findings:
            self.tally.findings.append(finding)


def identity(content: bytes) -> str:
    """Return what makes a mail the same however often it was delivered: its Message-ID and what it holds.

    The lines that servers add on its way are no part of it.
    """
    head, _, body = content.replace(b"\r\n", b"\n").partition(b"\n\n")
    own = (line for line in head.replace(b"\n ", b" ").replace(b"\n\t", b" ").split(b"\n"))
    said = sorted(line for line in own if line.lower().startswith((b"message-id:", b"date:", b"from:", b"subject:")))
    return "mail:" + hashlib.sha256(b"\n".join([*said, b"", body])).hexdigest()


def _file_name(content: bytes, mail: str) -> str:
    """Return a name that tells people what it is: day, sender, subject; and never the same for two mails."""
    from lzxl.intake.eml import about

    head = content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    try:
        sender, moment, subject = about(lambda: BytesIO(head), Limits())
    except ArchiveError:
        sender, moment, subject = "", None, ""
    day = moment.strftime("%Y%m%d") if moment else ""
    words = safe_name(" ".join(filter(None, (day, sender, subject or "无主题"))))[:60].rstrip(" .")
    return f"{words} {mail[-8:]}.eml"
