"""What is wrong, where, how to cure it, which clause: :class:`Finding`; the catalogue of all rules: :data:`CATALOGUE`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from lzxl.cells import Place
from lzxl.law.clauses import cite

# Codes that say: this workbook may be another unit's than its head says (X124 its people, X108 its template, X109 its
# file's name, X170 its sender).
ANOTHERS = frozenset({"X108", "X109", "X124", "X170"})


class Severity(StrEnum):
    """级别 of a finding: an error holds its workbook back, a warning wants a person's look, a note only tells."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, ready to be shown (问题清单). ``value`` is what the cell held before, as text."""

    severity: Severity
    code: str
    place: Place
    message: str
    cure: str
    clause: str = ""
    value: str = ""
    unit: str = ""

    def of(self, unit: str) -> "Finding":
        """Return the same finding, named for ``unit`` (单位名称) where it had none."""
        return self if self.unit else replace(self, unit=unit)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the catalogue; ``message`` and ``cure`` are templates for :meth:`at`, in Chinese."""

    code: str
    severity: Severity
    clause: str
    message: str
    cure: str

    def at(self, place: Place, value: object = "", **words: object) -> Finding:
        """Return a finding of this rule at ``place``; ``value`` is the cell's value before, ``words`` fill the templates."""
        text = "" if value is None else str(value)
        return Finding(
            self.severity,
            self.code,
            place,
            self.message.format(value=text, **words),
            self.cure.format(value=text, **words),
            self.clause,
            text,
        )


CATALOGUE: dict[str, Rule] = {}


def rule(code: str, severity: Severity, clause: str, message: str, cure: str) -> Rule:
    """Register a catalogue row beside its check; a second row of the same code or an unknown clause is an error at import.

    ``clause`` may be empty where the document has none for it (a broken file, say).
    """
    if code in CATALOGUE:
        raise ValueError(f"finding code used twice: {code}")
    CATALOGUE[code] = Rule(code, severity, cite(clause) if clause else "", message, cure)
    return CATALOGUE[code]


_ORDER = {severity: place for place, severity in enumerate(Severity)}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they are shown: errors first, then by file, sheet, code, row and column; equal ones once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (_ORDER[f.severity], f.place.file, f.place.sheet, f.code, f.place.row, f.place.column, f.message),
    )


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among ``findings``, None where there are none."""
    return min((finding.severity for finding in findings), key=_ORDER.__getitem__, default=None)
