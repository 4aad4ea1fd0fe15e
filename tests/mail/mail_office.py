"""A small office with a mailbox: two units, one without an address."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lzxl.excel.write import render
from lzxl.forms.position import POSITION
from lzxl.forms.roster_layout import roster_workbook
from lzxl.forms.template import template
from lzxl.law.scope import UNIT_KINDS
from lzxl.mail.outgoing import Attachment, Outgoing, Sender, addresses
from lzxl.model import Roster, Unit
from lzxl.office.journal import Journal
from lzxl.office.paths import Office
from lzxl.register.state import Event
from lzxl.workflow.folder import init
from lzxl.workflow.outgoing import write_outgoing

YEAR, TODAY = 2026, date(2026, 11, 2)
UNITS = [
    {"id": "U00", "name": "示例社领导", "kind": "市社领导", "head": "P1"},
    {"id": "U01", "name": "样例科", "kind": "机关科室", "head": "P2", "leader": "P1", "mail": "one@example.com"},
    {
        "id": "U02",
        "name": "样例社",
        "kind": "基层社",
        "head": "P3",
        "leader": "P1",
        "mail": "two@example.com;2@example.com",
    },
    {"id": "U03", "name": "样例店", "kind": "公司", "head": "P3", "leader": "P1"},
]
PEOPLE = [
    {"id": "P1", "name": "甲主任", "unit": "U00", "post": "主任", "rank": "主任"},
    {"id": "P2", "name": "乙科长", "unit": "U01", "post": "科长", "rank": "中层"},
    {"id": "P3", "name": "丙社长", "unit": "U02", "post": "社长", "rank": "中层"},
]


def make_office(root: Path, settings: Mapping[str, Any]) -> Path:
    """Make the office folder with these settings."""
    init(root, name="示例社", year=YEAR)
    set_up(root, settings)
    return root


def set_up(root: Path, settings: Mapping[str, Any], units: list[dict[str, str]] = UNITS) -> None:
    """Write 名册.xlsx anew."""
    given = {"年度": YEAR, "本社名称": "示例供销合作社", **settings}
    (root / "名册.xlsx").write_bytes(render(roster_workbook(given, units, PEOPLE)))


def position_table(person: int = 1, text: str = "货款回收不及时") -> bytes:
    """Return a filled position table of U01."""
    who = PEOPLE[person]
    row = {
        "serial": 1,
        "person_id": who["id"],
        "person_name": who["name"],
        "post": who["post"],
        "duties": "主持样例工作",
        "area": "货款回收",
        "source": "业务流程",
        "ways": ("自己找",),
        "text": text,
        "size": "低",
        "harm": "低",
        "frequency": "低",
        "self_level": "三级",
        "measures": "每月核对",
        "responsible": "本人",
        "deadline": "长期",
        "commitment_date": date(YEAR, 9, 1),
    }
    unit = next(unit for unit in UNITS if unit["id"] == who["unit"])
    head = {"unit_name": unit["name"], "unit_id": unit["id"], "year": YEAR, "filled": date(YEAR, 9, 1)}
    return render(template(POSITION, head, [row]))


def letter(unit: str, text: str = "请改正。", kind: str = "退回", files: int = 1) -> Outgoing:
    """Return a message to a unit, to the addresses that the roster has."""
    to = addresses(next(one for one in UNITS if one["id"] == unit).get("mail", ""))
    attachments = tuple(Attachment(f"标注{number}.xlsx", b"PK") for number in range(1, files + 1))
    return Outgoing(kind, unit, to, f"关于{kind}的函", text, attachments)


def write(root: Path, *letters: Outgoing, folder: str = "退回") -> None:
    """Write messages as the verbs do."""
    units = {one["id"]: Unit(one["id"], one["name"], UNIT_KINDS[one["kind"]]) for one in UNITS}
    write_outgoing(Office.open(root), folder, letters, Roster(units), Sender("示例供销合作社", "office@example.com"))


def events(root: Path, kind: str) -> list[Event]:
    """Return the events of one kind in the journal."""
    office = Office.open(root)
    journal = Journal.load(office.journal, office.head)
    assert journal.fault is None
    return [event for event in journal.events if event.kind == kind]


def holds_secret(root: Path, secret: str) -> list[str]:
    """Return the files below a folder in which a secret stands, plain or encoded."""
    import base64

    forms = [secret.encode(), base64.b64encode(secret.encode()), secret.encode("utf-16-le")]
    forms.append(base64.b64encode(f"\0office@example.com\0{secret}".encode()))
    return [
        str(path) for path in root.rglob("*") if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]
