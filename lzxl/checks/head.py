"""The head of a received table: whose it is, for which year, filled in when; head and hidden identity repair each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from lzxl.cells import Place
from lzxl.checks.units import FAULTY_ROW, FILLED_IN, Directory, UnitCells, resolve_unit
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.cell_rules import EMPTY
from lzxl.forms.characters import name_of
from lzxl.forms.parse import Table
from lzxl.forms.readers import of_column
from lzxl.forms.values import is_blank
from lzxl.law.vocabulary import fold
from lzxl.model import Unit

REPAIRED_UNIT = rule(
    "X107",
    Severity.NOTE,
    "二(二)",
    "表头没有填单位,按模板标识补为“{after}”",
    "请在表头填写单位和单位编号。",
)
OTHER_UNIT = rule(
    "X108",
    Severity.WARNING,
    "二(二)",
    "模板是下发给“{value}”的,表头填的却是“{name}”,按表头处理",
    "请核对是否拿错了别的单位的模板。",
)
FILE_UNIT = rule(
    "X109",
    Severity.WARNING,
    "二(二)",
    "文件名或文件夹写的是“{value}”,表头填的却是“{name}”,按表头处理",
    "请核对文件是否放错、表头是否填错。",
)
REPAIRED_YEAR = rule("X130", Severity.NOTE, "二(五)", "表头没有填年度,按模板标识补为 {after}", "请在表头填写年度。")
OTHER_YEAR = rule(
    "X131",
    Severity.WARNING,
    "二(五)",
    "模板是 {value} 年度的,表头填的却是 {year} 年度,按表头处理",
    "请核对是否用了往年的模板。",
)
WRONG_YEAR = rule(
    "X132",
    Severity.ERROR,
    "二(五)",
    "表头年度是 {value},本社正在办理的是 {year} 年度",
    "请改用 {year} 年度的表,或更正表头的年度。",
)
ODD_DATE = rule(
    "X133",
    Severity.WARNING,
    "二(二)",
    "“{heading}”{value} 与表头年度 {year} 相差较远",
    "请核对“{heading}”的年份。",
)
NOT_DATED = rule("X134", Severity.WARNING, "二(五)", "没有填“填表日期”", "请填写填表日期,重报时以后填的为准。")


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """What the head says for certain: ``unit`` of the roster (None: unknown), its id as far as known, year, date.

    ``wrong_year``: the year is not the office's; then no entry is measured by it. ``set_aside``: the unit's row of the
    roster has errors; then nothing is counted.
    """

    unit: Unit | None
    unit_id: str
    year: int | None
    filled: date | None
    wrong_year: bool = False
    set_aside: bool = False


def check_head(
    table: Table, claims: Mapping[str, str], directory: Directory | None, year: int | None
) -> tuple[HeadFacts, list[Finding]]:
    """Return what the head says and what is wrong with it; ``year`` is the office's, None where there is no office."""
    unit, unit_id, findings = _unit(table, claims, directory)
    stated, more = _year(table, claims, year)
    filled = cast("date | None", table.head.get("filled"))
    findings += [*more, *_dates(table, stated)]
    if directory and unit:
        findings += _file_name(table, directory, unit)
    wrong = year is not None and stated is not None and stated != year
    aside = unit is None and any(finding.code == FAULTY_ROW.code for finding in findings)
    return HeadFacts(unit, unit_id, stated, filled, wrong, aside), findings


def head_place(table: Table, field: str) -> Place:
    """Return where a value of the head stands, the sheet where it has no place."""
    return table.head_places.get(field, table.place)


def _text(table: Table, field: str) -> str:
    return cast("str | None", table.head.get(field)) or ""


def _missing(table: Table, field: str) -> bool:
    """Return whether the head has nothing in a field (something unreadable is not nothing)."""
    return is_blank(table.head_raw.get(field))


def _empty(table: Table, field: str) -> Finding:
    return of_column(EMPTY, table.form.by_field[field], head_place(table, field))


# ---------------------------------------------------------------- unit


def _unit(
    table: Table, claims: Mapping[str, str], directory: Directory | None
) -> tuple[Unit | None, str, list[Finding]]:
    cells = UnitCells(
        _text(table, "unit_id"),
        _text(table, "unit_name"),
        table.head_raw.get("unit_name"),
        head_place(table, "unit_id"),
        head_place(table, "unit_name"),
    )
    if not cells.id and not cells.name:
        return _repaired(table, claims, directory)
    if directory is None:
        return None, cells.id or cells.name, _half(table, cells.name, cells.id)
    unit, findings = resolve_unit(directory, cells)
    if unit is None:
        return None, "", findings
    claimed = directory.roster.units.get(claims.get("unit", ""))
    if claimed and claimed.id != unit.id:
        findings.append(OTHER_UNIT.at(cells.name_place, claimed.name, name=unit.name))
    return unit, unit.id, [*findings, *_half(table, unit.name, unit.id)]


def _half(table: Table, name: str, number: str) -> list[Finding]:
    """Return a note for the one of number and name that is missing, where the other tells."""
    known = {"unit_name": name, "unit_id": number}
    return [
        FILLED_IN.at(head_place(table, field), "(空白)", heading=table.form.by_field[field].heading, after=after)
        for field, after in known.items()
        if after and _missing(table, field)
    ]


def _repaired(
    table: Table, claims: Mapping[str, str], directory: Directory | None
) -> tuple[Unit | None, str, list[Finding]]:
    """Return the unit of the hidden identity where the head names none; an unreadable head is not repaired."""
    claimed = claims.get("unit", "")
    unit = directory.roster.units.get(claimed) if directory else None
    blank = _missing(table, "unit_id") and _missing(table, "unit_name")
    if blank and directory and not unit and claimed and fold(claimed) in directory.roster.faulty:
        return None, "", [FAULTY_ROW.at(head_place(table, "unit_name"), claimed)]
    if blank and claimed and (unit or directory is None):
        after = unit.name if unit else claimed
        return unit, claimed, [REPAIRED_UNIT.at(head_place(table, "unit_name"), "(空白)", after=after)]
    return None, "", [_empty(table, field) for field in ("unit_name", "unit_id") if blank]


def _file_name(table: Table, directory: Directory, unit: Unit) -> list[Finding]:
    """Return a warning where the path names another unit of the roster by its full name and not this one."""
    path = fold(table.place.file)
    found = (units for word, units in directory.units_by_name.items() if len(word) > 2 and word in path)
    named = [other for units in found for other in units if fold(other.name) in path]
    longest = max(named, key=lambda other: len(other.name), default=None)
    if longest is None or unit in named or any(fold(word) in path for word in (unit.short_name, *unit.aliases) if word):
        return []
    return [FILE_UNIT.at(head_place(table, "unit_name"), longest.name, name=unit.name)]


# ---------------------------------------------------------------- year and dates


def _year(table: Table, claims: Mapping[str, str], year: int | None) -> tuple[int | None, list[Finding]]:
    stated = cast("int | None", table.head.get("year"))
    place = head_place(table, "year")
    claim = claims.get("year", "")
    claimed = int(claim) if claim.isdecimal() else None
    findings = []
    if stated is None and _missing(table, "year"):
        if claimed is None:
            return None, [_empty(table, "year")]
        stated = claimed
        findings.append(REPAIRED_YEAR.at(place, "(空白)", after=claimed))
    if stated is None:
        return None, []  # unreadable, and said so
    if claimed is not None and claimed != stated:
        findings.append(OTHER_YEAR.at(place, claimed, year=stated))
    if year is not None and stated != year:
        findings.append(WRONG_YEAR.at(place, stated, year=year))
    return stated, findings


def _dates(table: Table, year: int | None) -> list[Finding]:
    """Return what is wrong with the other cells of the head: required and empty, or dated far from the year."""
    findings = []
    for column in table.form.head:
        if column.field in ("unit_name", "unit_id", "year"):
            continue
        value = table.head.get(column.field)
        if column.required and _missing(table, column.field):
            findings.append(_empty(table, column.field))
        elif column.field == "filled" and _missing(table, column.field):
            findings.append(NOT_DATED.at(head_place(table, column.field)))
        elif isinstance(value, date) and year is not None and abs(value.year - year) > 1:
            shown = name_of(table.head_raw[column.field])
            findings.append(ODD_DATE.at(head_place(table, column.field), shown, heading=column.heading, year=year))
    return findings
