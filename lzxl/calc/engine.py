"""The engine itself and its apps: each app is one LibreOffice process of its own."""

import atexit
import contextlib
import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlwings import base_classes

from lzxl.calc.book import Book, Books
from lzxl.calc.bridge import struct
from lzxl.calc.cells import area_of
from lzxl.calc.errors import CalcError
from lzxl.calc.office import PREFIX, Office
from lzxl.calc.range_values import ERROR_NAMES
from lzxl.calc.ranges import Range

NAME = "calc"
_STATES = {"automatic": True, "manual": False, "semiautomatic": True}


@dataclass(frozen=True, slots=True)
class Alert:
    """A message that a program wanted to show."""

    prompt: str
    title: str = ""
    buttons: str = "ok"
    mode: str = ""


class Engine:
    """What xlwings asks of an engine."""

    name = NAME
    type = "desktop"

    def __init__(self, seconds: float, environment: Mapping[str, str]) -> None:
        self.apps = Apps(self, seconds, environment)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        """Return a Python value as a cell takes it: nothing and not-a-number become empty, numpy's types plain."""
        del options
        item = value.item() if hasattr(value, "item") and not hasattr(value, "__len__") else value
        if item is None or type(item).__name__ in ("NAType", "NaTType"):
            return ""
        if isinstance(item, float) and not math.isfinite(item):
            return ""
        return item.to_pydatetime() if hasattr(item, "to_pydatetime") else item

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        """Return rows of cell contents as the user wants dates, numbers, empty cells and errors."""

        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, dt.datetime):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            if isinstance(value, float) and number_builder is not None:
                return number_builder(value)
            if type(value) is int and value in ERROR_NAMES:
                return ERROR_NAMES[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    """The apps that run, the newest first."""

    def __init__(self, engine: Engine, seconds: float, environment: Mapping[str, str]) -> None:
        self._engine = engine
        self.seconds = seconds
        self.environment = environment
        self._apps: list[App] = []
        atexit.register(self.cleanup)

    def keys(self) -> list[int]:
        """Return the process ids."""
        return [app.pid for app in self]

    def add(self, spec: Any = None, add_book: Any = None, xl: Any = None, visible: Any = None) -> "App":
        """Start a LibreOffice; it never shows on the screen."""
        del spec, xl, visible
        app = App(self._engine, Office(self.seconds, self.environment))
        self._apps.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def cleanup(self) -> None:  # type: ignore[override]  # xlwings has a static one, and calls it on the object
        """End all of them, by force if need be."""
        for app in tuple(self._apps):
            with contextlib.suppress(Exception):
                app.quit()

    def forget(self, app: "App") -> None:
        """An app is about to end."""
        if app in self._apps:
            self._apps.remove(app)

    def __iter__(self) -> Iterator["App"]:
        return iter(tuple(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> "App":
        found = next((app for app in self._apps if app.pid == pid), None)
        if found is None:
            raise KeyError(pid)
        return found


class App(base_classes.App):
    """One LibreOffice without a screen: what it would have shown is kept, to be read by whoever drives it.

    ``alerts`` holds the messages, ``answers`` what to answer them (first come, first served; without an answer the
    most careful button is taken), ``status_texts`` all that stood on the status bar.
    """

    books: Any = None  # the base classes declare these as properties that cannot be set
    display_alerts = True
    enable_events = True
    interactive = True
    screen_updating = True
    cut_copy_mode = False

    def __init__(self, engine: Engine, office: Office) -> None:
        self.engine = engine
        self.office = office
        self.books = Books(self)
        self.alerts: list[Alert] = []
        self.answers: list[str] = []
        self.status_texts: list[str] = []
        self._status: str | bool = False
        self._calculation = "automatic"

    @property
    def api(self) -> Any:
        """The UNO desktop (com.sun.star.frame.Desktop)."""
        return self.office.desktop

    @property
    def pid(self) -> int:
        """The process id."""
        return self.office.pid

    @property
    def version(self) -> str:
        """LibreOffice's version."""
        return str(self._setting("/org.openoffice.Setup/Product", "ooSetupVersionAboutBox"))

    def _setting(self, node: str, name: str) -> Any:
        provider = self.office.create("com.sun.star.configuration.ConfigurationProvider")
        where = struct("beans.PropertyValue", Name="nodepath", Value=node)
        return provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", (where,)
        ).getByName(name)

    @property
    def visible(self) -> bool:
        """Never."""
        return False

    @visible.setter
    def visible(self, value: bool) -> None:
        """There is no screen to show it on; xlwings sets this with every new app."""

    @property
    def selection(self) -> Range | None:
        """The selected range of the active book, None where something else is selected."""
        if not len(self.books):
            return None
        book = self.books.active
        chosen = book.controller.getSelection()
        if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        address = chosen.getRangeAddress()
        found: Range = book.sheets(address.Sheet + 1).at(area_of(address))
        return found

    def activate(self, steal_focus: bool = False) -> None:
        """Make it the active app."""
        del steal_focus
        apps = self.engine.apps._apps
        apps.remove(self)
        apps.insert(0, self)

    @property
    def status_bar(self) -> str | bool:
        """What stands on the status bar, False where the program has its own text there."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status = value
        if isinstance(value, str):
            self.status_texts.append(value)

    @property
    def calculation(self) -> str:
        """When formulas are calculated: ``automatic``, ``manual`` or ``semiautomatic``."""
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in _STATES:
            raise ValueError(value)
        self._calculation = value
        for book in self.books:
            self.prepare(book)

    def prepare(self, book: Book) -> None:
        """Hand the app's state on to a book."""
        if book.doc.isAutomaticCalculationEnabled() != _STATES[self._calculation]:
            changed = book.doc.isModified()
            book.doc.enableAutomaticCalculation(_STATES[self._calculation])
            book.doc.setModified(changed)  # it is no change of the book's

    def calculate(self) -> None:
        """Calculate all formulas of all books."""
        for book in self.books:
            book.doc.calculateAll()

    def alert(self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: Any) -> str:
        """Keep a message and answer it."""
        del callback
        self.alerts.append(Alert(prompt, title or "", buttons, mode or ""))
        if self.answers:
            return self.answers.pop(0)
        return {"ok": "ok", "yes_no": "no"}.get(buttons, "cancel")

    def clear_stale(self, lock: Path) -> None:
        """Remove a lock file that a killed process of this engine has left."""
        with contextlib.suppress(OSError):
            text = lock.read_text(encoding="utf-8", errors="replace")
            place = text.rpartition("file://")[2].partition(PREFIX)
            if place[1] and not Path(place[0] + PREFIX + place[2].partition("/")[0].rstrip(";,\n ")).exists():
                lock.unlink()

    def quit(self) -> None:
        """Close all books without saving and end."""
        self.engine.apps.forget(self)
        for book in self.books:
            with contextlib.suppress(CalcError):
                book.close()
        self.office.quit()

    def kill(self) -> None:
        """End at once."""
        self.engine.apps.forget(self)
        self.office.kill()
