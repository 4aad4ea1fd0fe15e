"""Ledgers are merged, never replaced."""

from dataclasses import replace
from itertools import permutations

from register_cases import Runs, codes, ledger

from lzxl.cells import Place
from lzxl.findings import Finding, Severity
from lzxl.forms.same_event import same_events
from lzxl.model import Submission
from lzxl.register.entries import next_serial, without_twins
from lzxl.register.state import Counted


def entries(result: object) -> dict[str, str]:
    return {row.number: str(row.entry.points) for row in result.entries}  # type: ignore[attr-defined]


def test_unit_year_and_serial_make_the_number() -> None:
    assert entries(Runs().run(ledger("一.xlsx", "3-31", {1: "2", 12: "3"}))) == {
        "K2026-U01-001": "2",
        "K2026-U01-012": "3",
    }


def test_a_later_workbook_corrects_and_absent_entries_stand() -> None:
    result = Runs().run(ledger("先.xlsx", "3-31", {1: "2", 2: "4"}), ledger("后.xlsx", "4-30", {2: "1", 3: "5"}, 5))
    assert entries(result) == {"K2026-U01-001": "2", "K2026-U01-002": "1", "K2026-U01-003": "5"}
    assert codes(result.findings) == ["G106", "G107"]
    corrected = next(f for f in result.findings if f.code == "G107")
    assert (corrected.message, corrected.place.file, corrected.place.row) == (
        "更正了《先.xlsx》中序号 2 的登记:扣分 4 → 1",
        "后.xlsx",
        7,
    )


def test_a_serial_that_changes_hands_is_a_warning_and_other_changes_are_told_apart() -> None:
    first, later = ledger("先.xlsx", "3-31", {1: "2", 2: "4"}), ledger("后.xlsx", "4-30", {1: "2", 2: "1"}, 5)
    handed_on = [replace(later.entries[0], person="P004"), replace(later.entries[1], subject_kind="单位", person="")]
    result = Runs().run(first, replace(later, entries=tuple(handed_on)))
    assert [(f.code, f.severity.value, f.place.row) for f in result.findings] == [
        *(("G109", "警告", 6), ("G109", "警告", 7)),
        ("G107", "提示", 7),
    ]
    assert result.findings[0].message == (
        "序号 1 在《先.xlsx》里登记的是个人:样例一社(U01) 张样例(P003),这里成了个人:样例一社(U01) 李样例(P004);"
        "一个序号只能用于一个对象"
    )
    assert result.findings[2].message.endswith(":扣分 4 → 1")


def test_the_next_month_alone_is_no_gap() -> None:
    result = Runs().run(ledger("三月.xlsx", "3-31", {1: "2"}), ledger("四月.xlsx", "4-30", {2: "3"}, 5))
    assert len(result.entries) == 2 and not result.findings


def test_a_zero_report_after_entries_is_a_warning_and_takes_nothing_away() -> None:
    result = Runs().run(ledger("先.xlsx", "3-31", {1: "2"}), ledger("零.xlsx", "4-30", {}, 5, zero=True))
    assert len(result.entries) == 1 and codes(result.findings) == ["G108"]


def test_an_old_ledger_that_comes_late_changes_nothing_and_warns() -> None:
    result = Runs().run(ledger("新.xlsx", "4-30", {1: "1"}), ledger("旧.xlsx", "3-31", {1: "4"}, 9))
    assert entries(result) == {"K2026-U01-001": "1"}
    assert [f.place.file for f in result.findings if f.code == "G101"] == ["旧.xlsx"]


def test_the_order_of_files_never_matters() -> None:
    books = [
        ledger("甲.xlsx", "3-31", {1: "2", 2: "4"}),
        ledger("乙.xlsx", "4-30", {2: "1"}, 5),
        ledger("丙.xlsx", "4-30", {2: "3", 4: "1"}, 5),
    ]
    results = [Runs().run(*order) for order in permutations(books)]
    assert all(result == results[0] for result in results)
    assert len(results[0].entries) == 3


def twins() -> tuple[Submission, Submission]:
    """Return two ledgers, of two units, that tell of the same matter."""
    first, second = ledger("甲.xlsx", "3-31", {1: "2"}), ledger("乙.xlsx", "3-31", {1: "2"}, 5)
    of_office = replace(second.entries[0], ledger="U12", reason="事由 1")
    return first, replace(second, unit="U12", entries=(of_office,))


def test_the_same_matter_in_two_ledgers_is_a_warning_in_whatever_order_they_come() -> None:
    for files in permutations(twins()):
        [told] = Runs().run(*files).findings
        assert (told.code, told.severity, told.place) == ("K107", Severity.WARNING, Place("乙.xlsx", "扣分台账", 6))
        assert told.message == "与《甲.xlsx》序号 1 的日期、对象、事由都相同,疑似重复登记"


def test_a_later_workbook_that_revokes_one_of_them_silences_the_warning() -> None:
    one, other = twins()
    revoked = replace(other.entries[0], status="撤销", place=Place("改.xlsx", "扣分台账", 6))
    later = replace(other, file="改.xlsx", sha256="f" * 64, filled=None, entries=(revoked,))
    assert codes(Runs().run(one, other, later).findings) == ["G107"]


def test_a_unit_and_a_person_of_one_id_are_not_the_same_subject() -> None:
    (entry,) = ledger("甲.xlsx", "3-31", {1: "2"}).entries
    of_unit = replace(entry, serial=2, subject_kind="单位", unit="P003", person="")
    assert not list(same_events([entry, of_unit]))


def test_the_merged_ledger_tells_what_a_workbook_that_counts_has_told() -> None:
    (entry,) = ledger("甲.xlsx", "3-31", {1: "2"}).entries
    told = list(same_events([entry, replace(entry, serial=2)]))
    item = replace(ledger("甲.xlsx", "3-31", {1: "2"}), findings=tuple(told))
    assert codes(told) == ["K107"] and without_twins(item).findings == ()
    error = Finding(Severity.ERROR, "C999", Place("甲.xlsx"), "有错", "改正")
    held_back = replace(item, findings=(*told, error))
    assert without_twins(held_back) == held_back


def test_the_next_serial_is_after_all_that_were_ever_used() -> None:
    sent = ledger("台账.xlsx", "3-31", {1: "2", 4: "3"})
    gone = Counted("0" * 64, sent.table, sent.unit, 2026, None, (1, 9))
    assert next_serial(sent.unit, 2026, [], []) == 1
    assert next_serial(sent.unit, 2026, [sent], []) == 5
    assert next_serial(sent.unit, 2026, [sent], [gone]) == 10
    assert next_serial("U99", 2026, [sent], [gone]) == 1
    assert next_serial(sent.unit, 2027, [sent], [gone]) == 1
    assert next_serial(sent.unit, 2026, [replace(sent, entries=(), rows=6)], []) == 7  # no row of it could be read
    assert next_serial(sent.unit, 2026, [replace(sent, refused=(22,))], []) == 23
    assert next_serial(sent.unit, 2026, [replace(sent, leaving=(0, 31))], []) == 32
    assert next_serial(sent.unit, 2026, [replace(sent, entries=(), refused=(1, 4), year=None)], []) == 5
