"""Files are written whole or not at all: a temporary file in the same folder, fsync, ``os.replace``."""

import contextlib
import filecmp
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lzxl.office.errors import OfficeError, sentence

_MODE = 0o640  # a shared drive is not for everybody
_PREFIX, _SUFFIX = ".lzxl-", ".tmp"
_OWNER_FILES = ("~${name}", ".~{name}", ".~lock.{name}#")  # of Excel, WPS and LibreOffice


def owner_file(path: Path) -> Path | None:
    """Return the file by which a spreadsheet program shows that it has ``path`` open, None where there is none."""
    beside = (path.with_name(pattern.format(name=path.name)) for pattern in _OWNER_FILES)
    return next((file for file in beside if file.exists()), None)


def ensure_writable(path: Path) -> None:
    """Raise :class:`OfficeError` where ``path`` could not be written now; to be asked before long work starts."""
    try:
        _refuse_if_open(path)
        _probe(path.parent)
    except OSError as fault:
        raise sentence(fault, path) from fault


def _refuse_if_open(path: Path) -> None:
    """Stop where a program has the file open, or where it is read-only (which a rename would not mind)."""
    owner = owner_file(path)
    if owner:
        raise OfficeError(
            f"“{path.name}”正被打开(旁边有 {owner.name}),没有写入。请先保存并关闭它,再运行一次;"
            f"确实没有人打开的,请删去 {owner.name}。"
        )
    if path.exists():
        with path.open("r+b"):
            pass


def _probe(folder: Path) -> None:
    """Make and remove a file: the only sure sign that a folder can be written (access rights lie on network drives)."""
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
    os.close(handle)
    Path(name).unlink()


def write_whole(path: Path, content: bytes) -> bool:
    """Write ``content`` to ``path`` whole or not at all; return False where it is already there, byte for byte.

    Raises :class:`OfficeError` with a sentence where it cannot be written; what was there is then untouched.
    """
    path = Path(os.path.realpath(path))  # a link stays a link
    try:
        if _is(path, content):
            return False
        _refuse_if_open(path)
        replace_whole(path, content)
        sync_folder(path.parent)
    except OSError as fault:
        raise sentence(fault, path) from fault
    return True


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Give an empty file, to be written and read, that stands at ``path`` when the block has ended well; for what is large.

    Where the same stands there already, byte for byte, that is left alone. Raises :class:`OfficeError` as
    :func:`write_whole` does; where the block itself raises, nothing is changed either.
    """
    path = Path(os.path.realpath(path))
    try:
        with _beside(path, settled=True, again=False) as file:
            yield file
            _refuse_if_open(path)
        sync_folder(path.parent)
    except OSError as fault:
        raise sentence(fault, path) from fault


def _is(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def replace_whole(path: Path, content: bytes, *, settled: bool = True) -> None:
    """Put ``content`` in the place of what is at ``path``, whole; the rename itself lasts after :func:`sync_folder` only.

    Not ``settled``: the content, too, outlasts a power cut after :func:`sync` only.
    """
    with _beside(path, settled=settled) as file:
        file.write(content)


@contextlib.contextmanager
def _beside(path: Path, *, settled: bool, again: bool = True) -> Iterator[IO[bytes]]:
    """Give a file in the same folder, which takes the place of ``path`` when the block has ended well, else is gone.

    Not ``again``: it is gone, too, where it is what stands at ``path``.
    """
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            if settled:
                os.fsync(file.fileno())
        if not again and path.exists() and filecmp.cmp(name, path, shallow=False):
            Path(name).unlink()
            return
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else _MODE)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def sync(path: Path) -> None:
    """Make the content of a file outlast a power cut."""
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)  # Windows flushes what may be written only
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` last through a power cut, where the system can (POSIX; not every network drive)."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> int:
    """Remove what a killed run left in ``folder`` and below (only while the lock is held); return how many files."""
    left = list(folder.rglob(f"{_PREFIX}*{_SUFFIX}")) if folder.is_dir() else []
    for file in left:
        with contextlib.suppress(OSError):
            file.unlink()
    return len(left)
