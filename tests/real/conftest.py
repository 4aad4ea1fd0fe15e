"""One office for all tests with real programs: making it is most of the work."""

import pytest
from lettered import Lettered, write_all
from real_office import MadeOffice, make


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeOffice:
    """The office, made once by the real commands."""
    return make(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def lettered(tmp_path_factory: pytest.TempPathFactory) -> Lettered:
    """Made once for all tests that look at letters."""
    root = tmp_path_factory.mktemp("信函") / "样例"
    return Lettered(root, write_all(root))
