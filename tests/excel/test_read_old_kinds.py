"""Old .xls and .ods files: the same values, errors, dates and remarks as of .xlsx."""

import io
import warnings
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from made_files import zipped

from lzxl.cells import Area, Block, CellError, NoResult, Raw, Visibility
from lzxl.excel.ole import BrokenOleError, stream_names
from lzxl.excel.package import Limits
from lzxl.excel.workbook import read_workbook

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # xlwt is old
    import xlwt


def xls(fill: Callable[[Any, Any], object], **options: object) -> bytes:
    book = xlwt.Workbook()
    for name, value in options.items():
        setattr(book, name, value)
    fill(book.add_sheet("扣分台账"), book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def only_block(data: bytes, name: str) -> Block:
    book, findings = read_workbook(data, name)
    assert book, findings
    return book.blocks[0]


def shown_as(code: str) -> Any:
    return xlwt.easyxf(num_format_str=code)


def old_cells(sheet: Any, _: object) -> None:
    sheet.write(0, 0, "00123")
    sheet.write(0, 1, 3)
    sheet.write(0, 2, 2.5)
    sheet.write(0, 3, True)
    sheet.row(0).set_cell_error(4, "#REF!")
    sheet.write(0, 5, 40772, shown_as('yyyy"年"m"月"d"日"'))
    sheet.write(0, 6, 40772.5, shown_as("yyyy/m/d h:mm"))
    sheet.write(0, 7, 0.25, shown_as("h:mm"))
    sheet.write(0, 8, 2958466, shown_as("yyyy-mm-dd"))
    sheet.write(0, 9, 60, shown_as("yyyy-mm-dd"))
    sheet.write(0, 10, -3, shown_as("yyyy-mm-dd"))
    sheet.write(0, 11, "长" * 30_000)
    sheet.write_rich_text(0, 12, [("扣3分", xlwt.easyfont("struck_out true")), " 扣1分"])


OLD_VALUES: tuple[Raw, ...] = (
    "00123",
    3,
    2.5,
    True,
    CellError("#REF!"),
    date(2011, 8, 17),
    datetime(2011, 8, 17, 12),
    time(6),
    2958466,
    60,
    -3,
    "长" * 30_000,
    "扣3分 扣1分",
)


def test_cells_of_an_old_workbook() -> None:
    block = only_block(xls(old_cells), "台账.xls")
    assert block.rows == (OLD_VALUES,)
    assert [type(value) for value in block.rows[0]] == [type(value) for value in OLD_VALUES]
    assert block.struck == {(1, 13)}


def test_the_1904_system_of_an_old_workbook() -> None:
    data = xls(lambda sheet, _: sheet.write(0, 0, 39310, shown_as("yyyy-mm-dd")), dates_1904=True)
    assert only_block(data, "a.xls").rows == ((date(2011, 8, 17),),)


def structure(sheet: Any, book: Any) -> None:
    sheet.write_merge(0, 0, 0, 2, "标题")
    sheet.write(1, 0, "划掉的", xlwt.easyxf("font: struck_out on"))
    sheet.write(2, 0, "藏行")
    sheet.row(2).hidden = True
    sheet.write(1, 1, "藏列")
    sheet.col(1).hidden = True
    sheet.write(3, 0, xlwt.Formula("1+2"))
    sheet.protect = True
    hidden = book.add_sheet("藏")
    hidden.visibility = 2


def test_structure_of_an_old_workbook() -> None:
    book, findings = read_workbook(xls(structure), "台账.xls")
    assert book
    block, hidden = book.blocks
    assert (block.merged, block.struck, block.formulas) == ((Area(1, 1, 1, 3),), {(2, 1)}, {(4, 1)})
    assert (block.hidden_rows, block.hidden_columns, block.protected) == ({3}, {2}, True)
    assert hidden.visibility is Visibility.VERY_HIDDEN
    assert [finding.code for finding in findings] == ["F145", "F143", "F144"]
    assert block.at(4, 1) is None  # never calculated: empty, not nought


def test_an_old_workbook_named_new_is_read_with_a_note() -> None:
    book, findings = read_workbook(xls(old_cells), "台账.xlsx")
    assert book
    assert (book.kind, "F147" in {finding.code for finding in findings}) == ("xls", True)


def test_a_wps_table_is_refused_by_name() -> None:
    book, findings = read_workbook(xls(old_cells), "台账.et")
    assert (book, "WPS" in findings[0].message) == (None, True)


def test_every_cut_of_an_old_workbook_is_refused() -> None:
    data = xls(old_cells)
    for length in range(8, len(data) - 512, 2000):
        book, findings = read_workbook(data[:length], "台账.xls")
        assert book is None, length
        assert findings[0].code in ("F102", "F129")


def test_an_old_workbook_with_a_password_is_called_so() -> None:
    data = xls(old_cells)
    place = data.index(b"\xe1\x00\x02\x00")  # a record of two bytes becomes FILEPASS: XOR of Excel 95
    encrypted = data[:place] + b"\x2f\x00" + data[place + 2 :]
    for passwords, code in (((), "F104"), (("x",), "F105")):
        book, findings = read_workbook(encrypted, "台账.xls", passwords)
        assert (book, [finding.code for finding in findings]) == (None, [code])


def test_streams_of_an_old_file_are_found_and_circles_noticed() -> None:
    data = xls(old_cells)
    assert "Workbook" in stream_names(data)
    # The directory's first sector now follows itself in the allocation table.
    first = int.from_bytes(data[48:52], "little")
    table = 512 * (int.from_bytes(data[76:80], "little") + 1)
    place = table + 4 * first
    with pytest.raises(BrokenOleError):
        stream_names(data[:place] + first.to_bytes(4, "little") + data[place + 4 :])


# ---------------------------------------------------------------- .ods

SPACES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("meta", "meta"),
        )
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
STYLES = (
    '<style:style style:name="s1" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="h1" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def ods(
    rows: str, *, table: str = "", generator: str = "", columns: str = "", more: dict[str, str] | None = None
) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="表" {table}>{columns}{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    meta = (
        f"<office:document-meta {SPACES}><office:meta><meta:generator>{generator}</meta:generator>"
        '<meta:user-defined meta:name="lzxl.form">扣分台账</meta:user-defined></office:meta></office:document-meta>'
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "meta.xml": meta}
        | (more or {})
    )


