"""The nouns at both ends: :class:`Place`, :class:`Block` and :class:`Book` come in, :class:`Sheet` goes out.

Rows and columns count from 1 as in Excel, everywhere. Nothing here knows a file format.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from lzxl.area import LAST_ROW as LAST_ROW
from lzxl.area import Area as Area
from lzxl.area import Cell as Cell
from lzxl.area import column_letters as column_letters
from lzxl.traits import Chart, ColourScale, IconSet


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as ``#REF!``, as the program that saved the workbook shows it."""

    text: str


@dataclass(frozen=True, slots=True)
class NoResult:
    """A formula whose result cannot be used: never calculated, or taken from another workbook (``external``)."""

    formula: str
    external: bool = False


Raw: TypeAlias = str | int | float | bool | date | datetime | time | CellError | NoResult | None
Value: TypeAlias = str | int | float | Decimal | date | datetime | None


class Place(NamedTuple):
    """Where something stands; parts that do not apply are empty (``row`` and ``column`` 0)."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def address(self) -> str:
        """Where it is, for people: ``C7``, 第7行 for a row, C列 for a column, empty for a whole sheet or file."""
        part = f"第{self.row}行" if self.row else f"{column_letters(self.column)}列" if self.column else ""
        return self.corner if self.row and self.column else part

    @property
    def corner(self) -> str:
        """Its (first) cell as Excel writes it, for a link."""
        return f"{column_letters(max(self.column, 1))}{max(self.row, 1)}"


class Visibility(StrEnum):
    """How far a sheet is shown."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


