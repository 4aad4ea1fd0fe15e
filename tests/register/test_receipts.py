"""Every received file ends in exactly one 状态."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_cases import CAME, ERROR, ROSTER, File, ledger, position, received, sha

from lzxl.cells import Place
from lzxl.findings import Finding, Severity
from lzxl.model import FileStatus, Submission
from lzxl.register.coverage import charts_by_file
from lzxl.register.receipts import receipts
from lzxl.register.returned import last_before, to_return

NOTE = Finding(Severity.NOTE, "C998", Place("有提示.xlsx"), "已改写", "")


def test_the_six_states() -> None:
    books = [
        position("好.xlsx", "9-1", {"P003": "a"}),
        position("有提示.xlsx", "9-1", {"P003": "a"}, findings=[NOTE]),
        position("坏.xlsx", "9-1", {"P003": "a"}, findings=[ERROR]),
    ]
    files = [File(book.file, book.sha256) for book in books]
    files += [
        File("流程图.pdf", sha("pdf"), kind="paper"),
        File("菜单.xlsx", sha("菜单")),
        File("好/副本.xlsx", sha("好.xlsx")),
        File("读不了.xlsx", "", kind="unreadable"),
        File("也读不了.xlsx", "", kind="unreadable"),
    ]
    unread = Finding(Severity.ERROR, "F199", Place("菜单.xlsx"), "不是本系统的表", "请用下发的表")
    rows = {row.file: row for row in receipts(files, books, [unread], {sha("好.xlsx"): "已替换:…"}, {})}
    assert {name: row.status.value for name, row in rows.items()} == {
        "好.xlsx": "已汇总",
        "有提示.xlsx": "已汇总(有提示)",
        "坏.xlsx": "退回",
        "流程图.pdf": "附件",
        "菜单.xlsx": "未读取",
        "好/副本.xlsx": "重复",
        "读不了.xlsx": "未读取",
        "也读不了.xlsx": "未读取",
    }
    assert rows["好.xlsx"].remark == "已替换:…"
    assert rows["坏.xlsx"].remark == "有 1 处错误,改正后重报"
    assert rows["菜单.xlsx"].remark == "不是本系统的表"
    assert rows["好/副本.xlsx"].remark == "与《好.xlsx》内容相同,只计一次"


def test_an_error_from_elsewhere_returns_the_file() -> None:
    book = position("甲.xlsx", "9-1", {"P003": "a"})
    error = Finding(Severity.ERROR, "X199", Place("甲.xlsx"), "重复", "")
    (row,) = receipts([File("甲.xlsx", book.sha256)], [book], [error], {}, {})
    assert row.status is FileStatus.RETURNED


BAD = position("坏.xlsx", "9-1", {"P003": "ab"}, findings=[ERROR])
AGAIN: list[tuple[str, Submission, bool]] = [
    ("later, of the same people", position("好.xlsx", "9-5", {"P003": "a", "P004": "b"}, 5), True),
    ("of the same day, received later", position("好.xlsx", "9-1", {"P003": "a"}, 5), True),
    ("earlier", position("好.xlsx", "8-1", {"P003": "ab"}, 5), False),
    ("of other people", position("好.xlsx", "9-5", {"P004": "b"}, 5), False),
    ("of another unit", replace(position("好.xlsx", "9-5", {"P003": "a"}, 5), unit="U12"), False),
    ("another table", ledger("好.xlsx", "9-5", {1: "2"}, 5), False),
]


@pytest.mark.parametrize(("what", "other", "sent"), AGAIN, ids=[case[0] for case in AGAIN])
def test_a_returned_workbook_that_the_unit_has_sent_again(what: str, other: Submission, sent: bool) -> None:
    rows = {row.file: row for row in receipts(received([BAD, other]), [BAD, other], [], {}, {})}
    wanted = "有 1 处错误;单位已重报《好.xlsx》" if sent else "有 1 处错误,改正后重报"
    assert rows["坏.xlsx"].remark == wanted, what


@pytest.mark.parametrize(
    ("what", "code", "rows", "sent"),
    [
        ("a unit's own", "C998", 2, True),
        ("with fewer rows than the wrong one", "C998", 1, False),
        ("another unit's people", "X124", 2, False),
        ("another unit's template", "X108", 2, False),
    ],
)
def test_of_one_without_readable_rows_nothing_is_claimed_that_is_not_sure(
    what: str, code: str, rows: int, sent: bool
) -> None:
    told = [ERROR, replace(ERROR, code=code)]
    empty = replace(position("坏.xlsx", "9-1", {}, findings=told), rows=2)
    other = replace(position("好.xlsx", "9-5", {"P003": "ab"}, 5), rows=rows)
    found = {row.file: row for row in receipts(received([empty, other]), [empty, other], [], {}, {})}
    assert ("单位已重报《好.xlsx》" in found["坏.xlsx"].remark) == sent, what
    assert to_return(found.values(), [empty, other], {}) == ([] if sent else [empty])


def test_without_a_readable_date_the_order_of_arrival_counts() -> None:
    undated = replace(position("坏.xlsx", "9-1", {"P003": "ab"}, 24 * 9, findings=[ERROR]), filled=None)
    good = position("好.xlsx", "9-5", {"P003": "ab"}, 24 * 11)  # filled before the other came, received after it
    books = [undated, good]
    rows = {row.file: row for row in receipts(received(books), books, [], {}, {})}
    assert rows["坏.xlsx"].remark == "有 1 处错误;单位已重报《好.xlsx》"
    assert to_return(rows.values(), books, {}) == []
    assert (last_before(good, books, {}), last_before(undated, books, {})) == (undated, None)


def test_one_that_is_returned_too_is_nothing_sent_again() -> None:
    error = replace(ERROR, place=Place("又坏.xlsx"))
    other = position("又坏.xlsx", "9-5", {"P003": "ab"}, 5, findings=[error])
    rows = receipts(received([BAD, other]), [BAD, other], [], {}, {})
    assert {row.remark for row in rows} == {"有 1 处错误,改正后重报"}


def test_the_ledger_of_another_month_is_nothing_sent_again() -> None:
    march = replace(ledger("三月.xlsx", "3-31", {1: "2"}), findings=(replace(ERROR, place=Place("三月.xlsx")),))
    april = ledger("四月.xlsx", "4-30", {2: "2"}, 5)
    rows = receipts(received([march, april]), [march, april], [], {}, {})
    assert rows[0].remark == "有 1 处错误,改正后重报"


@pytest.mark.parametrize(
    ("what", "read", "refused", "leaving", "rows", "later", "sent"),
    [
        ("its refused row is there", "1", (2,), (), 2, "12", True),
        ("its refused row is not", "1", (2,), (), 2, "13", False),
        ("none could be read, they are there", "", (2, 3), (), 2, "123", True),
        ("none could be read, they are not", "", (22,), (), 1, "123456", False),
        ("a row without a serial, as many rows", "1", (), (), 2, "12", True),
        ("a row without a serial is not there", "1", (), (), 2, "1", False),
        ("a row that was to be taken out", "1", (), (2,), 2, "1", True),
        ("all were to be taken out, a zero report", "", (), (1, 2), 2, "", True),
    ],
)
def test_a_ledger_is_sent_again_when_all_its_rows_are(
    what: str,
    read: str,
    refused: tuple[int, ...],
    leaving: tuple[int, ...],
    rows: int,
    later: str,
    sent: bool,
) -> None:
    wrong = ledger("坏.xlsx", "3-31", {int(n): "2" for n in read})
    wrong = replace(wrong, findings=(ERROR,), refused=refused, leaving=leaving, rows=rows)
    other = replace(ledger("好.xlsx", "4-30", {int(n): "2" for n in later}, 5), rows=len(later))
    found = receipts(received([wrong, other]), [wrong, other], [], {}, {})
    assert ("单位已重报《好.xlsx》" in found[0].remark) == sent, what
    assert to_return(found, [wrong, other], {}) == ([] if sent else [wrong])


def test_a_ledger_that_may_be_another_units_is_not_sent_again_and_is_none_itself() -> None:
    another = replace(ERROR, code="X124")
    own = replace(ledger("坏.xlsx", "3-31", {1: "2"}), findings=(ERROR,), refused=(2,), rows=2)
    others = replace(
        ledger("别.xlsx", "4-30", {}, 5), findings=(replace(another, place=Place("别.xlsx")),), refused=(1, 2), rows=2
    )
    good = replace(ledger("好.xlsx", "5-31", {1: "2", 3: "1"}, 9), rows=2)
    books = [own, others, good]
    rows = receipts(received(books), books, [], {}, {})
    assert [row.remark for row in rows] == ["有 1 处错误,改正后重报", "有 1 处错误,改正后重报", ""]
    assert to_return(rows, books, {}) == [own, others]


def test_a_flow_chart_has_its_table_and_unit() -> None:
    files = [File(name, sha(name), kind="paper") for name in ("样例一社流程图.pdf", "流程图.pdf", "请示.pdf")]
    rows = receipts(files, [], [], {}, {}, charts_by_file(files, ROSTER))
    assert {row.file: (row.table, row.unit, row.status.value) for row in rows} == {
        "样例一社流程图.pdf": ("职权流程图", "U01", "附件"),
        "流程图.pdf": ("职权流程图", "", "附件"),
        "请示.pdf": ("", "", "附件"),
    }


def test_rows_come_in_the_order_of_first_sight() -> None:
    files = [File("乙.pdf", sha("乙"), CAME), File("甲.pdf", sha("甲"), CAME + timedelta(days=1))]
    rows = receipts(files, [], [], {}, {sha("甲"): CAME - timedelta(days=1)})
    assert [row.file for row in rows] == ["甲.pdf", "乙.pdf"]


FILES = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(["workbook", "paper", "unreadable"])), max_size=8
).map(lambda drawn: [File(f"{n}.xlsx", sha(content), kind=kind) for n, (content, kind) in enumerate(drawn)])


@given(FILES, st.sets(st.sampled_from("abcde")), st.sets(st.sampled_from("abcde")))
def test_the_counts_add_up(files: list[File], ours: set[str], bad: set[str]) -> None:
    books = [
        position(next(f.file for f in files if f.sha256 == sha(name)), "9-1", {"P003": "a"})
        for name in ours
        if any(f.sha256 == sha(name) for f in files)
    ]
    errors = [Finding(Severity.ERROR, "C999", Place(f"{n}.xlsx"), "错", "") for n in range(8) if str(n) in bad]
    rows = receipts(files, books, errors, {}, {})
    counts = Counter(row.status for row in rows)
    assert sorted(row.file for row in rows) == sorted(file.file for file in files)
    assert sum(counts.values()) - counts[FileStatus.DUPLICATE] == len({file.sha256 for file in files})
