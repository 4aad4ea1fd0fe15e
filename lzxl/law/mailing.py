"""The office's settings for mail, off its figures: where it comes from, where it goes to, and how."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from lzxl.law.figure_values import MonthDay
from lzxl.law.figures import Figures

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Account:
    """A server with an account on it. ``security``: TLS, STARTTLS or 不加密, as typed. ``""`` where nothing is set."""

    server: str
    port: int
    security: str
    user: str

    @property
    def login(self) -> str:
        """Account and server as one word: what a password is bound to."""
        return f"{self.user}@{self.server}"


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at in a mailbox: one folder, since a day, up to a size in bytes."""

    folder: str
    since: date
    largest: int


def incoming(figures: Figures) -> Account:
    """Return 收信服务器 and what belongs to it."""
    return _account(figures, "收信", _text(figures, "收信账号"))


def outgoing(figures: Figures) -> Account:
    """Return 发信服务器 and what belongs to it; without 发信账号 the account is that of 收信."""
    return _account(figures, "发信", _text(figures, "发信账号") or _text(figures, "收信账号"))


def window(figures: Figures, year: int) -> Window:
    """Return what is looked at for a year."""
    since = cast(MonthDay, figures.get("收信起始")).in_year(year)
    return Window(_text(figures, "收信文件夹"), since, cast(int, figures.get("收信大小上限")) * MIB)


def pause(figures: Figures) -> int:
    """Return 发信间隔 in seconds."""
    return cast(int, figures.get("发信间隔"))


def mails_warnings(figures: Figures) -> bool:
    """邮寄预警通知 二(五)."""
    return cast(bool, figures.get("邮寄预警通知"))


def own_accounts(figures: Figures) -> tuple[str, ...]:
    """Return the office's own addresses."""
    return tuple(filter(None, (_text(figures, "收信账号"), _text(figures, "发信账号"))))


def _account(figures: Figures, way: str, user: str) -> Account:
    port = cast(int, figures.get(f"{way}端口"))
    return Account(_text(figures, f"{way}服务器").lower(), port, _text(figures, f"{way}加密").upper(), user)


def _text(figures: Figures, name: str) -> str:
    return cast(str, figures.get(name) or "")
