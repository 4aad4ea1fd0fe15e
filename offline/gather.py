"""``make offline``: everything for Windows computers without internet, in one folder, proved to be complete.

``python offline/gather.py DIST``. uv works out what Windows needs (pip takes this computer's markers, and would leave out
what only Windows wants); pip fetches exactly that; then both have to be able to install from the folder alone.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lzxl.shortcut import make

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORM = "x86_64-pc-windows-msvc"
FOLDER = "离线安装"
_FOR_WINDOWS = ("--only-binary=:all:", "--platform", "win_amd64", "--implementation", "cp")


def run(*command: str | Path) -> None:
    """Run a program; its failure is ours."""
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT)


def pip(*words: str | Path) -> None:
    run(sys.executable, "-m", "pip", *words, "--quiet", "--disable-pip-version-check")


def uv(*words: str | Path) -> None:
    run(sys.executable, "-m", "uv", "--quiet", *words)


def gather(dist: Path) -> Path:
    """Make the folder anew and return it."""
    folder = dist / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    pip("wheel", "--no-deps", "--wheel-dir", wheels, ".")
    for version in PYTHONS:
        print(f"正在收集 Python {version} 用的文件……", flush=True)
        download(version, wheels)
    static_parts(folder)
    for version in PYTHONS:
        prove(version, wheels)
    return folder


def download(version: str, wheels: Path) -> None:
    """Fetch what lzxl needs on Windows with one Python."""
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "wanted.txt"
        uv(*("pip", "compile", "--no-annotate", "--no-header", "--only-binary", ":all:"), "pyproject.toml", "-o", wanted,
           *("--python-platform", PLATFORM, "--python-version", version))  # fmt: skip
        pip("download", "--no-deps", *_FOR_WINDOWS, "--python-version", version, "-r", wanted, "-d", wheels)


def static_parts(folder: Path) -> None:
    """Write what needs no network: the scripts and the icons."""
    for name in ("安装.bat", "install.py", "no-python.txt"):
        (folder / name).write_bytes(for_windows(ROOT / "offline" / name))
    make(folder / "快捷方式")


def for_windows(source: Path) -> bytes:
    """Return a text as Windows wants it: CRLF; one that Notepad shows with the mark by which it knows UTF-8."""
    text = source.read_text(encoding="utf-8")
    return text.replace("\n", "\r\n").encode("utf-8-sig" if source.suffix == ".txt" else "utf-8")


def prove(version: str, wheels: Path) -> None:
    """Fail where lzxl cannot be installed from the folder alone."""
    offline = ("--no-index", "--find-links", wheels, "--dry-run")
    with tempfile.TemporaryDirectory() as target:
        uv("pip", "install", *offline, "--target", target, "--only-binary", ":all:",
           *("--python-platform", PLATFORM, "--python-version", version), "lzxl")  # fmt: skip
        # That a package wants Python 3.12 is held against the Python that runs pip here: uv has looked at that.
        pip("install", *offline, "--ignore-requires-python", "--target", target, *_FOR_WINDOWS,
            *("--python-version", version), "lzxl")  # fmt: skip
    print(f"Python {version}:不联网也能装全。", flush=True)


if __name__ == "__main__":
    made = gather(Path(sys.argv[1]))
    print(f"离线安装文件夹已做好:{made}。整个拷到没有网络的 Windows 电脑,双击“安装.bat”。")
