"""``lzxl warn`` (预警通知) 二(五): notices under 预警/, drafts until they are signed and dated in the master; the warning sheet.

待签发/ holds drafts, 已签发/ what has a number and is never written over, 邮寄/ the messages to units.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from lzxl.cells import Place
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Finding, Severity, rule
from lzxl.law.warning import CLOSED, GRADES, WITHDRAWN
from lzxl.mail.outgoing import Outgoing
from lzxl.model import Notice
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.paper.markup import Part
from lzxl.register.documents import Issued, document_event, documents, draft_number, issued_as, next_number
from lzxl.report import Report
from lzxl.workflow.bureau import Bureau, outgoing, setting
from lzxl.workflow.consolidate import settle
from lzxl.workflow.entered_since import entered_since
from lzxl.workflow.kept import Kept, Wanted, keep
from lzxl.workflow.notice_words import Issue, issues, names_others, notice_values, rests_on, withdrawal_values
from lzxl.workflow.on_paper import on_paper, paper_files
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.outgoing import write_outgoing
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.print_warning import warning_books
from lzxl.workflow.receive import Advance, quiet
from lzxl.workflow.renewed import renew

HOME = "预警"
DRAFTS, ISSUED, WITHDRAWALS, MAILED = (f"{HOME}/{name}" for name in ("待签发", "已签发", "撤回", "邮寄"))
KIND = "预警通知"

LEFT_OUT = rule(
    "M152",
    Severity.NOTE,
    "二(五)",
    "{notice} 的事由、依据里有别的单位的人员,通知书上换成了“×××”",
    "请核对通知书读起来是否清楚;要改写的,在扣分台账里改事由。",
)
_NOTICE, _WITHDRAWAL, _COLLECT, _ENCLOSED = "预警通知书", "撤回通知", "领取通知", "送达通知"


def warn(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line, then write every notice of 预警登记, what is withdrawn, the messages to units, and the warning sheet."""
    office = Office.open(root)
    with run_lock(office, "预警通知"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at, papers=True)
        bureau = Bureau(outcome.desk, KIND)
        every = issues(outcome)
        numbers = _numbered(bureau, [one for one in every if one.ready and one.notice.state != WITHDRAWN])
        issued = [one for one in every if one.notice.number in numbers]
        waiting = [one for one in every if one.notice.number not in numbers and _due_to_go(one.notice)]
        findings = [_left_out(one.notice) for one in waiting if names_others(one.notice, outcome)]
        findings += _drafts(bureau, outcome, waiting)
        standing = [one for one in issued if one.notice.state != WITHDRAWN]
        kept = keep(bureau, ISSUED, [_wanted(bureau, outcome, one, numbers) for one in standing])
        findings += kept.findings + entered_since(standing, issued_as(Journal.load(office.journal, office.head).events))
        findings += _withdrawals(bureau, outcome, issued, numbers)
        findings += _messages(bureau, outcome, standing, kept, numbers)
        bureau.close()
        books = {name: render(book) for name, book in warning_books(outcome, by_unit=False).items()}
        no_pdf = on_paper(office.folder(HOME), books)
        sheets = [office.root / HOME / name for name in paper_files(books, with_pdf=not no_pdf)]
    return outcome.report(_sentence(every, waiting, len(standing), no_pdf), [*sheets, *kept.paths], findings)


def _numbered(bureau: Bureau, issued: Iterable[Issue]) -> dict[str, str]:
    """Return the number (文号) of every issued notice by 编号; those that have none yet are given theirs, for good."""
    journal = Journal.load(bureau.desk.office.journal, bureau.desk.office.head)
    given, new = documents(journal.events), []
    code = setting(bureau.desk.figures, "机关代字")
    for one in sorted(issued, key=lambda one: (one.issued or date.max, one.notice.number)):
        if one.notice.number not in given and one.issued:
            given[one.notice.number] = next_number(code, one.issued.year, given)
            about = Issued(given[one.notice.number], one.signer, one.issued.isoformat())
            new.append(document_event(one.notice.number, about))
    journal.append(new)
    return given


def _letter(bureau: Bureau, outcome: Outcome, one: Issue, numbers: Mapping[str, str]) -> list[Part]:
    blank = draft_number(setting(bureau.desk.figures, "机关代字"), one.notice.year)
    number = numbers.get(one.notice.number, "")
    return bureau.write_anew(_NOTICE, notice_values(one, outcome, draft=not number) | {"文号": number or blank})


def _name(one: Issue, numbers: Mapping[str, str]) -> str:
    """Return a document's file name: its number once it has one, else 编号; grade and name."""
    number = numbers.get(one.notice.number, one.notice.number)
    return safe_name(f"{number} {one.notice.grade}级 {one.name}")


