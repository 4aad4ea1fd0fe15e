"""What stops a run at the office folder: :class:`OfficeError`, one sentence for the clerk."""

import errno
from collections.abc import Mapping
from pathlib import Path


class OfficeError(Exception):
    """Could not be done (exit status 2): the message is a plain Chinese sentence that says what to do."""


_FULL = "磁盘已满(或超出配额),没有写成;原来的文件没有动。请腾出空间后再运行一次"
_READ_ONLY = "没有写入权限(文件或目录是只读的);原来的文件没有动。请取消只读,或请管理员给予写入权限"
_OPEN = "正被别的程序打开(多半是 Excel 或 WPS),没有写成;原来的文件没有动。请关闭它再运行一次"
_NETWORK = "与共享目录的连接断了,没有写成;请连好网络再运行一次,已做的不会重复"
_LONG = "名称太长,系统存不下;请把工作目录移到较浅的位置,或缩短名称"

_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("ENOSPC", "EDQUOT", "EFBIG"), _FULL),
    **dict.fromkeys(("EACCES", "EPERM", "EROFS"), _READ_ONLY),
    **dict.fromkeys(("EBUSY", "ETXTBSY"), _OPEN),
    **dict.fromkeys(("EIO", "ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "ESTALE", "ETIMEDOUT"), _NETWORK),
    "ENAMETOOLONG": _LONG,
}
# Not every system has every name.
_BY_ERRNO = {getattr(errno, name): text for name, text in _NAMES.items() if hasattr(errno, name)}
_SHARING, _LOCKED = 32, 33
_BY_WINERROR: Mapping[int, str] = {
    _SHARING: _OPEN,
    _LOCKED: _OPEN,
    53: _NETWORK,
    59: _NETWORK,
    64: _NETWORK,
    112: _FULL,
}


def sentence(fault: OSError, path: Path) -> OfficeError:
    """Return what the system says of ``path`` as a sentence for the clerk; the cause stays attached for the log."""
    code = getattr(fault, "winerror", None)
    plain = _BY_WINERROR.get(code) if code is not None else None
    plain = plain or _BY_ERRNO.get(fault.errno or 0) or f"读写失败({fault.strerror or fault})"
    error = OfficeError(f"“{path.name}”{plain}。")
    error.__cause__ = fault
    return error
