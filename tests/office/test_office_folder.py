"""The office folder and its originals."""

import os
from pathlib import Path

import pytest

from lzxl.office import OfficeError
from lzxl.office.archive import Archive, hash_of, sha256_of
from lzxl.office.paths import Office


def test_an_office_is_made_only_where_there_is_nothing(tmp_path: Path) -> None:
    office = Office.create(tmp_path / "新目录")
    assert sorted(path.name for path in office.root.iterdir()) == sorted(
        ["下发", "归档", "往来", "打印", "收件", "退回", "预警"]
    )
    with pytest.raises(OfficeError, match="已经有内容"):
        Office.create(office.root)


def test_a_folder_without_a_roster_is_no_office(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"没有“名册\.xlsx”"):
        Office.open(tmp_path)
    with pytest.raises(OfficeError, match="这个目录"):
        Office.open(tmp_path / "没有")
    (tmp_path / "名册.xlsx").write_bytes(b"x")
    assert Office.open(tmp_path).master == tmp_path / "汇总册.xlsx"


def test_originals_are_kept_byte_for_byte_by_hash(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "原件")
    path = archive.store(b"one", "收件/甲 表.XLSX")
    assert path == tmp_path / "原件" / sha256_of(b"one")[:2] / f"{sha256_of(b'one')}.xlsx"
    assert (path.read_bytes(), hash_of(path)) == (b"one", sha256_of(b"one"))


@pytest.mark.parametrize(
    ("name", "ending"), [("a.tar.gz", ".gz"), ("无后缀", ".bin"), ("x.../../sh", ".bin"), ("a.中文", ".bin")]
)
def test_only_a_plain_ending_is_taken_from_a_name(tmp_path: Path, name: str, ending: str) -> None:
    assert Archive(tmp_path).store(b"one", name).suffix == ending


def test_an_original_is_stored_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = archive.store(b"one", "a.xlsx")
    os.utime(path, (1, 1))
    assert archive.store(b"one", "b.xls") == path
    assert path.stat().st_mtime == 1
    assert archive.holds(path.stem) and not archive.holds("0" * 64)


def test_an_original_that_was_altered_is_made_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = archive.store(b"one", "a.xlsx")
    path.write_bytes(b"altered")
    assert not archive.holds(path.stem)
    assert archive.store(b"one", "b.xls") == path
    assert path.read_bytes() == b"one"
    assert [original.sound for original in archive.originals()] == [True]


def test_a_sweep_leaves_what_was_received_alone(tmp_path: Path) -> None:
    office = Office.create(tmp_path / "目录")
    kept = office.inbox / ".lzxl-theirs.tmp"
    for path in (kept, office.root / ".lzxl-1.tmp", office.archive / ".lzxl-2.tmp"):
        path.write_bytes(b"")
    assert office.sweep() == 2 and kept.exists()
