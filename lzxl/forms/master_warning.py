"""The master's ledger, accounts, notices and candidates of accountability 二(五), 二(六)."""

from dataclasses import replace

from lzxl.forms import columns as c
from lzxl.forms import ledger
from lzxl.forms.form import Column, Form, Kind, Owner
from lzxl.forms.master_points import NUMBER, ORIGIN, UNIT_ID, UNIT_NAME
from lzxl.law.warning import ACCEPTANCE, GRADE, RECOGNITION

_YEAR = replace(c.computed(c.YEAR), width=7)
_SUBJECT = c.computed(ledger.SUBJECT)
_WHO = (UNIT_ID, UNIT_NAME, *c.shown(c.PERSON_ID, c.PERSON_NAME))
_GRADE = Column("grade", "预警等级", Kind.CHOICE, GRADE, owner=Owner.COMPUTED, width=7, clause="二(五)")
_DISPOSAL = Column("disposal", "处置预案", owner=Owner.COMPUTED, width=26, clause="二(五)")
_REMARK = Column("remark", "说明", owner=Owner.COMPUTED, width=36)

LEDGER_REGISTER = Form(
    name="扣分台账",
    sheet="扣分台账",
    title="廉政风险预警扣分台账(汇总)",
    clause="二(五)",
    key="number",
    columns=(
        NUMBER,
        *c.shown(ledger.DAY, ledger.SUBJECT),
        *_WHO,
        *c.shown(ledger.REASON, ledger.ITEM, ledger.RECORD, ledger.POINTS, ledger.LEDGER_BASIS),
        *c.shown(ledger.INVESTIGATED, ledger.GRAVE, ledger.STATE),
        Column(
            "recognition",
            "认定结果",
            Kind.CHOICE,
            RECOGNITION,
            owner=Owner.OFFICE,
            width=10,
            prompt="认定或不予认定。",
            clause="二(五)",
        ),
        Column("recognised_on", "认定日期", Kind.DATE, owner=Owner.OFFICE, width=12, clause="二(五)"),
        ORIGIN,
    ),
)

ACCOUNTS = Form(
    name="预警名单",
    sheet="预警名单",
    title="廉政风险预警名单",
    clause="二(五)",
    columns=(
        _YEAR,
        _SUBJECT,
        *_WHO,
        Column("total", "累计扣分", Kind.POINTS, owner=Owner.COMPUTED, width=9, clause="二(五)"),
        Column("left", "剩余分", Kind.POINTS, owner=Owner.COMPUTED, width=8, clause="二(五)"),
        _GRADE,
        Column("colour", "预警颜色", owner=Owner.COMPUTED, width=8, clause="二(五)"),
        Column("nature", "预警性质", owner=Owner.COMPUTED, width=16, clause="二(五)"),
        _DISPOSAL,
        _REMARK,
    ),
)

NOTICES = Form(
    name="预警登记",
    sheet="预警登记",
    title="廉政风险预警登记",
    clause="二(五)",
    key="number",
    columns=(
        NUMBER,
        _YEAR,
        _GRADE,
        _SUBJECT,
        *_WHO,
        Column("trigger_day", "触发日期", Kind.DATE, owner=Owner.COMPUTED, width=11, clause="二(五)", group=True),
        Column("trigger_total", "触发累计", Kind.POINTS, owner=Owner.COMPUTED, width=7, clause="二(五)", group=True),
        _DISPOSAL,
        Column("signer", "签发人", owner=Owner.OFFICE, width=9, prompt="签发通知的人。"),
        Column(
            "issued",
            "发出日期",
            Kind.DATE,
            owner=Owner.OFFICE,
            width=11,
            prompt="通知发出的日期,整改期限从此日算起。",
            clause="二(五)",
        ),
        Column("due", "整改期限", Kind.DATE, owner=Owner.COMPUTED, width=11, clause="二(六)"),
        Column("rectification", "整改情况", owner=Owner.OFFICE, width=18, clause="二(六)"),
        Column(
            "acceptance",
            "验收结果",
            Kind.CHOICE,
            ACCEPTANCE,
            owner=Owner.OFFICE,
            width=8,
            prompt="合格或不合格。",
            clause="二(六)",
        ),
        Column("accepted_on", "验收日期", Kind.DATE, owner=Owner.OFFICE, width=11, clause="二(六)"),
        Column("state", "状态", owner=Owner.COMPUTED, width=8, clause="二(六)"),
        _REMARK,
    ),
)

ACCOUNTABILITY = Form(
    name="责任追究",
    sheet="责任追究",
    title="责任追究建议(供领导小组研究)",
    clause="二(六)",
    key="number",
    columns=(
        NUMBER,
        Column("situation", "情形", owner=Owner.COMPUTED, width=6, clause="二(六)"),
        Column("party_id", "当事人编号", Kind.ID, owner=Owner.COMPUTED, width=11),
        Column("party", "当事人", owner=Owner.COMPUTED, width=14),
        UNIT_NAME,
        Column("step", "追究层级", owner=Owner.COMPUTED, width=9, clause="二(六)"),
        Column("target_id", "问责对象编号", Kind.ID, owner=Owner.COMPUTED, width=12),
        Column("target", "问责对象", owner=Owner.COMPUTED, width=10),
        c.computed(c.POST),
        Column("handler", "处理机关", owner=Owner.COMPUTED, width=10, clause="二(六)"),
        Column("grounds", "触发依据", owner=Owner.COMPUTED, width=36, clause="二(六)"),
        Column("cited", "条款", owner=Owner.COMPUTED, width=8),
        _REMARK,
        Column(
            "outcome", "问责结果", owner=Owner.OFFICE, width=20, prompt="领导小组或市纪委研究的结果。", clause="二(六)"
        ),
    ),
)
