"""签发人 and 发出日期 that somebody has changed in the master after a notice was issued: the document stays as it is, and it is told."""

from collections.abc import Iterable, Iterator, Mapping

from lzxl.cells import Place
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.master_warning import NOTICES
from lzxl.forms.registry import MASTER_FILE
from lzxl.register.documents import Issued
from lzxl.workflow.notice_words import Issue

CHANGED = rule(
    "M153",
    Severity.WARNING,
    "二(五)",
    "{notice} 的{what}签发以后有人改过:已签发的文书({number})上是“{then}”,汇总册里现在是“{now}”",
    "已签发的文书没有动。汇总册填错了的,请改回来;文书上错了的,请收回原件,另行签发。",
)


def entered_since(issues: Iterable[Issue], known: Mapping[str, Issued]) -> list[Finding]:
    """Return a finding for each that differs from what stands on the document. ``known``: by 编号."""
    return [
        CHANGED.at(
            Place(MASTER_FILE, NOTICES.sheet),
            now,
            notice=one.notice.number,
            number=then.number,
            what=what,
            then=was,
            now=now,
        )
        for one in issues
        if (then := known.get(one.notice.number))
        for what, was, now in _pairs(one, then)
        if was != now
    ]


def _pairs(one: Issue, then: Issued) -> Iterator[tuple[str, str, str]]:
    yield "签发人", then.signer, one.signer or "空着"
    yield "发出日期", then.day, one.issued.isoformat() if one.issued else "空着"
