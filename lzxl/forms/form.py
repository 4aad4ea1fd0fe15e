"""The declaration of a table: :class:`Column`, :class:`Form`. Reading, checking, templates, master and docs derive from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from typing import NamedTuple

from lzxl.law.clauses import cite
from lzxl.law.vocabulary import Vocabulary, fold


class Kind(Enum):
    """What a cell holds; the parser has one reader for each, the lay-out one format."""

    TEXT = "文字"
    ID = "编号"  # digits stay text
    NAMES = "名称列表"  # several, joined by 、
    CHOICE = "选项"
    CHOICES = "多选"
    DATE = "日期"
    TIME_LIMIT = "日期或固定用语"
    POINTS = "分值"
    WHOLE = "整数"
    YEAR = "年度"
    SHARE = "比例"
    MOMENT = "时间"
    LINK = "链接"
    ANY = "任意"  # a setting's value: read as it stands


class Owner(StrEnum):
    """Who writes a column: the unit that fills in, the office (marked * in the contract), or the program."""

    UNIT = "unit"
    OFFICE = "office"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or, in a head, a labelled cell): ``field`` is its name in code, ``heading`` what people see.

    ``carried``: left blank or merged below a person's first row it belongs to that person. ``width``: characters of
    Western width. ``prompt``: the helpful word of its drop-down. ``group``: may be folded away in a wide sheet.
    """

    field: str
    heading: str
    kind: Kind = Kind.TEXT
    vocabulary: Vocabulary | None = None
    required: bool = False
    owner: Owner = Owner.UNIT
    carried: bool = False
    width: float = 12
    prompt: str = ""
    clause: str = ""
    synonyms: tuple[str, ...] = ()
    group: bool = False

    def __post_init__(self) -> None:
        if self.clause:
            cite(self.clause)

    def __hash__(self) -> int:
        """The name tells columns apart well enough; a hash over all fields would take longer than reading a cell."""
        return hash(self.field)


class OneOf(NamedTuple):
    """Where ``field`` holds ``word``, at least one of ``fields`` is required."""

    field: str
    word: str
    fields: tuple[str, ...]


@dataclass(frozen=True, eq=False)  # a form is itself: its words are no key
class Form:
    """A table: ``name`` is its 表种, ``sheet`` the sheet it stands on; ``head`` the labelled cells above its heading row.

    ``key``: the field that identifies a row where the office's columns are merged back. ``statement``: the text of the
    commitment. ``file_name``: of its template, empty for sheets of the master.
    """

    name: str
    sheet: str
    title: str
    clause: str
    columns: tuple[Column, ...]
    head: tuple[Column, ...] = ()
    file_name: str = ""
    version: int = 1
    statement: str = ""
    key: str = ""
    landscape: bool = True
    one_of: OneOf | None = None

    def __post_init__(self) -> None:
        cite(self.clause)

    @cached_property
    def of_master(self) -> bool:
        """Whether only the program and the office write it, as they do the sheets of the master."""
        return all(column.owner is not Owner.UNIT for column in self.columns)

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """Columns and head cells by their name in code."""
        return {column.field: column for column in (*self.head, *self.columns)}

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """Columns by folded heading and synonyms."""
        return {fold(word): column for column in self.columns for word in (column.heading, *column.synonyms)}

    @cached_property
    def by_label(self) -> Mapping[str, Column]:
        """Head cells by folded label and synonyms."""
        return {fold(word): column for column in self.head for word in (column.heading, *column.synonyms)}

    @cached_property
    def required(self) -> frozenset[str]:
        """The columns, by their name in code, that no record may lack."""
        return frozenset(column.field for column in self.columns if column.required)

    @cached_property
    def office_columns(self) -> tuple[Column, ...]:
        """The columns that the office writes; no run of ours loses or changes what stands there."""
        return tuple(column for column in self.columns if column.owner is Owner.OFFICE)
