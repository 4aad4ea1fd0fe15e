"""Handing files out under 下发/: what somebody has typed into one since is never overwritten (templates, written-back copies)."""

from collections.abc import Iterable
from pathlib import Path

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.model import Unit
from lzxl.office.archive import hash_of, sha256_of
from lzxl.office.atomic import write_whole
from lzxl.office.errors import sentence
from lzxl.office.journal import Journal
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.register.state import Event

HANDED_OUT = "下发"
WRITTEN_BACK = "写回"  # the folder below it for tables with the leading group's levels and opinions

TYPED_IN = rule(
    "M110",
    Severity.WARNING,
    "二(二)",
    "下发后有人改过这份表,没有覆盖;新的另存为“{new}”",
    "填好的请放到收件目录;不要的请删去,再下发一次。",
)


def unit_folders(units: Iterable[Unit]) -> dict[str, str]:
    """Return the name of each unit's folder below 下发/, by unit id."""
    taken = {WRITTEN_BACK}
    names: dict[str, str] = {}
    for unit in units:
        names[unit.id] = safe_name(f"{unit.id} {unit.name}", taken)
        taken.add(names[unit.id])
    return names


class Handing:
    """What is handed out in one run (the lock is held): files written, what is to be told, and the journal's note of both."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._journal, state = Journal.folded(office.journal, office.head)
        self.told: list[Finding] = self._journal.sound()
        self._known = state.handed_out
        self._new: dict[str, str] = {}
        self.written: list[Path] = []

    def write(self, path: Path, data: bytes) -> Path:
        """Write a file, beside ``path`` where somebody has typed into what stands there; return where."""
        free = self._free(path, data)
        if free.name != path.name:
            self.told.append(TYPED_IN.at(Place(self._name(path)), new=free.name))
        write_whole(free, data)
        self._new[self._name(free)] = sha256_of(data)
        self.written.append(free)
        return free

    def take_back(self, folder: Path) -> None:
        """Remove what earlier runs handed out below ``folder`` and this one has not; what was typed into since stays."""
        for path in sorted(folder.rglob("*.xlsx")):
            name = self._name(path)
            if name not in self._new and self._known.get(name) == hash_of(path):
                _remove(path)

    def keep(self) -> None:
        """Note in the journal what was handed out, so that a later run can tell what was typed in since."""
        changed = {path: sha for path, sha in self._new.items() if self._known.get(path) != sha}
        self._journal.append([Event("handed_out", {"files": changed})] if changed else [])

    def _name(self, path: Path) -> str:
        return path.relative_to(self._office.root).as_posix()

    def _free(self, path: Path, data: bytes) -> Path:
        number = 1
        target = path
        while target.is_file() and hash_of(target) not in (sha256_of(data), self._known.get(self._name(target))):
            number += 1
            target = path.with_stem(f"{path.stem}({number})")
        return target


def _remove(path: Path) -> None:
    """Remove a file, and its folder where it was the last one in it."""
    try:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as fault:
        raise sentence(fault, path) from fault
