"""Documents that were issued: written once; another is put beside it only where what it rests on has changed, and told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.office.archive import sha256_of
from lzxl.office.atomic import write_whole
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.paper.markup import Part
from lzxl.register.documents import Paper, paper_event, papers
from lzxl.workflow.bureau import Bureau

CHANGED = rule(
    "M150",
    Severity.WARNING,
    "二(五)",
    "已签发的文书所依据的登记或累计有了变化,原件没有动,按现在的登记另存为“{new}”",
    "请核对扣分台账是否更正过;要改发的,撤回原件后另行签发;不要的请删去新的一份。",
)
LOST = rule(
    "M151",
    Severity.WARNING,
    "二(五)",
    "已签发的文书不在原处了,没有另写一份同号的",
    "请从备份取回,按原来的名称放回“{folder}”;再运行一次。",
)


@dataclass(frozen=True)
class Wanted:
    """A document that has been issued: for which notice (编号), under which name, what it rests on, how it is written."""

    notice: str
    name: str
    rests: str
    write: Callable[[], list[Part]]


@dataclass
class Kept:
    """What lies there: ``files`` of the document that went out by notice and suffix, ``marks`` which one it is."""

    paths: list[Path] = field(default_factory=list)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def keep(bureau: Bureau, folder: str, wanted: Iterable[Wanted]) -> Kept:
    """Write the documents of ``folder`` that are not there yet, each once; the journal knows what they rest on."""
    office, every = bureau.desk.office, list(wanted)
    home, journal = office.folder(folder), Journal.load(office.journal, office.head)
    known, kept = papers(journal.events), Kept()
    anew = [one for one in every if all(paper.rests != one.rests for paper in known.get(one.notice, ()))]
    fresh = [one for one in anew if one.notice in known or not _there(home, one.name)]
    written = bureau.on_paper({one.notice: one.write() for one in fresh})
    for one in anew:
        name = one.name
        if one in fresh:
            name = _free(home, known[one.notice][0].name if one.notice in known else name)
            write_whole(home / f"{name}.docx", written[f"{one.notice}.docx"])
            kept.findings += [CHANGED.at(Place(f"{folder}/{one.name}"), new=name)] if one.notice in known else []
        paper = Paper(name, one.rests, sha256_of((home / f"{name}.docx").read_bytes()))
        known.setdefault(one.notice, []).append(paper)
        journal.append([paper_event(one.notice, paper)])
    _print(bureau, home, [paper.name for one in every for paper in known[one.notice]])
    for one in every:
        _take(kept, office, folder, one.notice, known[one.notice])
    return kept


def _print(bureau: Bureau, home: Path, names: Iterable[str]) -> None:
    """Lay a PDF beside each document as it lies there, where there is none yet."""
    lacking = [name for name in names if _there(home, name) and not (home / f"{name}.pdf").exists()]
    for file, data in bureau.as_pdf({name: (home / f"{name}.docx").read_bytes() for name in lacking}).items():
        write_whole(home / file, data)


def _take(kept: Kept, office: Office, folder: str, notice: str, known: list[Paper]) -> None:
    """Take up what lies there of a notice; what went out is the first that is there, and every other only lies beside."""
    home, there = office.root / folder, [paper for paper in known if _there(office.root / folder, paper.name)]
    for paper in there:
        found = [path for suffix in (".docx", ".pdf") if (path := home / f"{paper.name}{suffix}").is_file()]
        kept.paths += found
        if notice not in kept.files:
            kept.files[notice] = {path.suffix: path.read_bytes() for path in found}
    kept.marks[notice] = known[0].sha256
    if not there:
        kept.findings.append(LOST.at(Place(f"{folder}/{known[0].name}.docx"), folder=folder))


def _there(home: Path, name: str) -> bool:
    return (home / f"{name}.docx").is_file()


def _free(home: Path, name: str) -> str:
    """Return the name of a new document: its own, or the first variant that is free."""
    number, found = 1, name
    while _there(home, found):
        number += 1
        found = f"{name}(更改{number})"
    return found
