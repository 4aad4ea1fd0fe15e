"""A folder of ours made anew: it holds what this run makes of it, and what somebody has edited there is never lost."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.office.archive import hash_of, sha256_of
from lzxl.office.atomic import write_whole
from lzxl.office.errors import sentence
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.register.state import Event

PUT_ASIDE = rule(
    "M140",
    Severity.WARNING,
    "",
    "写好以后有人改过,内容又有了变化,改过的另存为“{new}”",
    "请核对新的一份;改过的不要了就删去。",
)
LEFT = rule("M141", Severity.WARNING, "", "不再需要这一份,但有人改过,没有删去", "不要了的请删去。")


def renew(office: Office, folder: str, files: Mapping[str, bytes]) -> list[Finding]:
    """Make ``folder`` below the office hold ``files`` (by path below it), and return what is to be told; the lock is held.

    The journal remembers the hash of each file as it was written, by which an edited one is known. It stays as it is
    while what we would write there is the same; else it is put aside beside the new one. Files of an earlier run that
    are not among ``files`` are removed. Folders that are renewed by different callers must not lie one in the other.
    """
    journal, state = Journal.folded(office.journal, office.head)
    told = journal.sound()
    prefix = f"{folder}/"
    known = {path: sha for path, sha in state.handed_out.items() if path.startswith(prefix) and sha}
    new = {prefix + name: data for name, data in files.items()}
    hashes = {path: sha256_of(data) for path, data in new.items()}
    for path, data in new.items():
        told += _write(office, path, data, known.get(path, ""))
    gone = [path for path in known if path not in new]
    told += [LEFT.at(Place(path)) for path in gone if not _removed(office.root / path, known[path])]
    changed = {path: sha for path, sha in hashes.items() if known.get(path) != sha} | dict.fromkeys(gone, "")
    journal.append([Event("handed_out", {"files": changed})] if changed else [])
    return told


def _write(office: Office, path: str, data: bytes, known: str) -> list[Finding]:
    """Write one file; where somebody has edited the one that is there, keep that."""
    target, new, told = office.root / path, sha256_of(data), []
    office.folder(str(Path(path).parent))
    if target.is_file() and hash_of(target) not in (new, known):
        if new == known:  # edited, and nothing has changed on our side
            return []
        aside = _free(target)
        try:
            target.rename(aside)
        except OSError as fault:
            raise sentence(fault, target) from fault
        told.append(PUT_ASIDE.at(Place(path), new=aside.name))
    write_whole(target, data)
    return told


def _free(path: Path) -> Path:
    number, target = 1, path.with_stem(f"{path.stem}(改过)")
    while target.exists():
        number += 1
        target = path.with_stem(f"{path.stem}(改过{number})")
    return target


def _removed(path: Path, known: str) -> bool:
    """Remove a file that is as we wrote it, and its folder when nothing is left there; return whether it is gone."""
    try:
        if path.is_file() and hash_of(path) != known:
            return False
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise sentence(fault, path) from fault
    with contextlib.suppress(OSError):  # not empty, or not there
        path.parent.rmdir()
    return True
