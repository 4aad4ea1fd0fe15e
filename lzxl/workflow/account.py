"""``lzxl account`` (责任追究) 二(六): papers for the leading group and letters to 市纪委, under 预警/追究. Candidates, never verdicts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from lzxl.excel.read import Reader
from lzxl.forms.master_warning import ACCOUNTABILITY
from lzxl.forms.paper_text import typeset
from lzxl.law.accountability import (
    BELOW,
    DISCIPLINE_COMMISSION,
    HIMSELF,
    MISJUDGED,
    ONE_UP,
    RELAPSED,
    TWO_UP,
    UNRECTIFIED,
)
from lzxl.model import Escalation
from lzxl.office.lock import run_lock
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.paper.markup import Part
from lzxl.register.documents import draft_number
from lzxl.report import Report
from lzxl.workflow.bureau import Bureau, setting
from lzxl.workflow.consolidate import settle
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.receive import Advance, quiet
from lzxl.workflow.renewed import renew

FOLDER = "预警/追究"
PROPOSAL, REQUEST = "责任追究建议书", "提请问责函"
_WHY: Mapping[tuple[str, str], str] = {
    (MISJUDGED, HIMSELF): "情形一:自评等级比领导小组评估的等级轻两级,可能属于风险等级定级不当。",
    (UNRECTIFIED, HIMSELF): "情形二:被启动过错廉政风险预警后,可能没有按时限整改或者整改没有达到要求。",
    (RELAPSED, HIMSELF): "情形三:被启动过错廉政风险预警后,可能仍有违纪违法行为。",
    (BELOW, ONE_UP): "情形四:下属违纪违法被上级纪检监察、检察机关查处,需要研究上一级干部的责任。",
    (BELOW, TWO_UP): "情形四:下属违纪违法被上级机关查处,并登记为性质恶劣,需要研究上二级干部的责任。",
}


def account(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line, then write a paper for each candidate of 责任追究 on whom the office has entered no outcome yet."""
    office = Office.open(root)
    with run_lock(office, "责任追究"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at, papers=True)
        bureau = Bureau(outcome.desk, "责任追究")
        open_now = _open(outcome)
        letters: dict[str, list[Part]] = {}
        for kind, rows in _grouped(open_now).values():
            name = safe_name(f"{kind}-{_called(rows[0], outcome)}", letters)
            letters[name] = bureau.write_anew(kind, _values(rows, outcome))
        papers = bureau.on_paper(letters)
        findings = renew(office, FOLDER, papers)
        bureau.close()
    made = [office.root / FOLDER / name for name in papers]
    return outcome.report(_sentence(outcome, open_now, letters, bureau.no_pdf), made, findings)


def _open(outcome: Outcome) -> list[Escalation]:
    """Return the candidates without 问责结果."""
    cells = outcome.office_cells[ACCOUNTABILITY.sheet]
    return [one for one in outcome.decisions.escalations if not cells.get(one.number, {}).get("outcome")]


def _grouped(found: Iterable[Escalation]) -> dict[tuple[str, str], tuple[str, list[Escalation]]]:
    """Return the candidates of one paper together: those about one person (where nobody is left inside, one party)."""
    groups: dict[tuple[str, str], tuple[str, list[Escalation]]] = {}
    for one in found:
        kind = REQUEST if one.handler == DISCIPLINE_COMMISSION else PROPOSAL
        groups.setdefault((kind, one.target or f"-{one.party}"), (kind, []))[1].append(one)
    return groups


def _called(one: Escalation, outcome: Outcome) -> str:
    """Return whom a paper is about, for its file name."""
    name = outcome.desk.roster.name_of
    return name(one.target) if one.target else f"{name(one.party)}的上级"


def _values(rows: Sequence[Escalation], outcome: Outcome) -> dict[str, object]:
    roster, figures = outcome.desk.roster, outcome.desk.figures
    target = roster.people.get(rows[0].target)
    grounds = dict.fromkeys((one.situation, one.step) for one in rows)
    return {
        "文号": draft_number(setting(figures, "机关代字"), outcome.desk.year),
        "对象": target.name if target else "",
        "职务": target.post if target else "",
        "对象单位": roster.units[target.unit].name if target and target.unit in roster.units else "",
        "条目": [
            {
                "编号": one.number,
                "情形": one.situation,
                "当事人": roster.name_of(one.party),
                "层级": one.step,
                "依据": typeset(one.grounds),
            }
            for one in rows
        ],
        "情形说明": [typeset(_WHY[ground]) for ground in grounds],
    }


def _sentence(outcome: Outcome, found: Sequence[Escalation], letters: Iterable[str], no_pdf: str) -> str:
    done = len(outcome.decisions.escalations) - len(found)
    if not found:
        return f"没有要提请研究的线索{f'({done} 条已填问责结果)' if done else ''}。"
    names = list(letters)
    asked = sum(name.startswith(REQUEST) for name in names)
    made = f"建议书 {len(names) - asked} 份、提请问责函 {asked} 份"
    rest = f";已填问责结果的 {done} 条不再出" if done else ""
    return f"提请研究的线索 {len(found)} 条(只是线索和建议,不是结论):{made},在“{FOLDER}”目录里{rest}。{no_pdf}"
