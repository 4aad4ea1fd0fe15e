"""What a run of the line came to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lzxl.findings import Finding
from lzxl.model import Coverage, Decisions, Receipt
from lzxl.register.merge import Register
from lzxl.register.office_columns import Cells
from lzxl.register.state import Event, VoidRecord
from lzxl.report import Report
from lzxl.workflow.desk import Desk
from lzxl.workflow.receive import Taken


@dataclass(frozen=True)
class Outcome:
    """All that a run of the line came to; the master is laid out from it.

    ``findings`` stand in 问题清单: they follow from the input alone. ``told`` are those about the master that was there
    before (restored, deleted, moved …): said once, on the screen, as the new master no longer has what they are about.
    """

    desk: Desk
    taken: Taken
    register: Register
    decisions: Decisions
    office_cells: Mapping[str, Cells]
    void: tuple[VoidRecord, ...]
    coverage: Sequence[Coverage]
    receipts: Sequence[Receipt]
    findings: Sequence[Finding]
    told: Sequence[Finding]
    events: Sequence[Event]

    def report(
        self, sentence: str, written: Sequence[Path] = (), more: Iterable[Finding] = (), *, in_full: bool = False
    ) -> Report:
        """Return what a verb says that has brought the master up to date: all that came and was found, its own sentence.

        ``written`` and ``more`` (findings): what the verb itself has made and found, besides the line. ``in_full``: what
        stands in 问题清单 is what the verb is for.
        """
        return Report(
            sentence,
            self.receipts,
            list(dict.fromkeys([*self.told, *more, *self.findings])),
            written=(*written, self.desk.office.master),
            unit_names=self.desk.unit_names,
            listed=frozenset() if in_full else frozenset(self.findings),
        )
