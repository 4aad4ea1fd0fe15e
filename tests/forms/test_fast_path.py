"""Most cells hold plain text and are read in one look: whatever wants a second look must not pass for such."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lzxl.area import MOST_CHARACTERS
from lzxl.cells import Place
from lzxl.forms.characters import compatible, invisible, is_tidy, private, reversing, tidy
from lzxl.forms.form import Column
from lzxl.forms.headings import recognise, repeats_headings
from lzxl.forms.position import POSITION
from lzxl.forms.values import PLACEHOLDERS, read_value

FREE_TEXT = Column("text", "风险点")
ANY_TEXT = st.text(st.characters() | st.sampled_from("风险 \r\n\t\u00a0\u200b\u202e\uf900\ue000\u200b—无"), max_size=60)


@given(ANY_TEXT)
@example("采购\r\n验收")
@example("采购\u00a0验收")
@example("采购\u200b验收")
@example("采购\u202e验收")
@example("采购\uf900验收")
@example("采购\ue000验收")
def test_a_tidy_text_needs_no_second_look(text: str) -> None:
    if is_tidy(text):
        assert tidy(text) == text
        assert not any(look(text) for look in (invisible, reversing, private, compatible))


@given(ANY_TEXT)
@example("\r\n")
@example("\u00a0")
@example("\u200b")
@example("\u202e")
@example("\uf900")
@example("\ue000")
def test_a_long_text_is_judged_by_the_same_rules_as_a_short_one(text: str) -> None:
    """What is said of a text is said of its characters, however many plain ones stand around them."""
    padded = f"风{text}险" + "防" * 40
    value, findings = read_value(FREE_TEXT, padded, Place())
    assert value == (None if reversing(text) else tidy(padded))
    unusual = invisible(text) or reversing(text) or private(text) or compatible(text)
    assert bool(findings) == bool(unusual or "\r" in text.replace("\r\n", "") or "\u00a0" in text)


@pytest.mark.parametrize("word", sorted(PLACEHOLDERS))
def test_a_placeholder_is_none_with_any_blanks(word: str) -> None:
    for blanks in (" ", " " * 20, "\u3000" * 20):
        value, findings = read_value(FREE_TEXT, blanks.join(word), Place())
        assert value is None and len(findings) == 1


def test_a_text_longer_than_a_cell_is_an_error() -> None:
    value, findings = read_value(FREE_TEXT, "防" * (MOST_CHARACTERS + 1), Place())
    assert value is None and len(findings) == 1


@pytest.mark.parametrize(
    "heading",
    [
        "责任人(请填写对本项风险防控措施负责的人员姓名,多人用顿号分隔开来)",
        "责任人\uff08请填写对本项风险防控措施负责的人员姓名,多人用顿号分隔开来\uff09",
        "责任人" + " " * 40,
        "责\u3000任\u3000人" + "\u3000" * 40,
    ],
)
def test_a_long_remark_or_many_blanks_do_not_hide_a_heading(heading: str) -> None:
    assert recognise(POSITION, ("序号", heading)) == [("serial", 1), ("responsible", 2)]
    assert repeats_headings(POSITION, ("序号", heading), 2)
    assert not repeats_headings(POSITION, ("序号", heading), 3)
