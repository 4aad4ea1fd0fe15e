"""An office to work on, made from outside."""

from pathlib import Path

import pytest
from outside_office import YEAR, run, write_roster


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An initialised office with a roster of five units and twelve people."""
    root = tmp_path / "office"
    run("init", str(root), "--name", "示例县供销合作社联合社", "--year", str(YEAR), status=0)
    write_roster(root / "名册.xlsx")
    return root
