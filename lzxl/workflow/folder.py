"""``lzxl init``, ``distribute`` and ``verify``: the office folder made, its templates handed out, its state proved."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lzxl.cells import Value, WorkbookOut
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Finding
from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.roster_layout import roster_workbook
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.model import Unit
from lzxl.office.atomic import write_whole
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.office.verify import verify as prove
from lzxl.report import Report
from lzxl.workflow.cover import cover
from lzxl.workflow.desk import Desk, open_desk
from lzxl.workflow.handing_out import HANDED_OUT, Handing, unit_folders
from lzxl.workflow.receive import what_came
from lzxl.workflow.touched import touched_master


def init(root: Path, *, name: str, year: int) -> Report:
    """Make an office folder: roster with headings and settings, the sub-folders; a non-empty folder is refused."""
    office = Office.create(root)
    settings: dict[str, Value] = {"年度": year}
    if name:
        settings["本社名称"] = name
    write_whole(office.roster, render(roster_workbook(settings)))
    return Report(
        f'工作目录已建好。下一步:在“{office.roster.name}”里登记单位和人员,然后运行 lzxl distribute "{root}"。',
        written=(office.roster,),
    )


def distribute(root: Path, *, year: int | None, today: date, letters: bool = False) -> Report:
    """Make a folder for each unit with its templates, unit, year and people filled in 二(二).

    A table in which somebody has typed since it was handed out is left alone; the new one is put beside it.
    ``letters``: also a cover for each unit, with the tables in an unsent mail, under 往来/下发.
    """
    office = Office.open(root)
    with run_lock(office, "下发"), Reader() as reader:
        desk = open_desk(office, reader, year=year, today=today)
        handing = Handing(office)
        folder = office.folder(HANDED_OUT)
        names = unit_folders(desk.roster.units.values())
        for unit in desk.roster.units.values():
            own = office.folder(f"{HANDED_OUT}/{names[unit.id]}")
            for form, workbook in _handed_out(unit, desk).items():
                handing.write(own / form.file_name, render(workbook))
        handing.keep()
        told, more = cover(desk, handing.written, names) if letters else ([], "")
    return Report(
        f"已给 {len(desk.roster.units)} 个单位备好 {len(handing.written)} 份表,在“{HANDED_OUT}”目录里,一个单位一个文件夹。{more}",
        findings=[*handing.told, *told, *desk.findings],
        written=(folder,),
        unit_names=desk.unit_names,
    )


def _handed_out(unit: Unit, desk: Desk) -> Mapping[Form, WorkbookOut]:
    """Return the tables that a unit gets: those it owes, and the ledger."""
    head: dict[str, Value] = {"unit_name": unit.name, "unit_id": unit.id, "year": desk.year}
    people: list[dict[str, Value | tuple[str, ...]]] = [
        {"serial": number, "person_id": person.id, "person_name": person.name, "post": person.post}
        for number, person in enumerate(
            (p for p in desk.roster.people.values() if p.unit == unit.id and p.rank.owes_position_table), 1
        )
    ]
    books = {POSITION: template(POSITION, head, people, figures=desk.figures)} if people else {}
    if unit.kind.owes_unit_table:
        promiser = desk.roster.people.get(unit.head)
        books[UNIT_TABLE] = template(
            UNIT_TABLE, {**head, "promiser": promiser.name if promiser else None}, figures=desk.figures
        )
    books[LEDGER] = template(LEDGER, head, figures=desk.figures)
    return books


def verify(root: Path) -> Report:
    """Prove that originals, journal, received files and master agree, and name what was touched."""
    office = Office.open(root)
    received, _ = what_came(office)
    with Reader() as reader:
        numbers, changes = touched_master(office, reader)
    findings: list[Finding] = [*prove(office, received, numbers), *changes]
    told = "核验完成:" + (f"有 {len(findings)} 处要看。" if findings else "原件、流水和汇总册一致。")
    return Report(told, findings=findings)
