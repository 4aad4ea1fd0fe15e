"""What is said to and asked of the person at the screen outside of cells."""

import subprocess
import sys
from pathlib import Path

import xlwings as xw

from lzxl.excel.platform.program import Program, program_of

TITLE = "廉政风险防控"
_FOLDER_PICKER = 4  # Excel's number of the dialog


def say(app: xw.App | None, sentence: str, *, grave: bool = False) -> None:
    """Show one sentence and wait for it to be read; without a program to show it in, by the system's own means."""
    if app is not None:
        app.alert(sentence, TITLE, mode="critical" if grave else "info")
    elif sys.platform == "win32":
        from ctypes import windll

        windll.user32.MessageBoxW(None, sentence, TITLE, 0x30 if grave else 0x40)
    elif sys.platform == "darwin":
        quoted = sentence.replace("\\", "\\\\").replace('"', '\\"')
        subprocess.run(["osascript", "-e", f'display alert "{TITLE}" message "{quoted}"'], check=False)
    else:
        print(sentence, file=sys.stderr)


def ask_folder(app: xw.App, question: str) -> Path | None:
    """Return the folder that the person chooses, None where none is chosen (Calc without a screen has none to choose)."""
    program = program_of(app)
    if program is Program.WINDOWS:
        dialog = app.api.FileDialog(_FOLDER_PICKER)
        dialog.Title = question
        return Path(dialog.SelectedItems(1)) if dialog.Show() == -1 else None
    if program is Program.MAC:
        script = f'POSIX path of (choose folder with prompt "{question}")'
        chosen = subprocess.run(["osascript", "-e", script], capture_output=True, encoding="utf-8", check=False)
        return Path(chosen.stdout.strip()) if chosen.returncode == 0 else None
    return None


def open_path(path: Path) -> None:
    """Open a file or folder with whatever the system opens it with; where there is no such means, nothing happens."""
    if sys.platform == "win32":
        from os import startfile

        startfile(path)
    elif sys.platform == "darwin":
        subprocess.run(["open", path], check=False)
