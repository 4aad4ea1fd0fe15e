"""The add-in judged by openxml-audit and by Microsoft's own Open XML SDK, which reads the ribbon part too."""

import json
import subprocess
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from lzxl.ribbon.build import with_interpreter
from lzxl.ribbon.package import RIBBON_PARTS, packed, unpacked

VALIDATE = Path(__file__).parents[1] / "real" / "validate.mjs"


@pytest.fixture
def files(addin: bytes, tmp_path: Path) -> dict[str, Path]:
    """The add-in as built, as installed, and two twins that are wrong."""
    there = unpacked(addin)
    ribbon = there[RIBBON_PARTS[0]].replace(b'size="large"', b'size="huge"')
    sheet = there["xl/worksheets/sheet1.xml"].replace(b't="s"', b't="shared"')
    made = {
        "built": addin,
        "installed": with_interpreter(addin, r"C:\Users\张三\python.exe"),
        "wrong ribbon": packed({**there, RIBBON_PARTS[0]: ribbon}),
        "wrong sheet": packed({**there, "xl/worksheets/sheet1.xml": sheet}),
    }
    for name, data in made.items():
        (tmp_path / f"{name}.xlam").write_bytes(data)
    return {name: tmp_path / f"{name}.xlam" for name in made}


def test_openxml_audit_finds_nothing(files: dict[str, Path]) -> None:
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    told = {name: list(validator.validate(path).errors) for name, path in files.items()}
    assert (told["built"], told["installed"]) == ([], [])
    assert told["wrong sheet"]


@pytest.mark.node
def test_the_open_xml_sdk_finds_nothing(files: dict[str, Path]) -> None:
    ran = subprocess.run(["node", VALIDATE, *files.values()], capture_output=True, text=True, check=True)
    told = {name: json.loads(ran.stdout)[str(path)] for name, path in files.items()}
    assert (told["built"], told["installed"]) == ([], [])
    assert told["wrong sheet"]
    assert told["wrong ribbon"]