def ods_row(*cells: str, traits: str = "") -> str:
    return f"<table:table-row {traits}>{''.join(cells)}</table:table-row>"


def ods_cell(traits: str = "", text: str = "") -> str:
    return f"<table:table-cell {traits}>{text}</table:table-cell>"


ODS_CELLS: list[tuple[str, Raw]] = [
    (ods_cell('office:value-type="string"', "<text:p>00123</text:p>"), "00123"),
    (ods_cell('office:value-type="float" office:value="3"', "<text:p>3.00</text:p>"), 3),
    (ods_cell('office:value-type="percentage" office:value="0.5"', "<text:p>50%</text:p>"), 0.5),
    (ods_cell('office:value-type="boolean" office:boolean-value="true"', "<text:p>TRUE</text:p>"), True),
    (
        ods_cell('office:value-type="date" office:date-value="2011-08-17"', "<text:p>11/8/17</text:p>"),
        date(2011, 8, 17),
    ),
    (ods_cell('office:value-type="date" office:date-value="2011-08-17T08:30:00"'), datetime(2011, 8, 17, 8, 30)),
    (ods_cell('office:value-type="time" office:time-value="PT08H30M00S"', "<text:p>8:30</text:p>"), time(8, 30)),
    (ods_cell('office:value-type="time" office:time-value="PT36H00M00S"', "<text:p>36:00</text:p>"), "36:00"),
    (
        ods_cell(
            'office:value-type="string"',
            "<text:p>甲<text:s text:c='2'/>乙<text:tab/><text:span>丙</text:span></text:p><text:p>丁</text:p>",
        ),
        "甲  乙\t丙\n丁",
    ),
    (
        ods_cell(
            'office:value-type="string"',
            "<text:p><text:ruby><text:ruby-base>张</text:ruby-base><text:ruby-text>zhang</text:ruby-text></text:ruby></text:p>",
        ),
        "张",
    ),
    (ods_cell(), None),
    (
        ods_cell(
            'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"',
            "<text:p>#DIV/0!</text:p>",
        ),
        CellError("#DIV/0!"),
    ),
    (ods_cell('table:formula="of:=A9" office:value-type="string"', "<text:p>Err:502</text:p>"), CellError("Err:502")),
    (ods_cell('table:formula="of:=1+2"'), NoResult("=1+2")),
    (ods_cell('table:formula="of:=1+2" office:value-type="float" office:value="3"', "<text:p>3</text:p>"), 3),
    (
        ods_cell("table:formula=\"of:=['file:///C:/x.ods'#$a.A1]\" office:value-type='float' office:value='3'"),
        NoResult("=['file:///C:/x.ods'#$a.A1]", external=True),
    ),
]


