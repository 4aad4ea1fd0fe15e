"""What stands beside the values: sheets of all kinds, merges, notes, struck and hidden things, links, macros, pictures."""

import io
from typing import Any

import pytest
import xlsxwriter
from made_files import operated, package, parts_of, row, saved, zipped
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from lzxl.cells import Area, Block, Visibility
from lzxl.excel.workbook import read_workbook
from lzxl.findings import Finding, Severity


def read(data: bytes, name: str = "台账.xlsx") -> tuple[Block, list[Finding]]:
    book, findings = read_workbook(data, name)
    assert book, findings
    assert all(finding.severity is not Severity.ERROR for finding in findings)
    return book.blocks[0], findings


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.address) for finding in findings]


def test_an_ordinary_workbook_has_no_remarks() -> None:
    block, findings = read(saved(lambda sheet: sheet.append(["张样例", 3])))
    assert (block.rows, findings) == ((("张样例", 3),), [])


def test_merged_cells_keep_their_top_left_value_and_what_hides_under_them_is_told() -> None:
    data = package(
        row('<c r="@"><v>1</v></c>', '<c r="@"><v>2</v></c>', '<c r="@"><v>3</v></c>'),
        after='<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:C3"/></mergeCells>',
    )
    block, findings = read(data)
    assert block.merged == (Area(1, 1, 1, 2), Area(1, 3, 3, 3))
    assert block.rows == ((1, None, 3),)
    assert [(f.code, f.place.address, f.value) for f in findings] == [("F148", "B1", "2")]


def test_formula_cells_are_told_from_typed_ones() -> None:
    data = package(row('<c r="@"><f>1+2</f><v>3</v></c>', '<c r="@"><v>4</v></c>', '<c r="@"><f>1+2</f></c>'))
    assert read(data)[0].formulas == {(1, 1), (1, 3)}


def fill_structure(sheet: Any) -> None:
    sheet.append(["划掉的", "有批注", "藏列", "部分划掉"])
    sheet.append(["藏行"])
    sheet.append(["看得见"])
    sheet["A1"].font = Font(strike=True)
    sheet["B1"].comment = Comment("请核对金额", "张样例")
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet["D1"] = CellRichText(TextBlock(InlineFont(strike=True), "扣3分"), " 扣1分")
    sheet["E9"].font = Font(strike=True)  # an empty cell: nothing to tell
    sheet.protection.sheet = True


def test_notes_struck_text_hidden_rows_and_columns_and_protection() -> None:
    block, findings = read(saved(fill_structure))
    assert block.rows[0] == ("划掉的", "有批注", "藏列", "扣3分 扣1分")
    assert block.struck == {(1, 1), (1, 4)}
    assert block.notes == {(1, 2): "请核对金额"}
    assert (block.hidden_rows, block.hidden_columns, block.protected) == ({2}, {3}, True)
    assert codes(findings) == [("F142", "B1"), ("F145", "A1"), ("F145", "D1"), ("F143", ""), ("F144", "")]
    assert "请核对金额" in findings[0].message
    assert (findings[3].message[-5:], findings[4].message[-3:]) == ("第 2 行", "C 列")


def test_columns_hidden_to_the_end_of_the_sheet_are_no_remark_without_data() -> None:
    data = package(row('<c r="@"><v>1</v></c>'), head='<cols><col min="2" max="16384" width="9" hidden="1"/></cols>')
    block, findings = read(data)
    assert (block.hidden_columns, findings) == (frozenset(), [])


@pytest.mark.parametrize("traits", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])
def test_rows_without_height_count_as_hidden(traits: str) -> None:
    data = package(f'<row r="1" {traits}><c r="A1"><v>1</v></c></row>')
    assert read(data)[0].hidden_rows == {1}


def test_the_marks_that_the_office_wrote_on_a_returned_copy_are_no_remarks() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "四级"
        sheet["A1"].comment = Comment("【错误】不在规定用语之内\n改法:请从下拉框里选", "lzxl")

    block, findings = read(saved(fill))
    assert block.notes
    assert findings == []


def test_a_threaded_comment_stands_for_its_placeholder() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = 3
        sheet["A1"].comment = Comment("[Threaded comment] your version of Excel …", "tc")

    parts = parts_of(saved(fill))
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    line = f'<Relationship Id="t" Type="{kind}" Target="../threadedComments/t.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", line.encode())
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = '<threadedComment ref="A1"><text>不同意</text></threadedComment><threadedComment ref="A1"><text>应扣1分</text></threadedComment>'
    parts["xl/threadedComments/t.xml"] = f'<ThreadedComments xmlns="{space}">{thread}</ThreadedComments>'.encode()
    assert read(zipped(parts))[0].notes == {(1, 1): "不同意\n应扣1分"}


TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACRO = "http://schemas.microsoft.com/office/2006/relationships"
DATA = row('<c r="@"><v>3</v></c>')


def with_other_sheet(kind: str, part: str) -> bytes:
    return package(
        DATA,
        sheets='<sheet name="别的" sheetId="2" r:id="rId9"/><sheet name="表" sheetId="1" r:id="rId1"/>',
        relations=f'<Relationship Id="rId9" Type="{kind}" Target="other/sheet1.xml"/>',
        more={"xl/other/sheet1.xml": part},
    )


