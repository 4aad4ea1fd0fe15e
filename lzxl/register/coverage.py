"""Who owes what and what has come (报送情况): the goal of full coverage 一(二), the dates of 二(二) and 二(五)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.law import schedule
from lzxl.law.figures import Figures
from lzxl.law.schedule import FLOW_CHART
from lzxl.law.vocabulary import fold
from lzxl.model import Coverage, Roster, Submission, Unit
from lzxl.register.facts import ReceivedFile
from lzxl.register.merge import Register
from lzxl.register.receipts import PAPER
from lzxl.register.state import instant

_CHART_WORD = "流程图"

NOBODYS_CHART = rule(
    "G130",
    Severity.NOTE,
    "二(二)2",
    "是流程图,但看不出是哪个单位的,报送情况没有计入",
    "请在文件名里写上单位名称、简称或单位编号,或放进以单位命名的文件夹",
)


def _words(unit: Unit) -> set[str]:
    return {fold(word) for word in (unit.name, unit.short_name, unit.id, *unit.aliases) if fold(word)}


def _stands_in(word: str, text: str) -> bool:
    """Return whether a word stands in a text; a word of letters and digits (an id) not inside a longer one."""
    if re.fullmatch(r"[A-Za-z0-9_-]+", word):
        return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", text, re.IGNORECASE) is not None
    return word in text


def unit_of_chart(file: str, roster: Roster) -> str | None:
    """Return the unit that a paper is the flow chart of: ``""`` where that is not clear, None where it is no flow chart.

    The unit's name, short name, alias or id stands in the file's name, else in that of the nearest folder; the longest
    of several words wins.
    """
    return unit_named_in(file, roster) if _CHART_WORD in fold(file) else None


def unit_named_in(file: str, roster: Roster) -> str:
    """Return the unit that the name of a file or of its nearest folder names, ``""`` where that is not clear."""
    for part in (fold(part) for part in reversed(PurePosixPath(file).parts)):
        found = [
            (len(word), unit.id) for unit in roster.units.values() for word in _words(unit) if _stands_in(word, part)
        ]
        longest = {unit for length, unit in found if length == max(found)[0]}
        if longest:
            return longest.pop() if len(longest) == 1 else ""
    return ""


def charts_by_file(received: Iterable[ReceivedFile], roster: Roster) -> dict[str, str]:
    """Return by file name the unit that each flow chart among the papers is of, ``""`` where that is not clear."""
    found = {file.file: unit_of_chart(file.file, roster) for file in received if file.kind == PAPER}
    return {file: unit for file, unit in found.items() if unit is not None}


def flow_charts(
    received: Sequence[ReceivedFile], seen: Mapping[str, datetime], roster: Roster
) -> tuple[dict[str, datetime], list[Finding]]:
    """Return by unit when its (latest) flow chart was received 二(二)2, and a note for charts that nobody can be given."""
    latest: dict[str, datetime] = {}
    findings = []
    charts = charts_by_file(received, roster)
    for file in received:
        unit = charts.get(file.file)
        if unit == "":
            findings.append(NOBODYS_CHART.at(Place(file.file)))
        elif unit:
            moment = seen.get(file.sha256, file.modified)
            latest[unit] = max(latest.get(unit, moment), moment, key=instant)
    return latest, findings


def coverage(
    roster: Roster,
    figures: Figures,
    register: Register,
    charts: Mapping[str, datetime],
    seen: Mapping[str, datetime],
    *,
    year: int,
) -> list[Coverage]:
    """Return the rows of 报送情况, unit by unit in the roster's order. ``charts``: see :func:`flow_charts`."""
    owing, filed = _owing(roster), {row.point.person for row in register.points}
    tables = {row.point.unit for row in register.points if not row.point.person}
    ledgers = {item.unit for item in register.accepted if item.table == LEDGER.name and _says_something(item)}
    counts: Mapping[str, Callable[[Unit], tuple[int, int] | None]] = {
        POSITION.name: lambda unit: (len(owing[unit.id]), len(owing[unit.id] & filed)),
        UNIT_TABLE.name: lambda unit: (1, int(unit.id in tables)) if unit.kind.owes_unit_table else None,
        FLOW_CHART: lambda unit: (1, int(unit.id in charts)) if unit.kind.owes_unit_table else None,
        LEDGER.name: lambda unit: (1, int(unit.id in ledgers)) if figures.units_send_ledger else None,
    }
    latest = {**_latest(register.accepted, seen), **{(unit, FLOW_CHART): moment for unit, moment in charts.items()}}
    rows = []
    for unit in roster.units.values():
        for table, count in counts.items():
            due = count(unit)
            if due is not None:
                moment = latest.get((unit.id, table))
                day = schedule.deadline(table, year, figures)
                rows.append(Coverage(unit.id, table, *due, day, moment.date() if moment else None))
    return rows


def _says_something(submission: Submission) -> bool:
    return bool(submission.entries) or submission.zero_report


def _owing(roster: Roster) -> Mapping[str, set[str]]:
    """Return by unit the people who owe a position table 二(二)1; all are gone over once, not once for each unit."""
    owing: dict[str, set[str]] = {unit: set() for unit in roster.units}
    for person in roster.people.values():
        if person.rank.owes_position_table and person.unit in owing:
            owing[person.unit].add(person.id)
    return owing


def _latest(accepted: Iterable[Submission], seen: Mapping[str, datetime]) -> dict[tuple[str, str], datetime]:
    latest: dict[tuple[str, str], datetime] = {}
    for item in accepted:
        moment = seen.get(item.sha256, item.received)
        key = (item.unit, item.table)
        latest[key] = max(latest.get(key, moment), moment, key=instant)
    return latest
