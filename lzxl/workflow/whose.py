"""Whose file it is: by its own or its folder's name, else by who has mailed it; and whether its head can be believed."""

from collections.abc import Mapping

from lzxl.cells import Book
from lzxl.checks import head, people, senders
from lzxl.findings import ANOTHERS
from lzxl.forms.addresses import addresses
from lzxl.law.vocabulary import fold
from lzxl.model import Person
from lzxl.register.coverage import unit_named_in
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.own_words import words_in

_DOUBTS: Mapping[str, str] = {
    people.OTHER_UNIT.code: "表中有别的单位的人员",
    head.OTHER_UNIT.code: "所用的模板是下发给别的单位的",
    head.FILE_UNIT.code: "文件名或所在文件夹写的是别的单位",
    senders.OTHER_UNIT.code: "是从别的单位的邮箱发来的",
}
_OTHERS_ONLY = "表中只有别的单位的人员"


def whose_file(file: str, outcome: Outcome) -> str:
    """Return the id of the unit that has sent a file, ``""`` where that is not clear: nothing says it, or two say two."""
    roster = outcome.desk.roster
    named = unit_named_in(file, roster)
    sender = next((one.sender.lower() for one in outcome.taken.received if one.file == file), "")
    units = [unit.id for unit in roster.units.values() if sender and sender in map(str.lower, addresses(unit.mail))]
    mailed = units[0] if len(units) == 1 else ""
    return named if not mailed or named == mailed else "" if named else mailed


def doubts(outcome: Outcome) -> dict[str, str]:
    """Return by file why it may be another unit's than its head says, in words; most workbooks are not there."""
    found: dict[str, list[str]] = {}
    for finding in outcome.findings:
        if finding.code in ANOTHERS:
            found.setdefault(finding.place.file, []).append(_DOUBTS[finding.code])
    return {file: ",".join(dict.fromkeys(words)) for file, words in found.items()}


def others_only(book: Book, unit: str, outcome: Outcome) -> str:
    """Return why a workbook is not ``unit``'s where it names other units' people and none of its own, else ``""``.

    The leaders, whom every unit's table may name, are nobody's here.
    """
    roster, typed = outcome.desk.roster, set(words_in(book).split("\n"))
    if unit not in roster.units:
        return ""
    above = {roster.people[one].unit for one in (roster.units[unit].leader, roster.director) if one in roster.people}

    def stands(person: Person) -> bool:
        return not typed.isdisjoint({fold(person.name), fold(person.id)})

    named = {person.unit for person in roster.people.values() if stands(person)}
    return _OTHERS_ONLY if named - above - {unit} and unit not in named else ""
