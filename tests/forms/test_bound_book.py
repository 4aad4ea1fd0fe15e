"""The bound register: true contents, levels in words, and an edition for publishing that names nobody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_cases import ROSTER, TODAY, YEAR, points

from lzxl.cells import Sheet, WorkbookOut
from lzxl.forms.bound_pages import PENDING, Chapter
from lzxl.forms.bound_register import About, public_book, register_book
from lzxl.forms.masking import MASK, Mask
from lzxl.model import Roster

ABOUT = About("示例县供销合作社", YEAR, TODAY, "试行参数")
CHAPTERS = [
    Chapter(ROSTER.units["U1"], posts=points("P001", ("定价",) * 30)),
    Chapter(ROSTER.units["U2"], own=points("U2", assessed_level="一级"), posts=points("P003")),
    Chapter(ROSTER.units["U3"]),
    Chapter(ROSTER.units["U4"], own=points("U4", ("请托",), assessed_level="三级")),
]


def column(sheet: Sheet, at: int) -> list[str]:
    """Return the texts of a column."""
    return [str(sheet.cells[cell]) for cell in sorted(sheet.cells) if cell[1] == at and sheet.cells[cell]]


def rows_of_pages(sheet: Sheet) -> list[int]:
    """Return the first row of each page."""
    return [1, *(row + 1 for row in sheet.print_setup.breaks)]


@pytest.mark.parametrize("make", [register_book, public_book])
def test_contents_name_the_page_on_which_each_unit_begins(make: object) -> None:
    book: WorkbookOut = make(CHAPTERS, ROSTER, ABOUT)  # type: ignore[operator]
    cover, contents, body = book.sheets
    assert "廉政风险登记册" in cover.cells.values()
    begins = rows_of_pages(body)
    entries = dict(zip([c.unit.name for c in CHAPTERS], column(contents, 9)[1:], strict=False))
    assert entries["示例县样例一供销合作社"] == "—"
    for name in ("示例县供销合作社领导班子", "样例科", "样例市场"):
        heading = str(body.cells[begins[int(entries[name]) - 1], 1])
        assert heading.startswith(name)
        assert "续" not in heading
    assert body.print_setup.first_page == 1
    assert f"共 {len(begins)} 页" in body.print_setup.footer


def test_the_contents_count_the_levels() -> None:
    contents = register_book(CHAPTERS, ROSTER, ABOUT).sheets[1]
    assert column(contents, 4)[1:] == ["0", "1", "0", "0", "1"]  # 一级
    assert column(contents, 8)[1:] == ["30", "2", "0", "1", "33"]  # 合计
    for make in (register_book, public_book):  # each line adds up, points that are not assessed yet too
        page = make(CHAPTERS, ROSTER, ABOUT).sheets[1]
        counts = zip(*(column(page, at)[1:] for at in range(4, 9)), strict=True)
        assert all(sum(map(int, levels)) == int(every) for *levels, every in counts)


def test_a_level_that_was_not_assessed_says_so_and_by_which_figures() -> None:
    body = register_book(CHAPTERS, ROSTER, ABOUT).sheets[2]
    words = set(column(body, 10))
    assert {"一级\n重点", "三级\n一般", "建议\n二级"} <= words
    assert "试行参数" in body.print_setup.footer
    published = public_book(CHAPTERS, ROSTER, ABOUT).sheets[2]
    assert PENDING in column(published, 6)
    assert not [word for word in column(published, 6) if "建议" in word]


def test_points_that_were_merged_or_dropped_are_for_the_caller_to_leave_out() -> None:
    kept = Chapter(ROSTER.units["U2"], own=points("U2"))
    assert kept.points == kept.own


# ---------------------------------------------------------------- the edition for publishing


def named_everywhere() -> list[Chapter]:
    """Return chapters in which people and their numbers stand in every free text."""
    told = "由戊某某(P005)和己 某 某经办"
    texts = {"measures": told, "responsible": "戊某某", "power": told, "basis": told, "duties": told}
    own = points("U3", (told, "再由p006复核"), assessed_level="二级", **texts)
    posts = points("P006", (told,), assessed_level="一级", **texts)
    unknown_post = [
        replace(one, registered=replace(one.registered, point=replace(one.registered.point, post=told)))
        for one in posts
    ]
    return [Chapter(ROSTER.units["U3"], own=own, posts=tuple(unknown_post))]


def test_the_published_edition_has_no_name_and_no_number_of_anybody() -> None:
    book = public_book(named_everywhere(), ROSTER, ABOUT)
    shown = "".join(
        str(value).casefold() for sheet in book.sheets for value in (*sheet.cells.values(), sheet.print_setup.footer)
    )
    for person in ROSTER.people.values():
        assert person.name not in "".join(shown.split())
        assert person.id.casefold() not in shown
    assert shown.count(MASK) >= 4


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("由戊某某负责", f"由{MASK}负责"),
        ("由戊 某\u3000某负责", f"由{MASK}负责"),
        ("戊某某、己某某", f"{MASK}、{MASK}"),
        ("编号P005的人", f"编号{MASK}的人"),
        ("编号p005", f"编号{MASK}"),
        ("12日之前,120元", f"{MASK}日之前,120元"),
        ("没有人名 的 句子", "没有人名 的 句子"),
        ("", ""),
    ],
)
def test_mask(text: str, shown: str) -> None:
    numbered = {**ROSTER.people, "12": replace(ROSTER.people["P001"], id="12", name="辛某某")}
    assert Mask(Roster(ROSTER.units, numbered))(text) == shown


@given(
    st.lists(st.sampled_from(["戊某某", "己 某某", "P003", "p007", "采购", "某", "P0", " ", "戊某", "\n"]), max_size=12)
)
def test_nothing_of_anybody_is_left_whatever_stands_around_it(parts: list[str]) -> None:
    shown = "".join(Mask(ROSTER)("".join(parts)).casefold().split())
    assert not [p for p in ROSTER.people.values() if p.name in shown or p.id.casefold() in shown]


@given(st.text(st.sampled_from("采购计划由一人说了算,。0123 \n"), max_size=60))
def test_a_text_without_names_stays_as_it_is(text: str) -> None:
    assert Mask(ROSTER)(text) == text
