"""Colours: Excel's forms (RGB tuple, ``#rrggbb``, its own integer) and Calc's integer; pure Python."""

from typing import Any

NONE = -1  # Calc's transparent or automatic


def to_calc_colour(value: Any) -> int:
    """Return a colour as Calc's integer; None gives no colour at all."""
    if value is None:
        return NONE
    if isinstance(value, str):
        return int(value.lstrip("#"), 16)
    if isinstance(value, int):
        return (value & 0xFF) << 16 | value & 0xFF00 | value >> 16 & 0xFF
    red, green, blue = value
    return int(red) << 16 | int(green) << 8 | int(blue)


def from_calc_colour(value: Any) -> tuple[int, int, int] | None:
    """Return Calc's integer as an RGB tuple, None where there is no colour."""
    if value is None or value < 0:
        return None
    return value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF
