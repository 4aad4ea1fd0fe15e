"""Every sheet rendered both ways, into a file and on the screen: all that both must do is the same in the saved workbook."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from lzxl.cells import Sheet, WorkbookOut
from lzxl.excel import live, live_rules
from lzxl.excel.live_session import Screen
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms.booking import booking_form
from lzxl.forms.plain_list import plain_list
from lzxl.forms.template import blank_templates
from lzxl.office.paths import Office
from lzxl.sample import TODAY
from lzxl.traits import RENDERED, By
from lzxl.workflow.consolidate import settle
from lzxl.workflow.master import lay_out
from lzxl.workflow.print_forms import _books, _choose
from lzxl.workflow.print_warning import warning_books

pytestmark = pytest.mark.office


def traits_of(page: Worksheet, sheet: Sheet) -> dict[str, Any]:
    """Return all traits of a saved sheet that both renderers must set, by what they are called in RENDERED."""
    cells = [cell for row in page.iter_rows() for cell in row]
    declared = [page.cell(*cell) for cell in {*sheet.cells, *sheet.styles}]
    return {
        "Sheet.cells": {cell.coordinate: cell.value for cell in cells if cell.value is not None},
        "Sheet.styles": {cell.coordinate: look_of(cell) for cell in declared},
        "Sheet.column_styles": {
            at: look_of(one)
            for one in page.column_dimensions.values()
            for at in range(one.min, one.max + 1)
            if at in sheet.column_styles
        },
        "Sheet.merges": {str(area) for area in page.merged_cells.ranges},
        "Sheet.colours": sorted(colours_of(page), key=repr),
        "Sheet.drop_downs, Sheet.limits": dict(input_of(page)),
        "Sheet.notes": {cell.coordinate: cell.comment.text for cell in cells if cell.comment},
        "Sheet.freeze": (pane.xSplit, pane.ySplit) if (pane := page.sheet_view.pane) else None,
        "Sheet.table": dict(page.tables.items()),
        "Sheet.filter": page.auto_filter.ref,
        "Sheet.protection": page.protection.sheet,
        "Sheet.visibility": page.sheet_state,
        "Sheet.hidden_columns": {letters for letters, one in page.column_dimensions.items() if one.hidden},
        "Sheet.levels": {
            letters: one.outlineLevel for letters, one in page.column_dimensions.items() if one.outlineLevel
        },
        "PrintSetup": (
            page.page_setup.orientation,
            page.page_setup.paperSize,
            page.page_setup.fitToHeight,
            page.print_title_rows,
            page.print_area,
            [one.id for one in page.row_breaks.brk],
        ),
        "links": {
            cell.coordinate: (cell.hyperlink.location, cell.hyperlink.target) for cell in cells if cell.hyperlink
        },
    }


def look_of(cell: Cell | ColumnDimension) -> tuple[Any, ...]:
    """Return how a cell or a column looks."""
    font, fill, align, border = cell.font, cell.fill, cell.alignment, cell.border
    sides = tuple(
        (side.style, side.color.rgb if side.color else None)
        for side in (border.left, border.right, border.top, border.bottom)
    )
    return (
        (font.sz, bool(font.b), bool(font.i), font.u, font.color.rgb if font.color else None),
        fill.fgColor.rgb if fill.fill_type else None,
        (align.horizontal, align.vertical, bool(align.wrap_text), round(align.indent or 0)),
        sides,
        "General"
        if isinstance(getattr(cell, "value", None), str) and cell.number_format == "@"
        else cell.number_format,  # Calc's own choice
        cell.protection.locked,
    )


def fonts_of(page: Worksheet) -> dict[str, str]:
    """Return the font of each cell with something in it; Calc itself does not keep those of Chinese text from a file."""
    return {cell.coordinate: cell.font.name for row in page.iter_rows() for cell in row if cell.value is not None}


def colours_of(page: Worksheet) -> Iterator[tuple[Any, ...]]:
    """Yield the conditional formats from the first to the last."""
    for of in page.conditional_formatting:
        for place, rule in enumerate(sorted(of.rules, key=lambda one: one.priority)):
            if rule.type in VISUAL:
                continue
            font = rule.dxf.font
            yield (
                str(of.sqref),
                place,  # among the rules of the same cells
                tuple(rule.formula),
                rule.dxf.fill.bgColor.rgb if rule.dxf.fill else None,
                font.color.rgb if font and font.color and font.color.rgb != BLACK else None,
                bool(font and font.b),
                rule.dxf.border.top.style if rule.dxf.border and rule.dxf.border.top else None,
            )


BLACK = "FF000000"
VISUAL = ("colorScale", "iconSet")  # Calc has no interface to set them


def input_of(page: Worksheet) -> Iterator[tuple[str, Any]]:
    """Yield the rules of input by area; a rule that takes anything only prompts."""
    for rule in page.data_validations.dataValidation:
        prompt = (rule.promptTitle, rule.prompt) if rule.prompt else None
        if rule.type is None:
            if prompt:
                yield str(rule.sqref), prompt
            continue
        told = (rule.errorStyle, rule.errorTitle, rule.error) if rule.showErrorMessage else None
        bounds = rule.type == "list" or (rule.operator, bound(rule.formula1), bound(rule.formula2))
        yield str(rule.sqref), (rule.type, rule.type == "list" and rule.formula1, bounds, prompt, told)


def bound(text: str | None) -> float:
    """Return a bound as a number: a file has the serial of a date, xlwings writes DATE(…)."""
    found = re.fullmatch(r"DATE\((\d+),(\d+),(\d+)\)", text or "0")
    return float((date(*map(int, found.groups())) - date(1899, 12, 30)).days) if found else float(text or 0)


def file_way(screen: Screen, workbook: WorkbookOut, target: Path) -> Mapping[str, Worksheet]:
    """Return what Calc makes of the file as it is written."""
    source = target.with_suffix(".made.xlsx")
    source.write_bytes(render(workbook))
    book = screen.app.books.open(source)
    book.save(target)
    book.close()
    return sheets_of(target)


def screen_way(screen: Screen, workbook: WorkbookOut, target: Path) -> Mapping[str, Worksheet]:
    """Return what the screen's renderer makes of empty sheets."""
    source = target.with_suffix(".made.xlsx")
    empty = [Sheet(sheet.name, {}) for sheet in workbook.sheets]
    source.write_bytes(render(WorkbookOut(empty, workbook.lists)))
    book = screen.app.books.open(source)
    for sheet in workbook.sheets:
        live.render_on(book.sheets[sheet.name], sheet, workbook)
    book.save(target)
    book.close()
    return sheets_of(target)


