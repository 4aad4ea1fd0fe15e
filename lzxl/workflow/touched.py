"""Was the master (汇总册) touched? It is made again as the journal says it was last written, and compared; nothing is written."""

from lzxl.cells import Block, Book, Place
from lzxl.excel.passwords import office_passwords
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Form
from lzxl.forms.identify import find_sheet
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.parse import Table, parse
from lzxl.forms.registry import MASTER, MASTER_FILE, OVERVIEW
from lzxl.office.archive import hash_of, sha256_of
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.office.verify import trusted
from lzxl.register.office_columns import as_written
from lzxl.register.state import State
from lzxl.register.touched import Sheets, touched
from lzxl.workflow.desk import open_desk
from lzxl.workflow.line import run_line
from lzxl.workflow.master import lay_out
from lzxl.workflow.receive import quiet

NOT_COMPARED = rule(
    "J127",
    Severity.NOTE,
    "",
    "上次汇总之后来件、名册、参数或程序有了变化,程序填的栏目有没有被改动,暂时无法逐格核对",
    "请再汇总一次(本社填写的内容会保留),以后再核验就能逐格核对",
)
UNREADABLE = rule(
    "J128",
    Severity.WARNING,
    "",
    "汇总册读不出来,没有核对:{reason}",
    "请先修好它,或从备份取回;也可以改名另存后再汇总一次",
)


def touched_master(office: Office, reader: Reader) -> tuple[list[str], list[Finding]]:
    """Return what people have changed in the master since it was written, and the numbers (编号) left to be proved.

    Numbers are returned where the cells could not be compared: those of both risk registers as they stand now. Where the
    journal cannot be relied on, or the master is as it was written, there is nothing to compare.
    """
    journal, state = Journal.folded(office.journal, office.head)
    try:
        if not trusted(journal) or not office.master.is_file() or state.wrote(hash_of(office.master)):
            return [], []
        data = office.master.read_bytes()
    except OSError as fault:
        raise sentence(fault, office.master) from fault
    found, refused = reader.read(data, office.master.name, office_passwords())
    if found is None:
        return [], [UNREADABLE.at(Place(MASTER_FILE), reason=refused[0].message)]
    written = _as_written(office, reader, state)
    if written is None:
        return _numbers(found), [NOT_COMPARED.at(Place(MASTER_FILE))] if state.master else []
    sheets = (Sheets(form, _table(written, form), _table(found, form)) for form in MASTER)
    return [], touched(sheets, (_overview(written), _overview(found)))


def _as_written(office: Office, reader: Reader, state: State) -> Book | None:
    """Return the master as it was last written, None where the very same bytes cannot be made again."""
    if state.master_run is None:
        return None
    year, today = state.master_run
    try:
        desk = open_desk(office, reader, year=year, today=today)
        content = render(lay_out(run_line(desk, state, (), (as_written(state), []), quiet, replay=True)))
    except OfficeError:  # no roster to be read, no 收件
        return None
    return reader.read(content, office.master.name)[0] if sha256_of(content) == state.master else None


def _table(book: Book, form: Form) -> Table | None:
    block = find_sheet(book, form)
    return parse(form, block)[0] if block else None


def _overview(book: Book) -> Block | None:
    return next((block for block in book.blocks if block.sheet == OVERVIEW), None)


def _numbers(book: Book) -> list[str]:
    """Return the numbers of both risk registers."""
    tables = [table for form in (POSITION_REGISTER, UNIT_REGISTER) if (table := _table(book, form))]
    return [str(number) for table in tables for row in table.rows if (number := row.values.get("number"))]
