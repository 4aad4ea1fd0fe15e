"""The figures that hold: the table's defaults with the office's own values (参数) laid over them, row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple, cast

from lzxl.law.figure_table import FIGURES, ITEM_NAMES, ITEM_PREFIX, SOURCES, CatalogueItem, Figure, item_figure
from lzxl.law.figure_values import MonthDay, NotUnderstood, Typed, in_words, is_empty, shown
from lzxl.law.vocabulary import fold
from lzxl.law.warning import FULL_POINTS

__all__ = [
    "ADOPTED",
    "FIGURES",
    "ITEM_PREFIX",
    "ON_TRIAL",
    "SOURCES",
    "BadSetting",
    "CatalogueItem",
    "Figure",
    "Figures",
    "MonthDay",
    "Setting",
    "default_figures",
    "resolve",
]

ADOPTED, ON_TRIAL = "本社规定", "试行参数"


@dataclass(frozen=True)
class Figures:
    """The figures that hold: typed values by name, the catalogue by code, the day of adoption by name where there is one."""

    values: Mapping[str, Typed]
    items: Mapping[str, CatalogueItem]
    adopted: Mapping[str, date] = field(default_factory=dict)

    def get(self, name: str) -> Typed:
        """Return the value of the setting ``name``: bool for 是/否, Decimal for points, ``MonthDay`` for a month and day."""
        return self.values[name]

    def label(self, *names: str) -> str:
        """Return 本社规定 where all of these figures are adopted, else 试行参数; plain settings need no adoption."""
        pending = [name for name in names if name not in self.adopted and (name not in FIGURES or FIGURES[name].open)]
        return ON_TRIAL if pending else ADOPTED

    def in_words(self) -> dict[str, str]:
        """Return every value as text, by name (for a journal, or to print)."""
        return {name: in_words(value) for name, value in self.values.items()}

    @property
    def office_name(self) -> str:
        """本社名称."""
        return cast(str, self.values["本社名称"])

    @property
    def year(self) -> int | None:
        """年度, None where the office has not set one."""
        return cast("int | None", self.values["年度"])

    @property
    def ledger_unit(self) -> str:
        """台账单位: a unit id, ``""`` for any unit of a kind that keeps the ledger."""
        return cast(str, self.values["台账单位"])

    @property
    def level_one_from(self) -> int:
        """一级起点 二(三)2."""
        return cast(int, self.values["一级起点"])

    @property
    def level_two_from(self) -> int:
        """二级起点 二(三)2."""
        return cast(int, self.values["二级起点"])

    @property
    def both_high_is_one(self) -> bool:
        """大小危害均高定一级 二(三)2."""
        return cast(bool, self.values["大小危害均高定一级"])

    @property
    def high_harm_is_two(self) -> bool:
        """危害高不低于二级 二(三)2."""
        return cast(bool, self.values["危害高不低于二级"])

    @property
    def recognition_needed(self) -> bool:
        """单位上报须认定 二(五)."""
        return cast(bool, self.values["单位上报须认定"])

    @property
    def step(self) -> Decimal:
        """扣分步长 二(五)."""
        return cast(Decimal, self.values["扣分步长"])

    @property
    def holders_noticed(self) -> bool:
        """一级持有人绿色预警 二(五)."""
        return cast(bool, self.values["一级持有人绿色预警"])

    @property
    def units_send_ledger(self) -> bool:
        """单位报送台账 二(五)."""
        return cast(bool, self.values["单位报送台账"])

    def threshold(self, letter: str) -> Decimal:
        """Return the points from which a fault grade (A, B, C) begins 二(五)."""
        return cast(Decimal, self.values[f"{letter}级起点"])

    def disposal(self, letter: str) -> str:
        """Return the disposal plan (处置预案) of a grade 二(五)."""
        return cast(str, self.values[f"{letter}级处置预案"])

    def days(self, letter: str) -> int:
        """Return the calendar days for rectification of a fault grade (A, B, C) 二(六)."""
        return cast(int, self.values[f"{letter}级整改天数"])

    def deadline(self, table: str) -> MonthDay:
        """Return the month and day by which a table (表种) is due, every year."""
        return cast(MonthDay, self.values[f"{table}截止"])


class Setting(NamedTuple):
    """A row of 参数 as it was read; ``row`` is the sheet's row. ``remark`` (说明) names an item that the office adds."""

    item: str
    value: object
    adopted: date | None
    row: int
    remark: str = ""


class BadSetting(NamedTuple):
    """A row of 参数 that does not hold: reason and cure are Chinese sentences; the default is used in its place."""

    row: int
    item: str
    value: str
    reason: str
    cure: str


@cache
def default_figures() -> Figures:
    """Return the figures of an office that has set none of its own."""
    return resolve(())[0]


