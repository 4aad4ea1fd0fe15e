"""Icons for those without the ribbon: small .bat files that run a verb on what is dropped on them, or on their own folder.

``python -m lzxl.shortcut make FOLDER`` writes them; each runs ``python -m lzxl.shortcut VERB``. A .bat is ASCII, whatever
code page Windows has; it hands over the whole command line untouched in ``LZXL_DROPPED``, because ``%*`` would run the
part of a file's name behind ``&`` as a command.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lzxl import cli, screen
from lzxl.office.atomic import write_whole
from lzxl.office.paths import ROSTER

# Name of the icon → verb; those whose verb the command line has not are left out.
ICONS: Mapping[str, str] = {"汇总": "consolidate", "校验": "check", "退回": "return", "预警": "warn"}
ON_FILES = ("check",)
COMMAND_LINE = "LZXL_DROPPED"
_BATCH = """@echo off
rem Double-click, or drop files or a folder on this icon. ASCII only: Windows reads .bat files in its own code page.
setlocal EnableDelayedExpansion
set "LZXL_DROPPED=!cmdcmdline!"
"!LOCALAPPDATA!\\lzxl\\venv\\Scripts\\python.exe" -X utf8 -m lzxl.shortcut {verb}
pause
exit
"""
_AFTER_C = re.compile(r'/c\s+"(.*)"\s*$', re.IGNORECASE)
_WORDS = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Dropped:
    """Where the icon lies, and what was dropped on it."""

    folder: Path
    files: Sequence[str]


def icons() -> dict[str, str]:
    """Return the icons there are: file name → content."""
    verbs = {command.name for command in cli.app.registered_commands}
    return {
        f"{name}.bat": _BATCH.format(verb=verb).replace("\n", "\r\n") for name, verb in ICONS.items() if verb in verbs
    }


def make(folder: Path) -> None:
    """Write the icons into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in icons().items():
        write_whole(folder / name, text.encode("ascii"))


def dropped(line: str, current: Path) -> Dropped:
    """Take apart what Windows' command processor was started with: ``… /c ""ICON" FILE "A FILE""``.

    Started from a terminal it has no ``/c``: then nothing was dropped, and the current folder counts.
    """
    found = _AFTER_C.search(line)
    words = [quoted or plain for quoted, plain in _WORDS.findall(found.group(1))] if found else []
    if not words:
        return Dropped(current, ())
    return Dropped(current / words[0].replace("\\", os.sep) / "..", tuple(words[1:]))


def arguments(verb: str, given: Dropped) -> list[str]:
    """Return the command line for a verb on what was dropped, or on the folder where the icon lies."""
    folder = Path(os.path.normpath(given.folder))
    if verb not in ON_FILES:
        return [verb, given.files[0] if given.files else str(folder)]
    if not given.files:
        return []
    return [verb, *given.files, *(["--office", str(folder)] if (folder / ROSTER).is_file() else [])]


def main(words: Sequence[str]) -> None:
    """Run what an icon asks for; ends the process with the verb's status."""
    if words[0] == "make":
        return make(Path(words[1]))
    call = arguments(words[0], dropped(os.environ.get(COMMAND_LINE, ""), Path.cwd()))
    if call:
        return cli.main(call)
    screen.utf8_streams()
    screen.complain("请把要校验的表格(或整个文件夹)拖到这个图标上。")
    sys.exit(2)


if __name__ == "__main__":
    main(sys.argv[1:])
