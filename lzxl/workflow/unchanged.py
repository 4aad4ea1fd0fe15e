"""What the master shows, told by hashes: whether it would come out as it stands, and which of its rows stood there before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from zlib import crc32

from lzxl.forms.form import Form
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.model import RegisteredPoint
from lzxl.office.cache import Cache
from lzxl.office.paths import Office
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.remembered import digest, rules_of

Pieces = list[tuple[str, int]]  # what names some rows that follow each other, and how many there are


def kept_masters(office: Office) -> Cache:
    """Return what is known of masters: the hash of the file by the fingerprint (:class:`Shown`) of what it shows."""
    return Cache(office.cache / "汇总册")


def kept_rows(office: Office) -> Cache:
    """Return what is known of the rows of both registers."""
    return Cache(office.cache / "登记册")


class Shown:
    """What the master of an outcome shows. Of a point or an entry that is where it stands: its words follow from the file.

    ``pieces``: the rows of both registers, a few units at a time. ``fingerprint``: a hash over all; equal ones mean the same bytes.
    """

    def __init__(self, outcome: Outcome) -> None:
        self._rules = digest(rules_of(outcome.desk))
        self._hashes: defaultdict[str, list[str]] = defaultdict(list)  # of more than one, should two be called alike
        for one in outcome.taken.submissions:
            self._hashes[one.file].append(one.sha256)
        self.pieces: Mapping[Form, Pieces] = {
            form: list(self._pieces_of(outcome, form)) for form in (POSITION_REGISTER, UNIT_REGISTER)
        }
        self.fingerprint = digest(self._all(outcome))

    def _pieces_of(self, outcome: Outcome, form: Form) -> Iterator[tuple[str, int]]:
        cells = outcome.office_cells[form.sheet]

        def told(one: RegisteredPoint) -> tuple[object, ...]:
            by_office = one.screening, one.assessed_level, cells.get(one.number)
            return (one.number, *one.point.place, *by_office, one.hints)  # as plain values, whose repr is quick

        for rows in _some_at_a_time(outcome.register.on(form)):
            files = sorted({one.point.place.file for one in rows})
            hashes = [sha256 for file in files for sha256 in self._hashes[file]]
            yield digest([self._rules, form.sheet, *hashes, repr([told(one) for one in rows])]), len(rows)

    def _all(self, outcome: Outcome) -> Iterator[str]:
        decisions = outcome.decisions
        yield from (self._rules, str(outcome.desk.today))
        for form, pieces in self.pieces.items():
            yield from (form.sheet, *(name for name, _ in pieces))
        for entry in outcome.register.entries:
            yield repr((entry.number, entry.entry.place, entry.recognition))
        for found in (outcome.coverage, outcome.receipts, outcome.findings, outcome.void, outcome.office_cells.items()):
            yield from (repr(one) for one in found)
        yield repr((decisions.accounts, decisions.notices, decisions.escalations))


_TOGETHER = 4  # units, on average
_MANY = 1000  # rows


def _some_at_a_time(points: Iterable[RegisteredPoint]) -> Iterator[list[RegisteredPoint]]:
    """Yield points, those of a few units at a time; where one with more or fewer rows moves no end but its own.

    Which unit comes first in a piece follows from its id alone, as a rule.
    """
    rows: list[RegisteredPoint] = []
    for unit, of_unit in groupby(points, lambda one: one.point.unit):
        if rows and (len(rows) >= _MANY or crc32(unit.encode("utf-8", "surrogatepass")) % _TOGETHER == 0):
            yield rows
            rows = []
        for at, one in enumerate(of_unit):
            if at and at % _MANY == 0:  # a piece is whole in memory while it is written
                yield rows
                rows = []
            rows.append(one)
    if rows:
        yield rows
