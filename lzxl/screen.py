"""Reports on a terminal: findings by file, errors first, the same message once; progress with counts."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from json import JSONEncoder
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from lzxl.explain import Explanation
from lzxl.findings import Finding, Severity, in_order
from lzxl.report import Report

Advance = Callable[[int, int], None]  # (done, of all)

_LOOK = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_CELLS_SHOWN = 6


def utf8_streams() -> None:
    """Make both streams UTF-8 that never fails on a character, on a Windows console too."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def console() -> Console:
    """Return the console for findings and sentences; plain lines that never wrap when piped."""
    return Console(highlight=False, soft_wrap=True)


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Advance]:
    """Show a counted bar on standard error while work goes on; nothing when piped or ``quiet``."""
    target = Console(stderr=True)
    if quiet or not target.is_terminal:
        yield lambda _done, _of: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=target, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def show(report: Report, *, every_note: bool = False) -> None:
    """Print what was received, what was found, and the sentence at the end."""
    out = console()
    _show_receipts(out, report)
    listed = frozenset() if every_note else report.listed
    _show_findings(out, [one for one in report.findings if one not in listed], every_note=every_note)
    _count_listed(out, [one for one in report.findings if one in listed])
    for path in report.written:
        out.print(f"已生成:{escape(str(path))}")
    for line in report.lines:
        out.print(escape(line))
    out.print(f"[bold]{escape(report.sentence)}[/bold]")


def show_json(document: object) -> None:
    """Print the one JSON document of ``--json``, piece by piece: as one text a long one would take much memory."""
    for piece in JSONEncoder(ensure_ascii=False, indent=1).iterencode(document):
        sys.stdout.write(piece)
    sys.stdout.write("\n")
    sys.stdout.flush()


def _show_receipts(out: Console, report: Report) -> None:
    counts = Counter(receipt.status.value for receipt in report.receipts)
    if counts:
        parts = " · ".join(f"{status} {number}" for status, number in counts.most_common())
        out.print(f"收到 {len(report.receipts)} 个文件:{parts}")


def _show_findings(out: Console, findings: Iterable[Finding], *, every_note: bool) -> None:
    ordered = in_order(findings)
    shown = [finding for finding in ordered if every_note or finding.severity is not Severity.NOTE]
    for severity, of_severity in groupby(shown, key=lambda finding: finding.severity):
        for file, of_file in groupby(of_severity, key=lambda finding: finding.place.file):
            out.print(f"[{_LOOK[severity]}]{severity.value}[/] {escape(file) or '(汇总)'}")
            for line in _grouped(of_file):
                out.print(f"  {escape(line)}")
    hidden = len(ordered) - len(shown)
    if hidden:
        out.print(f"[{_LOOK[Severity.NOTE]}]提示[/] 另有 {hidden} 条,不影响汇总,用 --notes 逐条显示。")


def _count_listed(out: Console, findings: Iterable[Finding]) -> None:
    """Count what stands in 问题清单 besides."""
    counts = Counter(finding.severity for finding in findings)
    if counts:
        parts = "、".join(f"{severity.value} {counts[severity]} 条" for severity in Severity if counts[severity])
        out.print(f"收到的材料有{parts},见汇总册“问题清单”;要在屏幕上看,用 --notes,或运行 lzxl consolidate。")


def _grouped(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one line for each message, with the cells it concerns."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.place.sheet, finding.message, finding.cure), []).append(finding)
    for (code, sheet, message, cure), same in groups.items():
        cells = list(dict.fromkeys(finding.place.address for finding in same if finding.place.address))
        where = "、".join(cells[:_CELLS_SHOWN]) + (f" 等 {len(cells)} 处" if len(cells) > _CELLS_SHOWN else "")
        place = "!".join(part for part in (sheet, where) if part)
        yield f"{code} {place}{':' if place else ''}{message} 改法:{cure}"


def complain(sentence: str) -> None:
    """Print why nothing was done, on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(escape(sentence))


def log(text: str) -> Path:
    """Keep a traceback in the user's log file and return its path; nothing of it reaches the screen."""
    folder = Path.home() / ".lzxl"
    folder.mkdir(exist_ok=True)
    path = folder / "lzxl.log"
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"{text}\n")
    return path


def show_explanations(lines: Iterable[Explanation]) -> None:
    """Print clause, rule and where it is seen, one clause after the other."""
    out = console()
    for (clause, subject), of_clause in groupby(lines, key=lambda line: (line.clause, line.subject)):
        out.print(f"[bold]{clause}[/bold] {escape(subject)}")
        for line in of_clause:
            where = " · ".join(part for part in (line.sheet, line.column) if part)
            out.print(escape(f"  {line.rule}{f'  → {where}' if where else ''}"))


def tell(sentences: Iterable[str]) -> None:
    """Print plain sentences, one a line."""
    out = console()
    for sentence in sentences:
        out.print(escape(sentence))
