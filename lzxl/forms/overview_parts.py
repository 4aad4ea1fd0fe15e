"""The parts of 总览: levels, grades, points by month, coverage, key areas, the most frequent findings, contents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil

from lzxl.cells import Align, Area, Link, Style
from lzxl.findings import Severity
from lzxl.forms import overview_page as grid
from lzxl.forms import styles
from lzxl.forms.characters import clip
from lzxl.forms.overview_page import Page
from lzxl.law.level import LEVELS
from lzxl.law.scope import KEY_AREA
from lzxl.law.warning import GRADE, GRADES
from lzxl.traits import Chart, ColourScale, Series

Counts = Mapping[str, Mapping[str, int]]
CoverageRows = Sequence[tuple[str, str, int, int]]

TOTAL = "合计"
_ROW, _TALL, _UPPER, _LOWER = 24.0, 27.0, 21.0, 15.0
_LONGEST = 38  # characters of a finding
_HEAT = ("FFFFFF", "F4A460")
_MONTH = "2F5597"
_LEGIBLE = 0.12  # of the highest column: what a label is high


def total(counts: Counts) -> int:
    """Return the sum of all counts."""
    return sum(sum(row.values()) for row in counts.values())


def levels(page: Page, counts: Counts) -> None:
    """Add counts by unit kind and level 二(三)2, the chart of them beside."""
    top = page.row
    page.heading(("单位类别", *LEVELS, TOTAL, "一级占比"), styles.LEVEL)
    looks = [grid.COUNT] * (len(LEVELS) + 1) + [grid.SHARE]
    first, *_ = LEVELS
    sums = {level: sum(row.get(level, 0) for row in counts.values()) for level in LEVELS}
    for kind, row in {**counts, TOTAL: sums}.items():
        found = [row.get(level, 0) for level in LEVELS]
        share = row.get(first, 0) / sum(found) if sum(found) else None
        page.counts(kind, (*found, sum(found), share), looks, bold=kind == TOTAL)
        page.down(_ROW)
    bottom = page.row - 2
    names = Area(top + 1, 1, bottom, 1)
    series = tuple(
        Series(level, names, Area(top + 1, at, bottom, at), (styles.LEVEL_CHART[level],))
        for at, level in enumerate(LEVELS, 2)
    )
    area = Area(top, page.right, page.row - 1, page.last)
    least = max(1, ceil(_LEGIBLE * max((sum(row.values()) for row in counts.values()), default=0)))
    labels = f'[<{least}]"";0'  # in a lower part of a column its number would lie over the next; it stands in the table
    page.charts.append(Chart(area, "各类单位的风险点(个)", series, stacked=True, number_format=labels))


def grades(page: Page, counts: Counts, points: Mapping[str, Decimal]) -> Area:
    """Add accounts by unit kind and grade and the points that count 二(五), the chart of grades beside.

    Return where there is room for another chart.
    """
    top = page.row
    words = {letter: f"{letter}级\n{GRADES[letter].colour}色" for letter in GRADE.items}
    page.heading(
        ("单位类别", *words.values(), TOTAL, "扣分"), {words[letter]: styles.GRADE[letter] for letter in words}
    )
    page.heights[top] = 30
    looks = [grid.COUNT] * (len(words) + 1) + [grid.POINTS]
    sums = {letter: sum(row.get(letter, 0) for row in counts.values()) for letter in words}
    taken = {**points, TOTAL: sum(points.values(), Decimal(0))}
    for kind, row in {**counts, TOTAL: sums}.items():
        found = [row.get(letter, 0) for letter in words]
        page.counts(kind, (*found, sum(found), taken.get(kind, 0)), looks, bold=kind == TOTAL)
        page.down(_ROW)
    bottom, last = page.row - 1, 1 + len(words)
    fills = tuple(GRADES[letter].fill for letter in words)
    series = Series("预警对象", Area(top, 2, top, last), Area(bottom, 2, bottom, last), fills)
    page.charts.append(Chart(Area(top, page.right, bottom, page.right + 2), "预警对象(个)", (series,)))
    return Area(top, page.right + 3, bottom, page.last)


def months(page: Page, row: int, points: Sequence[Decimal], area: Area) -> None:
    """Add the chart of points by month over ``area``; its numbers stand from ``row`` on, below the printed page."""
    page.put(row, 1, "各月扣分(图表所用,不打印)", styles.QUIET)
    page.put(row + 1, 1, "月份", grid.SMALL)
    page.put(row + 2, 1, "扣分", grid.SMALL)
    for month, value in enumerate(points, 1):
        page.put(row + 1, month + 1, str(month), grid.SMALL)
        page.put(row + 2, month + 1, value, replace(grid.POINTS, size=8))
    last = 1 + len(points)
    series = Series("扣分", Area(row + 1, 2, row + 1, last), Area(row + 2, 2, row + 2, last), (_MONTH,))
    page.charts.append(Chart(area, "各月扣分(分)", (series,), number_format="0.#;-0.#;;"))


def coverage(page: Page, rows: CoverageRows, kinds: Sequence[str]) -> None:
    """Add for each table and unit kind the share that has come 一(二), with 已填/应填 below it, and the chart beside."""
    top, counts = page.row, {(table, kind): (due, filled) for kind, table, due, filled in rows}
    tables = list(dict.fromkeys(table for _, table, _, _ in rows))
    page.heading(("表种", *kinds, TOTAL))
    width, series = len(kinds) + 1, []
    names = Area(top, 2, top, 1 + len(kinds))
    for table, shade in zip(tables, styles.shades(len(tables)), strict=True):
        found = [counts.get((table, kind), (0, 0)) for kind in kinds]
        found.append((sum(due for due, _ in found), sum(filled for _, filled in found)))
        shares = [filled / due if due else None for due, filled in found]
        looks = [_share_look(share) for share in shares]
        series.append(Series(table, names, Area(page.row, 2, page.row, 1 + len(kinds)), (shade,)))
        page.counts(table, shares, looks)
        page.down(_UPPER)
        page.counts("已填/应填", [f"{filled}/{due}" if due else "—" for due, filled in found], [grid.SMALL] * width)
        page.styles[page.row, 1] = replace(grid.SMALL, align=Align.RIGHT)
        page.down(_LOWER)
    if series:
        area = Area(top, page.right, page.row - 1, page.last)
        chart = Chart(area, "各类单位的报送覆盖率", tuple(series), number_format="0%", labels=False, top=1)
        page.charts.append(chart)


def _share_look(share: float | None) -> Style:
    missing = share is not None and share < 1
    return replace(grid.SHARE, fill=styles.AMBER.fill, ink=styles.AMBER.ink, bold=True) if missing else grid.SHARE


def areas(page: Page, counts: Counts, kinds: Sequence[str]) -> None:
    """Add the heat map of the twelve key areas by unit kind 二(二); 其他 stands below, outside the colours."""
    page.heading(("重点环节", *kinds, TOTAL))
    page.heights[page.row - 1] = _TALL
    top = page.row
    looks = [grid.COUNT] * (len(kinds) + 1)
    *twelve, other = KEY_AREA.items
    for area in (*twelve, other):
        found = [counts.get(area, {}).get(kind, 0) for kind in kinds]
        page.counts(area, (*found, sum(found)), looks)
        page.down(_TALL)
    sums = [sum(row.get(kind, 0) for row in counts.values()) for kind in kinds]
    page.counts(TOTAL, (*sums, sum(sums)), looks, bold=True)
    page.down(_TALL)
    page.scales.append(ColourScale(Area(top, 2, top + len(twelve) - 1, 1 + len(kinds)), *_HEAT))


def frequent(page: Page, row: int, found: Sequence[tuple[str, str, int]]) -> int:
    """Write the most frequent findings on the right from ``row`` on; return the row after them.

    Each is one line, made smaller where it is long, and cut where it would be too small to read: 问题清单 has it in full.
    """
    level, words, number = (page.right, page.right), (page.right + 1, page.last - 1), (page.last, page.last)
    for span, heading in ((level, "级别"), (words, "问题"), (number, "条")):
        page.span(row, span, heading, grid.HEADING)
    looks = {severity.value: style for severity, style in styles.SEVERITY.items()}
    for at, (severity, message, count) in enumerate(found, row + 1):
        page.span(at, level, severity, replace(looks[severity], border=True, align=Align.CENTER, size=9))
        page.span(at, words, clip(message, _LONGEST), grid.LINE)
        page.span(at, number, count, grid.COUNT)
    if not found:
        nothing = f"没有{'、'.join(severity.value for severity in Severity)}。"
        page.span(row + 1, (page.right, page.last), nothing, grid.TEXT)
    return row + 1 + max(len(found), 1)


def contents(page: Page, sheets: Mapping[str, int]) -> None:
    """Add links to the other sheets, eight in a row, with their numbers of rows."""
    names = list(sheets)
    for start in range(0, len(names), len(page.tiles)):
        for name, columns in zip(names[start:], page.tiles, strict=False):
            link = Link(f"internal:'{name}'!A1", name)
            page.span(
                page.row, columns, link, Style(ink="0563C1", underline=True, size=9, align=Align.CENTER, shrink=True)
            )
            page.span(
                page.row + 1,
                columns,
                sheets[name],
                Style(size=8, ink="595959", align=Align.CENTER, number_format='0" 行"'),
            )
        page.down(16.5)
        page.down(13.5)
