"""Who has mailed a workbook: another unit than the one that its head names? Only a person can tell whether that is wrong."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.addresses import addresses
from lzxl.model import Roster, Submission

OTHER_UNIT = rule(
    "X170",
    Severity.WARNING,
    "二(二)",
    "发件邮箱“{value}”在名册里是“{of}”的,表里填的单位是“{unit}”",
    "请核对是不是这个单位报的;代为发送的不用处理。",
)
UNKNOWN_SENDER = rule(
    "X171",
    Severity.NOTE,
    "二(二)",
    "发件邮箱“{value}”不是“{unit}”在名册里登记的邮箱",
    "请核对来信;换了邮箱的请改名册。",
)
_MAIL = re.compile(r"(.*\.(?:eml|msg))/", re.IGNORECASE | re.DOTALL)


def check_senders(
    senders: Mapping[str, str], submissions: Sequence[Submission], roster: Roster, own: Collection[str] = ()
) -> list[Finding]:
    """Return what the senders' addresses (by file) say against the units of the workbooks.

    ``own``: the office's own mailboxes, which pass on what others have sent. An unknown address is told only of a unit
    that has one in the roster, and of the mail rather than of the workbook, whose 状态 it must not change.
    """
    known, passing_on = _units_by_address(roster), {address.lower() for address in own}
    return [
        finding
        for one in submissions
        if one.unit in roster.units and (sender := senders.get(one.file, "")) and sender not in passing_on
        for finding in _about(one, sender, known, roster)
    ]


def _about(one: Submission, sender: str, known: Mapping[str, set[str]], roster: Roster) -> Iterator[Finding]:
    unit, units = roster.units[one.unit], known.get(sender, set())
    if units and one.unit not in units:
        names = "、".join(roster.units[other].name for other in sorted(units))
        yield OTHER_UNIT.at(Place(one.file), sender, of=names, unit=unit.name)
    elif not units and addresses(unit.mail):
        inside = _MAIL.match(one.file)
        yield UNKNOWN_SENDER.at(Place(inside[1] if inside else one.file), sender, unit=unit.name)


def _units_by_address(roster: Roster) -> Mapping[str, set[str]]:
    """Return the unit ids that an address stands for: the unit's own, and those of its people."""
    units: defaultdict[str, set[str]] = defaultdict(set)
    for unit in roster.units.values():
        for address in addresses(unit.mail):
            units[address.lower()].add(unit.id)
    for person in roster.people.values():
        if person.unit in roster.units:
            for address in addresses(person.mail):
                units[address.lower()].add(person.unit)
    return units
