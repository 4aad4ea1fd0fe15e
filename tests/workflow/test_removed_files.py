"""A counted file that leaves 收件 is told, each time the same; an original that was altered is made whole."""

import shutil
from pathlib import Path

import pytest
from made_office import make_office, run, told

from lzxl.workflow.folder import verify


@pytest.fixture(scope="module")
def consolidated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_office(tmp_path_factory.mktemp("removed") / "office")
    run(root)
    return root


@pytest.fixture
def office(consolidated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(consolidated, tmp_path / "office"))


def state_of(office: Path) -> tuple[bytes, bytes]:
    return (office / "归档" / "journal.jsonl").read_bytes(), (office / "汇总册.xlsx").read_bytes()


def gone(office: Path) -> list[tuple[str, str, str]]:
    report = run(office)
    return [*told(report, "G142"), *told(report, "G140")]


def test_a_file_taken_away_is_told_once_for_each_run_and_the_same_again(office: Path) -> None:
    ledger = (office / "收件" / "台账.xlsx").read_bytes()
    for name in ("岗位.xlsx", "台账.xlsx"):
        (office / "收件" / name).unlink()
    first = gone(office)
    assert first == [
        (
            "G142",
            "台账.xlsx",
            "以前收到并计入的那份《台账.xlsx》现在不在收件目录(移走了,或被另一份盖掉了),其中 2 行不再计入",
        ),
        (
            "G140",
            "岗位.xlsx",
            "以前收到并计入的那份《岗位.xlsx》现在不在收件目录(移走了,或被另一份盖掉了),其中 3 行不再计入",
        ),
    ]
    before = state_of(office)
    assert gone(office) == first
    assert state_of(office) == before
    (office / "收件" / "台账.xlsx").write_bytes(ledger)
    assert gone(office) == first[1:]


def test_an_original_that_was_altered_is_restored_from_the_inbox(office: Path) -> None:
    (path,) = [path for path in (office / "归档" / "原件").glob("*/*") if path.stat().st_size > 0][:1]
    sound = path.read_bytes()
    path.write_bytes(b"altered")
    (found,) = verify(office).findings
    assert (found.code, found.place.file) == ("J112", path.relative_to(office).as_posix())
    assert "再汇总一次会恢复原件" in found.cure
    run(office)
    assert path.read_bytes() == sound
    assert verify(office).findings == []
