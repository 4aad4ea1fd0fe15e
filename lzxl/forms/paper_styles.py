"""The look of Chinese office paper (公文): 小标宋 titles, 仿宋 text, black thin lines.

方正小标宋简体 and 仿宋_GB2312 are what offices have; where a computer lacks them Excel and WPS show 宋体 and 仿宋 in their
place, and our PDF what :mod:`lzxl.paper.fonts` declares.
"""

from dataclasses import replace

from lzxl.cells import Align, Style, VAlign
from lzxl.forms import styles

TITLE_FONT, TEXT_FONT, BLACK_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
BOX = "LRTB"
SMALL, BODY, LARGE = 10.5, 12.0, 16.0  # 五号 小四 三号
GREY = "595959"

TITLE = Style(font=TITLE_FONT, size=22, align=Align.CENTER, wrap=True)
TITLE_AGAIN = replace(TITLE, size=LARGE)
BESIDE = Style(font=TEXT_FONT, size=SMALL, align=Align.RIGHT)
NOTE = Style(font=TEXT_FONT, size=SMALL, align=Align.LEFT, wrap=True)
NOTE_LINE = replace(NOTE, wrap=False, shrink=True)

LABEL = Style(font=BLACK_FONT, size=BODY, align=Align.CENTER, wrap=True, sides=BOX)
VALUE = Style(font=TEXT_FONT, size=BODY, align=Align.CENTER, wrap=True, sides=BOX, number_format="@")
LONG_VALUE = replace(VALUE, align=Align.LEFT, indent=1)
HEADING = Style(font=BLACK_FONT, size=SMALL, align=Align.CENTER, wrap=True, sides=BOX)
CELL = Style(font=TEXT_FONT, size=SMALL, align=Align.LEFT, wrap=True, sides=BOX, number_format="@")
MIDDLE = replace(CELL, align=Align.CENTER)

STATEMENT = Style(font=TEXT_FONT, size=BODY, align=Align.LEFT, wrap=True, sides="RLT", number_format="@", indent=1)
OPINION = replace(STATEMENT, valign=VAlign.TOP)
SIGNER = Style(font=TEXT_FONT, size=9.0, align=Align.LEFT, ink=GREY, sides="LB", wrap=True, number_format="@", indent=1)
SIGN = Style(font=TEXT_FONT, size=BODY, align=Align.RIGHT, sides="B")
DATE = Style(font=TEXT_FONT, size=BODY, align=Align.RIGHT, sides="RB")
INDENT = 9.0  # points of one step, as Excel has it


def level(name: str, style: Style = MIDDLE) -> Style:
    """Return ``style`` in the colours of a risk level 二(三)2; the level's word stands in the cell."""
    look = styles.LEVEL[name]
    return replace(style, ink=look.ink, fill=look.fill, bold=look.bold)
