"""The add-in, built once for the tests of this folder."""

import pytest

from lzxl.ribbon.build import build


@pytest.fixture(scope="session")
def addin() -> bytes:
    """The add-in as a fresh build makes it."""
    return build()