def _wanted(bureau: Bureau, outcome: Outcome, one: Issue, numbers: Mapping[str, str]) -> Wanted:
    return Wanted(
        one.notice.number,
        _name(one, numbers),
        rests_on(one, outcome),
        lambda: _letter(bureau, outcome, one, numbers),
    )


def _due_to_go(notice: Notice) -> bool:
    """Whether a notice without a number is still to be issued: one without fault counts as closed once it has a day."""
    return notice.state != WITHDRAWN and not (GRADES[notice.grade].fault and notice.state == CLOSED)


def _left_out(notice: Notice) -> Finding:
    return LEFT_OUT.at(Place(DRAFTS), notice=notice.number)


def _drafts(bureau: Bureau, outcome: Outcome, waiting: Iterable[Issue]) -> list[Finding]:
    """Make 待签发 hold the notices that have no number yet."""
    papers = bureau.on_paper({_name(one, {}): _letter(bureau, outcome, one, {}) for one in waiting})
    return renew(outcome.desk.office, DRAFTS, papers)


def _withdrawals(
    bureau: Bureau, outcome: Outcome, issued: Iterable[Issue], numbers: Mapping[str, str]
) -> list[Finding]:
    """Make 撤回 hold a letter for each notice that went out and is withdrawn now."""
    gone = [one for one in issued if one.notice.state == WITHDRAWN]
    blank = draft_number(setting(bureau.desk.figures, "机关代字"), outcome.desk.year)
    letters = {
        _name(one, numbers): bureau.write_anew(
            _WITHDRAWAL, withdrawal_values(one) | {"文号": blank, "原文号": numbers[one.notice.number]}
        )
        for one in gone
    }
    return renew(outcome.desk.office, WITHDRAWALS, bureau.on_paper(letters))


def _messages(
    bureau: Bureau,
    outcome: Outcome,
    standing: Iterable[Issue],
    kept: Kept,
    numbers: Mapping[str, str],
) -> list[Finding]:
    """Make 邮寄 hold a message for each notice that is still open: please collect, or the notice itself as it is kept.

    The latter only where 「邮寄预警通知」 says so. One notice, one message, whatever else changes: none is sent again.
    """
    desk = outcome.desk
    enclosed = bool(desk.figures.get("邮寄预警通知"))
    messages: list[Outgoing] = []
    for one in standing:
        unit = desk.roster.units.get(one.notice.unit)
        number = one.notice.number
        if unit and number in kept.files and not (GRADES[one.notice.grade].fault and one.notice.state == CLOSED):
            files = _files(one, kept.files[number], numbers) if enclosed else {}
            letter = _ENCLOSED if enclosed else _COLLECT
            written = bureau.write(letter, {"单位": unit.name, "文号": numbers[number]}, *files.values())
            messages.append(outgoing(KIND, unit, written, files, f"{letter} {number} {kept.marks[number]}"))
    return write_outgoing(desk.office, MAILED, messages, desk.roster, bureau.sender).findings


def _files(one: Issue, kept: Mapping[str, bytes], numbers: Mapping[str, str]) -> dict[str, bytes]:
    """Return a notice as it is enclosed: as PDF, without LibreOffice as .docx."""
    suffix = ".pdf" if ".pdf" in kept else ".docx"
    return {f"{_name(one, numbers)}{suffix}": kept[suffix]}


def _sentence(every: Iterable[Issue], drafts: Sequence[Issue], issued: int, no_pdf: str) -> str:
    notices: list[Notice] = [one.notice for one in every]
    waiting = [one.notice.grade for one in drafts]
    lacks = "、".join(f"{one.notice.number} {one.lacks}" for one in drafts if one.lacks)
    gone = [one.number for one in notices if one.state == WITHDRAWN]
    if not notices:
        return f"没有要发的预警通知。{no_pdf}"
    counts = "、".join(f"{letter}级 {waiting.count(letter)} 份" for letter in reversed(GRADES) if letter in waiting)
    parts = [
        f"待签发 {len(waiting)} 份({counts}),在汇总册“预警登记”里填好签发人和发出日期后再运行一次,就有文号"
        if waiting
        else "",
        f"还不能给文号:{lacks}" if lacks else "",
        f"已签发 {issued} 份" if issued else "",
        f"已撤回 {len(gone)} 份:{'、'.join(gone)}" if gone else "",
    ]
    return f"{';'.join(filter(None, parts))}。都在“{HOME}”目录里。{no_pdf}"
