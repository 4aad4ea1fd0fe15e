"""The buttons of what goes to and fro, in a real spreadsheet program: what they say and what lies in the office's folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lzxl.excel.live_session import Screen

pytestmark = [pytest.mark.office, pytest.mark.slow]

Press = Callable[..., str]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".~lock"))


def test_letters_are_written_and_the_open_master_is_brought_up_to_date(
    office: Path, screen: Screen, press: Press
) -> None:
    master = screen.show(office / "汇总册.xlsx")
    assert "要退回 2 份表" in press("return", master)
    assert "退回通知.docx" in names(office / "退回")
    assert "待签发" in press("warn", master)
    assert any(name.endswith(".docx") for name in names(office / "预警" / "待签发"))
    assert "个单位有要催的事" in press("remind", master)
    assert "群发文字.txt" in names(office / "往来" / "催报")
    assert "线索" in press("account", master)
    assert [book.name for book in screen.app.books] == ["汇总册.xlsx"]


def test_progress_is_opened_and_may_be_asked_for_again(office: Path, screen: Screen, press: Press) -> None:
    roster = screen.show(office / "名册.xlsx")
    for _ in range(2):
        assert "往来/进度" in press("status", roster)
        assert screen.opened(office / "往来" / "进度" / "进度.xlsx") is not None


def test_messages_are_listed_and_only_a_yes_sends_them(office: Path, screen: Screen, press: Press) -> None:
    press("remind", screen.show(office / "名册.xlsx"))
    assert "请在“发信”的 B3 填“是”" in press("send", screen.app.books.active)
    listed = screen.app.books.active
    page = listed.sheets["发信"]
    assert page.range("A5").value == "待发"
    assert "没有发信" in press("send", listed)  # nothing says yes
    page.range("B3").value = "是"
    assert "发信服务器" in press("send", listed, refused=True)  # this office has none: nothing is lost, nothing sent
    assert press("fetch", listed, refused=True)
