"""What became of each received file (收文登记): every one ends in exactly one 状态, and the counts add up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from lzxl.findings import Finding, Severity
from lzxl.model import FileStatus, Receipt, Submission
from lzxl.register.facts import ReceivedFile, first_of
from lzxl.register.state import instant

PAPER = "paper"


def receipts(
    received: Sequence[ReceivedFile],
    submissions: Iterable[Submission],
    findings: Iterable[Finding],
    remarks: Mapping[str, str],
    seen: Mapping[str, datetime],
) -> list[Receipt]:
    """Return a row for each received file, in the order of first sight.

    ``findings``: all there are, of reading, checking and registering; they belong to the file that they name.
    ``remarks``: 说明 by hash (已替换 …). ``seen``: when each was first received, by hash.
    """
    by_hash: dict[str, Submission] = {}
    for item in sorted(submissions, key=lambda item: item.file):
        by_hash.setdefault(item.sha256, item)
    told: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in [*findings, *(f for item in by_hash.values() for f in item.findings)]:
        told[finding.place.file].append(finding)
    first = first_of(received)
    rows = []
    for file in sorted(received, key=lambda item: item.file):
        submission = by_hash.get(file.sha256)
        original = first.get(file.sha256, file.file)
        about = list(dict.fromkeys(told[file.file]))
        status = FileStatus.DUPLICATE if original != file.file else status_of(file.kind, submission, about)
        remark = _remark(status, about, original, remarks.get(file.sha256, ""))
        moment = seen.get(file.sha256, file.modified)
        rows.append(_receipt(file, moment, submission, status, remark))
    return sorted(rows, key=lambda row: (instant(row.received), row.file))


def status_of(kind: str, submission: Submission | None, findings: Sequence[Finding]) -> FileStatus:
    """Return the one 状态 of a file that is no copy of another."""
    if kind == PAPER:
        return FileStatus.PAPER
    if submission is None:
        return FileStatus.UNREAD
    if any(finding.severity is Severity.ERROR for finding in findings):
        return FileStatus.RETURNED
    return FileStatus.TAKEN_WITH_HINTS if findings else FileStatus.TAKEN


def _remark(status: FileStatus, findings: Sequence[Finding], original: str, remark: str) -> str:
    counts = Counter(finding.severity for finding in findings)
    match status:
        case FileStatus.DUPLICATE:
            return f"与《{original}》内容相同,只计一次"
        case FileStatus.UNREAD:
            return next((finding.message for finding in findings), "不是本系统的表")
        case FileStatus.RETURNED:
            return f"有 {counts[Severity.ERROR]} 处错误,改正后重报"
        case _:
            return remark


def _receipt(
    file: ReceivedFile, moment: datetime, submission: Submission | None, status: FileStatus, remark: str
) -> Receipt:
    return Receipt(
        moment,
        file.file,
        file.sha256,
        submission.table if submission else "",
        submission.unit if submission else "",
        submission.year if submission else None,
        status,
        remark,
    )
