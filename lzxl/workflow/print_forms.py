"""``lzxl forms``: the commitment forms and the bound register, as workbooks to print and as PDF, from the line's own rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lzxl.cells import WorkbookOut
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms import bound_register, paper_books
from lzxl.forms.bound_pages import Chapter
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.paper_person import PersonForm
from lzxl.forms.paper_table import PaperPoint
from lzxl.forms.paper_unit import UnitForm
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.model import RegisteredPoint, Unit
from lzxl.office.errors import OfficeError
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.paper.pdf import to_pdf
from lzxl.report import Report
from lzxl.workflow.consolidate import settle
from lzxl.workflow.on_paper import PRINTED, MakePdf, on_paper, paper_files
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.receive import Advance, quiet

BOOK, PUBLIC = "廉政风险登记册", "廉政风险登记册(公示版)"
_LEVEL_FIGURES = ("一级起点", "二级起点", "大小危害均高定一级", "危害高不低于二级")


def forms(
    root: Path,
    *,
    year: int | None,
    today: date,
    only: Sequence[str] = (),
    advance: Advance = quiet,
    at: At = MasterFile,
    pdf: MakePdf = to_pdf,
) -> Report:
    """Run the line, then print under 打印/: a form for each person and unit that has risk points, and the register 二(三)3.

    ``only``: what to print. Names of the four workbooks choose among them; ids and names of people and units choose
    forms, which then go to workbooks of their own, marked (选印). Where ``pdf`` cannot make them, the workbooks are
    made all the same, and the report says how to print them.
    """
    office = Office.open(root)
    with run_lock(office, "打印承诺表"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at)
        chosen = _choose(only, outcome)
        books = {name: render(book) for name, book in _books(outcome, chosen)}
        folder = office.folder(PRINTED)
        told = on_paper(folder, books, pdf)
    return Report(
        sentence=_sentence(outcome, books, told),
        receipts=outcome.receipts,
        findings=outcome.findings,
        written=[folder / name for name in paper_files(books, with_pdf=not told)],
        unit_names=outcome.desk.unit_names,
    )


# ---------------------------------------------------------------- what to print


class _Chosen(NamedTuple):
    """What is printed: the workbooks by name; of the forms those of these people and units, all where there are none."""

    books: frozenset[str]
    people: frozenset[str]
    units: frozenset[str]

    @property
    def some(self) -> bool:
        """Whether only some of the forms are wanted."""
        return bool(self.people or self.units)

    def has(self, registered: RegisteredPoint) -> bool:
        """Whether a risk point is on a form that is wanted."""
        point = registered.point
        return not self.some or point.unit in self.units or point.person in self.people


def _choose(only: Sequence[str], outcome: Outcome) -> _Chosen:
    """Return what the words of ``only`` choose; a word that names nothing stops the run."""
    roster = outcome.desk.roster
    books = frozenset(word for word in only if word in _MAKERS)
    rest = frozenset(only) - books
    people = {person.id: {person.id, person.name} for person in roster.people.values()}
    units = {unit.id: {unit.id, unit.name, unit.short_name, *unit.aliases} for unit in roster.units.values()}
    unknown = rest.difference(*people.values(), *units.values())
    if unknown:
        words = "、".join(f"“{word}”" for word in sorted(unknown))
        raise OfficeError(f"名册里没有{words}。可以写人员或单位的编号、名称,或者:{'、'.join(_MAKERS)}。")
    chosen_people = frozenset(person for person, words in people.items() if words & rest)
    chosen_units = frozenset(unit for unit, words in units.items() if words & rest)
    every = (POSITION.name, UNIT_TABLE.name) if rest else tuple(_MAKERS)
    return _Chosen(books or frozenset(every), chosen_people, chosen_units)


# ---------------------------------------------------------------- the four workbooks


def _books(outcome: Outcome, chosen: _Chosen) -> Iterator[tuple[str, WorkbookOut]]:
    """Yield each workbook with its name; one of several volumes carries its number."""
    marked = "(选印)" if chosen.some else ""
    for name, make in _MAKERS.items():
        if name in chosen.books:
            for volume, book in enumerate(make(outcome, chosen), 1):
                yield f"{name}{marked}{f'({volume})' if volume > 1 else ''}", book


def _paper_points(outcome: Outcome) -> list[PaperPoint]:
    """Return every current risk point with what the leading group has written on it."""
    cells = {**outcome.office_cells[POSITION_REGISTER.sheet], **outcome.office_cells[UNIT_REGISTER.sheet]}
    return [
        PaperPoint(
            one,
            outcome.decisions.ratings[one.number],
            str(cells.get(one.number, {}).get("opinion") or ""),
        )
        for one in outcome.register.points
    ]


def _grouped(outcome: Outcome, chosen: _Chosen) -> Mapping[tuple[str, str], tuple[PaperPoint, ...]]:
    """Return the points of each form by (unit, person), in the register's order."""
    found: dict[tuple[str, str], list[PaperPoint]] = {}
    for one in _paper_points(outcome):
        if chosen.has(one.registered):
            found.setdefault((one.registered.point.unit, one.registered.point.person), []).append(one)
    return {key: tuple(points) for key, points in found.items()}


