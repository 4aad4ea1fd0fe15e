"""``lzxl addin press``: a button pressed on a copy of a workbook, without Excel (beta), through LibreOffice."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from lzxl.addin import BUTTONS, pressed
from lzxl.excel.live_session import OpenBook, Screen, libreoffice
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.workflow.live.click import Click

ENGINES = ("libreoffice",)
_COPY, _FOLDER = "(按钮)", PurePosixPath("往来/按钮")


def press(
    button: str,
    workbook: Path,
    *,
    engine: str = ENGINES[0],
    out: Path | None = None,
    today: date,
    folder: Path | None = None,
) -> Report:
    """Press ``button`` on a copy of ``workbook`` (``out``, else as :func:`_beside`); Calc never writes the workbook itself.

    The office that it belongs to, its master too, is worked on as by the command. New workbooks that the button shows go beside the copy. A fault of ours is raised as it is.
    """
    if button not in BUTTONS:
        raise OfficeError(f"没有“{button}”这个按钮。有:{'、'.join(BUTTONS)}。")
    if engine not in ENGINES:
        raise OfficeError(f"没有“{engine}”这个程序。能用的有:{'、'.join(ENGINES)}。")
    copy = _copied(workbook, out)
    with libreoffice() as screen:
        book = screen.app.books.open(copy)
        said = pressed(button, Click(screen, book, today, original=workbook.absolute(), folder=folder))
        book.save()
        written = (copy, *_saved(screen, book, copy))
    return Report(said, written=written)


def _copied(workbook: Path, out: Path | None) -> Path:
    """Return the copy that is worked on."""
    if not workbook.is_file():
        raise OfficeError(f"没有“{workbook}”这个工作簿。请核对后再运行。")
    copy = out or _beside(workbook)
    if copy.exists() and copy.samefile(workbook):
        raise OfficeError("--out 不能是工作簿自己:这样的按钮只在副本上用。请写另一个文件名。")
    try:
        shutil.copyfile(workbook, copy)
    except OSError as fault:
        raise sentence(fault, copy) from fault
    return copy.absolute()


def _beside(workbook: Path) -> Path:
    """Return where a copy goes: beside the workbook, within an office below 往来/按钮 (in 收件 it would count as received).

    There it lies in the same folders as the workbook in the office, so that two of one name are two copies.
    """
    office, folder = Office.around(workbook), workbook.absolute().parent
    if office and not folder.is_relative_to(office.root / _FOLDER):
        folder = office.folder((_FOLDER / folder.relative_to(office.root)).as_posix())
    return folder / f"{workbook.stem}{_COPY}{workbook.suffix}"


def _saved(screen: Screen, ours: OpenBook, copy: Path) -> Iterator[Path]:
    """Save the new workbooks that a button has made, named after their first sheet; yield where."""
    for book in list(screen.app.books):
        if book.name != ours.name and not Path(book.fullname).is_file():
            path = copy.with_name(f"{safe_name(book.sheets[0].name, set())}.xlsx")
            book.save(path)
            yield path
