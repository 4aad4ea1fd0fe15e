"""The icons and the offline folder's static parts: encodings that every Windows reads, and names that cannot become commands."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from lzxl import cli
from lzxl.shortcut import ICONS, Dropped, arguments, dropped, icons

ROOT = Path(__file__).parents[1]
CMD = r"C:\WINDOWS\system32\cmd.exe /c "


def script(name: str) -> ModuleType:
    """Import a script of ``offline/``, which is no package."""
    spec = importlib.util.spec_from_file_location(f"offline_{name}", ROOT / "offline" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline folder without its wheels."""
    made = tmp_path_factory.mktemp("dist")
    script("gather").static_parts(made)
    return made


def test_there_is_an_icon_for_each_verb_that_exists_and_no_other() -> None:
    verbs = {command.name for command in cli.app.registered_commands}
    assert set(icons()) == {f"{name}.bat" for name, verb in ICONS.items() if verb in verbs}
    assert {"汇总.bat", "校验.bat"} <= set(icons())


def test_batch_files_are_ascii_with_windows_line_ends(folder: Path) -> None:
    batch = sorted(folder.rglob("*.bat"))
    assert {path.name for path in batch} == {"安装.bat", *icons()}
    for path in batch:
        data = path.read_bytes()
        assert data.isascii(), path
        assert data.count(b"\n") == data.count(b"\r\n") > 3, path
        assert max(map(len, data.splitlines())) < 8191, path


def test_an_icon_never_expands_what_was_dropped_on_it() -> None:
    for text in icons().values():
        assert "%*" not in text
        assert "%1" not in text
        assert 'set "LZXL_DROPPED=!cmdcmdline!"' in text
        assert text.endswith("pause\r\nexit\r\n")  # "exit", so that the rest of the line is not run


def test_the_note_is_shown_by_every_notepad(folder: Path) -> None:
    data = (folder / "no-python.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert "3.11、3.12 或 3.13" in data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("line", "files"),
    [
        (CMD + '""D:\\本社\\校验.bat" "', ()),
        (CMD + '""D:\\本社\\校验.bat" D:\\a.xlsx"', ("D:\\a.xlsx",)),
        (CMD + '""D:\\本社\\校验.bat" D:\\a&calc.xlsx "D:\\b 表.xlsx""', ("D:\\a&calc.xlsx", "D:\\b 表.xlsx")),
        (CMD.replace("/c", "/C") + '""D:\\本社\\校验.bat" D:\\50%^!,;=(1).xlsx "', ("D:\\50%^!,;=(1).xlsx",)),
    ],
)
def test_what_was_dropped_is_read_off_the_command_line(line: str, files: tuple[str, ...], tmp_path: Path) -> None:
    assert dropped(line, tmp_path).files == files
    assert Path(os.path.normpath(dropped(line, tmp_path).folder)).name == "本社"


@pytest.mark.parametrize("line", ["", '"C:\\WINDOWS\\system32\\cmd.exe" ', "cmd"])
def test_from_a_terminal_the_current_folder_counts(line: str, tmp_path: Path) -> None:
    assert dropped(line, tmp_path) == Dropped(tmp_path, ())


def test_the_command_that_an_icon_runs(tmp_path: Path) -> None:
    here = Dropped(tmp_path / "汇总.bat" / "..", ())
    assert arguments("consolidate", here) == ["consolidate", str(tmp_path)]
    assert arguments("consolidate", Dropped(tmp_path, ("D:\\本社",))) == ["consolidate", "D:\\本社"]
    assert arguments("check", here) == []
    assert arguments("check", Dropped(tmp_path, ("a.xlsx", "b"))) == ["check", "a.xlsx", "b"]
    (tmp_path / "名册.xlsx").touch()
    assert arguments("check", Dropped(tmp_path, ("a",))) == ["check", "a", "--office", str(tmp_path)]


@pytest.mark.slow
def test_an_icon_runs_its_verb(tmp_path: Path) -> None:
    table = next((ROOT / "templates").glob("岗位*.xlsx"))
    line = f'cmd.exe /c ""{tmp_path}/校验.bat" "{table}""'
    env = os.environ | {"PYTHONPATH": str(ROOT), "LZXL_DROPPED": line}
    call = [sys.executable, "-m", "lzxl.shortcut", "check"]
    ran = subprocess.run(call, env=env, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert "校验完成" in ran.stdout
    nothing = subprocess.run(
        call, env=env | {"LZXL_DROPPED": ""}, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (nothing.returncode, "拖到这个图标上" in nothing.stderr) == (2, True)


def test_the_installer_uses_its_own_folder_alone(folder: Path, tmp_path: Path) -> None:
    install = script("install")
    command = install.install_command(Path("python.exe"))
    assert {"--no-index", "--find-links", str(ROOT / "offline" / "wheels")} <= set(command)
    install.ICONS = folder / "快捷方式"
    place = install.put_icons(tmp_path / "桌面" / install.DESKTOP_FOLDER)
    assert {path.name: path.read_bytes().decode() for path in place.iterdir()} == icons()


def test_the_installer_imports_nothing_that_is_not_there_yet() -> None:
    code = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='looked at')"
    subprocess.run([sys.executable, "-S", "-I", "-c", code, ROOT / "offline" / "install.py"], check=True)


def test_the_batch_file_and_the_folder_agree(folder: Path) -> None:
    gather, text = script("gather"), (folder / "安装.bat").read_text(encoding="ascii")
    assert all(f'"py -{version}"' in text for version in gather.PYTHONS)
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in text
    assert all(name in text for name in ("install.py", "no-python.txt"))
