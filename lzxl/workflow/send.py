"""``lzxl send`` (发信): the drafts that the verbs have written go out over SMTP, each once, each to its own unit only."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lzxl.cells import Place
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.addresses import addresses
from lzxl.intake.mail import BEIJING
from lzxl.law.mailing import mails_warnings, outgoing, pause
from lzxl.mail.draft import DRAFT, Head, read_draft
from lzxl.mail.outgoing import Sender
from lzxl.office.archive import sha256_of
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.register.returned_on import last_round, mark_of
from lzxl.register.state import Event, State, fold
from lzxl.report import Report
from lzxl.workflow.desk import Desk, open_desk
from lzxl.workflow.outgoing import belongs
from lzxl.workflow.receive import Advance, quiet, what_came

if TYPE_CHECKING:
    from lzxl.mail.sending import Answer, Server

BY_COMMAND = "请加 --yes 再运行一次"
WARNINGS, REMINDERS = "预警", "往来/催报"
ROUND = ("退回/", "往来/回执/")  # what says what has come so far
READY, SENT, SENDING, FAILED, LEFT_OUT = "待发", "已发", "中断", "没有发成", "不发"
_AFTER = "已经发出的记在流水里,不会再发;断开时正在发的一封,请向对方核实。"

_AGAIN = "请重新生成后再发。"
NO_ADDRESS = rule(
    "M130", Severity.WARNING, "", "没有发:名册里没有“{unit}”的邮箱", "请在名册里填写邮箱,重新生成后再发。"
)
EDITED = rule(
    "M131",
    Severity.WARNING,
    "",
    "没有发:草稿写好以后有人改过",
    "改过的请在邮件软件里打开、自己发送;要由本程序发,请删去它,重新生成后再发。",
)
OTHER_ADDRESS = rule("M132", Severity.WARNING, "", "没有发:草稿的收件人“{value}”与名册里“{unit}”现在的邮箱不同", _AGAIN)
NOT_ITS_OWN = rule(
    "M133", Severity.ERROR, "", "没有发:草稿不是这个文件夹的单位的,或名册里已没有这个单位", "请核对后" + _AGAIN[1:]
)
NOT_BY_MAIL = rule(
    "M134",
    Severity.WARNING,
    "二(五)",
    "没有发:预警通知带有附件,而参数“邮寄预警通知”是“否”",
    "请打印送达;领导小组同意邮寄的,把参数改为“是”,重新生成后再发。",
)
CUT_OFF = rule(
    "M135",
    Severity.WARNING,
    "",
    "没有再发:上次发送时断了,不知道“{unit}”收到没有",
    "请向对方核实;没有收到的,加 --again 再发一次。",
)
REFUSED = rule(
    "M136", Severity.ERROR, "", "服务器不接受收件人“{value}”:{reason}", "请核对名册里的邮箱,或改用别的办法送达。"
)
LATER = rule(
    "M137",
    Severity.WARNING,
    "",
    "服务器要求过一会儿再发({reason}),这一封和后面的没有发",
    "请过一段时间再运行一次;也可以加大参数“发信间隔”。",
)
OLD_REMINDERS = rule(
    "M138",
    Severity.WARNING,
    "",
    "没有发:{number} 份催报不是今天写的,里面的天数和所差份数已经不准",
    "请先重新催报,再发。",
)
OLD_ROUND = rule(
    "M139",
    Severity.WARNING,
    "",
    "没有发:{number} 份退回通知、收件回执写好以后,收件又有了变化(单位可能已经改好重报)",
    "请先重新退回,再发。",
)


@dataclass(frozen=True, slots=True)
class Message:
    """A draft and what is to become of it (``state``)."""

    path: str
    unit: str
    unit_name: str
    head: Head
    state: str
    content: bytes = b""

    @property
    def line(self) -> str:
        """One line for people."""
        files = "、".join(self.head.attachments)
        to = ";".join(self.head.to) or "没有邮箱"
        return f"{self.state} {self.unit_name} {to} 《{self.head.subject}》" + (f" 附件:{files}" if files else "")

    def document(self) -> dict[str, object]:
        """Return it for other programs."""
        return {
            "path": self.path,
            "unit": self.unit_name,
            "to": list(self.head.to),
            "subject": self.head.subject,
            "attachments": list(self.head.attachments),
            "state": self.state,
        }


def send(
    root: Path,
    *,
    year: int | None,
    today: date,
    go: bool = False,
    again: bool = False,
    how: str = BY_COMMAND,
    advance: Advance = quiet,
) -> tuple[Report, list[Message]]:
    """List the messages that are ready, and with ``go`` send them; ``again``: also those whose sending was cut off;
    ``how``: what is to be done so that they go.

    A draft goes only as it was written, to the address that the roster has for its unit now. What went is in the
    journal before and after: nothing is ever sent twice.
    """
    office = Office.open(root)
    with run_lock(office, "发信"), Reader() as reader:
        desk = open_desk(office, reader, year=year, today=today)
        journal = Journal.load(office.journal, office.head)
        findings = journal.sound()
        state = fold(journal.events)
        drafts = _without_old(_drafts(office, desk, state, findings), state, today, findings)
        drafts = _without_passed(drafts, office, journal, state, findings)
        messages = [
            message if message.state == LEFT_OUT else _judged(message, desk, state, again, findings)
            for message in drafts
        ]
        if go and any(message.state == READY for message in messages):
            messages = _sent(messages, desk, journal, findings, advance)
    return Report(_sentence(messages, "" if go else how), findings=findings, unit_names=desk.unit_names), messages


def _drafts(office: Office, desk: Desk, state: State, findings: list[Finding]) -> Iterator[Message]:
    """Yield the drafts that the verbs have written and that are still as they were written."""
    for path, sha256 in sorted(state.handed_out.items()):
        file = office.root / path
        if PurePosixPath(path).name != DRAFT or not sha256 or not file.is_file():
            continue
        content = file.read_bytes()
        if sha256_of(content) != sha256:
            findings.append(EDITED.at(Place(path)))
            continue
        head = read_draft(content)
        yield Message(path, head.unit, desk.unit_names.get(head.unit, head.unit), head, READY, content)


def _without_old(drafts: Iterable[Message], state: State, today: date, findings: list[Finding]) -> list[Message]:
    """Return the drafts, reminders of another day that nobody has sent left out; one finding tells of all of these."""

    def old(one: Message) -> bool:
        return one.path.startswith(f"{REMINDERS}/") and one.head.day != today.isoformat() and not _begun(one, state)

    found = [replace(one, state=LEFT_OUT) if old(one) else one for one in drafts]
    if number := sum(one.state == LEFT_OUT for one in found):
        findings.append(OLD_REMINDERS.at(Place(REMINDERS), number=number))
    return found


def _without_passed(
    drafts: Sequence[Message], office: Office, journal: Journal, state: State, findings: list[Finding]
) -> list[Message]:
    """Return the drafts, those of the last round left out where something has come since; one finding tells of all."""
    waiting = {one.path for one in drafts if one.path.startswith(ROUND) and not _begun(one, state)}
    then = last_round(journal.events)
    if not waiting or not then or mark_of(what_came(office)[0]) == then:
        return list(drafts)
    findings.append(OLD_ROUND.at(Place("退回"), number=len(waiting)))
    return [replace(one, state=LEFT_OUT) if one.path in waiting else one for one in drafts]


def _begun(one: Message, state: State) -> bool:
    return state.mailed.get(one.head.message_id, "") in (SENT, SENDING)


def _judged(message: Message, desk: Desk, state: State, again: bool, findings: list[Finding]) -> Message:
    """Return the message with its state: ready, or left out and why."""
    far = state.mailed.get(message.head.message_id, "")
    if far == SENT:
        return replace(message, state=SENT)
    finding = _hindrance(message, desk)
    if finding is None and far == SENDING and not again:
        finding = CUT_OFF.at(Place(message.path), unit=message.unit_name)
    if finding is None:
        return message
    findings.append(finding.of(message.unit_name))
    return replace(message, state=SENDING if finding.code == CUT_OFF.code else LEFT_OUT)


def _hindrance(message: Message, desk: Desk) -> Finding | None:
    """Return why a message must not go."""
    place, unit, head = Place(message.path), desk.roster.units.get(message.unit), message.head
    path = PurePosixPath(message.path)
    if unit is None or not belongs(path.parent.name, unit.id):
        return NOT_ITS_OWN.at(place)
    now = addresses(unit.mail)
    if not now:
        return NO_ADDRESS.at(place, unit=unit.name)
    if head.to != now:
        return OTHER_ADDRESS.at(place, ";".join(head.to), unit=unit.name)
    if path.parts[0] == WARNINGS and head.attachments and not mails_warnings(desk.figures):
        return NOT_BY_MAIL.at(place)
    return None


def _sent(
    messages: Sequence[Message], desk: Desk, journal: Journal, findings: list[Finding], advance: Advance
) -> list[Message]:
    """Send those that are ready, and return all with what became of them."""
    from lzxl.mail.connection import security, told  # late: no other verb needs them
    from lzxl.mail.credentials import password
    from lzxl.mail.sending import connected

    account = outgoing(desk.figures)
    security(account, "发信")
    secret = password(account)
    sender = Sender(desk.figures.office_name, account.user)
    done = list(messages)
    waiting = [at for at, message in enumerate(messages) if message.state == READY]
    with told(account, _AFTER), connected(account, secret) as server:
        for number, at in enumerate(waiting, 1):
            answer = _sent_one(messages[at], sender, server, journal, findings)
            done[at] = replace(messages[at], state=SENT if answer.sent else FAILED)
            advance(number, len(waiting))
            if answer.later:
                break
            if number < len(waiting):
                time.sleep(pause(desk.figures))
    return done


def _sent_one(
    message: Message, sender: Sender, server: "Server", journal: Journal, findings: list[Finding]
) -> "Answer":
    """Send one message between two lines of the journal; cut off between them, nobody knows, and it is not sent again."""
    from lzxl.mail.sending import ready

    journal.append([_mailed(message, SENDING)])
    answer = server.send(message.head.to, ready(message.content, sender, datetime.now(BEIJING)))
    journal.append([_mailed(message, SENT if answer.sent else FAILED)])
    place = Place(message.path)
    findings += [REFUSED.at(place, address, reason=why).of(message.unit_name) for address, why in answer.refused]
    findings += [LATER.at(place, reason=answer.later).of(message.unit_name)] if answer.later else []
    return answer


def _mailed(message: Message, state: str) -> Event:
    about = {
        "message": message.head.message_id,
        "unit": message.unit,
        "to": list(message.head.to),
        "path": message.path,
    }
    return Event("mailed", {**about, "sha256": sha256_of(message.content), "state": state})


def _sentence(messages: Sequence[Message], how: str) -> str:
    counts = {
        state: sum(message.state == state for message in messages) for state in (READY, SENT, FAILED, SENDING, LEFT_OUT)
    }
    parts = "、".join(f"{state} {number} 封" for state, number in counts.items() if number)
    if not messages:
        return "没有写好的信。退回、催报等会把信写在各自的目录里。"
    if not how:
        return f"发信完成:{parts}。"
    return f"只是列出来,没有发:{parts}。" + (f"真的要发,{how}。" if counts[READY] else "")
