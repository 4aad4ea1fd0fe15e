"""Files that were counted and have been taken out of 收件 since: their content counts no more, and somebody must be told."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.registry import LEDGER_FILE
from lzxl.model import Roster, Submission
from lzxl.register.entries import EntryKey, key_of
from lzxl.register.sheaves import PERSON, by_subject, placed
from lzxl.register.state import Order, State, order_of

_WHAT = "以前收到并计入的那份《{file}》现在不在收件目录(移走了,或被另一份盖掉了),其中 {count} 行不再计入"
_KEPT_AT = "原件在“归档/原件/{shelf}”里,文件名以 {mark} 开头"
_WHERE = f"要计入的请放回收件目录,不要盖掉别的文件:{_KEPT_AT}"

REMOVED = rule("G140", Severity.WARNING, "二(三)3", _WHAT, f"{_WHERE};确实不再计入的不用处理")

LEDGER_REMOVED = rule(
    "G142",
    Severity.WARNING,
    "二(五)",
    _WHAT,
    f"{_WHERE};确实不再计入的,也请放回,把那几笔的“状态”改为“撤销”",
)

OWN_LEDGER = rule(
    "G141",
    Severity.WARNING,
    "二(五)",
    "《{file}》以前计入的登记,其中 {count} 行不再计入",
    f"它有错误的,请先改正(见“问题清单”);删去了行或文件不在了的,{_KEPT_AT};"
    "确实不再计入的,请留着那一行,把“状态”改为“撤销”",
)


def kept_at(found: Finding) -> str:
    """Return of a finding of these where the file's original is, as it says itself."""
    said = re.search(_KEPT_AT.format(shelf="[0-9a-f]+", mark="[0-9a-f]+"), found.cure)
    return said[0] if said else ""


class _Content(NamedTuple):
    """Rows of one subject, or one entry, as one file has them; ``year`` and ``unit``: of whom they are."""

    order: Order
    sha256: str
    rows: int
    unit: str
    entry: bool = False


def removed(
    here: Collection[str],
    accepted: Sequence[Submission],
    seen: Mapping[str, datetime],
    state: State,
    roster: Roster,
    year: int,
) -> list[Finding]:
    """Return a warning for each file whose content of ``year`` would count still, were it not gone from 收件.

    ``here``: hashes of all that is there now. ``seen``: when each file was first received, by hash. What a later file has
    replaced or corrected is not missed, nor whoever stands no more in the roster.
    """
    latest = [
        max(versions, key=lambda one: one.order)
        for versions in (
            *_subjects(accepted, seen, state, roster, year),
            *_entries(accepted, seen, state, roster, year),
        )
    ]
    gone: defaultdict[str, list[_Content]] = defaultdict(list)
    for content in latest:
        if content.sha256 not in here:
            gone[content.sha256].append(content)
    by_name = sorted((state.files.get(sha, sha), sha) for sha in gone)
    return [_told(file, sha, gone[sha], roster) for file, sha in by_name]


def _told(file: str, sha256: str, gone: Sequence[_Content], roster: Roster) -> Finding:
    count = sum(content.rows for content in gone)
    of_ledger = OWN_LEDGER if file == LEDGER_FILE else LEDGER_REMOVED
    told = of_ledger if gone[0].entry else REMOVED
    found = told.at(Place(file), file=file, count=count, shelf=sha256[:2], mark=sha256[:12])
    return found.of(roster.units[gone[0].unit].name)


def _subjects(
    accepted: Sequence[Submission], seen: Mapping[str, datetime], state: State, roster: Roster, year: int
) -> Iterator[list[_Content]]:
    """Yield for each person and unit of the roster all versions of the year that were ever counted."""
    current = by_subject(accepted, seen, year)
    for subject in sorted({*state.versions, *current}):
        unit = _unit_of(subject[1], roster)
        if subject[0] != year or not unit:
            continue
        known = state.versions.get(subject, {})
        found = [
            _Content(order_of(one.filled, seen[sha], sha), sha, len(one.texts), unit)
            for sha, one in known.items()
            if sha in seen
        ]
        found += [
            _Content(one.order, one.sha256, len(one.points), unit)
            for one in current.get(subject, ())
            if one.sha256 not in known
        ]
        if found:
            yield found


def _unit_of(subject: str, roster: Roster) -> str:
    identity = subject[2:]
    if not subject.startswith(PERSON):
        return identity if identity in roster.units else ""
    unit = roster.unit_of(identity)
    return unit.id if unit else ""


def _entries(
    accepted: Sequence[Submission], seen: Mapping[str, datetime], state: State, roster: Roster, year: int
) -> Iterator[list[_Content]]:
    """Yield for each entry of the year all ledgers that were ever counted and have it."""
    found: defaultdict[EntryKey, dict[str, _Content]] = defaultdict(dict)
    for sha, ledger in state.counted.items():
        if sha in seen:
            for serial in ledger.serials:
                one = _Content(order_of(ledger.filled, seen[sha], sha), sha, 1, ledger.unit, True)
                found[ledger.unit, ledger.year, serial][sha] = one
    for item in accepted:
        for entry in item.entries:
            order = placed(item, seen).order
            found[key_of(entry)][item.sha256] = _Content(order, item.sha256, 1, entry.ledger, True)
    return (
        list(versions.values())
        for (unit, of_year, _), versions in found.items()
        if of_year == year and unit in roster.units
    )
