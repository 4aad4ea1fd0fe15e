"""The add-in in Excel's start folder: put there whole, with this computer's Python, taken away, and looked at.

A file that a program writes carries no mark of the web, and what lies in the start folder Excel opens by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lzxl.office.atomic import owner_file, write_whole
from lzxl.office.errors import OfficeError, sentence
from lzxl.ribbon.build import interpreter_of, shipped, with_interpreter
from lzxl.ribbon.sources import ADDIN

_WINDOWS_FOLDER = ("Microsoft", "Excel", "XLSTART")
_MAC_FOLDER = (
    *("Library", "Group Containers", "UBF8T346G9.Office"),
    *("User Content.localized", "Startup.localized", "Excel"),
)
_ELSEWHERE = "加载项只能装在有 Excel 的 Windows 或 macOS 电脑上;这台电脑上请用命令行,表格照样能收、能汇总。"


@dataclass(frozen=True)
class Computer:
    """What an installation depends on: the system as ``sys.platform`` names it, its variables, the home, the Python that is
    to run, and the system's encoding.
    """

    system: str
    environment: Mapping[str, str]
    home: Path
    python: str
    code_page: str = "utf-8"

    @property
    def start_folder(self) -> Path:
        """Excel's start folder; raises :class:`OfficeError` on systems that have none."""
        if self.system == "win32" and self.environment.get("APPDATA"):
            return Path(self.environment["APPDATA"]).joinpath(*_WINDOWS_FOLDER)
        if self.system == "darwin":
            return self.home.joinpath(*_MAC_FOLDER)
        raise OfficeError(_ELSEWHERE)

    @property
    def place(self) -> Path:
        """Where the add-in is, or would be."""
        return self.start_folder / ADDIN


@dataclass(frozen=True)
class State:
    """What there is on a computer: ``same`` as the one that came with this program, and which Python it runs."""

    place: Path
    there: bool
    same: bool = False
    python: str = ""
    python_there: bool = False
    is_open: bool = False


def install(computer: Computer) -> Path:
    """Put the add-in into Excel's start folder; running it again changes nothing. Raises :class:`OfficeError`."""
    place = computer.place
    _refuse_unreadable(computer)
    _make(place.parent)
    _refuse_open(place)
    write_whole(place, with_interpreter(shipped().read_bytes(), computer.python))
    return place


def uninstall(computer: Computer) -> Path | None:
    """Take the add-in away; None where there was none. Raises :class:`OfficeError` where Excel has it open."""
    place = computer.place
    if not place.exists():
        return None
    _refuse_open(place)
    try:
        place.unlink()
    except OSError as fault:
        raise sentence(fault, place) from fault
    return place


def state(computer: Computer) -> State:
    """Look at what is installed."""
    place = computer.place
    if not place.exists():
        return State(place, there=False)
    data = place.read_bytes()
    python = _python_of(data)
    return State(
        place,
        there=True,
        same=data == with_interpreter(shipped().read_bytes(), python),
        python=python,
        python_there=bool(python) and Path(python).is_file(),
        is_open=owner_file(place) is not None,
    )


def _python_of(data: bytes) -> str:
    try:
        return interpreter_of(data)
    except Exception:  # a damaged or foreign file of this name
        return ""


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise sentence(fault, folder) from fault


def _refuse_open(place: Path) -> None:
    owner = owner_file(place)
    if owner:
        raise OfficeError(f"Excel 正开着这个加载项(旁边有 {owner.name}),没有改动。请退出 Excel 的全部窗口,再运行一次。")


def _refuse_unreadable(computer: Computer) -> None:
    """Stop where VBA's file functions, which are ANSI on Windows, could not find the Python."""
    try:
        computer.python.encode(computer.code_page)
    except UnicodeEncodeError:
        raise OfficeError(
            f"Python 所在的路径“{computer.python}”含有本机系统区域不支持的文字,Excel 会找不到它。"
            "请把 Python 装到英文路径下,再安装一次。"
        ) from None
