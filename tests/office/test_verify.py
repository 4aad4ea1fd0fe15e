"""What ``lzxl verify`` finds, and that it finds nothing where all is well."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from lzxl.findings import Severity
from lzxl.office.archive import Archive, sha256_of
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.office.verify import verify
from lzxl.register.facts import arrivals, master_events
from lzxl.register.state import State, Version


@dataclass(frozen=True)
class File:
    file: str
    sha256: str
    modified: datetime = datetime(2026, 9, 1)
    kind: str = "workbook"


CONTENT = {"甲.xlsx": b"one", "乙/流程图.pdf": b"two"}
FILES = [File(name, hashlib.sha256(content).hexdigest()) for name, content in CONTENT.items()]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office that was consolidated once."""
    office = Office.create(tmp_path / "目录")
    for name, content in CONTENT.items():
        Archive(office.originals).store(content, name)
    office.master.write_bytes(b"master")
    version = Version(2026, "P:P003", FILES[0].sha256, None, ("a",), ("G2026-P003-01",))
    _, events = arrivals(FILES, State())
    wrote = master_events(sha256_of(b"master"), State(), year=2026, today=date(2026, 11, 2))
    journal = Journal.load(office.journal, office.head)
    journal.append([*events, version.event(), *wrote])
    return office


def original(office: Office) -> Path:
    path = Archive(office.originals).find(FILES[0].sha256)
    assert path is not None
    return path


def test_nothing_where_all_is_well(office: Office) -> None:
    assert verify(office, FILES, ["G2026-P003-01"]) == []


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


CASES: list[tuple[str, Callable[[Office], object], list[str]]] = [
    ("a line of the journal edited", lambda o: rewrite(o.journal, lambda b: b.replace(b"P003", b"P004", 1)), ["J110"]),
    ("a line cut off", lambda o: rewrite(o.journal, lambda b: b + b'{"data"'), ["J111"]),
    ("the head lost", lambda o: o.head.unlink(), ["J102"]),
    ("an original edited", lambda o: original(o).write_bytes(b"!"), ["J112"]),
    ("an original deleted", lambda o: original(o).unlink(), ["J113"]),
    ("an original slipped in", lambda o: Archive(o.originals).store(b"three", "x.xlsx"), ["J114"]),
    ("the master deleted", lambda o: o.master.unlink(), ["J117"]),
    ("the master saved again", lambda o: o.master.write_bytes(b"typed"), ["J118"]),
]


@pytest.mark.parametrize(("what", "touch", "found"), CASES, ids=[case[0] for case in CASES])
def test_what_was_touched_is_named(
    office: Office, what: str, touch: Callable[[Office], object], found: list[str]
) -> None:
    touch(office)
    codes = {finding.code for finding in verify(office, FILES)}
    assert codes >= set(found), what
    assert all(finding.place.file for finding in verify(office, FILES))


def test_an_edited_line_is_named_by_its_number(office: Office) -> None:
    rewrite(office.journal, lambda content: content.replace(b"G2026-P003-01", b"G2026-P003-02", 1))
    (finding,) = [f for f in verify(office, FILES) if f.code == "J110"]
    assert (finding.place.row, finding.severity) == (3, Severity.ERROR)
    assert finding.message.startswith("流水第 3 行:内容与它的校验值不符(被改过);")


def test_after_a_break_only_the_originals_are_judged(office: Office) -> None:
    rewrite(office.journal, lambda content: content.replace("甲".encode(), "乙".encode(), 1))
    office.master.write_bytes(b"typed")
    assert [f.code for f in verify(office, FILES, ["G2026-P003-99"])] == ["J110"]
    original(office).write_bytes(b"!")
    assert [f.code for f in verify(office, FILES)] == ["J110", "J112"]


@pytest.mark.parametrize("left", ["journal.head", "归档的原件"])
def test_a_journal_deleted_is_one_error(office: Office, left: str) -> None:
    office.journal.unlink()
    if left == "journal.head":
        shutil.rmtree(office.originals)
    else:
        office.head.unlink()
    (finding,) = verify(office, FILES, ["G2026-P003-01"])
    assert (finding.code, finding.severity, left in finding.message) == ("J109", Severity.ERROR, True)


def test_files_that_came_or_went_since(office: Office) -> None:
    new = File("新.xlsx", "f" * 64)
    found = verify(office, [FILES[0], new])
    assert [(f.code, f.place.file) for f in found] == [("J115", "新.xlsx"), ("J116", "乙/流程图.pdf")]


def test_a_number_that_was_never_given(office: Office) -> None:
    (finding,) = verify(office, FILES, ["G2026-P003-01", "G2026-P003-77"])
    assert finding.code == "J119" and "G2026-P003-77" in finding.message


def test_an_office_before_its_first_run(tmp_path: Path) -> None:
    assert verify(Office.create(tmp_path / "新")) == []
