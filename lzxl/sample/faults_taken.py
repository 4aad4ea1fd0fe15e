"""Workbooks that are odd but taken, and those that came again, as data: the file, what is odd, what must come of it."""

from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.sample.edits import Copy, Head, InsertRows, Keep, MergePeople, On, Put, Rename
from lzxl.sample.fault import HINTS, TAKEN, Fault, Told

ODD = (
    Fault(
        "样例二社/岗位承诺表.xlsx",
        "同一人的姓名等格合并了:照此人读,记一条提示",
        HINTS,
        "U09",
        POSITION,
        (MergePeople(),),
        reports=(
            Told("T140", 2, "person_name"),
            Told("T140", 4, "person_name"),
        ),
    ),
    Fault(
        "样例农资公司/岗位承诺表.xlsx",
        "日期写成文字,年份用汉字:认得,记一条提示",
        HINTS,
        "U17",
        POSITION,
        (
            Put(1, "commitment_date", "{year}年9月8日"),
            Put(2, "commitment_date", "{year}.9.8"),
            Put(3, "commitment_date", "{chinese_year}年九月八日"),
            Put(4, "deadline", "{year}年12月20日前"),
        ),
        reports=(
            Told("C104", 1, "commitment_date"),
            Told("C104", 2, "commitment_date"),
            Told("C104", 3, "commitment_date"),
            Told("C104", 4, "deadline"),
        ),
    ),
    Fault(
        "办公室/单位承诺表.xlsx",
        "工作表改了名:按表头找到,记一条提示",
        HINTS,
        "U02",
        UNIT_TABLE,
        (Rename("办公室报的表"),),
        reports=(Told("T104"),),
    ),
    Fault(
        "人事教育科/岗位承诺表.xlsx",
        "表头上面和数据中间插了空行:照样找到,不报错",
        TAKEN,
        "U03",
        POSITION,
        (InsertRows(2), InsertRows(0, 2)),
    ),
    Fault(
        "财务科/岗位承诺表.xlsx",
        "等级写成“2级”“Ⅰ级”,选项里夹了空格:认得,记提示",
        HINTS,
        "U04",
        POSITION,
        (
            Put(1, "self_level", "2级"),
            Put(2, "self_level", "Ⅰ级"),
            Put(3, "size", " 高 "),
            Put(4, "area", "大额费用 报销"),
        ),
        reports=(
            Told("C104", 1, "self_level"),
            Told("C104", 2, "self_level"),
            Told("C104", 3, "size"),
            Told("C104", 4, "area"),
        ),
    ),
    Fault(
        "资产管理科/岗位承诺表.xlsx",
        "副职照抄了正职的风险点:请本人重新查找",
        HINTS,
        "U07",
        POSITION,
        (Copy(source=1, target=3, fields=("text", "measures")),),
        reports=(Told("X160", 3, "text"),),
    ),
    Fault(
        "样例农贸市场/岗位承诺表.xlsx",
        "防控措施以等号开头:按文字保存,不当公式",
        TAKEN,
        "U22",
        POSITION,
        (Put(1, "measures", "=竞租结果张榜+每月核对实际经营人"),),
    ),
    Fault(
        "样例四社/岗位承诺表.xlsx",
        "自评二级,按三项标准应为一级:相差一级,记一条提示",
        HINTS,
        "U11",
        POSITION,
        (Put(1, "size", "高"), Put(1, "harm", "高"), Put(1, "self_level", "二级")),
        reports=(Told("X143", 1, "self_level"),),
    ),
    Fault(
        "样例一社/单位承诺表.xlsx",
        "自评三级,按三项标准应为一级:相差两级,请领导小组留意",
        HINTS,
        "U08",
        UNIT_TABLE,
        (Put(1, "size", "高"), Put(1, "harm", "高"), Put(1, "frequency", "中"), Put(1, "self_level", "三级")),
        reports=(Told("X142", 1, "self_level"),),
    ),
)
AGAIN = (
    Fault(
        "样例六社/岗位承诺表(更正).xlsx",
        "改正后重报",
        TAKEN,
        "U13",
        POSITION,
        (Head({"filled": On(10, 12)}),),
        days_later=30,
    ),
    Fault(
        "样例七社/岗位承诺表(修改).xlsx",
        "社主任重报:只替换表上写到的人,改过的风险点记一条提示",
        HINTS,
        "U14",
        POSITION,
        (
            Keep((1, 2)),
            Head({"filled": On(10, 15)}),
            Put(1, "text", "榨油车间续租时未公开招租,租金由负责人一人谈定"),
        ),
        reports=(
            Told("G103", 1, "text"),
            Told("G102"),
        ),
        days_later=40,
    ),
    Fault(
        "样例五社/单位承诺表(后到).xlsx",
        "后收到的表填表日期反而更早:不替换,请核实",
        HINTS,
        "U12",
        UNIT_TABLE,
        (Head({"filled": On(8, 28)}), Put(1, "measures", "旺季增设复磅岗")),
        reports=(Told("G101"),),
        days_later=20,
    ),
)
