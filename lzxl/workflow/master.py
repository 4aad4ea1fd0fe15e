"""The master (汇总册): read back through the same path as any workbook, and laid out from an outcome."""

from collections import Counter
from collections.abc import Sequence

from lzxl.cells import WorkbookOut
from lzxl.excel.read import Reader
from lzxl.findings import Finding, in_order
from lzxl.forms import master_rows as rows
from lzxl.forms.form import Form
from lzxl.forms.identify import find_sheet
from lzxl.forms.master import MasterContent, master
from lzxl.forms.master_intake import COVERAGE, FINDINGS, RECEIVED, VOID
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.master_rows import Row
from lzxl.forms.master_warning import ACCOUNTABILITY, ACCOUNTS, LEDGER_REGISTER, NOTICES
from lzxl.forms.overview import HeldBack, Numbers
from lzxl.forms.parse import Table, parse
from lzxl.forms.registry import MASTER
from lzxl.model import FileStatus
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.paths import INBOX, Office
from lzxl.register import statistics
from lzxl.register.old_master import OldMaster, read_old_master
from lzxl.workflow.outcome import Outcome


def old_master(office: Office, reader: Reader) -> tuple[OldMaster | None, list[Finding]]:
    """Return what the office has typed into the master so far; None where there is no master yet.

    Raises :class:`OfficeError` where it is there and cannot be read: overwriting it could lose what stands in it.
    """
    if not office.master.is_file():
        return None, []
    try:
        data = office.master.read_bytes()
    except OSError as fault:
        raise sentence(fault, office.master) from fault
    book, refused = reader.read(data, office.master.name)
    if book is None:
        raise OfficeError(
            f"原来的“{office.master.name}”读不出来:{refused[0].message}。为免丢失本社填写的内容,没有覆盖它;"
            "请先修好,或改名另存后再运行(编号和已汇总过的本社填写会恢复)。"
        )
    found = [(form, find_sheet(book, form)) for form in MASTER if form.office_columns]
    parsed = [parse(form, block) for form, block in found if block]
    _refuse_without_headings(office, [table for table, _ in parsed])
    old, findings = read_old_master(table for table, _ in parsed)
    office_faults = (finding for table, found in parsed for finding in found if _is_office_cell(finding, table))
    return old, [*findings, *office_faults]


def _refuse_without_headings(office: Office, tables: Sequence[Table]) -> None:
    """Without its headings a sheet would look empty, and what the office typed there since the last run would be lost."""
    lost = "、".join(f"“{table.form.sheet}”" for table in tables if table.headings is None)
    if lost:
        raise OfficeError(
            f"“{office.master.name}”的工作表{lost}没有了表头,为免丢失本社填写的内容,没有覆盖它;"
            "请恢复表头那一行(或从备份取回)后再运行。"
        )


def _is_office_cell(finding: Finding, table: Table) -> bool:
    """What the program writes is written anew anyway: only what the office typed is worth telling."""
    columns = table.headings.columns if table.headings else {}
    office = {columns.get(column.field, 0) for column in table.form.office_columns}
    return finding.place.row > 0 and finding.place.column in office


def lay_out(outcome: Outcome) -> WorkbookOut:
    """Return the master of an outcome, all sheets in the contract's order."""
    register, decisions, roster = outcome.register, outcome.decisions, outcome.desk.roster
    cells = outcome.office_cells
    points = {
        form: [
            rows.point_row(one, decisions.ratings[one.number], roster, cells[form.sheet])
            for one in register.points
            if bool(one.point.person) is (form is POSITION_REGISTER)
        ]
        for form in (POSITION_REGISTER, UNIT_REGISTER)
    }
    content: dict[Form, Sequence[Row]] = {
        **points,
        LEDGER_REGISTER: [rows.entry_row(one, roster, cells[LEDGER_REGISTER.sheet]) for one in register.entries],
        ACCOUNTS: [rows.account_row(one, roster) for one in decisions.accounts],
        NOTICES: [rows.notice_row(one, roster, cells[NOTICES.sheet]) for one in decisions.notices],
        ACCOUNTABILITY: [
            rows.escalation_row(one, roster, cells[ACCOUNTABILITY.sheet]) for one in decisions.escalations
        ],
        COVERAGE: [rows.coverage_row(one, roster) for one in outcome.coverage],
        RECEIVED: [rows.receipt_row(n, one, roster) for n, one in enumerate(outcome.receipts, 1)],
        FINDINGS: [rows.finding_row(one) for one in in_order(outcome.findings)],
        VOID: [one.row() for one in outcome.void],
    }
    links = {receipt.file: f"{INBOX}/{receipt.file}" for receipt in outcome.receipts if _on_disk(outcome, receipt.file)}
    return master(MasterContent(_numbers(outcome), {form.sheet: found for form, found in content.items()}, links))


def _on_disk(outcome: Outcome, file: str) -> bool:
    """A member of an archive has no path of its own to jump to."""
    return (outcome.desk.office.inbox / file).is_file()


def _numbers(outcome: Outcome) -> Numbers:
    """Return the numbers of 总览."""
    desk, decisions = outcome.desk, outcome.decisions
    returned = [receipt.sha256 for receipt in outcome.receipts if receipt.status is FileStatus.RETURNED]
    return Numbers(
        office=desk.figures.office_name,
        year=desk.year,
        today=desk.today,
        levels=statistics.levels_by_kind(outcome.register.points, decisions, desk.roster),
        grades=statistics.grades_by_kind(decisions.accounts, desk.roster),
        coverage=statistics.coverage_by_kind(outcome.coverage, desk.roster),
        statuses=Counter(receipt.status.value for receipt in outcome.receipts),
        severities=Counter(finding.severity.value for finding in outcome.findings),
        held=HeldBack(*statistics.held_back(outcome.taken.submissions, returned)),
        remark=f"等级和预警所用数值为{desk.figures.label('一级起点', '二级起点', 'A级起点', 'B级起点', 'C级起点')}。",
    )
