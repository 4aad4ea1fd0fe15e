"""The add-in keeps every rule of Excel's that other readers do not notice, and each rule catches a twin that breaks it."""

from collections.abc import Callable

import pytest
from excel_rules import RULES, Addin, problems, rebuilt
from pyopenvba._templates import EMPTY_XLSM_BYTES
from pyopenvba.cfb import CFB
from pyopenvba.vba import compress, decompress

from lzxl.ribbon.package import parts, unpacked
from lzxl.ribbon.project import project
from lzxl.ribbon.settings import settings
from lzxl.ribbon.sources import Kind, Module, messages, modules

Change = Callable[[CFB], None]
LONG_NAME = "LzxlAVeryLongNameOfAModuleNamedSo"


def source(module: str, change: Callable[[bytes], bytes]) -> Change:
    """Change a module's source."""

    def changed(cfb: CFB) -> None:
        text = decompress(cfb.get_stream_in_storage("VBA", module))
        cfb.write_stream_in_storage("VBA", module, compress(change(text)))

    return changed


def in_project(old: bytes, new: bytes) -> Change:
    """Change the text stream PROJECT."""

    def changed(cfb: CFB) -> None:
        text = cfb.get_stream("PROJECT")
        assert old in text
        cfb.write_stream("PROJECT", text.replace(old, new))

    return changed


def raw_first_chunk(cfb: CFB) -> None:
    """Store a module's first 4096 bytes as they are, which the specification allows and Excel refuses."""
    text = decompress(cfb.get_stream_in_storage("VBA", "xlwings"))
    rest = compress(text[4096:])[1:]
    cfb.write_stream_in_storage("VBA", "xlwings", b"\x01\xff\x3f" + text[:4096] + rest)


def compiled(cfb: CFB) -> None:
    """Leave what looks like compiled code of one Excel."""
    cfb.write_stream_in_storage("VBA", "_VBA_PROJECT", bytes.fromhex("cc61b50000") + bytes(64))


TWINS: dict[str, tuple[str, Change]] = {
    "an exported class with its preamble": (
        "VERSION line",
        source("Dictionary", lambda text: b"VERSION 1.0 CLASS\r\nBEGIN\r\nEND\r\n" + text),
    ),
    "a class without VB_Base": ("VB_Base", source("Dictionary", lambda t: without(t, b"Attribute VB_Base"))),
    "a sheet with the base of the workbook": (
        "VB_Base",
        source("LzxlConf", lambda t: t.replace(b"00020820", b"00020819")),
    ),
    "a raw first chunk": ("raw chunk", raw_first_chunk),
    "VB_Name twice": ("one VB_Name", source("LzxlCore", lambda text: text[: text.index(b"\n") + 1] + text)),
    "LF only": ("CRLF", source("LzxlCore", lambda text: text.replace(b"\r\n", b"\n"))),
    "a sheet without module": ("module of each sheet", in_project(b"Document=LzxlText/&H00000000\r\n", b"")),
    "another name inside": (
        "one name everywhere",
        source("LzxlCore", lambda t: t.replace(b'"LzxlCore"', b'"LzxlCare"')),
    ),
    "a module not declared": ("declared in PROJECT", in_project(b"Module=LzxlCore\r\n", b"")),
    "a module declared twice": ("declared in PROJECT", in_project(b"Module=LzxlCore\r\n", b"Module=LzxlCore\r\n" * 2)),
    "a line of 1024": ("long line", source("LzxlCore", lambda text: text + b"'" + b"x" * 1023 + b"\r\n")),
    "25 continuations": (
        "continuations",
        source("LzxlCore", lambda text: text + b"Const X = 1 _\r\n" + b"+ 1 _\r\n" * 24 + b"+ 1\r\n"),
    ),
    "Chinese in the source": ("ASCII", source("LzxlCore", lambda text: text + "'汇总\r\n".encode("cp936"))),
    "compiled code of another Excel": ("no compiled code", compiled),
}


def without(text: bytes, start: bytes) -> bytes:
    """Return a source without the lines that begin so."""
    return b"".join(line for line in text.splitlines(keepends=True) if not line.startswith(start))


def test_the_addin_breaks_no_rule(addin: bytes) -> None:
    assert problems(addin) == []


@pytest.mark.parametrize(("rule", "change"), TWINS.values(), ids=TWINS)
def test_each_rule_catches_a_broken_twin(rule: str, change: Change, addin: bytes) -> None:
    assert rule in {found.partition(":")[0] for found in problems(rebuilt(addin, change))}


def test_24_continuations_and_a_line_of_1023_are_allowed(addin: bytes) -> None:
    allowed = b"Const X = 1 _\r\n" + b"+ 1 _\r\n" * 23 + b"+ 1\r\n" + b"'" + b"x" * 1022 + b"\r\n"
    assert problems(rebuilt(addin, source("LzxlCore", lambda text: text + allowed))) == []


def test_a_name_of_more_than_31_letters_cannot_be_built() -> None:
    more = Module(LONG_NAME, Kind.STANDARD, f'Attribute VB_Name = "{LONG_NAME}"\r\n')
    with pytest.raises(Exception, match="too long"):
        project([*modules(), more], parts(messages(), settings(), "twin"))


def test_a_reference_is_caught() -> None:
    with_references = Addin(unpacked(EMPTY_XLSM_BYTES))  # as Excel makes it
    assert list(RULES["no references"](with_references)) == ["OLE Automation", "Microsoft Office 16.0 Object Library"]


def test_every_rule_has_a_twin() -> None:
    assert {rule for rule, _ in TWINS.values()} | {"no references"} == set(RULES)
