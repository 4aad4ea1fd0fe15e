"""``lzxl warn --holiday 名称`` (节前提醒) 二(五): one no-fault text to all units before a holiday, with a list to sign."""

from datetime import date
from pathlib import Path

from lzxl.excel.read import Reader
from lzxl.law.scope import head_of
from lzxl.model import Unit
from lzxl.office.errors import OfficeError
from lzxl.office.lock import run_lock
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.workflow.bureau import Bureau, outgoing
from lzxl.workflow.consolidate import settle
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.outgoing import write_outgoing
from lzxl.workflow.receive import Advance, quiet

KIND = "节前提醒"
_LETTER, _LIST = "节前提醒", "签收表"


def remind_before(root: Path, holiday: str, *, year: int | None, today: date, advance: Advance = quiet) -> Report:
    """Run the line, then write 预警/节前提醒 …: the text and the list to sign, and a message to each unit.

    It is nobody's notice: nothing of it gets into 预警登记. The messages carry no names; the list stays in the office.
    """
    name = " ".join(holiday.split())
    if not name:
        raise OfficeError("请写明是什么节日,如 --holiday 元旦春节。")
    office = Office.open(root)
    with run_lock(office, KIND), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance)
        bureau = Bureau(outcome.desk, safe_name(f"{KIND} {name}"))
        units = list(outcome.desk.roster.units.values())
        values = {"节日": name, "单位": ""}
        rows = [{"单位": unit.name, "负责人": _head(unit, outcome)} for unit in units]
        letters = {
            _LETTER: bureau.write(_LETTER, values),
            _LIST: bureau.write(_LIST, {"节日": name, "单位们": rows}),
        }
        papers = bureau.on_paper(letters)
        messages = [outgoing(KIND, unit, bureau.write(_LETTER, values | {"单位": unit.name}), {}) for unit in units]
        folder = f"预警/{safe_name(f'{KIND} {name}')}"
        written = write_outgoing(office, folder, messages, outcome.desk.roster, bureau.sender, loose=papers)
        bureau.close()
    made = [office.root / folder / paper for paper in papers]
    sentence = (
        f"{name}廉政提醒已备好:一份文字发 {len(units)} 个单位,签收表和邮件草稿在“{folder}”目录里。{bureau.no_pdf}"
    )
    return outcome.report(sentence, made, written.findings)


def _head(unit: Unit, outcome: Outcome) -> str:
    roster = outcome.desk.roster
    person = roster.people.get(head_of(unit.kind, unit.head, roster.director))
    return person.name if person else ""
