"""The master (汇总册) open on the screen, brought up to date in place.

Nothing typed is lost: what stands on the screen is read first; where something was typed since the last run the workbook
is saved, and a copy of it kept, before anything else happens. Then the journal gets the new numbers, then the screen shows
them, then the workbook is saved again. Whatever breaks off in between, the file on disk has all that was typed, and the
next run (of a button or of the command line) reads it there.
"""

from collections.abc import Callable
from pathlib import Path

from lzxl.cells import Block, Book, Cell, Sheet, WorkbookOut
from lzxl.excel import live
from lzxl.excel.live_session import OpenBook, OpenSheet, Screen
from lzxl.excel.platform.document import (
    custom_properties,
    is_changed,
    is_read_only,
    is_structure_protected,
    set_custom_properties,
)
from lzxl.excel.platform.protection import ForeignPasswordError, unprotected
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms.form import Form
from lzxl.forms.identify import find_sheet
from lzxl.forms.master import LAYOUT
from lzxl.forms.master_layout import HEADING_ROW, DoesNotFitError
from lzxl.forms.registry import MASTER, OVERVIEW
from lzxl.office.archive import Archive, hash_of, sha256_of
from lzxl.office.errors import OfficeError
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.register.facts import master_events
from lzxl.register.state import State
from lzxl.workflow.master import lay_out, typed_into
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.place import MasterFile, Old

_TYPED = frozenset({"office", "void"})  # events that tell of something the office has typed or deleted


class CopiedMaster:
    """A copy of the master on the screen (a :class:`~lzxl.workflow.place.MasterPlace`): the office's file is the master.

    The file is brought up to date as the command does it, and the journal tells of its bytes; the copy shows the same.
    """

    def __init__(self, office: Office, book: OpenBook, screen: Screen) -> None:
        self._file, self._book, self._screen = MasterFile(office), book, screen

    def ready(self) -> None:
        """Raise :class:`OfficeError` where the file could not be written now."""
        self._file.ready()

    def old(self, reader: Reader, state: State) -> Old:
        """Return what the office has typed into the file so far."""
        return self._file.old(reader, state)

    def take(self, outcome: Outcome, journal: Journal, state: State) -> None:
        """Write file and journal, then show the same in the copy, which whoever opened it saves."""
        self._file.take(outcome, journal, state)
        fill(self._book, live.read_values(self._book), lay_out(outcome), self._screen.status)
        self._screen.app.calculate()


class OpenMaster:
    """A master on the screen (a :class:`~lzxl.workflow.place.MasterPlace`)."""

    def __init__(self, office: Office, book: OpenBook, screen: Screen) -> None:
        self._office, self._book, self._screen = office, book, screen
        self._read: Book | None = None

    def ready(self) -> None:
        """Raise :class:`OfficeError` where the workbook could not be saved."""
        if is_read_only(self._book):
            raise OfficeError(
                f"“{self._book.name}”是以只读方式打开的,更新了也存不下。请关闭它,用可以编辑的方式重新打开,再点一次。"
            )

    def old(self, reader: Reader, state: State) -> Old:
        """Return what the office has typed, saved or not."""
        del reader, state
        self._read = live.read_values(self._book)
        return typed_into(self._read)

    def take(self, outcome: Outcome, journal: Journal, state: State) -> None:
        """Show an outcome on the screen; numbers are in the journal before they are shown.

        A master that shows it already, as we saved it, is left alone.
        """
        try:
            workbook = lay_out(outcome)
            content = render(workbook)  # what the file would be: what verify compares with
        except DoesNotFitError as refusal:
            raise OfficeError(str(refusal)) from refusal
        sha256 = sha256_of(content)
        if not outcome.events and not outcome.told and state.master == sha256 and self._stands(state):
            return
        if outcome.told or any(event.kind in _TYPED for event in outcome.events):
            self._keep()
        journal.append(outcome.events)
        assert self._read is not None
        fill(self._book, self._read, workbook, self._screen.status)
        self._screen.app.calculate()  # while we work nothing is calculated by itself, and links are formulas
        self._save()
        year, today = outcome.desk.year, outcome.desk.today
        journal.append(master_events(sha256, state, year=year, today=today, saved=self._saved()))

    def _stands(self, state: State) -> bool:
        """Whether screen and file are as we saved them last."""
        return bool(state.saved) and not is_changed(self._book) and self._saved() == state.saved

    def _saved(self) -> str:
        """Return the hash of the file as it lies there, ``""`` where the program lets nobody read it."""
        try:
            return hash_of(Path(self._book.fullname))
        except OSError:
            return ""

    def _keep(self) -> None:
        """Save what was typed, and keep a copy of it."""
        self._save()
        path = Path(self._book.fullname)
        Archive(self._office.masters).store(path.read_bytes(), path.name)

    def _save(self) -> None:
        try:
            self._book.save()
        except Exception as fault:  # each program has errors of its own
            raise OfficeError(
                f"“{self._book.name}”存不了盘(磁盘满了?网络断了?文件是只读的?)。屏幕上的内容没有丢,请另存一份,再点一次。"
            ) from fault


