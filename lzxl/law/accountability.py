"""二(六): grounds of accountability; one and two levels up; leaders to the city's discipline commission (市纪委)."""

from lzxl.law.clauses import cite
from lzxl.law.vocabulary import Vocabulary

NOBODY, OFFICE = "无", "本社"
HIGHER_BODIES = ("上级纪检监察机关", "检察机关")  # their findings lead one level up
INVESTIGATOR = Vocabulary(
    "查处机关",
    (NOBODY, OFFICE, *HIGHER_BODIES),
    cite("二(六)"),
    {
        "上级纪检监察": "上级纪检监察机关",
        "纪检监察机关": "上级纪检监察机关",
        "检察院": "检察机关",
        "检察部门": "检察机关",
    },
)
DISCIPLINE_COMMISSION = "市纪委"
