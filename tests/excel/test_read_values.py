"""Cells of .xlsx files as they must come out, by hand-made XML; where calamine would be silently wrong, and where it is right."""

from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import MAIN, STRICT, operated, package, parts_of, row, saved, zipped

from lzxl.cells import Book, CellError, NoResult, Raw
from lzxl.excel import quick
from lzxl.excel.exact import read_exactly
from lzxl.excel.gate import admit
from lzxl.excel.ooxml import read_skeleton
from lzxl.excel.package import Limits
from lzxl.excel.workbook import read_workbook


def book_of(data: bytes, name: str = "台账.xlsx") -> Book:
    book, findings = read_workbook(data, name)
    assert book, findings
    return book


def first_row(data: bytes) -> tuple[Raw, ...]:
    return book_of(data).blocks[0].rows[0]


STRINGS = (
    "<si><t>张样例</t><rPh sb='0' eb='1'><t>ZHANG</t></rPh></si>"
    '<si><r><t>扣</t></r><r><t xml:space="preserve"> 1 分</t></r></si>'
    "<si><t>_x4E00_级_x000D_</t></si><si/><si><t> 两端 </t></si>"
    "<si><t>_xD83D__xDE00_ 和 _xD800_</t></si>"
)
# A cell's XML → what it holds. @ is its address.
CELLS: dict[str, Raw] = {
    '<c r="@"><v>3</v></c>': 3,
    '<c r="@"><v>-2.5</v></c>': -2.5,
    '<c r="@"><v>1E2</v></c>': 100,
    '<c r="@"><v>1e308</v></c>': 1e308,
    '<c r="@"><v>0</v></c>': 0,
    '<c r="@"><v>NaN</v></c>': "NaN",
    '<c r="@"><v>1E999</v></c>': "1E999",
    '<c r="@"><v>1,5</v></c>': "1,5",
    '<c r="@" t="n"><v>\n2</v></c>': 2,
    '<c r="@"><v> 2 </v></c>': 2,
    '<c r="@">\n<v>2</v>\n</c>': 2,
    '<c t="n" r="@"><v>2</v></c>': 2,
    '<c r="@" t="s"><v>0</v></c>': "张样例",
    '<c r="@" t="s"><v>\n1</v></c>': "扣 1 分",
    '<c r="@" t="s"><v>1\n</v></c>': "扣 1 分",
    '<c r="@" t="s"><v>2</v></c>': "一级\r",
    '<c r="@" t="s"><v>3</v></c>': None,
    '<c r="@" t="s"><v>4</v></c>': "两端",
    '<c r="@" t="s"><v>5</v></c>': "😀 和 \ufffd",
    '<c r="@" t="str"><v>00123</v></c>': "00123",
    '<c r="@" t="str"><v><![CDATA[a<b]]></v></c>': "a<b",
    '<c r="@" t="str"><v>&lt;甲&gt; &amp; 乙</v></c>': "<甲> & 乙",
    '<c r="@" t="inlineStr"><is><t>行</t><rPh sb="0" eb="1"><t>hang</t></rPh></is></c>': "行",
    '<c r="@" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>': "甲乙",
    '<c r="@" t="b"><v>1</v></c>': True,
    '<c r="@" t="b"><v>0</v></c>': False,
    '<c r="@" t="e"><v>#REF!</v></c>': CellError("#REF!"),
    "<c r='@' t='e'><v>#N/A</v></c>": CellError("#N/A"),
    '<c r="@" t="d"><v>2011-08-17</v></c>': date(2011, 8, 17),
    '<c r="@" t="d"><v>2011-08-17T08:30:00</v></c>': datetime(2011, 8, 17, 8, 30),
    '<c r="@"/>': None,
    '<c r="@"><v></v></c>': None,
    '<c r="@"><f>1+2</f><v>3</v></c>': 3,
    '<c r="@"><f>1+2</f></c>': NoResult("1+2"),
    '<c r="@"><f>1+2</f><v></v></c>': NoResult("1+2"),
    '<c r="@"><f>1+2</f><v/></c>': NoResult("1+2"),
    '<c r="@" t="str"><f>IF(1&lt;2,"","x")</f><v></v></c>': None,
    '<c r="@" t="str"><f>"a"</f><v>a</v></c>': "a",
    '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>': CellError("#DIV/0!"),
    '<c r="@"><f>[1]Sheet1!A1</f><v>4</v></c>': NoResult("[1]Sheet1!A1", external=True),
    "<c r=\"@\"><f>VLOOKUP(1,'[2]表 1'!A:B,2,0)</f><v>4</v></c>": NoResult(
        "VLOOKUP(1,'[2]表 1'!A:B,2,0)", external=True
    ),
    '<c r="@"><f>SUM(表1[扣分])</f><v>4</v></c>': 4,
    '<c r="@"><f>SUM(Table1[2011])</f><v>4</v></c>': 4,
}


