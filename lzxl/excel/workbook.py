"""Bytes of a received workbook become a :class:`Book`: password, gate, the reader of its kind, a last look over it."""

from collections.abc import Callable, Sequence

from lzxl.cells import Book, Place
from lzxl.excel import rules
from lzxl.excel.gate import GateResult, admit, other_kind
from lzxl.excel.package import Limits
from lzxl.excel.remarks import look_over
from lzxl.excel.rules import Refused
from lzxl.findings import Finding

Reading = tuple[Book | None, list[Finding]]


def read_workbook(data: bytes, file: str, passwords: Sequence[str] = (), limits: Limits | None = None) -> Reading:
    """Return the book and what a person should know of it; None and the reason where the file is refused.

    Runs in a child process (:mod:`lzxl.excel.worker`): the libraries below may crash or hang on a crafted file.
    """
    allowed = limits or Limits()
    try:
        book, findings = _read(data, file, passwords, allowed)
    except Refused as refused:
        return None, [refused.finding(file)]
    book, more = look_over(book)
    if other_kind(file, book.kind):
        findings.append(rules.OTHER_KIND.at(Place(file), kind=f".{book.kind}"))
    return book, [*findings, *more]


def _read(data: bytes, file: str, passwords: Sequence[str], limits: Limits) -> tuple[Book, list[Finding]]:
    try:
        return _read_open(data, file, limits)
    except Refused as refused:
        if refused.verdict is not rules.ENCRYPTED:
            raise
    return _read_open(_decrypted(data, passwords), file, limits)


def _decrypted(data: bytes, passwords: Sequence[str]) -> bytes:
    from lzxl.excel.passwords import decrypt

    opened = decrypt(data, passwords)
    if opened is None:
        raise Refused(rules.WRONG_PASSWORD if passwords else rules.ENCRYPTED)
    return opened


def _read_open(data: bytes, file: str, limits: Limits) -> tuple[Book, list[Finding]]:
    gate = admit(data, file, limits)
    return _READERS[gate.kind](gate, file, limits)


def _xlsx(gate: GateResult, file: str, limits: Limits) -> tuple[Book, list[Finding]]:
    from lzxl.excel.xlsx import read_xlsx

    return read_xlsx(gate, file, limits)


def _xls(gate: GateResult, file: str, limits: Limits) -> tuple[Book, list[Finding]]:
    from lzxl.excel.xls import read_xls

    return read_xls(gate.data, file, limits)


def _ods(gate: GateResult, file: str, limits: Limits) -> tuple[Book, list[Finding]]:
    from lzxl.excel.ods import read_ods

    return read_ods(gate, file, limits)


# Libraries are loaded with the first file that needs them.
_READERS: dict[str, Callable[[GateResult, str, Limits], tuple[Book, list[Finding]]]] = {
    "xlsx": _xlsx,
    "xlsm": _xlsx,
    "xls": _xls,
    "ods": _ods,
}
