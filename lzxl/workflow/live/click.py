"""A click on a button: on which workbook, of which office, and where its master is."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lzxl.excel.live_session import OpenBook, Screen
from lzxl.office.errors import OfficeError
from lzxl.office.paths import MASTER, ROSTER, Office
from lzxl.workflow.live.open_master import CopiedMaster, OpenMaster
from lzxl.workflow.place import At, MasterFile, MasterPlace
from lzxl.workflow.receive import Advance


@dataclass(frozen=True)
class Click:
    """A click: the workbook in front, the program, the day. ``original``: the file of which the workbook is a copy.

    ``folder``: the folder for 新建工作目录 where it was chosen beforehand.
    """

    screen: Screen
    book: OpenBook
    today: date
    original: Path | None = None
    folder: Path | None = None

    @property
    def path(self) -> Path | None:
        """Where the workbook is on disk, None where it was never saved or lies on the web."""
        path = self.original or Path(self.book.fullname)
        return path if path.is_absolute() and path.is_file() else None

    @property
    def office(self) -> Office | None:
        """The office whose folder the workbook lies in: the nearest folder at or above it with a roster."""
        return Office.around(self.path) if self.path else None

    def advance(self, doing: str) -> Advance:
        """Return what shows progress on the status bar."""
        return self.screen.advance(doing)

    def needed_office(self) -> Office:
        """Return the office, or refuse with a sentence that says which workbook to open."""
        if self.path is None:
            raise OfficeError(
                f"“{self.book.name}”还没有存到本机的文件夹里,不知道属于哪个工作目录。"
                f"请先打开工作目录里的“{MASTER}”或“{ROSTER}”,再点一次。"
            )
        if self.office is None:
            raise OfficeError(
                f"“{self.book.name}”不在工作目录里(所在的文件夹和上级文件夹都没有“{ROSTER}”)。"
                f"请先打开工作目录里的“{MASTER}”或“{ROSTER}”,再点一次。"
            )
        return self.office

    def open_master(self, office: Office) -> OpenBook | None:
        """Return the master of an office where it is open on the screen."""
        if self.original is not None:
            return self.book if _same(self.original, office.master) else None
        return self.screen.opened(office.master)

    @property
    def at(self) -> At:
        """Where masters are: on the screen, where they are open there (or a copy of them is), else in their file."""

        def place(office: Office) -> MasterPlace:
            book = self.open_master(office)
            if book is None:
                return MasterFile(office)
            return (CopiedMaster if self.original else OpenMaster)(office, book, self.screen)

        return place

    def show_master(self, office: Office) -> str:
        """Bring the master to the front, opened where it was not; return what there is to say of it."""
        book = self.open_master(office)
        if book is not None:
            book.activate()
            return ""
        return self.show(office.master) if office.master.is_file() else ""

    def show(self, path: Path) -> str:
        """Open a workbook; return why it is not on the screen, ``""`` where it is."""
        if self.screen.show(path) is None:
            return f"另一个叫“{path.name}”的工作簿正开着,请关闭它,再打开 {path} 来看。"
        return ""


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
