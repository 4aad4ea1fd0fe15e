"""What the office can have typed into a cell (:data:`Typed`), and how JSON holds it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

Typed: TypeAlias = str | int | float | date | datetime | None


def encode(value: Typed) -> Any:
    """Return a cell's value as JSON can hold it, so that :func:`decode` gives the same back."""
    match value:
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case _:
            return value


_DECODERS: Mapping[str, Callable[[str], Typed]] = {"datetime": datetime.fromisoformat, "date": date.fromisoformat}


def decode(value: Any) -> Typed:
    """Return the cell's value that :func:`encode` was given."""
    if isinstance(value, dict):
        [(kind, text)] = value.items()
        return _DECODERS[kind](text)
    plain: Typed = value
    return plain
