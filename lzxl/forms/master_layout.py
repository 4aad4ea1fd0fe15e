"""A sheet of the master from its declaration and rows: title, legend, heading row, data; coloured by what the words mean."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from lzxl.area import MOST_CHARACTERS, characters, shortened, too_long
from lzxl.cells import (
    LAST_ROW,
    Area,
    Body,
    Cell,
    ColourRule,
    Line,
    Link,
    Margins,
    Out,
    PrintSetup,
    Sheet,
    Style,
    VAlign,
    column_letters,
)
from lzxl.forms import layout, styles
from lzxl.forms.form import Form, Kind, Owner
from lzxl.forms.master_links import Row, linked
from lzxl.forms.master_rows import Rows
from lzxl.law.level import LEVELS
from lzxl.law.warning import GRADES
from lzxl.traits import IconSet

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
MOST_ROWS = 1_048_000  # Excel ends at 1,048,576
MOST_TABLE_ROWS = 20_000  # above, a plain range with a filter: lighter to open
_WIDEST_FROZEN = 85
_IDENTITY = frozenset(
    {
        "serial",
        "severity",
        "number",
        "unit_id",
        "unit_name",
        "person_id",
        "person_name",
        "subject_kind",
        "party",
        "table",
    }
)
MOST_HELD = 200  # above, rows are made while they are written, in constant memory
_MARGINS = Margins(0.25, 0.25, 0.55, 0.5)
_WIDEST_UPRIGHT = 700  # points: what an upright A4 page still shows at four fifths of its size
_BUTTONS = 8.0  # points below the headings, for the filter's buttons


class DoesNotFitError(ValueError):
    """More than an Excel workbook can hold; the words are for the clerk."""


class TooManyRowsError(DoesNotFitError):
    """More rows than a sheet can hold."""


class TooLongTextError(DoesNotFitError):
    """A text of the office that no cell of Excel can hold; it is never cut."""


def sheet(
    form: Form, rows: Collection[Row], *, note: str = "", office: str = "", links: Mapping[str, str] | None = None
) -> Sheet:
    """Return one sheet of the master 二(三)3; ``rows`` by field, absent values left empty.

    ``note`` stands below the title, before the legend. ``links``: for a text of the column 文件, the path (from the
    master's folder) that it leads to. Raises :class:`TooManyRowsError` where Excel could not hold the rows.
    """
    if len(rows) > MOST_ROWS:
        raise TooManyRowsError(
            f"“{form.sheet}”有 {len(rows)} 行,超过 Excel 一张工作表的容量({MOST_ROWS} 行),请分单位或分年度汇总"
        )
    last = FIRST_ROW + max(len(rows), 1) - 1
    cells, looks, heights = _top(form, note)
    as_table = 0 < len(rows) <= MOST_TABLE_ROWS
    lines = Lines(form, rows, links or {})
    if len(rows) <= MOST_HELD:
        for row, (heights[row], values) in enumerate(lines, FIRST_ROW):
            cells |= {(row, at): value for at, value in enumerate(values, 1) if value is not None}
        looks |= {cell: styles.LINK for cell, value in cells.items() if isinstance(value, Link)}
    drop_downs, limits = layout.input_rules(form, FIRST_ROW, LAST_ROW)  # also for rows that a button adds
    area = Area(HEADING_ROW, 1, last, len(form.columns))
    name, tab_colour = _NAMES_AND_TABS.get(form.sheet, ("table", None))
    return Sheet(
        form.sheet,
        cells,
        looks,
        widths=layout.widths(form),
        heights=heights,
        column_styles=layout.column_styles(form),
        colours=colours(form, FIRST_ROW, last),
        icons=list(_icons(form, FIRST_ROW, last)),
        drop_downs=drop_downs,
        limits=limits,
        freeze=(FIRST_ROW, layout.frozen_columns(form, _IDENTITY, _WIDEST_FROZEN) + 1),
        table=(area, f"lzxl_{name}") if as_table else None,
        filter=None if as_table else area,
        levels={at: 1 for at, column in enumerate(form.columns, 1) if column.group},
        body=_body(form, lines) if len(rows) > MOST_HELD else None,
        print_setup=PrintSetup(
            landscape=_printed_width(form) > _WIDEST_UPRIGHT,
            title_rows=(HEADING_ROW - 1, HEADING_ROW),
            header=f"&L{in_header(office)}&R{in_header(form.title)}",
            area=Area(1, 1, last, printed_columns(form)),
            margins=_MARGINS,
        ),
        tab_colour=tab_colour,
    )


class Lines(Collection[Line]):
    """The rows of a sheet as they are written, made one by one; the first stands in row ``first``."""

    def __init__(self, form: Form, rows: Collection[Row], links: Mapping[str, str], first: int = FIRST_ROW) -> None:
        self._form, self._rows, self._links, self._first = form, rows, links, first

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, line: object) -> bool:
        return any(line == one for one in self)

    def __iter__(self) -> Iterator[Line]:
        height, fields = layout.row_heights(self._form), [column.field for column in self._form.columns]
        for at, row in enumerate(self._rows, self._first):
            values = linked(self._form, _fitting_row(self._form, row, at), self._links)
            yield height(values), [None if (value := values.get(field)) == "" else value for field in fields]

    def parts(self) -> Iterator[tuple[str, "Lines"]]:
        """Yield the rows in pieces, by what names their content; none where nothing does."""
        first = self._first
        for name, rows in self._rows.parts() if isinstance(self._rows, Rows) else ():
            yield name, Lines(self._form, rows, self._links, first)
            first += len(rows)


def _body(form: Form, lines: Lines) -> Body:
    return Body(FIRST_ROW, lines, styles.LINK if "file" in form.by_field else None, tuple(lines.parts()))


def printed_columns(form: Form) -> int:
    """Return how many columns go to paper: all but those folded away at the end, so that the rest can be read on A4."""
    width = len(form.columns)
    while width > 1 and form.columns[width - 1].group:
        width -= 1
    return width


def _printed_width(form: Form) -> float:
    """Return the width in points of what goes to paper."""
    return sum(column.width * 5.25 + 3.75 for column in form.columns[: printed_columns(form)])


def _top(form: Form, note: str) -> tuple[dict[Cell, Out], dict[Cell, Style], dict[int, float]]:
    """Return title, legend and headings; the headings stand at the top of their row, the filter's buttons below them."""
    cells, looks = layout.headings(form, HEADING_ROW)
    looks = {cell: replace(style, valign=VAlign.TOP) for cell, style in looks.items()}
    cells |= {(1, 1): form.title, (2, 1): f"{note} {_legend(form)}".strip()}
    looks |= layout.above(form, HEADING_ROW) | {(1, 1): styles.TITLE, (2, 1): styles.QUIET}
    return cells, looks, {1: 32.0, 2: 22.0, HEADING_ROW: layout.heading_height(form) + _BUTTONS}


def _legend(form: Form) -> str:
    """Return what the colours and words mean, and who writes what."""
    office = "、".join(column.heading for column in form.office_columns)
    off_paper = "、".join(column.heading for column in form.columns[printed_columns(form) :])
    parts = [text for field, text in _LEGENDS.items() if field in form.by_field]
    if office:
        parts.append(f"黄色表头({office})由本社填写,重新汇总时原样保留;其余各栏由程序生成,请勿改动。")
    else:
        parts.append("本表由程序生成,请勿改动。")
    if off_paper:
        parts.append(f"{off_paper}不打印。")
    return "".join(parts)


def _fitting_row(form: Form, row: Row, at: int) -> Row:
    """Return a row as its cells can hold it."""
    if len("".join([value for value in row.values() if type(value) is str])) <= MOST_CHARACTERS // 2:
        return row
    return {field: _fitting(form, field, value, at) for field, value in row.items()}


def _fitting(form: Form, field: str, value: Out, row: int) -> Out:
    """Return a value as a cell can hold it; of a text of ours that is too long the cell says how much more there is."""
    if not isinstance(value, str) or not too_long(value):
        return value
    column = form.by_field.get(field)
    if column and column.owner is Owner.OFFICE:
        raise TooLongTextError(
            f"汇总册“{form.sheet}”第 {row} 行“{column.heading}”有 {characters(value)} 个字符,"
            f"Excel 单元格最多放 {MOST_CHARACTERS} 个,请缩短后再运行"
        )
    end = f"……(共 {len(value)} 字,单元格放不下,以下略)"
    return shortened(value, MOST_CHARACTERS - len(end)) + end


def in_header(text: str) -> str:
    """Return ``text`` as a page header shows it: Excel's own codes begin with &, so & is doubled; kept short.

    Cut behind whole pairs only: half of one would make a code of what follows.
    """
    short = text.replace("&", "&&")[:100]
    return short[:-1] if (len(short) - len(short.rstrip("&"))) % 2 else short


# ---------------------------------------------------------------- colours


def colours(form: Form, first: int, last: int) -> list[ColourRule]:
    """Return all conditional formats of a sheet, from the declarations that the decisions follow too."""
    frame = ColourRule(Area(first, 1, last, len(form.columns)), f'$A{first}<>""', styles.FRAME)
    return [
        *layout.word_colours(form, first, last),
        *_grade_colours(form, first, last),
        *_shares(form, first, last),
        frame,
    ]


def _grade_colours(form: Form, first: int, last: int) -> Iterable[ColourRule]:
    """Yield for each grade 二(五) its colour on the cells that name it, and below that a pale shade of it on the whole row."""
    if "grade" not in form.by_field:
        return
    letters = column_letters(layout.column_number(form, "grade"))
    named = [at for at, column in enumerate(form.columns, 1) if column.field in ("grade", "colour")]
    shades = []
    for grade in GRADES.values():
        formula = f'${letters}{first}="{grade.letter}"'
        area = Area(first, named[0], last, named[-1])  # the words of grade and colour stand side by side
        yield ColourRule(area, formula, replace(styles.GRADE[grade.letter], border=True))
        shade = Style(fill=styles.pale(grade.fill), border=True)
        shades.append(ColourRule(Area(first, 1, last, len(form.columns)), formula, shade))
    yield from shades


def _shares(form: Form, first: int, last: int) -> Iterable[ColourRule]:
    """Yield the colour of coverage below 1 一(二)."""
    for at, column in enumerate(form.columns, 1):
        if column.kind is Kind.SHARE:
            cell = f"${column_letters(at)}{first}"
            yield ColourRule(
                Area(first, at, last, at), f"AND(ISNUMBER({cell}),{cell}<1)", replace(styles.AMBER, border=True)
            )


def _icons(form: Form, first: int, last: int) -> Iterable[IconSet]:
    """Yield the icons of coverage 一(二): all there, some, none."""
    for at, column in enumerate(form.columns, 1):
        if column.kind is Kind.SHARE:
            yield IconSet(Area(first, at, last, at), good=1, fair=0.001)


_GRADE_WORDS = "、".join(f"{grade.letter} {grade.colour}" for grade in reversed(GRADES.values()) if grade.fault)
_FOREWARNING = "、".join(f"{grade.letter} {grade.colour}" for grade in GRADES.values() if not grade.fault)
_LEGENDS = {
    "proposed_level": f"等级:{'、'.join(f'{level.name}({level.kind})' for level in LEVELS.values())}。",
    "grade": f"预警等级:{_GRADE_WORDS}为过错预警,{_FOREWARNING}为无过错预警。",
    "share": "覆盖率:✔ 已齐,! 报了一部分,✘ 没有报。",
    "sha256": "状态:退回的改正前不计入,附件(文书、图片等)只登记。",
    "severity": "错误须改正后重报,警告请核对,提示只作说明;“单元格”直达原件,“去向”直达登记册或收文登记。",
}  # by a field of the form

_NAMES_AND_TABS = {
    "岗位风险登记册": ("position_register", "2F5597"),
    "单位风险登记册": ("unit_register", "2F5597"),
    "扣分台账": ("ledger", "BF8F00"),
    "预警名单": ("accounts", "BF8F00"),
    "预警登记": ("notices", "BF8F00"),
    "责任追究": ("accountability", "C00000"),
    "报送情况": ("coverage", "7F7F7F"),
    "收文登记": ("received", "7F7F7F"),
    "问题清单": ("findings", "C00000"),
    "已失效记录": ("void", "7F7F7F"),
}  # by sheet: the name of its Excel table, the colour of its tab
