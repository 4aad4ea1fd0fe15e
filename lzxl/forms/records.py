"""Rows of the three templates as records; a row whose required cells were not all read makes none."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import cast

from lzxl.forms.form import Column
from lzxl.forms.parse import TableRow
from lzxl.law.accountability import NOBODY
from lzxl.law.warning import IN_FORCE
from lzxl.model import Deduction, RiskPoint


def complete(row: TableRow, columns: Sequence[Column]) -> bool:
    """Return whether a row can become a record: every required column is there and was read, and no cell is an error."""
    return not row.broken and None not in [row.values.get(column.field) for column in columns if column.required]


def text(row: TableRow, field: str) -> str:
    """Return a text of the row, ``""`` where there is none."""
    return cast("str | None", row.values.get(field)) or ""


def day(row: TableRow, field: str) -> date | None:
    """Return a date of the row, None where there is none."""
    return cast("date | None", row.values.get(field))


def words(row: TableRow, field: str) -> tuple[str, ...]:
    """Return the words of a cell that may hold several."""
    return cast("tuple[str, ...] | None", row.values.get(field)) or ()


def whole(row: TableRow, field: str) -> int | None:
    """Return a whole number of the row, None where there is none."""
    return cast("int | None", row.values.get(field))


def points(row: TableRow, field: str) -> Decimal | None:
    """Return a number of points of the row, None where there is none."""
    return cast("Decimal | None", row.values.get(field))


_TEXTS = tuple(one.name for one in fields(RiskPoint) if one.type is str and one.name not in ("unit", "person"))


def risk_point(row: TableRow, unit: str, person: str, ordinal: int) -> RiskPoint:
    """Return a row of a commitment table 二(二) as a record; ``person`` is ``""`` on the unit table."""
    value = row.values.get
    texts = {name: cast(str, value(name) or "") for name in _TEXTS}
    return RiskPoint(
        **texts,
        unit=unit,
        person=person,
        ordinal=ordinal,
        ways=words(row, "ways"),
        deadline=cast("date | str", row.values["deadline"]),
        elements=words(row, "elements"),
        commitment_date=day(row, "commitment_date"),
        place=row.places["text"]._replace(row=row.number),
    )


def deduction(row: TableRow, ledger: str, year: int, unit: str, person: str, item: str) -> Deduction:
    """Return a row of the ledger 二(五) as a record, for the subject ``unit`` or ``person``; empty cells get their meaning."""
    return Deduction(
        ledger=ledger,
        year=year,
        serial=cast(int, row.values["serial"]),
        day=cast(date, row.values["day"]),
        subject_kind=text(row, "subject_kind"),
        unit=unit,
        person=person,
        reason=text(row, "reason"),
        item=item,
        record_type=text(row, "record_type"),
        points=cast(Decimal, row.values["points"]),
        basis=text(row, "basis"),
        investigator=text(row, "investigator") or NOBODY,
        grave=text(row, "grave") == "是",
        status=text(row, "status") or IN_FORCE,
        remark=text(row, "remark"),
        place=row.places["reason"]._replace(row=row.number),
    )
