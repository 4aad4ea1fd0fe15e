"""The pictures of ``docs/图/`` are those that ``docs/pictures.py`` draws, small enough to lie in the repository."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def test_every_picture_is_there_and_no_other() -> None:
    script = runpy.run_path(str(DOCS / "pictures.py"))
    files = sorted(path for path in script["TARGET"].iterdir() if path.is_file())
    assert [file.name for file in files] == sorted(f"{name}.png" for name in script["NAMES"])
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert sum(file.stat().st_size for file in files) < script["ALL_AT_MOST"]
