"""Committed generated files are what a fresh build makes."""

from pathlib import Path

from lzxl.workflow.generate import generated, stale

ROOT = Path(__file__).parents[2]


def test_committed_files_are_fresh() -> None:
    assert sorted(stale(ROOT)) == [], "run: make generate"


def test_a_changed_file_is_found(tmp_path: Path) -> None:
    for name, data in generated().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert stale(tmp_path) == {}
    page = tmp_path / "docs" / "依据.md"
    page.write_text(page.read_text(encoding="utf-8") + "改", encoding="utf-8")
    assert list(stale(tmp_path)) == ["docs/依据.md"]
