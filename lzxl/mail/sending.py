"""Mail out over SMTP: a draft made ready, and a server that takes it or says why not."""

import re
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple

from lzxl.law.mailing import Account
from lzxl.mail.connection import STARTTLS, TIMEOUT, TLS, LoginRefusedError, security, tls_context
from lzxl.mail.draft import DAY_HEADER, KIND_HEADER, UNIT_HEADER, UNSENT_HEADER, from_header
from lzxl.mail.outgoing import Sender, one_line
from lzxl.office.errors import OfficeError

_OURS = ("from", "date", *(name.lower() for name in (DAY_HEADER, KIND_HEADER, UNIT_HEADER, UNSENT_HEADER)))
_FIELD = re.compile(rb"([A-Za-z0-9-]+):[^\r\n]*(?:\r\n[ \t][^\r\n]*)*\r\n")
_MOST_REASON = 120


class Answer(NamedTuple):
    """What became of a message. ``sent``: to at least one; ``later``: the server asks to wait; ``refused``: by address, why."""

    sent: bool
    later: str = ""
    refused: tuple[tuple[str, str], ...] = ()


def ready(draft: bytes, sender: Sender, moment: datetime) -> bytes:
    """Return a draft as it is sent: from the account, dated, without what only we need; the Message-ID stays."""
    head, _, body = draft.partition(b"\r\n\r\n")
    fields = _FIELD.finditer(head + b"\r\n")
    kept = (found[0] for found in fields if found[1].decode().lower() not in _OURS)
    new = f"{from_header(sender)}\r\nDate: {format_datetime(moment)}\r\n".encode()
    return new + b"".join(kept) + b"\r\n" + body


class Server:
    """An open connection to a mail server, logged in."""

    def __init__(self, connection: smtplib.SMTP, account: Account) -> None:
        self._connection, self._account = connection, account

    def send(self, recipients: Sequence[str], content: bytes) -> Answer:
        """Give a message to the server. Raises what smtplib raises where the connection breaks: then nobody knows."""
        code, words = self._connection.mail(self._account.user)
        if code != 250:
            return self._not_sent(code, words, recipients)
        refused: list[tuple[str, str]] = []
        for address in recipients:
            code, words = self._connection.rcpt(address)
            if code in (421, 450, 451, 452):
                return self._not_sent(code, words, (address,))
            if code not in (250, 251):
                refused.append((address, _reason(code, words)))
        if len(refused) == len(recipients):
            self._reset()
            return Answer(False, refused=tuple(refused))
        try:
            code, words = self._connection.data(content)
        except smtplib.SMTPDataError as fault:  # refused before anything was sent
            code, words = fault.smtp_code, _bytes(fault.smtp_error)
        if code != 250:
            return self._not_sent(code, words, recipients)
        return Answer(True, refused=tuple(refused))

    def _not_sent(self, code: int, words: bytes, recipients: Sequence[str]) -> Answer:
        self._reset()
        why = _reason(code, words)
        if 400 <= code < 500:
            return Answer(False, later=why)
        return Answer(False, refused=tuple((address, why) for address in recipients))

    def _reset(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._connection.rset()


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()


def _reason(code: int, words: bytes) -> str:
    return f"{code} {one_line(words.decode('utf-8', 'replace'))}"[:_MOST_REASON]


@contextmanager
def connected(account: Account, secret: str) -> Iterator[Server]:
    """Yield the server, logged in over an encrypted connection."""
    how = security(account, "发信")
    connection = _reached(account, how)
    try:
        if how == STARTTLS:
            _start_tls(connection, account)
        _log_in(connection, account, secret)
        yield Server(connection, account)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()


def _reached(account: Account, how: str) -> smtplib.SMTP:
    where, port, name = account.server, account.port, "[127.0.0.1]"  # no name of this computer leaves it
    if how == TLS:
        return smtplib.SMTP_SSL(where, port, name, timeout=TIMEOUT, context=tls_context())
    return smtplib.SMTP(where, port, name, timeout=TIMEOUT)


def _start_tls(connection: smtplib.SMTP, account: Account) -> None:
    try:
        connection.starttls(context=tls_context())
    except smtplib.SMTPNotSupportedError:
        raise OfficeError(
            f"“{account.server}”的 {account.port} 端口不能加密(没有 STARTTLS),没有登录。请改用 465 端口和 TLS。"
        ) from None


def _log_in(connection: smtplib.SMTP, account: Account, secret: str) -> None:
    try:
        connection.login(account.user, secret)
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, UnicodeEncodeError):
        raise LoginRefusedError from None
