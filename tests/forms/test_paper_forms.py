"""Commitment forms on paper: the boxes that each chain of review has, what stands in them, long forms, the list in front."""

import pytest
from paper_cases import ROSTER, YEAR, person_form, points, unit_form

from lzxl.cells import Link
from lzxl.forms import paper_books, paper_person, paper_unit
from lzxl.forms.paper_page import Page, heights
from lzxl.forms.paper_table import MOST_LINES
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE

ABOUT = paper_books.About("示例县供销合作社", YEAR, "还没有收到的:样例市场。")
BOXES = ("本人承诺", "单位承诺", "评定意见", "审核意见", "领导小组\n评估意见", "领导小组\n审核、评估\n意见")


def texts(pages: list[Page]) -> list[str]:
    """Return every text of a form."""
    return [str(span.value) for page in pages for line in page for span in line.spans if span.value]


def boxes(pages: list[Page]) -> list[str]:
    """Return the labels of the boxes in their order."""
    return [text for text in texts(pages) if text in BOXES]


@pytest.mark.parametrize(
    ("person", "labels", "signers"),
    [
        ("P001", [BOXES[0], BOXES[5]], []),  # 主任: the leading group reviews and assesses
        ("P002", [BOXES[0], *BOXES[3:5]], ["主任:甲某某"]),
        ("P003", [BOXES[0], *BOXES[3:5]], ["分管领导:乙某某"]),
        ("P005", [BOXES[0], *BOXES[3:5]], ["联系领导:乙某某"]),  # heads his unit: nobody appraises
        ("P006", [BOXES[0], *BOXES[2:5]], ["单位负责人:戊某某", "联系领导:乙某某"]),
    ],
)
def test_a_person_has_the_boxes_of_his_chain(person: str, labels: list[str], signers: list[str]) -> None:
    pages = paper_person.pages(person_form(person), ROSTER)
    assert boxes(pages) == labels
    shown = "\n".join(texts(pages)).replace("\uff1a", ":")
    assert [name for name in signers if name in shown] == signers
    assert texts(pages).count("年    月    日\u3000") == len(labels)


@pytest.mark.parametrize(
    ("unit", "labels", "signer"),
    [
        ("U2", ["单位承诺", *BOXES[3:5]], "分管领导:乙某某"),
        ("U3", ["单位承诺", *BOXES[3:5]], "联系领导:乙某某"),
    ],
)
def test_a_unit_signs_seals_and_is_reviewed(unit: str, labels: list[str], signer: str) -> None:
    pages = paper_unit.pages(unit_form(unit), ROSTER)
    shown = "\n".join(texts(pages)).replace("\uff1a", ":")
    assert boxes(pages) == labels
    assert signer in shown
    assert "负责人签字、单位盖章:" in shown


def test_a_form_shows_what_was_found_and_what_was_decided() -> None:
    form = person_form("P006", "甲风险", "乙风险", assessed_level="一级", self_level="三级", opinion="同意")
    shown = texts(paper_person.pages(form, ROSTER))
    assert {"己某某", "P006", "示例县样例一供销合作社", "副社主任", "拟订采购计划,签订并保管合同"} <= set(shown)
    assert {"甲风险", "乙风险", "三级\n一般", "一级\n重点", "同意"} <= set(shown)
    assert POSITION.title in shown


def test_a_proposed_level_is_not_printed_as_an_assessed_one() -> None:
    shown = texts(paper_person.pages(person_form("P006", self_level="三级"), ROSTER))
    assert not {"一级\n重点", "二级\n防范"} & set(shown)


def test_a_point_that_was_merged_says_so() -> None:
    assert "合并" in texts(paper_person.pages(person_form("P006", screening="合并"), ROSTER))


def test_opinions_that_differ_name_their_rows() -> None:
    one, two = points("P006", ("甲", "乙"))
    from dataclasses import replace

    from lzxl.forms.paper_boxes import opinions

    both = (replace(one, opinion="定一级"), two, replace(two, opinion="定一级"), replace(two, opinion="定三级"))
    assert opinions(both, lambda point: point.opinion) == "第1、3项:定一级\n第4项:定三级"
    assert opinions(both[:1], lambda point: point.opinion) == "定一级"
    assert opinions((two,), lambda point: point.opinion) == ""


