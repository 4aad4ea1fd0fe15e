"""廉政风险预警扣分台账: the deduction ledger of the 12 points 二(五)."""

from dataclasses import replace

from lzxl.forms import columns as c
from lzxl.forms.form import Column, Form, Kind, OneOf
from lzxl.law.accountability import INVESTIGATOR
from lzxl.law.scope import YES_NO
from lzxl.law.warning import PERSON, RECORD_TYPE, STATUS, SUBJECT_KIND

DAY = Column(
    "day", "发生日期", Kind.DATE, required=True, width=12, prompt="事情发生的日期,须在本年度内。", clause="二(五)"
)
SUBJECT = Column(
    "subject_kind",
    "对象类型",
    Kind.CHOICE,
    SUBJECT_KIND,
    required=True,
    width=10,
    prompt="个人或单位。",
    clause="二(五)",
)
REASON = Column("reason", "事由", required=True, width=34, prompt="简要写明事实。", clause="二(五)")
ITEM = Column(
    "item", "扣分项目", Kind.ID, width=10, prompt="标准扣分项目的代码;没有对应项目的可不填。", clause="二(五)"
)
RECORD = Column(
    "record_type",
    "记录类型",
    Kind.CHOICE,
    RECORD_TYPE,
    required=True,
    width=10,
    prompt="扣分,或不扣分的提醒。",
    clause="二(五)",
)
POINTS = Column(
    "points", "扣分", Kind.POINTS, required=True, width=7, prompt="大于 0、不超过 12 的正数;提醒填 0。", clause="二(五)"
)
LEDGER_BASIS = Column("basis", "依据", width=18, prompt="处理文件或证据的名称、文号。", clause="二(五)")
INVESTIGATED = Column(
    "investigator", "查处机关", Kind.CHOICE, INVESTIGATOR, width=16, prompt="由谁查处;没有的不填。", clause="二(六)"
)
GRAVE = Column(
    "grave",
    "性质恶劣",
    Kind.CHOICE,
    YES_NO,
    width=c.TWO_AND_TWO,
    prompt="性质恶劣、负面影响较大的填“是”;不填即否。",
    clause="二(六)",
)
STATE = Column("status", "状态", Kind.CHOICE, STATUS, width=8, prompt="有效或撤销;不填即有效。", clause="二(五)")

LEDGER = Form(
    name="扣分台账",
    sheet="扣分台账",
    title="廉政风险预警扣分台账",
    clause="二(五)",
    file_name="廉政风险预警扣分台账.xlsx",
    one_of=OneOf("subject_kind", PERSON, ("person_id", "person_name")),
    head=(
        c.UNIT_NAME,
        c.UNIT_ID,
        c.YEAR,
        replace(c.FILLED, required=False),
        Column(
            "zero_report",
            "零报告",
            Kind.CHOICE,
            YES_NO,
            width=6,
            prompt="本年度没有扣分和提醒的,填“是”。",
            clause="二(五)",
        ),
    ),
    columns=(
        replace(c.SERIAL, prompt="本单位本年度的登记号,一事一号,不改号、不重号。", clause="二(五)"),
        DAY,
        SUBJECT,
        replace(c.UNIT_NAME, required=False, width=16, prompt="对象所在单位;不填即本单位。", synonyms=()),
        c.PERSON_ID,
        replace(c.PERSON_NAME, prompt="对象为个人的,姓名或人员编号至少填一项。"),
        REASON,
        ITEM,
        RECORD,
        POINTS,
        LEDGER_BASIS,
        INVESTIGATED,
        GRAVE,
        STATE,
        Column("remark", "备注", width=18, prompt="扣分与标准项目不同的,说明原因。", clause="二(五)"),
    ),
)
