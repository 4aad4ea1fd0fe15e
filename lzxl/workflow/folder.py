"""``lzxl init``, ``distribute`` and ``verify``: the office folder made, its templates handed out, its state proved."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lzxl.cells import Place, Value, WorkbookOut
from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.roster_layout import roster_workbook
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.model import Unit
from lzxl.office.archive import hash_of, sha256_of
from lzxl.office.atomic import write_whole
from lzxl.office.journal import Journal
from lzxl.office.lock import run_lock
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.office.verify import verify as prove
from lzxl.register.state import Event, fold
from lzxl.report import Report
from lzxl.workflow.desk import Desk, open_desk
from lzxl.workflow.receive import what_came
from lzxl.workflow.touched import touched_master

HANDED_OUT = "下发"

TYPED_IN = rule(
    "M110",
    Severity.WARNING,
    "二(二)",
    "下发后有人改过这份表,没有覆盖;新的另存为“{new}”",
    "填好的请放到收件目录;不要的请删去,再下发一次。",
)


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


def distribute(root: Path, *, year: int | None, today: date) -> Report:
    """Make a folder for each unit with its templates, unit, year and people filled in 二(二).

    A table in which somebody has typed since it was handed out is left alone; the new one is put beside it.
    """
    office = Office.open(root)
    with run_lock(office, "下发"), Reader() as reader:
        desk = open_desk(office, reader, year=year, today=today)
        journal = Journal.load(office.journal, office.head)
        told = journal.sound()
        known = fold(journal.events).handed_out
        folder = office.folder(HANDED_OUT)
        names: set[str] = set()
        new: dict[str, str] = {}
        for unit in desk.roster.units.values():
            names.add(name := safe_name(f"{unit.id} {unit.name}", names))
            own = office.folder(f"{HANDED_OUT}/{name}")
            for form, workbook in _handed_out(unit, desk).items():
                data = render(workbook)
                path = _free(own / form.file_name, data, known, office)
                if path.name != form.file_name:
                    told.append(TYPED_IN.at(Place(_path(own / form.file_name, office)), new=path.name))
                write_whole(path, data)
                new[_path(path, office)] = sha256_of(data)
        changed = {path: sha for path, sha in new.items() if known.get(path) != sha}
        journal.append([Event("handed_out", {"files": changed})] if changed else [])
    return Report(
        f"已给 {len(desk.roster.units)} 个单位备好 {len(new)} 份表,在“{HANDED_OUT}”目录里,一个单位一个文件夹。",
        findings=[*told, *desk.findings],
        written=(folder,),
        unit_names=desk.unit_names,
    )


def _path(path: Path, office: Office) -> str:
    return path.relative_to(office.root).as_posix()


def _free(path: Path, data: bytes, known: Mapping[str, str], office: Office) -> Path:
    """Return where a template may be written: ``path``, or beside it where somebody has typed into what stands there."""
    number = 1
    target = path
    while target.is_file() and hash_of(target) not in (sha256_of(data), known.get(_path(target, office))):
        number += 1
        target = path.with_stem(f"{path.stem}({number})")
    return target


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
