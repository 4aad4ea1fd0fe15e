"""Install lzxl from this folder on a Windows computer without internet; run by 安装.bat with the Python that was found.

Standard library only: nothing else is there yet. Running it again updates what is installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS, ICONS = HERE / "wheels", HERE / "快捷方式"
DESKTOP_FOLDER = "廉政风险防控"


def main() -> int:
    home = Path(os.environ["LOCALAPPDATA"]) / "lzxl" / "venv"
    print(f"正在安装到 {home},大约需要一两分钟……")
    python = home / "Scripts" / "python.exe"
    if not done([sys.executable, "-m", "venv", str(home)]):
        return failed("建立运行环境没有成功。请关闭 Excel 后再试;仍然不行的,请检查磁盘空间和杀毒软件的拦截记录。")
    if not done(install_command(python)):
        return failed("安装没有成功。请关闭 Excel 后再试;仍然不行的,请把整个文件夹重新拷一份(可能没有拷全)。")
    print("程序已装好。")
    if not done([str(python), "-X", "utf8", "-m", "lzxl.cli", "addin", "install"]):
        print("加载项没有装上(原因见上面一行)。程序照样能用;处理好以后再双击一次“安装.bat”即可。")
    place = put_icons(desktop() / DESKTOP_FOLDER)
    print(f"快捷方式在 {place}。把其中的“汇总”等拷进工作目录,双击就办;“校验”可以把表格拖上去。")
    print("安装完成。")
    return 0


def install_command(python: Path) -> list[str]:
    """Return the call of pip: from this folder alone."""
    return [
        str(python),
        "-m",
        "pip",
        "install",
        "--no-index",
        "--find-links",
        str(WHEELS),
        "--upgrade",
        "--quiet",
        "lzxl",
    ]


def done(command: list[str]) -> bool:
    """Run a command whose output goes to the screen."""
    return subprocess.run(command, check=False).returncode == 0


def failed(sentence: str) -> int:
    print(sentence)
    return 2


def put_icons(folder: Path) -> Path:
    """Copy the icons (contents alone, so that no mark of the web comes along)."""
    folder.mkdir(parents=True, exist_ok=True)
    for icon in sorted(ICONS.glob("*.bat")):
        shutil.copyfile(icon, folder / icon.name)
    return folder


def desktop() -> Path:
    """Return where the desktop is: it may have been moved to another disk or into a cloud folder."""
    try:
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as folders:
            return Path(os.path.expandvars(winreg.QueryValueEx(folders, "Desktop")[0]))
    except (ImportError, OSError):
        return Path.home() / "Desktop"


if __name__ == "__main__":
    sys.exit(main())
