"""The master (汇总册): read back through the same path as any workbook, and laid out from an outcome."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from lzxl.cells import Book, Link, Place, WorkbookOut, column_letters
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, in_order, rule
from lzxl.forms import master_rows as rows
from lzxl.forms.form import Form
from lzxl.forms.identify import find_sheet
from lzxl.forms.master import MasterContent, master
from lzxl.forms.master_intake import COVERAGE, FINDINGS, RECEIVED, VOID
from lzxl.forms.master_layout import FIRST_ROW
from lzxl.forms.master_links import to_cell, to_row
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.master_rows import Row, Rows
from lzxl.forms.master_warning import ACCOUNTABILITY, ACCOUNTS, LEDGER_REGISTER, NOTICES
from lzxl.forms.overview import HeldBack, Numbers
from lzxl.forms.parse import Table, parse
from lzxl.forms.registry import MASTER
from lzxl.model import Decisions, FileStatus, RegisteredPoint
from lzxl.office.archive import sha256_of
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.paths import INBOX, Office
from lzxl.register import statistics
from lzxl.register.issuing import issuing_faults
from lzxl.register.merge import Register
from lzxl.register.office_columns import Cells, as_written, judged, understood
from lzxl.register.old_master import OldMaster, read_old_master
from lzxl.register.returned import to_return
from lzxl.register.state import State
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.unchanged import Pieces

OWN_COLUMN = rule(
    "M101",
    Severity.WARNING,
    "",
    "自加的 {heading} 列不会保留",
    "改动前的汇总册原样存在“归档/汇总册”里;备注请写在本社填写的栏目里,或另存一本。",
)


def old_master(office: Office, reader: Reader, state: State) -> tuple[OldMaster | None, list[Finding]]:
    """Return what the office has typed into the master so far; None where there is no master yet.

    A master that is still as we wrote it is not read: the journal has all of it.
    Raises :class:`OfficeError` where it is there and cannot be read: overwriting it could lose what stands in it.
    """
    if not office.master.is_file():
        return None, []
    try:
        data = office.master.read_bytes()
    except OSError as fault:
        raise sentence(fault, office.master) from fault
    if sha256_of(data) == state.master:
        return as_written(state), []
    book, refused = reader.read(data, office.master.name)
    if book is None:
        raise OfficeError(
            f"原来的“{office.master.name}”读不出来:{refused[0].message}。为免丢失本社填写的内容,没有覆盖它;"
            "请先修好,或改名另存后再运行(编号和已汇总过的本社填写会恢复)。"
        )
    return typed_into(book)


def typed_into(book: Book) -> tuple[OldMaster, list[Finding]]:
    """Return what the office has typed into a master that was read, from its file or from the screen.

    Raises :class:`OfficeError` where a sheet has lost its headings.
    """
    found = [(form, find_sheet(book, form)) for form in MASTER if form.office_columns]
    parsed = [parse(form, block) for form, block in found if block]
    _refuse_without_headings(book.file, [table for table, _ in parsed])
    old, findings = read_old_master(table for table, _ in parsed)
    return old, [*findings, *(finding for table, _ in parsed for finding in _own_columns(table))]


def _refuse_without_headings(file: str, tables: Sequence[Table]) -> None:
    """Without its headings a sheet would look empty, and what the office typed there since the last run would be lost."""
    lost = "、".join(f"“{table.form.sheet}”" for table in tables if table.headings is None)
    if lost:
        raise OfficeError(
            f"“{file}”的工作表{lost}没有了表头,为免丢失本社填写的内容,没有覆盖它;"
            "请恢复表头那一行(或从备份取回)后再运行。"
        )


def _own_columns(table: Table) -> list[Finding]:
    """Name the columns that somebody has added: they are not written again."""
    headings = table.headings
    if headings is None:
        return []
    return [
        OWN_COLUMN.at(
            Place(table.place.file, table.place.sheet, headings.bottom, column), heading=column_letters(column)
        )
        for column in headings.unknown
    ]


def office_faults(register: Register, decisions: Decisions, cells: Mapping[str, Cells], today: date) -> list[Finding]:
    """Return what is wrong with the office's cells, where they stand in the master that is being written."""
    numbers = {
        **{form: [one.number for one in register.on(form)] for form in (POSITION_REGISTER, UNIT_REGISTER)},
        LEDGER_REGISTER: [one.number for one in register.entries],
        NOTICES: [one.number for one in decisions.notices],
        ACCOUNTABILITY: [one.number for one in decisions.escalations],
    }
    entered = understood(NOTICES, cells[NOTICES.sheet])
    return [
        *(found for form, of_form in numbers.items() for found in judged(form, of_form, cells[form.sheet], FIRST_ROW)),
        *issuing_faults(decisions.notices, entered, today, FIRST_ROW),
    ]


