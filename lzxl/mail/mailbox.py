"""A mailbox over IMAP: what is there, its bytes, a mark; nothing is ever deleted, moved or expunged."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any, NamedTuple

from lzxl import __version__
from lzxl.law.mailing import Account
from lzxl.mail.connection import PLAIN, STARTTLS, TIMEOUT, TLS, LoginRefusedError, security, tls_context
from lzxl.office.errors import OfficeError

KEYWORD, SEEN = b"$Lzxl", b"\\Seen"
_AT_ONCE = 200


class Waiting(NamedTuple):
    """A message in the mailbox: its number there, its size in bytes, whether it carries our mark."""

    number: int
    size: int
    marked: bool


class Mailbox:
    """An open folder of a mailbox. ``validity``: what its numbers hold for, as the server says."""

    def __init__(self, client: Any, validity: int, mark: bytes | None) -> None:
        self._client, self.validity, self._mark = client, validity, mark

    def waiting(self, since: date) -> Iterator[Waiting]:
        """Yield the messages that came since a day, by number."""
        numbers = sorted(self._client.search(["SINCE", since, "UNDELETED"]))
        for at in range(0, len(numbers), _AT_ONCE):
            found = self._client.fetch(numbers[at : at + _AT_ONCE], ["RFC822.SIZE", "FLAGS"])
            for number, told in sorted(found.items()):
                if b"RFC822.SIZE" in told:
                    yield Waiting(number, int(told[b"RFC822.SIZE"]), self._mark in told.get(b"FLAGS", ()))

    def content(self, number: int) -> bytes | None:
        """Return a message byte for byte, None where it is gone; it does not count as read by that."""
        told = self._client.fetch([number], ["BODY.PEEK[]"]).get(number, {})
        content = told.get(b"BODY[]")
        return bytes(content) if content is not None else None

    def mark(self, number: int) -> bool:
        """Mark a message as taken; return whether the server let us."""
        if self._mark is None:
            return False
        with suppress(imaplib.IMAP4.error):
            self._client.add_flags([number], [self._mark], silent=True)
            return True
        return False


@contextmanager
def opened(account: Account, folder: str, secret: str) -> Iterator[Mailbox]:
    """Yield the folder of a mailbox; what goes wrong is an :class:`OfficeError`, or an ``OSError`` of the connection."""
    from imapclient import IMAPClient  # type: ignore[import-untyped]  # late: only this verb needs it

    how = security(account, "收信")
    context = None if how == PLAIN else tls_context()
    client: Any = _reached(IMAPClient, account, how, context)
    try:
        with _faults():
            if how == STARTTLS:
                _start_tls(client, account, context)
            _log_in(client, account, secret)
            yield _selected(client, folder)
    finally:
        with suppress(Exception):  # LOGOUT alone: CLOSE would expunge what others have marked as deleted
            client.logout()
        with suppress(Exception):
            client.shutdown()


def _reached(maker: Any, account: Account, how: str, context: ssl.SSLContext | None) -> Any:
    with _faults():
        return maker(account.server, account.port, ssl=how == TLS, ssl_context=context, timeout=TIMEOUT)


@contextmanager
def _faults() -> Iterator[None]:
    """What imaplib raises when a server hangs up or talks nonsense is a broken connection to us."""
    try:
        yield
    except imaplib.IMAP4.error as fault:
        raise ConnectionResetError(str(fault)) from fault


def _start_tls(client: Any, account: Account, context: ssl.SSLContext | None) -> None:
    if not client.has_capability("STARTTLS"):
        raise OfficeError(
            f"“{account.server}”的 {account.port} 端口不能加密(没有 STARTTLS),没有登录。请改用 993 端口和 TLS。"
        )
    client.starttls(context)


def _log_in(client: Any, account: Account, secret: str) -> None:
    from imapclient.exceptions import LoginError  # type: ignore[import-untyped]

    try:
        client.login(account.user, secret)
    except LoginError:
        raise LoginRefusedError from None  # the server's own words may repeat what was sent
    if client.has_capability("ID"):  # 163 shows no folder to a program that has not said its name
        with suppress(imaplib.IMAP4.error):
            client.id_({"name": "lzxl", "version": __version__, "vendor": "lzxl"})


def _selected(client: Any, folder: str) -> Mailbox:
    try:
        about = client.select_folder(folder)
    except imaplib.IMAP4.readonly:  # what is there may be looked at all the same
        about = client.select_folder(folder, readonly=True)
        return Mailbox(client, int(about.get(b"UIDVALIDITY", 0)), None)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        names = "、".join(name for flags, _, name in client.list_folders() if b"\\Noselect" not in flags)
        raise OfficeError(f"邮箱里没有“{folder}”这个文件夹。有:{names}。请改参数“收信文件夹”。") from None
    allowed = about.get(b"PERMANENTFLAGS", ())
    mark = KEYWORD if b"\\*" in allowed or KEYWORD in allowed else SEEN if SEEN in allowed else None
    return Mailbox(client, int(about.get(b"UIDVALIDITY", 0)), mark)
