"""``lzxl check``: workbooks examined without touching them; ``--mark`` writes marked copies."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from lzxl.checks.across import check_across
from lzxl.examine.brief import Brief
from lzxl.examine.pool import Examiners
from lzxl.excel.read import Reader
from lzxl.findings import Finding, Severity
from lzxl.intake.collect import Received, collect
from lzxl.intake.names import unique
from lzxl.model import Roster, Submission
from lzxl.office.atomic import write_whole
from lzxl.office.errors import OfficeError, sentence
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.register.coverage import charts_by_file
from lzxl.register.facts import first_of
from lzxl.register.receipts import receipts
from lzxl.report import Report
from lzxl.workflow.desk import Desk, open_desk
from lzxl.workflow.marked_copy import marked_copy, read_again
from lzxl.workflow.receive import WORKBOOK, Advance, named, quiet, senders


def check(
    paths: Sequence[Path],
    *,
    office: Path | None,
    mark: Path | None,
    year: int | None,
    today: date,
    advance: Advance = quiet,
) -> Report:
    """Examine workbooks, archives and folders; without an office, all that needs no roster."""
    _refuse_to_mark_inside(mark, [*paths, *([office] if office else [])])
    received, findings = _found(paths)
    seen = {file.sha256: file.modified for file in received}
    first = first_of(received)
    submissions: list[Submission] = []
    written: list[Path] = []
    findings += [finding for file in received for finding in file.findings]
    with Reader() as reader:
        desk = open_desk(Office.open(office), reader, year=year, today=today) if office else None
        brief = Brief(desk.roster, desk.figures, desk.year) if desk else Brief(year=year)
        books = [one for one in received if one.kind == WORKBOOK and first[one.sha256] == one.file]
        with Examiners(brief) as examiners:
            for done, (file, (submission, found)) in enumerate(
                zip(books, examiners.results(books, seen), strict=True), 1
            ):
                findings += found
                submissions += [submission] if submission else []
                if mark and submission and submission.findings:
                    written.append(_mark(file, submission, reader, mark, written))
                advance(done, len(books))
    roster = desk.roster if desk else Roster()
    findings += check_across(submissions, roster)
    findings += senders(received, submissions, desk) if desk else []
    return _report(received, submissions, findings, desk, written, seen)


def _refuse_to_mark_inside(mark: Path | None, places: Iterable[Path]) -> None:
    """Marked copies beside received files would be taken for received files."""
    inside = {path.resolve() for path in places if path.is_dir()}
    if mark and not inside.isdisjoint([mark.resolve(), *mark.resolve().parents]):
        raise OfficeError(f"标注的副本不能写到“{mark}”:会同来件混在一起。请另选一个目录。")


def _found(paths: Iterable[Path]) -> tuple[list[Received], list[Finding]]:
    """Return all files that the paths name: files, folders and what is in them, archives and what is in them."""
    received: dict[str, Received] = {}
    findings: list[Finding] = []
    for path in paths:
        if not path.exists():
            raise OfficeError(f"没有“{path}”这个文件或目录。请核对后再运行。")
        more, found = collect(path)
        findings += found
        for one in more:
            name = unique(one.file, received)
            received[name] = one.named(name)
    return list(received.values()), findings


def _mark(file: Received, submission: Submission, reader: Reader, folder: Path, written: Sequence[Path]) -> Path:
    """Write the unit's values into a fresh template with the marks on it, and return where."""
    book = read_again(file, reader)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise sentence(fault, folder) from fault
    name = PurePosixPath(submission.file).with_suffix("")
    path = folder / f"{safe_name(f'{name}(标注)', {path.stem for path in written})}.xlsx"
    write_whole(path, marked_copy(book, submission.findings))
    return path


def _report(
    received: Sequence[Received],
    submissions: Sequence[Submission],
    findings: Sequence[Finding],
    desk: Desk | None,
    written: Sequence[Path],
    seen: Mapping[str, datetime],
) -> Report:
    names = desk.unit_names if desk else {submission.unit: submission.unit for submission in submissions}
    everything = [*findings, *(finding for one in submissions for finding in one.findings)]
    told = list(dict.fromkeys(named(everything, submissions, names)))
    errors = sum(finding.severity is Severity.ERROR for finding in told)
    outcome = f"{errors} 处错误,请按改法改正。" if errors else "没有错误。这里只校验,没有汇总。"
    nothing = "没有校验:所写的地方没有文件。请核对目录,或写明表格的位置。"
    return Report(
        sentence=f"校验完成:{len(received)} 个文件,{outcome}" if received or told else nothing,
        receipts=receipts(
            received, submissions, findings, {}, seen, charts_by_file(received, desk.roster if desk else Roster())
        ),
        findings=told,
        written=written,
        unit_names=names,
    )
