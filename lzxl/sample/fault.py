"""A workbook that went wrong: what somebody did to it, and what must come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lzxl.cells import Place
from lzxl.forms.form import Form
from lzxl.forms.template import first_row
from lzxl.forms.template_head import head_cells
from lzxl.model import FileStatus
from lzxl.sample.edits import Edit, Put, TypedValue
from lzxl.sample.ledgers import Event

TAKEN, HINTS = FileStatus.TAKEN, FileStatus.TAKEN_WITH_HINTS
RETURNED, UNREAD, DUPLICATE = FileStatus.RETURNED, FileStatus.UNREAD, FileStatus.DUPLICATE


class Told(NamedTuple):
    """A finding that must be made: its code, and the field of which row (from 1; 0 is the head), no field: of the whole."""

    code: str
    row: int = 0
    field: str = ""

    def cell(self, form: Form) -> str:
        """Return the address at which a template of ``form`` has it."""
        if not self.field:
            return ""
        if not self.row:
            return Place("", "", *head_cells(form)[self.field]).address
        column = [column.field for column in form.columns].index(self.field) + 1
        return Place("", "", first_row(form) + self.row - 1, column).address


@dataclass(frozen=True)
class Fault:
    """A workbook that differs from what its unit should have sent.

    ``file``: its path below 收件/; the ordinary file of that path is replaced. ``what``: one sentence for a clerk.
    ``reports``: what must be among its findings. ``events``: a ledger's entries, where not the unit's own.
    ``days_later``: it comes that much after the unit's ordinary files. ``password``: to open it.
    """

    file: str
    what: str
    status: FileStatus
    unit: str
    form: Form
    edits: tuple[Edit, ...]
    reports: tuple[Told, ...] = ()
    events: tuple[Event, ...] = field(default=())
    days_later: int = 0
    password: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come of a received file: its path below 收件/, a sentence for a clerk, its status, (code, cell) reported."""

    file: str
    what: str
    status: FileStatus
    reports: tuple[tuple[str, str], ...] = ()


def puts(row: int, values: Mapping[str, TypedValue]) -> tuple[Edit, ...]:
    """Return the edits that type several values into one row."""
    return tuple(Put(row, name, value) for name, value in values.items())
