"""Archives among the received files: .zip members are read in memory, under limits, one at a time."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TypeAlias

from lzxl.findings import Rule, Severity, rule
from lzxl.intake.names import clean_path, member_name

MIB = 1 << 20
_AGAIN = "请重新发送;或解压后把里面的文件放进收件目录。"


def _refusal(code: str, message: str, cure: str = _AGAIN) -> Rule:
    return rule(code, Severity.ERROR, "", message, cure)


BROKEN = _refusal("F170", "压缩包不完整或已损坏,打不开")
NOTHING_INSIDE = _refusal("F171", "压缩包里没有文件")
TOO_MANY = _refusal("F172", "压缩包里的文件过多(最多 {most} 个)")
MEMBER_LOCKED = _refusal("F173", "压缩包有密码,里面的文件没有读取")
MEMBER_BROKEN = _refusal("F174", "在压缩包里已损坏,没有读取")
MEMBER_TOO_LARGE = _refusal("F175", "在压缩包里,展开后过大,没有读取")
TOO_DEEP = _refusal("F176", "压缩包套得太深,没有读取", "请解压后把里面的文件放进收件目录。")
UNKNOWN_METHOD = _refusal("F177", "用了不认识的压缩方式,没有读取")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: files, bytes of one, bytes of all, inflation; how deep archives, and mails, may nest."""

    members: int = 1000
    member: int = 64 * MIB
    total: int = 512 * MIB
    ratio: int = 200
    ratio_from: int = 1 * MIB
    depth: int = 2
    mail: int = 96 * MIB
    mails: int = 4


class Budget:
    """What is left of the limits while an archive and the archives in it are opened."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.members, self.room = limits, limits.members, limits.total


Opener: TypeAlias = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name for display, ``open`` for its bytes, or ``fault``: why it cannot be read.

    In a mail: ``modified``, the mail's date, and ``sender``, its address.
    """

    name: str
    open: Opener
    fault: Rule | None = None
    modified: datetime | None = None
    sender: str = ""


class ArchiveError(Exception):
    """An archive or a file in it cannot be read; carries the rule and its words."""

    def __init__(self, verdict: Rule, **words: object) -> None:
        super().__init__(verdict.code)
        self.verdict, self.words = verdict, words


_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_BIT = 1


def expand_zip(opener: Opener, budget: Budget) -> Iterator[Member]:
    """Yield the files of a .zip in the order of their names; raise :class:`ArchiveError` where it cannot be opened."""
    members = [member for member in _members(opener) if not member_name(member).endswith(("/", "\\"))]
    if not members:
        raise ArchiveError(NOTHING_INSIDE)
    budget.members -= len(members)
    if budget.members < 0:
        raise ArchiveError(TOO_MANY, most=budget.limits.members)
    for name, member in sorted(((clean_path(member_name(m)), m) for m in members), key=lambda pair: pair[0]):
        yield Member(name, _member_opener(opener, member), _fault(member, budget))


def _members(opener: Opener) -> list[zipfile.ZipInfo]:
    try:
        with opener() as stream, zipfile.ZipFile(stream) as package:
            return package.infolist()
    except _BROKEN:
        raise ArchiveError(BROKEN) from None


def _fault(member: zipfile.ZipInfo, budget: Budget) -> Rule | None:
    """Return why a member is not to be inflated, by what the archive declares; more than declared is never inflated."""
    if member.flag_bits & _ENCRYPTED_BIT:
        return MEMBER_LOCKED
    if member.compress_type not in _METHODS:
        return UNKNOWN_METHOD
    limits = budget.limits
    most = max(limits.ratio_from, limits.ratio * member.compress_size)
    if member.file_size > min(limits.member, budget.room, most):
        return MEMBER_TOO_LARGE
    budget.room -= member.file_size
    return None


def _member_opener(opener: Opener, member: zipfile.ZipInfo) -> Opener:
    def opened() -> IO[bytes]:
        try:
            with opener() as stream, zipfile.ZipFile(stream) as package, package.open(member) as inflated:
                # zipfile stops at the declared size and checks the sum over what came by then.
                data = inflated.read()
        except (*_BROKEN, RuntimeError):
            raise ArchiveError(MEMBER_BROKEN) from None
        if len(data) != member.file_size:
            raise ArchiveError(MEMBER_BROKEN)
        return io.BytesIO(data)

    return opened
