"""Books: opened, made, saved, closed."""

import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from xlwings import base_classes

from lzxl.calc.area import parse
from lzxl.calc.bridge import properties
from lzxl.calc.errors import IN_USE, NOT_OPENED, CalcError, CalcRefusedError
from lzxl.calc.fonts import set_all_scripts
from lzxl.calc.formats import Formats
from lzxl.calc.names import Names
from lzxl.calc.range_layout import refuse_parts
from lzxl.calc.ranges import Range
from lzxl.calc.saving import export_pdf, lock_holder, lock_of, save
from lzxl.calc.sheets import Sheets

if TYPE_CHECKING:
    from lzxl.calc.engine import App

_NO_MACROS, _NO_UPDATE = 0, 0
_FONT, _SIZE = "Calibri", 11.0
_A4 = (21_000, 29_700)


class Book(base_classes.Book):
    """One open book; ``doc`` is its UNO model (com.sun.star.sheet.SpreadsheetDocument)."""

    app: Any = None  # the base class declares it as a property that cannot be set

    def __init__(self, app: "App", doc: Any, title: str = "") -> None:
        self.app = app
        self.doc = doc
        self._title = title
        self.formats = Formats(doc)
        self.unpainted = False  # conditional formats were made: Calc shows them only after loading again

    @property
    def api(self) -> Any:
        """The UNO model."""
        return self.doc

    @cached_property
    def tabs(self) -> Any:
        """The UNO collection of its sheets (com.sun.star.sheet.Spreadsheets), asked for once."""
        return self.doc.Sheets

    @cached_property
    def cell_styles(self) -> Any:
        """The UNO collection of its cell styles, asked for once."""
        return self.doc.StyleFamilies.getByName("CellStyles")

    @property
    def controller(self) -> Any:
        """The UNO view (com.sun.star.sheet.SpreadsheetView)."""
        return self.doc.getCurrentController()

    @property
    def path(self) -> Path | None:
        """The file that it was opened from or saved as, None if it is new."""
        url = self.doc.getURL()
        return Path(unquote(urlsplit(url).path)) if url else None

    @property
    def name(self) -> str:
        """The file's name, ``Book1`` of a new book."""
        return self.path.name if self.path else self._title

    @property
    def fullname(self) -> str:
        """The file's path, ``Book1`` of a new book."""
        return str(self.path) if self.path else self._title

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its names, those of the sheets too."""
        return Names(self)

    def range_of(self, reference: str) -> Range:
        """Return the range of ``Sheet!A1:B2``; :class:`CalcRefusedError` for anything else."""
        sheet, _, address = reference.rpartition("!")
        area = parse(address)
        if area is None or not sheet:
            raise refuse_parts(reference)
        bare = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        return self.sheets(bare).at(area)

    def activate(self) -> None:
        """Make it the active book."""
        self.app.books.bring_forward(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it, under a new path or its own; a new book goes to the working directory."""
        target = Path(path).absolute() if path else self.path or Path.cwd() / f"{self._title}.xlsx"
        self.app.office.holds(lock_of(target))
        save(self.doc, target, password, copy=False)

    def save_copy(self, path: str | Path, password: str | None = None) -> None:
        """Write a copy; the book stays what and where it was."""
        save(self.doc, Path(path).absolute(), password, copy=True)

    def to_pdf(self, path: str, quality: str = "standard") -> None:
        """Print all visible sheets into a PDF."""
        target, small = Path(path).absolute(), quality == "minimum"
        if not self.unpainted:
            export_pdf(self.doc, target, small)
            return
        with tempfile.TemporaryDirectory(prefix="calc-print-") as folder:
            again = Path(folder) / "book.ods"
            save(self.doc, again, None, copy=True)
            painted = self.app.books.load(again.as_uri(), ReadOnly=True)
            try:
                export_pdf(painted, target, small)
            finally:
                painted.close(True)

    def close(self) -> None:
        """Close it without saving."""
        self.app.books.forget(self)
        self.doc.close(True)


