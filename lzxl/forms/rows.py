"""The rows below a heading row: merged areas filled, people's names carried down, every cell read once and judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lzxl.cells import Area, Block, Place, Raw
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.cell_rules import EMPTY
from lzxl.forms.characters import brief, name_of
from lzxl.forms.form import Column, Form
from lzxl.forms.headings import Headings
from lzxl.forms.readers import of_column
from lzxl.forms.row_kinds import FINDINGS, RowKind, Seen, kind_of_row, see
from lzxl.forms.values import Read, is_blank, read_value, silent_reader
from lzxl.law.vocabulary import fold

_NAMING = frozenset({"person_id", "person_name"})

CARRIED = rule(
    "T140",
    Severity.NOTE,
    "二(二)1",
    "第 {rows} 行没有重写姓名等,按上方的“{name}”读取",
    "无需处理;不是同一人的请补写姓名。",
)
MERGED = rule(
    "T141",
    Severity.NOTE,
    "二(二)",
    "“{heading}”是合并单元格,其内容用于 {area} 的每一行",
    "请尽量逐行填写,不合并单元格。",
)


@dataclass(frozen=True)
class TableRow:
    """A record's row: ``number`` is the sheet's row; all three mappings are by field, for columns that the sheet has.

    ``broken`` are the fields that could not be read or are required and empty; their value is None.
    """

    number: int
    values: Mapping[str, Read]
    raw: Mapping[str, Raw]
    places: Mapping[str, Place]
    broken: frozenset[str] = frozenset()


class _Cell(NamedTuple):
    """A cell that was read closely, and where; ``broken`` where it holds an error, or is required and empty."""

    value: Read
    raw: Raw
    row: int
    column: int
    broken: bool


class _Places(Mapping[str, Place]):
    """The places of a row's cells by field, made when asked for: few rows have a finding. ``carried`` stand further up."""

    __slots__ = ("_block", "_carried", "_columns", "_row")

    def __init__(self, block: Block, row: int, columns: Mapping[str, int], carried: Mapping[str, _Cell]) -> None:
        self._block, self._row, self._columns, self._carried = block, row, columns, carried

    def __getitem__(self, name: str) -> Place:
        cell = self._carried.get(name)
        return self._block.place(*((cell.row, cell.column) if cell else (self._row, self._columns[name])))

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


@dataclass
class _Person:
    """The person whose rows are being read: the carried cells of the first row, and the rows that lean on it."""

    cells: dict[str, _Cell]
    judged: bool = True
    leaning: list[int] = field(default_factory=list)

    def word(self, name: str) -> str:
        """Return a cell of the first row as text, ``""`` where it is blank or the sheet has no such column."""
        return fold(name_of(self.cells[name].raw)) if name in self.cells else ""

    def is_meant_by(self, own: Mapping[str, str]) -> bool:
        """Return whether a row with these own cells is this person's: no other name and no other number.

        A number that the first row lacks is no other number where the row repeats the name.
        """
        number, name = own.get("person_id"), own.get("person_name")
        if name is not None and name != self.word("person_name"):
            return False
        return number is None or number == self.word("person_id") or (name is not None and not self.word("person_id"))


