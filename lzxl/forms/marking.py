"""Marks on a returned template: coloured cells with cause and cure as notes, and a first sheet that lists and links them."""

from collections.abc import Sequence
from dataclasses import replace

from lzxl.cells import Align, Area, Cell, ColourRule, Link, Out, Place, PrintSetup, Sheet, Style
from lzxl.findings import Finding, Severity, worst
from lzxl.forms import styles
from lzxl.forms.layout import lines_needed

LIST_SHEET = "问题清单"
_WIDTHS = {"级别": 8, "单元格": 10, "问题": 52, "原值": 24, "改法": 52, "条款": 10}
_MIDDLE = (1, 2, 6)  # columns of a word each
_TOP = 4  # the first listed finding
_ORDER = tuple(Severity)

_AFTER = "改好后请重新报送本表。"

Mark = tuple[Cell, Finding]


def marked(sheet: Sheet, marks: Sequence[Mark]) -> Sheet:
    """Return the sheet with the cells of ``marks`` coloured by the gravest finding and explained in a note.

    An empty cell has the colour by a rule as well, ahead of the one that shows what is still to be filled in.
    """
    looks, notes, rules = dict(sheet.styles), dict(sheet.notes), []
    for cell in dict.fromkeys(cell for cell, _ in marks if all(cell)):
        here = [finding for at, finding in marks if at == cell]
        gravest = worst(here) or Severity.NOTE
        look, colour = looks.get(cell) or sheet.column_styles.get(cell[1], Style()), styles.SEVERITY[gravest]
        looks[cell] = replace(look, fill=colour.fill, ink=colour.ink)
        rules.append(ColourRule(Area(*cell, *cell), f'{Place("", "", *cell).address}=""', replace(colour, border=True)))
        notes[cell] = note_text(here)
    return replace(sheet, styles=looks, notes=notes, colours=[*rules, *sheet.colours])


def note_text(findings: Sequence[Finding]) -> str:
    """Return the note of a cell: each finding with its cure."""
    return "\n".join(f"【{f.severity.value}】{f.message}\n改法:{f.cure}" for f in findings)


def listed(target: str, marks: Sequence[Mark], name: str = LIST_SHEET, after: str = _AFTER) -> Sheet:
    """Return the sheet 问题清单: errors first, each linked to its cell on the sheet ``target``, else on its own sheet.

    ``after``: what the reader is asked to do.
    """
    counts = "、".join(f"{s.value} {n} 条" for s in Severity if (n := sum(f.severity is s for _, f in marks)))
    cells: dict[Cell, Out] = {
        (1, 1): "本表存在的问题",
        (2, 1): f"{counts}。点“单元格”一栏跳到该处;{after}",
    }
    looks: dict[Cell, Style] = {(1, 1): styles.TITLE, (2, 1): styles.TEXT}
    heights = {1: 32.0, 2: 22.0, _TOP - 1: 24.0}
    for at, heading in enumerate(_WIDTHS, 1):
        cells[_TOP - 1, at], looks[_TOP - 1, at] = heading, styles.OPTIONAL_HEADING
    ordered = sorted(marks, key=lambda mark: (_ORDER.index(mark[1].severity), mark[0]))
    for row, (cell, finding) in enumerate(ordered, _TOP):
        values = _line(target, cell, finding)
        cells |= {(row, at): value for at, value in enumerate(values, 1)}
        looks |= {(row, at): styles.CELL for at in range(1, len(values) + 1)}
        looks[row, 1] = replace(styles.SEVERITY[finding.severity], border=True)
        looks[row, 2] = replace(styles.LINK, border=True)
        looks |= {(row, at): replace(looks[row, at], align=Align.CENTER) for at in _MIDDLE}
        texts = zip(values, _WIDTHS.values(), strict=True)
        heights[row] = min(400.0, 4 + 16.0 * max(lines_needed(str(v), w) for v, w in texts if isinstance(v, str)))
    return Sheet(
        name,
        cells,
        looks,
        widths=dict(enumerate(_WIDTHS.values(), 1)),
        heights=heights,
        merges=[Area(row, 1, row, len(_WIDTHS)) for row in (1, 2)],
        freeze=(_TOP, 1),
        print_setup=PrintSetup(title_rows=(_TOP - 1, _TOP - 1)),
        tab_colour="C00000",
    )


def _line(target: str, cell: Cell, finding: Finding) -> tuple[Out, ...]:
    """Return one row of the list; the link leads to the new sheet's cell."""
    place = Place("", target or finding.place.sheet, *cell)
    quoted = place.sheet.replace("'", "''")
    link: Out = Link(f"internal:'{quoted}'!{place.corner}", place.address or "整表")
    link = link if place.sheet else "整本"
    return finding.severity.value, link, finding.message, finding.value, finding.cure, finding.clause
