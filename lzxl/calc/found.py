"""Where LibreOffice is on this computer."""

import shutil
from pathlib import Path

_NAMES = ("soffice", "libreoffice", "soffice.com")
USUAL = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
)


def find_soffice() -> str | None:
    """Return LibreOffice's program, None where this computer has none."""
    found = (shutil.which(name) for name in _NAMES)
    usual = (path for path in USUAL if Path(path).is_file())
    return next((path for path in found if path), None) or next(usual, None)
