"""How a sheet is printed, and what shows of it besides its cells."""

from typing import Any

import xlwings as xw

from lzxl.cells import PrintSetup, Sheet, Visibility, column_letters
from lzxl.excel.platform.program import Program, behind, keywords

_A4_SHORT, _A4_LONG = 21000, 29700  # hundredths of a millimetre
_PORTRAIT, _LANDSCAPE, _A4 = 1, 2, 9  # Excel's numbers
_VERY_HIDDEN = 2


def set_print(page: xw.Sheet, setup: PrintSetup) -> None:
    """Set A4, orientation, title rows and the number of pages; header and footer stay as the file has them."""
    program, api = behind(page)
    if program is Program.WINDOWS:
        _print_on_windows(api.PageSetup, setup)
    elif program is Program.MAC:
        _print_on_mac(api.page_setup_object, setup)
    else:
        _print_in_calc(page.book.api, api, setup)


def _titles(setup: PrintSetup) -> str:
    return "${}:${}".format(*setup.title_rows) if setup.title_rows else ""


def _print_on_windows(api: Any, setup: PrintSetup) -> None:
    api.PaperSize = _A4
    api.Orientation = _LANDSCAPE if setup.landscape else _PORTRAIT
    api.PrintTitleRows = _titles(setup)
    api.Zoom = False
    api.FitToPagesWide = 1
    api.FitToPagesTall = setup.fit_height or False
    api.CenterHorizontally = True


def _print_on_mac(api: Any, setup: PrintSetup) -> None:
    k = keywords()
    api.paper_size.set(k.paper_a4)
    api.page_orientation.set(k.landscape if setup.landscape else k.portrait)
    api.print_title_rows.set(_titles(setup))
    api.zoom.set(False)
    api.fit_to_pages_wide.set(1)
    api.fit_to_pages_tall.set(setup.fit_height or False)
    api.center_horizontally.set(True)


def _print_in_calc(document: Any, api: Any, setup: PrintSetup) -> None:
    style = _own_page_style(document, api)
    long, short = (_A4_LONG, _A4_SHORT) if setup.landscape else (_A4_SHORT, _A4_LONG)
    style.IsLandscape = setup.landscape
    style.Width, style.Height = long, short
    style.ScaleToPagesX, style.ScaleToPagesY = 1, setup.fit_height
    style.CenterHorizontally = True
    if setup.title_rows:
        top, bottom = setup.title_rows
        api.setTitleRows(api.getCellRangeByPosition(0, top - 1, 0, bottom - 1).RangeAddress)
    api.setPrintTitleRows(bool(setup.title_rows))


def _own_page_style(document: Any, api: Any) -> Any:
    """Return the page style of one sheet alone: sheets that were added share one."""
    styles = document.StyleFamilies.getByName("PageStyles")
    own = f"lzxl {api.Name}"
    users = [sheet.Name for sheet in document.Sheets if sheet.PageStyle == api.PageStyle]
    if users != [api.Name] or api.PageStyle == "Default":  # which has a header that no sheet of ours has
        if not styles.hasByName(own):
            styles.insertByName(own, document.createInstance("com.sun.star.style.PageStyle"))
            styles.getByName(own).HeaderIsOn = False
        api.PageStyle = own
    return styles.getByName(api.PageStyle)


def set_breaks(page: xw.Sheet, rows: tuple[int, ...]) -> None:
    """Break pages after these rows, and nowhere else by hand."""
    program, api = behind(page)
    if program is Program.WINDOWS:
        api.ResetAllPageBreaks()
        for row in rows:
            api.HPageBreaks.Add(api.Range(f"A{row + 1}"))
    elif program is Program.MAC:
        api.reset_all_page_breaks()
        for row in rows:
            api.make(
                at=api,
                new=keywords().horizontal_page_break,
                with_properties={keywords().location: api.cells[f"A{row + 1}"]},
            )
    else:
        api.removeAllManualPageBreaks()
        for row in rows:
            api.Rows.getByIndex(row).IsStartOfNewPage = True


def show_sheet(page: xw.Sheet, sheet: Sheet) -> None:
    """Set the colour of the tab and whether the sheet is shown; Calc keeps no sheet more hidden than hidden."""
    program, api = behind(page)
    colour = int(sheet.tab_colour, 16) if sheet.tab_colour else None
    if colour is not None:
        _set_tab(program, api, colour)
    if sheet.visibility is Visibility.VERY_HIDDEN and program is not Program.CALC:
        if program is Program.WINDOWS:
            api.Visible = _VERY_HIDDEN
        else:
            api.visible.set(keywords().sheet_very_hidden)
    else:
        page.visible = sheet.visibility is Visibility.VISIBLE


def _set_tab(program: Program, api: Any, colour: int) -> None:
    red, green, blue = colour >> 16, colour >> 8 & 255, colour & 255
    if program is Program.WINDOWS:
        api.Tab.Color = red + (green << 8) + (blue << 16)
    elif program is Program.MAC:
        api.tab.color.set((red, green, blue))
    else:
        api.TabColor = colour


def freeze(page: xw.Sheet, cell: tuple[int, int]) -> None:
    """Freeze the rows above and the columns before ``cell``, in the place of what was frozen."""
    program, _ = behind(page)
    row, column = cell
    if program is Program.CALC:
        page.freeze_panes.freeze_at(_frozen(row, column))
        return
    page.activate()
    window: Any = page.book.app.api
    if program is Program.WINDOWS:
        window = window.ActiveWindow
        window.FreezePanes = False
        window.ScrollRow = window.ScrollColumn = 1
        window.SplitRow, window.SplitColumn = row - 1, column - 1
        window.FreezePanes = True
        return
    window = window.active_window
    window.freeze_panes.set(False)
    window.split_row.set(row - 1)
    window.split_column.set(column - 1)
    window.freeze_panes.set(True)


def _frozen(row: int, column: int) -> str:
    """Return the frozen part as xlwings takes it: whole rows, whole columns, or the corner of both."""
    if column == 1:
        return f"1:{row - 1}"
    if row == 1:
        return f"A:{column_letters(column - 1)}"
    return f"A1:{column_letters(column - 1)}{row - 1}"


def choose(cell: xw.Range) -> None:
    """Choose a cell, its sheet and workbook with it: Excel reads relative references in rules from there, Calc does not."""
    program, _ = behind(cell.sheet)
    if program is Program.WINDOWS:
        cell.sheet.book.app.api.Goto(cell.api)
    elif program is Program.MAC:
        cell.sheet.book.app.api.goto(reference=cell.api)
