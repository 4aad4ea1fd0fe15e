"""What belongs to a workbook as a whole: its custom document properties, its links, whether it may be saved."""

import xlwings as xw

from lzxl.excel.platform.program import Program, program_of


def custom_properties(book: xw.Book) -> dict[str, str]:
    """Return the custom document properties (Excel on macOS shows none)."""
    program, api = program_of(book.app), book.api
    if program is Program.WINDOWS:
        return {str(one.Name): str(one.Value) for one in api.CustomDocumentProperties}
    if program is Program.MAC:
        return {}
    found = api.DocumentProperties.UserDefinedProperties
    return {one.Name: str(one.Value) for one in found.getPropertyValues()}


def set_custom_properties(book: xw.Book, properties: dict[str, str]) -> None:
    """Set custom document properties (on macOS they cannot be set: the hidden sheet of a template has the same)."""
    program, api = program_of(book.app), book.api
    if program is Program.WINDOWS:
        known = {str(one.Name) for one in api.CustomDocumentProperties}
        for name, text in properties.items():
            if name in known:
                api.CustomDocumentProperties(name).Value = text
            else:
                api.CustomDocumentProperties.Add(Name=name, LinkToContent=False, Type=4, Value=text)
    elif program is Program.CALC:
        found = api.DocumentProperties.UserDefinedProperties
        known = {one.Name for one in found.getPropertyValues()}
        for name, text in properties.items():
            if name in known:
                found.setPropertyValue(name, text)
            else:
                found.addProperty(name, 0, text)


def is_read_only(book: xw.Book) -> bool:
    """Return whether the program has the workbook open for reading only."""
    program, api = program_of(book.app), book.api
    if program is Program.WINDOWS:
        return bool(api.ReadOnly)
    if program is Program.MAC:
        return bool(api.read_only.get())
    return bool(api.isReadonly())


def is_changed(book: xw.Book) -> bool:
    """Return whether the workbook has changes that are not saved."""
    program, api = program_of(book.app), book.api
    if program is Program.WINDOWS:
        return not api.Saved
    if program is Program.MAC:
        return not api.saved.get()
    return bool(api.isModified())


def is_structure_protected(book: xw.Book) -> bool:
    """Return whether no sheets may be added to the workbook."""
    program, api = program_of(book.app), book.api
    if program is Program.WINDOWS:
        return bool(api.ProtectStructure)
    if program is Program.MAC:
        return bool(api.protect_structure.get())
    return bool(api.isProtected())


def remove_links(area: xw.Range) -> None:
    """Take the links off an area, texts and looks stay; in Calc a link is part of the text and goes when that is written."""
    program, api = program_of(area.sheet.book.app), area.api
    if program is Program.WINDOWS:
        api.ClearHyperlinks()
    elif program is Program.MAC:
        for link in api.hyperlinks.get():
            link.delete()
