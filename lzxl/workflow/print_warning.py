"""``lzxl print`` (打印预警表) 二(五): the colour-coded warning sheet under 打印/, as workbook and PDF."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from lzxl.cells import WorkbookOut
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms.warning_sheet import About, Warned, unit_books, warning_book
from lzxl.law.warning import FAULT_GRADES, GRADES, WITHDRAWN
from lzxl.model import Account, Notice
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.paper.pdf import to_pdf
from lzxl.report import Report
from lzxl.workflow.consolidate import settle
from lzxl.workflow.on_paper import PRINTED, MakePdf, on_paper, paper_files
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.receive import Advance, quiet

WHOLE, BY_UNIT = "预警表", "预警表(分单位)"


def print_warning(
    root: Path,
    *,
    year: int | None,
    today: date,
    by_unit: bool | None = False,
    advance: Advance = quiet,
    at: At = MasterFile,
    pdf: MakePdf = to_pdf,
) -> Report:
    """Run the line, then print every account of the warning list in one sheet, or ``by_unit`` on a page for each unit (None: both).

    Where ``pdf`` cannot make one, the workbook is made all the same, and the report says how to print it.
    """
    office = Office.open(root)
    with run_lock(office, "打印预警表"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at)
        wanted = (False, True) if by_unit is None else (by_unit,)
        made = [warning_books(outcome, by_unit=one) for one in wanted]
        books = {name: render(book) for found in made for name, book in found.items()}
        folder = office.folder(PRINTED)
        told = on_paper(folder, books, pdf)
    written = [folder / name for name in paper_files(books, with_pdf=not told)]
    return outcome.report(_sentence(outcome, books, told), written)


def warning_books(outcome: Outcome, *, by_unit: bool) -> dict[str, WorkbookOut]:
    """Return the workbooks by their names; one of several volumes carries its number."""
    desk = outcome.desk
    about = About(desk.year, desk.today, desk.figures, bool(outcome.register.entries))
    found = warned(outcome)
    if not by_unit:
        return {WHOLE: warning_book(found, about)}
    volumes = unit_books(found, about)
    return {f"{BY_UNIT}{f'({volume})' if volume > 1 else ''}": book for volume, book in enumerate(volumes, 1)}


def warned(outcome: Outcome) -> list[Warned]:
    """Return the accounts of the warning list with the entries they rest on and the notice of their grade."""
    roster = outcome.desk.roster
    entries = {one.number: one for one in outcome.register.entries}
    notices = {_key(one): one for one in outcome.decisions.notices if one.state != WITHDRAWN}
    return [
        Warned(
            account,
            roster.units[account.unit],
            roster.people[account.person].name if account.person in roster.people else account.person,
            tuple(entries[number] for number in account.entries),
            notices.get(_key(account)),
        )
        for account in outcome.decisions.accounts
    ]


def _key(one: Account | Notice) -> tuple[str, str, str]:
    return one.subject_kind, one.person or one.unit, one.grade


def _sentence(outcome: Outcome, books: Iterable[str], told: str) -> str:
    accounts, year = outcome.decisions.accounts, outcome.desk.year
    counts = (f"{letter}级 {sum(one.grade == letter for one in accounts)} 个" for letter in _LETTERS)
    found = f"{'、'.join(counts)}" if accounts else "没有达到预警等级的个人和单位"
    end = f"。{told}" if told else ",有 PDF 一份。"
    return f"{year} 年度预警:{found};已在“{PRINTED}”目录做好:{'、'.join(books)}{end}"


_LETTERS = (*FAULT_GRADES, *(letter for letter, grade in GRADES.items() if not grade.fault))
