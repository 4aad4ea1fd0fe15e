"""The setting of 参数 that names a unit of the roster: 台账单位 二(五)."""

from collections.abc import Sequence
from dataclasses import replace

from lzxl.cells import Place
from lzxl.checks.units import directory_of, near
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.roster import SETTINGS
from lzxl.law.figures import Figures, Setting
from lzxl.law.vocabulary import fold
from lzxl.model import Roster

_NAME = "台账单位"
_VALUE_COLUMN = [column.field for column in SETTINGS.columns].index("value") + 1  # as our own 名册 has it

NO_UNIT = rule(
    "R120",
    Severity.ERROR,
    "二(五)",
    "参数“台账单位”填的“{value}”不是名册里的单位,现按没有填写办理",
    "请填单位编号{near};留空即由各机关科室登记。",
)
BY_NAME = rule(
    "R121", Severity.NOTE, "二(五)", "参数“台账单位”填的“{value}”按单位编号“{after}”读取", "请填单位编号“{after}”。"
)


def ledger_unit_fault(
    figures: Figures, roster: Roster, settings: Sequence[Setting], file: str = "名册.xlsx"
) -> tuple[Figures, list[Finding]]:
    """Return the figures with 台账单位 as a unit id of the roster, or empty where it names no unit for certain.

    A unit whose own row of the roster has errors stays named: nobody else keeps the ledger in its place.
    """
    word = fold(figures.ledger_unit)
    if not word or not roster.units or word in roster.units or word in roster.faulty:
        return figures, []
    row = next((setting.row for setting in settings if fold(setting.item) == _NAME), 0)
    place = Place(file, SETTINGS.sheet, row, _VALUE_COLUMN)
    named = directory_of(roster).units_by_name.get(word, ())
    if len(named) == 1:
        return _with(figures, named[0].id), [BY_NAME.at(place, figures.ledger_unit, after=named[0].id)]
    known = [word for unit in roster.units.values() for word in (unit.id, unit.name, unit.short_name)]
    return _with(figures, ""), [NO_UNIT.at(place, figures.ledger_unit, near=near(figures.ledger_unit, known))]


def _with(figures: Figures, unit: str) -> Figures:
    return replace(figures, values={**figures.values, _NAME: unit})
