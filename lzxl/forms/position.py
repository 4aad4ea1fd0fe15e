"""岗位廉政风险和自我防控承诺表: the position commitment table 二(二)1."""

from dataclasses import replace

from lzxl.forms import columns as c
from lzxl.forms.form import Column, Form, Kind

POSITION = Form(
    name="岗位承诺表",
    sheet="岗位承诺表",
    title="岗位廉政风险和自我防控承诺表",
    clause="二(二)1",
    file_name="岗位廉政风险和自我防控承诺表.xlsx",
    statement="本人对照岗位职责查找了下列廉政风险,承诺认真落实所列防控措施,主动接受监督;没有做到的,愿意按规定接受处理。",
    head=(c.UNIT_NAME, c.UNIT_ID, c.YEAR, c.FILLED),
    columns=(
        c.SERIAL,
        replace(c.PERSON_ID, carried=True),
        replace(c.PERSON_NAME, required=True, carried=True),
        replace(c.POST, required=True, carried=True),
        Column(
            "duties", "岗位职责", required=True, carried=True, width=24, prompt="本岗位的主要职责。", clause="二(二)1"
        ),
        *c.RISK_BODY,
        Column(
            "commitment_date",
            "承诺日期",
            Kind.DATE,
            required=True,
            width=11,
            prompt="本人作出承诺的日期。",
            clause="二(二)1",
        ),
        Column("appraisal", "评定意见", width=14, prompt="由所属单位负责人填写,填报时留空。", clause="二(二)1"),
        c.REVIEW,
        c.CLAIMED_LEVEL,
        c.CLAIMED_OPINION,
    ),
)
