"""A table beside the one that the unit had sent before: whether nothing was changed, and in words what was.

Compared is what stands in the cells, also where it could not be understood: a row with an error is a row all the same.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.parse import Table
from lzxl.forms.pour import contents

_Row: TypeAlias = Mapping[str, object]
_Key: TypeAlias = tuple[Hashable, ...]
_LONGEST = 24
_DATE_OF_FILLING = "filled"


class Comparison(NamedTuple):
    """Whether two tables hold the same (but for 填表日期), and what differs, one phrase each."""

    same: bool
    changes: tuple[str, ...]


class _Keyed(NamedTuple):
    """A row and its place among those of the same person."""

    place: tuple[str, Hashable]
    row: _Row


def compared(old: Table, new: Table) -> Comparison:
    """Return what a unit has changed from one table of a form to the next."""
    (head, rows), (new_head, new_rows) = contents(old), contents(new)
    changes = [*_head_changes(new.form, head, new_head), *_row_changes(new.form, rows, new_rows)]
    return Comparison(not changes, tuple(changes))


def _head_changes(form: Form, old: _Row, new: _Row) -> list[str]:
    headings = {label.field: label.heading for label in form.head}
    names = [name for name in headings if name != _DATE_OF_FILLING]
    words = _differences(old, new, names, headings)
    return [f"表头{words}"] if words else []


def _row_changes(form: Form, old: Sequence[_Row], new: Sequence[_Row]) -> list[str]:
    before, after = _keyed(form, old), _keyed(form, new)
    headings: dict[str, str] = {column.field: column.heading for column in form.columns if column.field != "serial"}
    gone = {keyed.place: key for key, keyed in before.items() if key not in after}
    was = {key: key if key in before else gone.pop(keyed.place, None) for key, keyed in after.items()}
    told = [
        f"改了{_called(form, keyed.row)}({words})"
        for key, keyed in after.items()
        if (old_key := was[key]) and (words := _differences(before[old_key].row, keyed.row, list(headings), headings))
    ]
    told += [f"增加{_called(form, keyed.row)}" for key, keyed in after.items() if was[key] is None]
    return told + [f"删去{_called(form, before[key].row)}" for key in gone.values()]


def _keyed(form: Form, rows: Sequence[_Row]) -> dict[_Key, _Keyed]:
    """Return rows by what makes them the same row: whose they are, the text, and which of several with the same."""
    found: dict[_Key, _Keyed] = {}
    count: Counter[_Key] = Counter()
    ordinal: Counter[str] = Counter()
    for row in rows:
        who = "" if form is LEDGER else str(row.get("person_name") or "")
        what = str(row.get("serial" if form is LEDGER else "text") or "")
        ordinal[who] += 1
        count[who, what] += 1
        place = what if form is LEDGER else ordinal[who]  # an entry of a ledger is its serial, wherever it stands
        found[who, what, count[who, what]] = _Keyed((who, place), row)
    return found


def _differences(old: _Row, new: _Row, names: Sequence[str], headings: Mapping[str, str]) -> str:
    pairs = (
        (headings[name], _short(old.get(name)), _short(new.get(name)), old.get(name) == new.get(name)) for name in names
    )
    return ";".join(f"“{heading}” {a} → {b}" for heading, a, b, same in pairs if not same and (a, b) != ("空", "空"))


def _short(value: object) -> str:
    text = "、".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…") or "空"


def _called(form: Form, row: _Row) -> str:
    if form is LEDGER:
        return f"序号{_short(row.get('serial'))}"
    name = str(row.get("person_name") or "")
    return f"“{f'{name}:' if name else ''}{_short(row.get('text'))}”"
