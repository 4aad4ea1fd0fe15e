"""A received workbook from sheet to :class:`Submission`: what it is, what it holds, and all that is wrong with it at once."""

from datetime import datetime

from lzxl.cells import Block, Book
from lzxl.checks.commitment import check_commitment
from lzxl.checks.copies import check_samples
from lzxl.checks.head import HeadFacts, check_head
from lzxl.checks.ledger import check_ledger, refused_serials
from lzxl.checks.units import Directory, directory_of
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.identify import identify
from lzxl.forms.ledger import LEDGER
from lzxl.forms.parse import Table, parse
from lzxl.law.figures import Figures
from lzxl.model import Deduction, RiskPoint, Roster, Submission

NO_DATA = rule(
    "T150", Severity.ERROR, "二(二)", "表内没有数据", "请填写后重新报送;扣分台账没有内容的,请把零报告填为“是”。"
)
PICTURE_ONLY = rule(
    "T151", Severity.ERROR, "二(二)", "表内没有数据(只有图片)", "图片里的内容程序读不到,请把内容填进表格的单元格。"
)


def check_book(
    book: Book, *, sha256: str, received: datetime, roster: Roster | None, figures: Figures, year: int | None
) -> Submission | None:
    """Return what a workbook holds, with all findings; None where it is none of ours (:func:`refusal` says why).

    Without a roster units and people stand as the workbook names them; without ``year`` any year is right.
    """
    identified, findings = identify(book)
    if identified is None:
        return None
    table, more = parse(identified.form, identified.block, identified.headings)
    findings = [*findings, *more]
    directory = directory_of(roster) if roster else None
    facts, more = check_head(table, identified.claims, directory, year)
    findings += more
    points, entries, more = _rows(table, facts, directory, figures)
    if facts.set_aside:
        points, entries = [], []
    findings += [*more, *check_samples(table), *_without_rows(table, identified.block)]
    zero = table.head.get("zero_report") == "是"
    name = facts.unit.name if facts.unit else ""
    refused, leaving = refused_serials(table, entries, findings)
    return Submission(
        file=book.file,
        sha256=sha256,
        table=identified.form.name,
        unit=facts.unit_id,
        year=facts.year,
        filled=facts.filled,
        received=received,
        points=tuple(points),
        entries=tuple(entries),
        zero_report=zero,
        rows=len(table.rows),
        refused=refused,
        leaving=leaving,
        findings=tuple(finding.of(name) for finding in dict.fromkeys(findings)),
    )


def refusal(book: Book) -> list[Finding]:
    """Return why a workbook is none of ours, empty where it is one."""
    identified, findings = identify(book)
    return findings if identified is None else []


def _rows(
    table: Table, facts: HeadFacts, directory: Directory | None, figures: Figures
) -> tuple[list[RiskPoint], list[Deduction], list[Finding]]:
    if table.form.name == LEDGER.name:
        entries, findings = check_ledger(table, facts, directory, figures)
        return [], entries, findings
    points, findings = check_commitment(table, facts, directory, figures)
    return points, [], findings


def _without_rows(table: Table, block: Block) -> list[Finding]:
    """Return the error of a table without a row; a ledger may say so itself (零报告), a lost heading row was told already."""
    if table.rows or table.headings is None or table.head.get("zero_report") == "是":
        return []
    return [(PICTURE_ONLY if block.pictures else NO_DATA).at(block.place())]
