"""Formulas: Excel's writing and Calc's, one into the other; pure Python.

Calc's cells, names and validations take ``;`` between arguments, ``{1;2|3;4}`` and ``$Sheet.A1``; its conditional formats
take Excel's separators with ``$Sheet.A1`` (``comma=True``). Left as they are: references to other files, intersections by a
blank, unions by a comma, references through several sheets.
"""

import re
from collections.abc import Callable

from lzxl.calc.area import column_name, column_number

_TEXT = r'"(?:[^"]|"")*"'
_QUOTED = r"'(?:[^']|'')+'"
_BARE = r"[^\W\d][\w.]*"
_REFERENCE = r"\$?[A-Za-z]{1,3}\$?\d+\b(?!\()|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}\b|\$?\d+:\$?\d+|#REF!"
_EXCEL = re.compile(
    rf"(?P<text>{_TEXT})|(?P<sheet>{_QUOTED}|{_BARE})!|(?P<truth>\b(?:TRUE|FALSE)\b)(?!\()|(?P<mark>[,;{{}}\[\]])",
    re.IGNORECASE,
)
_CALC = re.compile(
    rf"(?P<text>{_TEXT})|\$?(?P<sheet>{_QUOTED}|[^\W\d]\w*)\.(?={_REFERENCE})|(?P<truth>\b(?:TRUE|FALSE))\(\)|(?P<mark>[;|{{}}\[\]])",
    re.IGNORECASE,
)

_CELLS = re.compile(
    rf"(?P<text>{_TEXT}|{_QUOTED})|(?<![\w$])(?P<fc>\$?)(?P<column>[A-Za-z]{{1,3}})(?P<fr>\$?)(?P<row>\d+)(?![\w(])"
)


def to_calc(formula: str, comma: bool = False) -> str:
    """Return an Excel formula (with or without ``=``) as Calc takes it."""
    marks = {False: {",": ";", ";": ";"}, True: {",": ";", ";": "|"}}

    def mark(sign: str, array: bool) -> str:
        return sign if comma else marks[array].get(sign, sign)

    return _walk(_EXCEL, formula, mark, lambda sheet: f"${sheet}.", lambda truth: f"{truth}()")


def to_excel(formula: str, comma: bool = False) -> str:
    """Return a Calc formula as Excel writes it."""
    marks = {False: {";": ","}, True: {";": ",", "|": ";"}}

    def mark(sign: str, array: bool) -> str:
        return sign if comma else marks[array].get(sign, sign)

    return _walk(_CALC, formula, mark, lambda sheet: f"{sheet}!", lambda truth: truth)


def _walk(
    pattern: re.Pattern[str],
    formula: str,
    mark: Callable[[str, bool], str],
    sheet: Callable[[str], str],
    truth: Callable[[str], str],
) -> str:
    array = False

    def found(match: re.Match[str]) -> str:
        nonlocal array
        if match["text"]:
            return match["text"]
        if match["sheet"]:
            return sheet(match["sheet"])
        if match["truth"]:
            return match["truth"] if array else truth(match["truth"].upper())
        sign = match["mark"]
        array = sign == "{" or (array and sign != "}")
        return mark(sign, array)

    return pattern.sub(found, formula)


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return a formula with its relative references moved, as copying a cell would."""

    def cell(found: re.Match[str]) -> str:
        if found["text"]:
            return found["text"]
        fixed_column, letters, fixed_row, number = found.group("fc", "column", "fr", "row")
        column = letters if fixed_column else column_name(column_number(letters) + columns)
        row = number if fixed_row else str(int(number) + rows)
        return f"{fixed_column}{column}{fixed_row}{row}"

    return _CELLS.sub(cell, formula)


def sheet_prefix(name: str) -> str:
    """Return a sheet's name as it stands before ``!``, in quotes where Excel needs them."""
    plain = re.fullmatch(r"[^\W\d]\w*", name) and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*", name)
    quoted = name.replace("'", "''")
    return f"{name}!" if plain else f"'{quoted}'!"