class Books(base_classes.Books):
    """The open books of an app; the active one is the last that was opened, made or activated."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self._books: list[Book] = []
        self._recent: list[Book] = []
        self._made = 0

    @property
    def api(self) -> Any:
        """The UNO desktop (com.sun.star.frame.Desktop)."""
        return self.app.office.desktop

    @property
    def active(self) -> Book:
        """The active book."""
        if not self._recent:
            raise CalcError("没有打开的工作簿。")
        return self._recent[-1]

    def __call__(self, name_or_index: int | str) -> Book:
        if isinstance(name_or_index, int):
            return self._books[name_or_index - 1]
        found = (book for book in self._books if book.name.lower() == name_or_index.lower())
        book = next(found, None)
        if book is None:
            raise KeyError(name_or_index)
        return book

    def __len__(self) -> int:
        return len(self._books)

    def __iter__(self) -> Iterator[Book]:
        return iter(tuple(self._books))

    def add(self) -> Book:
        """Make a new book that looks as Excel's do."""
        self._made += 1
        doc = self.load("private:factory/scalc")
        _like_excel(doc)
        return self._enter(Book(self.app, doc, f"Book{self._made}"))

    def open(self, fullname: str, update_links: Any = None, read_only: Any = None, *others: Any) -> Book:
        """Open a file; of Excel's many arguments ``read_only`` and ``password`` count."""
        del update_links  # never
        password = others[1] if len(others) > 1 else None
        path = Path(fullname).absolute()
        lock = lock_of(path)
        self.app.clear_stale(lock)
        holder = None if read_only else lock_holder(lock)
        if holder:
            raise CalcRefusedError(IN_USE.format(name=path.name, who=holder), "locked")
        self.app.office.holds(lock)
        options = {"ReadOnly": bool(read_only)} | ({"Password": password} if password else {})
        try:
            doc = self.load(path.as_uri(), **options)
        except CalcRefusedError as fault:
            raise CalcRefusedError(NOT_OPENED.format(name=path.name), fault.name) from fault
        if doc is None or not doc.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            if doc is not None:
                doc.close(True)
            raise CalcRefusedError(NOT_OPENED.format(name=path.name), "type")
        _one_face(doc)
        return self._enter(Book(self.app, doc))

    def load(self, url: str, **options: Any) -> Any:
        """Return a new document, None where LibreOffice opens none; it is not among the books."""
        given = properties(MacroExecutionMode=_NO_MACROS, UpdateDocMode=_NO_UPDATE, **options)
        return self.app.office.desktop.loadComponentFromURL(url, "_blank", 0, given)

    def _enter(self, book: Book) -> Book:
        self._books.append(book)
        self._recent.append(book)
        self.app.prepare(book)
        return book

    def bring_forward(self, book: Book) -> None:
        """Make a book the active one."""
        self._recent.remove(book)
        self._recent.append(book)

    def forget(self, book: Book) -> None:
        """A book is about to be closed."""
        if book in self._books:
            self._books.remove(book)
            self._recent.remove(book)


def _one_face(doc: Any) -> None:
    """Let Chinese text in a Latin face keep that face's name, as in Excel, not that of a face which has the characters."""
    defaults = doc.createInstance("com.sun.star.sheet.Defaults")
    standard = doc.StyleFamilies.getByName("CellStyles").getByName("Default").CharFontName
    for script in ("Asian", "Complex"):
        setattr(defaults, f"CharFontName{script}", standard)


def _like_excel(doc: Any) -> None:
    """Give a new document Excel's standard font, A4 paper, no header and no footer.

    The font is set beneath the standard style, not in it: from there it would count in every conditional format.
    """
    defaults = doc.createInstance("com.sun.star.sheet.Defaults")
    set_all_scripts(defaults, "CharFontName", _FONT)
    set_all_scripts(defaults, "CharHeight", _SIZE)
    page = doc.StyleFamilies.getByName("PageStyles").getByName("Default")
    page.Width, page.Height = _A4
    page.HeaderIsOn = page.FooterIsOn = False
