"""``python -m lzxl.workflow.generate [ROOT]``: bring the committed generated files (templates/, the add-in, pages of docs/) up to date."""

import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lzxl.checks.page import catalogue_page
from lzxl.excel.write import render
from lzxl.explain import explanations, page
from lzxl.forms.template import blank_templates
from lzxl.ribbon.build import build
from lzxl.ribbon.sources import ADDIN
from lzxl.workflow.explaining import every_rule


def generated() -> Mapping[str, bytes]:
    """Return every generated file by its path in the repository."""
    templates = {f"templates/{name}": render(workbook) for name, workbook in blank_templates().items()}
    pages = {
        "docs/依据.md": page(explanations(every_rule())),
        "docs/问题代码.md": catalogue_page(every_rule().values()),
    }
    return {**templates, f"macros/{ADDIN}": build(), **{name: text.encode() for name, text in pages.items()}}


def inflated(data: bytes) -> object:
    """Return what a file holds: a workbook's parts, as how well they are packed does not matter; else its bytes."""
    if not data.startswith(b"PK"):
        return data
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stale(root: Path) -> dict[str, bytes]:
    """Return the generated files that differ from what is in ``root``, as they should be; the add-in to the byte."""
    return {name: data for name, data in generated().items() if not _is(root / name, data)}


def _is(path: Path, data: bytes) -> bool:
    exact = path.name == ADDIN
    there = path.read_bytes() if path.is_file() else None
    return there is not None and (there == data or (not exact and inflated(there) == inflated(data)))


def main(root: Path) -> None:
    """Write what differs and print its paths."""
    for name, data in stale(root).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
        print(name)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
