"""What the tests of the register are made of: an invented office, workbooks in one line, runs one after another."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from lzxl.cells import Place
from lzxl.findings import Finding, Severity
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Deduction, Person, RiskPoint, Roster, Submission, Unit
from lzxl.register.facts import arrivals
from lzxl.register.merge import Register, register
from lzxl.register.old_master import OldMaster
from lzxl.register.state import Event, OfficeEntry, State, fold

YEAR = 2026
TODAY = date(2026, 10, 8)
CAME = datetime(2026, 9, 1, 8, 0)

ROSTER = Roster(
    units={
        "U00": Unit("U00", "示例县供销合作社领导", UNIT_KINDS["市社领导"], head="P001"),
        "U01": Unit("U01", "样例一社", UNIT_KINDS["基层社"], "一社", "P003", "P002", aliases=("第一样例社",)),
        "U12": Unit("U12", "样例一社门市", UNIT_KINDS["公司"], head="P005"),
    },
    people={
        person.id: person
        for person in (
            Person("P001", "主任样例", "U00", "主任", RANKS["主任"]),
            Person("P002", "领导样例", "U00", "副主任", RANKS["班子成员"]),
            Person("P003", "张样例", "U01", "社主任", RANKS["中层"]),
            Person("P004", "李样例", "U01", "副社主任", RANKS["中层"]),
            Person("P005", "王样例", "U12", "经理", RANKS["中层"]),
            Person("P006", "赵样例", "U01", "营业员", RANKS["一般"]),
        )
    },
    director="P001",
)


def day(text: str) -> date:
    """Return a day of the year from ``9-1``."""
    month, number = text.split("-")
    return date(YEAR, int(month), int(number))


def sha(name: str) -> str:
    """Return a hash for a workbook of this name."""
    return hashlib.sha256(name.encode()).hexdigest()


def point(person: str, ordinal: int, text: str, file: str, unit: str = "U01", **more: str) -> RiskPoint:
    """Return a risk point; ``person`` is ``""`` on a unit table."""
    place = Place(file, "表", 6 + ordinal, 9)
    base = RiskPoint(
        *(
            unit,
            person,
            ordinal,
            text,
            "其他",
            "岗位职责",
            ("自己找",),
            "高",
            "中",
            "低",
            "三级",
            "措施",
            "本人",
            "长期",
        ),
        place=place,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def position(
    file: str, filled: str, rows: Mapping[str, str], came: int = 0, findings: Sequence[Finding] = ()
) -> Submission:
    """Return a position table: by person the texts, one letter a row; ``came`` is hours after the first."""
    points = [point(p, n, text, file) for p, texts in rows.items() for n, text in enumerate(texts, 1)]
    return Submission(
        *(file, sha(file), "岗位承诺表", "U01", YEAR, day(filled), CAME + timedelta(hours=came)),
        points=tuple(points),
        findings=tuple(findings),
    )


def unit_table(file: str, filled: str, texts: str, came: int = 0) -> Submission:
    """Return a unit table of U01."""
    points = tuple(point("", n, text, file) for n, text in enumerate(texts, 1))
    return Submission(
        file, sha(file), "单位承诺表", "U01", YEAR, day(filled), CAME + timedelta(hours=came), points=points
    )


def ledger(file: str, filled: str, points: Mapping[int, str], came: int = 0, zero: bool = False) -> Submission:
    """Return a ledger of U01: points by serial."""
    entries = tuple(
        Deduction(
            *("U01", YEAR, serial, date(YEAR, 3, serial), "个人", "U01", "P003", f"事由{serial}", "", "扣分"),
            Decimal(value),
            place=Place(file, "扣分台账", 5 + serial),
        )
        for serial, value in points.items()
    )
    return Submission(
        *(file, sha(file), "扣分台账", "U01", YEAR, day(filled), CAME + timedelta(hours=came)),
        entries=entries,
        zero_report=zero,
    )


ERROR = Finding(Severity.ERROR, "C999", Place("坏.xlsx"), "有错", "改正")


@dataclass(frozen=True)
class File:
    """A received file."""

    file: str
    sha256: str
    modified: datetime = CAME
    kind: str = "workbook"


def received(submissions: Iterable[Submission]) -> list[File]:
    """Return the files that these workbooks stand in."""
    return [File(item.file, item.sha256, item.received) for item in submissions]


@dataclass
class Runs:
    """Runs one after another, with the journal between them and the master that each leaves."""

    events: list[Event] = field(default_factory=list)

    def run(
        self, *submissions: Submission, old: OldMaster | None = None, today: date = TODAY, roster: Roster = ROSTER
    ) -> Register:
        """Consolidate; the new events are kept."""
        state = self.state
        seen, came = arrivals(received(submissions), state)
        result = register(submissions, state, roster, year=YEAR, today=today, seen=seen, old=old)
        self.events += [*came, *result.events]
        return result

    @property
    def state(self) -> State:
        """What the journal says now."""
        return fold(self.events)


def numbers(result: Register) -> dict[tuple[str, str], str]:
    """Return the numbers of the current rows by subject and text."""
    return {(row.point.person or row.point.unit, row.point.text): row.number for row in result.points}


def serials(result: Register, subject: str = "P003") -> str:
    """Return one subject's rows as ``a1 b2``: text and last digit of the number."""
    rows = [row for row in result.points if (row.point.person or row.point.unit) == subject]
    return " ".join(f"{row.point.text}{int(row.number.rpartition('-')[2])}" for row in rows)


def codes(findings: Iterable[Finding]) -> list[str]:
    """Return the codes of findings, sorted."""
    return sorted(finding.code for finding in findings)


def master_of(result: Register, typed: Mapping[str, Mapping[str, Mapping[str, object]]] | None = None) -> OldMaster:
    """Return the master that a run has left, with what the office has ``typed`` since, by sheet, number and field."""
    sheets: dict[str, dict[str, OfficeEntry]] = {name: {} for name in ("岗位风险登记册", "单位风险登记册", "扣分台账")}
    for row in result.points:
        name = "岗位风险登记册" if row.point.person else "单位风险登记册"
        sheets[name][row.number] = OfficeEntry(result.office[name].get(row.number, {}), "某人", row.point.text)
    for entry in result.entries:
        cells = result.office["扣分台账"].get(entry.number, {})
        sheets["扣分台账"][entry.number] = OfficeEntry(cells, "某人", entry.entry.reason)
    for name, rows in (typed or {}).items():
        for number, values in rows.items():
            known = sheets[name][number]
            sheets[name][number] = replace(known, values={**known.values, **values})  # type: ignore[dict-item]
    return OldMaster(sheets, result.void)
