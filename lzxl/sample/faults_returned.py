"""Workbooks that are held back or cannot be read, as data: the file, what somebody did to it, what must come of it."""

from lzxl.forms.ledger import LEDGER
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.sample.edits import Head, InYear, On, Overtype, Put
from lzxl.sample.fault import RETURNED, UNREAD, Fault, Told, puts
from lzxl.sample.ledgers import Event
from lzxl.sample.people import member
from lzxl.sample.tables import Row


def _person(unit: str, place: int) -> Row:
    person = member(unit, place)
    return {"person_id": person.id, "person_name": person.name}


TABLES = (
    Fault(
        "样例三社/岗位承诺表.xlsx",
        "第二行没有写风险点和完成时限:必填项为空",
        RETURNED,
        "U10",
        POSITION,
        puts(2, {"text": None, "deadline": None}),
        reports=(
            Told("C101", 2, "text"),
            Told("C101", 2, "deadline"),
        ),
    ),
    Fault(
        "样例四社/单位承诺表.xlsx",
        "自评等级写成“四级”,发生频率写成“偶尔”:不在规定用语之内",
        RETURNED,
        "U11",
        UNIT_TABLE,
        (Put(1, "self_level", "四级"), Put(3, "frequency", "偶尔")),
        reports=(
            Told("C113", 1, "self_level"),
            Told("C113", 3, "frequency"),
        ),
    ),
    Fault(
        "样例五社/岗位承诺表.xlsx",
        "第三行写的是样例六社的人:不是本单位人员",
        RETURNED,
        "U12",
        POSITION,
        puts(3, _person("U13", 1)),
        reports=(Told("X124", 3, "person_name"),),
    ),
    Fault(
        "样例六社/岗位承诺表.xlsx",
        "第一行的人名册里没有:人员不明(其后另报了改正的表)",
        RETURNED,
        "U13",
        POSITION,
        puts(1, {"person_id": None, "person_name": "无名样"}),
        reports=(Told("X121", 1, "person_name"),),
    ),
    Fault(
        "样例小商品市场/岗位承诺表.xlsx",
        "用了去年的表:年度不对",
        RETURNED,
        "U23",
        POSITION,
        (Head({"year": InYear(-1), "filled": On(9, 9, years=-1)}),),
        reports=(Told("X132", 0, "year"),),
    ),
    Fault(
        "业务指导科/单位承诺表.xlsx",
        "表头的单位编号填成了资产管理科的:与单位名称不是一家",
        RETURNED,
        "U06",
        UNIT_TABLE,
        (Overtype("单位编号", "U07"),),
        reports=(Told("X104", 0, "unit_name"),),
    ),
    Fault(
        "样例棉麻公司/岗位承诺表.xlsx",
        "加了打开密码:本社没有这个密码,读不了",
        UNREAD,
        "U19",
        POSITION,
        (),
        reports=(Told("F104"),),
        password="yangli-2026",
    ),
)


_WEIGHED = Event((3, 2), "U18", 4, "过磅单未复核", "", "0.5", "过磅单")
_SAMPLES = Event((5, 20), "U20", 3, "样品出库未登记", "", "0.5", "出库单")
_SCALES = Event((10, 16), "U09", 4, "磅秤未按期送检", "", "1", "检定记录")
_STORE = (Event((4, 8), "U21", 3, "出库单未盖章", "", "2"), Event((6, 3), "U21", 4, "温度记录缺两天", "", "0.5"))
LEDGERS = (
    Fault(
        "样例再生资源公司/扣分台账.xlsx",
        "第二行的发生日期是去年的:不在本年度",
        RETURNED,
        "U18",
        LEDGER,
        (Put(2, "day", On(12, 30, years=-1)),),
        reports=(Told("K104", 2, "day"),),
        events=(_WEIGHED, _WEIGHED),
    ),
    Fault(
        "样例日杂公司/扣分台账.xlsx",
        "两件事用了同一个序号:序号重复",
        RETURNED,
        "U20",
        LEDGER,
        (Put(2, "serial", 1), Put(2, "day", On(7, 8)), Put(2, "reason", "进货验收单缺一人签字")),
        reports=(Told("K106", 2, "serial"),),
        events=(_SAMPLES, _SAMPLES),
    ),
    Fault(
        "监察科/扣分台账补登.xlsx",
        "只写姓名,全社有两个同名的人:不知是谁",
        RETURNED,
        "U05",
        LEDGER,
        (Put(1, "serial", 22), Put(1, "unit_name", None), Put(1, "person_id", None)),
        reports=(Told("X122", 1, "person_name"),),
        events=(_SCALES,),
        days_later=40,
    ),
    Fault(
        "样例冷链公司/扣分台账.xlsx",
        "扣分写成负数,另一件的分值后面带了“分”字:负数不知何意",
        RETURNED,
        "U21",
        LEDGER,
        (Put(1, "points", "-2"), Put(2, "points", "0.5分")),
        reports=(
            Told("C131", 1, "points"),
            Told("C104", 2, "points"),
        ),
        events=_STORE,
    ),
)
