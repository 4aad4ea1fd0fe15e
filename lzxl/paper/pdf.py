"""Workbooks and letters to PDF through LibreOffice, in a process and with a profile of its own; nothing of the user's is touched."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from lzxl.calc.found import find_soffice
from lzxl.calc.profile import write_plain_profile
from lzxl.office.errors import OfficeError
from lzxl.paper.fonts import fontconfig

_LEAST_SECONDS, _BYTES_A_SECOND = 120.0, 5_000
_CLOCK = (  # what LibreOffice writes of the moment, and what is put in its place, digit by digit
    (re.compile(rb"(/CreationDate\(D:)(\d{14})"), b"1"),
    (re.compile(rb"(/ID \[ )(<[0-9A-F]{32}>\s*<[0-9A-F]{32}>)"), b"0"),
    (re.compile(rb"(/DocChecksum /)([0-9A-F]{32})"), b"0"),
)
_INSTEAD = "要 PDF,也可以用 Excel 或 WPS 打开工作簿,选“打印整个工作簿”,或另存为 PDF"

MISSING = f"这台电脑没有装 LibreOffice,没有生成 PDF;工作簿照常可用。{_INSTEAD}。"
SLOW = f"LibreOffice 超过 {{seconds}} 秒没有做完,没有生成 PDF;工作簿照常可用。{_INSTEAD}。"
FAILED = f"LibreOffice 没有转换成功,没有生成 PDF;工作簿照常可用。{_INSTEAD}。"
_FILTERS = {".xlsx": "calc_pdf_Export", ".docx": "writer_pdf_Export"}


def to_pdf(workbooks: Mapping[str, bytes], seconds: float | None = None, suffix: str = ".xlsx") -> dict[str, bytes]:
    """Return workbooks (or, with the ``suffix`` .docx, letters) as PDFs under the same keys, converted in one go.

    Raises :class:`OfficeError`, with what to do instead, where LibreOffice is missing, fails, or takes longer than
    ``seconds`` (reckoned from the size unless given).
    """
    if not workbooks:
        return {}
    program = find_soffice()
    if program is None:
        raise OfficeError(MISSING)
    limit = seconds or _LEAST_SECONDS + sum(map(len, workbooks.values())) / _BYTES_A_SECOND
    with tempfile.TemporaryDirectory(prefix="lzxl-pdf-", ignore_cleanup_errors=True) as folder:
        return _convert(program, workbooks, Path(folder), limit, suffix)


def _convert(program: str, workbooks: Mapping[str, bytes], folder: Path, limit: float, suffix: str) -> dict[str, bytes]:
    sources = {key: folder / f"{number}{suffix}" for number, key in enumerate(workbooks, 1)}
    for key, path in sources.items():
        path.write_bytes(workbooks[key])
    write_plain_profile(folder / "profile")
    _run([program, *_options(folder, _FILTERS[suffix]), *map(str, sources.values())], folder, limit)
    made = {key: path.with_suffix(".pdf") for key, path in sources.items()}
    if not all(path.is_file() for path in made.values()):
        raise OfficeError(FAILED)
    return {key: _without_clock(path.read_bytes()) for key, path in made.items()}


def _without_clock(pdf: bytes) -> bytes:
    """Return a PDF in which only the content tells it from another: the day it was made and its mark are put fixed."""
    plain = pdf
    for pattern, digit in _CLOCK:
        plain = pattern.sub(partial(_put, digit), plain)
    return plain


def _put(digit: bytes, found: "re.Match[bytes]") -> bytes:
    return found[1] + re.sub(rb"[0-9A-F]", digit, found[2])


def _options(folder: Path, kind: str) -> Iterator[str]:
    yield f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    yield from ("--headless", "--norestore", "--nolockcheck", "--nodefault")
    yield from ("--convert-to", f"pdf:{kind}", "--outdir", str(folder))


def _run(command: list[str], folder: Path, limit: float) -> None:
    """Run LibreOffice to its end, at most ``limit`` seconds; what it starts itself ends with it."""
    options = {} if sys.platform == "win32" else {"start_new_session": True}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            **options,  # type: ignore[call-overload]
        )
    except OSError as fault:
        raise OfficeError(FAILED) from fault
    try:
        process.wait(limit)
    except BaseException as fault:  # too slow, or the clerk has interrupted: nothing is left running
        _end(process)
        if isinstance(fault, subprocess.TimeoutExpired):
            raise OfficeError(SLOW.format(seconds=round(limit))) from None
        raise


def _environment(folder: Path) -> dict[str, str]:
    """Return the surroundings of the process: our stand-ins for fonts; the user's settings of LibreOffice left out."""
    fonts = folder / "fonts.conf"
    fonts.write_text(fontconfig(), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return kept | {"FONTCONFIG_FILE": str(fonts), "SAL_USE_VCLPLUGIN": "svp", "SOURCE_DATE_EPOCH": "1313539200"}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and all that it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
