"""The master's sheets about what came in: coverage, received files, findings, the office's entries without a row."""

from dataclasses import replace

from lzxl.forms import columns as c
from lzxl.forms.form import Column, Form, Kind, Owner
from lzxl.forms.master_points import UNIT_ID, UNIT_NAME
from lzxl.forms.roster import UNITS


def _out(field: str, heading: str, kind: Kind = Kind.TEXT, width: float = 12, clause: str = "") -> Column:
    return Column(field, heading, kind, owner=Owner.COMPUTED, width=width, clause=clause)


COVERAGE = Form(
    name="报送情况",
    sheet="报送情况",
    title="报送情况",
    clause="一(二)",
    columns=(
        UNIT_ID,
        replace(UNIT_NAME, width=26),
        replace(c.computed(UNITS.by_field["kind"]), vocabulary=None),
        _out("table", "表种", width=14),
        _out("due", "应填", Kind.WHOLE, 7, "二(二)"),
        _out("filled", "已填", Kind.WHOLE, 7),
        _out("share", "覆盖率", Kind.SHARE, 9, "一(二)"),
        _out("deadline", "截止日期", Kind.DATE, 12, "二(二)"),
        _out("state", "状态", width=9),
        _out("latest", "最近收到", Kind.DATE, 12),
    ),
)

RECEIVED = Form(
    name="收文登记",
    sheet="收文登记",
    title="收文登记",
    clause="二(三)3",
    columns=(
        _out("serial", "序号", Kind.WHOLE, 6),
        _out("received", "收到时间", Kind.MOMENT, 17),
        _out("file", "文件", width=36),
        replace(_out("sha256", "指纹", Kind.ID, 12), group=True),
        _out("table", "表种", width=12),
        _out("unit", "单位", width=22),
        _out("year", "年度", Kind.YEAR, 7),
        _out("status", "状态", width=16),
        _out("remark", "说明", width=42),
    ),
)

FINDINGS = Form(
    name="问题清单",
    sheet="问题清单",
    title="问题清单",
    clause="二(三)3",
    columns=(
        _out("severity", "级别", width=7),
        _out("unit", "单位", width=16),
        _out("file", "文件", width=34),
        _out("sheet", "工作表", width=12),
        _out("cell", "单元格", Kind.ID, 8),
        _out("code", "代码", Kind.ID, 7),
        _out("message", "问题", width=38),
        _out("value", "原值", Kind.ID, 18),
        _out("cure", "改法", width=38),
        _out("clause", "条款", width=9),
        _out("jump", "去向", Kind.LINK, 13),
    ),
)

VOID = Form(
    name="已失效记录",
    sheet="已失效记录",
    title="已失效记录(原行已不在,本社填写的内容保留在此)",
    clause="二(三)3",
    columns=(
        _out("sheet", "工作表", width=14),
        _out("number", "编号", Kind.ID, 18),
        _out("subject", "对象", width=24),
        _out("content", "原内容", width=44),
        _out("heading", "栏目", width=14),
        replace(_out("value", "本社填写", Kind.ANY, 34), owner=Owner.OFFICE),
        _out("since", "失效日期", Kind.DATE, 12),
    ),
)
