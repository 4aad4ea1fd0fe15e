"""The grid of 总览: tables on the left, charts and texts on the right, eight tiles across; nothing in a table is merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lzxl.cells import Align, Area, Cell, Out, Style
from lzxl.forms import styles
from lzxl.traits import Chart, ColourScale

NAME_WIDTH, WIDTH, GAP = 17.0, 7.2, 1.5
_RIGHT = (7.2, 7.2, 15.0, 15.0, 7.2, 7.2)
FEWEST = 6  # columns of numbers on the left

HEADING = replace(styles.OPTIONAL_HEADING, size=10)
NAME = Style(border=True, align=Align.LEFT, wrap=True, size=10, fill="F7F9FC", indent=1)
COUNT = Style(border=True, align=Align.CENTER, size=10, number_format='0;-0;"-"', shrink=True)
POINTS = replace(COUNT, number_format='0.##;-0.##;"-"')
SHARE = replace(COUNT, number_format="0%")
SMALL = Style(border=True, align=Align.CENTER, size=8, ink="595959", shrink=True)
TEXT = Style(border=True, wrap=True, align=Align.LEFT, size=9, indent=1)
LINE = replace(TEXT, wrap=False, shrink=True)
PLAIN = Style(wrap=True, align=Align.LEFT, size=10)


@dataclass
class Page:
    """A sheet that grows downwards; ``numbers``: how many columns of numbers the left side has."""

    numbers: int
    cells: dict[Cell, Out] = field(default_factory=dict)
    styles: dict[Cell, Style] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    scales: list[ColourScale] = field(default_factory=list)
    row: int = 1

    @property
    def left(self) -> int:
        """The last column of the left side."""
        return 1 + self.numbers

    @property
    def right(self) -> int:
        """The first column of the right side."""
        return self.left + 2

    @property
    def last(self) -> int:
        """The last column."""
        return self.left + 1 + len(_RIGHT)

    @property
    def widths(self) -> dict[int, float]:
        """The widths of all columns."""
        return dict(enumerate((NAME_WIDTH, *[WIDTH] * self.numbers, GAP, *_RIGHT), 1))

    @property
    def tiles(self) -> tuple[tuple[int, int], ...]:
        """First and last column of eight tiles, four on each side."""
        r = self.right
        half = 2 + (self.numbers - 2) // 2
        return (
            (1, 1),
            (2, 3),
            (4, half + 1),
            (half + 2, self.left),
            (r, r + 1),
            (r + 2, r + 2),
            (r + 3, r + 3),
            (r + 4, r + 5),
        )

    def put(self, row: int, column: int, value: Out, style: Style) -> None:
        """Write one cell."""
        self.cells[row, column], self.styles[row, column] = value, style

    def span(self, row: int, columns: tuple[int, int], value: Out, style: Style) -> None:
        """Write a value over several columns."""
        first, last = columns
        self.put(row, first, value, style)
        if first < last:
            self.merges.append(Area(row, first, row, last))

    def line(self, text: str, style: Style, height: float) -> None:
        """Add a line over the whole width."""
        self.span(self.row, (1, self.last), text, style)
        self.down(height)

    def down(self, height: float) -> None:
        """Go on to the next row."""
        self.heights[self.row] = height
        self.row += 1

    def sections(self, left: str, right: str) -> None:
        """Add the titles of what stands side by side."""
        self.span(self.row, (1, self.left), left, styles.SECTION)
        self.span(self.row, (self.right, self.last), right, styles.SECTION)
        self.down(30)

    def heading(self, words: Sequence[str], looks: Mapping[str, Style] | None = None) -> None:
        """Add a heading row on the left; a word may have a look of its own."""
        for column, word in enumerate(words, 1):
            look = (looks or {}).get(word, HEADING)
            self.put(self.row, column, word, replace(look, border=True, align=Align.CENTER, size=10, wrap=True))
        self.down(24)

    def counts(self, name: str, values: Sequence[Out], looks: Sequence[Style], *, bold: bool = False) -> None:
        """Add a row of a name and numbers on the left, each with its look; the caller goes down."""
        self.put(self.row, 1, name, replace(NAME, bold=bold))
        for column, (value, look) in enumerate(zip(values, looks, strict=True), 2):
            self.put(self.row, column, value, replace(look, bold=bold or look.bold))