def resolve(settings: Sequence[Setting]) -> tuple[Figures, list[BadSetting]]:
    """Return the figures that hold under the office's rows, and the rows that do not hold (in order of their rows).

    An empty value is the default; a row that is missing is the default; a bad value counts as not written.
    """
    rows, bad = _by_name(settings)
    figures = {**FIGURES, **{name: _added(row) for name, row in rows.items() if name not in FIGURES}}
    values: dict[str, Typed] = {name: figure.typed_default for name, figure in figures.items()}
    for name, setting in list(rows.items()):
        try:
            values[name] = _value(figures[name], setting)
        except NotUnderstood as fault:
            bad.append(_bad(figures[name], setting, str(fault)))
            del rows[name]
    bad += _unrelated(values, rows)
    kept = {name: value for name, value in values.items() if name in FIGURES or value is not None}
    adopted = {name: row.adopted for name, row in rows.items() if row.adopted and name in kept}
    return Figures(kept, _catalogue(kept, rows), adopted), sorted(bad)


def _by_name(settings: Sequence[Setting]) -> tuple[dict[str, Setting], list[BadSetting]]:
    """Return the first row of each known setting, and what is wrong with the others."""
    rows: dict[str, Setting] = {}
    bad = []
    for setting in settings:
        name = _name(setting.item)
        if name is None:
            if fold(setting.item) or not is_empty(setting.value):
                bad.append(_unknown(setting))
        elif name in rows:
            bad.append(_twice(setting, rows[name].row))
        else:
            rows[name] = setting
    return rows, bad


def _name(item: str) -> str | None:
    """Return the name that ``item`` means: a figure's, or that of a catalogue item of any code; None where unknown."""
    name = fold(item)
    if name.startswith(ITEM_PREFIX):
        code = name.removeprefix(ITEM_PREFIX).upper()
        return ITEM_PREFIX + code if code else None
    return name if name in FIGURES else None


def _added(setting: Setting) -> Figure:
    code = fold(setting.item).removeprefix(ITEM_PREFIX).upper()
    return item_figure(code, None, "本社假设", setting.remark.strip() or code)


def _value(figure: Figure, setting: Setting) -> Typed:
    if not is_empty(setting.value):
        return figure.read(setting.value)
    if figure.name not in FIGURES:
        raise NotUnderstood("没有填分值")
    return figure.typed_default


# Figures that must fit each other: the names, what must hold between their values, and the sentence for it.
_RELATIONS: tuple[tuple[tuple[str, ...], Callable[..., bool], str], ...] = (
    (
        ("C级起点", "B级起点", "A级起点"),
        lambda c, b, a: 0 < c < b < a <= FULL_POINTS,
        f"三个起点应当是 0<C级<B级<A级≤{FULL_POINTS}",
    ),
    (("二级起点", "一级起点"), lambda two, one: two <= one, "二级起点不应大于一级起点"),
)


def _unrelated(values: dict[str, Typed], rows: dict[str, Setting]) -> list[BadSetting]:
    """Put the default in place of figures that do not fit each other; return the office's rows among them."""
    bad = []
    for names, holds, sentence in _RELATIONS:
        if holds(*(values[name] for name in names)):
            continue
        for name in names:
            values[name] = FIGURES[name].typed_default
            setting = rows.pop(name, None)
            if setting is not None and not is_empty(setting.value):
                bad.append(_bad(FIGURES[name], setting, f"与其他起点不相配:{sentence}"))
    return bad


def _catalogue(values: Mapping[str, Typed], rows: Mapping[str, Setting]) -> dict[str, CatalogueItem]:
    items = {}
    for name, value in values.items():
        if name.startswith(ITEM_PREFIX) and isinstance(value, Decimal):
            code = name.removeprefix(ITEM_PREFIX)
            given = rows[name].remark.strip() if name in rows else ""
            items[code] = CatalogueItem(code, ITEM_NAMES.get(code) or given or code, value)
    return items


def _bad(figure: Figure, setting: Setting, reason: str) -> BadSetting:
    value = "" if is_empty(setting.value) else shown(setting.value)
    default = in_words(figure.typed_default)
    instead = f"现按默认值“{default}”办理" if default else "现按没有填写办理"
    return BadSetting(
        setting.row,
        figure.name,
        value,
        f"参数“{figure.name}”填的是“{value}”,{reason},{instead}",
        f"请填{figure.wanted};留空即用默认值",
    )


def _unknown(setting: Setting) -> BadSetting:
    return BadSetting(
        setting.row,
        setting.item,
        "" if is_empty(setting.value) else shown(setting.value),
        f"没有“{setting.item.strip()}”这个参数项目,本行不起作用",
        f"请核对项目名称,或删去本行;自加的扣分项目写作“{ITEM_PREFIX}”加代码,如 {ITEM_PREFIX}Z01",
    )


def _twice(setting: Setting, first: int) -> BadSetting:
    return BadSetting(
        setting.row,
        setting.item,
        "" if is_empty(setting.value) else shown(setting.value),
        f"参数“{setting.item.strip()}”写了两行,以第 {first} 行为准",
        "请删去多余的一行",
    )
