"""render(): what is laid out is what other programs read, for every trait; the same content is the same bytes."""

import errno
import io
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lzxl.cells import (
    LAST_ROW,
    Align,
    Area,
    Body,
    ColourRule,
    DropDown,
    Formula,
    Limits,
    Link,
    PrintSetup,
    Protection,
    Sheet,
    Style,
    Visibility,
    WorkbookOut,
)
from lzxl.excel.write import MOST_CHARACTERS, render, render_into, storable
from lzxl.traits import Chart, ColourScale, IconSet, Series


def opened(*sheets: Sheet, **more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(WorkbookOut(sheets, **more))))


def written(cells: dict[Any, Any], **traits: Any) -> Any:
    return opened(Sheet("表", cells, **traits))["表"]


# What XML can hold, less what openpyxl itself loses (it cuts "x005F_" out of every text).
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60)


@settings(max_examples=60)
@given(st.lists(TEXT.filter(lambda text: "x005f_" not in text.casefold()), min_size=1, max_size=12))
def test_whatever_text_reads_back_the_same(texts: list[str]) -> None:
    page = written({(row, 1): text for row, text in enumerate(texts, 1)})
    for row, text in enumerate(texts, 1):
        cell = page.cell(row, 1)
        assert (cell.value, cell.data_type) == (storable(text), "s")
        if not any(ord(character) < 32 for character in text):
            assert cell.value == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=CMD|'/c calc'!A1",
        "+1",
        "-1",
        "@SUM(A1)",
        "{=1}",
        "http://a.invalid",
        "internal:x",
        "001",
        "1E5",
        "TRUE",
        "_x0041_",
        " 两头空格 ",
        "一\n二",
        "𠮷野家",
        "#REF!",
        "<r>标记</r>",
        "<r>a & b</r>",
        "2026-01-01",
    ],
)
def test_text_stays_text(text: str) -> None:
    cell = written({(1, 1): text})["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\0b", "a␀b"), ("a\x1bb", "a␛b"), ("a\ud800b", "a\ufffdb")],
)
def test_what_no_file_can_hold_is_still_seen(text: str, shown: str) -> None:
    assert written({(1, 1): text})["A1"].value == shown


@pytest.mark.parametrize(
    ("value", "read", "number_format"),
    [
        (Decimal("2.5"), 2.5, "General"),
        (7, 7, "General"),
        (date(2026, 9, 1), datetime(2026, 9, 1), "yyyy-mm-dd"),
        (datetime(2026, 9, 1, 8, 30), datetime(2026, 9, 1, 8, 30), "yyyy-mm-dd hh:mm"),
        (date(1899, 12, 30), "1899-12-30", "General"),
        (date(1900, 2, 28), datetime(1900, 2, 28), "yyyy-mm-dd"),
        (None, None, "General"),
        ("", None, "General"),
    ],
)
def test_values_keep_their_kind(value: Any, read: Any, number_format: str) -> None:
    cell = written({(1, 1): value, (2, 1): "有"})["A1"]
    assert (cell.value, cell.number_format) == (read, number_format)


@settings(max_examples=40)
@given(st.decimals(min_value=0, max_value=12, places=2))
def test_points_read_back_exactly(points: Decimal) -> None:
    assert Decimal(str(written({(1, 1): points})["A1"].value)) == points


