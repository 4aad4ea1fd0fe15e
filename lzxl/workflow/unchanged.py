"""Whether the master would come out as it stands: then it is neither laid out nor written again."""

from collections.abc import Iterator

from lzxl.office.cache import Cache
from lzxl.office.paths import Office
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.remembered import digest, rules_of


def kept_masters(office: Office) -> Cache:
    """Return what is known of masters: the hash of the file by the :func:`fingerprint` of the outcome that it shows."""
    return Cache(office.cache / "汇总册")


def fingerprint(outcome: Outcome) -> str:
    """Return a hash over all that the master is laid out from; equal ones mean the same bytes.

    Of a point or an entry it takes where it stands: its words follow from the file, whose own hash is among the receipts.
    """
    return digest(_shown(outcome))


def _shown(outcome: Outcome) -> Iterator[str]:
    register, decisions = outcome.register, outcome.decisions
    yield from (*rules_of(outcome.desk), str(outcome.desk.today))
    for one in register.points:
        yield repr((one.number, one.point.place, one.screening, one.assessed_level, one.hints))
    for entry in register.entries:
        yield repr((entry.number, entry.entry.place, entry.recognition))
    for found in (outcome.coverage, outcome.receipts, outcome.findings, outcome.void, outcome.office_cells.items()):
        yield from (repr(one) for one in found)
    yield repr((decisions.accounts, decisions.notices, decisions.escalations))
