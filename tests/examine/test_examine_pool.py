"""Workbooks examined in child processes: in order, whatever happens to one of them, and as the same code says here."""

import os
import signal
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lzxl.cells import Place
from lzxl.examine.brief import Brief
from lzxl.examine.pool import Examiners
from lzxl.examine.sealed import Unsealer, seal
from lzxl.excel.wire import pack, unpack
from lzxl.excel.write import render
from lzxl.findings import CATALOGUE
from lzxl.forms.samples import SAMPLES
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.intake.collect import Received
from lzxl.law.figures import Setting, resolve
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Deduction, Person, RiskPoint, Roster, Submission, Unit
from lzxl.office.archive import sha256_of

MOMENT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
GOOD = render(template(UNIT_TABLE, {"unit_name": "样例一社", "year": 2026}, [SAMPLES[UNIT_TABLE.name]]))


def received(name: str, data: bytes) -> Received:
    return Received(name, sha256_of(data), MOMENT, "workbook", lambda: data)


def results(files: Sequence[Received], examiners: Examiners) -> list[tuple[str, list[str]]]:
    """Return the name and the codes of each result."""
    found = examiners.results(files, {file.sha256: file.modified for file in files})
    return [(s.file if s else "", [f.code for f in more]) for s, more in found]


def test_results_come_in_the_order_of_the_files_and_each_with_its_own_trouble() -> None:
    files = [received(f"{n}.xlsx", GOOD if n % 3 else b"no workbook") for n in range(40)]
    with Examiners(Brief()) as examiners:
        found = results(files, examiners)
    assert found == [(f"{n}.xlsx", []) if n % 3 else ("", ["F113"]) for n in range(40)]


def test_a_file_that_changes_or_goes_while_it_is_read_has_a_finding() -> None:
    def gone() -> bytes:
        raise OSError

    other = Received("改.xlsx", "0" * 64, MOMENT, "workbook", lambda: GOOD)
    lost = Received("丢.xlsx", "1" * 64, MOMENT, "workbook", gone)
    with Examiners(Brief()) as examiners:
        assert results([other, lost, received("好.xlsx", GOOD)], examiners) == [
            ("", ["F191"]),
            ("", ["F190"]),
            ("好.xlsx", []),
        ]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_process_that_dies_takes_one_file_along_and_the_brief_is_told_again() -> None:
    roster = Roster({"U1": Unit("U1", "样例一社", UNIT_KINDS["基层社"])}, {}, "")
    brief = Brief(roster, resolve(())[0], 2026)
    with Examiners(brief) as examiners:
        assert results([received("一.xlsx", GOOD)], examiners)
        for one in examiners._examiners:
            if one._child:
                os.kill(one._child.pid, signal.SIGKILL)
                one._child.wait()
        codes = [
            code for _, more in results([received(f"{n}.xlsx", GOOD) for n in range(9)], examiners) for code in more
        ]
        assert 1 <= codes.count("F128") <= len(examiners._examiners)
        assert set(codes) == {"F128"}
        submission, _ = next(examiners.results([received("末.xlsx", GOOD)], {received("", GOOD).sha256: MOMENT}))
    assert submission and submission.unit == "U1"  # the roster is known to the fresh process too


def test_no_process_is_left() -> None:
    with Examiners(Brief()) as examiners:
        results([received("一.xlsx", GOOD)], examiners)
        running = [one._child for one in examiners._examiners if one._child]
    assert running and all(child.returncode is not None for child in running)


# ---------------------------------------------------------------- what goes to the processes and comes back

WORDS = st.text(st.characters(), max_size=6)
KINDS, RANK = st.sampled_from(list(UNIT_KINDS.values())), st.sampled_from(list(RANKS.values()))
UNITS = st.builds(Unit, WORDS, WORDS, KINDS, WORDS, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple))
PEOPLE = st.builds(Person, WORDS, WORDS, WORDS, WORDS, RANK, WORDS, st.booleans(), WORDS)


@settings(max_examples=50)
@given(st.lists(UNITS, max_size=3), st.lists(PEOPLE, max_size=3), st.frozensets(WORDS, max_size=2))
def test_a_brief_arrives_as_it_was(units: list[Unit], people: list[Person], faulty: frozenset[str]) -> None:
    roster = Roster({one.id: one for one in units}, {one.id: one for one in people}, "P", faulty)
    settings_read = [Setting("A级起点", 10, MOMENT.date(), 2), Setting("扣分项目Z01", "1.5", None, 3, "自加的项目")]
    brief = Brief(roster, resolve(settings_read)[0], 2026)
    back = Brief.of(unpack(pack(brief.plain)))
    assert back.roster and back.roster.__dict__ == roster.__dict__
    assert (back.figures, back.year) == (brief.figures, 2026)
    assert repr(back.figures) == repr(brief.figures)  # the types of the values too
    assert Brief.of(unpack(pack(Brief(year=None).plain))) == Brief()


