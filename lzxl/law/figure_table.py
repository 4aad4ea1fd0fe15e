"""The table of figures (figures.toml): what the document leaves open, each with clause, default and source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from lzxl.law.clauses import cite
from lzxl.law.figure_values import KINDS, NotUnderstood, Typed

SOURCES = ("文件", "公开做法", "本社假设")
ITEM_PREFIX = "扣分项目"


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of 参数: ``default`` as its cell shows it (是/否, ``09-20``, a number; None where there is none).

    ``kind`` is a key of :data:`~lzxl.law.figure_values.KINDS`; ``low`` and ``high`` bound whole numbers, both inside.
    ``open``: a figure of the office, to be adopted by the leading group (○); the others are plain settings.
    """

    name: str
    kind: str
    default: int | Decimal | str | None
    clause: str
    source: str
    remark: str
    open: bool = True
    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        cite(self.clause)

    def read(self, value: object) -> Typed:
        """Return ``value`` typed; raise :class:`NotUnderstood` with the reason in Chinese."""
        typed = KINDS[self.kind].read(value)
        if self.low is not None and self.high is not None and not self.low <= cast(int, typed) <= self.high:
            raise NotUnderstood(f"不在 {self.low} 到 {self.high} 之间")
        return typed

    @property
    def wanted(self) -> str:
        """What the cell may hold, in Chinese."""
        span = f"({self.low} 到 {self.high})" if self.low is not None else ""
        return KINDS[self.kind].wanted + span

    @property
    def typed_default(self) -> Typed:
        """The default as the rules use it; an absent text or id is ``""``."""
        if self.default is None:
            return "" if self.kind in ("text", "id") else None
        return self.read(self.default)


class CatalogueItem(NamedTuple):
    """A standard item (扣分项目) of 二(五): one number a code."""

    code: str
    name: str
    points: Decimal


def _number(value: int | Decimal | str | None, kind: str) -> int | Decimal | str | None:
    return Decimal(value) if kind == "points" and isinstance(value, int) else value


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(**{**row, "default": _number(row.get("default"), row["kind"])})


def item_figure(code: str, points: Decimal | None, source: str, remark: str) -> Figure:
    """Return the figure of a catalogue item; ``points`` None where the office adds it and has yet to say how many."""
    return Figure(ITEM_PREFIX + code, "points", points, "二(五)", source, remark)


def _load() -> tuple[dict[str, Figure], dict[str, str]]:
    """Read the figures that come with the program, in order, and the names of the catalogue's items by code."""
    text = Path(__file__).with_name("figures.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text, parse_float=Decimal)
    figures = [_figure(row) for row in data["figure"]]
    for row in data["item"]:
        remark = ";".join(filter(None, (row["name"], row.get("remark"))))
        figures.append(item_figure(row["code"], Decimal(row["points"]), row["source"], remark))
    return {figure.name: figure for figure in figures}, {row["code"]: row["name"] for row in data["item"]}


_figures, _item_names = _load()
FIGURES: Mapping[str, Figure] = MappingProxyType(_figures)
ITEM_NAMES: Mapping[str, str] = MappingProxyType(_item_names)
