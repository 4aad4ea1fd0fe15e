"""Every received file ends in exactly one 状态."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from register_cases import CAME, ERROR, File, position, sha

from lzxl.cells import Place
from lzxl.findings import Finding, Severity
from lzxl.model import FileStatus
from lzxl.register.receipts import receipts

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
