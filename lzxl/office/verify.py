"""``lzxl verify``: does the journal hold, has every original its hash, is every file known, was the master touched?"""

from collections.abc import Iterable, Sequence

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.office.archive import Archive, Original, hash_of
from lzxl.office.journal import HEADLESS, Journal
from lzxl.office.paths import ARCHIVE, INBOX, LEDGER, Office
from lzxl.register.facts import ReceivedFile
from lzxl.register.state import State

_RESTORE = "请从备份恢复“归档”目录;没有备份的,请把情况报告负责人"

LOST = rule(
    "J109",
    Severity.ERROR,
    "",
    "流水文件不见了,但{what}还在:收过哪些文件、给过哪些编号,已无从核对",
    f"{_RESTORE};从来没有汇总成功过的,汇总一次即可",
)
BROKEN = rule(
    "J110",
    Severity.ERROR,
    "",
    "流水第 {line} 行:{reason};流水靠不住,依靠它的各项(编号、来件、汇总册)没有核对",
    _RESTORE,
)
UNFINISHED = rule("J111", Severity.WARNING, "", "流水最后一行(第 {line} 行)没有写完,是运行中断所致", "再汇总一次即可")
CHANGED = rule(
    "J112",
    Severity.ERROR,
    "",
    "归档的原件内容变了(来件《{file}》)",
    f"来件还在收件目录里的,再汇总一次会恢复原件;不在的,{_RESTORE}",
)
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
    "上次汇总之后,有人打开汇总册并保存过",
    "在黄色表头的栏目(由本社填写)里填写属正常,再汇总一次即生效;其他栏目改了不算数,再汇总一次会按来件重新填",
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
    journal, state = Journal.folded(office.journal, office.head)
    lost = _lost(office)
    if lost or not trusted(journal):
        return [*(lost or _chain(journal)), *_unsound(office, state)]
    return [
        *_chain(journal),
        *_originals(office, state),
        *_received(state, received),
        *_master(office, state),
        *(STRANGE_NUMBER.at(Place(office.master.name), number=number) for number in sorted({*numbers} - state.numbers)),
    ]


def trusted(journal: Journal) -> bool:
    """Whether what the journal says can be relied on; a last line that an interrupted run left is no harm."""
    return journal.fault is None or journal.fault.unfinished


def _lost(office: Office) -> list[Finding]:
    """Tell that there is no journal although something beside it says that there was one."""
    if office.journal.exists():
        return []
    beside = {"journal.head": office.head.exists(), "归档的原件": any(Archive(office.originals).originals())}
    what = "、".join(name for name, there in beside.items() if there)
    return [LOST.at(Place(f"{ARCHIVE}/{office.journal.name}"), what=what)] if what else []


def _unsound(office: Office, state: State) -> list[Finding]:
    """Return the originals that have not the hash of their name: true whatever the journal says."""
    return [
        CHANGED.at(_place(original, office), file=state.files.get(original.sha256, "不详"))
        for original in Archive(office.originals).originals()
        if not original.sound
    ]


def _chain(journal: Journal) -> list[Finding]:
    fault, name = journal.fault, f"{ARCHIVE}/{journal.path.name}"
    told = [HEADLESS.at(Place(name))] if journal.headless else []
    if fault is None:
        return told
    place = Place(name, "", fault.line)
    return [*told, (UNFINISHED if fault.unfinished else BROKEN).at(place, line=fault.line, reason=fault.reason)]


def _originals(office: Office, state: State) -> list[Finding]:
    unsound = _unsound(office, state)
    there = {original.sha256: _place(original, office) for original in Archive(office.originals).originals()}
    told = {finding.place for finding in unsound}
    strange = [STRANGE.at(place) for sha, place in there.items() if sha not in state.files and place not in told]
    missing = sorted((file, sha) for sha, file in state.files.items() if sha not in there)
    lacking = [MISSING.at(Place(f"{INBOX}/{file}"), sha, file=file) for file, sha in missing]
    return [*unsound, *strange, *lacking]


def _place(original: Original, office: Office) -> Place:
    return Place(original.path.relative_to(office.root).as_posix())


def _received(state: State, received: Sequence[ReceivedFile]) -> list[Finding]:
    here, names = {item.sha256 for item in received}, {item.file for item in received}
    unknown = [UNKNOWN.at(Place(item.file)) for item in received if item.sha256 not in state.files]
    gone = ((sha, file) for sha, file in sorted(state.files.items()) if sha not in here)
    grown = {LEDGER} & names  # the own ledger lives on: what it was before each entry is not missed
    return unknown + [GONE.at(Place(file), sha) for sha, file in gone if file not in grown]


def _master(office: Office, state: State) -> list[Finding]:
    place = Place(office.master.name)
    if not state.master:
        return []
    if not office.master.exists():
        return [NO_MASTER.at(place)]
    return [] if state.wrote(hash_of(office.master)) else [TOUCHED.at(place)]
