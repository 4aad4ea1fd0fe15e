"""Texts on paper: lines that fit, no closing mark at the head of a line, full-width marks in our own sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lzxl.forms.paper_text import breadth, characters, height, typeset, wrapped

TEXTS = st.text(st.sampled_from("采购计划由一人说了算,。;()、“”abcABC 0123-\n"), max_size=120)
WIDTHS = st.floats(20, 500)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, [""]),
        ("采购计划", 10.5 * 4 + 7, ["采购计划"]),
        ("采购计划由", 10.5 * 4 + 7, ["采购计划", "由"]),
        ("采购计划。", 10.5 * 4 + 7, ["采购计", "划。"]),  # 。 takes the character before it along
        ("采购\n计划", 100, ["采购", "计划"]),
        ("见2026年", 10.5 * 3 + 7, ["见", "2026", "年"]),  # a number stays whole
        ("A" * 20, 10.5 * 3 + 7, ["AAAAA"] * 4),  # but for one that no line could hold
    ],
)
def test_lines(text: str, width: float, lines: list[str]) -> None:
    assert wrapped(text, width, 10.5) == lines


@given(TEXTS, WIDTHS)
def test_lines_hold_the_whole_text_and_fit(text: str, width: float) -> None:
    lines = wrapped(text, width, 10.5)
    assert "".join(lines) == text.replace("\n", "")
    room = max(width - 7, 10.5)
    assert all(breadth(line, 10.5) <= room + 0.01 for line in lines if len(line) > 2)


@given(TEXTS, WIDTHS)
def test_a_narrower_cell_is_never_lower(text: str, width: float) -> None:
    assert height(text, width / 2, 12) >= height(text, width, 12) > 12


@given(st.floats(1, 800))
def test_heights_are_whole_pixels(points: float) -> None:
    from lzxl.forms.paper_text import whole

    assert whole(points) >= points
    assert whole(points) % 0.75 == 0


def test_a_column_of_72_pixels_is_excels_own_default_for_songti() -> None:
    assert characters(54) == pytest.approx(8.38, abs=0.1)


FULL = {mark: chr(ord(mark) + 0xFEE0) for mark in ",;:()"}


@pytest.mark.parametrize(
    ("ours", "shown"),
    [
        ("承诺,落实;接受", f"承诺{FULL[',']}落实{FULL[';']}接受"),
        ("审核人签字:", f"审核人签字{FULL[':']}"),
        ("(2026年度)", f"{FULL['(']}2026年度{FULL[')']}"),
        ("承诺表(续)", f"承诺表{FULL['(']}续{FULL[')']}"),
        ("第 &P 页,共 12 页", f"第 &P 页{FULL[',']}共 12 页"),
        ("A,B (1,000)", "A,B (1,000)"),
    ],
)
def test_typeset(ours: str, shown: str) -> None:
    assert typeset(ours) == shown