@pytest.mark.parametrize(("cell", "value"), CELLS.items())
def test_a_cell_holds(cell: str, value: Raw) -> None:
    # A neighbour on each side shows that columns do not slip.
    rest = ('<c r="@"><v>7</v></c>', cell, '<c r="@"><v>8</v></c>')
    found = first_row(package(row(*rest), strings=STRINGS))
    assert found == (7, value, 8)
    assert type(found[1]) is type(value)


DATES = (
    "yyyy-mm-dd",
    'yyyy"年"m"月"d"日"',
    "14",
    "27",
    "28",
    "31",
    "36",
    "50",
    "57",
    "58",
    "[$-804]yyyy/m/d;@",
    "e/m/d",
    "[DBNum1]yyyy年m月d日",
)
SERIALS: dict[str, Raw] = {
    "40772": date(2011, 8, 17),
    "40772.5": datetime(2011, 8, 17, 12),
    "40908.999988425923": datetime(2011, 12, 31, 23, 59, 59),
    "61": date(1900, 3, 1),
    "60": 60,
    "59": date(1900, 2, 28),
    "1": date(1900, 1, 1),
    "0": 0,
    "-3": -3,
    "2958465": date(9999, 12, 31),
    "2958466": 2958466,
    "20110817": 20110817,
    "1e308": 1e308,
}


@pytest.mark.parametrize("code", DATES)
@pytest.mark.parametrize(("serial", "value"), SERIALS.items())
def test_a_serial_number_is_the_day_that_excel_shows_or_stays_a_number(serial: str, value: Raw, code: str) -> None:
    assert first_row(package(row(f'<c r="@" s="1"><v>{serial}</v></c>'), formats=(code,))) == (value,)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("0.00", 40772.25),
        ("General", 40772.25),
        ("G/通用格式", 40772.25),
        ("[Red]0.0", 40772.25),
        ('0"day"', 40772.25),
        ("0.0\\d", 40772.25),
        ("0.00E+00", 40772.25),
        ("_ * #,##0.00_ ;_ * -#,##0.00_ ", 40772.25),
        ("@", 40772.25),
        ("h:mm", datetime(2011, 8, 17, 6)),
        ("yyyy/m/d h:mm", datetime(2011, 8, 17, 6)),
        ("[h]:mm:ss", "978534:00:00"),
        ("mmm", datetime(2011, 8, 17, 6)),
    ],
)
def test_number_formats_that_do_and_do_not_mean_days(code: str, value: Raw) -> None:
    assert first_row(package(row('<c r="@" s="1"><v>40772.25</v></c>'), formats=(code,))) == (value,)


def test_times_of_day() -> None:
    cells = row('<c r="@" s="1"><v>0.354166666666667</v></c>', '<c r="@" s="1"><v>0</v></c>')
    assert first_row(package(cells, formats=("h:mm",))) == (time(8, 30), time(0))


def test_the_1904_system_shows_the_same_calendar_day() -> None:
    mac = '<workbookPr date1904="1"/>'
    cells = row('<c r="@" s="1"><v>39310</v></c>', '<c r="@" s="1"><v>-1</v></c>')
    assert first_row(package(cells, formats=("14",), workbook=mac)) == (date(2011, 8, 17), -1)
    assert first_row(package(row('<c r="@" s="1"><v>39310</v></c>'), formats=("14",), workbook=mac)) == (
        date(2011, 8, 17),
    )


def test_without_styles_numbers_stay_numbers() -> None:
    assert first_row(package(row('<c r="@" s="1"><v>40772</v></c>'), styles=False)) == (40772,)


def test_strict_files_are_read() -> None:
    cells = row(
        '<c r="@" t="s"><v>0</v></c>', '<c r="@" t="d"><v>2011-08-17</v></c>', '<c r="@" s="1"><v>40772</v></c>'
    )
    data = package(cells, strings=STRINGS, strict=True, formats=("14",))
    assert STRICT.encode() in parts_of(data)["xl/workbook.xml"]
    assert first_row(data) == ("张样例", date(2011, 8, 17), date(2011, 8, 17))


def test_prefixed_elements_are_read() -> None:
    data = package("")
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert first_row(zipped({**parts_of(data), "xl/worksheets/sheet1.xml": sheet})) == (3,)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_sheets_in_other_encodings_are_read_or_refused(encoding: str) -> None:
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>张</v></c></row></sheetData></worksheet>'
    book, findings = read_workbook(
        zipped({**parts_of(package("")), "xl/worksheets/sheet1.xml": sheet.encode(encoding)}), "a.xlsx"
    )
    assert book.blocks[0].rows == (("张",),) if book else findings[0].code == "F103"
    assert book or encoding == "gb18030"


PRETTY = '<row r="1">\n  <c r="A1" t="s">\n    <v>\n1</v>\n  </c>\n  <c r="B1">\n    <v>\n2</v>\n  </c>\n</row>'


