"""Documents that were issued: what lies there is never written over; a changed one is put beside it and told."""

from collections.abc import Mapping
from pathlib import Path

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.office.atomic import write_whole
from lzxl.office.paths import Office

CHANGED = rule(
    "M150",
    Severity.WARNING,
    "二(五)",
    "已签发的文书按现在的登记写出来会不一样,原件没有动,新的另存为“{new}”",
    "请核对扣分台账是否更正过;要改发的,撤回原件后另行签发;不要的请删去新的一份。",
)


def keep(office: Office, folder: str, documents: Mapping[str, Mapping[str, bytes]]) -> tuple[list[Path], list[Finding]]:
    """Write documents by name, each in its kinds by suffix (.docx first), and return where they are and what is to be told.

    The first kind decides: where it lies there already, as it is or in an earlier variant, nothing is written.
    """
    home, paths, told = office.folder(folder), [], []
    for name, kinds in documents.items():
        found = _variant(home, name, kinds)
        if found != name:
            told += [] if _there(home, found, kinds) else [CHANGED.at(Place(f"{folder}/{name}"), new=found)]
        fresh = not _there(home, found, kinds)
        for suffix, data in kinds.items():
            path = home / f"{found}{suffix}"
            if fresh or not path.exists():
                write_whole(path, data)
            paths.append(path)
    return paths, told


def _variant(home: Path, name: str, kinds: Mapping[str, bytes]) -> str:
    """Return the name under which a document may stand: its own, or the first variant that is free or the same."""
    number, found = 1, name
    suffix = next(iter(kinds))
    while (home / f"{found}{suffix}").exists() and not _there(home, found, kinds):
        number += 1
        found = f"{name}(更改{number})"
    return found


def _there(home: Path, name: str, kinds: Mapping[str, bytes]) -> bool:
    suffix, data = next(iter(kinds.items()))
    path = home / f"{name}{suffix}"
    return path.is_file() and path.read_bytes() == data
