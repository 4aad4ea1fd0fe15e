"""Putting the add-in into Excel's start folder, on folders as Windows and macOS have them; refusals in a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lzxl.office.errors import OfficeError
from lzxl.report import Report
from lzxl.ribbon.build import interpreter_of, shipped, with_interpreter
from lzxl.ribbon.install import Computer
from lzxl.workflow.addin import addin_install, addin_status, addin_uninstall

ROOT = Path(__file__).parents[2]
WINDOWS, MAC = "win32", "darwin"
START = {
    WINDOWS: "AppData/Roaming/Microsoft/Excel/XLSTART/lzxl.xlam",
    MAC: "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/lzxl.xlam",
}


def computer(home: Path, system: str, python: str = sys.executable, code_page: str = "utf-8") -> Computer:
    return Computer(system, {"APPDATA": str(home / "AppData" / "Roaming")}, home, python, code_page)


def refused(run: object, *arguments: object) -> str:
    with pytest.raises(OfficeError) as told:
        run(*arguments)  # type: ignore[operator]
    return str(told.value)


@pytest.mark.parametrize("system", START)
def test_install_status_uninstall(system: str, tmp_path: Path) -> None:
    here, place = computer(tmp_path, system), tmp_path / START[system]
    assert "没有装加载项" in addin_status(here).sentence
    report = addin_install(here)
    assert report.written == (place,)
    assert interpreter_of(place.read_bytes()) == sys.executable
    assert place.read_bytes() == with_interpreter(shipped().read_bytes(), sys.executable)
    assert "与本软件的版本一致" in addin_status(here).sentence
    assert f"它用的 Python 是 {sys.executable}。" in addin_status(here).sentence
    before = place.stat().st_mtime_ns
    addin_install(here)
    assert place.stat().st_mtime_ns == before, "a second run writes nothing"
    assert list(place.parent.iterdir()) == [place]
    assert str(place) in addin_uninstall(here).sentence
    assert not place.exists()
    assert addin_uninstall(here) == Report("这台电脑上没有装加载项。")


def test_status_tells_another_version_and_a_python_that_is_gone(tmp_path: Path) -> None:
    place = tmp_path / START[WINDOWS]
    addin_install(computer(tmp_path, WINDOWS))
    other = addin_status(computer(tmp_path, WINDOWS, "/another/python")).sentence
    assert "不是现在这个(/another/python)" in other
    place.write_bytes(with_interpreter(shipped().read_bytes(), "/gone/python"))
    assert "Python(/gone/python)不在了" in addin_status(computer(tmp_path, WINDOWS)).sentence
    place.write_bytes(b"something else")
    assert "版本不一致" in addin_status(computer(tmp_path, WINDOWS)).sentence
    addin_install(computer(tmp_path, WINDOWS))
    assert "版本一致" in addin_status(computer(tmp_path, WINDOWS)).sentence


def test_while_excel_has_it_open_nothing_is_changed(tmp_path: Path) -> None:
    here, place = computer(tmp_path, WINDOWS), tmp_path / START[WINDOWS]
    addin_install(here)
    before = place.read_bytes()
    (place.parent / "~$lzxl.xlam").touch()
    for run in (addin_install, addin_uninstall):
        assert "请退出 Excel" in refused(run, here)
    assert place.read_bytes() == before
    assert "Excel 正开着它" in addin_status(here).sentence


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "AppData").write_text("in the way")
    assert refused(addin_install, computer(tmp_path, WINDOWS)).endswith("。")


def test_a_python_that_vba_could_not_find_is_refused(tmp_path: Path) -> None:
    path = r"C:\Users\张三\venv\Scripts\python.exe"
    assert "英文路径" in refused(addin_install, computer(tmp_path, WINDOWS, path, "cp1252"))
    assert not (tmp_path / START[WINDOWS]).exists()
    addin_install(computer(tmp_path, WINDOWS, path, "cp936"))
    assert interpreter_of((tmp_path / START[WINDOWS]).read_bytes()) == path


@pytest.mark.parametrize("run", [addin_install, addin_uninstall, addin_status])
def test_elsewhere_it_says_so(run: object, tmp_path: Path) -> None:
    assert "Windows 或 macOS" in refused(run, computer(tmp_path, "linux"))
    assert "Windows 或 macOS" in refused(run, Computer(WINDOWS, {}, tmp_path, sys.executable))
    assert list(tmp_path.iterdir()) == []


def lzxl(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    call = [sys.executable, "-X", "utf8", "-m", "lzxl.cli", "addin", *arguments]
    env = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(cwd)}
    return subprocess.run(call, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.slow
def test_the_commands(tmp_path: Path) -> None:
    built = lzxl("build", "加载项.xlam", cwd=tmp_path)
    assert (built.returncode, "加载项已生成" in built.stdout) == (0, True)
    assert (tmp_path / "加载项.xlam").read_bytes() == shipped().read_bytes()
    document = json.loads(lzxl("build", "--json", cwd=tmp_path).stdout)
    assert (document["written"], document["files"]) == (["lzxl.xlam"], [])
    assert lzxl("bild", cwd=tmp_path).returncode == 2
    told = lzxl("--help", cwd=tmp_path).stdout
    assert all(verb in told for verb in ("build", "install", "uninstall", "status"))
    if sys.platform not in START:
        refusal = lzxl("install", "--json", cwd=tmp_path)
        assert (refusal.returncode, "Windows 或 macOS" in refusal.stderr) == (2, True)
        assert "Windows 或 macOS" in json.loads(refusal.stdout)["sentence"]


def test_without_its_builder_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from lzxl.ribbon.build import build

    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    assert "pip install pyOpenVBA" in refused(build)
