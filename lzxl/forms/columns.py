"""Columns that stand in more than one table, declared once."""

from dataclasses import replace

from lzxl.forms.form import Column, Kind, Owner
from lzxl.law.level import DEGREE, LEVEL
from lzxl.law.measures import TIME_LIMIT
from lzxl.law.scope import KEY_AREA, KEY_ELEMENT, RISK_SOURCE, WAY_OF_FINDING

TWO_AND_TWO = 4.6  # width of a word or two under four characters, which then stand two above two

# ---- heads of the three templates
UNIT_NAME = Column(
    "unit_name",
    "单位",
    required=True,
    width=16,
    prompt="单位全称,与名册一致。",
    clause="二(二)",
    synonyms=("单位名称", "填报单位"),
)
UNIT_ID = Column("unit_id", "单位编号", Kind.ID, required=True, width=8, prompt="名册里的单位编号。", clause="二(二)")
YEAR = Column("year", "年度", Kind.YEAR, required=True, width=6, prompt="四位数字,如 2026。", clause="二(五)")
FILLED = Column(
    "filled", "填表日期", Kind.DATE, required=True, width=10, prompt="填写本表的日期,如 2026-09-01。", clause="二(二)"
)

# ---- the body that both commitment tables share
SERIAL = Column("serial", "序号", Kind.WHOLE, required=True, width=6, prompt="从 1 起顺次编号。", clause="二(二)")
AREA = Column(
    "area",
    "重点环节",
    Kind.CHOICE,
    KEY_AREA,
    required=True,
    width=14,
    prompt="从十二个重点环节中选,都不符合的选“其他”。",
    clause="二(二)",
)
ELEMENTS = Column(
    "elements",
    "关键要素",
    Kind.CHOICES,
    KEY_ELEMENT,
    width=10,
    prompt="可多选,用“、”连接,如:权、钱。可不填。",
    clause="三(三)",
)
SOURCE = Column(
    "source",
    "风险类别",
    Kind.CHOICE,
    RISK_SOURCE,
    required=True,
    width=11,
    prompt="风险来自哪个方面。",
    clause="二(二)",
)
TEXT = Column(
    "text",
    "风险点",
    required=True,
    width=34,
    prompt="写清在什么环节、可能出现什么问题。",
    clause="二(二)",
    synonyms=("廉政风险点",),
)
WAYS = Column(
    "ways",
    "查找方式",
    Kind.CHOICES,
    WAY_OF_FINDING,
    required=True,
    width=13,
    prompt="可多选,用“、”连接,如:自己找、群众提。",
    clause="二(二)",
)
SIZE = Column(
    "size",
    "风险大小",
    Kind.CHOICE,
    DEGREE,
    required=True,
    width=TWO_AND_TWO,
    prompt="手中权力、资金的大小:高、中、低。",
    clause="二(三)2",
)
HARM = Column(
    "harm",
    "危害程度",
    Kind.CHOICE,
    DEGREE,
    required=True,
    width=TWO_AND_TWO,
    prompt="一旦发生,后果的轻重:高、中、低。",
    clause="二(三)2",
)
FREQUENCY = Column(
    "frequency",
    "发生频率",
    Kind.CHOICE,
    DEGREE,
    required=True,
    width=TWO_AND_TWO,
    prompt="可能发生的次数:高、中、低。",
    clause="二(三)2",
)
SELF_LEVEL = Column(
    "self_level",
    "自评等级",
    Kind.CHOICE,
    LEVEL,
    required=True,
    width=TWO_AND_TWO,
    prompt="一级为重点,二级为防范,三级为一般。",
    clause="二(二)",
)
MEASURES = Column("measures", "防控措施", required=True, width=36, prompt="针对这一风险点的具体做法。", clause="二(四)")
RESPONSIBLE = Column("responsible", "责任人", required=True, width=10, prompt="落实措施的人。", clause="二(四)1")
DEADLINE = Column(
    "deadline",
    "完成时限",
    Kind.TIME_LIMIT,
    TIME_LIMIT,
    required=True,
    width=12,
    prompt="日期,或:长期、常年、每月、每季度、每半年、立即。",
    clause="二(四)1",
)
REVIEW = Column("review", "审核意见", width=14, prompt="由审核人填写,填报时留空。", clause="二(二)")
CLAIMED_LEVEL = Column(
    "claimed_level",
    "评估等级",
    Kind.CHOICE,
    LEVEL,
    width=TWO_AND_TWO,
    prompt="由领导小组评定,填报时留空。",
    clause="二(三)3",
)
CLAIMED_OPINION = Column(
    "claimed_opinion", "领导小组意见", width=16, prompt="由领导小组填写,填报时留空。", clause="二(三)3"
)
RISK_BODY = (AREA, ELEMENTS, SOURCE, TEXT, WAYS, SIZE, HARM, FREQUENCY, SELF_LEVEL, MEASURES, RESPONSIBLE, DEADLINE)

# ---- subjects, in every table of people
PERSON_ID = Column(
    "person_id", "人员编号", Kind.ID, width=10, prompt="名册里的人员编号;只知道姓名时可不填。", clause="二(二)"
)
PERSON_NAME = Column("person_name", "姓名", width=9, prompt="与名册一致。", clause="二(二)")
POST = Column("post", "职务", width=12, prompt="现任职务。", clause="二(二)")


def computed(column: Column) -> Column:
    """Return the same column as the master shows it: written by the program."""
    return replace(column, owner=Owner.COMPUTED, required=False, carried=False, prompt="")


def shown(*columns: Column) -> tuple[Column, ...]:
    """Return the columns as the master shows them."""
    return tuple(computed(column) for column in columns)
