"""二(二): who fills in what; the words of both commitment tables."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lzxl.law.clauses import cite
from lzxl.law.vocabulary import Vocabulary, spelt


class Chain(StrEnum):
    """How the position tables of a unit's people are reviewed 二(二)1."""

    SUPERVISED = "审核"  # the supervising leader reviews
    APPRAISED = "评定、审核"  # the unit's head appraises, the liaison leader reviews


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit (单位类别) and all that follows from it; no other place branches on the kind.

    ``owes_unit_table``: owes a unit commitment table and a flow chart 二(二)2. ``chain``: see :class:`Chain`.
    ``leader_title``: what its leader of the office is called. ``headed_by_director``: its head is the director.
    ``keeps_ledger``: an entry from its ledger counts without recognition where 「台账单位」 is empty.
    """

    name: str
    chain: Chain
    leader_title: str
    owes_unit_table: bool = True
    headed_by_director: bool = False
    keeps_ledger: bool = False
    subordinate: bool = False


UNIT_KINDS = {
    kind.name: kind
    for kind in (
        UnitKind("市社领导", Chain.SUPERVISED, "分管领导", owes_unit_table=False, headed_by_director=True),
        UnitKind("机关科室", Chain.SUPERVISED, "分管领导", keeps_ledger=True),
        UnitKind("基层社", Chain.APPRAISED, "联系领导", subordinate=True),
        UnitKind("公司", Chain.APPRAISED, "联系领导", subordinate=True),
        UnitKind("市场", Chain.APPRAISED, "联系领导", subordinate=True),
    )
}


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank (职级): who owes a position table 二(二), and who counts as a leader 二(六)."""

    name: str
    owes_position_table: bool
    leader: bool = False
    director: bool = False


RANKS = {
    rank.name: rank
    for rank in (
        Rank("主任", owes_position_table=True, leader=True, director=True),
        Rank("班子成员", owes_position_table=True, leader=True),
        Rank("中层", owes_position_table=True),
        Rank("一般", owes_position_table=False),
    )
}


class Seat(NamedTuple):
    """Where a person stands among the others: all that the review 二(二) and the chain of superiors 二(六) depend on.

    ``kind``, ``head`` and ``leader`` are of the person's unit (负责人, 分管(联系)领导). All but ``rank`` and ``kind`` are
    person ids, ``""`` where unknown; ``superior`` is the roster's 直接上级.
    """

    person: str
    rank: Rank
    kind: UnitKind
    head: str = ""
    leader: str = ""
    director: str = ""
    superior: str = ""


def head_of(kind: UnitKind, head: str, director: str) -> str:
    """Return the head (负责人) of a unit 二(二): the roster's, else the director where the kind is headed by him."""
    return head or (director if kind.headed_by_director else "")


LEADING_GROUP = "领导小组"  # the leading group 二(一)3: assesses all, reviews the director

UNIT_KIND = Vocabulary(
    "单位类别",
    tuple(UNIT_KINDS),
    cite("二(二)"),
    spelt(
        {
            "市社领导": ("社领导", "市社领导班子"),
            "机关科室": ("科室", "机关处室"),
            "基层社": ("基层供销社", "基层供销合作社"),
        }
    ),
)
RANK = Vocabulary(
    "职级",
    tuple(RANKS),
    cite("二(二)"),
    spelt(
        {
            "班子成员": ("领导班子成员", "领导班子", "班子"),
            "中层": ("中层干部", "中层正职", "中层副职", "中层管理人员"),
            "一般": ("一般干部", "一般人员", "一般职工", "一般员工", "一般工作人员", "普通", "普通职工", "普通员工"),
        }
    ),
)

