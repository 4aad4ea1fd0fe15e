"""Files: which filter for which ending, passwords, locks, PDF."""

import re
from pathlib import Path
from typing import Any

from lzxl.calc.bridge import properties, struct, typed
from lzxl.calc.errors import NOT_SAVED, CalcRefusedError

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
    ".xls": "MS Excel 97",
    ".csv": "Text - txt - csv (StarCalc)",
}
_CODES = (
    (0x11B, "文件正被别的程序打开,或者打开以后被别的程序改过"),
    (0x507, "磁盘已满"),
)


def save(document: Any, path: Path, password: str | None, copy: bool) -> None:
    """Write a document to a path; unless ``copy``, the document then is that file.

    Raises :class:`CalcRefusedError` with the reason where it could not be written.
    """
    form = _FILTERS.get(path.suffix.lower())
    if form is None:
        raise CalcRefusedError(NOT_SAVED.format(name=path.name, reason=f"不能存成“{path.suffix}”这种文件"), "filter")
    options = properties(FilterName=form, Overwrite=True)
    if password:
        options += (_encryption(password),)
    try:
        (document.storeToURL if copy else document.storeAsURL)(path.as_uri(), options)
    except CalcRefusedError as fault:
        raise CalcRefusedError(NOT_SAVED.format(name=path.name, reason=_reason(str(fault))), fault.name) from fault


def _encryption(password: str) -> Any:
    """Return the option that really encrypts Excel's files (``Password`` alone is ignored for them)."""
    data = (
        struct("beans.NamedValue", Name="CryptoType", Value="Standard"),
        struct("beans.NamedValue", Name="OOXPassword", Value=password),
    )
    return struct("beans.PropertyValue", Name="EncryptionData", Value=typed("[]com.sun.star.beans.NamedValue", data))


def _reason(message: str) -> str:
    code = re.search(r"0x([0-9a-fA-F]+)", message)
    known = dict(_CODES).get(int(code[1], 16)) if code else None
    return known or message


def lock_of(path: Path) -> Path:
    """Return the lock file that LibreOffice lays beside an open file."""
    return path.with_name(f".~lock.{path.name}#")


def lock_holder(lock: Path) -> str | None:
    """Return who holds a lock file, None where there is none."""
    try:
        fields = lock.read_text(encoding="utf-8", errors="replace").split(",")
    except OSError:
        return None
    return " ".join(filter(None, (field.strip() for field in fields[:3]))) or "?"


def export_pdf(document: Any, path: Path, small: bool) -> None:
    """Print all visible sheets into a PDF; ``small``: pictures are reduced."""
    hidden = [sheet for sheet in document.Sheets if not sheet.IsVisible and sheet.getPrintAreas()]
    kept = [sheet.getPrintAreas() for sheet in hidden]
    filters = properties(Quality=60 if small else 90, ReduceImageResolution=small)
    data = typed("[]com.sun.star.beans.PropertyValue", filters)
    options = (
        *properties(FilterName="calc_pdf_Export", Overwrite=True),
        struct("beans.PropertyValue", Name="FilterData", Value=data),
    )
    try:
        for sheet in hidden:  # a print area of a hidden sheet would be printed
            sheet.setPrintAreas(())
        document.storeToURL(path.as_uri(), options)
    except CalcRefusedError as fault:
        raise CalcRefusedError(NOT_SAVED.format(name=path.name, reason=_reason(str(fault))), fault.name) from fault
    finally:
        for sheet, areas in zip(hidden, kept, strict=True):
            sheet.setPrintAreas(areas)
