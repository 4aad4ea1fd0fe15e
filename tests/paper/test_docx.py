"""Letters as Word documents: the look of office paper, valid by other programs, the same bytes every time."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from openxml_audit import FileFormat, OpenXmlValidator

from lzxl.forms.paper_text import wrapped
from lzxl.law.warning import GRADES
from lzxl.paper import docx_fit, docx_tables
from lzxl.paper.docx import docx_of
from lzxl.paper.docx_fit import spacing_of
from lzxl.paper.docx_styles import LINE
from lzxl.paper.docx_tables import widths_of
from lzxl.paper.markup import parts
from lzxl.paper.pdf import to_pdf

LETTER = parts(
    "# 廉政风险预警通知书\n## 廉防办〔2026〕 号\n! B\n@ 样例科:\n### 一、依据\n正文“引号”与2026年。\n"
    "| 序号 | 事由 | 扣分 |\n| 1 | 一件说来话长的事由写在这里 | 3 |\n> 示例社\n> 2026年11月25日\n"
    "----\n# 送达回执\n| | | | |\n| 送达文书 | 通知书 | 文号 |  |\n"
)


@pytest.fixture(scope="module")
def document() -> Any:
    """The letter as another program reads it."""
    return Document(BytesIO(docx_of(LETTER, "示例社")))


def test_page_and_margins_are_those_of_gb_t_9704(document: Any) -> None:
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in (*sizes, section.left_margin, section.right_margin)] == [
        210,
        297,
        37,
        35,
        28,
        26,
    ]


@pytest.mark.parametrize(
    ("text", "face", "size"),
    [
        ("廉政风险预警通知书", "方正小标宋简体", 22),
        ("正文“引号”与2026年。", "仿宋_GB2312", 16),
        ("一、依据", "黑体", 16),
    ],
)
def test_faces_and_sizes_hold_for_chinese_letters_too(document: Any, text: str, face: str, size: float) -> None:
    style = next(one for one in document.paragraphs if one.text == text).style
    fonts = style.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia")} == {face}
    assert style.font.size.pt == size


def test_page_numbers_stand_at_the_outer_edge(document: Any) -> None:
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert [str(one.paragraphs[0].alignment) for one in (section.footer, section.even_page_footer)] == [
        *("RIGHT (2)", "LEFT (0)")
    ]
    assert section.footer.paragraphs[0].text == "— 1 —"


def test_the_bar_tells_the_grade_by_mark_word_and_colour(document: Any) -> None:
    cells = document.tables[0].rows[0].cells
    assert [cell.text for cell in cells] == [
        *("□ A级\uff08红色\uff09", "■ B级\uff08黄色\uff09", "□ C级\uff08蓝色\uff09", "□ D级\uff08绿色\uff09")
    ]
    fills = [cell._tc.tcPr.find(qn("w:shd")) for cell in cells]
    assert [None if fill is None else fill.get(qn("w:fill")) for fill in fills] == [None, GRADES["B"].fill, None, None]


def test_long_tables_repeat_their_headings_and_slips_have_none(document: Any) -> None:
    table, slip = document.tables[1:]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert slip.rows[0].cells[0].text == "送达文书"
    assert slip.rows[0].height.mm > 10


def test_columns_fill_the_page_and_short_ones_stay_whole() -> None:
    widths = widths_of([("序号", "事由", "扣分"), ("1", "很长的事由" * 12, "3")])
    assert sum(widths) == pytest.approx(156)
    assert widths[1] > 100
    assert min(widths) > 10
    crowded = widths_of([("很长的一栏" * 9,) * 9])
    assert sum(crowded) == pytest.approx(156)


def test_the_same_letter_is_the_same_bytes_without_a_clock() -> None:
    made = docx_of(LETTER, "示例社")
    assert made == docx_of(LETTER, "示例社")
    with ZipFile(BytesIO(made)) as package:
        assert {info.date_time for info in package.infolist()} == {(2011, 8, 17, 0, 0, 0)}
        assert b"2011-08-17T00:00:00Z" in package.read("docProps/core.xml")


def test_other_programs_find_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "信.docx"
    path.write_bytes(docx_of(LETTER, "示例社"))
    assert OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors == []


@pytest.mark.office
def test_as_pdf_it_is_one_page_of_the_same_words_and_the_same_bytes(tmp_path: Path) -> None:
    document = {"信": docx_of(LETTER, "示例社")}
    pdf = to_pdf(document, suffix=".docx")["信"]
    assert pdf == to_pdf(document, suffix=".docx")["信"]
    (tmp_path / "信.pdf").write_bytes(pdf)
    told = subprocess.run(["pdftotext", tmp_path / "信.pdf", "-"], capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.count("\f") == 1
    assert "".join(told.stdout.split()).startswith("廉政风险预警通知书廉防办〔2026〕号")


@pytest.mark.office
def test_who_signs_never_stands_on_a_page_of_its_own(tmp_path: Path) -> None:
    """However long the text is, its last paragraph goes over to the next page with those who sign."""
    text = "# 通知\n@ 样例科:\n{lines}末一段。\n> 示例社\n> 办公室\n> 2026年11月25日\n"
    letters = {str(n): docx_of(parts(text.format(lines="说明一行。\n" * n)), "示例社") for n in range(13, 22)}
    turned = 0
    for name, pdf in to_pdf(letters, suffix=".docx").items():
        (tmp_path / "通知.pdf").write_bytes(pdf)
        told = subprocess.run(
            ["pdftotext", tmp_path / "通知.pdf", "-"], capture_output=True, encoding="utf-8", check=True
        )
        pages = told.stdout.split("\f")
        assert "末一段。" in next(page for page in pages if "示例社" in page), name
        turned += "示例社" in pages[1]
    assert 0 < turned < len(letters)  # the page is turned among these lengths


def pages_of(documents: dict[str, bytes], tmp_path: Path) -> dict[str, list[str]]:
    """Return the text of each page, blanks left out."""
    found = {}
    for name, pdf in to_pdf(documents, suffix=".docx").items():
        (tmp_path / "页.pdf").write_bytes(pdf)
        told = subprocess.run(
            ["pdftotext", tmp_path / "页.pdf", "-"], capture_output=True, encoding="utf-8", check=True
        )
        found[name] = ["".join(page.split()) for page in told.stdout.split("\f")[:-1]]
    return found


TEXT = "# 通知\n@ 样例科:\n{lines}末一段。\n> 示例社\n> 办公室\n> 2026年11月25日\n"


@pytest.mark.office
def test_lines_stand_closer_where_that_saves_a_page(tmp_path: Path) -> None:
    """A letter that would need a second page for its last lines alone is one page; a longer one has the usual lines."""
    letters = {n: parts(TEXT.format(lines="说明一行。\n" * n)) for n in range(12, 24)}
    lines = {n: spacing_of(letter).line for n, letter in letters.items()}
    told = pages_of({str(n): docx_of(letter, "示例社") for n, letter in letters.items()}, tmp_path)
    closer = [n for n, line in lines.items() if line < LINE]
    assert len(closer) >= 2
    assert {n: len(told[str(n)]) for n in closer} == dict.fromkeys(closer, 1)
    assert {len(told[str(n)]) for n in letters if n > max(closer)} == {2}
    assert min(lines.values()) >= 25.5


def test_texts_are_broken_into_lines_once_however_many_spacings_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Breaking into lines is what takes time, and a list of all people has thousands of cells."""
    broken: list[str] = []

    def counted(text: str, width: float, size: float) -> list[str]:
        broken.append(text)
        return wrapped(text, width, size)

    monkeypatch.setattr(docx_tables, "wrapped", counted)
    monkeypatch.setattr(docx_fit, "wrapped", counted)
    rows = "".join(f"| {n} | 第{n}件事 |\n" for n in range(1, 200))
    letter = parts(f"# 通知\n@ 样例科:\n有下列各项。\n| 序号 | 事由 |\n{rows}> 示例社\n> 办公室\n")
    spacing_of(letter)
    assert len(broken) == len(set(broken)) == 5 + 2 + 2 * 199