@pytest.mark.parametrize(("cell", "value"), ODS_CELLS)
def test_a_cell_of_an_ods_holds(cell: str, value: Raw) -> None:
    block = only_block(ods(ods_row(cell, ods_cell('office:value-type="float" office:value="8"'))), "台账.ods")
    assert block.rows == ((value, 8),)
    assert type(block.rows[0][0]) is type(value)


def test_a_calculated_formula_without_text_is_empty_where_an_office_program_saved() -> None:
    data = ods(ods_row(ods_cell('table:formula="of:=IF(1;&quot;&quot;;1)"')), generator="LibreOffice/7.4")
    assert only_block(data, "a.ods").rows == ()


NUMBER = 'office:value-type="float" office:value="{}"'


def test_repeated_and_covered_cells() -> None:
    rows = (
        ods_row(
            ods_cell(NUMBER.format(1) + ' table:number-columns-repeated="2"'),
            ods_cell('table:number-columns-repeated="2"'),
            ods_cell(NUMBER.format(2)),
            ods_cell('table:number-columns-repeated="16379"'),
        )
        + ods_row(
            ods_cell(NUMBER.format(3) + ' table:number-columns-spanned="2" table:number-rows-spanned="1"'),
            "<table:covered-table-cell/>",
            ods_cell(NUMBER.format(4)),
            traits='table:number-rows-repeated="2"',
        )
        + ods_row(ods_cell('table:number-columns-repeated="16384"'), traits='table:number-rows-repeated="1048500"')
    )
    block = only_block(ods(f"<table:table-row-group>{rows}</table:table-row-group>"), "台账.ods")
    assert block.rows == ((1, 1, None, None, 2), (3, None, 4), (3, None, 4))
    assert block.merged == (Area(2, 1, 2, 2), Area(3, 1, 3, 2))


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(
            ods_cell(NUMBER.format(1) + ' table:number-columns-repeated="16384"'),
            traits='table:number-rows-repeated="1048576"',
        ),
        ods_row(ods_cell(NUMBER.format(1) + ' table:number-columns-repeated="999999999"')),
        ods_row(ods_cell('table:number-columns-repeated="999999999"'), ods_cell(NUMBER.format(1))),
    ],
)
def test_values_repeated_without_end_are_refused(rows: str) -> None:
    book, findings = read_workbook(ods(rows), "台账.ods", limits=Limits(cells=10_000))
    assert (book, findings[0].code in ("F120", "F125")) == (None, True)


def test_structure_of_an_ods() -> None:
    note = "<office:annotation><text:p>请核对</text:p></office:annotation>"
    data = ods(
        ods_row(ods_cell(NUMBER.format(1) + ' table:style-name="s1"'), ods_cell(NUMBER.format(2), note))
        + ods_row(ods_cell(NUMBER.format(3)), traits='table:visibility="collapse"'),
        columns='<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="999"/>',
        table='table:protected="true"',
    )
    book, findings = read_workbook(data, "台账.ods")
    assert book
    block = book.blocks[0]
    assert (block.struck, block.notes, block.protected) == ({(1, 1)}, {(1, 2): "请核对"}, True)
    assert (block.hidden_rows, block.hidden_columns) == ({2}, {2})
    assert book.properties == {"lzxl.form": "扣分台账"}
    assert [finding.code for finding in findings] == ["F142", "F145", "F143", "F144"]
    hidden = ods(ods_row(ods_cell(NUMBER.format(1))), table='table:style-name="h1"')
    assert only_block(hidden, "a.ods").visibility is Visibility.HIDDEN


def test_an_encrypted_ods_is_called_so() -> None:
    manifest = '<m:manifest xmlns:m="x"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    book, findings = read_workbook(ods("", more={"META-INF/manifest.xml": manifest}), "台账.ods", ("x",))
    assert (book, findings[0].code, "有打开密码" in findings[0].message) == (None, "F130", True)


def test_an_ods_without_content_has_no_sheets() -> None:
    book, findings = read_workbook(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "台账.ods")
    assert (book, findings[0].severity.value) == (None, "错误")
