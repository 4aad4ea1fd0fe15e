"""``macros/`` → the add-in, the same bytes on every system; and the built one with a computer's own Python in it."""

from pathlib import Path

from lzxl.office.errors import OfficeError
from lzxl.ribbon.buttons import ribbon_for_2007
from lzxl.ribbon.package import (
    PROJECT_PART,
    RIBBON_PARTS,
    SETTINGS_PART,
    TEXTS_PART,
    packed,
    parts,
    rows,
    sheet_parts,
    unpacked,
)
from lzxl.ribbon.project import project
from lzxl.ribbon.settings import INTERPRETERS, settings
from lzxl.ribbon.sources import ADDIN, macros, messages, modules, ribbon_xml


def build() -> bytes:
    """Return the add-in made from its sources, without any Python in its settings."""
    texts = messages()
    made = parts(texts, settings(), texts["title"])
    ribbons = dict(zip(RIBBON_PARTS, (ribbon_xml().encode(), ribbon_for_2007().encode()), strict=True))
    return packed({**made, PROJECT_PART: project(modules(), made), **ribbons})


def shipped() -> Path:
    """Return where the built add-in is that came with the program."""
    path = macros() / ADDIN
    if not path.is_file():
        raise OfficeError(f"安装不完整,缺少 {ADDIN}。请重新安装 lzxl。")
    return path


def with_interpreter(addin: bytes, interpreter: str) -> bytes:
    """Return the add-in with the path of a Python in its settings; nothing else changes."""
    there = unpacked(addin)
    return packed({**there, **sheet_parts(rows(there, TEXTS_PART), settings(interpreter))})


def interpreter_of(addin: bytes) -> str:
    """Return the path of the Python that an add-in runs, ``""`` where none has been put in."""
    return rows(unpacked(addin), SETTINGS_PART).get(INTERPRETERS[0], "")
