"""What a sheet shows of its numbers without words: charts, colour scales, icons. Colours are RRGGBB.

All of them follow the cells: whoever corrects a number in the file sees the chart change. :data:`RENDERED` says which
traits of a sheet both renderers set, the one for files and the one for workbooks on the screen, and which come with the
file alone: what is open was made by the file's renderer, so nothing is missing on the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lzxl.area import Area


@dataclass(frozen=True, slots=True)
class ColourScale:
    """A heat map over ``area``: from the colour ``low`` at the smallest number to ``high`` at the greatest."""

    area: Area
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class IconSet:
    """Icons over ``area``: good from ``good`` on, middling from ``fair`` on, else bad; the numbers stay beside them."""

    area: Area
    good: float
    fair: float


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: areas of its own sheet, one row or one column each; one colour, or one for each value."""

    name: str
    categories: Area
    values: Area
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of columns that covers ``area``. ``number_format`` holds for its labels (none where it is empty) and axis.

    ``top``: where the axis ends and is shown; without it the labels alone give the numbers.
    """

    area: Area
    title: str
    series: tuple[Series, ...]
    stacked: bool = False
    number_format: str = "0;-0;;"
    labels: bool = True
    top: float | None = None


class By(StrEnum):
    """Who renders a trait."""

    BOTH = "both"
    FILE = "file only"


_BOTH = (
    "Sheet: name cells styles widths heights column_styles merges colours drop_downs limits notes freeze table filter "
    "print_setup protection visibility tab_colour hidden_columns levels scales icons body",
    "Style: bold size font ink fill align wrap border number_format locked italic underline sides valign indent",
    "ColourRule: area formula style",
    "DropDown: area source title prompt strict",
    "Limits: area kind low high formula title prompt error",
    "PrintSetup: landscape title_rows area fit_height margins breaks",
    "Protection: unlocked",
)
_FILE = (
    "Sheet: charts fixed_heights",  # charts follow the cells; on the screen rows that were given a height keep it anyway
    "Style: shrink",
    "ColourRule: stop",  # Calc ends at the first rule that holds and stores nothing of it
    "PrintSetup: header footer black_and_white first_page",
)


def _traits(lines: tuple[str, ...], by: By) -> dict[str, By]:
    return {
        f"{noun}.{trait}": by for noun, _, words in (line.partition(": ") for line in lines) for trait in words.split()
    }


RENDERED: Mapping[str, By] = _traits(_BOTH, By.BOTH) | _traits(_FILE, By.FILE)  # by noun of lzxl.cells and its field
