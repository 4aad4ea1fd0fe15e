"""The cache gives back what was put in, or nothing: never anything else, whatever happened to its files."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.office.cache import Cache

KEY = "ab" * 32
OTHER = "cd" * 32
CONTENT = "二(二) 内容".encode() * 50


def stored(folder: Path) -> Path:
    [path] = [path for path in folder.rglob("*") if path.is_file()]
    return path


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, CONTENT)
    assert Cache(tmp_path).get(KEY) == CONTENT
    assert Cache(tmp_path).get(OTHER) is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:0], id="empty"),
        pytest.param(lambda data: data[:-5], id="cut off"),
        pytest.param(lambda data: data[:40], id="seal only"),
        pytest.param(lambda data: data + b"x" * 4, id="more behind it"),
        pytest.param(lambda data: bytes(40) + data[40:], id="overwritten"),
        pytest.param(lambda data: data[:-20] + bytes(byte ^ 1 for byte in data[-20:]), id="turned bits"),
    ],
)
def test_a_damaged_entry_is_as_if_it_had_never_been_there(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, CONTENT)
    path = stored(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert Cache(tmp_path).get(KEY) in (None, CONTENT)
    Cache(tmp_path).put(KEY, CONTENT)
    assert Cache(tmp_path).get(KEY) == CONTENT


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_changed_byte_ever_changes_what_comes_back(place: int, change: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Cache(Path(folder)).put(KEY, CONTENT)
        path = stored(Path(folder))
        data = bytearray(path.read_bytes())
        data[place % len(data)] ^= change
        path.write_bytes(data)
        assert Cache(Path(folder)).get(KEY) in (None, CONTENT)


def test_an_entry_under_another_name_is_none(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, CONTENT)
    target = tmp_path / OTHER[:2] / OTHER
    target.parent.mkdir()
    stored(tmp_path).rename(target)
    assert Cache(tmp_path).get(OTHER) is None


def test_what_a_run_has_no_use_for_is_forgotten(tmp_path: Path) -> None:
    for key in (KEY, OTHER):
        Cache(tmp_path).put(key, CONTENT)
    run = Cache(tmp_path)
    assert run.get(KEY)
    run.forget_others()
    assert [Cache(tmp_path).get(key) for key in (KEY, OTHER)] == [CONTENT, None]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    in_the_way = tmp_path / "缓存"
    in_the_way.write_bytes(b"a file where the folder should be")
    cache = Cache(in_the_way)
    cache.put(KEY, CONTENT)
    cache.forget_others()
    assert cache.get(KEY) is None
