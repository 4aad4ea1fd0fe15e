"""What the add-in is made of: the files of ``macros/``, and the VBA half of the installed xlwings."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from lzxl.office.errors import OfficeError

PROJECT_NAME = "lzxl"  # xlwings names its settings after it: sheet and file lzxl.conf
ADDIN = "lzxl.xlam"
RIBBON = "customUI14.xml"
MESSAGES = "messages.toml"
DOCUMENTS = ("ThisWorkbook", "LzxlConf", "LzxlText")  # code names: the workbook and its sheets, in order
_PACKAGE = Path(__file__).parents[1]
_OWN = ("LzxlRibbon.bas", "LzxlCore.bas")
_THEIR_NAME = 'Public Const PROJECT_NAME As String = "myaddin"'
_PREAMBLE = re.compile(r"\AVERSION [^\n]*CLASS\nBEGIN\n.*?\nEND\n", re.DOTALL)


class Kind(Enum):
    """What a VBA module is."""

    STANDARD = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@dataclass(frozen=True)
class Module:
    """A VBA module: its name, what it is, and its text as VBA keeps it (attributes first, CRLF)."""

    name: str
    kind: Kind
    text: str


def macros() -> Path:
    """Return where the sources and the built add-in are: in the wheel below ``data``, else at the top of the repository."""
    packed = _PACKAGE / "data" / "macros"
    return packed if packed.is_dir() else _PACKAGE.parent / "macros"


def messages() -> Mapping[str, str]:
    """Return the sentences that the add-in itself says, by the key that VBA knows."""
    return {key: str(text) for key, text in tomllib.loads(_read(macros() / MESSAGES)).items()}


def ribbon_xml() -> str:
    """Return the ribbon's declaration."""
    return _read(macros() / RIBBON)


def modules() -> tuple[Module, ...]:
    """Return all VBA modules of the add-in; raises :class:`OfficeError` where xlwings is not installed."""
    documents = [Module(name, Kind.DOCUMENT, _vba(_read(macros() / f"{name}.cls"))) for name in DOCUMENTS]
    own = [Module(name.partition(".")[0], Kind.STANDARD, _vba(_read(macros() / name))) for name in _OWN]
    return (*documents, *own, *_of_xlwings())


def _of_xlwings() -> tuple[Module, Module]:
    """Return xlwings' RunPython under our settings' name, and the dictionary that it needs on macOS."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise OfficeError("没有安装 xlwings,做不了加载项。请运行 pip install xlwings 后再试。")
    folder = Path(spec.origin).parent
    text = _read(folder / "xlwings_custom_addin.bas")
    if text.count(_THEIR_NAME) != 1:
        raise OfficeError("装着的 xlwings 与本软件要求的版本不一致,做不了加载项。请重新安装 lzxl。")
    renamed = text.replace(_THEIR_NAME, _THEIR_NAME.replace("myaddin", PROJECT_NAME))
    return (
        Module("xlwings", Kind.STANDARD, _vba(renamed)),
        Module("Dictionary", Kind.CLASS, _vba(_read(folder / "addin" / "Dictionary.cls"))),
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _vba(text: str) -> str:
    """Return a source as a module's stream holds it: without the preamble of an exported class, lines ending in CRLF."""
    return _PREAMBLE.sub("", text.replace("\r\n", "\n")).rstrip("\n").replace("\n", "\r\n") + "\r\n"
