"""Workbooks to print, each with its PDF, written so that both always belong together."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from lzxl.office.atomic import ensure_writable, write_whole
from lzxl.office.errors import OfficeError
from lzxl.paper.pdf import to_pdf

PRINTED = "打印"  # the folder for paper
MakePdf: TypeAlias = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]  # of workbooks by name; raises OfficeError


def paper_files(books: Iterable[str], *, with_pdf: bool) -> list[str]:
    """Return the file names of workbooks by their names, each with its PDF where there is one."""
    return [f"{name}.{kind}" for name in books for kind in (("xlsx", "pdf") if with_pdf else ("xlsx",))]


def on_paper(folder: Path, books: Mapping[str, bytes], pdf: MakePdf = to_pdf) -> str:
    """Write workbooks and PDFs; return why there are no PDFs, ``""`` where there are.

    A PDF is made anew only where its workbook has changed. The workbook is written last, so that after a run cut short
    it is still the old one and the next run makes both again; a PDF that no longer fits is taken away.
    """
    stale = {name: data for name, data in books.items() if not _printed(folder, name, data)}
    for name in paper_files(stale, with_pdf=True):
        ensure_writable(folder / name)
    try:
        made, told = pdf(stale), ""
    except OfficeError as refusal:
        made, told = {}, str(refusal)
    for name, data in books.items():
        path = folder / f"{name}.pdf"
        if name in made:
            write_whole(path, made[name])
        elif name in stale:
            path.unlink(missing_ok=True)
        write_whole(folder / f"{name}.xlsx", data)
    return told


def _printed(folder: Path, name: str, data: bytes) -> bool:
    """Whether this very workbook lies there with its PDF."""
    workbook = folder / f"{name}.xlsx"
    return (folder / f"{name}.pdf").is_file() and workbook.is_file() and workbook.read_bytes() == data
