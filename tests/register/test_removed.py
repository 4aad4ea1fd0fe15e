"""Files that were counted and are gone: told where their content would count still, and only there."""

from register_cases import CAME, ROSTER, YEAR, Runs, ledger, position, unit_table

from lzxl.findings import Finding
from lzxl.model import Roster, Submission
from lzxl.register.facts import counted_events
from lzxl.register.merge import accept
from lzxl.register.removed import removed
from lzxl.register.state import Event, fold

PEOPLE = position("岗位.xlsx", "9-1", {"P003": "ab", "P004": "c"})


class Office:
    """Runs one after another, with the events of counted ledgers kept too."""

    def __init__(self) -> None:
        self.runs = Runs()

    def run(self, *here: Submission, roster: Roster = ROSTER) -> list[Finding]:
        """Consolidate what is here; return what is told of files that are gone."""
        state = self.runs.state
        seen = {**state.first_seen, **{item.sha256: item.received for item in here}}
        told = removed({item.sha256 for item in here}, accept(here), seen, state, roster, YEAR)
        self.runs.run(*here, roster=roster)
        self.runs.events += counted_events(accept(here), state)
        return told


def told(*runs: tuple[Submission, ...]) -> list[tuple[str, str]]:
    """Return (file, message) of the last of several runs."""
    office = Office()
    found = [office.run(*here) for here in runs]
    return [(finding.place.file, finding.message.partition(",其中 ")[2]) for finding in found[-1]]


def test_what_was_never_counted_or_is_still_there_is_not_missed() -> None:
    assert told((PEOPLE,), (PEOPLE,)) == []
    assert told(()) == []


def test_all_rows_of_a_file_that_is_gone() -> None:
    assert told((PEOPLE,), ()) == [("岗位.xlsx", "3 行不再计入")]
    assert told((unit_table("单位.xlsx", "9-1", "ab"),), ()) == [("单位.xlsx", "2 行不再计入")]


def test_it_is_told_again_in_the_same_words_until_the_file_is_back() -> None:
    assert told((PEOPLE,), (), ()) == told((PEOPLE,), ())
    assert told((PEOPLE,), (), (PEOPLE,)) == []


def test_whom_a_later_table_has_replaced_is_not_missed() -> None:
    later = position("补.xlsx", "9-9", {"P003": "ab"}, 5)
    assert told((PEOPLE, later), (later,)) == [("岗位.xlsx", "1 行不再计入")]
    assert told((PEOPLE,), (later,)) == [("岗位.xlsx", "1 行不再计入")]
    everybody = position("全.xlsx", "9-9", {"P003": "a", "P004": "c"}, 5)
    assert told((PEOPLE, everybody), (everybody,)) == []


def test_the_later_one_is_missed_where_an_earlier_counts_again() -> None:
    later = position("补.xlsx", "9-9", {"P003": "x"}, 5)
    assert told((PEOPLE, later), (PEOPLE,)) == [("补.xlsx", "1 行不再计入")]


def test_entries_of_a_ledger_and_a_correction() -> None:
    first, later = ledger("一.xlsx", "3-31", {1: "2", 2: "3"}), ledger("二.xlsx", "4-30", {2: "1"}, 5)
    assert told((first,), ()) == [("一.xlsx", "2 行不再计入")]
    assert told((first, later), (later,)) == [("一.xlsx", "1 行不再计入")]
    assert told((first, later), (first,)) == [("二.xlsx", "1 行不再计入")]
    whole = ledger("全.xlsx", "5-31", {1: "2", 2: "1"}, 9)
    assert told((first, later), (whole,)) == []


def test_a_row_deleted_in_the_file_itself() -> None:
    """The office's own ledger is edited in its place: the content of before is gone, but for what stands there still."""
    before, after = ledger("本社台账.xlsx", "3-31", {1: "2", 2: "3"}), ledger("台账(改).xlsx", "3-31", {1: "2"}, 5)
    assert told((before,), (after,)) == [("本社台账.xlsx", "1 行不再计入")]


def test_who_stands_no_more_in_the_roster_is_not_missed() -> None:
    office = Office()
    office.run(PEOPLE)
    smaller = Roster(ROSTER.units, {k: p for k, p in ROSTER.people.items() if k != "P003"}, ROSTER.director)
    (finding,) = office.run(roster=smaller)
    assert "其中 1 行" in finding.message
    assert finding.unit == "样例一社"


def test_a_counted_ledger_is_kept_once_and_an_old_journal_knows_none() -> None:
    first = ledger("一.xlsx", "3-31", {1: "2", 2: "3"})
    events = counted_events([first, PEOPLE, ledger("零.xlsx", "3-31", {}, zero=True)], fold([]))
    assert [event.data["serials"] for event in events] == [[1, 2]]
    assert counted_events([first], fold(events)) == []
    old = fold([Event("received", {"sha256": "a", "file": "旧.xlsx", "first_seen": CAME.isoformat()})])
    assert removed(set(), (), old.first_seen, old, ROSTER, YEAR) == []
