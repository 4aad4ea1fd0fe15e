"""The committed sample office (``workbooks/``) and the expected result of every file worth a look, made anew and compared."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZipFile, is_zipfile

from lzxl.excel.locking import unlocked
from lzxl.office.paths import INBOX
from lzxl.sample import TODAY, YEAR
from lzxl.sample.fault import Expectation
from lzxl.sample.faults import FAULTS
from lzxl.sample.office import build_office

EXPECTED_FOLDER = "预期"  # mirrors 收件/, so that the office itself stays one that can be run
SUFFIX = ".expected.json"
WHOLE = "全部"  # the counts of the whole run stand under this name

Content: TypeAlias = "bytes | dict[str, Content]"


def inflated(data: bytes) -> Content:
    """Return what a file holds, archives (and workbooks) by their parts: how well they are packed does not matter."""
    if not is_zipfile(BytesIO(data)):
        return data
    with ZipFile(BytesIO(data)) as archive:
        return {info.filename: inflated(archive.read(info)) for info in archive.infolist()}


def contents(folder: Path) -> dict[str, Content]:
    """Return what every file below ``folder`` holds, by its path; workbooks of ours with a password are opened."""
    passwords = {f"{INBOX}/{fault.file}": fault.password for fault in FAULTS if fault.password}
    held = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name, data = path.relative_to(folder).as_posix(), path.read_bytes()
            held[name] = inflated(unlocked(data, passwords[name]) if name in passwords else data)
    return held


def generate(folder: Path) -> list[str]:
    """Bring ``folder`` up to date and return the paths that changed; a file with the same content is left alone."""
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        build(fresh)
        old, new = contents(folder), contents(fresh)
        changed = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        for name in changed:
            (folder / name).unlink(missing_ok=True)
            if name in new:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes((fresh / name).read_bytes())
    return changed


def build(folder: Path) -> None:
    """Make the sample office in ``folder``, and beside it what a run says of it."""
    expected = build_office(folder, YEAR, TODAY)
    with tempfile.TemporaryDirectory() as elsewhere:
        office = Path(shutil.copytree(folder, Path(elsewhere) / "office"))  # with the files' times
        document = consolidated(office)
    for name, text in _expected_files(expected, document):
        path = folder / EXPECTED_FOLDER / f"{name}{SUFFIX}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def consolidated(office: Path) -> dict[str, Any]:
    """Run the main job on an office as a user does and return its one JSON document."""
    command = [sys.executable, "-m", "lzxl.cli", "consolidate", str(office), "--json", "--today", TODAY.isoformat()]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode not in (0, 1):
        raise RuntimeError(ran.stderr)
    document: dict[str, Any] = json.loads(ran.stdout)
    return document


def _expected_files(expected: list[Expectation], document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    status = {file["path"]: file["status"] for file in document["files"]}
    for one in expected:
        findings = [finding for finding in document["findings"] if finding["file"] == one.file]
        lines = [{key: finding[key] for key in ("level", "code", "sheet", "cell")} for finding in findings]
        yield one.file, _text({"what": one.what, "status": status.get(one.file), "findings": lines})
    yield WHOLE, _text(document["counts"])


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
