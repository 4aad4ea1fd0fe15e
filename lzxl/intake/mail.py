"""What a mail comes to, whichever program wrote the file: sender, date, subject, its files, and what is to be said of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, NamedTuple

from lzxl.findings import Rule, Severity, rule
from lzxl.intake.archives import TOO_MANY, ArchiveError, Budget, Limits, Member, Opener
from lzxl.intake.names import clean_path

BEIJING = timezone(timedelta(hours=8))  # fixed: the same mail gives the same time on any machine
_YEARS = range(1990, 2100)  # a clock that says another one is not set
_AGAIN = "请报送单位重新发送,或另存附件后放进收件目录。"

BROKEN_MAIL = rule("F200", Severity.ERROR, "", "邮件文件不完整或已损坏,打不开", _AGAIN)
LARGE_MAIL = rule("F201", Severity.ERROR, "", "邮件过大,没有读取", "请把附件另存到收件目录。")
NOT_AN_ENVELOPE = rule(
    "F209", Severity.ERROR, "", "不认识的 .dat 文件,没有读取", "请报送单位把附件改用普通方式重新发送。"
)
LARGE_FILE = rule("F202", Severity.ERROR, "", "邮件里的这个附件过大,没有读取", "请把附件另存到收件目录。")
BROKEN_FILE = rule("F203", Severity.ERROR, "", "邮件里的这个附件已损坏,没有读取", _AGAIN)
DEEP_MAIL = rule("F204", Severity.ERROR, "", "邮件套邮件,套得太深,没有读取", "请打开里面的邮件,把附件另存到收件目录。")
LINKED = rule(
    "F205",
    Severity.WARNING,
    "",
    "邮件“{subject}”里有超大附件(网盘文件)的链接,文件本身不在邮件里,没有读取",
    "请在链接过期前打开邮件自行下载,放进收件目录;或请发件人改用普通附件重发。",
)
NO_FILES = rule("F206", Severity.NOTE, "", "邮件“{subject}”没有附件", "不用处理;该有附件的,请发件人重新发送。")
PICTURES_ONLY = rule(
    "F207",
    Severity.NOTE,
    "",
    "邮件“{subject}”没有附件,正文里贴了 {pictures} 张图片,没有收作材料",
    "图片是要报的材料的,请另存后放进收件目录,或请发件人作为附件重发。",
)
BOUNCED = rule(
    "F208", Severity.WARNING, "", "是退信:邮件“{subject}”没有送达", "请核对名册里的邮箱,再发一次或改用别的办法送达。"
)

_LINKS = re.compile(
    r"mail\.qq\.com/(?:cgi-bin/)?ftn|(?:mail|dashi)\.163\.com/(?:html/)?(?:large|cloud)-attachment|\bfs\.163\.com/"
    r"|pan\.baidu\.com/s/|weiyun\.com/|docs\.qq\.com/|kdocs\.cn/|1drv\.ms/|\.sharepoint\.com/",
    re.IGNORECASE,
)
_WORDS = re.compile("超大附件|云附件|网盘附件|文件中转站|大附件下载")
_REPLY = re.compile(r"\s*(?:re|回复|答复)\s*[::]", re.IGNORECASE)
_QUOTED = re.compile(r"-{2,} ?(?:原始邮件|Original(?: Message)?|回复的原邮件) ?-{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a mail. ``picture``: shown inside of the text, a signature's logo most often."""

    name: str
    open: Opener
    size: int
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was read. ``sender``: the address, in small letters; ``date``: aware, None where there is none that holds.

    ``inner``: mails in the mail with the names they are shown by; None for one that is too deep.
    """

    sender: str = ""
    date: datetime | None = None
    subject: str = ""
    text: str = ""
    parts: tuple[Part, ...] = ()
    inner: tuple[tuple[str, "Mail | None"], ...] = ()
    bounced: bool = False


class Told(NamedTuple):
    """Something to be said of the file that holds the others, or of the mail ``inside`` of it."""

    verdict: Rule
    words: Mapping[str, Any]
    modified: datetime | None = None
    sender: str = ""
    inside: str = ""


def members(mail: Mail, budget: Budget) -> Iterator[Member | Told]:
    """Yield the files of a mail and of those in it, dated and with their senders, and what is to be told of the mails."""
    yield from _own(mail, budget)
    for name, inner in () if mail.bounced else mail.inner:
        step = _shown(name)
        if inner is None:
            yield Told(DEEP_MAIL, {}, mail.date, mail.sender, step)
            continue
        for one in members(inner, budget):
            if isinstance(one, Member):
                yield replace(one, name=f"{step}/{one.name}")
            else:
                yield one._replace(inside=f"{step}/{one.inside}".rstrip("/"))


def _own(mail: Mail, budget: Budget) -> Iterator[Member | Told]:
    subject = clean_path(re.sub(r"[/\\]", "_", mail.subject))[:60] if mail.subject.strip() else "无主题"
    if mail.bounced:  # what came back with it is our own
        yield Told(BOUNCED, {"subject": subject}, mail.date, mail.sender)
        return
    files = [part for part in mail.parts if not part.picture]
    own = _QUOTED.split(mail.text)[0] if _REPLY.match(mail.subject) else mail.text
    if _LINKS.search(own) or (not files and _WORDS.search(own)):
        yield Told(LINKED, {"subject": subject}, mail.date, mail.sender)
    elif not files and not mail.inner:
        pictures = len(mail.parts)
        verdict = PICTURES_ONLY if pictures else NO_FILES
        yield Told(verdict, {"subject": subject, "pictures": pictures}, mail.date, mail.sender)
    budget.members -= len(files)
    if budget.members < 0:
        raise ArchiveError(TOO_MANY, most=budget.limits.members)
    for part in files:
        yield Member(_shown(part.name), part.open, _too_large(part, budget), modified=mail.date, sender=mail.sender)


def _shown(name: str) -> str:
    """The last step of a name: a path in it is the sender's, and nobody else's."""
    return clean_path(_BACKSLASH.sub("/", name).rstrip("/").rpartition("/")[2])


def _too_large(part: Part, budget: Budget) -> Rule | None:
    if part.size > min(budget.limits.member, budget.room):
        return LARGE_FILE
    budget.room -= part.size
    return None


def read_whole(opener: Opener, limits: Limits) -> bytes:
    """Return the bytes of a mail file; raise :class:`ArchiveError` where it is too large to be taken apart."""
    with opener() as stream:
        data = stream.read(limits.mail + 1)
    if len(data) > limits.mail:
        raise ArchiveError(LARGE_MAIL)
    return data


def sane(moment: datetime | None) -> datetime | None:
    """Return a moment in Beijing time, None where no clock that was set can have said so."""
    try:
        aware = moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(BEIJING)
    except (OverflowError, ValueError):
        return None
    return aware if aware and aware.year in _YEARS else None


def date_of(text: str) -> datetime | None:
    """Return the moment that a Date header says."""
    from email.utils import parsedate_to_datetime  # late: only a mail needs it

    try:
        return sane(parsedate_to_datetime(text))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


_BACKSLASH = re.compile(r"\\(?!x[0-9a-f]{2})")  # not one that stands for a byte that is no text
_ANGLE = re.compile(r"<\s*([^<>\s@]+@[^<>\s@]+)\s*>")
_BARE = re.compile(r"[A-Za-z0-9._%+'=-]+@[A-Za-z0-9.-]+")


def address_of(text: str) -> str:
    """Return the address in a From header, in small letters; the shown name before it is anyone's choice and not looked at."""
    found = _ANGLE.findall(text) or _BARE.findall(text)
    return found[-1].lower() if found else ""