# ---------------------------------------------------------------- the screen


def fill(book: OpenBook, read: Book, workbook: WorkbookOut, status: Callable[[str], None] = lambda _: None) -> None:
    """Show ``workbook`` in an open master; ``read``: what stands in it now.

    A page that has our headings (总览: our lay-out) is brought up to date in few calls; any other is made anew.
    """
    wanted = workbook.properties[LAYOUT]
    same = custom_properties(book).get(LAYOUT, wanted) == wanted
    before, pages = "", {page.name: page for page in book.sheets}
    for sheet in reversed(workbook.sheets):
        status(f"更新“{sheet.name}”……")
        block = _block_of(read, sheet.name)
        page = pages.get(block.sheet) if block else None
        fits = block is not None and (same if sheet.name == OVERVIEW else _fits(block, sheet))
        try:
            if page is not None and block is not None and fits:
                _update(page, sheet, block)
            else:
                _make_anew(book, page, sheet, workbook, before)
        except ForeignPasswordError as locked:
            raise OfficeError(
                f"“{book.name}”的工作表“{locked.sheet}”设了保护密码,写不进去。请撤销保护,再点一次;填写的内容没有丢。"
            ) from locked
        before = sheet.name
    _remove_others(book, workbook)
    if not same:
        set_custom_properties(book, dict(workbook.properties))


def _update(page: OpenSheet, sheet: Sheet, block: Block) -> None:
    with unprotected(page):
        if block.sheet != sheet.name:
            page.name = sheet.name
        live.update(page, sheet, _extent(block))


def _make_anew(book: OpenBook, page: OpenSheet | None, sheet: Sheet, workbook: WorkbookOut, before: str) -> None:
    if is_structure_protected(book):
        raise OfficeError(
            f"“{book.name}”设了工作簿保护,不能增加工作表“{sheet.name}”。请在“审阅”里取消“保护工作簿”,再点一次。"
        )
    if page is not None:
        page.delete()
    live.render_on(live.add_sheet(book, sheet.name, before), sheet, workbook)


def _remove_others(book: OpenBook, workbook: WorkbookOut) -> None:
    """Remove sheets of ours that there is nothing for any more (已失效记录); the office's own stay."""
    gone = {form.sheet for form in MASTER} - {sheet.name for sheet in workbook.sheets}
    for page in [page for page in book.sheets if page.name in gone]:
        page.delete()


def _block_of(book: Book, name: str) -> Block | None:
    """Return the sheet as it was read: by its name, else by its headings."""
    form: Form | None = next((form for form in MASTER if form.sheet == name), None)
    named = next((block for block in book.blocks if block.sheet == name), None)
    return named or (find_sheet(book, form) if form else None)


def _fits(block: Block, sheet: Sheet) -> bool:
    """Return whether the headings stand where ours are, with nothing beside them."""
    ours = [value for (row, _), value in sorted(sheet.cells.items()) if row == HEADING_ROW]
    theirs = block.rows[HEADING_ROW - 1] if len(block.rows) >= HEADING_ROW else ()
    return list(theirs) == ours and max(map(len, block.rows), default=0) <= len(ours)


def _extent(block: Block) -> Cell:
    return len(block.rows), max(map(len, block.rows), default=0)