KEY_AREA = Vocabulary(
    "重点环节",
    (
        "行政审批",
        "干部人事管理",
        "工程项目管理",
        "重大投融资(对外担保)",
        "固定资产购置(处置)",
        "专项资金使用",
        "大额资金(货款)支付",
        "工程物资采购",
        "大宗商品采购",
        "货款回收",
        "重大资产出租",
        "大额费用报销",
        "其他",
    ),
    cite("二(二)"),
    spelt(
        {
            "行政审批": ("行政审批事项", "行政审批管理"),
            "干部人事管理": ("干部人事", "人事管理", "干部管理", "干部人事工作"),
            "工程项目管理": ("工程项目", "工程管理", "项目工程管理"),
            "重大投融资(对外担保)": (
                *("重大投融资", "对外担保", "投融资", "重大投资融资", "重大投融资、对外担保"),
                *("重大投融资和对外担保", "重大投融资及对外担保", "重大投融资/对外担保", "重大投融资对外担保"),
            ),
            "固定资产购置(处置)": (
                *("固定资产购置", "固定资产处置", "固定资产购置、处置", "固定资产购置和处置"),
                *("固定资产购置及处置", "固定资产购置与处置", "固定资产购置/处置", "固定资产购置处置"),
            ),
            "专项资金使用": ("专项资金", "专项资金管理", "专项资金的使用", "专项资金使用管理"),
            "大额资金(货款)支付": (
                *("大额资金支付", "大额货款支付", "货款支付", "大额资金", "大额资金、货款支付"),
                *("大额资金和货款支付", "大额资金及货款支付", "大额资金/货款支付", "大额资金货款支付"),
            ),
            "工程物资采购": ("工程物资", "工程物资的采购"),
            "大宗商品采购": ("大宗商品", "大宗商品的采购", "大宗采购"),
            "货款回收": ("货款收回", "货款回笼", "货款的回收"),
            "重大资产出租": ("资产出租", "重大资产的出租"),
            "大额费用报销": ("费用报销", "大额报销", "大额费用", "大额费用的报销"),
            "其他": ("其它", "其他环节", "其它环节", "其他方面", "其它方面"),
        }
    ),
)
KEY_ELEMENT = Vocabulary(
    "关键要素",
    ("权", "钱", "人", "物", "工"),
    cite("三(三)"),
    spelt(
        {
            "权": ("权力", "管权"),
            "钱": ("资金", "钱财", "管钱"),
            "人": ("人员", "人事", "管人"),
            "物": ("物资", "物品", "管物"),
            "工": ("工程", "工程项目", "管工程"),
        }
    ),
    several=True,
)
_SOURCES = ("岗位职责", "业务流程", "管理环节", "制度机制", "外部环境")
RISK_SOURCE = Vocabulary(
    "风险类别",
    _SOURCES,
    cite("二(二)"),
    spelt(
        {word: (f"{word}风险", f"{word}类", f"{word}方面", f"{word}风险类") for word in _SOURCES},
        {"制度机制": ("机制制度", "机制制度风险", "制度和机制", "制度、机制")},
    ),
)
WAY_OF_FINDING = Vocabulary(
    "查找方式",
    ("自己找", "群众提", "互相查", "领导点", "组织评"),
    cite("二(二)"),
    spelt(
        {
            "自己找": ("自查", "自找", "自己查", "自己查找", "个人自查", "个人查找"),
            "群众提": ("群众提出", "群众提议", "群众提意见"),
            "互相查": ("互查", "相互查", "互相找", "互相查找", "相互查找"),
            "领导点": ("领导点评", "领导点出", "领导点题"),
            "组织评": ("组织评议", "组织评定", "组织评审", "组织评估"),
        }
    ),
    several=True,
)
YES_NO = Vocabulary(
    "是否",
    ("是", "否"),
    cite("二(二)"),
    spelt(
        {
            "是": ("是的", "对", "√", "✓", "✔", "Y", "y", "YES", "Yes", "yes", "TRUE", "True", "true"),
            "否": ("不是", "N", "n", "NO", "No", "no", "FALSE", "False", "false"),
        }
    ),
)
