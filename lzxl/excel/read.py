"""Reads received workbooks in a child process, so that no file can take the run along: :class:`Reader`."""

from collections.abc import Sequence

from lzxl.cells import Book
from lzxl.excel.child import Child
from lzxl.excel.wire import unpack_reading
from lzxl.findings import Finding


class Reader(Child):
    """Reads one workbook after the other."""

    def read(self, data: bytes, file: str, passwords: Sequence[str] = ()) -> tuple[Book | None, list[Finding]]:
        """Return the book that ``data`` holds and what a person should know of it; None and why where it is refused."""
        answer = self.ask(data, file, lambda: {"passwords": list(passwords)})
        return (None, [answer]) if isinstance(answer, Finding) else unpack_reading(answer)
