"""A real LibreOffice for all tests of the buttons, and an office to press them in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lzxl.addin import answer
from lzxl.excel.live_session import OpenBook, Screen, libreoffice
from lzxl.sample import TODAY, YEAR
from lzxl.sample.office import build_office
from lzxl.workflow.consolidate import consolidate
from lzxl.workflow.live.click import Click

Press = Callable[..., str]
UNITS = ("办公室", "监察科", "样例三社")  # few, as each click reads and shows everything


@pytest.fixture(scope="session")
def program() -> Iterator[Screen]:
    """One LibreOffice for all tests."""
    with libreoffice() as screen:
        yield screen


@pytest.fixture
def screen(program: Screen) -> Iterator[Screen]:
    """The program without any workbook; those that a test opens are closed again, unsaved."""
    yield program
    for book in list(program.app.books):
        book.close()


@pytest.fixture
def press(screen: Screen) -> Press:
    """Press a button on an open workbook and return its sentence; ``refused``: that it is meant to be a refusal."""

    def pressed(button: str, book: OpenBook, *, refused: bool = False, folder: Path | None = None) -> str:
        sentence, was_refused = answer(button, Click(screen, book, TODAY, folder=folder))
        assert was_refused is refused, sentence
        assert not [word for word in ("--", "运行 lzxl") if word in sentence], (
            "a clerk at the screen has no command line"
        )
        return sentence

    return pressed


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the sample office, consolidated once."""
    root = tmp_path_factory.mktemp("live") / "本社"
    build_office(root, YEAR, TODAY)
    for folder in (root / "收件").iterdir():
        if folder.is_dir() and folder.name not in UNITS:
            shutil.rmtree(folder)
        elif folder.is_file():
            folder.unlink()
    consolidate(root, year=None, today=TODAY)
    return root


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    """A copy of the sample office, which a test may change."""
    root = tmp_path / "本社"
    shutil.copytree(made, root)
    return root
