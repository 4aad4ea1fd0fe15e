"""The roster is read anew where it has changed, and what is remembered of it is what was read: in every part the same."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made_office import TODAY, YEAR, make_office, run, type_in

from lzxl.cells import Place
from lzxl.excel.child import Child
from lzxl.excel.locking import locked
from lzxl.excel.read import Reader
from lzxl.excel.rules import OTHER_KIND, READING_DIED
from lzxl.excel.write import render
from lzxl.forms.roster_layout import roster_workbook
from lzxl.law.scope import RANKS, UNIT_KINDS
from lzxl.model import Person, Roster, Unit
from lzxl.office.errors import OfficeError
from lzxl.office.paths import Office
from lzxl.workflow import known_roster
from lzxl.workflow.check import check
from lzxl.workflow.desk import Desk, RosterRead, open_desk
from lzxl.workflow.folder import distribute, verify
from lzxl.workflow.known_roster import KnownRosters

LEADERS: dict[str, Any] = {"id": "U00", "name": "示例社领导", "kind": "市社领导", "head": "P1"}
SHOP: dict[str, Any] = {
    "id": "U09",
    "name": "样例一社",
    "short_name": "一社",
    "kind": "基层社",
    "head": "乙样例",
    "leader": "P1",
    "mail": "one@example.com",
    "aliases": ("第一样例社", "老一社"),
}
OFFICE: dict[str, Any] = {"id": "U02", "name": "样例科", "kind": "机关科室", "head": "P3", "leader": "P1"}
DIRECTOR = {"id": "P1", "name": "甲样例", "unit": "U00", "post": "主任", "rank": "主任"}
MANAGER = {"id": "P2", "name": "乙样例", "unit": "U09", "post": "社主任", "rank": "中层", "key_post": "是"}
CHIEF = {"id": "P3", "name": "丙样例", "unit": "U02", "post": "科长", "rank": "中层", "superior": "甲样例"}
CLERK = {"id": "P4", "name": "丁样例", "unit": "U02", "post": "会计", "rank": "一般", "mail": "four@example.com"}
UNITS, PEOPLE = [LEADERS, SHOP, OFFICE], [CLERK, DIRECTOR, MANAGER, CHIEF]


def roster(
    settings: Mapping[str, Any] | None = None,
    units: Sequence[Mapping[str, Any]] = UNITS,
    people: Sequence[Mapping[str, Any]] = PEOPLE,
    adopted: Mapping[str, date] | None = None,
    typed: Callable[[Any], object] | None = None,
) -> bytes:
    """A roster's workbook; ``typed``: what somebody does with it in openpyxl."""
    data = render(roster_workbook({"年度": YEAR} | dict(settings or {}), units, people, adopted))
    if typed is None:
        return data
    book, saved = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    typed(book)
    book.save(saved)
    return saved.getvalue()


def value(item: str, typed: object) -> Callable[[Any], object]:
    """Type the value of a setting as it stands, by its Python type."""

    def change(book: Any) -> None:
        sheet = book["参数"]
        row = next(cell.row for cell in sheet["A"] if cell.value == item)
        sheet.cell(row, 2).value = typed

    return change


def _remarked(book: Any) -> None:
    from openpyxl.comments import Comment

    book["人员"]["B4"].comment = Comment("请核对", "样例")
    book["单位"].row_dimensions[5].hidden = True