def test_a_result_arrives_as_it_was() -> None:
    place = Place("a.xlsx", "表", 3, 2)
    finding = CATALOGUE["F142"].at(place, "值", text="批注")
    point = RiskPoint(
        "U1",
        "",
        1,
        "文",
        "其他",
        "外部环境",
        ("自己找",),
        "高",
        "低",
        "中",
        "二级",
        "措施",
        "人",
        MOMENT.date(),
        place=place,
    )
    entry = Deduction("U1", 2026, 1, MOMENT.date(), "单位", "U1", "", "事", "", "扣分", Decimal("1.50"), place=place)
    whole = Submission(
        "a.xlsx", "f" * 64, "表", "U1", 2026, None, MOMENT, (point,), (entry,), True, (finding,), 2, (22,), (0, 7)
    )
    back, findings = Unsealer().open(seal(whole, [finding]), MOMENT)
    assert (back, findings) == (whole, [finding])
    assert back and [back.points[0].place, back.entries[0].place] == [place, place]
    assert Unsealer().open(seal(None, [finding]), MOMENT) == (None, [finding])


def test_examiners_started_before_there_is_a_brief_read_first_and_then_examine() -> None:
    with Examiners() as examiners:
        reader = examiners.start(1)
        book, findings = reader.read(GOOD, "名册.xlsx")
        assert book and book.file == "名册.xlsx" and findings == []
        assert reader.read(b"no workbook", "坏.xlsx")[0] is None
        examiners.learn(Brief(year=2025))
        (found, _), *_ = examiners.results([received("好.xlsx", GOOD)], {sha256_of(GOOD): MOMENT})
        assert (
            found and [one.code for one in found.findings if one.place.sheet] != []
        )  # the year is not that of the brief


def test_points_arrive_as_they_were_written() -> None:
    written = [Decimal("1.50"), Decimal("1.5"), Decimal(0), Decimal("0.0")]
    entries = tuple(
        Deduction("U1", 2026, n, MOMENT.date(), "单位", "U1", "", "事", "", "扣分", points)
        for n, points in enumerate(written)
    )
    whole = Submission("a.xlsx", "f" * 64, "表", "U1", 2026, None, MOMENT, (), entries)
    back, _ = Unsealer().open(seal(whole, []), MOMENT)
    assert back and [str(one.points) for one in back.entries] == [str(points) for points in written]


ANY = st.one_of(WORDS, st.integers(0, 2), st.booleans(), st.dates(), st.none(), st.lists(WORDS, max_size=2).map(tuple))
PLACES = st.builds(Place, WORDS, WORDS, st.integers(0, 9), st.integers(0, 9))
POINTS = st.builds(RiskPoint, *(ANY for one in fields(RiskPoint) if one.name != "place"), place=PLACES)
ENTRIES = st.builds(Deduction, *(ANY for one in fields(Deduction) if one.name != "place"), place=PLACES)


@settings(max_examples=100)
@given(st.lists(POINTS, max_size=4), st.lists(ENTRIES, max_size=3))
def test_rows_arrive_with_every_value_in_its_own_place_and_type(
    points: list[RiskPoint], entries: list[Deduction]
) -> None:
    whole = Submission("a.xlsx", "f" * 64, "表", "U1", 2026, None, MOMENT, tuple(points), tuple(entries))
    back, _ = Unsealer().open(seal(whole, []), MOMENT)
    assert repr(back) == repr(whole)  # TRUE is not 1; two halves of a character stay two


def test_a_run_that_is_broken_off_leaves_no_process() -> None:
    examiners = Examiners(Brief())
    files = [received(f"{n}.xlsx", GOOD) for n in range(30)]
    with pytest.raises(KeyboardInterrupt), examiners:
        next(examiners.results(files, {file.sha256: file.modified for file in files}))
        raise KeyboardInterrupt
    assert [one._child for one in examiners._examiners] == [None] * len(examiners._examiners)


@pytest.mark.parametrize(("number", "wanted"), [(1, 1), (6, 1), (7, 2), (30, 4)])
def test_as_many_processes_work_as_the_workbooks_are_worth(number: int, wanted: int) -> None:
    files = [received(f"{n}.xlsx", GOOD) for n in range(number)]
    with Examiners(Brief()) as examiners:
        examiners.make_ready(files)
        assert sum(one._child is not None for one in examiners._examiners) == min(wanted, len(examiners._examiners))
        moments = {file.sha256: file.modified for file in files}
        assert [found is not None for found, _ in examiners.results(files, moments)] == [True] * number
        assert sum(one._child is not None for one in examiners._examiners) == min(wanted, len(examiners._examiners))
