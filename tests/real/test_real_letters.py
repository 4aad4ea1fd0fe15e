"""Every kind of letter that lzxl writes, and of workbook that goes with one, judged by openxml-audit and by Microsoft's own Open XML SDK."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from lettered import Lettered, revoke
from openxml_audit import FileFormat, OpenXmlValidator
from real_office import program

HERE = Path(__file__).parent
KINDS = {
    "退回通知",
    "收件回执",
    "催报通知",
    "下发通知",
    "情况汇报",
    "节前提醒",
    "签收表",
    "责任追究建议书",
    "提请问责函",
}
NOTICES = {"待签发", "已签发", "撤回"}  # folders
WORKBOOKS = {"岗位承诺表(请改正)", "单位承诺表(请改正)", "扣分台账(请改正)", "预警表", "进度"}

pytestmark = [pytest.mark.slow, pytest.mark.office, pytest.mark.node]


@pytest.fixture(scope="module")
def letters(lettered: Lettered, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The longest one of each kind; notices are withdrawn in a copy of the office."""
    root = shutil.copytree(lettered.root, tmp_path_factory.mktemp("撤回") / lettered.root.name)
    revoke(root)
    found: dict[str, Path] = {}
    beside = (path for folder in ("退回", "预警", "往来") for path in (lettered.root / folder).rglob("*.xlsx"))
    documents = [*lettered.root.rglob("*.docx"), *(root / "预警" / "撤回").glob("*.docx")]
    for path in sorted([*documents, *beside], key=lambda path: -path.stat().st_size):
        kind = path.parent.name if path.parent.name in NOTICES else path.stem.split("-")[0]
        found.setdefault(kind, path)
    return found


def test_there_is_one_of_each_kind(letters: dict[str, Path]) -> None:
    assert letters.keys() >= KINDS | NOTICES | WORKBOOKS


def test_openxml_audit_finds_nothing(letters: dict[str, Path]) -> None:
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    told = {kind: validator.validate(path).errors for kind, path in letters.items()}
    assert {kind: errors for kind, errors in told.items() if errors} == {}


def test_the_open_xml_sdk_finds_nothing(letters: dict[str, Path]) -> None:
    node = program("node", "nodejs npm")
    command = [node, HERE / "validate.mjs", *letters.values()]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout)
    assert len(told) == len(letters)
    assert {path: findings for path, findings in told.items() if findings} == {}
