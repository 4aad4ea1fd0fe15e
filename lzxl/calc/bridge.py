"""The bridge between Python and LibreOffice: found where the distribution keeps it, loaded without a trace."""

import builtins
import importlib.machinery
import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from lzxl.calc.errors import NO_BRIDGE, WRONG_PYTHON, CalcMissingError

_SOURCES = (
    "/usr/lib/python3/dist-packages/uno.py",
    "/usr/lib64/libreoffice/program/uno.py",
    "/usr/lib/libreoffice/program/uno.py",
    "/opt/libreoffice/program/uno.py",
)
_LIBRARIES = (
    "/usr/lib/libreoffice/program/pyuno.so",
    "/usr/lib64/libreoffice/program/pyuno.so",
    "/opt/libreoffice/program/pyuno.so",
)


@cache
def uno() -> Any:
    """Return the ``uno`` module; the import hook that it installs is taken out again.

    Raises :class:`CalcMissingError` where there is none, or none for this version of Python.
    """
    if "uno" in sys.modules:
        return sys.modules["uno"]
    source = next((Path(path) for path in _SOURCES if Path(path).is_file()), None)
    library = next((Path(path) for path in _LIBRARIES if Path(path).is_file()), None)
    if source is None or library is None:
        raise CalcMissingError(NO_BRIDGE)
    theirs = python_of(library.read_bytes())
    if theirs is not None and theirs != sys.version_info.minor:
        raise CalcMissingError(WRONG_PYTHON.format(theirs=theirs, ours=sys.version_info.minor))
    return _load(source, library.parent)


def python_of(library: bytes) -> int | None:
    """Return the minor version of the Python 3 that a bridge library was built for, None where it does not say."""
    found = re.search(rb"libpython3\.(\d+)", library)
    return int(found[1]) if found else None


def _load(source: Path, program: Path) -> Any:
    """Load ``uno.py``; search path and ``__import__`` are afterwards what they were."""
    ours, path = builtins.__import__, list(sys.path)
    spec = importlib.util.spec_from_loader("uno", importlib.machinery.SourceFileLoader("uno", str(source)))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["uno"] = module  # the library itself asks for it by name
    sys.path.append(str(program))
    try:
        spec.loader.exec_module(module)
    except ImportError as fault:
        del sys.modules["uno"]
        raise CalcMissingError(NO_BRIDGE) from fault
    finally:
        builtins.__import__ = ours
        sys.path[:] = path
    return module


def struct(name: str, **fields: Any) -> Any:
    """Return a UNO struct (name below ``com.sun.star``) with these fields."""
    made = uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, plain(value))
    return made


def enum(name: str, value: str) -> Any:
    """Return a value of a UNO enumeration (name below ``com.sun.star``)."""
    return uno().Enum(f"com.sun.star.{name}", value)


def properties(**values: Any) -> tuple[Any, ...]:
    """Return named values as the sequence that LibreOffice's loaders and filters take."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def typed(kind: str, value: Any) -> Any:
    """Return ``value`` with its UNO type said, where LibreOffice cannot guess it (empty sequences, short integers)."""
    return uno().Any(kind, value)


def plain(value: Any) -> Any:
    """Return an argument as the bridge takes it: our wrappers taken off, also inside tuples."""
    if isinstance(value, tuple | list):
        return tuple(plain(one) for one in value)
    return getattr(value, "_remote_", value)
