"""科室、单位廉政风险和防控承诺表: the unit commitment table 二(二)2."""

from lzxl.forms import columns as c
from lzxl.forms.form import Column, Form, Kind

POWER = Column("power", "职权名称", required=True, width=16, prompt="本单位的一项职权。", clause="二(四)1")
BASIS = Column(
    "basis", "行使依据", required=True, width=18, prompt="行使这项职权所依据的文件或制度。", clause="二(四)1"
)

UNIT_TABLE = Form(
    name="单位承诺表",
    sheet="单位承诺表",
    title="科室、单位廉政风险和防控承诺表",
    clause="二(二)2",
    file_name="科室、单位廉政风险和防控承诺表.xlsx",
    statement="本单位按照职权和工作流程查找了下列廉政风险,承诺认真落实所列防控措施,自觉接受监督;没有做到的,愿意按规定接受处理。",
    head=(
        c.UNIT_NAME,
        c.UNIT_ID,
        c.YEAR,
        c.FILLED,
        Column("promiser", "承诺人", required=True, width=8, prompt="本单位负责人姓名。", clause="二(二)2"),
        Column("promised", "承诺日期", Kind.DATE, required=True, width=10, prompt="作出承诺的日期。", clause="二(二)2"),
    ),
    columns=(c.SERIAL, POWER, BASIS, *c.RISK_BODY, c.REVIEW, c.CLAIMED_LEVEL, c.CLAIMED_OPINION),
)