@pytest.mark.parametrize(
    ("kind", "root", "code"),
    [
        (f"{TYPE}/chartsheet", "chartsheet", "F150"),
        (f"{TYPE}/dialogsheet", "dialogsheet", "F150"),
        (f"{MACRO}/xlMacrosheet", "macrosheet", "F140"),
    ],
)
def test_sheets_that_are_no_worksheets_are_passed_over_with_a_word(kind: str, root: str, code: str) -> None:
    block, findings = read(with_other_sheet(kind, f"<{root}/>"))
    assert (block.sheet, block.rows) == ("表", ((3,),))
    assert [finding.code for finding in findings] == [code]


def test_a_workbook_of_charts_only_has_no_worksheet() -> None:
    data = operated(package(DATA), "xl/_rels/workbook.xml.rels", ("/worksheet", "/chartsheet"))
    book, findings = read_workbook(data, "台账.xlsx")
    assert (book, [finding.code for finding in findings]) == (None, ["F126"])


def test_macros_are_told_and_left_alone() -> None:
    types = ("sheet.main+xml", "sheet.main+xml")
    data = operated(package(DATA, more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "[Content_Types].xml", types)
    macro_type = ("openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
    data = operated(data, "[Content_Types].xml", macro_type)
    book, findings = read_workbook(data, "台账.xlsm")
    assert book
    assert (book.kind, book.blocks[0].rows) == ("xlsm", ((3,),))
    assert [(f.code, f.severity) for f in findings] == [("F140", Severity.WARNING)]


def test_links_to_other_workbooks_are_told() -> None:
    link = f'<Relationship Id="rId9" Type="{TYPE}/externalLink" Target="externalLinks/externalLink1.xml"/>'
    _, findings = read(package(DATA, relations=link, more={"xl/externalLinks/externalLink1.xml": "<externalLink/>"}))
    assert [(f.code, f.severity) for f in findings] == [("F141", Severity.WARNING)]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def test_pictures_are_counted() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("截图")
    for place in ("B2", "B9"):
        sheet.insert_image(place, "p.png", {"image_data": io.BytesIO(PIXEL)})
    book.close()
    block, findings = read(stream.getvalue())
    assert block.pictures == 2
    assert codes(findings) == [("F146", "")]
    assert "2 张" in findings[0].message


def test_pictures_that_wps_keeps_inside_cells_are_counted() -> None:
    cell = '<c r="@" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    assert read(package(row(cell)))[0].pictures == 1


def test_visibility_and_custom_properties() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("岗位承诺表").write(0, 0, "x")
    book.add_worksheet("藏").hide()
    book.add_worksheet("_lzxl").very_hidden()
    book.get_worksheet_by_name("藏").write(0, 0, "x")
    book.get_worksheet_by_name("_lzxl").write(0, 0, "lzxl.form")
    book.set_custom_property("lzxl.form", "岗位承诺表")
    book.set_custom_property("lzxl.year", 2011)
    book.set_custom_property("lzxl.ok", True)
    book.close()
    found, findings = read_workbook(stream.getvalue(), "a.xlsx")
    assert found
    assert [block.visibility for block in found.blocks] == [
        Visibility.VISIBLE,
        Visibility.HIDDEN,
        Visibility.VERY_HIDDEN,
    ]
    assert found.properties == {"lzxl.form": "岗位承诺表", "lzxl.year": "2011", "lzxl.ok": "true"}
    assert [(f.code, f.place.sheet) for f in findings] == [("F149", "藏")]


def test_an_extension_that_lies_is_told() -> None:
    _, findings = read(package(DATA), "台账.xls")
    assert [(f.code, f.severity) for f in findings] == [("F147", Severity.NOTE)]


@pytest.mark.parametrize("name", ["扣分台账 ", "扣分台账(2)", "'表'", "a" * 31])
def test_sheet_names_are_kept_as_they_are(name: str) -> None:
    assert read(package(DATA, sheets=f'<sheet name="{name}" sheetId="1" r:id="rId1"/>'))[0].sheet == name


def test_parts_are_found_whatever_the_case_and_form_of_their_names() -> None:
    parts = parts_of(package(DATA))
    parts["xl/Worksheets/Sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    assert read(zipped(parts))[0].rows == ((3,),)
    absolute = operated(package(DATA), "xl/_rels/workbook.xml.rels", ('"worksheets/', '"/xl/worksheets/'))
    assert read(absolute)[0].rows == ((3,),)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_package_without_a_part_it_names_is_damaged(part: str) -> None:
    parts = parts_of(package(DATA))
    del parts[part]
    book, findings = read_workbook(zipped(parts), "台账.xlsx")
    assert book is None
    assert findings[0].code in ("F103", "F126")


def test_a_package_without_document_properties_or_theme_is_read() -> None:
    parts = parts_of(saved(lambda sheet: sheet.append([3])))
    bare = {name: part for name, part in parts.items() if not name.startswith(("docProps", "xl/theme", "xl/styles"))}
    assert read(zipped(bare))[0].rows == ((3,),)
