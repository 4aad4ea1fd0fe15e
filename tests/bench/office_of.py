"""``python office_of.py FOLDER N``: an office folder with N received workbooks of 50 rows, all made up."""

import random
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from lzxl.cells import Out
from lzxl.excel.write import render
from lzxl.forms.form import Form
from lzxl.forms.position import POSITION
from lzxl.forms.roster_layout import roster_workbook
from lzxl.forms.template import template
from lzxl.forms.unit import UNIT_TABLE
from lzxl.law.figures import default_figures
from lzxl.law.level import LEVELS, proposed
from lzxl.law.scope import KEY_AREA, RISK_SOURCE
from lzxl.office.paths import Office

YEAR = 2026
ROWS, POINTS_EACH = 50, 5  # of a workbook; of a person on a position table
FILLED = date(YEAR, 9, 1)
_FIGURES = default_figures()

_AFFAIRS = "大宗物资采购、仓房租赁招标、化肥淡季储备、专项资金拨付、人员招聘录用、工程项目发包、资产处置评估、会员股金管理、农产品收购定价、公务接待报销"
_STEPS = "需求提出、方案论证、供应商比选、合同签订、进度审核、质量验收、款项支付、档案归集、变更审批、结算审计"
_DEEDS = "擅自简化规定程序、接受当事人宴请礼品、向特定对象透露未公开信息、以个人意见代替集体研究、对明显疏漏不予指出"
_RESULTS = "造成集体资产流失、损害社员群众利益、导致优亲厚友和不公平竞争、形成账实不符和虚列支出"
_CURES = "实行双人经办并逐笔登记台账、集体研究并形成会议纪要、在公开栏公示七个工作日、每季度由财务和监察共同抽查、变更事项重新报批并留存依据"
_WORDS = {
    name: text.split("、") for name, text in zip("abcde", (_AFFAIRS, _STEPS, _DEEDS, _RESULTS, _CURES), strict=True)
}


def _point(lot: random.Random, serial: int, whose: str) -> dict[str, Out | tuple[str, ...]]:
    """Return the cells of a risk point that both commitment tables have; no two say the same."""
    a, b, c, d, e = (lot.choice(words) for words in _WORDS.values())
    size, harm, frequency = (lot.choices("高中低", (1, 3, 4))[0] for _ in range(3))
    return {
        "serial": serial,
        "area": lot.choice(KEY_AREA.items),
        "elements": ("权", "钱")[: lot.randrange(3)],
        "source": lot.choice(RISK_SOURCE.items),
        "text": f"{whose}在{a}的{b}环节第{serial}项工作中,可能{c},{d}。",
        "ways": ("自己找", "群众提")[: lot.randrange(1, 3)],
        "size": size,
        "harm": harm,
        "frequency": frequency,
        "self_level": lot.choice(list(LEVELS))
        if lot.random() < 0.1
        else proposed(size, harm, frequency, _FIGURES).level,
        "measures": f"{whose}对{a}{e};{b}由分管负责人签字确认,结果记入第{serial}号防控档案。",
        "responsible": whose,
        "deadline": lot.choice(("长期", "每季度", date(YEAR, 12, lot.randrange(1, 29)))),
    }


def _unit_row(number: int) -> dict[str, Out]:
    head = f"{number * 10:06d}"
    kind = "市社领导" if number == 0 else "机关科室" if number % 3 == 0 else "基层社"
    name = "示例县供销合作社领导" if number == 0 else f"样例第{number}基层供销合作社"
    return {"id": f"U{number:04d}", "name": name, "kind": kind, "head": head, "leader": "000000"}


def _people(unit: int) -> list[dict[str, Out]]:
    """Return the ten people of a unit; the first is its head."""
    each = ROWS // POINTS_EACH
    return [
        {
            "id": f"{unit * 10 + place:06d}",
            "name": f"样{chr(0x4E00 + unit % 900)}{chr(0x5200 + place)}",
            "unit": f"U{unit:04d}",
            "post": "主任" if place == 0 else "业务科副科长",
            "rank": "主任" if unit == place == 0 else "中层",
            "key_post": "否",
        }
        for place in range(each)
    ]


def _position_rows(lot: random.Random, unit: int) -> Iterator[Mapping[str, Out | tuple[str, ...]]]:
    serial = 0
    for person in _people(unit):
        for _ in range(POINTS_EACH):
            serial += 1
            own = {"person_id": person["id"], "person_name": person["name"], "post": person["post"]}
            yield {
                **_point(lot, serial, str(person["name"])),
                **own,
                "duties": "负责本单位购销业务的组织实施和日常监督管理",
                "commitment_date": FILLED,
            }


def _unit_rows(lot: random.Random, unit: int) -> Iterator[Mapping[str, Out | tuple[str, ...]]]:
    for serial in range(1, ROWS + 1):
        whose = f"样例第{unit}社"
        own = {"power": f"第{serial}项职权:{lot.choice(_WORDS['a'])}", "basis": "《示例县供销合作社资产管理办法》"}
        yield {**_point(lot, serial, whose), **own}


def workbook(number: int) -> tuple[str, bytes]:
    """Return name and bytes of the received workbook ``number``: by turns a unit's position table and its unit table."""
    unit, second = divmod(number, 2)
    unit += 1
    lot = random.Random(number)
    row = _unit_row(unit)
    head = {"unit_name": row["name"], "unit_id": row["id"], "year": YEAR, "filled": FILLED}
    form: Form = UNIT_TABLE if second else POSITION
    if second:
        head |= {"promiser": _people(unit)[0]["name"], "promised": FILLED}
    rows = list((_unit_rows if second else _position_rows)(lot, unit))
    return f"{row['id']}-{form.sheet}.xlsx", render(template(form, head, rows))


def make(folder: Path, count: int) -> None:
    """Make the office folder with ``count`` received workbooks."""
    office = Office.create(folder)
    units = range(count // 2 + 2)
    people = [person for unit in units for person in _people(unit)]
    settings = {"本社名称": "示例县供销合作社", "年度": YEAR}
    office.roster.write_bytes(render(roster_workbook(settings, [_unit_row(unit) for unit in units], people)))
    for number in range(count):
        name, data = workbook(number)
        (office.inbox / name).write_bytes(data)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
