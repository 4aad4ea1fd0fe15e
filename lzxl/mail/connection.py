"""How a mail server is reached: always encrypted, its certificate checked; in the open only on this very computer."""

import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from lzxl.law.mailing import Account
from lzxl.office.errors import OfficeError

TLS, STARTTLS, PLAIN = "TLS", "STARTTLS", "不加密"
_WORDS = {"": TLS, "SSL": TLS, "SSL/TLS": TLS, "TLS": TLS, "STARTTLS": STARTTLS, "不加密": PLAIN, "无": PLAIN}
TIMEOUT = 60.0  # seconds for one answer
_CODE = "QQ、163 等邮箱要用在网页上开启 IMAP/SMTP 服务时给的授权码,不是登录密码"


def security(account: Account, way: str) -> str:
    """Return how to encrypt; raise :class:`OfficeError` where nothing is set, or in the open to another computer."""
    if not account.server or not account.user:
        missing = f"{way}账号" if account.server else f"{way}服务器"
        raise OfficeError(f"名册“参数”里没有填写“{missing}”,不能{way}。请先填写,再运行一次。")
    found = _WORDS.get(account.security)
    if found is None:
        raise OfficeError(f"参数“{way}加密”填的“{account.security}”不认识。请填 TLS 或 STARTTLS。")
    if found == PLAIN and not _is_this_computer(account.server):
        raise OfficeError(
            f"不加密的连接只能连本机,没有连接“{account.server}”。请把参数“{way}加密”改为 TLS 或 STARTTLS。"
        )
    return found


def _is_this_computer(server: str) -> bool:
    if server == "localhost":
        return True
    try:
        return ipaddress.ip_address(server).is_loopback
    except ValueError:
        return False


def tls_context() -> ssl.SSLContext:
    """Return a context that checks certificate and name and knows no old protocol."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class LoginRefusedError(Exception):
    """The server did not take account and password."""


@contextmanager
def told(account: Account, after: str) -> Iterator[None]:
    """Turn what goes wrong between us and a server into a sentence; ``after``: what holds when a connection breaks midway."""
    try:
        yield
    except (OSError, EOFError, LoginRefusedError, smtplib.SMTPException) as fault:
        raise OfficeError(
            _reason(fault, account) or f"与服务器“{account.server}”的连接断了,没有办完。{after}"
        ) from fault


def _reason(fault: Exception, account: Account) -> str:
    where = f"“{account.server}”"
    match fault:
        case LoginRefusedError():
            return f"{where}不接受账号“{account.user}”和授权码。{_CODE}。"
        case ssl.SSLCertVerificationError():
            return f"{where}的证书核对不上(不是这个名称的、过期的,或不可信的),为安全起见没有连接。请核对服务器名称。"
        case ssl.SSLError():
            return f"与{where}建立加密连接失败。请核对端口和加密方式(TLS、STARTTLS)。"
        case socket.gaierror():
            return f"找不到服务器{where}。请核对名称和网络。"
        case ConnectionRefusedError():
            return f"服务器{where}的 {account.port} 端口没有开。请核对服务器和端口。"
        case TimeoutError():
            return f"服务器{where}很久没有回答。请检查网络后再试。"
        case _:
            return ""
