"""A sheet of the master from its declaration and rows: title, legend, heading row, data; coloured by what the words mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lzxl.cells import Area, Cell, ColourRule, Link, Out, PrintSetup, Sheet, Style, column_letters
from lzxl.forms import layout, styles
from lzxl.forms.form import Form, Kind
from lzxl.law.warning import GRADES

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
MOST_ROWS = 1_048_000  # Excel ends at 1,048,576
MOST_CHARACTERS = 32_000  # a cell takes 32,767 of Excel's characters
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
_UNSAFE = frozenset('#?%*<>|"\\:')  # in a path that becomes a link

Row = Mapping[str, Out]


class TooManyRowsError(ValueError):
    """More rows than a sheet can hold."""


def sheet(
    form: Form, rows: Sequence[Row], *, note: str = "", office: str = "", links: Mapping[str, str] | None = None
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
    height = layout.row_heights(form)
    for row, values in enumerate(rows, FIRST_ROW):
        filled = {field: _fitting(value) for field, value in values.items()}
        heights[row] = height(filled)
        cells |= layout.row_cells(form, row, filled)
    looks |= _link_files(form, cells, links or {}, last)
    drop_downs, limits = layout.input_rules(form, FIRST_ROW, last)
    area = Area(HEADING_ROW, 1, last, len(form.columns))
    name, tab_colour = _NAMES_AND_TABS.get(form.sheet, ("table", None))
    as_table = 0 < len(rows) <= MOST_TABLE_ROWS
    return Sheet(
        form.sheet,
        cells,
        looks,
        widths=layout.widths(form),
        heights=heights,
        column_styles=layout.column_styles(form),
        colours=colours(form, FIRST_ROW, last),
        drop_downs=drop_downs,
        limits=limits,
        freeze=(FIRST_ROW, layout.frozen_columns(form, _IDENTITY, _WIDEST_FROZEN) + 1),
        table=(area, f"lzxl_{name}") if as_table else None,
        filter=None if as_table else area,
        print_setup=PrintSetup(
            title_rows=(HEADING_ROW, HEADING_ROW), header=f"&L{in_header(office)}&R{in_header(form.title)}"
        ),
        tab_colour=tab_colour,
    )


def _top(form: Form, note: str) -> tuple[dict[Cell, Out], dict[Cell, Style], dict[int, float]]:
    """Return title, legend and headings."""
    cells, looks = layout.headings(form, HEADING_ROW)
    office = "、".join(column.heading for column in form.office_columns)
    legend = (
        f"黄色表头({office})由本社填写,重新汇总时原样保留;其余各栏由程序生成,请勿改动。"
        if office
        else "本表由程序生成,请勿改动。"
    )
    cells |= {(1, 1): form.title, (2, 1): f"{note} {legend}".strip()}
    looks |= layout.above(form, HEADING_ROW) | {(1, 1): styles.TITLE, (2, 1): styles.QUIET}
    return cells, looks, {1: 32.0, 2: 22.0, HEADING_ROW: layout.heading_height(form)}


def _fitting(value: Out) -> Out:
    """Return a value as a cell can hold it; of a text that is too long the cell says how much more there is."""
    if not isinstance(value, str) or _size(value) <= MOST_CHARACTERS:
        return value
    kept = value.encode("utf-16-le")[: MOST_CHARACTERS * 2].decode("utf-16-le", "ignore")
    return f"{kept}……(共 {len(value)} 字,单元格放不下,以下略)"


def _size(text: str) -> int:
    """Return the length as Excel counts it; a text of half the limit is surely short enough."""
    return len(text) if len(text) <= MOST_CHARACTERS // 2 else len(text.encode("utf-16-le")) // 2


def in_header(text: str) -> str:
    """Return ``text`` as a page header shows it: Excel's own codes begin with &, so & is doubled; kept short."""
    return text.replace("&", "&&")[:100]


def _link_files(form: Form, cells: dict[Cell, Out], links: Mapping[str, str], last: int) -> dict[Cell, Style]:
    """Make the texts of the column 文件 lead to their files, where the path is safe to write into a link; the text stays."""
    if "file" in form.by_field:
        at = layout.column_number(form, "file")
        for row in range(FIRST_ROW, last + 1):
            text = cells.get((row, at))
            target = links.get(text, "") if isinstance(text, str) else ""
            if isinstance(text, str) and target and not _UNSAFE & set(target):
                cells[row, at] = Link(f"external:{target}", text)
    return {cell: styles.LINK for cell, value in cells.items() if isinstance(value, Link)}


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
    """Yield for each grade 二(五) its colour on the cells that name it, and a pale shade of it on the rest of the row."""
    if "grade" not in form.by_field:
        return
    letters = column_letters(layout.column_number(form, "grade"))
    named = [at for at, column in enumerate(form.columns, 1) if column.field in ("grade", "colour")]
    for grade in GRADES.values():
        formula = f'${letters}{first}="{grade.letter}"'
        for at in named:
            yield ColourRule(Area(first, at, last, at), formula, replace(styles.GRADE[grade.letter], border=True))
        shade = Style(fill=styles.pale(grade.fill), border=True)
        for left, right in _between(named, len(form.columns)):
            yield ColourRule(Area(first, left, last, right), formula, shade)


def _between(columns: Sequence[int], width: int) -> Iterable[tuple[int, int]]:
    """Yield the runs of columns that are none of ``columns``."""
    edges = [0, *columns, width + 1]
    return ((a + 1, b - 1) for a, b in pairwise(edges) if b - a > 1)


def _shares(form: Form, first: int, last: int) -> Iterable[ColourRule]:
    """Yield the colour of coverage below 1 一(二)."""
    for at, column in enumerate(form.columns, 1):
        if column.kind is Kind.SHARE:
            cell = f"${column_letters(at)}{first}"
            yield ColourRule(
                Area(first, at, last, at), f"AND(ISNUMBER({cell}),{cell}<1)", replace(styles.AMBER, border=True)
            )


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
