"""What tests of this folder share."""

from pathlib import Path

import pytest

from lzxl.calc import found


@pytest.fixture
def without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer without LibreOffice: no PDFs, and the verb says so."""
    (tmp_path / "没有程序").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "没有程序"))
    monkeypatch.setattr(found, "USUAL", ())