class RowReader:
    """Reads the rows below the heading row in one pass; ``findings`` grows on the way."""

    def __init__(self, form: Form, block: Block, headings: Headings) -> None:
        self.form, self.block, self.headings = form, block, headings
        self.columns = [column for column in form.columns if column.field in headings.columns]
        self._places = {column.field: headings.columns[column.field] for column in self.columns}
        self._readers = [(c, self._places[c.field], silent_reader(c)) for c in self.columns]
        self._carrying = [column for column in self.columns if column.carried]
        self.merged = _merged_cells(block, headings)
        self.findings: list[Finding] = []
        self._told: set[Area] = set()
        self._person: _Person | None = None
        self._people: list[_Person] = []

    def read(self) -> Iterator[TableRow]:
        """Yield the records."""
        gap, signed = 0, False
        for row in range(self.headings.bottom + 1, len(self.block.rows) + 1):
            seen = see(self.block, self.headings, row)
            kind = kind_of_row(self.form, self.headings, seen, gap, signed)
            gap = gap + 1 if kind in (RowKind.BLANK, RowKind.NUMBERED) else 0
            signed = signed or kind is RowKind.SIGNATURE
            if kind is RowKind.RECORD:
                yield self._record(row, seen)
            else:
                self._pass_over(row, seen, kind)
        self._close_person()

    def _pass_over(self, row: int, seen: Seen, kind: RowKind) -> None:
        if kind in FINDINGS:
            named = seen.fields.get("person_name") if kind is RowKind.PREFILLED else None
            shown = name_of(named or seen.cells[0])
            self.findings.append(FINDINGS[kind].at(self.block.place(row), shown, word=brief(shown)))
        if kind is RowKind.PREFILLED:
            self._start_person(row, judged=False)
        elif kind in (RowKind.HEADING, RowKind.OTHER_HEADING):
            self._close_person()

    # ------------------------------------------------------------ one record

    def _record(self, row: int, seen: Seen) -> TableRow:
        carried = self._carried(row, seen)
        line, width = seen.line, len(seen.line)
        values: dict[str, Read] = {}
        raws: dict[str, Raw] = {}
        broken = []
        for column, at, silent in self._readers:
            name = column.field
            raw = line[at - 1] if at <= width else None
            known = None if column.carried else silent(raw)
            if known and (known[0] is not None or (raw is None and not column.required and not self.merged)):
                values[name], raws[name] = known[0], raw  # nearly every cell
                continue
            cell = carried[name] if column.carried else self._own(column, row)
            values[name], raws[name] = cell.value, cell.raw
            if cell.broken:
                broken.append(name)
        return TableRow(row, values, raws, _Places(self.block, row, self._places, carried), frozenset(broken))

    def _own(self, column: Column, row: int, *, judged: bool = True) -> _Cell:
        """Read a cell where it stands, or the merged area that it belongs to; ``judged``: say so where it is empty."""
        at = self._places[column.field]
        raw = self.block.at(row, at)
        area = self.merged.get((row, at)) if self.merged else None
        if area and is_blank(raw):
            raw = self.block.at(area.top, area.left)
            self._tell_merged(column, area, raw)
        silent = silent_reader(column)(raw)
        if silent and (silent[0] is not None or not column.required or not is_blank(raw)):
            return _Cell(silent[0], raw, row, at, False)
        return self._judged(column, raw, row, at, judged)

    def _judged(self, column: Column, raw: Raw, row: int, at: int, judged: bool) -> _Cell:
        """Read a cell of which something is to be said."""
        place = self.block.place(row, at)
        value, findings = read_value(column, raw, place)
        lacking = column.required and is_blank(raw)
        if lacking and judged:
            findings = [of_column(EMPTY, column, place)]
        self.findings += findings
        broken = lacking or any(finding.severity is Severity.ERROR for finding in findings)
        return _Cell(value, raw, row, at, broken)

    def _tell_merged(self, column: Column, area: Area, raw: Raw) -> None:
        if area in self._told or is_blank(raw):
            return
        self._told.add(area)
        top, bottom = (self.block.place(row, area.left).address for row in (area.top, area.bottom))
        place = self.block.place(area.top, area.left)
        self.findings.append(MERGED.at(place, name_of(raw), heading=column.heading, area=f"{top}:{bottom}"))

    # ------------------------------------------------------------ people's rows

    def _carried(self, row: int, seen: Seen) -> dict[str, _Cell]:
        """Return the carried cells of a row: its own, or those of the person whose row it is where they are left blank."""
        if not self._carrying:
            return {}
        own = {c.field: fold(name_of(seen.fields[c.field])) for c in self._carrying if c.field in seen.fields}
        person = self._person_of(own)
        if person is None:
            return self._start_person(row)
        cells = {c.field: self._carry(c, row, own, person) for c in self._carrying}
        if any(cell is person.cells[name] and not is_blank(cell.raw) for name, cell in cells.items()):
            person.leaning.append(row)
        for name, cell in cells.items():  # a cell first filled further down holds from there on
            if is_blank(person.cells[name].raw):
                person.cells[name] = cell
        person.judged = True
        return cells

    def _carry(self, column: Column, row: int, own: Mapping[str, str], person: _Person) -> _Cell:
        """Return a carried cell: the row's own where it has one, else that of the person's first row."""
        first = person.cells[column.field]
        if column.field in own or (is_blank(first.raw) and not person.judged):
            return self._own(column, row)
        return first

    def _person_of(self, own: Mapping[str, str]) -> _Person | None:
        """Return the person whose row this is: the one above, or the only one further up of that name and number."""
        if self._person and self._person.is_meant_by(own):
            return self._person
        earlier = [person for person in self._people if person.is_meant_by(own)] if own.keys() & _NAMING else []
        if len(earlier) != 1:
            return None
        self._close_person()
        self._person = earlier[0]
        return self._person

    def _start_person(self, row: int, *, judged: bool = True) -> dict[str, _Cell]:
        self._close_person()
        cells = {column.field: self._own(column, row, judged=judged) for column in self._carrying}
        self._person = _Person(cells, judged)
        self._people.append(self._person)
        return dict(cells)

    def _close_person(self) -> None:
        person, self._person = self._person, None
        if person is None or not person.leaning:
            return
        first, last = person.leaning[0], person.leaning[-1]
        person.leaning.clear()
        place = self.block.place(first, self.headings.columns.get("person_name", 0))
        name = brief(person.word("person_name")) or "同一人"
        rows = str(first) if first == last else f"{first} 至 {last}"
        self.findings.append(CARRIED.at(place, "(空白)", rows=rows, name=name))


def _merged_cells(block: Block, headings: Headings) -> dict[tuple[int, int], Area]:
    """Return the area of each merged cell below its first row; a value fills its own column only."""
    return {
        (row, area.left): area
        for area in block.merged
        if area.top > headings.bottom
        for row in range(area.top + 1, min(area.bottom, len(block.rows)) + 1)
    }
