"""The password of a mail account: from the environment or the system's keyring, never from the office folder.

It is bound to account and server: whoever changes the server in the office folder does not get the password sent there.
"""

import os
from collections.abc import Mapping

from lzxl.law.mailing import Account
from lzxl.office.errors import OfficeError
from lzxl.office.keyring import SERVICE, from_keyring

PASSWORD, BOUND_TO = "LZXL_MAIL_PASSWORD", "LZXL_MAIL_FOR"


def password(account: Account, environment: Mapping[str, str] = os.environ) -> str:
    """Return the password for this account on this server; raise :class:`OfficeError` where none is set for just it."""
    secret = environment.get(PASSWORD, "")
    bound = {word.strip().lower() for word in environment.get(BOUND_TO, "").split(";")}
    if secret and account.login.lower() in bound:
        return secret
    found = from_keyring(account.login)
    if found:
        return found
    if secret:
        raise OfficeError(
            f"环境变量 {PASSWORD} 里的授权码没有写明是给“{account.login}”的,没有使用。"
            f"服务器和账号没有错的话,请把环境变量 {BOUND_TO} 设为 {account.login}(几个之间用分号分开),再运行一次。"
        )
    raise OfficeError(
        f"没有“{account.login}”的授权码(密码)。请设环境变量 {PASSWORD} 和 {BOUND_TO}={account.login},"
        f"或存进系统的钥匙串:keyring set {SERVICE} {account.login}。授权码不要写进工作目录。"
    )
