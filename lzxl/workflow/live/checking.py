"""校验本簿: the workbook on the screen is checked in place; a second click takes away the marks of what is cured."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from lzxl.cells import Book, Cell
from lzxl.checks.book import check_book, refusal
from lzxl.excel import live
from lzxl.excel.live_marks import Mark, clear_marks, set_marks
from lzxl.excel.live_session import OpenBook
from lzxl.excel.platform.document import is_structure_protected
from lzxl.excel.platform.protection import ForeignPasswordError, unprotected
from lzxl.excel.read import Reader
from lzxl.excel.rules import COMMENT
from lzxl.findings import Finding, Severity, in_order, worst
from lzxl.forms import styles
from lzxl.forms.identify import find_sheet
from lzxl.forms.marking import listed, note_text
from lzxl.forms.own_sheets import CHECK_SHEET, OWN_SHEETS
from lzxl.forms.registry import MASTER, ROSTER
from lzxl.law.figures import default_figures
from lzxl.office.errors import OfficeError
from lzxl.workflow.desk import open_desk, roster_faults
from lzxl.workflow.live.click import Click

_MASTERS, _ENOUGH = frozenset(form.sheet for form in MASTER), 3  # so many sheets of the master tell it
_AFTER = "改好后再点一次“校验本簿”,改好了的标记会去掉。"


def check(click: Click) -> str:
    """Check the workbook in front, mark what is wrong in it, list it on a sheet 校验结果; values and formats stay."""
    if len(_MASTERS & {page.name for page in click.book.sheets}) >= _ENOUGH:
        _refuse(live.read_values(click.book))
    locked = _without_marks(click.book)
    book, remarks = live.read_open(click.book)
    seen = [one for one in remarks if one.code != COMMENT.code]  # who has the workbook open sees the notes
    findings = in_order([*seen, *_found(book, click)])
    locked += _mark(click.book, findings)
    shown = _list(click.book, findings)
    return _sentence(findings, click, sorted(set(locked)), shown)


def _found(book: Book, click: Click) -> list[Finding]:
    """Return all findings; a workbook that is no table of ours is refused with the reason."""
    if all(find_sheet(book, form) for form in ROSTER):
        return roster_faults(book)
    office = click.office
    with Reader() as reader:
        desk = open_desk(office, reader, year=None, today=click.today) if office else None
    submission = check_book(
        book,
        sha256="",
        received=datetime.combine(click.today, datetime.min.time()),
        roster=desk.roster if desk else None,
        figures=desk.figures if desk else default_figures(),
        year=desk.year if desk else None,
    )
    if submission is None:
        _refuse(book)
        return []
    return list(submission.findings)


def _refuse(book: Book) -> None:
    """Raise the reason why a workbook is no table of a unit's, where it is none."""
    for why in refusal(book):
        raise OfficeError(f"“{book.file}”没有校验:{why.message}。{why.cure}")


# ---------------------------------------------------------------- marks in the workbook


def _without_marks(book: OpenBook) -> list[str]:
    """Take our marks of an earlier click away; return the sheets that somebody's password keeps us from."""
    locked = []
    for page in book.sheets:
        if page.name in OWN_SHEETS or not page.visible:
            continue
        try:
            with unprotected(page):
                clear_marks(page)
        except ForeignPasswordError:
            locked.append(page.name)
    return locked


def _mark(book: OpenBook, findings: Sequence[Finding]) -> list[str]:
    """Colour and annotate the cells that findings are about; return the sheets that could not be."""
    by_sheet: defaultdict[str, defaultdict[Cell, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        place = finding.place
        if place.row and place.column:
            by_sheet[place.sheet][place.row, place.column].append(finding)
    locked = []
    for name, cells in by_sheet.items():
        page = live.find_sheet(book, name)
        if page is None or not page.visible:
            continue
        marks = {cell: Mark(styles.SEVERITY[worst(of) or Severity.NOTE], note_text(of)) for cell, of in cells.items()}
        try:
            with unprotected(page):
                set_marks(page, marks)
        except ForeignPasswordError:
            locked.append(name)
    return locked


def _list(book: OpenBook, findings: Sequence[Finding]) -> bool:
    """Show the list of findings on a sheet in front, none where there are none; return whether that could be done."""
    if is_structure_protected(book):
        return False
    old = live.find_sheet(book, CHECK_SHEET)
    if old is not None:
        old.delete()
    if findings:
        marks = [((finding.place.row, finding.place.column), finding) for finding in findings]
        page = live.add_sheet(book, CHECK_SHEET, before=book.sheets[0].name)
        live.render_on(page, listed("", marks, CHECK_SHEET, _AFTER))
        page.activate()
    return True


def _sentence(findings: Sequence[Finding], click: Click, locked: Sequence[str], shown: bool) -> str:
    counts = [f"{n} 处{s.value}" for s in Severity if (n := sum(one.severity is s for one in findings))]
    without = "" if click.office else "(没有找到工作目录,没有对照名册)"
    if not counts:
        return f"校验完成,没有发现问题{without}。"
    where = "已在表内标出,并列在“校验结果”" if shown else "已在表内标出(工作簿有保护,加不了“校验结果”)"
    kept = f";工作表{'、'.join(f'“{name}”' for name in locked)}有保护密码,没有着色" if locked else ""
    return f"校验完成{without}:{'、'.join(counts)},{where}{kept}。{_AFTER}"
