"""Tables of a letter: columns as wide as what they hold needs, the heading row repeated; the bar of a warning grade."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from lzxl.forms.paper_text import typeset, wrapped
from lzxl.law.warning import GRADES
from lzxl.paper import docx_styles as looks

if TYPE_CHECKING:
    from docx.document import Document

PAPER_WIDTH = _ROOM = 156.0  # millimetres between the margins
BELOW = looks.LOOKS[looks.GAP].line  # points below a table
_CHARACTER = 12 * 25.4 / 72  # a character of a cell, millimetres
_PADDING = 4.2
_TO_WRITE = 27.0  # millimetres: a column that is left empty is written in by hand
_ABOVE = 6.0  # points between the text and a table
_NARROW, _WIDE = 2, 30  # characters: what a column has at least, and what is no longer counted
_SLIP = (0.18, 0.36, 0.16, 0.3)  # the columns of a slip to fill in
_SLIP_ROW, _OPINION_ROW = 10.5, 30.0  # millimetres: what is written in by hand; an opinion needs more
_LEAST = 5  # characters of a long column
_OPINION = "意见"
_CELL_SIDES, _BORDER = 4.5, 0.5  # points beside what ``wrapped`` keeps free of a cell, and of a line
_MIDDLE = 10  # characters: cells no longer than that stand in the middle


_AFTER_SHADE = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


class Extent(NamedTuple):
    """Points that something takes however close its lines stand, and how many lines of text and rows of a table are in it."""

    points: float
    lines: int = 0
    rows: int = 0


def add_table(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    """Add a table; its first row has the headings, unless all of them are empty (a slip to fill in)."""
    from docx.shared import Pt

    slip = not any(rows[0])
    shown = rows[1:] if slip else rows
    widths = [_ROOM * share for share in _SLIP] if slip and len(shown[0]) == len(_SLIP) else widths_of(shown)
    centred = [max(map(_breadth, column)) <= _MIDDLE or slip for column in zip(*shown, strict=True)]
    if document.paragraphs:  # a letter may begin with a table
        document.paragraphs[-1].paragraph_format.space_after = Pt(_ABOVE)
    table = _table(document, len(shown), widths)
    for number, (row, values) in enumerate(zip(table.rows, shown, strict=True)):
        heading = number == 0 and not slip
        _keep_whole(row, repeated=heading)
        if slip:
            _set_height(row, _slip_height(values))
        for cell, value, middle in zip(row.cells, values, centred, strict=True):
            _fill(cell, value, looks.CELL_HEADING if heading else looks.CELL, middle=middle)
            if heading:
                _shade(cell, "EDEDED")
    document.add_paragraph("", looks.GAP)


def widths_of(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the widths of a table's columns in millimetres: what short ones need, the rest shared by the long ones."""
    most = [max(map(_breadth, column)) for column in zip(*rows, strict=True)]
    needed = [min(max(width, _NARROW), _WIDE) * _CHARACTER + _PADDING for width in most]
    blank = [len(rows) > 1 and not any(column[1:]) for column in zip(*rows, strict=True)]
    needed = [max(width, _TO_WRITE) if empty else width for width, empty in zip(needed, blank, strict=True)]
    kept = [width <= _MIDDLE for width in most]
    if all(kept):
        return [width * _ROOM / sum(needed) for width in needed]
    rest = _ROOM - sum(width for width, whole in zip(needed, kept, strict=True) if whole)
    long = sum(width for width, whole in zip(needed, kept, strict=True) if not whole)
    if rest < kept.count(False) * _LEAST * _CHARACTER:  # too many columns: all give way
        return [width * _ROOM / sum(needed) for width in needed]
    return [width if whole else width * rest / long for width, whole in zip(needed, kept, strict=True)]


def _breadth(text: str) -> float:
    """Return a text's width in characters; Chinese and Western ones stand a little apart."""
    wide = [ord(letter) > 0x2000 for letter in text]
    return sum(1 if one else 0.58 for one in wide) + 0.25 * sum(a != b for a, b in pairwise(wide))


def _table(document: "Document", rows: int, widths: Sequence[float]) -> Any:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    table: Any = document.add_table(rows, len(widths), "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(round(width, 1))
        for cell in column.cells:
            cell.width = Mm(round(width, 1))
    return table


def _fill(cell: Any, text: str, style: str, *, middle: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style, paragraph.text = style, text
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _keep_whole(row: Any, *, repeated: bool) -> None:
    """No row is broken over two pages; the headings stand on each."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _slip_height(values: Sequence[str]) -> float:
    return _OPINION_ROW if values[0].endswith(_OPINION) and not any(values[1:2]) else _SLIP_ROW


def table_extent(rows: Sequence[Sequence[str]]) -> Extent:
    """Return what a table takes, with what is free above it; its rows, but for what is free above and below their cells."""
    if not any(rows[0]):
        return Extent(_ABOVE + sum(map(_slip_height, rows[1:])) * 72 / 25.4)
    look, widths = looks.LOOKS[looks.CELL], [width * 72 / 25.4 for width in widths_of(rows)]
    deepest = (
        max(len(wrapped(cell, width - _CELL_SIDES, look.size)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return Extent(_ABOVE + sum(lines * look.line + _BORDER for lines in deepest), rows=len(rows))


def _set_height(row: Any, height: float) -> None:
    """A row to write in by hand is high enough for it."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)


def _shade(cell: Any, fill: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().insert_element_before(shade, *_AFTER_SHADE)


def add_bar(document: "Document", letter: str) -> None:
    """Add the bar of a warning grade 二(五): four boxes, the one that applies ticked, coloured and heavy in its frame."""
    from docx.shared import RGBColor

    table = _table(document, 1, [_ROOM / len(GRADES)] * len(GRADES))
    for cell, grade in zip(table.rows[0].cells, reversed(GRADES.values()), strict=True):
        applies = grade.letter == letter
        mark = "■" if applies else "□"
        _fill(cell, typeset(f"{mark} {grade.letter}级({grade.colour}色)"), looks.BAR, middle=True)
        if applies:
            _shade(cell, grade.fill)
            run = cell.paragraphs[0].runs[0]
            run.font.bold, run.font.color.rgb = True, RGBColor.from_string(grade.ink)
    document.add_paragraph("", looks.GAP)