def _person_books(outcome: Outcome, chosen: _Chosen) -> Sequence[WorkbookOut]:
    roster, year = outcome.desk.roster, outcome.desk.year
    made = [
        PersonForm(roster.people[person], roster.units[unit], year, points)
        for (unit, person), points in _grouped(outcome, chosen).items()
        if person in roster.people and unit in roster.units
    ]
    return paper_books.person_books(made, roster, _about(outcome, chosen, POSITION.name))


def _unit_books(outcome: Outcome, chosen: _Chosen) -> Sequence[WorkbookOut]:
    roster, year = outcome.desk.roster, outcome.desk.year
    made = [
        UnitForm(roster.units[unit], year, points)
        for (unit, person), points in _grouped(outcome, chosen).items()
        if not person and unit in roster.units
    ]
    return paper_books.unit_books(made, roster, _about(outcome, chosen, UNIT_TABLE.name))


def _about(outcome: Outcome, chosen: _Chosen, table: str) -> paper_books.About:
    """Return what the list of forms says: whose forms are not there because nothing that counts has come."""
    lacking = [
        f"{_short(outcome.desk.roster.units[one.unit])}({one.due - one.filled}份)"
        for one in outcome.coverage
        if one.table == table and one.filled < one.due
    ]
    missing = f"还没有收到、没有印的:{'、'.join(lacking)}。" if lacking and not chosen.some else ""
    return paper_books.About(outcome.desk.figures.office_name, outcome.desk.year, missing)


def _short(unit: Unit) -> str:
    return unit.short_name or unit.name


def _register(make: Callable[..., WorkbookOut]) -> Callable[[Outcome, _Chosen], Sequence[WorkbookOut]]:
    """Return a maker of one edition of the bound register: all units, the points that count."""

    def made(outcome: Outcome, _chosen: _Chosen) -> Sequence[WorkbookOut]:
        desk = outcome.desk
        kept = [one for one in _paper_points(outcome) if one.rating.counts]
        about = bound_register.About(
            desk.figures.office_name, desk.year, desk.today, desk.figures.label(*_LEVEL_FIGURES)
        )
        return [make(_chapters(kept, desk.roster.units.values()), desk.roster, about)] if kept else []

    return made


def _chapters(points: Iterable[PaperPoint], units: Iterable[Unit]) -> list[Chapter]:
    own: dict[str, list[PaperPoint]] = {}
    posts: dict[str, list[PaperPoint]] = {}
    for one in points:
        point = one.registered.point
        (posts if point.person else own).setdefault(point.unit, []).append(one)
    return [Chapter(unit, tuple(own.get(unit.id, ())), tuple(posts.get(unit.id, ()))) for unit in units]


_MAKERS: Mapping[str, Callable[[Outcome, _Chosen], Sequence[WorkbookOut]]] = {
    POSITION.name: _person_books,
    UNIT_TABLE.name: _unit_books,
    BOOK: _register(bound_register.register_book),
    PUBLIC: _register(bound_register.public_book),
}


# ---------------------------------------------------------------- the sentence


def _sentence(outcome: Outcome, books: Mapping[str, bytes], told: str) -> str:
    if not books:
        return f"{outcome.desk.year} 年度还没有可以打印的风险点:没有收到承诺表,或者都退回了。"
    people = {one.point.person for one in outcome.register.points if one.point.person}
    units = {one.point.unit for one in outcome.register.points if not one.point.person}
    counted = f"{outcome.desk.year} 年度有承诺表的 {len(people)} 人、{len(units)} 个单位"
    made = "、".join(books)
    end = f"。{told}" if told else ",各有 PDF 一份。"
    return f"{counted};已在“{PRINTED}”目录做好:{made}{end}"
