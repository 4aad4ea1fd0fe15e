"""Whose file it is: by its own or its folder's name, else by who has mailed it; and whether its head can be believed."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from lzxl.cells import Book
from lzxl.checks import head, people, senders
from lzxl.excel.read import Reader
from lzxl.findings import ANOTHERS
from lzxl.forms.addresses import addresses
from lzxl.forms.columns import PERSON_ID, PERSON_NAME
from lzxl.forms.ledger import LEDGER
from lzxl.law.grading import keeps_ledger
from lzxl.law.vocabulary import fold
from lzxl.model import FileStatus, Person, Receipt, Roster, Submission
from lzxl.register.coverage import unit_named_in
from lzxl.register.returned import to_return
from lzxl.workflow.desk import Desk
from lzxl.workflow.marked_copy import read_again, table_of
from lzxl.workflow.outcome import Outcome

_DOUBTS: Mapping[str, str] = {
    people.OTHER_UNIT.code: "表中有别的单位的人员",
    head.OTHER_UNIT.code: "所用的模板是下发给别的单位的",
    head.FILE_UNIT.code: "文件名或所在文件夹写的是别的单位",
    senders.OTHER_UNIT.code: "是从别的单位的邮箱发来的",
}
_OTHERS_ONLY = "表中只有别的单位的人员"
_BETWEEN = re.compile(r"[\s、，,；;/／（）()：:。.]+")  # what stands between names in a cell
_SUBJECT = (PERSON_ID.field, PERSON_NAME.field)  # a person's number may also stand where the name belongs


class Returned(NamedTuple):
    """A workbook to be put right: ``unit`` is whose it is, ``""`` where that is not certain; ``doubt`` says why."""

    submission: Submission
    book: Book
    unit: str
    doubt: str


def whose_file(file: str, outcome: Outcome) -> str:
    """Return the id of the unit that has sent a file, ``""`` where that is not clear: nothing says it, or two say two."""
    roster = outcome.desk.roster
    named = unit_named_in(file, roster)
    sender = next((one.sender.lower() for one in outcome.taken.received if one.file == file), "")
    units = [unit.id for unit in roster.units.values() if sender and sender in map(str.lower, addresses(unit.mail))]
    mailed = units[0] if len(units) == 1 else ""
    return named if not mailed or named == mailed else "" if named else mailed


def unit_of(one: Receipt | Submission, outcome: Outcome) -> str:
    """Return the id of the unit that a file goes by: the one that it names itself, else see :func:`whose_file`."""
    return one.unit if one.unit in outcome.desk.roster.units else whose_file(one.file, outcome)


def doubts(outcome: Outcome) -> dict[str, str]:
    """Return by file why it may be another unit's than its head says, in words; most workbooks are not there."""
    found: dict[str, list[str]] = {}
    for finding in outcome.findings:
        if finding.code in ANOTHERS:
            found.setdefault(finding.place.file, []).append(_DOUBTS[finding.code])
    hashes = {one.sha256: one.file for one in outcome.taken.received if one.file in found and one.sha256}
    alike = {one.file: hashes[one.sha256] for one in outcome.taken.received if one.sha256 in hashes}
    return {file: ",".join(dict.fromkeys(found[alike.get(file, file)])) for file in {**found, **alike}}


class Whose:
    """Asks of the workbooks of a run whether each may be given to its unit; every file that leaves is asked for here."""

    def __init__(self, outcome: Outcome, reader: Reader) -> None:
        self._outcome, self._reader, self._told = outcome, reader, doubts(outcome)
        self._received = {one.file: one for one in outcome.taken.received}
        self._judged: dict[str, str] = {}

    def book(self, file: str) -> Book:
        """Return a workbook by its name, read again; ``OfficeError`` where it is no longer what was listed."""
        return read_again(self._received[file], self._reader)

    def doubt(self, book: Book) -> str:
        """Return why a workbook may be another unit's than the one it goes by, in words, ``""`` where nothing says so.

        Asked are what was found when it was read and checked, and whom it names. Copies of the same bytes are asked as one.
        """
        sha256 = self._received[book.file].sha256
        if sha256 not in self._judged:
            self._judged[sha256] = self._told.get(book.file, "") or self._by_people(book, sha256)
        return self._judged[sha256]

    def _by_people(self, book: Book, sha256: str) -> str:
        """Return why a workbook is not that of the units that its copies go by, judged by whom it names, else ``""``."""
        desk = self._outcome.desk
        copies = [one for one in self._outcome.receipts if one.sha256 == sha256]
        units = {unit_of(one, self._outcome) for one in copies}
        if any(_keeps_for_all(book, one.unit, desk) for one in copies) and len(units) == 1:
            return ""  # by its own head, not by the name of its file
        return next(filter(None, (_others_only(book, unit, desk.roster) for unit in sorted(units))), "")

    def doubts(self) -> dict[str, str]:
        """Return by file why it may be another unit's: whatever was found so, and all that does not count, replaced or not."""
        receipts = self._outcome.receipts
        back = {one.sha256: one.file for one in receipts if one.status is FileStatus.RETURNED}
        for file in (file for sha256, file in back.items() if sha256 not in self._judged):
            self.doubt(self.book(file))
        why = {one.file: self._judged[one.sha256] for one in receipts if one.sha256 in back}
        return {**self._told, **{file: found for file, found in why.items() if found}}

    def returned(self) -> list[Returned]:
        """Return the workbooks that are to be put right (see ``to_return``), each with whom it may be given to."""
        taken = self._outcome.taken
        back = []
        for one in to_return(self._outcome.receipts, taken.submissions, taken.seen):
            book = self.book(one.file)
            doubt = self.doubt(book)
            back.append(Returned(one, book, "" if doubt else unit_of(one, self._outcome), doubt))
        return back

    def returned_by_unit(self) -> Counter[str]:
        """Return by unit how many workbooks are to be put right, by ``""`` those of which that is not certain."""
        return Counter(one.unit for one in self.returned())


def _others_only(book: Book, unit: str, roster: Roster) -> str:
    """Return why a workbook is not ``unit``'s where it names other units' people and none of its own, else ``""``.

    The leaders, whom every unit's table may name, are nobody's here.
    """
    if unit not in roster.units:
        return ""
    above = {roster.people[one].unit for one in (roster.units[unit].leader, roster.director) if one in roster.people}
    named = {person.unit for person in _people_in(book, roster)}
    return _OTHERS_ONLY if named - above - {unit} and unit not in named else ""


def _keeps_for_all(book: Book, unit: str, desk: Desk) -> bool:
    """Whether a workbook is the ledger of a unit that may name anybody in it 二(五)."""
    known = desk.roster.units.get(unit)
    keeps = known is not None and keeps_ledger(unit, known.kind.keeps_ledger, desk.figures)
    return keeps and table_of(book).form.name == LEDGER.name


def _people_in(book: Book, roster: Roster) -> list[Person]:
    """Return whom a workbook names, by name or number.

    A number of digits only is a person's just where people are put down: anywhere else it may count or measure something.
    """
    texts = (cell for block in book.blocks for row in block.rows for cell in row if isinstance(cell, str))
    words = {fold(word) for text in texts for word in (text, *_BETWEEN.split(text))}
    put_down = {fold(str(row.values.get(field))) for row in table_of(book).rows for field in _SUBJECT}

    def stands(person: Person) -> bool:
        number = fold(person.id)
        return fold(person.name) in words or number in put_down or (number in words and not number.isdigit())

    return [person for person in roster.people.values() if stands(person)]
