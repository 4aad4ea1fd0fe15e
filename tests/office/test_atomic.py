"""Whole or not at all: whatever fails, the old file stands, nothing is left over, the clerk gets a sentence."""

import errno
import os
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

from lzxl.office import OfficeError
from lzxl.office.atomic import ensure_writable, sweep, write_whole, written_whole
from lzxl.office.errors import sentence

NAME = "汇总册.xlsx"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_writes_once(tmp_path: Path) -> None:
    path = tmp_path / NAME
    assert write_whole(path, b"new") and path.read_bytes() == b"new"
    before = path.stat()
    assert not write_whole(path, b"new")
    assert path.stat().st_mtime_ns == before.st_mtime_ns and path.stat().st_ino == before.st_ino
    assert write_whole(path, b"other") and names(tmp_path) == [NAME]


def test_piece_by_piece_it_writes_once(tmp_path: Path) -> None:
    path = tmp_path / NAME

    def put(*pieces: bytes) -> os.stat_result:
        with written_whole(path) as file:
            for piece in pieces:
                file.write(piece)
            file.seek(0)
            assert file.read() == b"".join(pieces)
        assert path.read_bytes() == b"".join(pieces) and names(tmp_path) == [NAME]
        return path.stat()

    first, again, other = put(b"ne", b"w"), put(b"new"), put(b"old")
    assert (first.st_mtime_ns, first.st_ino) == (again.st_mtime_ns, again.st_ino) != (other.st_mtime_ns, other.st_ino)


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), OfficeError("没有写成"), KeyboardInterrupt()])
def test_piece_by_piece_what_fails_leaves_the_old_file(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"old")
    with pytest.raises((OfficeError, KeyboardInterrupt)), written_whole(path) as file:
        file.write(b"ne")
        raise fault
    assert path.read_bytes() == b"old" and names(tmp_path) == [NAME]


def test_opened_in_a_spreadsheet_program_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"old")
    with pytest.raises(OfficeError, match="正被打开"), written_whole(path) as file:
        file.write(b"new")
        (tmp_path / f"~${NAME}").write_bytes(b"")
    assert path.read_bytes() == b"old" and names(tmp_path) == sorted([NAME, f"~${NAME}"])


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_new_file_is_not_for_everybody_and_an_old_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / NAME
    write_whole(path, b"1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o600)
    write_whole(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "真.xlsx", tmp_path / NAME
    real.write_bytes(b"1")
    link.symlink_to(real)
    write_whole(link, b"2")
    assert link.is_symlink() and real.read_bytes() == b"2"


@pytest.mark.parametrize("owner", [f"~${NAME}", f".~{NAME}", f".~lock.{NAME}#"])
def test_open_in_a_spreadsheet_program(tmp_path: Path, owner: str) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"old")
    (tmp_path / owner).write_bytes(b"")
    with pytest.raises(OfficeError, match="正被打开"):
        ensure_writable(path)
    with pytest.raises(OfficeError, match="关闭"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert not write_whole(path, b"old")  # nothing to write, nothing to complain of


FAULTS = [
    (errno.ENOSPC, "磁盘已满"),
    (errno.EDQUOT, "磁盘已满"),
    (errno.EROFS, "只读"),
    (errno.EACCES, "只读"),
    (errno.EIO, "共享目录"),
    (errno.EINVAL, "读写失败"),
]


@pytest.mark.parametrize("step", ["os.fsync", "os.replace", "os.fdopen", "tempfile.mkstemp"])
@pytest.mark.parametrize(("code", "words"), FAULTS)
def test_a_fault_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, words: str) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"old")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(step, fail)
        with pytest.raises(OfficeError, match=words) as caught:
            write_whole(path, b"new")
    assert path.read_bytes() == b"old" and names(tmp_path) == [NAME]
    assert isinstance(caught.value.__cause__, OSError)


@pytest.mark.parametrize(
    ("code", "words"), [(32, "别的程序打开"), (33, "别的程序打开"), (112, "磁盘已满"), (59, "共享")]
)
def test_the_numbers_of_windows(code: int, words: str) -> None:
    fault = PermissionError(errno.EACCES, "denied")
    fault.winerror = code  # type: ignore[attr-defined]
    assert words in str(sentence(fault, Path(NAME)))


def test_a_folder_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("tempfile.mkstemp", fail)
    with pytest.raises(OfficeError, match="只读"):
        ensure_writable(tmp_path / NAME)


def test_killed_in_the_middle_leaves_the_old_file_and_a_sweep_tidies(tmp_path: Path) -> None:
    path, ready = tmp_path / NAME, tmp_path / "ready"
    path.write_bytes(b"old")
    code = f"""
        import os, pathlib, time
        from lzxl.office import atomic
        def hang(_):
            pathlib.Path({str(ready)!r}).touch()
            time.sleep(60)
        os.fsync = hang
        atomic.write_whole(pathlib.Path({str(path)!r}), b"new" * 100_000)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)]) as child:
        until = time.monotonic() + 30
        while not ready.exists() and time.monotonic() < until:
            time.sleep(0.02)
        child.kill()
    ready.unlink()
    assert path.read_bytes() == b"old" and len(names(tmp_path)) == 2
    assert sweep(tmp_path) == 1 and names(tmp_path) == [NAME]