def test_indented_xml_gives_the_right_values() -> None:
    assert first_row(package(PRETTY, strings=f"\n{STRINGS.replace('<si>', chr(10) + '<si>')}")) == ("扣 1 分", 2)


def test_cells_without_addresses_follow_each_other() -> None:
    assert book_of(package("<row><c><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>")).blocks[0].rows == (
        (4, 5),
        (6,),
    )


def test_rows_start_at_a1() -> None:
    rows = book_of(package(row("", "", '<c r="C3"><v>4</v></c>', number=3))).blocks[0].rows
    assert rows == ((), (), (None, None, 4))


DAMAGED = {
    "one cell twice": row('<c r="A1"><v>1</v></c>', '<c r="A1"><v>2</v></c>'),
    "a cell in another row": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "a string that is not in the table": row('<c r="@" t="s"><v>99</v></c>'),
    "a string before the table": row('<c r="@" t="s"><v>-1</v></c>'),
    "no number of a string": row('<c r="@" t="s"><v>x</v></c>'),
    "an unknown type": row('<c r="@" t="zz"><v>1</v></c>'),
    "an address beyond the sheet": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
}


@pytest.mark.parametrize("cells", DAMAGED.values(), ids=DAMAGED)
def test_what_contradicts_itself_is_refused_not_guessed(cells: str) -> None:
    book, findings = read_workbook(package(cells, strings=STRINGS), "台账.xlsx")
    assert book is None
    assert [finding.code for finding in findings] == ["F103"]


def test_rows_out_of_order_are_put_in_order() -> None:
    cells = row('<c r="@"><v>2</v></c>', number=2) + row('<c r="@"><v>1</v></c>', number=1)
    assert book_of(package(cells)).blocks[0].rows == ((1,), (2,))


def test_text_of_any_length_is_kept_for_the_parser_to_judge() -> None:
    text = "长" * 40_000
    assert first_row(package(row(f'<c r="@" t="inlineStr"><is><t>{text}</t></is></c>'))) == (text,)


def test_a_nought_that_was_never_calculated_is_no_result() -> None:
    stale = package(row('<c r="@"><f>1+2</f><v>0</v></c>', '<c r="@"><f>1+2</f><v>3</v></c>'))
    stale = operated(stale, "xl/workbook.xml", ("</sheets>", '</sheets><calcPr fullCalcOnLoad="1"/>'))
    assert first_row(stale) == (NoResult("1+2"), 3)
    assert first_row(operated(stale, "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))) == (0, 3)


def test_shared_formulas_know_their_external_source() -> None:
    cells = row(
        '<c r="@"><f t="shared" ref="A1:B1" si="0">[1]a!A1</f><v>1</v></c>',
        '<c r="@"><f t="shared" si="0"/><v>2</v></c>',
    )
    assert first_row(package(cells)) == (NoResult("[1]a!A1", external=True),) * 2


# ---------------------------------------------------------------- two readers, one truth

VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co")), max_size=12).filter(
        lambda text: not text.startswith(("=", "#"))  # openpyxl makes formulas and error cells of these
    ),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
)


@settings(max_examples=40)
@given(st.lists(st.lists(VALUES, max_size=6), max_size=6))
def test_the_quick_reader_agrees_with_the_exact_one_and_with_openpyxl(table: list[list[object]]) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for line in table:
            sheet.append(line)

    data = saved(fill)
    skeleton = read_skeleton(admit(data, "a.xlsx", Limits()).parts)
    part = skeleton.parts[skeleton.sheets[0].part]
    (quickly,) = quick.read_quickly([part], skeleton, 10**6)
    exactly = read_exactly(part, "表", skeleton, 10**6)
    if quickly:
        assert quickly == exactly
    for wanted, found in zip(table, exactly.rows, strict=False):
        padded = (*found, *[None] * (len(wanted) - len(found)))
        for before, after in zip(wanted, padded, strict=True):
            assert same(before, after)


def same(before: object, after: Raw) -> bool:
    if isinstance(before, str):
        return (before.strip(" \t\r\n") or None) == (after.strip(" \t\r\n") if isinstance(after, str) else after)
    if isinstance(before, datetime):
        after = datetime(after.year, after.month, after.day) if type(after) is date else after
        return before == after
    return before == after if not isinstance(before, float) else abs(before - float(after)) <= abs(before) * 1e-12  # type: ignore[arg-type]


def test_ordinary_files_go_the_quick_way() -> None:
    data = saved(lambda sheet: [sheet.append(["张样例", 2.5, date(2011, 8, 17), True]) for _ in range(9)])
    skeleton = read_skeleton(admit(data, "a.xlsx", Limits()).parts)
    assert quick.strings_are_plain(skeleton)
    assert None not in quick.read_quickly([skeleton.parts[skeleton.sheets[0].part]], skeleton, 10**6)
