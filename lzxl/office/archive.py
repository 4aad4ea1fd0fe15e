"""Received originals by content hash: 归档/原件/aa/<sha256>.<ext>, stored before anything else, never replaced."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from lzxl.office.atomic import replace_whole, sync, sync_folder
from lzxl.office.errors import sentence

_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
_CHUNK = 1 << 20


def sha256_of(content: bytes) -> str:
    """Return the hash (指纹) of a file's content, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def hash_of(path: Path) -> str:
    """Return the hash of a file on disk, read in pieces."""
    with path.open("rb") as file:
        return hash_in(file)


def hash_in(file: IO[bytes]) -> str:
    """Return the hash of what an open file holds from where it stands."""
    digest = hashlib.sha256()
    while piece := file.read(_CHUNK):
        digest.update(piece)
    return digest.hexdigest()


def _extension(name: str) -> str:
    suffix = PurePosixPath(name).suffix.removeprefix(".").lower()
    return suffix if _EXTENSION.fullmatch(suffix) else "bin"


class Original(NamedTuple):
    """An archived original: where it is, and the hash that its name promises."""

    path: Path
    sha256: str

    @property
    def sound(self) -> bool:
        """Whether its content still has that hash."""
        return hash_of(self.path) == self.sha256


class Archive:
    """The archived originals below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsettled: list[Path] = []
        self._shelves: dict[Path, dict[str, Path]] = {}  # what stands on the shelves looked at so far, by hash

    def find(self, sha256: str) -> Path | None:
        """Return where the original of this hash is, None where it is not archived."""
        return self._on(self._shelf(sha256)).get(sha256)

    def _on(self, shelf: Path) -> dict[str, Path]:
        if shelf not in self._shelves:
            there: list[Path] = []
            with suppress(OSError):  # what cannot be looked into cannot be written either, which is told then
                there = sorted(shelf.iterdir(), reverse=True) if shelf.is_dir() else []
            self._shelves[shelf] = {path.stem: path for path in there if path.suffix}
        return self._shelves[shelf]

    def holds(self, sha256: str) -> bool:
        """Whether the original of this hash is archived and still has that hash."""
        try:
            there = self.find(sha256)
            return there is not None and hash_of(there) == sha256
        except OSError:
            return False

    def _shelf(self, sha256: str) -> Path:
        return self.folder / sha256[:2]

    def store(self, content: bytes, name: str, *, settled: bool = True) -> Path:
        """Archive ``content`` byte for byte and return its path; ``name`` gives the extension only.

        What is there already stays as it is, under whatever extension it first came; where its content has been changed
        it is made whole again. Not ``settled``: it lasts through a power cut after :meth:`settle` only.
        """
        sha256 = sha256_of(content)
        there = self.find(sha256)
        if there and self.holds(sha256):
            return there
        path = there or self._shelf(sha256) / f"{sha256}.{_extension(name)}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_whole(path, content, settled=settled)
        except OSError as fault:
            raise sentence(fault, path) from fault
        self._on(path.parent)[sha256] = path
        self._unsettled.append(path)
        if settled:
            self.settle()
        return path

    def settle(self) -> None:
        """Make what was stored last through a power cut; to be called before anything else tells of it.

        What a power cut takes before that is no loss: the file is still where it came, and :meth:`holds` tells a torn one.
        """
        stored, self._unsettled = self._unsettled, []
        for path in stored:
            try:
                sync(path)
            except OSError as fault:
                raise sentence(fault, path) from fault
        for folder in sorted({folder for path in stored for folder in (path.parent, self.folder)}):
            sync_folder(folder)

    def originals(self) -> Iterator[Original]:
        """Return all archived originals in the order of their hashes."""
        return (Original(path, path.stem) for path in sorted(self.folder.glob("??/*")) if path.is_file())
