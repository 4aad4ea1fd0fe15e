"""Page and paragraph styles of Chinese office paper (GB/T 9704), for Word and LibreOffice alike.

A4; margins 3.7, 3.5, 2.8 and 2.6 cm; title 方正小标宋 二号, text 仿宋 三号 with an indent of two characters and 28.95 points
from line to line (22 lines a page), headings 黑体, page numbers ‘— 1 —’ in 四号 at the outer edge.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from lzxl.paper.markup import Kind

if TYPE_CHECKING:
    from docx.document import Document

TITLE, SUBTITLE, HEADING, TEXT, LEFT, RIGHT, CUT, CELL, CELL_HEADING, BAR, GAP = (
    *("公文标题", "公文副题", "公文小标题", "公文正文", "公文主送", "公文落款", "公文裁切线"),
    *("公文表格", "公文表头", "公文等级", "公文空行"),
)
_SONG, _IMITATION, _BLACK, _KAI, _PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体", "宋体"
_TWO, _THREE, _FOUR, _SMALL_FOUR = 22, 16, 14, 12  # 二号 三号 四号 小四, points
LINE = 28.95
CELL_SPACE = 1.5
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}  # millimetres


# What follows borders in a paragraph's properties, in the order of the schema.
_AFTER_BORDERS = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct"),
    *("w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind"),
    *("w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)


class Look(NamedTuple):
    """A paragraph style: face, size, where it stands; ``indent`` in characters of the first line, ``line`` in points."""

    face: str
    size: float
    align: str = "JUSTIFY"
    indent: float = 0
    line: float = LINE
    before: float = 0
    after: float = 0
    right: float = 0  # characters free on the right
    outline: int | None = None
    keep: bool = False
    bold: bool = False
    rule: bool = False  # a dashed line above


LOOKS = {
    TITLE: Look(_SONG, _TWO, "CENTER", line=34, after=10, outline=0, keep=True),
    SUBTITLE: Look(_KAI, _THREE, "CENTER", after=14, keep=True),
    HEADING: Look(_BLACK, _THREE, indent=2, outline=1, keep=True),
    TEXT: Look(_IMITATION, _THREE, indent=2),
    LEFT: Look(_IMITATION, _THREE),
    RIGHT: Look(_IMITATION, _THREE, "RIGHT", right=4, keep=True),
    CUT: Look(_PLAIN, 10.5, "CENTER", before=18, after=4, line=16, rule=True, keep=True),
    CELL: Look(_IMITATION, _SMALL_FOUR, "LEFT", line=18, before=CELL_SPACE, after=CELL_SPACE),
    CELL_HEADING: Look(_BLACK, _SMALL_FOUR, "CENTER", line=18, before=CELL_SPACE, after=CELL_SPACE, keep=True),
    GAP: Look(_PLAIN, 9, line=10),
    BAR: Look(_BLACK, _SMALL_FOUR, "CENTER", line=24, before=3, after=3),
}
STYLES = {
    Kind.TITLE: TITLE,
    Kind.SUBTITLE: SUBTITLE,
    Kind.HEADING: HEADING,
    Kind.LEFT: LEFT,
    Kind.RIGHT: RIGHT,
    Kind.TEXT: TEXT,
    Kind.BAR: BAR,
}
_RUNNING = (SUBTITLE, HEADING, TEXT, LEFT, RIGHT)  # whose lines are as far apart as the letter's


def set_spacing(document: "Document", line: float, cell: float) -> None:
    """Set the points from line to line of the text, and above and below what stands in a cell."""
    from docx.shared import Pt

    for name in _RUNNING:
        style: Any = document.styles[name]
        style.paragraph_format.line_spacing = Pt(line)
    for name in (CELL, CELL_HEADING):
        style = document.styles[name]
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(cell)


def set_page(document: "Document") -> None:
    """Set paper, margins and page numbers."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in _MARGINS.items():
        setattr(section, name, Mm(size))
    section.footer_distance = Mm(28)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        _number(footer.paragraphs[0], align)


def _number(paragraph: Any, align: str) -> None:
    """Write the page number into a footer: ‘— 1 —’, one character from the outer edge."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    setattr(paragraph.paragraph_format, f"{align}_indent", Pt(_FOUR))
    for text in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if text == "PAGE" else text)
        run.font.size = Pt(_FOUR)
        set_face(run.font, _PLAIN)
        if text == "PAGE":
            _field(run, text)


def _field(run: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate", "1", "end"):
        if kind in ("begin", "separate", "end"):
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:t" if kind else "w:instrText")
            element.text = kind or f" {name} "
        run._r.append(element)


def add_styles(document: "Document") -> None:
    """Add the paragraph styles of :data:`LOOKS` to a document, and give its plain style the same faces."""
    from docx.enum.style import WD_STYLE_TYPE

    normal: Any = document.styles["Normal"]
    _dress(normal, Look(_IMITATION, _THREE, line=0))
    for name, look in LOOKS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _dress(style, look)


def _dress(style: Any, look: Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    style.font.size, style.font.bold = Pt(look.size), look.bold
    set_face(style.font, look.face)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.first_line_indent, form.right_indent = Pt(look.size * look.indent), Pt(look.size * look.right)
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
    form.keep_with_next, form.widow_control = look.keep, True
    if look.line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    if look.rule:
        _dashed(style)
    if look.outline is not None:
        _outline(style, look.outline)


def set_face(font: Any, face: str) -> None:
    """Set a face for Chinese and Western letters alike; quotation marks are taken for Chinese ones."""
    from docx.oxml.ns import qn

    font.name = face
    fonts = font._element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), face)
    fonts.set(qn("w:hint"), "eastAsia")


def _dashed(style: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "dashed"), ("sz", "6"), ("space", "4"), ("color", "595959")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def _outline(style: Any, level: int) -> None:
    """Give a style its place in Word's outline."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(element)
