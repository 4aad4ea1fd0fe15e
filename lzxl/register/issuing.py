"""What the office has entered to issue a notice 二(五): whether it can have a number, and what is wrong with its days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lzxl.cells import Place, Value
from lzxl.findings import Finding, Rule, Severity, rule
from lzxl.forms.master_warning import NOTICES
from lzxl.forms.registry import MASTER_FILE
from lzxl.law.warning import WITHDRAWN
from lzxl.model import Notice

_AGAIN = "改好以后再运行一次 lzxl warn;还没有文号的,改好才给。"
UNSIGNED = rule("G150", Severity.WARNING, "二(五)", "{number} 填了发出日期,没有填签发人", "请填签发人。" + _AGAIN)
TOO_EARLY = rule(
    "G151",
    Severity.WARNING,
    "二(五)",
    "{number} 的发出日期 {value} 早于触发日期 {other},整改期限和状态照它算出,还不能当真",
    "请核对发出日期(年份写错了?)。" + _AGAIN,
)
TOO_LATE = rule(
    "G152",
    Severity.WARNING,
    "二(五)",
    "{number} 的发出日期 {value} 在今天 {other} 以后,整改期限和状态照它算出,还不能当真",
    "请填实际发出的日期;还没有发出的,先空着。" + _AGAIN,
)
ACCEPTED_EARLY = rule(
    "G153",
    Severity.WARNING,
    "二(六)",
    "{number} 的验收日期 {value} 早于发出日期 {other}",
    "请核对两个日期。",
)
_WORDS = {UNSIGNED: "没有签发人", TOO_EARLY: "发出日期早于触发日期", TOO_LATE: "发出日期在今天以后"}
_COLUMN = {column.field: at for at, column in enumerate(NOTICES.columns, 1)}


def lacking(notice: Notice, entered: Mapping[str, Value], today: date) -> str:
    """Return what a notice still lacks to have a number, in words; ``""``: nothing, or nothing has been entered yet."""
    words = [_WORDS[one] for one, *_ in _faults(notice, entered, today) if one in _WORDS]
    if entered.get("signer") and not entered.get("issued"):
        words.append("没有发出日期,或填的不是日期")
    return "、".join(words)


def issuing_faults(
    notices: Sequence[Notice], entered: Mapping[str, Mapping[str, Value]], today: date, first_row: int
) -> list[Finding]:
    """Return what is wrong with signers and days, at their places in the master that is being written.

    ``entered``: the office's cells by number, as they were understood. ``first_row``: of the first notice.
    """
    return [
        fault.at(
            Place(MASTER_FILE, NOTICES.sheet, row, _COLUMN[name]), found.get(name), number=one.number, other=other or ""
        )
        for row, one in enumerate(notices, first_row)
        if one.state != WITHDRAWN and (found := entered.get(one.number, {}))
        for fault, name, other in _faults(one, found, today)
    ]


def _faults(notice: Notice, entered: Mapping[str, Value], today: date) -> Iterator[tuple[Rule, str, date | None]]:
    """Yield (what is wrong, in which field, the day that speaks against it)."""
    issued, accepted, trigger = entered.get("issued"), entered.get("accepted_on"), notice.trigger_day
    if not isinstance(issued, date):
        return
    if not entered.get("signer"):
        yield UNSIGNED, "signer", None
    if trigger and issued < trigger:
        yield TOO_EARLY, "issued", trigger
    if issued > today:
        yield TOO_LATE, "issued", today
    if isinstance(accepted, date) and accepted < issued:
        yield ACCEPTED_EARLY, "accepted_on", issued
