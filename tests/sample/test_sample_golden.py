"""The committed sample office is a fresh one, and a run says of every wrong workbook what it is meant to say."""

import json
from pathlib import Path

import pytest

from lzxl.sample import TODAY, YEAR
from lzxl.sample.golden import EXPECTED_FOLDER, SUFFIX, WHOLE, build, contents
from lzxl.sample.office import build_office, expectations

pytestmark = pytest.mark.slow

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    build(folder)
    return folder


def expected(folder: Path, name: str) -> dict:
    return json.loads((folder / EXPECTED_FOLDER / f"{name}{SUFFIX}").read_text(encoding="utf-8"))


def test_the_committed_office_and_its_results_equal_a_fresh_build(fresh: Path) -> None:
    committed, made = contents(WORKBOOKS), contents(fresh)
    assert sorted(committed) == sorted(made)
    assert [name for name in made if made[name] != committed[name]] == []


@pytest.mark.parametrize("one", expectations(), ids=lambda one: one.file)
def test_a_file_ends_as_meant(one, fresh: Path) -> None:
    came_of_it = expected(fresh, one.file)
    assert came_of_it["status"] == one.status, came_of_it
    found = {(finding["code"], finding["cell"]) for finding in came_of_it["findings"]}
    assert set(one.reports) <= found


def test_every_status_is_shown(fresh: Path) -> None:
    assert set(expected(fresh, WHOLE)["status"]) == {"已汇总", "已汇总(有提示)", "退回", "未读取", "附件", "重复"}


def test_it_stays_small() -> None:
    assert sum(path.stat().st_size for path in WORKBOOKS.rglob("*") if path.is_file()) < 3_000_000


def test_it_needs_a_day_after_the_autumn(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="after October"):
        build_office(tmp_path, YEAR, TODAY.replace(month=10))
