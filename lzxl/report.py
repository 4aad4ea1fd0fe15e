"""What a verb has to say: :class:`Report`, the same for the screen, ``--json`` and the ribbon."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lzxl.findings import Finding, Severity, in_order, worst
from lzxl.model import Receipt

DONE, DONE_WITH_ERRORS, COULD_NOT, OUR_FAULT = range(4)  # exit statuses of the contract


@dataclass(frozen=True)
class Report:
    """The outcome of a verb: ``sentence`` for the clerk, what was received, what was found, what was written.

    ``lines``: what the verb shows besides (an account), before the sentence. ``listed``: the findings that stand in
    问题清单 and are not what the verb is for; on the screen they are counted.
    """

    sentence: str
    receipts: Sequence[Receipt] = ()
    findings: Sequence[Finding] = ()
    written: Sequence[Path] = ()
    unit_names: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[str] = ()
    listed: Collection[Finding] = frozenset()

    @property
    def status(self) -> int:
        """The exit status: 1 where a finding is an error, else 0."""
        return DONE_WITH_ERRORS if worst(self.findings) is Severity.ERROR else DONE

    def document(self) -> dict[str, object]:
        """Return the one JSON document of ``--json``: files, findings, counts (by status and by level)."""
        return {
            "files": [
                {
                    "path": receipt.file,
                    "sha256": receipt.sha256,
                    "table": receipt.table,
                    "unit": self.unit_names.get(receipt.unit, ""),
                    "year": receipt.year,
                    "status": receipt.status.value,
                }
                for receipt in self.receipts
            ],
            "findings": [
                {
                    "level": finding.severity.value,
                    "unit": finding.unit,
                    "file": finding.place.file,
                    "sheet": finding.place.sheet,
                    "cell": finding.place.address,
                    "code": finding.code,
                    "message": finding.message,
                    "value": finding.value,
                    "cure": finding.cure,
                    "clause": finding.clause,
                }
                for finding in in_order(self.findings)
            ],
            "counts": {
                "status": dict(Counter(receipt.status.value for receipt in self.receipts)),
                "level": dict(Counter(finding.severity.value for finding in self.findings)),
            },
            "written": [str(path) for path in self.written],
            "sentence": self.sentence,
            **({"lines": list(self.lines)} if self.lines else {}),
        }
