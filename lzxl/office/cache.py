"""归档/缓存/: results that can be made again at any time, so that a second run need not; never evidence, safe to delete."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

_MOST = 64 << 20  # bytes of one entry
_DIGEST = hashlib.sha256().digest_size


class Cache:
    """Contents by key (hexadecimal). Whatever is damaged, missing or cannot be written is as if it had never been there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()  # keys
        self._shelves: set[Path] = set()  # folders that are there

    def is_empty(self) -> bool:
        """Return whether nothing was ever kept, as far as the folder tells."""
        return next(self._all(), None) is None

    def has(self, key: str) -> bool:
        """Return whether something stands under ``key``, sound or not."""
        return self._path(key).is_file()

    def get(self, key: str) -> bytes | None:
        """Return what was put under ``key``, None where it is not there, byte for byte."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                seal, content = file.read(_DIGEST), file.read(_MOST)
        except OSError:
            return None
        if seal != _seal(key, content):
            return None
        self._used.add(key)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``."""
        path = self._path(key)
        self._used.add(key)
        with contextlib.suppress(OSError):
            if path.parent not in self._shelves:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._shelves.add(path.parent)
            with path.open("wb") as file:  # in its place at once: where it is cut off, the seal shows what is missing
                file.write(_seal(key, content) + content)

    def forget_others(self) -> None:
        """Remove what was neither asked for nor kept since this object was made."""
        with contextlib.suppress(OSError):
            for entry in self._all():
                if entry.name not in self._used:
                    Path(entry).unlink(missing_ok=True)

    def _all(self) -> Iterator[os.DirEntry[str]]:
        if self._folder.is_dir():
            for shelf in filter(Path.is_dir, self._folder.iterdir()):
                with os.scandir(shelf) as entries:  # thousands: a path for each would take its time
                    yield from entries

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _seal(key: str, content: bytes) -> bytes:
    """Return the proof that a content belongs to its key and is whole."""
    return hashlib.sha256(key.encode() + b"\0" + content).digest()
