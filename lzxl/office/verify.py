"""``lzxl verify``: does the journal hold, has every original its hash, is every file known, was the master touched?"""

from collections.abc import Iterable, Sequence

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.office.archive import Archive, hash_of
from lzxl.office.journal import HEADLESS, Journal
from lzxl.office.paths import ARCHIVE, INBOX, Office
from lzxl.register.facts import ReceivedFile
from lzxl.register.state import State, fold

_RESTORE = "请从备份恢复“归档”目录;没有备份的,请把情况报告负责人"

BROKEN = rule("J110", Severity.ERROR, "", "流水第 {line} 行:{reason}", _RESTORE)
UNFINISHED = rule("J111", Severity.WARNING, "", "流水最后一行(第 {line} 行)没有写完,是运行中断所致", "再汇总一次即可")
CHANGED = rule("J112", Severity.ERROR, "", "归档的原件内容变了(来件《{file}》)", _RESTORE)
MISSING = rule(
    "J113", Severity.ERROR, "", "归档里缺少来件《{file}》的原件", "请把原来的来件放回收件目录后再汇总一次,或从备份恢复"
)
STRANGE = rule(
    "J114",
    Severity.WARNING,
    "",
    "归档里有一个流水没有记载的原件",
    "请核对是谁放进去的;再汇总一次会补记还在收件目录里的文件",
)
UNKNOWN = rule("J115", Severity.WARNING, "", "还没有汇总过", "请运行 lzxl consolidate")
GONE = rule(
    "J116",
    Severity.NOTE,
    "",
    "收过这个文件,现在收件目录里没有了(原件在归档里)",
    "不用处理;要重新计入的,请把它放回收件目录",
)
NO_MASTER = rule("J117", Severity.WARNING, "", "汇总册不见了", "请再汇总一次,编号和本社填写的内容都会恢复")
TOUCHED = rule(
    "J118",
    Severity.NOTE,
    "",
    "汇总册在上次汇总之后保存过(填写带“本社”栏目的属正常)",
    "再汇总一次:本社填写的栏目照旧保留,其他栏目按来件重算",
)
STRANGE_NUMBER = rule(
    "J119",
    Severity.WARNING,
    "",
    "汇总册里的编号 {number} 流水里没有给过",
    "请核对是否有人改过编号;再汇总一次会按流水恢复",
)


def verify(office: Office, received: Sequence[ReceivedFile] = (), numbers: Iterable[str] = ()) -> list[Finding]:
    """Prove that journal, originals, received files and master agree; return all that does not.

    ``received``: what is in 收件 now. ``numbers``: those of both risk registers in the master. A chain shows an edit inside
    the journal; whoever rewrites journal and journal.head together is not found out (compare a printed head for that).
    """
    journal = Journal.load(office.journal, office.head)
    state = fold(journal.events)
    return [
        *_chain(journal),
        *_originals(office, state),
        *_received(state, received),
        *_master(office, state),
        *(STRANGE_NUMBER.at(Place(office.master.name), number=number) for number in sorted({*numbers} - state.numbers)),
    ]


def _chain(journal: Journal) -> list[Finding]:
    fault, name = journal.fault, f"{ARCHIVE}/{journal.path.name}"
    told = [HEADLESS.at(Place(name))] if journal.headless else []
    if fault is None:
        return told
    place = Place(name, "", fault.line)
    return [*told, (UNFINISHED if fault.unfinished else BROKEN).at(place, line=fault.line, reason=fault.reason)]


def _originals(office: Office, state: State) -> list[Finding]:
    findings, there = [], set()
    for original in Archive(office.originals).originals():
        place = Place(original.path.relative_to(office.root).as_posix())
        there.add(original.sha256)
        if not original.sound:
            findings.append(CHANGED.at(place, file=state.files.get(original.sha256, "不详")))
        elif original.sha256 not in state.files:
            findings.append(STRANGE.at(place))
    missing = sorted((file, sha) for sha, file in state.files.items() if sha not in there)
    return findings + [MISSING.at(Place(f"{INBOX}/{file}"), sha, file=file) for file, sha in missing]


def _received(state: State, received: Sequence[ReceivedFile]) -> list[Finding]:
    here = {item.sha256 for item in received}
    unknown = [UNKNOWN.at(Place(item.file)) for item in received if item.sha256 not in state.files]
    return unknown + [GONE.at(Place(file), sha) for sha, file in sorted(state.files.items()) if sha not in here]


def _master(office: Office, state: State) -> list[Finding]:
    place = Place(office.master.name)
    if not state.master:
        return []
    if not office.master.exists():
        return [NO_MASTER.at(place)]
    return [] if hash_of(office.master) == state.master else [TOUCHED.at(place)]
