"""The settings of our private LibreOffice: nothing asks, nothing phones home, everything counts as in Excel."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

# (path, name, value). With a profile that an earlier version seems to have left, LibreOffice first tries out its drawing:
# a second at each start, for nothing.
_START = (("org.openoffice.Setup/Product", "ooSetupLastVersion", "99"),)
# System formats must be en-US, or every number format is saved with a locale in front.
_SETTINGS = (
    *_START,
    ("org.openoffice.Setup/L10N", "ooSetupSystemLocale", "en-US"),
    ("org.openoffice.Setup/L10N", "ooLocale", "en-US"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("org.openoffice.Office.Common/Misc", "CrashReport", "false"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Save/Document", "CreateBackup", "false"),
    ("org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    # Files that programs wrote carry no results: formulas are calculated on opening, as Excel does.
    ("org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    # Builds for servers (Debian's -nogui) crash when a cell cursor is painted through a buffer.
    ("org.openoffice.Office.Common/Drawinglayer", "OverlayBuffer", "false"),
    ("org.openoffice.Office.Common/Drawinglayer", "OverlayBuffer_Calc", "false"),
)
# The formula bar: builds for servers lack its description and fail to open a document that shows it.
_HIDDEN_WINDOWS = ("26100", "scalc/26100")


# A face that this computer lacks is shown by one that has Chinese characters. LibreOffice asks for them when it reads a
# file; where they are missing it forgets the face for Chinese text, and saves another one.
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="pattern"><edit name="family" mode="append" binding="strong"><string>Noto Sans CJK SC</string></edit></match>
<include>{include}</include></fontconfig>
"""


def write_fonts(folder: Path, include: str) -> Path:
    """Write our rule for missing faces, before those of ``include``; return its path."""
    path = folder / "fonts.conf"
    path.write_text(_FONTS.format(include=escape(include)), encoding="utf-8")
    return path


def write_profile(folder: Path) -> None:
    """Write the settings into a new profile folder, before LibreOffice first starts with it."""
    windows = (
        f'<item oor:path="/org.openoffice.Office.Views/Windows"><node oor:name="{name}" oor:op="replace">'
        '<prop oor:name="Visible" oor:op="fuse"><value>false</value></prop></node></item>'
        for name in _HIDDEN_WINDOWS
    )
    _write(folder, (*_items(_SETTINGS), *windows))


def write_plain_profile(folder: Path) -> None:
    """Write a new profile folder in which all is as LibreOffice has it, but for what only delays its start."""
    _write(folder, _items(_START))


def _items(settings: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    return (
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, name, value in settings
    )


def _write(folder: Path, items: Iterable[str]) -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{''.join(items)}</oor:items>"
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")
