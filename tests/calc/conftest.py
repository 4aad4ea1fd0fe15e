"""One LibreOffice for all tests of the engine, a new book for each."""

from collections.abc import Iterator
from typing import Any

import pytest
import xlwings as xw

from lzxl import calc


@pytest.fixture(scope="session")
def app() -> Iterator[xw.App]:
    """A running LibreOffice."""
    calc.install(120)
    with xw.App(visible=False, add_book=False) as running:
        yield running


@pytest.fixture
def book(app: xw.App) -> Iterator[xw.Book]:
    """A new book with one sheet."""
    made = app.books.add()
    yield made
    if made in list(app.books):
        made.close()


@pytest.fixture
def sheet(book: xw.Book) -> Any:
    """The first sheet of a new book."""
    return book.sheets[0]
