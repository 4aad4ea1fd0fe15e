"""The VBA project (vbaProject.bin) from module texts, by pyOpenVBA: only building the add-in needs it."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lzxl.office.errors import OfficeError
from lzxl.ribbon.package import packed
from lzxl.ribbon.sources import Kind, Module

# What a writer shall leave there ([MS-OVBA] 2.3.4.1): no compiled code, so that every Excel compiles the sources itself.
NOTHING_COMPILED = bytes.fromhex("cc61ffff000100")


def project(modules: Sequence[Module], parts: Mapping[str, bytes]) -> bytes:
    """Return the VBA project of a workbook made of ``parts``, whose code names its document modules have.

    It refers to no library beyond VBA and Excel: one that is missing on a computer would stop every module.
    """
    try:
        from pyopenvba import ExcelFile  # type: ignore[import-untyped]
        from pyopenvba.cfb import CFB  # type: ignore[import-untyped]
    except ImportError:
        raise OfficeError("做加载项要用 pyOpenVBA。请运行 pip install pyOpenVBA 后再试。") from None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lzxl.xlsm"
        path.write_bytes(packed(parts))
        with ExcelFile(path) as book:
            book.add_vba_project()
            _fill(book, modules)
            book.save()
        with ExcelFile(path) as book:
            whole = CFB.from_bytes(book.vba_project_bytes())
    whole.write_stream_in_storage("VBA", "_VBA_PROJECT", NOTHING_COMPILED)
    return bytes(whole.to_bytes())


def _fill(book: Any, modules: Sequence[Module]) -> None:
    from pyopenvba.vba import VBAModuleKind  # type: ignore[import-untyped]

    for reference in list(book.references()):
        book.remove_reference(reference.guid)
    for module in modules:
        if module.kind is Kind.DOCUMENT:
            book.set_module(module.name, module.text)
        else:
            kind = VBAModuleKind.standard if module.kind is Kind.STANDARD else VBAModuleKind.other
            book.vba_project().add_module(module.name, module.text, kind=kind)
