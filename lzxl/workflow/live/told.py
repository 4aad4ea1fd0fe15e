"""What a button says of a report: one sentence."""

from lzxl.findings import Severity
from lzxl.report import Report


def sentence(report: Report) -> str:
    """Return the report's sentence, with how many errors and warnings want a look at 问题清单."""
    counts = {level: sum(one.severity is level for one in report.findings) for level in Severity}
    words = [f"{counts[level]} 处{level.value}" for level in (Severity.ERROR, Severity.WARNING) if counts[level]]
    return report.sentence + (f"另有 {'、'.join(words)},见“问题清单”。" if words else "")
