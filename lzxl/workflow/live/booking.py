"""登记扣分: the first click opens a small form, a click on the filled form books it and shows the account."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lzxl.cells import Sheet, Value
from lzxl.checks.new_entry import NewEntry
from lzxl.excel import live
from lzxl.excel.live_session import OpenBook, OpenSheet
from lzxl.excel.read import Reader
from lzxl.findings import Finding, in_order
from lzxl.forms.booking import SHEET, Said, booking_form, first_word, said
from lzxl.law.scope import YES_NO
from lzxl.law.warning import DEDUCTION, REMINDER
from lzxl.model import Roster
from lzxl.office.paths import Office
from lzxl.workflow.deduct import deduct
from lzxl.workflow.desk import Desk, open_desk
from lzxl.workflow.live.click import Click
from lzxl.workflow.live.told import missing_charts

_MOST_TOLD = 8  # findings below the form
YES = YES_NO.items[0]


def book_entry(click: Click) -> str:
    """Open the form, or book what stands on it."""
    page = live.find_sheet(click.book, SHEET)
    typed = said(live.read_sheet(page)) if page is not None else None
    if page is None or typed is None:
        return _opened(click)
    page.activate()
    if not typed.filled:
        return f"请先在“{SHEET}”里选好对象、写明事由,再点一次“登记扣分”。"
    return _booked(click, page, typed)


def _opened(click: Click) -> str:
    office = click.needed_office()
    form = _form(_desk(office, click))
    page = _page(click, office)
    live.render_on(page, form)
    page.activate()
    page.range("B4").select()
    return f"请在“{SHEET}”里填好这一笔,再点一次“登记扣分”。"


def _page(click: Click, office: Office) -> OpenSheet:
    """Return an empty sheet for the form: in the master where it is open, else in a workbook of its own."""
    master: OpenBook | None = click.open_master(office)
    if master is not None:
        return live.add_sheet(master, SHEET)
    page = click.screen.app.books.add().sheets[0]
    page.name = SHEET
    return page


def _desk(office: Office, click: Click) -> Desk:
    with Reader() as reader:
        return open_desk(office, reader, year=None, today=click.today)


def _form(desk: Desk, told: Sequence[str] = (), kept: Mapping[str, Value] | None = None) -> Sheet:
    return booking_form(desk.roster, desk.figures, desk.today, str(desk.office.root), told=told, kept=kept)


def _booked(click: Click, page: OpenSheet, typed: Said) -> str:
    office = _office_of(click, typed)
    desk = _desk(office, click)
    report = deduct(
        office.root,
        _entry(typed, desk.roster),
        year=None,
        today=click.today,
        advance=click.advance(SHEET),
        at=click.at,
    )
    if report.lines:
        live.renew(page, _form(desk, [report.sentence, *report.lines])).activate()
    else:
        live.renew(page, _form(desk, [report.sentence, *_faults(report.findings)], typed.kept)).activate()
    return report.sentence + missing_charts(click)


def _office_of(click: Click, typed: Said) -> Office:
    if typed.office:
        return Office.open(Path(typed.office))
    return click.needed_office()


def _entry(typed: Said, roster: Roster) -> NewEntry:
    values = typed.values
    subject = first_word(values["subject"])
    is_unit = subject in roster.units
    return NewEntry(
        person="" if is_unit else subject,
        unit=subject if is_unit else "",
        day=typed.day,
        item=first_word(values["item"]),
        points="" if values["record_type"] == REMINDER else values["points"],
        reason=values["reason"],
        kind=values["record_type"] or DEDUCTION,
        basis=values["basis"],
        investigator=values["investigator"],
        grave=values["grave"] == YES,
        remark=values["remark"],
    )


def _faults(findings: Sequence[Finding]) -> list[str]:
    return [f"{one.severity.value}:{one.message}。{one.cure}" for one in in_order(findings)][:_MOST_TOLD]
