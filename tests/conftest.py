"""How the tests are shared out to processes side by side: by file, the long ones first, those that share an office together.

And what holds for all properties: none is timed, a busy computer proves nothing.
"""

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

LONG = ("real", "live", "mail", "calc", "workflow")  # folders whose tests run programs
# Files whose tests look at one and the same office, which is made once in each process.
TOGETHER = {
    "test_real_own_people.py": "letters",
    "test_real_page.py": "letters",
    "test_real_letters.py": "letters",
    "test_real_editing.py": "workbooks",
    "test_real_printing.py": "workbooks",
    "test_real_validators.py": "workbooks",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first: the short ones then fill the end evenly."""
    items.sort(key=lambda item: LONG.index(item.path.parent.name) if item.path.parent.name in LONG else len(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> "LoadFileScheduling":
    """Share out by file, but for the files that belong together."""
    from xdist.scheduler import LoadFileScheduling

    class ByOffice(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return TOGETHER.get(PurePath(file).name, file)

    return ByOffice(config, log)