def widths_of(page: Worksheet, sheet: Sheet) -> dict[int, float]:
    """Return the widths of columns against that of the first (Calc's unit depends on the font of the document)."""
    wide = {at: one.width for one in page.column_dimensions.values() for at in range(one.min, one.max + 1)}
    usual = page.sheet_format.defaultColWidth or 8.43
    first = wide.get(min(sheet.widths), usual) if sheet.widths else 1.0
    return {at: round(wide.get(at, usual) / first, 1) for at in sheet.widths if at not in sheet.hidden_columns}


def sheets_of(path: Path) -> Mapping[str, Worksheet]:
    book = load_workbook(BytesIO(path.read_bytes()))
    return {page.title: page for page in book.worksheets}


@pytest.fixture(scope="session")
def workbooks(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, WorkbookOut]:
    """Every kind of workbook that we write, of papers the first sheets: they are all alike."""
    root = tmp_path_factory.mktemp("both") / "本社"
    shutil.copytree(made, root)
    with Reader() as reader:
        outcome = settle(Office(root), reader, year=None, today=TODAY)
    form = booking_form(outcome.desk.roster, outcome.desk.figures, TODAY, str(root))
    papers = {name: first(book) for name, book in _books(outcome, _choose((), outcome))}
    warnings = {
        name: first(book) for one in (False, True) for name, book in warning_books(outcome, by_unit=one).items()
    }
    rules = plain_list("依据", "依据", "一行", {"条款": 10, "规则": 40}, [("二(五)", "12 分")])
    return {
        **blank_templates(),
        "汇总册": lay_out(outcome),
        **papers,
        **warnings,
        "登记扣分": WorkbookOut([form, rules]),
    }


def first(book: WorkbookOut) -> WorkbookOut:
    return replace(book, sheets=book.sheets[:2])


NAMES = (
    *blank_templates(),
    "汇总册",
    "岗位承诺表",
    "单位承诺表",
    "廉政风险登记册",
    "廉政风险登记册(公示版)",
    "预警表",
    "预警表(分单位)",
    "登记扣分",
)


@pytest.mark.parametrize("name", NAMES)
def test_both_renderers_agree(name: str, workbooks: Mapping[str, WorkbookOut], screen: Screen, tmp_path: Path) -> None:
    workbook = workbooks[name]
    by_file = file_way(screen, workbook, tmp_path / "file.xlsx")
    on_screen = screen_way(screen, workbook, tmp_path / "screen.xlsx")
    for sheet in workbook.sheets:
        one, other = by_file[sheet.name], on_screen[sheet.name]
        expected, found = traits_of(one, sheet), traits_of(other, sheet)
        for trait in expected:
            assert found[trait] == expected[trait], f"{sheet.name}: {trait}"
        assert widths_of(other, sheet) == pytest.approx(widths_of(one, sheet), abs=0.15)
        heights = {row: round(other.row_dimensions[row].height) for row in sheet.heights}
        assert heights == pytest.approx({row: round(height) for row, height in sheet.heights.items()}, abs=1)


def test_colours_put_on_one_by_one_as_in_excel_are_the_same(
    workbooks: Mapping[str, WorkbookOut], screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = workbooks["廉政风险预警扣分台账.xlsx"]
    at_once = screen_way(screen, workbook, tmp_path / "at once.xlsx")
    monkeypatch.setattr(live_rules, "add_at_once", lambda *_: False)
    one_by_one = screen_way(screen, workbook, tmp_path / "one by one.xlsx")
    for sheet in workbook.sheets:
        pages = one_by_one[sheet.name], at_once[sheet.name]
        colours, expected = (sorted(colours_of(page), key=repr) for page in pages)
        assert colours == expected
    assert any(sheet.colours for sheet in workbook.sheets)


def test_fonts_of_the_screen_are_those_that_are_declared(
    workbooks: Mapping[str, WorkbookOut], screen: Screen, tmp_path: Path
) -> None:
    workbook = workbooks["登记扣分"]
    declared = load_workbook(BytesIO(render(workbook)))
    on_screen = screen_way(screen, workbook, tmp_path / "screen.xlsx")
    for sheet in workbook.sheets:
        assert fonts_of(on_screen[sheet.name]) == fonts_of(declared[sheet.name])


def test_what_the_file_alone_can_do_is_not_tried_on_the_screen() -> None:
    alone = {trait for trait, by in RENDERED.items() if by is By.FILE}
    assert alone == {
        "Sheet.charts",
        "Sheet.fixed_heights",
        "Style.shrink",
        "ColourRule.stop",
        "PrintSetup.header",
        "PrintSetup.footer",
        "PrintSetup.black_and_white",
        "PrintSetup.first_page",
    }
