"""Rules across rows, workbooks and the roster; each check stands beside its row of the catalogue."""

from lzxl.checks import (  # the catalogue is complete once all of them are imported
    across,
    book,
    commitment,
    copies,
    head,
    items,
    ledger,
    page,
    people,
    roster,
    roster_links,
    roster_settings,
    senders,
    units,
)

__all__ = [
    "across",
    "book",
    "commitment",
    "copies",
    "head",
    "items",
    "ledger",
    "page",
    "people",
    "roster",
    "roster_links",
    "roster_settings",
    "senders",
    "units",
]
