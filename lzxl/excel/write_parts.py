"""Parts of a long sheet that were written before: their rows are kept as XML and need not be made anew."""

import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from typing import Protocol, TypeVar

ROW = b"\x01"  # where the number of a row stands; no text of a sheet can hold it
_END = b"\x02"
_MOST = 256 << 20  # bytes of one part
_AHEAD = 2  # parts that are looked up while another is written

Piece = TypeVar("Piece")


class Memory(Protocol):
    """Contents by key (hexadecimal), from one run to the next."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under ``key``, None where it is not there, byte for byte."""

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``."""


class Parts:
    """Rows, with :data:`ROW` for their numbers, by the name of their part; ``looks``: all that they are written with besides."""

    def __init__(self, memory: Memory, looks: object) -> None:
        self._memory, self._looks = memory, repr(looks)

    def each(
        self, parts: Sequence[tuple[str, Piece]], make: Callable[[Piece], Iterable[bytes]]
    ) -> Iterator[Sequence[bytes]]:
        """Yield the rows of each part; ``make`` makes those that are not known."""
        keys = [sha256(f"{self._looks} {name}".encode()).hexdigest() for name, _ in parts]
        with ThreadPoolExecutor(1) as meanwhile:  # what it does lets this thread go on
            asked: deque[Future[bytes | None]] = deque(meanwhile.submit(self._known, key) for key in keys[:_AHEAD])
            for at, (_, piece) in enumerate(parts):
                asked.extend(meanwhile.submit(self._known, key) for key in keys[at + _AHEAD : at + _AHEAD + 1])
                known = asked.popleft().result()
                if known is None:
                    made = list(make(piece))
                    meanwhile.submit(self._keep, keys[at], made)
                    yield made
                else:
                    yield known.split(_END)

    def _known(self, key: str) -> bytes | None:
        kept, loose = self._memory.get(key), zlib.decompressobj()
        with suppress(zlib.error):  # what is not ours, or was cut off, is not known
            rows = loose.decompress(kept or b"", _MOST)
            return rows if loose.eof else None
        return None

    def _keep(self, key: str, rows: Iterable[bytes]) -> None:
        self._memory.put(key, zlib.compress(_END.join(rows), 1))
