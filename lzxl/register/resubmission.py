"""What is to be told when a workbook comes again: late ones, vanished rows, changed rows, nothing changed at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.model import RiskPoint
from lzxl.register.sheaves import Sheaf
from lzxl.register.state import Subject, Version

LATE = rule(
    "G101",
    Severity.WARNING,
    "二(二)",
    "收到在后,填表日期却比《{other}》早({mine} 早于 {theirs}),相同内容以填表日期在后的为准",
    "请核对哪一份是最新的;这份才是最新的,请改填表日期后重报",
)
VANISHED = rule(
    "G102",
    Severity.WARNING,
    "二(三)3",
    "{who}重报后少了 {count} 个风险点:{texts}",
    "请向单位核实;确实不再需要的不用处理,漏报的请补报",
)
REWORDED = rule(
    "G103",
    Severity.NOTE,
    "二(三)3",
    "重报时改了风险点文字,仍按原编号 {number} 登记(原文:{before})",
    "请核对是不是同一个风险点;不是同一个的,请单位先报删去的,再报新增的",
)
REVISED = rule("G104", Severity.NOTE, "二(三)3", "重报时改了内容({number}):{changes}", "不用处理,请知悉")
UNCHANGED = rule("G105", Severity.NOTE, "二(三)3", "内容与《{other}》完全相同,编号不变", "不用处理,请知悉")

_COMPARED = (
    *("post", "duties", "power", "basis", "area", "elements", "source", "ways", "size", "harm", "frequency"),
    *("self_level", "measures", "responsible", "deadline"),
)
_HEADINGS = {name: column.heading for form in (UNIT_TABLE, POSITION) for name, column in form.by_field.items()}
_LONGEST = 30


class Step(NamedTuple):
    """One workbook's rows of a subject beside the version before; ``old`` is None where that file is not here now."""

    new: Sheaf
    own: Version
    previous: Version
    old: Sheaf | None


def short(value: object) -> str:
    """Return a value as it stands in a sentence: several words joined, yes and no in words, long texts cut."""
    match value:
        case bool():
            text = "是" if value else "否"
        case tuple():
            text = "、".join(map(str, value))
        case _:
            text = str(value)
    return (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…") or "空"


def differences(old: object, new: object, headings: Mapping[str, str], names: Sequence[str]) -> str:
    """Return in words what differs between two records in the fields ``names``, ``""`` where nothing does."""
    pairs = ((headings[name], getattr(old, name), getattr(new, name)) for name in names)
    return ";".join(f"{heading} {short(a)} → {short(b)}" for heading, a, b in pairs if a != b)


def vanished(step: Step, who: str) -> list[Finding]:
    """Return a warning that lists the rows which the workbook no longer has; ``who`` is a name, ``""`` for a unit."""
    rows = zip(step.previous.texts, step.previous.numbers, strict=True)
    gone = [short(text) for text, number in rows if number not in step.own.numbers]
    place = Place(step.new.submission.file, step.new.points[0].place.sheet)
    return [VANISHED.at(place, who=who, count=len(gone), texts=";".join(gone))] if gone else []


def reworded(step: Step) -> dict[str, str]:
    """Return by number the former text of each row whose text was changed."""
    texts = dict(zip(step.own.numbers, step.own.texts, strict=True))
    rows = zip(step.previous.numbers, step.previous.texts, strict=True)
    return {number: text for number, text in rows if texts.get(number, text) != text}


def changed(step: Step) -> list[Finding]:
    """Return a note for each row with a changed text, and for each with other changes."""
    former = reworded(step)
    rows: dict[str, RiskPoint] = {}
    if step.old:
        rows = dict(zip(step.previous.numbers, step.old.points, strict=True))
    findings = []
    for number, point in zip(step.own.numbers, step.new.points, strict=True):
        if number in former:
            findings.append(REWORDED.at(point.place, point.text, number=number, before=short(former[number])))
        changes = differences(rows[number], point, _HEADINGS, _COMPARED) if number in rows else ""
        if changes:
            findings.append(REVISED.at(point.place, number=number, changes=changes))
    return findings


def late(versions: Sequence[Sheaf]) -> list[Finding]:
    """Return a warning for each workbook that was received after one of a later 填表日期."""
    findings = []
    for sheaf in versions:
        own = sheaf.submission
        rivals = [
            (other.submission.filled, other.submission.file)
            for other in versions
            if own.filled and other.submission.filled and other.order[1] < sheaf.order[1]
        ]
        theirs, file = max(rivals, default=(own.filled, ""))
        if theirs and own.filled and theirs > own.filled:
            findings.append(LATE.at(Place(own.file), own.filled, other=file, mine=own.filled, theirs=theirs))
    return findings


def unchanged(by_subject: Mapping[Subject, Sequence[Sheaf]]) -> list[Finding]:
    """Return a note for each workbook whose every row stands the same in the workbook before it."""
    pairs: defaultdict[str, list[tuple[Sheaf, Sheaf | None]]] = defaultdict(list)
    for versions in by_subject.values():
        for place, sheaf in enumerate(versions):
            pairs[sheaf.sha256].append((sheaf, versions[place - 1] if place else None))
    findings = []
    for both in pairs.values():
        others = [old.submission.file for new, old in both if old and old.points == new.points]
        if len(others) == len(both):
            place_of = Place(both[0][0].submission.file)
            findings.append(UNCHANGED.at(place_of, other="》《".join(sorted(set(others)))))
    return findings
