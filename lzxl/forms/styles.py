"""How every sheet looks: restrained colours, fonts that any Chinese office has, one look for one meaning.

Colours of levels and grades stand beside their declarations in :mod:`lzxl.law`; colour never stands alone.
"""

from collections.abc import Mapping
from dataclasses import replace

from lzxl.cells import Align, Style
from lzxl.findings import Severity
from lzxl.forms.form import Column, Kind, Owner
from lzxl.law.level import LEVELS
from lzxl.law.warning import GRADES, NOTICE_STATE, REVOKED
from lzxl.model import FileStatus

TITLE = Style(bold=True, size=18, font="黑体", ink="1F3864", align=Align.LEFT)
TEXT = Style(wrap=True, align=Align.LEFT)
QUIET = Style(ink="595959", size=10, align=Align.LEFT)
SECTION = Style(bold=True, size=13, font="黑体", ink="1F3864", align=Align.LEFT)
STATEMENT = Style(font="楷体", size=12, align=Align.LEFT)
COUNTER = Style(bold=True, ink="7F6000", fill="FFF2CC", align=Align.LEFT)
DONE = Style(bold=True, ink="375623", fill="E2EFDA")
LINK = Style(ink="0563C1", underline=True, wrap=True, align=Align.LEFT)
LABEL = Style(bold=True, align=Align.RIGHT, wrap=True, number_format='@" "')  # a little air before the value
FRAME = Style(border=True)
MISSING = Style(fill="FFE699", border=True)
CELL = Style(border=True, wrap=True, align=Align.LEFT)
NUMBER = Style(border=True, align=Align.CENTER)

REQUIRED_HEADING = Style(bold=True, ink="FFFFFF", fill="2F5597", align=Align.CENTER, wrap=True, border=True)
OPTIONAL_HEADING = Style(bold=True, ink="1F3864", fill="D9E2F3", align=Align.CENTER, wrap=True, border=True)
LATER_HEADING = Style(bold=True, ink="595959", fill="D9D9D9", align=Align.CENTER, wrap=True, border=True)
OFFICE_HEADING = Style(bold=True, ink="7F6000", fill="FFE699", align=Align.CENTER, wrap=True, border=True)
LATER_FILL, OFFICE_FILL = "F2F2F2", "FFFBEB"

RED, AMBER, GREEN, GREY, BLUE = (
    Style(ink="9C0006", fill="FFC7CE"),
    Style(ink="7F6000", fill="FFEB9C"),
    Style(ink="375623", fill="E2EFDA"),
    Style(ink="7F7F7F", fill="EDEDED"),
    Style(ink="1F3864", fill="DDEBF7"),
)
SEVERITY = {Severity.ERROR: RED, Severity.WARNING: AMBER, Severity.NOTE: BLUE}

_LEVEL_LOOKS = (
    Style(bold=True, ink="833C0B", fill="F8CBAD"),
    Style(ink="7F6000", fill="FFF2CC"),
    Style(ink="375623", fill="E2EFDA"),
)  # the gravest first
LEVEL = dict(zip(LEVELS, _LEVEL_LOOKS, strict=True))
LEVEL_CHART = dict(
    zip(LEVELS, ("C55A11", "F4B942", "E2EFDA"), strict=True)
)  # dark to light: told apart in black and white
GRADE = {grade.letter: Style(bold=True, ink=grade.ink, fill=grade.fill) for grade in GRADES.values()}


def pale(colour: str, share: float = 0.12) -> str:
    """Return ``colour`` (RRGGBB) mixed into white: ``share`` of it is left."""
    parts = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def shades(count: int, dark: str = "1F3864") -> list[str]:
    """Return ``count`` shades of one colour, dark to light, that are told apart in black and white."""
    return [pale(dark, 1 - 0.8 * place / max(count - 1, 1)) for place in range(count)]


# The look of single words, by the field that they stand in; the words are those of the decisions.
WORDS: Mapping[str, Mapping[str, Style]] = {
    **dict.fromkeys(("self_level", "proposed_level", "assessed_level", "claimed_level"), LEVEL),
    "severity": {severity.value: style for severity, style in SEVERITY.items()},
    "status": {
        REVOKED: GREY,
        FileStatus.TAKEN_WITH_HINTS.value: AMBER,
        FileStatus.RETURNED.value: RED,
        FileStatus.UNREAD.value: RED,
        FileStatus.PAPER.value: GREY,
        FileStatus.DUPLICATE.value: GREY,
    },
    "state": {
        **dict(zip(NOTICE_STATE.items, (BLUE, AMBER, RED, GREEN, GREY), strict=True)),
        "已报齐": GREEN,
        "未报齐": AMBER,
        "未报": RED,
    },
    "screening": dict.fromkeys(("合并", "剔除"), GREY),
}

_BY_KIND = {
    Kind.ID: Style(number_format="@", align=Align.LEFT),
    Kind.DATE: Style(number_format="yyyy-mm-dd", align=Align.CENTER),
    Kind.TIME_LIMIT: Style(number_format="yyyy-mm-dd", align=Align.CENTER, wrap=True),
    Kind.MOMENT: Style(number_format="yyyy-mm-dd hh:mm", align=Align.CENTER),
    Kind.POINTS: Style(align=Align.CENTER),
    Kind.WHOLE: Style(number_format="0", align=Align.CENTER),
    Kind.YEAR: Style(number_format="0", align=Align.CENTER),
    Kind.SHARE: Style(number_format="0%", align=Align.CENTER),
    Kind.CHOICE: Style(align=Align.CENTER, wrap=True),
    Kind.CHOICES: Style(align=Align.CENTER, wrap=True),
}
_LONG = 13  # from this width on, texts are read from the left


def cell_style(column: Column) -> Style:
    """Return how the cells below a heading look, by what they hold; long texts wrap."""
    style = _BY_KIND.get(column.kind, Style(wrap=True, align=Align.LEFT if column.width >= _LONG else Align.CENTER))
    if column.kind is Kind.ID:
        style = replace(style, align=Align.FILL) if column.group else replace(style, wrap=True)
    return replace(style, fill=OFFICE_FILL) if column.owner is Owner.OFFICE else style


def heading_style(column: Column) -> Style:
    """Return how a heading looks: who writes the column and whether it is required, shown by style alone."""
    if column.owner is Owner.OFFICE:
        return OFFICE_HEADING
    return REQUIRED_HEADING if column.required and column.owner is Owner.UNIT else OPTIONAL_HEADING
