"""The built add-in: the same bytes everywhere, sources in = sources out, compiled as far as it can be without Excel."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pytest
from excel_rules import Addin, rebuilt
from pyopenvba.cfb import CFB
from pyopenvba.vba import compress, decompress
from pyvbaanalysis import analyze_office_file

from lzxl.ribbon.build import interpreter_of, with_interpreter
from lzxl.ribbon.package import SETTINGS_PART, STRINGS_PART, TEXTS_PART, packed, parts, rows, unpacked
from lzxl.ribbon.settings import INTERPRETERS, settings
from lzxl.ribbon.sources import DOCUMENTS, Kind, messages, modules

ROOT = Path(__file__).parents[2]
OLEVBA = """
import json, sys
from oletools.olevba import VBA_Parser
print(json.dumps([[one[1], one[3]] for one in VBA_Parser(sys.argv[1]).extract_macros()]))
"""


@pytest.fixture
def file(addin: bytes, tmp_path: Path) -> Path:
    """The add-in as a file."""
    path = tmp_path / "lzxl.xlam"
    path.write_bytes(addin)
    return path


def test_the_committed_addin_is_a_fresh_build_byte_for_byte(addin: bytes) -> None:
    assert (ROOT / "macros" / "lzxl.xlam").read_bytes() == addin


@pytest.mark.parametrize(("seed", "zone", "language"), [("1", "Asia/Shanghai", "C"), ("77", "America/Lima", "C.UTF-8")])
def test_another_process_builds_the_same_bytes(addin: bytes, seed: str, zone: str, language: str) -> None:
    code = "import hashlib; from lzxl.ribbon.build import build; print(hashlib.sha256(build()).hexdigest())"
    variables = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | variables, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == hashlib.sha256(addin).hexdigest()


def test_olevba_gives_back_exactly_the_sources(file: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", OLEVBA, file], capture_output=True, text=True, check=True)
    found = {stream.rpartition("/")[2]: text for stream, text in json.loads(ran.stdout)}
    expected = {one.name: one.text for one in modules() if one.kind is not Kind.CLASS}
    assert {name: text for name, text in found.items() if name != "Dictionary"} == expected
    [their_class] = [one for one in modules() if one.kind is Kind.CLASS]
    assert without_attributes(found["Dictionary"]) == without_attributes(their_class.text)


def without_attributes(text: str) -> str:
    """Return a class without its head, where VB_Base, which exported files lack, has been put in."""
    return re.sub(r"(?m)^Attribute VB_\w+ = .*\r\n", "", text)


def test_our_own_sources_on_disk_are_ascii_and_what_is_built() -> None:
    built = {one.name: one.text for one in modules()}
    for path in sorted([*(ROOT / "macros").glob("*.bas"), *(ROOT / "macros").glob("*.cls")]):
        text = path.read_bytes()
        assert text.isascii(), path
        assert built[path.stem] == text.decode().replace("\n", "\r\n"), path
    assert set(built) - {"xlwings", "Dictionary"} == {path.stem for path in (ROOT / "macros").glob("*.[bc][al]s")}


def test_xlwings_keeps_its_licence_and_reads_our_settings_alone() -> None:
    built = {one.name: one.text for one in modules()}
    assert "distributed under a BSD 3-clause license" in built["xlwings"]
    assert "@license: MIT" in built["Dictionary"]
    assert 'PROJECT_NAME As String = "lzxl"' in built["xlwings"]
    asked = set(re.findall(r'GetConfig\("([^"]+)"', built["xlwings"]))
    assert asked <= set(settings()), "a setting that is not on our sheet is looked for in files beside the workbook"


def test_the_vba_compiles_as_far_as_that_can_be_known_here(file: Path) -> None:
    found = analyze_office_file(str(file))
    assert set(found) <= {one.name for one in modules()}
    errors = [
        (name, one.code, one.message) for name, told in found.items() for one in told if one.severity.value == "error"
    ]
    assert errors == []


def test_the_judge_of_vba_sees_a_broken_twin(tmp_path: Path, addin: bytes) -> None:
    def broken(cfb: CFB) -> None:
        text = decompress(cfb.get_stream_in_storage("VBA", "LzxlCore"))
        changed = text.replace(b"LzxlRibbon.LzxlInvalidate", b"LzxlRibbon.LzxlInvalidat")
        cfb.write_stream_in_storage("VBA", "LzxlCore", compress(changed))

    path = tmp_path / "broken.xlam"
    path.write_bytes(rebuilt(addin, broken))
    told = analyze_office_file(str(path))["LzxlCore"]
    assert [one for one in told if one.severity.value == "error"]


def test_texts_and_settings_are_cells_of_the_addins_own_sheets(addin: bytes) -> None:
    there = unpacked(addin)
    assert rows(there, TEXTS_PART) == messages()
    assert rows(there, SETTINGS_PART) == settings()
    asked = set(re.findall(r'(?:LzxlSay |said = |LzxlRefusal = |TEXTS, )"(\w+)"', source("LzxlCore")))
    assert asked == set(messages())


def source(name: str) -> str:
    """Return one of our modules."""
    return next(one.text for one in modules() if one.name == name)


def test_true_and_false_are_never_empty() -> None:
    text = source("xlwings")
    yes_no = set(re.findall(r'GetConfig\("([^"]+)", (?:True|False|"true"|"false"|"True"|"False")\)', text))
    assert {key: settings()[key] for key in yes_no if settings()[key] not in ("True", "False")} == {}
    assert {"ADD_WORKBOOK_TO_PYTHONPATH", "USE UDF SERVER", "SHOW CONSOLE"} <= yes_no
    assert settings()["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"


@pytest.mark.parametrize(
    "python", [r"C:\Users\张 三\venv\Scripts\python.exe", r"D:\a&b<c>\python.exe", "/opt/x'y/python3"]
)
def test_the_interpreter_is_all_that_an_installation_changes(addin: bytes, python: str) -> None:
    made = with_interpreter(addin, python)
    assert interpreter_of(made) == python
    assert rows(unpacked(made), SETTINGS_PART) == {**settings(), **dict.fromkeys(INTERPRETERS, python)}
    changed = {name for name, data in unpacked(made).items() if data != unpacked(addin)[name]}
    assert changed == {SETTINGS_PART, STRINGS_PART}
    assert with_interpreter(made, "") == addin


def test_parts_and_relations_fit(addin: bytes) -> None:
    there = unpacked(addin)
    types = there["[Content_Types].xml"].decode()
    assert 'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.addin.macroEnabled.main+xml"' in types
    assert {name.lstrip("/") for name in re.findall(r'PartName="([^"]+)"', types)} <= there.keys()
    for name in ("_rels/.rels", "xl/_rels/workbook.xml.rels"):
        folder = name.partition("_rels")[0]
        targets = re.findall(r'Id="(\w+)" Type="[^"]+" Target="([^"]+)"', there[name].decode())
        assert {folder + target for _, target in targets} <= there.keys()
        assert len({one for one, _ in targets}) == len(targets)
    assert Addin(there).code_names == list(DOCUMENTS)
    assert next(iter(there)) == "[Content_Types].xml"


def test_entries_are_stored_and_have_no_date(addin: bytes) -> None:
    with zipfile.ZipFile(BytesIO(addin)) as archive:
        looks = {(one.date_time, one.compress_type, one.create_system, one.external_attr) for one in archive.infolist()}
    assert looks == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0, 0x20)}
    assert packed(unpacked(addin)) == addin


def test_the_installed_xlwings_is_the_one_that_is_required() -> None:
    [pinned] = re.findall(r'"xlwings==([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = source("xlwings")
    assert f'XLWINGS_VERSION As String = "{pinned}"' in text
    assert version("xlwings") == pinned


def test_a_workbook_part_names_its_sheets() -> None:
    made = parts({"a": "b"}, {"c": ""}, "title & <more>")
    assert rows(made, TEXTS_PART) == {"a": "b"}
    assert rows(made, SETTINGS_PART) == {"c": ""}
    assert b"title &amp; &lt;more&gt;" in made["docProps/core.xml"]
