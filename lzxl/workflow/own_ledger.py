"""The office's own ledger (本社台账.xlsx): read, and written again with one entry more; what stands in it stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lzxl.cells import Block, Book, Value, Visibility
from lzxl.checks.book import check_book
from lzxl.checks.new_entry import LedgerRow
from lzxl.checks.units import directory_of
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.characters import brief, name_of
from lzxl.forms.identify import identify
from lzxl.forms.ledger import LEDGER
from lzxl.forms.marking import LIST_SHEET
from lzxl.forms.own_sheets import OWN_SHEETS
from lzxl.forms.parse import Table, parse
from lzxl.forms.pour import contents
from lzxl.forms.template import template
from lzxl.forms.values import is_blank
from lzxl.law.vocabulary import fold
from lzxl.model import Submission, Unit
from lzxl.office.archive import Archive, sha256_of
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.paths import Office
from lzxl.workflow.desk import Desk

LEFT_BEHIND = rule(
    "M120",
    Severity.WARNING,
    "二(五)",
    "原来的本社台账里有模板以外的内容(“{value}”等 {count} 处),没有带进新的一份",
    "原来的那份原样存在“归档/台账”里;要说明的请写在“备注”一栏。",
)


@dataclass(frozen=True)
class OwnLedger:
    """The own ledger as it stands: its bytes (empty where there is none yet), head and rows by field, what a new one lacks."""

    data: bytes
    head: Mapping[str, Value]
    rows: Sequence[LedgerRow]
    left_behind: tuple[Finding, ...] = ()

    def with_row(self, row: LedgerRow, desk: Desk) -> bytes:
        """Return the ledger's bytes with one row more."""
        return render(template(LEDGER, self.head, [*self.rows, row], figures=desk.figures))

    def keep(self, office: Office) -> None:
        """Keep the ledger as it was, before it is written anew."""
        if self.data:
            Archive(office.ledgers).store(self.data, office.own_ledger.name)


def own_ledger(desk: Desk, reader: Reader, ledger_unit: str = "") -> OwnLedger:
    """Return the own ledger; where there is none yet, an empty one of 「台账单位」, else of ``ledger_unit`` (id or name).

    Raises :class:`OfficeError` where it cannot be read or written again without loss, or nobody says whose it is.
    """
    path = desk.office.own_ledger
    if not path.is_file():
        return OwnLedger(b"", _new_head(desk, _keeper(desk, ledger_unit)), ())
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise sentence(fault, path) from fault
    if not data.startswith(b"PK"):
        raise OfficeError(
            f"“{path.name}”有打开密码,或不是 .xlsx 格式,没有登记。请在 Excel 里取消密码、另存为 .xlsx 再登记。"
        )
    book, refused = reader.read(data, path.name)
    identified = identify(book)[0] if book else None
    if book is None or identified is None or identified.form.name != LEDGER.name or not identified.headings:
        why = refused[0].message if refused else "不是扣分台账"
        raise OfficeError(f"“{path.name}”读不出来({why}),没有登记。请修好它或从“归档”取回;改名以后再登记,会新建一份。")
    table, _ = parse(LEDGER, identified.block, identified.headings)
    _refuse_other_year(table, desk)
    _refuse_another(table, desk, ledger_unit)
    head, rows = contents(table)
    return OwnLedger(data, head, rows, tuple(_left_behind(book, identified.block, table)))


def checked(data: bytes, desk: Desk, reader: Reader) -> Submission:
    """Return what the ledger with these bytes comes to, by the very checks of a received one."""
    name = desk.office.own_ledger.name
    book, refused = reader.read(data, name)
    submission = book and check_book(
        book,
        sha256=sha256_of(data),
        received=datetime.combine(desk.today, datetime.min.time()),
        roster=desk.roster,
        figures=desk.figures,
        year=desk.year,
    )
    if not submission:
        raise RuntimeError(f"our own ledger cannot be read: {refused}")
    return submission


def _new_head(desk: Desk, unit: Unit) -> dict[str, Value]:
    return {"unit_name": unit.name, "unit_id": unit.id, "year": desk.year, "filled": desk.today}


def _keeper(desk: Desk, word: str) -> Unit:
    """Return whose ledger a new one is."""
    asked = word or desk.figures.ledger_unit
    if not asked:
        raise OfficeError(
            "还没有本社台账,不知道由哪个科室登记。请在名册“参数”的“台账单位”里填科室的单位编号,或用 --ledger-unit 写明。"
        )
    directory = directory_of(desk.roster)
    named = directory.units_by_name.get(fold(asked), ())
    unit = desk.roster.units.get(fold(asked)) or (named[0] if len(named) == 1 else None)
    if unit is None:
        raise OfficeError(f"名册里没有“{asked}”这个单位,或不止一个,没有登记。请写单位编号。")
    return unit


def _refuse_other_year(table: Table, desk: Desk) -> None:
    year = table.head.get("year")
    if isinstance(year, int) and year != desk.year:
        raise OfficeError(
            f"“{desk.office.own_ledger.name}”是 {year} 年度的,现在办理的是 {desk.year} 年度,没有登记。"
            "请先把它移到别处保存,再登记,会新建一份。"
        )


def _refuse_another(table: Table, desk: Desk, word: str) -> None:
    """Stop where a unit is asked for that is not the ledger's."""
    if not word:
        return
    unit, known = _keeper(desk, word), {fold(str(table.head.get(name) or "")) for name in ("unit_id", "unit_name")}
    if known.isdisjoint({fold(unit.id), fold(unit.name), fold(unit.short_name)} - {""}):
        raise OfficeError(
            f"已有的“{desk.office.own_ledger.name}”不是“{unit.name}”的台账,没有登记。请去掉 --ledger-unit。"
        )


def _left_behind(book: Book, block: Block, table: Table) -> Iterator[Finding]:
    """Yield what people have written into the workbook that is no part of the ledger: it is not poured into a new one."""
    texts = [*_beside(block, table), *_elsewhere(book, block), *block.notes.values()]
    if texts:
        yield LEFT_BEHIND.at(block.place(), brief(texts[0]), count=len(texts))


def _beside(block: Block, table: Table) -> Iterator[str]:
    """Yield what stands below the headings but in no column and row that was read."""
    headings = table.headings
    if headings is None:
        return
    read, serial = {row.number for row in table.rows}, headings.columns.get("serial")
    for row in range(headings.bottom + 1, len(block.rows) + 1):
        for column, raw in enumerate(block.rows[row - 1], 1):
            known = column == serial or (row in read and column in headings.columns.values())
            if not (known or is_blank(raw) or (row, column) in block.formulas):
                yield name_of(raw)


def _elsewhere(book: Book, block: Block) -> Iterator[str]:
    """Yield the names of sheets that are not the template's own and have something in them."""
    own = {*OWN_SHEETS, block.sheet, LIST_SHEET}
    others = (one for one in book.blocks if one.sheet not in own and one.visibility is Visibility.VISIBLE)
    return (one.sheet for one in others if any(not is_blank(raw) for row in one.rows for raw in row))
