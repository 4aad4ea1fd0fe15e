"""Both risk registers of the master (岗位风险登记册, 单位风险登记册): 登记造册 二(三)3."""

from dataclasses import replace

from lzxl.forms import columns as c
from lzxl.forms.form import Column, Form, Kind, Owner
from lzxl.forms.unit import BASIS, POWER
from lzxl.law.level import LEVEL, SCREENING

NUMBER = Column("number", "编号", Kind.ID, owner=Owner.COMPUTED, width=14.4)
UNIT_ID = replace(c.computed(c.UNIT_ID), width=7, synonyms=())
UNIT_NAME = replace(c.computed(c.UNIT_NAME), width=14, synonyms=())
REVIEWER = Column("reviewer", "审核人", owner=Owner.COMPUTED, clause="二(二)1")
ORIGIN = Column("origin", "来源", owner=Owner.COMPUTED, width=24, group=True)
HINT = Column("hint", "提示", owner=Owner.COMPUTED, width=30, group=True)

# Many columns on A4: each as narrow as its words allow, so that a printed page can still be read.
_NARROW = {
    "person_id": 7,
    "person_name": 8,
    "post": 9,
    "power": 12,
    "basis": 16,
    "area": 12.8,
    "source": 8.8,
    "text": 25,
    "ways": 8,
    **dict.fromkeys(("proposed_level", "screening", "assessed_level"), c.TWO_AND_TWO),
    "opinion": 13,
    "treatment": 11.6,
    "measures": 26,
    "responsible": 8,
    "deadline": 11,
    **dict.fromkeys(("appraiser", "reviewer"), 8),
}
_BODY = (
    *c.shown(c.AREA, c.SOURCE, c.TEXT),
    *(replace(column, group=True) for column in c.shown(c.WAYS, c.SIZE, c.HARM, c.FREQUENCY)),
    c.computed(c.SELF_LEVEL),
    Column("proposed_level", "建议等级", Kind.CHOICE, LEVEL, owner=Owner.COMPUTED, clause="二(三)2"),
    Column(
        "screening",
        "甄别结果",
        Kind.CHOICE,
        SCREENING,
        owner=Owner.OFFICE,
        prompt="保留、合并或剔除;不填即保留。",
        clause="二(三)1",
    ),
    Column(
        "assessed_level",
        "评估等级",
        Kind.CHOICE,
        LEVEL,
        owner=Owner.OFFICE,
        prompt="领导小组最终确定的等级。",
        clause="二(三)1",
    ),
    Column("opinion", "领导小组意见", owner=Owner.OFFICE, prompt="领导小组的意见。", clause="二(三)3"),
    Column("treatment", "防控要求", owner=Owner.COMPUTED, clause="二(三)2"),
    *c.shown(c.MEASURES, c.RESPONSIBLE, c.DEADLINE),
)


def _narrow(*columns: Column) -> tuple[Column, ...]:
    return tuple(replace(column, width=_NARROW.get(column.field, column.width)) for column in columns)


POSITION_REGISTER = Form(
    name="岗位风险登记册",
    sheet="岗位风险登记册",
    title="岗位廉政风险登记册",
    clause="二(三)3",
    key="number",
    columns=_narrow(
        NUMBER,
        UNIT_ID,
        UNIT_NAME,
        *c.shown(c.PERSON_ID, c.PERSON_NAME, c.POST),
        *_BODY,
        Column("appraiser", "评定人", owner=Owner.COMPUTED, clause="二(二)1"),
        REVIEWER,
        HINT,
        ORIGIN,
    ),
)

UNIT_REGISTER = Form(
    name="单位风险登记册",
    sheet="单位风险登记册",
    title="科室、单位廉政风险登记册",
    clause="二(三)3",
    key="number",
    columns=_narrow(
        NUMBER,
        UNIT_ID,
        UNIT_NAME,
        *c.shown(POWER, BASIS),
        *_BODY,
        replace(REVIEWER, clause="二(二)2"),
        HINT,
        ORIGIN,
    ),
)