def test_an_ordinary_form_is_one_page_and_a_long_one_says_whose_it_goes_on_to_be() -> None:
    assert len(paper_person.pages(person_form("P006", *["风险点" * 10] * 3), ROSTER)) == 1
    pages = paper_person.pages(person_form("P006", *["风险点" * 10] * 20), ROSTER)
    assert len(pages) > 2
    assert all(heights(page) <= paper_person.DESIGN.paper.room for page in pages)
    of = len(pages)
    for number, page in enumerate(pages[1:], 2):
        shown = "".join(texts([page])).replace("\uff0c", ",").replace("\uff08", "(").replace("\uff09", ")")
        assert shown.startswith(f"{POSITION.title}(续)样例一社  己某某(P006)  2026年度第 {number} 页,共 {of} 页")


@pytest.mark.parametrize("length", [2_000, 20_000])
def test_a_text_longer_than_a_page_goes_on_and_loses_nothing(length: int) -> None:
    long = "".join(chr(0x4E00 + number % 500) for number in range(length))
    pages = paper_unit.pages(unit_form("U2", long), ROSTER)
    column = 6
    parts = [
        str(span.value)
        for page in pages
        for line in page
        for span in line.spans
        if len(line.spans) == len(paper_unit.DESIGN.paper.columns) and span.left == column
    ]
    assert "".join(parts).replace("\n", "") == long
    assert all(part.count("\n") < MOST_LINES for part in parts)
    assert all(heights(page) <= paper_unit.DESIGN.paper.room for page in pages)


def test_the_parts_of_a_long_text_stand_together_under_their_number() -> None:
    pages = paper_unit.pages(unit_form("U2", "险" * 300), ROSTER)
    parts = [line for page in pages for line in page if len(line.spans) == len(paper_unit.DESIGN.paper.columns)]
    first, *_, last = parts = [line for line in parts if "险" in str(line.spans[5].value)]
    assert [str(line.spans[0].value) for line in parts] == ["1", *["1\n续"] * (len(parts) - 1)]
    assert {span.style.sides for span in first.spans} == {"LRT"}
    assert {span.style.sides for line in parts[1:-1] for span in line.spans} == {"LR"}
    assert {span.style.sides for span in last.spans} == {"LRB"}
    assert {line.spans[8 + 1].style.fill for line in parts} == {first.spans[9].style.fill}


def test_the_book_has_a_list_and_a_sheet_for_each_unit_whose_links_lead_to_each_form() -> None:
    forms = [person_form("P003"), person_form("P004"), person_form("P006", *["风险点" * 10] * 20)]
    (book,) = paper_books.person_books(forms, ROSTER, ABOUT)
    assert [sheet.name for sheet in book.sheets] == [paper_books.LIST, "样例科", "样例一社"]
    entries, of_office, of_unit = book.sheets
    links = [value for value in entries.cells.values() if isinstance(value, Link)]
    second = of_office.print_setup.breaks[0] + 1
    assert [link.target for link in links] == [
        "internal:'样例科'!A1",
        f"internal:'样例科'!A{second}",
        "internal:'样例一社'!A1",
    ]
    assert of_office.cells[second, 1] == POSITION.title
    assert entries.print_setup.footer == "&C&9第 &P 页\uff0c共 1 页"
    assert len(of_unit.print_setup.breaks) == len(paper_person.pages(forms[2], ROSTER)) - 1
    assert any("样例市场" in str(value) for value in entries.cells.values())


def test_more_units_than_a_workbook_holds_go_into_a_second_one() -> None:
    from dataclasses import replace

    forms = [
        replace(unit_form("U2"), unit=replace(ROSTER.units["U2"], id=f"U{number}", name=f"样例{number}科"))
        for number in range(paper_books.MOST_SHEETS + 1)
    ]
    first, second = paper_books.unit_books(forms, ROSTER, ABOUT)
    assert len(first.sheets) == paper_books.MOST_SHEETS + 1
    assert [sheet.name for sheet in second.sheets] == [paper_books.LIST, f"样例{paper_books.MOST_SHEETS}科"]
    assert second.title.startswith(UNIT_TABLE.title)
