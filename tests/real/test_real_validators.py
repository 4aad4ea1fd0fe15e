"""Every workbook that lzxl hands out, judged by openxml-audit and by Microsoft's own Open XML SDK."""

import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from real_office import TEMPLATES, MadeOffice, program

HERE = Path(__file__).parent
KINDS = {
    "空表": 3,
    "新建": 1,
    "下发": 111,
    "标注": 16,
    "打印": 6,
    "进度": 1,
    "工作目录": 3,
    "长册": 2,
}  # how many workbooks there are at least

pytestmark = pytest.mark.office  # the printed books come with their PDFs


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook to be printed ``sideways``, which no program knows: what the judges are worth."""
    stream = BytesIO()
    with zipfile.ZipFile(next(TEMPLATES.glob("*.xlsx"))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"landscape"', b'"sideways"'))
    path = tmp_path_factory.mktemp("broken") / "坏.xlsx"
    path.write_bytes(stream.getvalue())
    return path


def test_there_is_something_of_every_kind(made: MadeOffice) -> None:
    kinds = [name.split("/")[0] for name in made.workbooks()]
    assert {kind: kinds.count(kind) for kind in KINDS if kinds.count(kind) < KINDS[kind]} == {}


def test_openxml_audit_finds_nothing(made: MadeOffice, broken: Path) -> None:
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    told = {name: validator.validate(path).errors for name, path in made.workbooks().items()}
    assert {name: errors for name, errors in told.items() if errors} == {}
    assert validator.validate(broken).errors


@pytest.mark.node
def test_the_open_xml_sdk_finds_nothing(made: MadeOffice, broken: Path) -> None:
    workbooks = [broken, *made.of_each_kind().values()]
    told = _sdk(workbooks)  # one process: another would be as long in getting up to speed as it saves
    assert told.pop(str(broken))
    assert {path: findings for path, findings in told.items() if findings} == {}
    assert len(told) == len(workbooks) - 1


def _sdk(workbooks: list[Path]) -> dict[str, list[Any]]:
    node = program("node", "nodejs npm")
    if not (HERE / "node_modules").is_dir():
        pytest.fail("还没有安装 Open XML SDK,请运行 make test (run: npm ci --prefix tests/real)")
    ran = subprocess.run([node, HERE / "validate.mjs", *workbooks], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    told: dict[str, list[Any]] = json.loads(ran.stdout)
    return told
