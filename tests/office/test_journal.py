"""The chain: appended at once, proved line by line, cut-off writes set aside, everything else found at its line."""

import errno
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lzxl.office import OfficeError
from lzxl.office.journal import START, Journal
from lzxl.register.state import Event, fold, received_event


def load(folder: Path) -> Journal:
    return Journal.load(folder / "journal.jsonl", folder / "journal.head")


def filled(folder: Path, count: int = 5) -> Journal:
    journal = load(folder)
    journal.append(Event("test", {"字": f"第{n}条", "n": n}) for n in range(1, count + 1))
    return journal


def test_what_was_appended_comes_back(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    journal.append([Event("more", {"x": None})])
    again = load(tmp_path)
    assert (again.events, again.head, again.fault) == (journal.events, journal.head, None)
    lines = (tmp_path / "journal.jsonl").read_text("utf-8").splitlines()
    first = json.loads(lines[0])
    assert list(first) == ["data", "hash", "kind", "prev", "seq"]
    assert (first["seq"], first["prev"]) == (1, START) and "第1条" in lines[0]
    assert (tmp_path / "journal.head").read_text() == f"6 {again.head}\n"


def test_folded_it_says_what_its_events_say_and_goes_on_alike(tmp_path: Path) -> None:
    first = load(tmp_path)
    first.append(received_event(f"{n:064x}", f"第{n}份.xlsx", datetime(2026, 3, n + 1, tzinfo=UTC)) for n in range(4))
    first.append([Event("later than this program", {"x": [1]}), Event("handed_out", {"files": {"甲.xlsx": "f"}})])
    journal, state = Journal.folded(tmp_path / "journal.jsonl", tmp_path / "journal.head")
    assert (state, journal.head, journal.events) == (fold(first.events), first.head, [])
    assert journal.append([Event("more", {})]) == 1
    assert load(tmp_path).fault is None and len(load(tmp_path).events) == 7


def test_nothing_new_touches_nothing(tmp_path: Path) -> None:
    assert load(tmp_path).append([]) == 0 and not list(tmp_path.iterdir())
    filled(tmp_path)
    before = (tmp_path / "journal.jsonl").stat().st_mtime_ns
    assert load(tmp_path).append([]) == 0
    assert (tmp_path / "journal.jsonl").stat().st_mtime_ns == before


def edit(folder: Path, change: Any) -> Journal:
    path = folder / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(change(lines)))
    return load(folder)


def _without_hash(last: bytes) -> bytes:
    """Return a line that follows the last one, without a hash and not as we write it."""
    body = json.loads(last)
    return json.dumps(body | {"seq": body["seq"] + 1, "prev": body["hash"], "hash": ""}).encode() + b"\n"


TAMPERED = [
    ("a letter changed", lambda x: [*x[:2], x[2].replace("第3条".encode(), "第9条".encode()), *x[3:]], 3),
    ("a line deleted", lambda x: [*x[:1], *x[2:]], 2),
    ("two lines swapped", lambda x: [x[0], x[2], x[1], *x[3:]], 2),
    ("a line twice", lambda x: [*x[:4], x[3], *x[4:]], 5),
    ("a blank line", lambda x: [*x[:3], b"\n", *x[3:]], 4),
    ("the first line deleted", lambda x: x[1:], 1),
    ("the last line deleted", lambda x: x[:-1], 5),
    ("all deleted", lambda x: x[:0], 1),
    ("something written beside", lambda x: [x[0], x[1].replace(b'"kind"', b'"a":1,"kind"'), *x[2:]], 2),
    ("a line without its hash put at the end", lambda x: [*x, _without_hash(x[-1])], 6),
    ("saved by an editor with other line ends", lambda x: [line.replace(b"\n", b"\r\n") for line in x], 1),
    ("saved in another encoding", lambda x: [line.decode().encode("gbk") for line in x], 1),
    ("the last line cut after the head was written", lambda x: [*x[:-1], x[-1][:20]], 5),
]


@pytest.mark.parametrize(("what", "change", "line"), TAMPERED, ids=[case[0] for case in TAMPERED])
def test_tampering_is_found_at_its_line(tmp_path: Path, what: str, change: Any, line: int) -> None:
    filled(tmp_path)
    journal = edit(tmp_path, change)
    assert journal.fault is not None and journal.fault.line == line, what
    content = (tmp_path / "journal.jsonl").read_bytes()
    with pytest.raises(OfficeError, match=f"第 {line} 行.*lzxl verify"):
        journal.sound()
    assert (tmp_path / "journal.jsonl").read_bytes() == content


def test_a_whole_rewrite_does_not_fit_the_head(tmp_path: Path) -> None:
    filled(tmp_path)
    head = (tmp_path / "journal.head").read_bytes()
    (tmp_path / "journal.jsonl").unlink()
    (tmp_path / "journal.head").unlink()
    load(tmp_path).append(Event("forged", {"n": n}) for n in range(5))
    (tmp_path / "journal.head").write_bytes(head)
    fault = load(tmp_path).fault
    assert fault is not None and fault.line == 5 and "journal.head" in fault.reason


def test_a_garbled_head_is_found(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "journal.head").write_text("甲")
    with pytest.raises(OfficeError, match=r"journal\.head"):
        load(tmp_path).sound()


def test_a_missing_head_is_a_warning_and_is_written_again(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    (tmp_path / "journal.head").unlink()
    again = load(tmp_path)
    assert [f.code for f in again.sound()] == ["J102"]
    again.append([])
    assert (tmp_path / "journal.head").read_text() == f"5 {journal.head}\n"


@settings(max_examples=30)
@given(st.data())
def test_a_write_cut_off_anywhere_loses_no_whole_line(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    folder = tmp_path_factory.mktemp("cut")
    filled(folder, 2)
    head, before = (folder / "journal.head").read_bytes(), (folder / "journal.jsonl").read_bytes()
    load(folder).append(Event("later", {"n": n}) for n in range(3))
    whole = (folder / "journal.jsonl").read_bytes()
    cut = data.draw(st.integers(len(before), len(whole)))
    (folder / "journal.jsonl").write_bytes(whole[:cut])
    (folder / "journal.head").write_bytes(head)  # it is written last
    journal = load(folder)
    told = journal.sound()
    complete = whole[:cut].count(b"\n")
    assert len(journal.events) == complete
    torn = whole[:cut].rpartition(b"\n")[2]
    assert [f.code for f in told] == (["J101"] if torn else [])
    assert [path.read_bytes() for path in folder.glob("*.broken-*")] == ([torn] if torn else [])
    journal.append([Event("again", {})])
    assert load(folder).fault is None and len(load(folder).events) == complete + 1


def test_cut_off_in_the_very_first_write(tmp_path: Path) -> None:
    filled(tmp_path)
    whole = (tmp_path / "journal.jsonl").read_bytes()
    (tmp_path / "journal.jsonl").write_bytes(whole[:-9])
    (tmp_path / "journal.head").write_text(f"0 {START}\n")  # noted before the first line
    assert [f.code for f in load(tmp_path).sound()] == ["J101"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    journal = filled(tmp_path)
    content = (tmp_path / "journal.jsonl").read_bytes()
    calls = []

    def fail(_: int) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OSError(code, "no")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", fail)
        with pytest.raises(OfficeError):
            journal.append([Event("lost", {})])
    assert (tmp_path / "journal.jsonl").read_bytes() == content
    assert load(tmp_path).fault is None and len(journal.events) == 5
