"""The year's entries of the made-up office's deduction ledgers 二(五): accounts reach D, C, B and A. All of it is invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lzxl.sample.people import member
from lzxl.sample.tables import Row
from lzxl.sample.units import SAMPLE_UNITS

POINTS, REMINDER = "扣分", "提醒"
WHOLE_UNIT = -1  # the subject is the unit itself


@dataclass(frozen=True, slots=True)
class Event:
    """An entry as declared: ``day`` is month and day; ``unit`` and ``place`` name the subject (people.py)."""

    day: tuple[int, int]
    unit: str
    place: int
    reason: str
    item: str = ""
    points: str = "0"
    basis: str = ""
    investigator: str = ""
    grave: str = ""
    status: str = ""
    remark: str = ""


OFFICE_LEDGER = (
    Event((1, 12), "U12", 0, "春节前对经营旺季重点岗位作廉政提醒", basis="节前提醒名单"),
    Event((1, 19), "U09", 5, "工作时间擅自离岗,收购点无人值守", "K01", "1", "检查记录第3号"),
    Event((2, 27), "U17", 4, "客户货款逾期六十日未催收", "Y10", "1", "对账单"),
    Event((3, 6), "U02", 1, "车辆调度登记不全,予以提醒", basis="办公室自查表", status="撤销", remark="经核实登记齐全"),
    Event((3, 18), "U08", 3, "未经联签支付粮款", "Y07", "3", "付款凭证复印件"),
    Event((4, 2), "U14", 2, "用公款宴请代加工户", "K03", "3", "报销单据"),
    Event((4, 20), "U17", 4, "向客户索要土特产", "K06", "6", "来信核查报告"),
    Event((5, 11), "U08", 3, "操办婚宴超出报告范围", "K10", "3", "本人说明"),
    Event((5, 25), "U03", 3, "操办乔迁宴请未报告", "K10", "3", "谈话记录"),
    Event((6, 9), "U20", WHOLE_UNIT, "整改通知到期未落实", "M05", "2", "整改通知书"),
    Event((6, 18), "U19", 1, "违规出借公司资产,受到警告处分", "S06", "6", "处分决定", "本社"),
    Event((7, 3), "U16", 5, "对顾客态度恶劣,投诉属实", "K02", "1", "投诉登记"),
    Event((7, 15), "U20", WHOLE_UNIT, "去年承诺的防控措施未按时落实", "M04", "1", "倒查记录"),
    Event((7, 22), "U24", 1, "新任岗位,作任前廉政提醒", basis="任职谈话记录"),
    Event((8, 6), "U08", 3, "值班期间擅自离岗", "K01", "1", "检查记录第21号"),
    Event((8, 21), "U11", 4, "收受供货人好处,被追究刑事责任", "S09", "12", "判决通报", "检察机关", "是"),
    Event((9, 2), "U17", 4, "受到诫勉谈话", "S04", "2.5", "诫勉谈话记录"),
    Event((9, 8), "U22", 2, "代收摊位费隔夜未缴存", "", "3", "盘点表", remark="没有对应的标准项目"),
    Event((9, 15), "U03", 3, "未报告个人有关事项", "K07", "1", "抽查结果"),
    Event((9, 24), "U18", 3, "货款入个人账户三天", "Y10", "4", "银行流水", remark="金额较大,从重"),
    Event((10, 9), "U06", 4, "项目材料审核疏漏,通报批评", "S01", "1", "通报"),
)
UNIT_LEDGERS = {
    "U10": (
        Event((3, 11), "U10", 6, "上班迟到,门市部未按时开门", "K01", "1", "考勤表"),
        Event((6, 23), "U10", 3, "现金日记账漏登两笔", "", "0.5", "盘点表"),
        Event((9, 4), "U10", 4, "入库验收一人签字", "Y08", "1", "入库单"),
    ),
    "U12": (
        Event((4, 29), "U12", 5, "收购磅单填写不完整", "", "0.5", "磅单存根"),
        Event((8, 14), "U12", 2, "节日值班提醒", basis="值班安排"),
    ),
    "U17": (Event((5, 19), "U17", 6, "出库单补签", "", "0.5", "出库单"),),
    "U24": (),  # nothing to report: 零报告
}
LEDGERS = {"U05": OFFICE_LEDGER, **UNIT_LEDGERS}


def ledger_rows(unit: str, year: int) -> list[Row]:
    """Return the ledger of a unit by field; 序号 counts from 1."""
    return list(event_rows(LEDGERS[unit], year))


def event_rows(events: tuple[Event, ...], year: int, first: int = 1) -> Iterator[Row]:
    """Yield entries as rows; an entry is a reminder where it has no points."""
    for serial, event in enumerate(events, first):
        person = None if event.place == WHOLE_UNIT else member(event.unit, event.place)
        yield {
            "serial": serial,
            "day": date(year, *event.day),
            "subject_kind": "个人" if person else "单位",
            "unit_name": SAMPLE_UNITS[event.unit].name,
            "person_id": person.id if person else None,
            "person_name": person.name if person else None,
            "reason": event.reason,
            "item": event.item,
            "record_type": POINTS if Decimal(event.points) else REMINDER,
            "points": Decimal(event.points),
            "basis": event.basis,
            "investigator": event.investigator,
            "grave": event.grave,
            "status": event.status,
            "remark": event.remark,
        }
