"""What became of each received file (收文登记): every one ends in exactly one 状态, and the counts add up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from lzxl.findings import ANOTHERS, Finding, Severity
from lzxl.forms.ledger import LEDGER
from lzxl.law.schedule import FLOW_CHART
from lzxl.model import FileStatus, Receipt, Submission
from lzxl.register.facts import ReceivedFile, first_of
from lzxl.register.state import Order, instant, order_of

PAPER = "paper"
_TAKEN = (FileStatus.TAKEN, FileStatus.TAKEN_WITH_HINTS)
_NO_CHARTS: Mapping[str, str] = {}


def receipts(
    received: Sequence[ReceivedFile],
    submissions: Iterable[Submission],
    findings: Iterable[Finding],
    remarks: Mapping[str, str],
    seen: Mapping[str, datetime],
    charts: Mapping[str, str] = _NO_CHARTS,
) -> list[Receipt]:
    """Return a row for each received file, in the order of first sight.

    ``findings``: all there are, of reading, checking and registering; they belong to the file that they name.
    ``remarks``: 说明 by hash (已替换 …). ``seen``: when each was first received, by hash. ``charts``: by file the unit whose
    flow chart it is (see ``coverage.charts_by_file``).
    """
    by_hash: dict[str, Submission] = {}
    for item in sorted(submissions, key=lambda item: item.file):
        by_hash.setdefault(item.sha256, item)
    told: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in [*findings, *(f for item in by_hash.values() for f in item.findings)]:
        told[finding.place.file].append(finding)
    first = first_of(received)
    statuses = _statuses(received, by_hash, told, first)
    taken = [by_hash[file.sha256] for file in received if statuses[file.file] in _TAKEN]
    rows = []
    for file in sorted(received, key=lambda item: item.file):
        submission, status = by_hash.get(file.sha256), statuses[file.file]
        remark = remarks.get(file.sha256, "")
        if submission and status is FileStatus.RETURNED:
            remark = sent_again(submission, taken, seen)
        about = list(dict.fromkeys(told[file.file]))
        words = _remark(status, about, first.get(file.sha256, file.file), remark)
        moment = seen.get(file.sha256, file.modified)
        rows.append(_receipt(file, moment, submission, charts.get(file.file), status, words))
    return sorted(rows, key=lambda row: (instant(row.received), row.file))


def _statuses(
    received: Iterable[ReceivedFile],
    by_hash: Mapping[str, Submission],
    told: Mapping[str, Sequence[Finding]],
    first: Mapping[str, str],
) -> dict[str, FileStatus]:
    """Return 状态 by file; ``first``: by hash the one of several copies that counts."""
    return {
        file.file: FileStatus.DUPLICATE
        if first.get(file.sha256, file.file) != file.file
        else status_of(file.kind, by_hash.get(file.sha256), told.get(file.file, ()))
        for file in received
    }


def sent_again(returned: Submission, taken: Iterable[Submission], seen: Mapping[str, datetime]) -> str:
    """Return the name of the latest accepted workbook that the unit sent instead, ``""`` where there is none.

    It must be later, of the same table, unit and year, and hold all that is known of the returned one: another month's
    ledger, or other people's tables, are nothing sent again. A ledger, and any table of whose rows nothing is known, must
    have as many rows, but for those that were to be taken out; and where it may be another unit's nothing is claimed.
    """
    if not _readable(returned) and _doubtful(returned):
        return ""
    content = _content(returned)
    rows = returned.rows - len(returned.leaving) if returned.table == LEDGER.name or not content else 0
    later = [
        (order_in_time(one, seen), one.file)
        for one in taken
        if (one.table, one.unit) == (returned.table, returned.unit)
        and (one.year == returned.year or returned.year is None)
        and before(returned, one, seen)
        and content <= (_readable(one) if _doubtful(one) else _content(one))
        and one.rows >= rows
    ]
    return max(later)[1] if later else ""


def order_in_time(submission: Submission, seen: Mapping[str, datetime]) -> Order:
    """Return a workbook's place in time; ``seen``: when each was first received, by hash."""
    received = seen.get(submission.sha256, submission.received)
    return order_of(submission.filled, received, submission.sha256)


def before(one: Submission, other: Submission, seen: Mapping[str, datetime]) -> bool:
    """Whether a workbook is older than another: by when they were received where either has no readable 填表日期."""
    mine, theirs = order_in_time(one, seen), order_in_time(other, seen)
    return mine < theirs if one.filled and other.filled else mine[1:] < theirs[1:]


def _doubtful(submission: Submission) -> bool:
    """Whether a workbook may be another unit's than its head says."""
    return any(finding.code in ANOTHERS for finding in submission.findings)


def _readable(submission: Submission) -> set[str | int]:
    """Return whose rows a commitment table has, or which serials a ledger has."""
    return {*(point.person for point in submission.points), *(entry.serial for entry in submission.entries)}


def _content(submission: Submission) -> set[str | int]:
    return {*_readable(submission), *submission.refused}


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
            cure = f"单位已重报《{remark}》" if remark else "改正后重报"
            return f"有 {counts[Severity.ERROR]} 处错误{';' if remark else ','}{cure}"
        case _:
            return remark


def _receipt(
    file: ReceivedFile,
    moment: datetime,
    submission: Submission | None,
    chart_of: str | None,
    status: FileStatus,
    remark: str,
) -> Receipt:
    table = FLOW_CHART if chart_of is not None else ""
    return Receipt(
        moment,
        file.file,
        file.sha256,
        submission.table if submission else table,
        submission.unit if submission else chart_of or "",
        submission.year if submission else None,
        status,
        remark,
    )