def lay_out(outcome: Outcome, pieces: Mapping[Form, Pieces] | None = None) -> WorkbookOut:
    """Return the master of an outcome, all sheets in the contract's order; ``pieces``: see :class:`Shown`."""
    register, decisions, roster = outcome.register, outcome.decisions, outcome.desk.roster
    cells, jumps = outcome.office_cells, _jumps(outcome)

    def point(form: Form) -> Callable[[RegisteredPoint], Row]:
        return lambda one: rows.point_row(one, decisions.ratings[one.number], roster, cells[form.sheet])

    registers = (POSITION_REGISTER, UNIT_REGISTER)
    content: dict[Form, Collection[Row]] = {
        **{form: Rows(register.on(form), point(form), (pieces or {}).get(form, ())) for form in registers},
        LEDGER_REGISTER: Rows(register.entries, lambda one: rows.entry_row(one, roster, cells[LEDGER_REGISTER.sheet])),
        ACCOUNTS: Rows(decisions.accounts, lambda one: rows.account_row(one, roster)),
        NOTICES: Rows(decisions.notices, lambda one: rows.notice_row(one, roster, cells[NOTICES.sheet])),
        ACCOUNTABILITY: Rows(
            decisions.escalations, lambda one: rows.escalation_row(one, roster, cells[ACCOUNTABILITY.sheet])
        ),
        COVERAGE: Rows(outcome.coverage, lambda one: rows.coverage_row(one, roster)),
        RECEIVED: Rows(list(enumerate(outcome.receipts, 1)), lambda one: rows.receipt_row(*one, roster)),
        FINDINGS: Rows(in_order(outcome.findings), lambda one: rows.finding_row(one, jumps(one))),
        VOID: Rows(outcome.void, lambda one: one.row()),
    }
    return master(
        MasterContent(_numbers(outcome), {form.sheet: found for form, found in content.items()}, _paths(outcome))
    )


def _jumps(outcome: Outcome) -> Callable[[Finding], Link | None]:
    """Return where a finding's row stands now: in a register where it got there, else what became of its file."""
    numbers = {one.file: number for number, one in enumerate(outcome.receipts, 1)}
    wanted = {finding.place[::2] for finding in outcome.findings}  # file and row: few rows have a finding
    registered = {
        one.point.place[::2]: (form.sheet, row, one.number)
        for form in (POSITION_REGISTER, UNIT_REGISTER)
        for row, one in enumerate(outcome.register.on(form), FIRST_ROW)
        if one.point.place[::2] in wanted
    } | {
        one.entry.place[::2]: (LEDGER_REGISTER.sheet, row, one.number)
        for row, one in enumerate(outcome.register.entries, FIRST_ROW)
        if one.entry.place[::2] in wanted
    }

    def jump(finding: Finding) -> Link | None:
        file, row, place = finding.place.file, finding.place.row, finding.place
        if file == outcome.desk.office.master.name and place.sheet and place.row and place.column:
            return to_cell(place.sheet, place.address)  # whole rows are told of the master as it was before
        if row and (file, row) in registered:
            return to_row(*registered[file, row])
        if file in numbers:
            return to_row(RECEIVED.sheet, FIRST_ROW + numbers[file] - 1, f"{RECEIVED.sheet}第{numbers[file]}号")
        return None

    return jump


def _paths(outcome: Outcome) -> dict[str, str]:
    """Return for each file that has a place of its own the path from the master to it."""
    office = outcome.desk.office
    paths = {one.file: f"{INBOX}/{one.file}" for one in outcome.receipts if _on_disk(outcome, one.file)}
    return {office.roster.name: office.roster.name, office.own_ledger.name: office.own_ledger.name} | paths


def _on_disk(outcome: Outcome, file: str) -> bool:
    """A member of an archive has no path of its own to jump to."""
    return (outcome.desk.office.inbox / file).is_file()


def _numbers(outcome: Outcome) -> Numbers:
    """Return the numbers of 总览."""
    desk, decisions = outcome.desk, outcome.decisions
    returned = [receipt.sha256 for receipt in outcome.receipts if receipt.status is FileStatus.RETURNED]
    held = statistics.held_back(outcome.taken.submissions, returned)
    still = len(to_return(outcome.receipts, outcome.taken.submissions, outcome.taken.seen))
    points = statistics.deducted(outcome.register.entries, desk.roster, desk.figures, desk.year)
    return Numbers(
        office=desk.figures.office_name,
        year=desk.year,
        latest=max((one.received.date() for one in outcome.receipts), default=None),
        levels=statistics.levels_by_kind(outcome.register.points, decisions, desk.roster),
        grades=statistics.grades_by_kind(decisions.accounts, desk.roster),
        coverage=statistics.coverage_by_kind(outcome.coverage, desk.roster),
        statuses=Counter(receipt.status.value for receipt in outcome.receipts),
        severities=Counter(finding.severity.value for finding in outcome.findings),
        held=HeldBack(*held, again=held[0] - still),
        areas=statistics.areas_by_kind(outcome.register.points, decisions, desk.roster),
        months=points.by_month,
        points=points.by_kind,
        frequent=statistics.frequent(outcome.findings),
        remark=f"等级和预警所用数值为{desk.figures.label('一级起点', '二级起点', 'A级起点', 'B级起点', 'C级起点')}。{_assessed(outcome)}",
    )


def _assessed(outcome: Outcome) -> str:
    """Return in words how many of the levels are only proposed 二(三)1, which the counts by level do not tell apart."""
    left = statistics.unassessed(outcome.register.points, outcome.decisions)
    return f"风险点还有 {left} 个没有评估,暂按建议等级统计。" if left else ""