@dataclass(frozen=True, slots=True)
class Block:
    """One sheet as it was received: ``rows`` from A1, ragged; ``merged`` areas keep their value in the top left cell.

    ``formulas``: cells that hold a formula (``rows`` has the stored result). ``struck``: cells with text struck out.
    ``notes``: the texts of cell notes. ``hidden_rows``/``hidden_columns``: not shown, or without width.
    """

    file: str
    sheet: str
    rows: tuple[tuple[Raw, ...], ...]
    merged: tuple[Area, ...] = ()
    visibility: Visibility = Visibility.VISIBLE
    formulas: frozenset[Cell] = frozenset()
    struck: frozenset[Cell] = frozenset()
    notes: Mapping[Cell, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    protected: bool = False
    pictures: int = 0

    def at(self, row: int, column: int) -> Raw:
        """Return the raw value of a cell, None outside the rectangle."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else None

    def place(self, row: int = 0, column: int = 0) -> Place:
        """Return the :class:`Place` of a cell, row, column or (neither given) of the sheet."""
        return Place(self.file, self.sheet, row, column)


@dataclass(frozen=True, slots=True)
class Book:
    """A received workbook: its sheets in order, its custom document properties, and what kind of file it really is."""

    file: str
    kind: str  # xlsx, xlsm, xls, ods
    blocks: tuple[Block, ...]
    properties: Mapping[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- going out


class Align(StrEnum):
    """Horizontal alignment."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    FILL = "fill"  # a long text ends where its cell does


class VAlign(StrEnum):
    """Vertical alignment."""

    TOP = "top"
    MIDDLE = "vcenter"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Style:
    """How cells look; None leaves a trait as the sheet has it. Colours are RRGGBB, sizes points.

    ``sides``: black lines as on office paper, on any of the sides L R T B.
    """

    bold: bool = False
    size: float | None = None
    font: str | None = None
    ink: str | None = None
    fill: str | None = None
    align: Align | None = None
    wrap: bool = False
    border: bool = False
    number_format: str | None = None
    locked: bool = True
    italic: bool = False
    underline: bool = False
    sides: str = ""
    valign: VAlign = VAlign.MIDDLE
    indent: int = 0
    shrink: bool = False  # to the cell's width


@dataclass(frozen=True, slots=True)
class ColourRule:
    """A conditional format over ``area``: where ``formula`` (for its top left cell, without ``=``) holds, ``style``."""

    area: Area
    formula: str
    style: Style
    stop: bool = False


@dataclass(frozen=True, slots=True)
class DropDown:
    """A drop-down over ``area``: ``source`` is a workbook-level name (or an area of a sheet); ``strict`` refuses other input."""

    area: Area
    source: str
    title: str = ""
    prompt: str = ""
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """A rule of input over ``area`` other than a list: ``kind`` is date, decimal, whole, custom (a formula), or any (a prompt only)."""

    area: Area
    kind: str
    low: date | float | None = None
    high: date | float | None = None
    formula: str = ""
    title: str = ""
    prompt: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that we write on purpose, with the value it has now; never made from a unit's text."""

    text: str
    value: Value = None


@dataclass(frozen=True, slots=True)
class Link:
    """Text that jumps to ``target``: ``internal:'Sheet'!A1`` or ``external:relative/path.xlsx``."""

    target: str
    text: str


Out: TypeAlias = Value | Formula | Link
Line: TypeAlias = tuple[float, Sequence[Out]]  # of a long sheet: height in points, values from column A


class Margins(NamedTuple):
    """Margins of a page in inches."""

    left: float = 0.4
    right: float = 0.4
    top: float = 0.6
    bottom: float = 0.6


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """A4 paper; title rows repeated; fitted to one page's width; header and footer in Excel's codes (& doubled in data).

    ``breaks``: the last rows of pages (Excel takes 1,023 in a sheet). ``first_page``: the number of the first page, 0 to
    go on counting from the sheet before.
    """

    landscape: bool = True
    title_rows: tuple[int, int] | None = None
    area: Area | None = None
    header: str = ""
    footer: str = "&C第 &P 页,共 &N 页"
    black_and_white: bool = False
    fit_height: int = 0  # pages in height; 0 is as many as needed
    breaks: tuple[int, ...] = ()
    first_page: int = 0
    margins: Margins = field(default_factory=Margins)


@dataclass(frozen=True, slots=True)
class Protection:
    """A guard-rail without password; filter, widths and sorting stay allowed."""

    unlocked: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """Rows from ``first`` on that are made while they are written: a big sheet is never whole in memory."""

    first: int
    rows: Collection[Line]  # made anew each time
    link: Style | None = None  # the look of links; None where the rows have none
    parts: Sequence[tuple[str, Collection[Line]]] = ()  # the same, in pieces by names that no other rows have


@dataclass(frozen=True)
class Sheet:
    """What is to be shown: every trait of one sheet, for either renderer.

    ``cells`` and ``styles`` are by cell, ``column_styles`` by column (room for typing needs no cells of its own).
    ``body``: more rows below ``cells``; no chart can draw from them. ``levels``: how deep columns are grouped.
    ``fixed_heights``: rows keep their heights (on paper), else they grow with what is typed into them.
    ``freeze``: the first cell that still scrolls. ``table``: (area with heading row, name) shown as an Excel table with filter; ``filter``: a plain range's filter.
    """

    name: str
    cells: Mapping[Cell, Out]
    styles: Mapping[Cell, Style] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    column_styles: Mapping[int, Style] = field(default_factory=dict)
    merges: Sequence[Area] = ()
    colours: Sequence[ColourRule] = ()
    drop_downs: Sequence[DropDown] = ()
    limits: Sequence[Limits] = ()
    notes: Mapping[Cell, str] = field(default_factory=dict)
    freeze: Cell | None = None
    table: tuple[Area, str] | None = None
    filter: Area | None = None
    print_setup: PrintSetup = field(default_factory=PrintSetup)
    protection: Protection | None = None
    visibility: Visibility = Visibility.VISIBLE
    tab_colour: str | None = None
    hidden_columns: frozenset[int] = frozenset()
    fixed_heights: bool = False
    levels: Mapping[int, int] = field(default_factory=dict)
    scales: Sequence[ColourScale] = ()
    icons: Sequence[IconSet] = ()
    charts: Sequence[Chart] = ()
    body: Body | None = None


@dataclass(frozen=True)
class WorkbookOut:
    """A whole workbook to be written: sheets in order, lists for drop-downs by their workbook-level names."""

    sheets: Sequence[Sheet]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)  # custom document properties
    title: str = ""
    created: datetime = datetime(2011, 8, 17)  # a fixed instant, so that the same content is the same bytes
