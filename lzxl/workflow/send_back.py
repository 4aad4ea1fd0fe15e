"""``lzxl return`` (退回) 二(二): marked copies with letters for what has errors, receipts for all that came.

What a unit has put right goes away at the next round; what somebody has edited there stays.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lzxl.cells import Book
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity, in_order
from lzxl.forms.compared import compared
from lzxl.forms.paper_text import typeset
from lzxl.forms.registry import TEMPLATES
from lzxl.law.clauses import cite
from lzxl.law.schedule import deadline
from lzxl.model import FileStatus, Receipt, Submission
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.paper.markup import Part
from lzxl.register.returned import last_before
from lzxl.register.returned_on import last_round, mark_of, returned_event
from lzxl.report import Report
from lzxl.workflow.bureau import Bureau
from lzxl.workflow.consolidate import settle
from lzxl.workflow.marked_copy import marked_copy, table_of
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.own_words import file_names, only_own, own_text, words_in
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.posting import Post, post
from lzxl.workflow.receipts_told import tell_receipts
from lzxl.workflow.receive import Advance, quiet
from lzxl.workflow.whose import Whose, doubts, whose_file

RETURNED = "退回"
_LETTER = "退回通知"
_MOST_LISTED = 40
_CLAUSES = {form.name: cite(form.clause) for form in TEMPLATES}


class _Compared(NamedTuple):
    """The unit's last workbook (``""`` where there is none), whether nothing was changed since, and what was."""

    last: str = ""
    same: bool = False
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Case:
    """A workbook that is sent back: what is wrong with it in words that its unit may read, and the copy with the marks."""

    submission: Submission
    findings: tuple[Finding, ...]
    copy: bytes
    compared: _Compared
    doubt: str = ""  # why it may be another unit's than its head says

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def send_back(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line, then make 退回/ hold, unit by unit, what is to be put right, and 往来/回执 what each unit has sent."""
    office = Office.open(root)
    with run_lock(office, "退回"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at)
        bureau = Bureau(outcome.desk, RETURNED)
        whose = Whose(outcome, reader)
        cases = _cases(outcome, whose)
        unread = unread_files(outcome)
        units = [*outcome.desk.roster.units, ""]
        letters = {
            one: _letter(bureau, outcome, one, cases[one], unread[one]) for one in units if cases[one] or unread[one]
        }
        posts = [
            Post(one, letter, _attached(cases[one], file_names(outcome.desk.roster, one)))
            for one, letter in letters.items()
        ]
        written = post(bureau, RETURNED, RETURNED, _LETTER, posts)
        told = tell_receipts(bureau, outcome, whose.doubts())
        bureau.close()
        _note_round(outcome)
    books = sum(map(len, cases.values()))
    sentence = _sentence(books, sum(map(len, unread.values())), len(letters), bureau.no_pdf)
    return outcome.report(sentence, written.folders, [*written.findings, *told])


def _note_round(outcome: Outcome) -> None:
    """Note in the journal on what these letters were written, so that none goes out once something else has come."""
    office, mark = outcome.desk.office, mark_of(outcome.taken.received)
    journal = Journal.load(office.journal, office.head)
    journal.append([returned_event(mark)] if last_round(journal.events) != mark else [])


def _cases(outcome: Outcome, whose: Whose) -> dict[str, list[_Case]]:
    """Return the workbooks to be put right by unit, ``""`` where that is not known."""
    cases: defaultdict[str, list[_Case]] = defaultdict(list)
    for one, book, unit, doubt in whose.returned():
        found = _own_findings(outcome, one, unit, book)
        changes = _compared(one, book, outcome, whose) if unit else _Compared()
        cases[unit].append(_Case(one, found, marked_copy(book, found), changes, doubt))
    return cases


def _own_findings(outcome: Outcome, one: Submission, unit: str, book: Book) -> tuple[Finding, ...]:
    """Return what is told of a workbook, without names of other units' people that the unit has not written itself."""
    mine = only_own(outcome.desk.roster, unit, words_in(book))
    about = (finding for finding in in_order(outcome.findings) if finding.place.file == one.file)
    return tuple(mine(finding) for finding in about if finding.severity is Severity.ERROR or finding.place.row)


def unread_files(outcome: Outcome) -> dict[str, list[Receipt]]:
    """Return the files that could not be read by unit, but for those that the unit has sent again since and named alike."""
    found: defaultdict[str, list[Receipt]] = defaultdict(list)
    for receipt in outcome.receipts:
        if receipt.status is FileStatus.UNREAD:
            unit = whose_file(receipt.file, outcome)
            if not _sent_since(receipt, unit, outcome.receipts):
                found[unit].append(receipt)
    return found


def _sent_since(unread: Receipt, unit: str, receipts: Sequence[Receipt]) -> bool:
    return any(
        one.unit == unit
        and one.table
        and one.table in PurePosixPath(unread.file).name
        and one.received > unread.received
        and one.status in (FileStatus.TAKEN, FileStatus.TAKEN_WITH_HINTS)
        for one in receipts
        if unit
    )


def _letter(
    bureau: Bureau, outcome: Outcome, unit: str, cases: Sequence[_Case], unread: Sequence[Receipt]
) -> list[Part]:
    roster = outcome.desk.roster
    named, mine = file_names(roster, unit), own_text(roster, unit)
    values = {
        "单位": roster.name_of("", unit),
        "表": [_of_case(case, outcome, named) for case in cases],
        "未读取": [_of_unread(one, outcome, named, mine) for one in unread],
    }
    return bureau.write(_LETTER, values, *(case.copy for case in cases))


def _of_case(case: _Case, outcome: Outcome, named: Callable[[str], str]) -> dict[str, object]:
    one, desk = case.submission, outcome.desk
    errors = case.errors
    return {
        "表名": one.table,
        "文件": named(one.file),
        "存疑": typeset(case.doubt),
        "填表日期": one.filled,
        "错误数": len(errors),
        "条款": typeset("、".join(dict.fromkeys([_CLAUSES[one.table], *(f.clause for f in errors if f.clause)]))),
        "截止": deadline(one.table, desk.year, desk.figures),
        "错误": [
            {"位置": f.place.address or "整表", "问题": typeset(f.message), "改法": typeset(f.cure)}
            for f in errors[:_MOST_LISTED]
        ],
        "其余": max(len(errors) - _MOST_LISTED, 0),
        "上次": named(case.compared.last),
        "无变化": case.compared.same,
        "变化": list(case.compared.changes),
    }


def _compared(one: Submission, book: Book, outcome: Outcome, whose: Whose) -> _Compared:
    """Return what the unit has changed since its last workbook that is its own for certain."""
    doubted = doubts(outcome)
    certain = [other for other in outcome.taken.submissions if other.file not in doubted]
    last = last_before(one, certain, outcome.taken.seen)
    if last is None:
        return _Compared()
    before = whose.book(last.file)
    if whose.doubt(before):
        return _Compared()
    found = compared(table_of(before), table_of(book))
    return _Compared(last.file, found.same, tuple(map(typeset, found.changes)))


def _of_unread(
    receipt: Receipt, outcome: Outcome, named: Callable[[str], str], mine: Callable[[str], str]
) -> dict[str, object]:
    about = next((f for f in in_order(outcome.findings) if f.place.file == receipt.file), None)
    return {
        "文件": named(receipt.file),
        "原因": typeset(mine(about.message if about else receipt.remark)),
        "改法": typeset(mine(about.cure if about else "请重新报送")),
    }


def _attached(cases: Sequence[_Case], named: Callable[[str], str]) -> dict[str, bytes]:
    names: list[str] = []
    for case in cases:
        names.append(safe_name(f"{PurePosixPath(named(case.submission.file)).stem}(请改正)", names))
    return {f"{name}.xlsx": case.copy for name, case in zip(names, cases, strict=True)}


def _sentence(books: int, unread: int, letters: int, no_pdf: str) -> str:
    if not letters:
        return "没有要退回的:收到的表都已计入,或者已经改正重报。"
    parts = [f"{books} 份表" if books else "", f"{unread} 个读不出的文件" if unread else ""]
    end = f"。{no_pdf}" if no_pdf else "。"
    return f"要退回 {'、'.join(filter(None, parts))},在“{RETURNED}”目录里备好了 {letters} 份退回通知和邮件草稿{end}"