ROSTERS: dict[str, bytes] = {
    "good": roster(),
    "adopted figures": roster({"一级起点": 3, "岗位承诺表截止": "10-15"}, adopted={"一级起点": date(2026, 3, 1)}),
    "settings that cannot be used": roster(
        {"扣分步长": "很多", "年度": "去年", "A级起点": 1, "没有的": 3, "一级起点": -1}
    ),
    "a whole number": roster(typed=value("扣分步长", 1)),
    "a fraction": roster(typed=value("扣分步长", 0.1)),
    "a switch": roster(typed=value("单位报送台账", True)),
    "a date": roster(typed=value("岗位承诺表截止", datetime(2026, 10, 8))),
    "an error value": roster(typed=value("一级起点", "#REF!")),
    "a formula": roster(typed=value("一级起点", "=1+1")),
    "an item of the catalogue": roster({"扣分项目Z9": "1.50"}),
    "the ledger's unit by name": roster({"台账单位": "样例科"}),
    "the ledger's unit unknown": roster({"台账单位": "别的科"}),
    "no settings": roster(typed=lambda book: book.remove(book["参数"])),
    "faulty rows": roster(
        units=[*UNITS, SHOP | {"name": "又一社"}, OFFICE | {"id": "U07", "kind": "工厂", "aliases": ("老七", "小七")}],
        people=[*PEOPLE, CLERK, CLERK | {"id": "P8", "rank": "科级"}, CLERK | {"id": "P9", "unit": "U77"}],
    ),
    "links that do not hold": roster(
        units=[LEADERS | {"head": "P2"}, SHOP | {"leader": "丁样例"}, OFFICE | {"head": "无名"}],
        people=[DIRECTOR, MANAGER | {"superior": "P3"}, CHIEF | {"superior": "P2"}, CLERK | {"mail": "见通讯录"}],
    ),
    "two directors": roster(people=[DIRECTOR, MANAGER, CHIEF | {"rank": "主任"}]),
    "no director": roster(people=[MANAGER, CHIEF]),
    "one name twice": roster(units=[*UNITS, SHOP | {"id": "U10", "aliases": "一社"}]),
    "letters of all sorts": roster(units=[LEADERS, SHOP | {"name": '𠮷样例“社”\\"$'}, OFFICE | {"mail": "a;b"}]),
    "remarks of the reader": roster(typed=_remarked),
}
GOOD = ROSTERS["good"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "名册.xlsx").write_bytes(GOOD)
    return Office.open(tmp_path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really read, as they come."""
    names: list[str] = []
    really = Child.ask

    def noted(self: Child, data: bytes, file: str, more: Callable[[], Mapping[str, object]]) -> object:
        names.append(file)
        return really(self, data, file, more)

    monkeypatch.setattr(Child, "ask", noted)
    return names


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The modules of the processes that are started."""
    modules: list[str] = []
    really = Child.start

    def noted(self: Child) -> object:
        modules.append(self.module)
        return really(self)

    monkeypatch.setattr(Child, "start", noted)
    yield modules


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def opened(office: Office, reader: Reader, *, remembering: bool = True) -> Desk:
    """The office as a run opens it."""
    known = KnownRosters(office) if remembering else None
    return open_desk(office, reader, year=None, today=TODAY, known=known)


def all_of(desk: Desk) -> list[str]:
    """All that a desk says, in its order and by its types: 1 is not 1.0, and not TRUE."""
    rows = desk.roster
    return [
        *map(repr, rows.units.items()),
        *map(repr, rows.people.items()),
        repr((type(rows), rows.director, sorted(rows.faulty), type(rows.faulty))),
        repr((desk.figures, desk.year, desk.today, desk.sha256)),
        *map(repr, desk.findings),
    ]


def entries(office: Office) -> list[Path]:
    return [path for path in (office.cache / "名册").rglob("*") if path.is_file()]


@pytest.mark.parametrize("data", ROSTERS.values(), ids=ROSTERS)
def test_what_is_remembered_is_what_was_read(data: bytes, office: Office, read: list[str], reader: Reader) -> None:
    office.roster.write_bytes(data)
    anew = opened(office, reader, remembering=False)
    first, again = opened(office, reader), opened(office, reader)
    assert read == ["名册.xlsx"] * 2
    assert all_of(again) == all_of(first) == all_of(anew)
    assert (again.figures, again.findings) == (anew.figures, anew.findings)
    assert (dict(again.roster.units), dict(again.roster.people)) == (dict(anew.roster.units), dict(anew.roster.people))


def test_the_rosters_tried_have_something_to_remember(office: Office, reader: Reader) -> None:
    """Each kind of thing that is kept is there in some of them: else the comparison would prove little."""
    codes: set[str] = set()
    faulty: set[str] = set()
    for data in ROSTERS.values():
        office.roster.write_bytes(data)
        desk = opened(office, reader, remembering=False)
        codes |= {finding.code for finding in desk.findings}
        faulty |= desk.roster.faulty
    assert {"R102", "R103", "R104", "R105", "R106", "R110", "R112", "R113", "R115", "R116", "R117"} <= codes
    assert {"R119", "R120", "R121", "R150", "F142", "F143"} <= codes
    assert {"P8", "U07", "老七"} <= faulty


def test_a_changed_roster_is_read_anew_and_the_old_one_forgotten(
    office: Office, read: list[str], reader: Reader
) -> None:
    opened(office, reader)
    office.roster.write_bytes(roster(people=[*PEOPLE[:3], CHIEF | {"name": "丙样本"}]))
    assert opened(office, reader).roster.people["P3"].name == "丙样本"
    assert read == ["名册.xlsx"] * 2 and len(entries(office)) == 1
    office.roster.write_bytes(GOOD)
    assert opened(office, reader).roster.people["P3"].name == "丙样例"
    assert read == ["名册.xlsx"] * 3


def test_one_other_byte_is_another_roster(office: Office, read: list[str], reader: Reader) -> None:
    opened(office, reader)
    data = bytearray(GOOD)
    data[10] ^= 1  # the time in the first header of the package: nothing that is read
    office.roster.write_bytes(data)
    opened(office, reader)
    assert read == ["名册.xlsx"] * 2


def test_another_name_of_the_file_is_another_result(office: Office) -> None:
    def told(_data: bytes, file: str) -> RosterRead:
        return Roster(), [], [OTHER_KIND.at(Place(file), kind=".ods")]

    found = [KnownRosters(office).of(GOOD, file, told)[2][0].place.file for file in ("甲.xlsx", "乙.xlsx", "乙.xlsx")]
    assert found == ["甲.xlsx", "乙.xlsx", "乙.xlsx"]


def test_another_program_reads_it_anew(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    opened(office, reader)
    monkeypatch.setattr(known_roster, "program", lambda: "another")
    opened(office, reader)
    opened(office, reader)
    assert read == ["名册.xlsx"] * 2


def _gone(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _turned(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _another_roster(path: Path) -> None:
    """What another office has of its own roster, under this one's name."""
    other = Office(path.parents[5] / "other")
    KnownRosters(other).of(b"PK another", "名册.xlsx", lambda _data, _file: (Roster(), [], []))
    [foreign] = entries(other)
    path.write_bytes(foreign.read_bytes())


@pytest.mark.parametrize("harm", [_gone, _cut, _turned, _another_roster, lambda path: path.write_bytes(b"")])
def test_a_damaged_or_foreign_entry_is_as_if_absent(
    harm: Callable[[Path], object], office: Office, read: list[str], reader: Reader
) -> None:
    first = all_of(opened(office, reader))
    [path] = entries(office)
    harm(path)
    read.clear()
    assert all_of(opened(office, reader)) == first
    assert read == ["名册.xlsx"]
    assert all_of(opened(office, reader)) == first
    assert read == ["名册.xlsx"]


def test_of_a_roster_with_a_password_nothing_is_kept(
    office: Office, read: list[str], monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    monkeypatch.setenv("LZXL_PASSWORDS", "样例口令")
    open_to_all = opened(office, reader)
    assert len(entries(office)) == 1  # it lies there in the clear itself
    office.roster.write_bytes(locked(GOOD, "样例口令"))
    for _ in range(2):
        desk = opened(office, reader)
        assert (desk.roster.people, desk.figures) == (open_to_all.roster.people, open_to_all.figures)
        assert entries(office) == []
    assert read == ["名册.xlsx"] * 3


def test_of_a_roster_that_cannot_be_read_nothing_stays(
    office: Office, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    opened(office, reader)
    monkeypatch.setenv("LZXL_PASSWORDS", "别的口令")
    office.roster.write_bytes(locked(GOOD, "样例口令"))
    with pytest.raises(OfficeError, match="读不出来"):
        opened(office, reader)
    assert entries(office) == []
    office.roster.write_bytes(GOOD[:-100])
    with pytest.raises(OfficeError, match="读不出来"):
        opened(office, reader)
    assert entries(office) == []


def test_a_reading_process_that_died_is_no_result(
    office: Office, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    really = Child._exchange

    def dying(self: Child, *about: Any) -> bytes:
        self.start().kill()
        return really(self, *about)

    monkeypatch.setattr(Child, "_exchange", dying)
    with pytest.raises(OfficeError, match="读取失败"):
        opened(office, reader)
    monkeypatch.undo()
    assert opened(office, reader).roster.people


def test_what_may_have_gone_wrong_by_chance_is_not_kept(office: Office) -> None:
    found: RosterRead = (Roster(), [], [READING_DIED.at(Place("名册.xlsx"))])
    assert KnownRosters(office).of(GOOD, "名册.xlsx", lambda _data, _file: found) == found
    assert entries(office) == []


def test_a_roster_without_anybody_is_refused_each_time(office: Office, reader: Reader) -> None:
    office.roster.write_bytes(roster(people=()))
    for _ in range(2):
        with pytest.raises(OfficeError, match="还没有能用的人员"):
            opened(office, reader)


def test_where_nothing_can_be_kept_the_roster_is_read(office: Office, read: list[str], reader: Reader) -> None:
    office.cache.parent.mkdir()
    office.cache.write_bytes(b"in the way")
    assert all_of(opened(office, reader)) == all_of(opened(office, reader))
    assert read == ["名册.xlsx"] * 2


# ---------------------------------------------------------------- the verbs


@pytest.mark.slow
def test_a_run_in_which_a_file_has_gone_starts_no_process(tmp_path: Path, started: list[str]) -> None:
    root = make_office(tmp_path / "office")
    run(root)
    assert started
    started.clear()
    (root / "收件" / "台账.xlsx").unlink()
    run(root)
    assert started == []


def _forged(root: Path) -> None:
    """Let what is remembered of the roster be another one, which no reading of it comes to."""
    office = Office.open(root)
    director = Person("P1", "甲样例", "U00", "主任", RANKS["主任"])
    false = Roster({"U00": Unit("U00", "示例社领导", UNIT_KINDS["市社领导"])}, {director.id: director}, director.id)
    for path in entries(office):
        path.unlink()
    KnownRosters(office).of(office.roster.read_bytes(), office.roster.name, lambda _data, _file: (false, [], []))


@pytest.mark.slow
def test_verify_reads_the_roster_for_itself(tmp_path: Path, read: list[str]) -> None:
    root = make_office(tmp_path / "office")
    run(root)
    type_in(root, {("扣分", 1): 1}, "扣分台账")
    proved = verify(root).findings
    assert "J120" in {finding.code for finding in proved}
    _forged(root)
    read.clear()
    assert verify(root).findings == proved
    assert "名册.xlsx" in read


@pytest.mark.slow
def test_what_is_handed_out_or_only_checked_follows_the_roster_itself(tmp_path: Path, read: list[str]) -> None:
    root = make_office(tmp_path / "office")
    run(root)
    _forged(root)
    (root / "收件" / "台账.xlsx").unlink()
    read.clear()
    told = [finding.code for finding in run(root).findings]
    assert "名册.xlsx" not in read and "X101" in told  # a run does rely on it: the unit is unknown
    checked = check([root / "收件"], office=root, mark=None, year=None, today=TODAY)
    assert "X101" not in {finding.code for finding in checked.findings}
    distribute(root, year=None, today=TODAY)
    assert read.count("名册.xlsx") == 2
