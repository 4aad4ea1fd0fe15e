"""The made-up office's roster (名册) as a workbook: units, people, and the settings that differ from the defaults."""

from lzxl.cells import Out, WorkbookOut
from lzxl.forms.roster_layout import roster_workbook
from lzxl.sample.people import MEMBERS, Member, leader, member
from lzxl.sample.units import LEDGER_UNIT, OFFICE_NAME, SAMPLE_UNITS, TOP, SampleUnit

LEADERS_BY_NAME = ("U02", "U08")  # their heads and leaders stand by name, the others by id: both are understood


def roster(year: int) -> WorkbookOut:
    """Return the roster of the office for a year."""
    settings: dict[str, Out] = {"本社名称": OFFICE_NAME, "年度": year, "台账单位": LEDGER_UNIT}
    units = [_unit(unit) for unit in SAMPLE_UNITS.values()]
    return roster_workbook(settings, units, [_person(person) for person in MEMBERS.values()])


def _named(unit: SampleUnit, person: Member) -> str:
    return person.name if unit.id in LEADERS_BY_NAME else person.id


def _unit(unit: SampleUnit) -> dict[str, Out]:
    return {
        "id": unit.id,
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind_name,
        "head": _named(unit, member(unit.id)),
        "leader": "" if unit.id == TOP else _named(unit, leader(unit)),
        "mail": f"{unit.id.lower()}@example.invalid",
        "aliases": f"{unit.short_name}本部" if unit.role == "firm" else "",
    }


def _person(person: Member) -> dict[str, Out]:
    return {
        "id": person.id,
        "name": person.name,
        "unit": person.home.id,
        "post": person.post.name,
        "rank": person.post.rank,
        "superior": "",
        "key_post": "是" if person.post.key else "否",
        "mail": f"{person.id.lower()}@example.invalid",
    }
