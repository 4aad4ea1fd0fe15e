"""What a sheet shows of its numbers without words: charts, colour scales, icons. Colours are RRGGBB.

All of them follow the cells: whoever corrects a number in the file sees the chart change. A file can carry them; on an
open workbook only the colour scales and icons can be set, so charts come with the file that the screen shows.
"""

from dataclasses import dataclass

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
