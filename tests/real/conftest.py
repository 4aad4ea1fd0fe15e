"""One office for all tests with real programs: making it is most of the work."""

import pytest
from real_office import MadeOffice, make


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeOffice:
    """The office, made once by the real commands."""
    return make(tmp_path_factory.mktemp("real"))
