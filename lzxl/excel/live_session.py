"""A spreadsheet program at work for a button: which one, which workbook, its state put back whatever happens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeAlias

import xlwings as xw

from lzxl.excel.platform.dialog import ask_folder, open_path, say

__all__ = ["Call", "OpenBook", "OpenSheet", "Screen", "ask_folder", "call_of", "find_call", "open_path", "say"]

OpenBook: TypeAlias = xw.Book
OpenSheet: TypeAlias = xw.Sheet


class Call(NamedTuple):
    """Who called, as Excel's add-in tells it on the command line: the workbook's path or name, the window of its Excel."""

    workbook: str = ""
    window: int = 0


def call_of(arguments: Sequence[str]) -> Call:
    """Return who called; a name may hold the sign ``=``."""
    told = {name: value for name, _, value in (argument.partition("=") for argument in arguments)}
    window = told.get("--hwnd", "")
    return Call(told.get("--wb", ""), int(window) if window.isdecimal() else 0)


def find_call(call: Call) -> tuple[xw.App, xw.Book] | None:
    """Return the Excel that called and its workbook: by window, else by the workbook, else the active one."""
    apps = [app for app in xw.apps if call.window and _window(app) == call.window] or list(xw.apps)
    for app in apps:
        for book in app.books:
            if call.workbook and call.workbook in (book.fullname, book.name):
                return app, book
    active = next(iter(apps), None)
    return (active, active.books.active) if active is not None and len(active.books) else None


def _window(app: xw.App) -> int | None:
    with suppress(NotImplementedError):  # windows have numbers on Windows only
        return app.hwnd
    return None


class Screen:
    """One spreadsheet program: opens workbooks, shows progress, is quiet while we work."""

    def __init__(self, app: xw.App) -> None:
        self.app = app

    def opened(self, path: Path) -> xw.Book | None:
        """Return the workbook of this path where it is open."""
        found = (book for book in self.app.books if Path(book.fullname).is_absolute())
        return next((book for book in found if _same(Path(book.fullname), path)), None)

    def show(self, path: Path) -> xw.Book | None:
        """Open a workbook, or bring it to the front where it is open; None where another of the same name is open.

        Excel has no two workbooks of one name open at once.
        """
        book = self.opened(path)
        if book is None:
            if any(one.name.lower() == path.name.lower() for one in self.app.books):
                return None
            book = self.app.books.open(path)
        book.activate()
        return book

    def status(self, text: str) -> None:
        """Show a text on the status bar; ``""`` gives it back to the program."""
        with suppress(Exception):  # a status bar is never worth a failure
            self.app.status_bar = text or False

    def advance(self, doing: str) -> Callable[[int, int], None]:
        """Return a function that shows on the status bar how much is done."""

        def shown(done: int, of: int) -> None:
            self.status(f"{doing}:{done} / {of}")

        return shown

    def pdfs(self, workbooks: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return workbooks (by name) as PDFs that this program makes, from copies that nobody sees afterwards."""
        made: dict[str, bytes] = {}
        with TemporaryDirectory(prefix="lzxl-", ignore_cleanup_errors=True) as folder:
            for number, (name, data) in enumerate(workbooks.items()):
                source, target = Path(folder, f"{number}.xlsx"), Path(folder, f"{number}.pdf")
                source.write_bytes(data)
                book = self.app.books.open(source)
                try:
                    book.to_pdf(target)
                finally:
                    book.close()
                made[name] = target.read_bytes()
        return made

    @contextmanager
    def at_work(self, doing: str) -> Iterator[None]:
        """Compute, redraw and tell events only afterwards; the state before is put back, also after an error."""
        before = {name: getattr(self.app, name) for name in _QUIET}
        self.status(f"{doing}……")
        try:
            for name, value in _QUIET.items():
                setattr(self.app, name, value)
            yield
        finally:
            for name, value in reversed(before.items()):
                with suppress(Exception):  # the rest must still be put back
                    setattr(self.app, name, value)
            self.status("")


@contextmanager
def libreoffice() -> Iterator[Screen]:
    """Start a LibreOffice of our own without a window (beta), and end it with all that belongs to it."""
    from lzxl.calc import install  # only offices without Excel need it

    app = install().apps.add(add_book=False)
    try:
        yield Screen(app)
    finally:
        app.quit()


_QUIET = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return one == other
