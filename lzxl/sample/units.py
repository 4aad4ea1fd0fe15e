"""The units (单位) of the made-up office, with the words that make each unit's risk points its own. No such place exists."""

from dataclasses import dataclass

from lzxl.law.scope import UNIT_KINDS, UnitKind


@dataclass(frozen=True, slots=True)
class Words:
    """What a unit deals in, fills the braces of ``library.toml``."""

    goods: str
    asset: str
    project: str
    party: str
    fund: str


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """A unit as declared: ``role`` names its kind of posts (people.py); ``leader`` is the number of its leader, 0 the director."""

    id: str
    name: str
    short_name: str
    kind_name: str
    role: str
    leader: int
    size: int
    words: Words

    @property
    def kind(self) -> UnitKind:
        """The kind (单位类别) of the law."""
        return UNIT_KINDS[self.kind_name]


OFFICE_NAME = "示例县供销合作社联合社"
TOP = "U01"
LEDGER_UNIT = "U05"  # 监察科 keeps the office's ledger

_NO_WORDS = Words("", "", "", "", "")
_DEPARTMENTS = (
    ("办公室", 0, "办公用品", "公务用车", "办公楼修缮", "定点服务单位", "机关运行经费"),
    ("人事教育科", 3, "培训教材", "培训设备", "培训教室改造", "委托培训机构", "职工教育经费"),
    ("财务科", 1, "财务软件", "封存旧账册", "会计室改造", "申请拨款的单位", "社有资金"),
    ("监察科", 3, "谈话记录设备", "信访材料", "谈话室改造", "来信来访人", "办案经费"),
    ("业务指导科", 2, "储备物资样品", "展销设备", "为农服务站建设", "项目申报单位", "网点建设补助"),
    ("资产管理科", 1, "评估服务", "存量房产档案", "危旧房加固", "承租单位", "租金收入"),
)
_COOPERATIVES = (
    ("样例一社", 1, "早稻", "东街门市部", "粮仓翻修", "种粮大户", "粮食收购资金"),
    ("样例二社", 2, "茶叶", "茶叶初制厂房", "制茶车间改造", "茶农", "茶叶收购资金"),
    ("样例三社", 3, "化肥", "农资门市部", "化肥仓库新建", "乡村经销点", "化肥周转金"),
    ("样例四社", 1, "蚕茧", "收烘站", "烘房改造", "蚕农", "蚕茧收购贷款"),
    ("样例五社", 2, "柑橘", "水果保鲜库", "保鲜库扩建", "水果经纪人", "助农补贴"),
    ("样例六社", 3, "毛竹", "竹木堆场", "堆场硬化", "竹制品厂", "竹木预付款"),
    ("样例七社", 1, "油菜籽", "榨油车间", "榨油设备更新", "代加工户", "油料收购资金"),
    ("样例八社", 2, "农膜", "日用品批发部", "仓库屋面维修", "零售网点", "救灾物资储备费"),
    ("样例九社", 3, "生猪饲料", "饲料配送点", "配送点搬迁", "养殖户", "养殖扶持款"),
)
_COMPANIES = (
    ("样例农资公司", 2, "复合肥", "中心配送库", "配送库扩建", "化肥厂家", "淡储贴息"),
    ("样例再生资源公司", 1, "废钢", "分拣场", "分拣场环保改造", "回收站点", "废旧物资收购款"),
    ("样例棉麻公司", 2, "皮棉", "棉花仓库", "棉仓消防改造", "纺织企业", "棉花收购贷款"),
    ("样例日杂公司", 3, "日用陶瓷", "临街门面", "门面装修", "百货供货商", "展销会经费"),
    ("样例冷链公司", 1, "冷冻水产", "低温冷库", "制冷机组安装", "承运车队", "冷链补助"),
)
_MARKETS = (
    ("样例农贸市场", 2, "公平秤", "交易大棚摊位", "大棚维修", "蔬菜批发户", "摊位费"),
    ("样例小商品市场", 3, "消防器材", "二楼商铺", "消防管网改造", "商铺业主", "物业费"),
    ("样例花木市场", 1, "温室耗材", "展示温室", "温室改造", "花木经营户", "市场管理费"),
    ("样例水产市场", 2, "制冰用品", "活鱼暂养池", "排水管网改造", "水产经营户", "代收水电费"),
)
_KINDS = (  # kind, role, whole name from the short one, sizes
    ("机关科室", "office", "{}", (5,), _DEPARTMENTS),
    ("基层社", "coop", "示例县{}供销合作社", (7,), _COOPERATIVES),
    ("公司", "firm", "示例县{}有限公司", (7,), _COMPANIES),
    ("市场", "market", "示例县{}管理中心", (5, 5, 4, 4), _MARKETS),
)


def _whole_name(pattern: str, short: str) -> str:
    return pattern.format(short.removesuffix("社").removesuffix("公司")) if pattern != "{}" else short


def _units() -> dict[str, SampleUnit]:
    units = [SampleUnit(TOP, OFFICE_NAME + "领导班子", "社领导", "市社领导", "leader", 0, 4, _NO_WORDS)]
    for kind, role, pattern, sizes, rows in _KINDS:
        for place, (short, leader, *words) in enumerate(rows):
            size = sizes[place % len(sizes)]
            home = SampleUnit(
                f"U{len(units) + 1:02}", _whole_name(pattern, short), short, kind, role, leader, size, Words(*words)
            )
            units.append(home)
    return {home.id: home for home in units}


SAMPLE_UNITS = _units()
