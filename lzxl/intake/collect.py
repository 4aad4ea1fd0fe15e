"""The folder 收件/ and the archives in it as a list of received files, in a fixed order; nothing there is changed."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import IO, Literal, NamedTuple, TypeAlias

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.intake.archives import TOO_DEEP, ArchiveError, Budget, Limits, Member, Opener, expand_zip
from lzxl.intake.kinds import PAPERS, REFUSED_BOOKS, WORKBOOKS, is_workbook, suffix_of, verdict
from lzxl.intake.mail import BEIJING, DEEP_MAIL, Told
from lzxl.intake.names import is_litter, opened_partner, shown, unique

Kind: TypeAlias = Literal["workbook", "paper", "unreadable"]
_EPOCH = datetime(1970, 1, 1, tzinfo=BEIJING) + timedelta(hours=8)
_LARGEST = 64 << 20  # bytes up to which a file is looked into; a larger one is known by its suffix only
_CHUNK = 1 << 20
_JUNCTION = 0xA0000003  # a folder of Windows that leads elsewhere

NOT_OPENED = rule(
    "F180", Severity.ERROR, "", "打不开这个文件({reason}),没有读取", "请检查文件权限,或关闭占用它的程序后重试。"
)
NO_ENTRY = rule("F181", Severity.ERROR, "", "打不开这个文件夹({reason}),里面的文件没有读取", "请检查文件夹权限后重试。")
A_LINK = rule("F182", Severity.ERROR, "", "是快捷方式(链接),没有读取", "请把文件本身复制到收件目录。")
WAS_OPEN = rule(
    "F183",
    Severity.WARNING,
    "",
    "收取时正在 Excel、WPS 或 LibreOffice 中打开,可能还有没保存的内容",
    "请保存并关闭后重新汇总;若早已关闭,请删去同目录下的“{value}”。",
)
NOT_A_FILE = rule("F184", Severity.ERROR, "", "不是普通文件,没有读取", "请把文件本身复制到收件目录。")
NO_FOLDER = rule("F185", Severity.ERROR, "", "没有收件目录", "请先建立收件目录,或用“新建工作目录”。")
EMPTY_PAPER = rule("F186", Severity.ERROR, "", "空文件(0 字节),没有收作附件", "邮件保存或复制中断时会这样,请重新发送。")


@dataclass(frozen=True)
class Received:
    """One received file. ``file``: its path below the folder, for display; ``sha256``: empty where it cannot be opened.

    ``modified``: when the file (or the archive that holds it) was last written, or the date of the mail that holds it, in
    Beijing time, aware. ``sender``: the address of that mail's sender.
    ``load`` reads the bytes anew each time, so that memory stays flat; it raises ``OSError`` where they are gone.
    """

    file: str
    sha256: str
    modified: datetime
    kind: Kind
    load: Callable[[], bytes] = field(repr=False, compare=False)
    findings: tuple[Finding, ...] = ()
    sender: str = ""

    def named(self, name: str) -> "Received":
        """Return the same file under another name, its findings too."""
        if name == self.file:
            return self
        places = (replace(finding, place=finding.place._replace(file=name)) for finding in self.findings)
        return replace(self, file=name, findings=tuple(places))


def collect(root: Path, limits: Limits | None = None) -> tuple[list[Received], list[Finding]]:
    """Return all received files below ``root`` in the order of their names, and the findings on what is no file there.

    ``root`` may also be one file, which is then named as it is called. Findings on a file stand in its
    :attr:`Received.findings`, not in the second list.
    """
    received: dict[str, Received] = {}
    findings: list[Finding] = []
    for found in _below(root, limits or Limits()):
        if isinstance(found, Finding):
            findings.append(found)
        else:
            name = unique(found.file, received)
            received[name] = found.named(name)
    return sorted(received.values(), key=lambda one: one.file), findings


def _below(root: Path, limits: Limits) -> Iterator[Received | Finding]:
    if root.is_file():
        source = _Source(shown(root.name), _time(root), _opener(str(root)))
        yield from _files(source, (), Budget(limits), _Depth(limits.depth, limits.mails))
    elif root.is_dir():
        yield from _walk(root, "", limits)
    else:
        yield NO_FOLDER.at(Place(root.name))


def _walk(folder: Path, prefix: str, limits: Limits) -> Iterator[Received | Finding]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield NO_ENTRY.at(Place(prefix.rstrip("/")), reason=_reason(error))
        return
    open_now = {opened_partner(entry.name): entry.name for entry in entries}
    for entry in entries:
        if is_litter(entry.name):
            continue
        source = _Source(prefix + shown(entry.name), _time(entry), _opener(entry.path))
        if _is_link(entry):
            yield _unreadable(source, A_LINK.at(Place(source.file)))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), source.file + "/", limits)
        elif not entry.is_file(follow_symlinks=False):
            yield _unreadable(source, NOT_A_FILE.at(Place(source.file)))
        else:
            owner = open_now.get(entry.name)
            notes = (WAS_OPEN.at(Place(source.file), shown(owner)),) if owner else ()
            yield from _files(source, notes, Budget(limits), _Depth(limits.depth, limits.mails))


def _opener(path: str) -> Opener:
    return lambda: Path(path).open("rb")


def _is_link(entry: "os.DirEntry[str]") -> bool:
    if entry.is_symlink():
        return True
    try:
        return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION
    except OSError:
        return False


def _time(entry: "os.DirEntry[str] | Path") -> datetime:
    try:
        return _EPOCH + timedelta(microseconds=entry.stat(follow_symlinks=False).st_mtime_ns // 1000)
    except OSError:
        return _EPOCH


def _reason(error: OSError) -> str:
    return {PermissionError: "没有权限", FileNotFoundError: "已不在原处"}.get(type(error), "读取出错")


@dataclass(frozen=True, slots=True)
class _Source:
    """A file before it is known what it is."""

    file: str
    modified: datetime
    open: Opener
    sender: str = ""

    def load(self) -> bytes:
        """Return the bytes, read anew."""
        try:
            with self.open() as stream:
                return stream.read()
        except ArchiveError as error:
            raise OSError(error.verdict.code) from None


def _unreadable(source: _Source, finding: Finding, sha256: str = "") -> Received:
    return Received(source.file, sha256, source.modified, "unreadable", source.load, (finding,), source.sender)


class _Depth(NamedTuple):
    """How many archives, and how many mails, may still stand one in the other."""

    archives: int
    mails: int

    def below(self, suffix: str) -> "_Depth | None":
        """Return what is left inside of a file with that suffix, None where it is too deep."""
        left = self._replace(mails=self.mails - 1) if suffix in _MAILS else self._replace(archives=self.archives - 1)
        return left if min(left) >= 0 else None


def _files(source: _Source, notes: tuple[Finding, ...], budget: Budget, depth: _Depth) -> Iterator[Received | Finding]:
    """Yield the file, or, for an archive or a mail, each file in it and what is to be told of the mail."""
    try:
        with source.open() as stream:
            sha256, data = _digest(stream)
    except OSError as error:
        yield _unreadable(source, NOT_OPENED.at(Place(source.file), reason=_reason(error)))
    except ArchiveError as error:
        yield _unreadable(source, error.verdict.at(Place(source.file), **error.words))
    else:
        expand = EXPANDERS.get(suffix_of(source.file))
        if expand and not is_workbook(data):
            yield from _expanded(source, sha256, expand, budget, depth)
        else:
            kind, finding = _kind(source.file, data)
            findings = (*notes, finding) if finding else notes
            yield Received(source.file, sha256, source.modified, kind, source.load, findings, source.sender)


def _digest(stream: IO[bytes]) -> tuple[str, bytes]:
    """Return the SHA-256 of a stream, and its first bytes (all of them up to the limit)."""
    digest, kept, size = hashlib.sha256(), [], 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if size <= _LARGEST:
            kept.append(chunk)
    return digest.hexdigest(), b"".join(kept)


def _kind(file: str, data: bytes) -> tuple[Kind, Finding | None]:
    suffix = suffix_of(file)
    if suffix in WORKBOOKS or (suffix not in REFUSED_BOOKS and is_workbook(data)):
        return "workbook", None  # the reader's gate says what is odd about it
    if suffix in PAPERS:
        return ("paper", None) if data else ("unreadable", EMPTY_PAPER.at(Place(file)))
    return "unreadable", verdict(file).at(Place(file), suffix=suffix or "无扩展名")


def _expanded(
    source: _Source, sha256: str, expand: "Expander", budget: Budget, depth: _Depth
) -> Iterator[Received | Finding]:
    place, suffix = Place(source.file), suffix_of(source.file)
    below = depth.below(suffix)
    if below is None:
        yield _unreadable(source, (DEEP_MAIL if suffix in _MAILS else TOO_DEEP).at(place), sha256)
        return
    try:
        found = list(expand(source.open, budget))
    except ArchiveError as error:
        yield _unreadable(source, error.verdict.at(place, **error.words), sha256)
        return
    except OSError as error:
        yield _unreadable(source, NOT_OPENED.at(place, reason=_reason(error)), sha256)
        return
    told = [_said(one, source) for one in found if isinstance(one, Told)]
    members = [one for one in found if isinstance(one, Member)]
    if told and not members:
        first = next(one for one in found if isinstance(one, Told))
        dated = replace(source, modified=first.modified or source.modified, sender=first.sender)
        own = (replace(finding, place=place) for finding in told)
        yield replace(_unreadable(dated, told[0], sha256), findings=tuple(own))
        return
    yield from told
    for member in members:
        yield from _member(source, member, budget, below)


def _said(told: Told, source: _Source) -> Finding:
    inside = f"/{told.inside}" if told.inside else ""
    return told.verdict.at(Place(f"{source.file}{inside}"), **told.words)


def _member(source: _Source, member: Member, budget: Budget, depth: _Depth) -> Iterator[Received | Finding]:
    """Yield a file of an archive or a mail, or what is in it; what a system put there by itself is passed over."""
    if any(map(is_litter, member.name.split("/"))):
        return
    moment, sender = member.modified or source.modified, member.sender or source.sender
    inner = _Source(f"{source.file}/{member.name}", moment, member.open, sender)
    if member.fault:
        yield _unreadable(inner, member.fault.at(Place(inner.file)))
    else:
        yield from _files(inner, (), budget, depth)


Expander: TypeAlias = Callable[[Opener, Budget], Iterator[Member | Told]]


def _late(module: str, function: str) -> Expander:
    """Return an expander whose module is imported when the first such file comes."""

    def expand(opener: Opener, budget: Budget) -> Iterator[Member | Told]:
        found: Expander = getattr(import_module(f"lzxl.intake.{module}"), function)
        return found(opener, budget)

    return expand


# What holds other files → how to look into it.
EXPANDERS: Mapping[str, Expander] = {
    ".zip": expand_zip,
    ".eml": _late("eml", "expand_eml"),
    ".msg": _late("msg", "expand_msg"),
    ".dat": _late("tnef", "expand_tnef"),
}
_MAILS = frozenset({".eml", ".msg", ".dat"})