@pytest.mark.office
def test_on_the_last_page_there_is_text_above_who_signs(tmp_path: Path) -> None:
    letters = {str(n): docx_of(parts(TEXT.format(lines="说明一行。\n" * n)), "示例社") for n in range(20, 27)}
    turned = [pages[1] for pages in pages_of(letters, tmp_path).values() if len(pages) == 2]
    assert turned
    assert min(page.count("。") for page in turned) >= 3


@pytest.mark.office
def test_what_leads_to_a_table_stands_on_its_page(tmp_path: Path) -> None:
    rows = "| 序号 | 事由 |\n" + "| 1 | 一件事 |\n" * 5
    text = "# 通知\n{lines}有下列各项。\n{rows}末段。\n"
    letters = {
        str(n): docx_of(parts(text.format(lines="说明一行。\n" * n, rows=rows)), "示例社") for n in range(15, 22)
    }
    for pages in pages_of(letters, tmp_path).values():
        assert any("有下列各项。" in page and "一件事" in page for page in pages)


def test_a_table_at_the_end_makes_no_page_of_its_own() -> None:
    made = Document(BytesIO(docx_of(parts("# 表\n| 甲 | 乙 |\n| 1 | 2 |\n"), "示例社")))
    assert made.paragraphs[-1].paragraph_format.line_spacing.pt == 1


def test_an_opinion_has_room_to_be_written() -> None:
    slip = "| | | | |\n| 研究日期 |  | 主持人 |  |\n| 研究意见 |  | 组长签名 |  |\n| 签收意见 | □无异议 | 备注 |  |\n"
    made = Document(BytesIO(docx_of(parts(slip), "示例社")))
    assert [round(row.height.mm, 1) for row in made.tables[0].rows] == [10.5, 30.0, 10.5]


@pytest.mark.office
def test_a_list_of_all_units_is_one_page(tmp_path: Path) -> None:
    rows = "".join(f"| {n} | 某某供销合作社 | 某某 |  |  |\n" for n in range(1, 26))
    text = f"# 签收表\n## 依据某文\n| 序号 | 单位 | 负责人 | 签收人 | 签收日期 |\n{rows}"
    assert len(pages_of({"表": docx_of(parts(text), "示例社")}, tmp_path)["表"]) == 1