def test_a_text_that_a_cell_cannot_hold_is_refused_not_cut() -> None:
    assert len(written({(1, 1): "字" * MOST_CHARACTERS})["A1"].value) == MOST_CHARACTERS
    for text in ("字" * (MOST_CHARACTERS + 1), "𠮷" * (MOST_CHARACTERS // 2 + 1)):
        with pytest.raises(ValueError, match="C7"):
            render(WorkbookOut([Sheet("表", {(7, 3): text})]))


def test_what_excel_refuses_is_an_error_not_a_loss() -> None:
    long_prompt = DropDown(Area(1, 1, 9, 1), "词表", "标题", "字" * 256)
    twice = [Area(1, 1, 2, 2), Area(2, 2, 3, 3)]
    for sheet in (Sheet("表", {}, drop_downs=[long_prompt]), Sheet("表", {}, merges=twice), Sheet("表" * 32, {})):
        with pytest.raises(ValueError):
            render(WorkbookOut([sheet], lists={"词表": ["一"]}))


def test_formula_and_links() -> None:
    cells = {
        (1, 1): Formula('TEXT(B1,"0.0")', "2.5"),
        (1, 2): Decimal("2.5"),
        (2, 1): Link("external:收件/一社/台账.xlsx", "一社/台账.xlsx"),
        (3, 1): Link("internal:'表'!B1", "=B1"),
        (4, 1): Link("external:" + "长" * 2001, "太长的路径"),
    }
    page = written(cells)
    assert page["A1"].value == '=TEXT(B1,"0.0")'
    assert [page.cell(row, 1).value for row in (2, 3, 4)] == ["一社/台账.xlsx", "=B1", "太长的路径"]
    assert page["A2"].hyperlink.target == "收件/一社/台账.xlsx"
    assert page["A3"].hyperlink.location == "'表'!B1"
    assert page["A4"].hyperlink is None
    stored = openpyxl.load_workbook(io.BytesIO(render(WorkbookOut([Sheet("表", cells)]))), data_only=True)
    assert stored["表"]["A1"].value == "2.5"


def test_more_links_than_excel_opens_become_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lzxl.excel.write.MOST_LINKS", 3)
    page = written({(row, 1): Link("external:a.xlsx", "甲") for row in range(1, 6)})
    assert [page.cell(row, 1).value for row in range(1, 6)] == ["甲"] * 5
    assert [page.cell(row, 1).hyperlink is not None for row in range(1, 6)] == [True, True, True, False, False]


def test_styles_widths_heights_merges() -> None:
    bold = Style(
        bold=True, size=18, font="黑体", ink="1F3864", fill="D9E2F3", align=Align.CENTER, wrap=True, border=True
    )
    page = written(
        {(1, 1): "标题", (3, 2): date(2026, 1, 1)},
        styles={(1, 1): bold},
        column_styles={2: Style(number_format="@", align=Align.LEFT)},
        widths={1: 30, 2: 12},
        heights={1: 39},
        merges=[Area(1, 1, 1, 3)],
        hidden_columns=frozenset({4}),
    )
    cell = page["A1"]
    assert (cell.font.b, cell.font.sz, cell.font.name, cell.font.color.rgb) == (True, 18, "黑体", "FF1F3864")
    assert (cell.fill.fgColor.rgb, cell.alignment.horizontal, cell.alignment.wrap_text) == ("FFD9E2F3", "center", True)
    assert cell.border.left.style == "thin"
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:C1"]
    assert page.row_dimensions[1].height == 39
    assert page.column_dimensions["A"].width == pytest.approx(30, abs=1)
    assert page.column_dimensions["D"].hidden
    assert page["B3"].number_format == "@"  # the column's own format wins
    assert page["B9"].font.name == "宋体"


def test_drop_downs_limits_notes_colours() -> None:
    page = written(
        {(1, 1): "等级"},
        drop_downs=[
            DropDown(Area(2, 1, 300, 1), "词表_等级", "等级", "选一项"),
            DropDown(Area(2, 2, 300, 2), "'表'!$A$1:$A$2", strict=False),
        ],
        limits=[
            Limits(Area(2, 3, 9, 3), "date", date(2026, 1, 1), date(2026, 12, 31), error="请填日期"),
            Limits(Area(2, 4, 9, 4), "decimal", 0, None),
            Limits(Area(2, 5, 9, 5), "any", title="事由", prompt="简要写明"),
            Limits(Area(2, 6, 9, 6), "custom", formula="F2>0"),
        ],
        notes={(2, 1): "改法:填一级"},
        colours=[ColourRule(Area(2, 1, 9, 1), '$A2="一级"', Style(fill="F8CBAD", ink="833C0B"), stop=True)],
    )
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert (rules["A2:A300"].formula1, rules["A2:A300"].showErrorMessage) == ("词表_等级", True)
    assert (rules["A2:A300"].promptTitle, rules["A2:A300"].prompt) == ("等级", "选一项")
    assert (rules["B2:B300"].formula1, rules["B2:B300"].showErrorMessage) == ("'表'!$A$1:$A$2", False)
    assert (rules["C2:C9"].type, rules["C2:C9"].errorStyle, rules["C2:C9"].formula1) == ("date", "warning", "46023")
    assert (rules["D2:D9"].operator, rules["E2:E9"].prompt) == ("greaterThanOrEqual", "简要写明")
    assert rules["F2:F9"].formula1 == "F2>0"
    assert page["A2"].comment.text == "改法:填一级"
    (coloured,) = page.conditional_formatting
    assert (str(coloured.sqref), coloured.rules[0].formula, coloured.rules[0].stopIfTrue) == (
        "A2:A9",
        ['$A2="一级"'],
        True,
    )


def test_view_filter_table_print_protection() -> None:
    page = written(
        {(1, 1): "甲", (1, 2): "乙", (2, 1): 1, (2, 2): 2},
        freeze=(2, 2),
        table=(Area(1, 1, 2, 2), "lzxl_t"),
        print_setup=PrintSetup(title_rows=(1, 1), header="&L甲&&乙", area=Area(1, 1, 2, 2)),
        protection=Protection((Area(2, 1, LAST_ROW, 2),)),
        tab_colour="C00000",
    )
    assert page.freeze_panes == "B2"
    assert page.tables["lzxl_t"].ref == "A1:B2"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert page.print_title_rows == "$1:$1"
    assert page.oddHeader.left.text == "甲&&乙"
    assert "&P" in page.oddFooter.center.text and "&N" in page.oddFooter.center.text
    assert page.protection.sheet and page.protection.password is None
    allowed = (page.protection.autoFilter, page.protection.sort, page.protection.formatColumns)
    assert allowed == (False, False, False)  # False: not forbidden
    assert page["A1"].protection.locked and not page["A2"].protection.locked
    assert not page.column_dimensions["A"].protection.locked  # the rows below, without end
    assert page.sheet_properties.tabColor.rgb == "FFC00000"


def test_charts_colour_scales_icons_and_groups() -> None:
    names, values = Area(2, 1, 4, 1), Area(2, 2, 4, 2)
    page = written(
        {(2, 1): "甲", (3, 1): "乙", (4, 1): "丙", (2, 2): 1, (3, 2): 0.5, (4, 2): 0},
        widths={1: 20, 4: 10, 5: 10},
        heights={6: 30, 7: 45},
        charts=[
            Chart(Area(6, 4, 7, 5), "图一", (Series("一级", names, values, ("C55A11",)),), stacked=True),
            Chart(Area(8, 4, 9, 5), "图二", (Series("率", names, values, ("111111", "222222", "333333")),), top=1),
        ],
        scales=[ColourScale(values, "FFFFFF", "F4A460")],
        icons=[IconSet(values, good=1, fair=0.001)],
        levels={3: 1},
        styles={(2, 1): Style(shrink=True), (3, 1): Style(align=Align.LEFT, indent=1)},
    )
    first, second = page._charts
    assert [chart.grouping for chart in (first, second)] == ["stacked", "clustered"]
    assert first.ser[0].val.numRef.f == "表!$B$2:$B$4" and first.ser[0].cat.strRef.f == "表!$A$2:$A$4"
    assert first.ser[0].graphicalProperties.solidFill.srgbClr == "C55A11"
    assert [point.graphicalProperties.solidFill.srgbClr for point in second.ser[0].dPt] == [
        "111111",
        "222222",
        "333333",
    ]
    assert second.y_axis.scaling.max == 1
    start, end = first.anchor._from, first.anchor.to  # from the first cell to the edge of the last
    assert (start.row, start.col, start.rowOff, start.colOff) == (5, 3, 0, 0)
    assert (end.row, end.col, end.rowOff, end.colOff) == (7, 5, 0, 0)
    (rules,) = (area.rules for area in page.conditional_formatting)
    assert [rule.type for rule in rules] == ["colorScale", "iconSet"]
    assert [bound.val for bound in rules[1].iconSet.cfvo][1:] == [0.001, 1]
    assert page.column_dimensions["C"].outlineLevel == 1
    assert page["A2"].alignment.shrink_to_fit and page["A3"].alignment.indent == 1


def test_workbook_identity_lists_and_hidden_sheets() -> None:
    hidden = Sheet("_lzxl", {(1, 1): "lzxl.form"}, visibility=Visibility.VERY_HIDDEN)
    book = opened(
        hidden,
        Sheet("表", {(1, 1): "甲"}),
        lists={"词表_等级": ["一级", "二级"], "词表_空": []},
        properties={"lzxl.form": "岗位承诺表", "lzxl.year": "2026"},
        title="标题",
    )
    assert [(page.title, page.sheet_state) for page in book] == [
        ("_lzxl", "veryHidden"),
        ("表", "visible"),
        ("_词表", "hidden"),
    ]
    assert book.active.title == "表"
    assert book.defined_names["词表_等级"].attr_text == "'_词表'!$A$1:$A$2"
    assert book.defined_names["词表_空"].attr_text == "'_词表'!$B$1:$B$1"
    assert {p.name: p.value for p in book.custom_doc_props.props} == {"lzxl.form": "岗位承诺表", "lzxl.year": "2026"}
    assert (book.properties.title, book.properties.created) == ("标题", datetime(2011, 8, 17))


def test_the_same_content_is_the_same_bytes() -> None:
    def made() -> bytes:
        sheet = Sheet("表", {(1, 1): "甲", (2, 1): date(2026, 1, 1)}, notes={(1, 1): "注"})
        return render(WorkbookOut([sheet], lists={"词表_甲": ["一"]}, properties={"lzxl.form": "x"}))

    assert made() == made()


def test_rows_keep_growing_with_what_is_typed() -> None:
    data = render(WorkbookOut([Sheet("表", {(1, 1): "甲"}, heights={1: 39})]))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("xl/worksheets/sheet1.xml")
    assert b'ht="39"' in xml and b"customHeight" not in xml


class _FullDisk(io.BytesIO):
    """A file on a disk with room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("body", [None, Body(2, [(15.0, ("乙",))])])
@pytest.mark.parametrize("room", [0, 100, 3000])
def test_a_full_disk_is_told_as_such_and_once(room: int, body: Body | None, monkeypatch: pytest.MonkeyPatch) -> None:
    aloud: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", aloud.append)
    with pytest.raises(OSError, match="No space left") as caught, _FullDisk(room) as file:
        render_into(file, WorkbookOut((Sheet("表", {(1, 1): "甲"}, body=body),)))
    assert caught.value.errno == errno.ENOSPC
    del caught
    assert not aloud
