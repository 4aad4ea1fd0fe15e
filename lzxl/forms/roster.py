"""名册: the roster's units and people, and the office's settings (参数)."""

from lzxl.forms.form import Column, Form, Kind, Owner
from lzxl.law.scope import RANK, UNIT_KIND, YES_NO

UNITS = Form(
    name="单位",
    sheet="单位",
    title="单位名册",
    clause="二(二)2",
    key="id",
    columns=(
        Column("id", "单位编号", Kind.ID, required=True, width=10, prompt="本社自编,不重复,如 U01。", clause="二(二)"),
        Column("name", "单位名称", required=True, width=28, prompt="全称。", clause="二(二)"),
        Column("short_name", "简称", width=14),
        Column(
            "kind",
            "单位类别",
            Kind.CHOICE,
            UNIT_KIND,
            required=True,
            width=11,
            prompt="市社领导自成一个单位。",
            clause="二(二)",
        ),
        Column("head", "负责人", Kind.ID, width=11, prompt="人员编号;没有重名时也可填姓名。", clause="二(二)2"),
        Column(
            "leader", "分管(联系)领导", Kind.ID, width=15, prompt="人员编号;没有重名时也可填姓名。", clause="二(二)2"
        ),
        Column("mail", "邮箱", Kind.ID, width=24),
        Column("aliases", "别名", Kind.NAMES, width=24, prompt="其他叫法,用“、”分开。"),
    ),
)

PEOPLE = Form(
    name="人员",
    sheet="人员",
    title="人员名册",
    clause="二(二)1",
    key="id",
    columns=(
        Column("id", "人员编号", Kind.ID, required=True, width=10, prompt="本社自编,不重复,如 P001。", clause="二(二)"),
        Column("name", "姓名", required=True, width=10),
        Column("unit", "单位编号", Kind.ID, required=True, width=10, prompt="“单位”表里的编号。"),
        Column("post", "职务", required=True, width=16),
        Column("rank", "职级", Kind.CHOICE, RANK, required=True, width=10, prompt="主任只能有一人。", clause="二(二)1"),
        Column(
            "superior",
            "直接上级",
            Kind.ID,
            width=11,
            prompt="可不填;填人员编号,没有重名时也可填姓名。",
            clause="二(六)",
        ),
        Column("key_post", "重点岗位", Kind.CHOICE, YES_NO, width=10, clause="三(三)"),
        Column("mail", "邮箱", Kind.ID, width=24),
    ),
)

SETTINGS = Form(
    name="参数",
    sheet="参数",
    title="本社参数",
    clause="二(五)",
    key="item",
    columns=(
        Column("item", "项目", Kind.ID, required=True, width=24, owner=Owner.COMPUTED),
        Column("value", "值", Kind.ANY, width=26, prompt="留空即用默认值。"),
        Column("default", "默认值", Kind.ANY, width=26, owner=Owner.COMPUTED),
        Column("source", "来源", width=16, owner=Owner.COMPUTED),
        Column(
            "adopted",
            "采用日期",
            Kind.DATE,
            width=12,
            owner=Owner.OFFICE,
            prompt="领导小组通过的日期;填写前打印为“试行参数”。",
        ),
        Column("remark", "说明", width=60, owner=Owner.COMPUTED),
    ),
)
